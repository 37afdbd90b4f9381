"""What the pages of a fair show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from employers.models import Vacancy
from law.messages import Message
from matching.fairs.seating import judgements
from matching.integrity.standing import barred
from matching.models import Fair, FairGuest, FairMeeting, FairTable
from matching.scoring import NEAR, Judgement, near_message, reasons
from matching.scoring.judgement import NOT_RELEVANT
from residents.models import Resident
from residents.right_to_work.wording import text_of

WHOLE = 100


@dataclass(frozen=True)
class Steps:
    """How far a fair is: how many of what."""

    tables: int
    guests: int
    coming: int
    meetings: int
    unplaced: int
    outcomes: int


@dataclass(frozen=True)
class Why:
    """A score in whole points, and the weightiest reason for and against; empty without one."""

    points: int | None
    pro: str
    con: str


@dataclass(frozen=True)
class Talk:
    """A conversation with its time, and why these two."""

    meeting: FairMeeting
    at: datetime | None
    why: Why


@dataclass
class TableRow:
    """A vacancy that takes part, with its conversations in the order of the day."""

    table: FairTable
    talks: list[Talk] = field(default_factory=list)


@dataclass
class Suggested:
    """Somebody who may be invited: for which vacancies that take part, the best one first."""

    resident: Resident
    best: FairTable
    why: Why
    others: int = 0


def fairs_of() -> QuerySet[Fair]:
    """The fairs of the scope with what a list shows, the newest first."""
    found = Fair.objects.select_related("session__centre", "session__led_by", "session__project").annotate(
        companies=Count("tables__vacancy__company", distinct=True),
        coming=Count("guests", filter=Q(guests__status=FairGuest.Status.COMES), distinct=True),
    )
    return found.order_by("-session__starts_at", "-pk")


def steps_of(fair: Fair) -> Steps:
    """Return how far a fair is."""
    meetings = FairMeeting.objects.filter(table__fair=fair).aggregate(
        number=Count("pk"),
        unplaced=Count("pk", filter=Q(round__isnull=True)),
        outcomes=Count("pk", filter=~Q(outcome="")),
    )
    guests = FairGuest.objects.filter(fair=fair).aggregate(
        number=Count("pk"), coming=Count("pk", filter=Q(status=FairGuest.Status.COMES))
    )
    return Steps(
        tables=fair.tables.count(),
        guests=guests["number"],
        coming=guests["coming"],
        meetings=meetings["number"],
        unplaced=meetings["unplaced"],
        outcomes=meetings["outcomes"],
    )


def tables_of(fair: Fair) -> QuerySet[FairTable]:
    """The vacancies that take part, by company."""
    return FairTable.objects.filter(fair=fair).select_related("vacancy__company__organisation")


def guests_of(fair: Fair) -> QuerySet[FairGuest]:
    """Who is invited and may be seen by the reader, by number."""
    return (
        FairGuest.objects.filter(fair=fair)
        .select_related("resident__centre")
        .annotate(talks=Count("meetings"))
    )


def open_vacancies(fair: Fair) -> QuerySet[Vacancy]:
    """The open vacancies of the country that do not take part yet, by company."""
    return (
        Vacancy.objects.filter(
            status=Vacancy.Status.OPEN, company__organisation__country=fair.session.centre.country
        )
        .exclude(fair_tables__fair=fair)
        .exclude(barred(timezone.localdate()))
        .select_related("company__organisation")
        .order_by("company__organisation__name", "title", "pk")
    )


def meetings_of(fair: Fair) -> list[FairMeeting]:
    """The conversations in the order of the day."""
    found = FairMeeting.objects.filter(table__fair=fair).select_related(
        "guest__resident__centre", "table__vacancy__company__organisation", "proposal"
    )
    last = fair.rounds
    return sorted(
        found, key=lambda each: (last if each.round is None else each.round, each.table_id, each.guest.number)
    )


def table_rows(fair: Fair, on: date) -> list[TableRow]:
    """The conversations by vacancy, each with its time and why these two."""
    rows = {table.pk: TableRow(table) for table in tables_of(fair)}
    meetings = meetings_of(fair)
    people = sorted({each.guest.resident_id for each in meetings})
    judged = judgements([row.table for row in rows.values()], people, on) if meetings else {}
    for each in meetings:
        why = why_of(judged.get((each.guest.resident_id, each.table_id)))
        rows[each.table_id].talks.append(Talk(each, begin_of(fair, each), why))
    return list(rows.values())


def begin_of(fair: Fair, meeting: FairMeeting) -> datetime | None:
    """When a conversation begins; None where no round was left."""
    return None if meeting.round is None else timezone.localtime(fair.begins(meeting.round))


def why_of(judgement: Judgement | None) -> Why:
    """Put a judgement in one line for and one against."""
    if judgement is None or not judgement.values:
        is_other_work = judgement is not None and judgement.why == NOT_RELEVANT
        text = (
            _("Did and wishes other work.") if is_other_work else _("A condition is not met, or not known.")
        )
        return Why(None, "", text)
    said = reasons(judgement)
    con = text_of(near_message(judgement.failed[0])) if judgement.state == NEAR else _first(said.cons)
    return Why(round(judgement.score * WHOLE), _first(said.pros), con)


def _first(messages: Sequence[Message]) -> str:
    return text_of(messages[0]) if messages else ""


def suggested(fair: Fair, ranked: Iterable[tuple[FairTable, Judgement]]) -> list[Suggested]:
    """Return who may be invited, the best suited first, each once; without those who are asked already."""
    best: dict[int, Suggested] = {}
    asked = set(fair.guests.values_list("resident_id", flat=True))
    found = sorted(ranked, key=lambda pair: (-pair[1].grains, pair[1].id, pair[0].pk))
    keys = {int(judgement.id) for _table, judgement in found} - asked
    people = Resident.objects.select_related("centre").in_bulk(keys)
    for table, judgement in found:
        resident = people.get(int(judgement.id))
        if resident is None:
            continue
        if resident.pk in best:
            best[resident.pk].others += 1
        else:
            best[resident.pk] = Suggested(resident, table, why_of(judgement))
    return list(best.values())
