"""Reads about shared cases: for the desk that shares them, and for the partner they are shared with."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from desk.models import CaseShare, ShareNote
from jobdesk.accounts.models import Membership, User
from jobdesk.desks.models import Centre, Organisation
from jobdesk.trail.access import who_may
from jobdesk.trail.audit import AuditEntry, StatusChange
from residents.consents import holding_on
from residents.models import Resident, Step

MOST_ROWS = 100
ENDS_SOON = timedelta(days=7)


def holding_shares(day: date) -> QuerySet[CaseShare]:
    """The shares that open something on a day, as ``CaseShare.why_over`` says it of one."""
    return CaseShare.objects.filter(
        holding_on(day, "consent"),
        ended_on=None,
        until_on__gte=day,
        organisation__closed_on=None,
        resident__merged_into=None,
    ).exclude(resident__status=Resident.Status.EXITED)


def partners_of(centre: Centre) -> QuerySet[Organisation]:
    """The open organisations of the centre's country in which somebody reads what is shared, by name."""
    readers = Membership.objects.filter(
        who_may("shares.view"), organisation=OuterRef("pk"), user__is_active=True
    )
    return Organisation.objects.filter(Exists(readers), country=centre.country, closed_on=None)


def readers_of(organisation: Organisation) -> QuerySet[User]:
    """The active people of an organisation who read what is shared with it, by name."""
    readers = User.objects.filter(
        who_may("shares.view", "memberships"), is_active=True, memberships__organisation=organisation
    )
    return readers.distinct().order_by("name", "pk")


def shares_of(resident: Resident) -> QuerySet[CaseShare]:
    """All shares of a case, those that run first, with what says whether they still hold."""
    found = CaseShare.objects.filter(resident=resident).select_related(
        "organisation", "consent", "resident", "shared_by"
    )
    return found.order_by("ended_on", "-shared_on", "-id")


def entrusted() -> QuerySet[CaseShare]:
    """What is shared with the organisations of the open scope; what ended too, newest first."""
    return CaseShare.objects.select_related(
        "organisation", "consent", "resident__centre", "resident__coach", "resident__second_coach"
    )


def with_what_waits(shares: Collection[CaseShare]) -> list[CaseShare]:
    """Fetch with shares what there may be to do in them. Needs a scope that reads the cases."""
    found = CaseShare.objects.filter(pk__in=[share.pk for share in shares]).select_related(
        "organisation", "resident__coach", "resident__second_coach"
    )
    return list(found.prefetch_related("steps", "resident__check_ins__placement", "resident__appointments"))


def open_steps_of(resident: Resident) -> QuerySet[Step]:
    """The open steps of a case, of which a partner can take some."""
    return Step.objects.filter(resident=resident, status=Step.Status.OPEN).select_related("resident__centre")


def unread_notes(people: QuerySet[Resident]) -> QuerySet[ShareNote]:
    """What partners wrote of these people and nobody of the desk has read, the oldest first."""
    return (
        ShareNote.objects.filter(share__resident__in=people, seen_at=None)
        .select_related("author", "share__resident", "share__organisation", "check_in")
        .order_by("at", "id")[:MOST_ROWS]
    )


def shares_ending(people: QuerySet[Resident], on: date) -> QuerySet[CaseShare]:
    """Shares of these people that end within a week, the first to end first."""
    return (
        holding_shares(on)
        .filter(resident__in=people, until_on__lte=on + ENDS_SOON)
        .select_related("resident", "organisation")
        .order_by("until_on", "id")[:MOST_ROWS]
    )


def done_by_partner(share: CaseShare) -> tuple[QuerySet[AuditEntry], QuerySet[StatusChange]]:
    """What the people of the partner looked at, wrote and recorded in this case, newest first."""
    since = {"resident_id": share.resident_id, "actor__in": readers_of(share.organisation)}
    return (
        AuditEntry.objects.filter(**since).select_related("actor")[:MOST_ROWS],
        StatusChange.objects.filter(**since).select_related("actor")[:MOST_ROWS],
    )
