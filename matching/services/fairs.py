"""Job fairs, meet & greets and work sessions: planned, companies and residents asked, their answers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from employers.models import Vacancy
from jobdesk.trail.audit import change_status, record, record_status
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from matching.fairs.letters import tell_companies
from matching.integrity.standing import check_may_propose
from matching.models import Fair, FairGuest, FairTable
from matching.transitions import FAIR_GUEST
from residents.models import Consent, GroupSession, Resident
from residents.services import invite, plan_session, record_consent, withdraw_consent

FIELDS = ("minutes_each", "each", "break_after", "break_minutes", "centre_limit", "centre_limit_all")
RECIPIENT_LENGTH = 160


@transaction.atomic
def plan_fair(
    *,
    minutes_each: int,
    each: int,
    break_after: int | None = None,
    break_minutes: int = 15,
    centre_limit: int | None = None,
    centre_limit_all: int | None = None,
    **session: Any,
) -> Fair:
    """Plan a fair: its group session (``residents.services.sessions.FIELDS``) and how it goes.

    Plans the session, saves, records ``fair.planned``.
    """
    fair = Fair(
        session=plan_session(**session),
        minutes_each=minutes_each,
        each=each,
        break_after=break_after,
        break_minutes=break_minutes,
        centre_limit=centre_limit,
        centre_limit_all=centre_limit_all,
    )
    if fair.rounds < 1:
        raise RuleBroken(_("No conversation fits into these hours."), field="minutes_each")
    fair.save()
    record("fair.planned", fair, {"session": fair.session.code})
    return fair


@transaction.atomic
def add_table(fair: Fair, vacancy: Vacancy, *, seats: int, until: time | None = None) -> FairTable:
    """Let a vacancy take part. Saves, records ``fair.table_added``.

    Raises RuleBroken when the vacancy is not open or takes part already, its company is under a pause or ban,
    or the conversations stand.
    """
    hold(fair)
    check_open(fair)
    if vacancy.status != Vacancy.Status.OPEN:
        raise RuleBroken(_("This vacancy is not open."), field="vacancy")
    check_may_propose(vacancy.company)
    if vacancy.company.organisation.country != fair.session.centre.country:
        raise RuleBroken(_("This vacancy is in another country."), field="vacancy")
    if fair.tables.filter(vacancy=vacancy).exists():
        raise RuleBroken(_("This vacancy takes part already."), field="vacancy")
    table = FairTable.objects.create(fair=fair, vacancy=vacancy, seats=seats, until=until)
    record("fair.table_added", table, {"fair": fair.code, "vacancy": vacancy.code, "seats": seats})
    return table


@transaction.atomic
def remove_table(table: FairTable) -> None:
    """Take a vacancy off a fair, with its conversations. Deletes, records ``fair.table_removed``."""
    hold(table)
    check_open(table.fair)
    record("fair.table_removed", table, {"fair": table.fair.code, "vacancy": table.vacancy.code})
    table.meetings.all().delete()
    table.delete()


@transaction.atomic
def invite_companies(fair: Fair) -> int:
    """Invite the companies whose vacancies take part and that are not invited yet; return how many tables.

    From then on a company reads when and where it is, and its own conversations once they stand. Saves,
    records ``fair.companies_invited``, sends a letter to whoever answers candidates there. Raises RuleBroken
    when all are invited, and once the day is over or cancelled.
    """
    hold(fair)
    _check_planned(fair.session)
    new = list(fair.tables.filter(invited_at=None).select_related("vacancy"))
    if not new:
        raise RuleBroken(_("Every company that takes part is invited already."))
    fair.tables.filter(pk__in=[table.pk for table in new]).update(invited_at=timezone.now())
    record("fair.companies_invited", fair, {"vacancies": [table.vacancy.code for table in new]})
    tell_companies(fair, "invited", {table.vacancy.company_id for table in new})
    return len(new)


@transaction.atomic
def invite_guests(fair: Fair, residents: Iterable[Resident]) -> int:
    """Invite residents, who are not asked yet; return how many are new.

    Puts them on the list of the session, gives each the next number, records the first status.
    """
    hold(fair)
    check_open(fair)
    there = set(fair.guests.values_list("resident_id", flat=True))
    new = [resident for resident in residents if resident.pk not in there]
    invite(fair.session, new)
    number = fair.guests.aggregate(last=Max("number"))["last"] or 0
    for resident in new:
        number += 1
        guest = FairGuest.objects.create(fair=fair, resident=resident, number=number)
        record_status(guest, "", guest.status)
    return len(new)


@transaction.atomic
def accept_invitation(
    guest: FairGuest,
    *,
    shows_first_name: bool = False,
    since: time | None = None,
    until: time | None = None,
    way: str = Consent.Way.SPOKEN,
) -> None:
    """Record that somebody comes, and agreed to meet the companies in person.

    Records the consent, until the day of the fair, and the change of status. Raises RuleBroken after the day.
    """
    hold(guest)
    session = guest.fair.session
    _check_planned(session)
    if session.on < timezone.localdate():
        raise RuleBroken(_("The day of the fair is over."))
    if since and until and until <= since:
        raise RuleBroken(_("Somebody is there until later than from."), field="until")
    consent = guest.consent or record_consent(
        guest.resident,
        purpose=Consent.Purpose.MEETING,
        recipient=session.title[:RECIPIENT_LENGTH],
        until_on=session.on,
        way=way,
    )
    also = {"consent": consent, "shows_first_name": shows_first_name, "since": since, "until": until}
    if guest.status == FairGuest.Status.COMES:
        for name, value in also.items():
            setattr(guest, name, value)
        guest.save(update_fields=[*also])
        record("fair.times_changed", guest)
        return
    change_status(guest, FairGuest.Status.COMES, FAIR_GUEST, also=also)


@transaction.atomic
def decline_invitation(guest: FairGuest) -> None:
    """Record that somebody does not come. Withdraws the consent, drops their conversations, records it."""
    hold(guest)
    _check_planned(guest.fair.session)
    consent = guest.consent
    guest.meetings.filter(outcome="").delete()
    also = {"consent": None, "shows_first_name": False}
    change_status(guest, FairGuest.Status.DECLINED, FAIR_GUEST, also=also)
    if consent is not None:
        withdraw_consent(consent)


def note_fair_printed(fair: Fair, kind: str) -> None:
    """Record ``fair.printed``: a list has left the screen."""
    record("fair.printed", fair, {"list": kind})


def check_open(fair: Fair) -> None:
    """Raise RuleBroken once the conversations stand, or the session was closed or cancelled."""
    _check_planned(fair.session)
    if fair.accepted_at is not None:
        raise RuleBroken(_("The conversations stand. Open them again to change something."))


def _check_planned(session: GroupSession) -> None:
    if session.status != GroupSession.Status.PLANNED:
        raise RuleBroken(_("This day is over or cancelled."))
