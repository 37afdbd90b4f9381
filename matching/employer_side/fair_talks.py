"""What a company reads of a job fair: when, where, and its own conversations, each with a blind card.

A guest agreed to meet these companies in person, and perhaps to have the first name read; both hold until the
day. Afterwards the number and the time are left, with what the company said.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from jobdesk.trail.scoping import system_scope
from matching.employer_side.blind import BlindProfile
from matching.employer_side.candidates import profile_for, read_for_profile
from matching.fairs.pages import begin_of
from matching.models import Fair, FairGuest, FairMeeting, FairTable
from residents.consents import holding_on
from residents.models import GroupSession


@dataclass(frozen=True)
class FairTalk:
    """A conversation of the company. ``profile`` is None, and ``first_name`` empty, once the day is over."""

    pk: int
    at: datetime | None
    number: int
    work: str
    word: str
    first_name: str
    profile: BlindProfile | None


def own_tables() -> QuerySet[FairTable]:
    """The tables of the company whose scope is open, with their fairs, the newest first."""
    return FairTable.objects.select_related("fair__session__centre", "vacancy").order_by(
        "-fair__session__starts_at", "vacancy__title", "pk"
    )


def own_talks(fair: Fair, tables: Collection[FairTable], today: date) -> list[FairTalk]:
    """Return the conversations at these tables in the order of the day.

    The tables must have been fetched in the scope of the company. What is read of the guests is read here,
    with everything open, and leaves as a number, a blind profile and a first name that its owner agreed to.
    Who no longer agrees to come is left out until the day is over.
    """
    if fair.accepted_at is None or fair.session.status == GroupSession.Status.CANCELLED:
        return []
    with system_scope("job fair of a company"):
        found = FairMeeting.objects.filter(table__in=tables).select_related("guest")
        meetings = found.order_by("round", "guest__number", "table_id")
        agreeing = FairGuest.objects.filter(
            holding_on(today, "consent"), fair=fair, status=FairGuest.Status.COMES
        )
        guests = agreeing.select_related("resident__centre").prefetch_related(*read_for_profile())
        by_key = {guest.pk: guest for guest in guests}
        vacancies = {
            table.pk: table.vacancy
            for table in FairTable.objects.filter(pk__in=[each.pk for each in tables])
            .select_related("vacancy__company__organisation")
            .prefetch_related("vacancy__languages")
        }
        is_over = today > fair.session.on
        talks = []
        for meeting in meetings:
            guest, vacancy = by_key.get(meeting.guest_id), vacancies[meeting.table_id]
            if guest is None and not is_over:
                continue
            talks.append(
                FairTalk(
                    pk=meeting.pk,
                    at=begin_of(fair, meeting),
                    number=meeting.guest.number,
                    work=vacancy.title,
                    word=meeting.company_word,
                    first_name=guest.resident.first_name if guest and guest.shows_first_name else "",
                    profile=profile_for(guest.resident, vacancy, str(guest.number), today) if guest else None,
                )
            )
    return talks
