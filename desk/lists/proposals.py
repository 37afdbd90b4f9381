"""The list of proposals: where each stands, whose turn it is, and how long it waits."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from desk.lists.common import place_filters
from jobdesk.lists.cells import Cell
from jobdesk.lists.choice import ListChoice
from jobdesk.lists.definition import END, HEAD, WIDE, Column, Empty, ListDefinition, Reader
from jobdesk.lists.filters import Choices, Filter, Options, Yes, labels, one_of
from matching.models import Proposal, ProposalQuerySet
from matching.pipeline.board import with_people
from matching.pipeline.lanes import LANES, late, on_board, with_lanes
from matching.pipeline.turns import Row as Shown
from matching.pipeline.turns import rows_of
from residents.law_values import read_once

TABS = ("running", "ended", "all")


@dataclass(frozen=True)
class Row:
    """A proposal as the columns read one."""

    proposal: Proposal
    reader: Reader

    @cached_property
    def shown(self) -> Shown:
        """The same row as on the board."""
        return rows_of([self.proposal], self.reader.user, self.reader.on, timezone.now())[0]


def _resident(row: Row) -> Cell:
    resident = row.proposal.resident
    return Cell(
        resident.full_name, text=resident.short_name, url=reverse("desk:resident", args=[resident.code])
    )


def _vacancy(row: Row) -> Cell:
    vacancy = row.proposal.vacancy
    return Cell(vacancy.title, url=reverse("matching:vacancy", args=[vacancy.code]))


def _turn(row: Row) -> Cell:
    turn = row.shown.turn
    if row.proposal.lane == "":
        return Cell()
    return Cell(turn.name, icon=turn.icon, tone="strong" if turn.kind == "me" else "")


def _waits(row: Row) -> Cell:
    if row.proposal.lane == "":
        return Cell()
    n = row.shown.days
    words = ngettext("%(n)d day", "%(n)d days", n) % {"n": n} if n else _("since today")
    return Cell(n, text=words, tone="stop" if row.shown.tone == "late" else "")


def _act(row: Row) -> Cell:
    if row.proposal.lane == "" or not row.shown.acts:
        return Cell()
    act = row.shown.acts[0]
    url = act.url or reverse("matching:pipeline_act", args=[row.proposal.code, act.action])
    return Cell(act.label, url=url, icon=act.icon)


def _why(row: Row) -> Cell:
    proposal = row.proposal
    return Cell(proposal.get_answer_reason_display() or proposal.get_end_reason_display() or None)


COLUMNS = (
    Column(
        "resident",
        gettext_lazy("Resident"),
        _resident,
        sort=("resident__last_name", "resident__first_name"),
        is_default=True,
        is_personal=True,
        fold=HEAD,
    ),
    Column(
        "vacancy", gettext_lazy("Vacancy"), _vacancy, sort=("vacancy__title",), is_default=True, fold=WIDE
    ),
    Column(
        "company",
        gettext_lazy("Employer"),
        lambda row: Cell(str(row.proposal.vacancy.company)),
        sort=("vacancy__company__organisation__name",),
        is_default=True,
    ),
    Column(
        "status",
        gettext_lazy("Status"),
        lambda row: Cell(row.proposal.get_status_display()),
        sort=("status",),
        is_default=True,
    ),
    Column("turn", gettext_lazy("Whose turn"), _turn, is_default=True),
    Column("waits", gettext_lazy("Waits"), _waits, sort=("waits_by", "since_on"), num=True, is_default=True),
    Column("act", gettext_lazy("Do now"), _act, is_default=True, fold=END),
    Column("since", gettext_lazy("Since"), lambda row: Cell(row.proposal.since_on), sort=("since_on",)),
    Column(
        "introduced",
        gettext_lazy("Introduced on"),
        lambda row: Cell(row.proposal.proposed_on),
        sort=("proposed_on",),
    ),
    Column("why", gettext_lazy("Why it ended"), _why),
    Column("code", gettext_lazy("Code"), lambda row: Cell(row.proposal.code, tone="code"), sort=("code",)),
    Column(
        "coach",
        gettext_lazy("Coach"),
        lambda row: Cell(row.proposal.resident.coach_names or None),
        sort=("resident__coach__name",),
    ),
    Column(
        "centre",
        gettext_lazy("Centre"),
        lambda row: Cell(row.proposal.resident.centre.name),
        sort=("resident__centre__name",),
    ),
)


def company_options(reader: Reader) -> Options:
    """The employers of the proposals that the reader may see."""

    def read() -> Options:
        found = Proposal.objects.order_by("vacancy__company__organisation__name", "vacancy__company_id")
        pairs = found.values_list("vacancy__company_id", "vacancy__company__organisation__name").distinct()
        return [(str(key), name) for key, name in pairs]

    return reader.once("proposal employers", read)


def _late(rows: QuerySet[Proposal], _value: bool, choice: ListChoice) -> QuerySet[Proposal]:
    return rows.filter(late(choice.reader.on))


FILTERS: tuple[Filter, ...] = (
    Choices(
        "stage",
        gettext_lazy("Stage"),
        one_of("lane"),
        options=labels([(lane.code, lane.label) for lane in LANES]),
    ),
    Yes("late", gettext_lazy("Waits too long"), _late),
    Choices("employer", gettext_lazy("Employer"), one_of("vacancy__company"), options=company_options),
    *place_filters("resident__"),
)


def _at(reader: Reader) -> ProposalQuerySet:
    proposals = Proposal.objects.all()
    return proposals.filter(resident__centre=reader.hat.centre) if reader.hat.centre else proposals


def _base(choice: ListChoice) -> QuerySet[Proposal]:
    proposals = _at(choice.reader)
    if choice.tab == "running":
        return on_board(proposals, choice.reader.on)
    ended = Q() if choice.tab == "all" else ~Q(status__in=Proposal.OPEN)
    return with_lanes(proposals).filter(ended)


def _tab_counts(choice: ListChoice) -> dict[str, int | None]:
    counted = on_board(_at(choice.reader), choice.reader.on).order_by().aggregate(n=Count("pk"))
    return {"running": counted["n"], "ended": None, "all": None}


def _empty(choice: ListChoice) -> Empty:
    if choice.is_narrowed:
        clear = (_("Clear the filters"), choice.cleared(), "")
        return Empty(_("No proposal fits this choice"), _("Leave a filter out."), "search", (clear,))
    return Empty(
        _("No proposals here yet"),
        _("Propose somebody from the page of a vacancy."),
        "",
        ((_("To the vacancies"), reverse("matching:vacancies"), "bag"),),
    )


PROPOSALS = ListDefinition(
    name="proposals",
    title=gettext_lazy("Proposals"),
    url_name="desk:proposals",
    permission="proposals.make",
    columns=COLUMNS,
    filters=FILTERS,
    base=_base,
    everything=lambda: with_lanes(Proposal.objects.select_related("resident")),
    fetch={"people": lambda rows: with_people(rows).select_related("resident__second_coach")},
    row=Row,
    label_of=lambda proposal: proposal.resident.short_name,
    count_words=lambda n: ngettext("%(n)d proposal", "%(n)d proposals", n) % {"n": n},
    tabs=TABS,
    tab_labels=lambda _reader: {
        "running": _("Under way"),
        "ended": _("Ended"),
        "all": _("All"),
    },
    tab_counts=_tab_counts,
    default_sort=lambda tab: "waits" if tab == "running" else "-since",
    empty=_empty,
    always=("people",),
    reading=read_once,
)
