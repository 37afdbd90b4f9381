"""The list of placements: who works where, what was agreed, and what comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from desk.lists.common import place_filters, tab_counts
from employers.models import Sector
from jobdesk.lists.cells import Cell, words_of
from jobdesk.lists.choice import ListChoice
from jobdesk.lists.definition import END, HEAD, HIDDEN, WIDE, Column, Empty, ListDefinition, Reader
from jobdesk.lists.filters import Choices, Filter, Options, Period, Yes, between, labels, one_of, within
from jobdesk.web.money import euros
from matching import queries
from matching.clashes.queries import serious_clashes
from matching.models import CheckIn, Placement
from residents.law_values import read_once

TABS = ("planned", "started", "late", "ended", "all")


@dataclass(frozen=True)
class Row:
    """A placement as the columns read one."""

    placement: Placement
    reader: Reader

    @property
    def check_in(self) -> CheckIn | None:
        """The talk that comes next, for those who are at work."""
        if self.placement.status != Placement.Status.STARTED:
            return None
        planned = [each for each in self.placement.check_ins.all() if each.status == CheckIn.Status.PLANNED]
        return min(planned, key=lambda each: each.due_on, default=None)

    @property
    def start_is_late(self) -> bool:
        placement = self.placement
        return placement.status == Placement.Status.PLANNED and placement.planned_start_on < self.reader.on


def _resident(row: Row) -> Cell:
    return Cell(
        row.placement.resident.full_name,
        text=row.placement.resident.short_name,
        url=reverse("desk:placement", args=[row.placement.code]),
    )


def _first_day(row: Row) -> Cell:
    placement = row.placement
    if placement.started_on:
        return Cell(placement.started_on)
    if placement.status != Placement.Status.PLANNED:
        return Cell()
    planned = _("planned %(day)s") % {"day": words_of(placement.planned_start_on)}
    tone = "stop" if row.start_is_late else "soft"
    return Cell(placement.planned_start_on, text=planned, tone=tone)


def _wage(row: Row) -> Cell:
    wage = row.placement.wage_hour
    if wage is None:
        return Cell()
    return Cell(wage, text=euros(wage), tone="stop" if row.placement.wage_low_on else "")


def _next(row: Row) -> Cell:
    placement, talk = row.placement, row.check_in
    if placement.status == Placement.Status.ENDED:
        reason = placement.get_end_reason_display()
        return Cell(_("%(reason)s, %(day)s") % {"reason": reason, "day": words_of(placement.ended_on)})
    if placement.status == Placement.Status.CANCELLED:
        return Cell(placement.get_status_display())
    if row.start_is_late:
        return Cell(_("Start not confirmed"), badge="stop")
    if placement.status == Placement.Status.PLANNED:
        return Cell(_("Waits for the first day"), badge="wait")
    if talk is None:
        return Cell(_("All talks are done"), badge="go")
    said = {"week": talk.week, "day": date_format(talk.due_on, "j N")}
    if talk.due_on < row.reader.on:
        return Cell(_("Talk of week %(week)d was due on %(day)s") % said, badge="stop")
    return Cell(_("Talk of week %(week)d on %(day)s") % said, badge="go", icon="heart")


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
        "work",
        gettext_lazy("Work"),
        lambda row: Cell(row.placement.job_title),
        sort=("job_title",),
        is_default=True,
        fold=WIDE,
    ),
    Column(
        "employer",
        gettext_lazy("Employer"),
        lambda row: Cell(str(row.placement.match.company)),
        sort=("match__company__organisation__name",),
        is_default=True,
    ),
    Column(
        "kind",
        gettext_lazy("Kind"),
        lambda row: Cell(row.placement.get_kind_display()),
        sort=("kind",),
        is_default=True,
        fold=HIDDEN,
    ),
    Column(
        "hours",
        gettext_lazy("Hours"),
        lambda row: Cell(row.placement.hours),
        sort=("hours",),
        is_default=True,
        num=True,
        fold=HIDDEN,
    ),
    Column("start", gettext_lazy("First day"), _first_day, sort=("planned_start_on",), is_default=True),
    Column(
        "next",
        gettext_lazy("What comes next, or how it ended"),
        _next,
        needs=("talks",),
        is_default=True,
        fold=END,
    ),
    Column("code", gettext_lazy("Code"), lambda row: Cell(row.placement.code, tone="code"), sort=("code",)),
    Column(
        "status",
        gettext_lazy("Status"),
        lambda row: Cell(row.placement.get_status_display()),
        sort=("status",),
    ),
    Column(
        "started",
        gettext_lazy("First day worked"),
        lambda row: Cell(row.placement.started_on),
        sort=("started_on",),
    ),
    Column(
        "planned_end",
        gettext_lazy("Contract ends on"),
        lambda row: Cell(row.placement.planned_end_on),
        sort=("planned_end_on",),
    ),
    Column("ended", gettext_lazy("Last day"), lambda row: Cell(row.placement.ended_on), sort=("ended_on",)),
    Column(
        "reason",
        gettext_lazy("Why it ended"),
        lambda row: Cell(row.placement.get_end_reason_display() or None),
        sort=("end_reason",),
    ),
    Column(
        "wage",
        gettext_lazy("Gross wage an hour"),
        _wage,
        sort=("wage_hour",),
        num=True,
        is_personal=True,
    ),
    Column(
        "sector",
        gettext_lazy("Sector"),
        lambda row: Cell(row.placement.get_sector_display()),
        sort=("sector",),
    ),
    Column(
        "project",
        gettext_lazy("Project"),
        lambda row: Cell(row.placement.match.project.name),
        sort=("match__project__name",),
        needs=("project",),
    ),
    Column(
        "coach",
        gettext_lazy("Coach"),
        lambda row: Cell(row.placement.resident.coach_names or None),
        sort=("resident__coach__name",),
    ),
    Column(
        "centre",
        gettext_lazy("Centre"),
        lambda row: Cell(row.placement.resident.centre.name),
        sort=("resident__centre__name",),
    ),
    Column(
        "municipality",
        gettext_lazy("Municipality"),
        lambda row: Cell(row.placement.resident.centre.municipality),
        sort=("resident__centre__municipality",),
    ),
)


def _ends(rows: QuerySet[Placement], value: tuple[date | None, date | None], _choice: ListChoice) -> QuerySet:
    """Keep what ended in the period, or whose contract ends in it."""
    agreed = Q(ended_on=None) & within("planned_end_on", value) & Q(planned_end_on__isnull=False)
    return rows.filter(Q(within("ended_on", value), ended_on__isnull=False) | agreed)


def _talk_due(rows: QuerySet[Placement], _value: bool, choice: ListChoice) -> QuerySet[Placement]:
    due = CheckIn.objects.filter(
        placement=OuterRef("pk"), status=CheckIn.Status.PLANNED, due_on__lte=choice.reader.on
    )
    return rows.filter(Exists(due), status=Placement.Status.STARTED)


def _no_permit(rows: QuerySet[Placement], _value: bool, _choice: ListChoice) -> QuerySet[Placement]:
    return rows.under_way().filter(queries.awaits_permit())


def _clashes(rows: QuerySet[Placement], _value: bool, _choice: ListChoice) -> QuerySet[Placement]:
    return rows.filter(Exists(serious_clashes().filter(placement=OuterRef("pk")).order_by()))


def employer_options(reader: Reader) -> Options:
    """The employers of the placements that the reader may see."""

    def read() -> Options:
        found = Placement.objects.order_by("match__company__organisation__name", "match__company_id")
        pairs = found.values_list("match__company_id", "match__company__organisation__name").distinct()
        return [(str(key), name) for key, name in pairs]

    return reader.once("employers", read)


FILTERS: tuple[Filter, ...] = (
    Choices("status", gettext_lazy("Status"), one_of("status"), options=labels(Placement.Status.choices)),
    Choices("kind", gettext_lazy("Kind of contract"), one_of("kind"), options=labels(Placement.Kind.choices)),
    Choices("employer", gettext_lazy("Employer"), one_of("match__company"), options=employer_options),
    Choices("sector", gettext_lazy("Sector"), one_of("sector"), options=labels(Sector.choices)),
    Yes("talk", gettext_lazy("A talk is due"), _talk_due),
    Yes("permit", gettext_lazy("The permit is missing"), _no_permit),
    Yes("clash", gettext_lazy("Something clashes"), _clashes),
    Period("planned", gettext_lazy("Planned start"), between("planned_start_on")),
    Period("started", gettext_lazy("First day worked"), between("started_on")),
    Period("ends", gettext_lazy("Ends"), _ends),
    *place_filters("resident__"),
)


def _lists(on: date) -> dict[str, Q]:
    started = Q(status=Placement.Status.STARTED)
    return {
        "planned": Q(status=Placement.Status.PLANNED),
        "started": started,
        "late": started & queries.overdue_check_ins(on),
        "ended": Q(status__in=[Placement.Status.ENDED, Placement.Status.CANCELLED]),
        "all": Q(),
    }


def _base(choice: ListChoice) -> QuerySet[Placement]:
    return _placements_at(choice.reader).filter(_lists(choice.reader.on)[choice.tab])


def _placements_at(reader: Reader) -> QuerySet[Placement]:
    placements = Placement.objects.all()
    return placements.filter(resident__centre=reader.hat.centre) if reader.hat.centre else placements


def _tab_counts(choice: ListChoice) -> dict[str, int | None]:
    lists = {tab: condition for tab, condition in _lists(choice.reader.on).items() if tab != "all"}
    return {**tab_counts(_placements_at(choice.reader), lists), "all": None}


def _case(placements: QuerySet[Placement]) -> QuerySet[Placement]:
    return placements.select_related(
        "resident__centre", "resident__coach", "resident__second_coach", "match__company__organisation"
    )


def _empty(choice: ListChoice) -> Empty:
    if choice.is_narrowed:
        clear = (_("Clear the filters"), choice.cleared(), "")
        return Empty(_("No placement fits this choice"), _("Leave a filter out."), "search", (clear,))
    if choice.tab == "late":
        return Empty(_("No talk is late"), _("Everyone at work was spoken to on time."), "check")
    return Empty(
        _("No placements here yet"),
        _(
            "A placement follows a match. "
            "Record the match from the answer of the employer, on the page of the vacancy."
        ),
        "",
        ((_("To the vacancies"), reverse("matching:vacancies"), "bag"),),
    )


PLACEMENTS = ListDefinition(
    name="placements",
    title=gettext_lazy("Placements"),
    url_name="desk:placements",
    permission="placements.view",
    columns=COLUMNS,
    filters=FILTERS,
    base=_base,
    everything=lambda: Placement.objects.select_related("resident"),
    fetch={
        "case": _case,
        "talks": lambda placements: placements.prefetch_related("check_ins"),
        "project": lambda placements: placements.select_related("match__project"),
    },
    row=Row,
    label_of=lambda placement: placement.resident.short_name,
    count_words=lambda n: ngettext("%(n)d placement", "%(n)d placements", n) % {"n": n},
    tabs=TABS,
    tab_labels=lambda _reader: {
        "planned": _("Planned"),
        "started": _("At work"),
        "late": _("Talk is late"),
        "ended": _("Ended"),
        "all": _("All"),
    },
    tab_counts=_tab_counts,
    default_sort=lambda tab: "start" if tab == "planned" else "-start",
    empty=_empty,
    always=("case",),
    reading=read_once,
)
