"""Reads about companies."""

from django.http import Http404

from employers.models import Company


def own_company() -> Company:
    """Return the company of the employer whose scope is open. Raises Http404 when there is none."""
    company = Company.objects.select_related("organisation", "charter_signed_by").order_by("pk").first()
    if company is None:
        raise Http404
    return company
