"""Which frame a page of this app stands in: funders come from outside the desk."""

from django.http import HttpRequest

from jobdesk.trail.access import Role


def layout_for(request: HttpRequest) -> str:
    """Return the layout for the hat that is worn."""
    return "layouts/outside.html" if request.hat.role == Role.FUNDER else "layouts/desk.html"
