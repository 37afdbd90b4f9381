"""Who works for the organisation of a hat that has duties."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import QuerySet

from jobdesk.accounts.hats import Hat
from jobdesk.accounts.models import Invitation, Membership
from jobdesk.desks.models import Organisation
from jobdesk.trail.access import DutyRecord, duties_of, may, who_may


def colleagues_of(hat: Hat) -> QuerySet[Membership]:
    """The members of the organisation of ``hat``, its wearer too, by name."""
    return (
        Membership.objects.filter(
            who_may("colleagues.view"), organisation__in=hat.organisation_ids, user__is_active=True
        )
        .select_related("user", "organisation")
        .order_by("user__name", "pk")
    )


def waiting_invitations(hat: Hat) -> QuerySet[Invitation]:
    """The invitations to the organisation of ``hat``, neither accepted nor withdrawn; expired ones too."""
    return (
        Invitation.objects.filter(
            who_may("colleagues.view"),
            organisation__in=hat.organisation_ids,
            accepted_at=None,
            withdrawn_at=None,
        )
        .select_related("organisation", "invited_by")
        .order_by("expires_at", "pk")
    )


def who_manage(organisation: Organisation | int) -> QuerySet[Membership]:
    """The members of an organisation who say who does what there, by name."""
    return (
        Membership.objects.filter(
            who_may("colleagues.manage"), organisation=organisation, user__is_active=True
        )
        .select_related("user")
        .order_by("user__name", "pk")
    )


def left_to_nobody(memberships: Iterable[Membership]) -> list[str]:
    """The names of the organisations in which nobody manages colleagues once these memberships have ended."""
    return [
        each.organisation.name
        for each in memberships
        if may(each, "colleagues.manage") and not who_manage(each.organisation).exclude(pk=each.pk).exists()
    ]


def duties_of_nobody(hat: Hat) -> list[DutyRecord]:
    """The duties that no member of the organisation of ``hat`` has."""
    held = {code for each in colleagues_of(hat) for code in each.duties}
    return [duty for code, duty in duties_of(hat.role).items() if code not in held]
