"""The list of steps: what waits, on whom, since when, and how long that usually takes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from desk.lists.actions import DONE, POSTPONE
from desk.lists.common import own_cases, place_filters, step_options, tab_counts
from jobdesk.lists.cells import Cell
from jobdesk.lists.choice import ListChoice
from jobdesk.lists.definition import END, HEAD, HIDDEN, WIDE, Column, Empty, ListDefinition, Reader
from jobdesk.lists.filters import Choices, Day, Period, Yes, between, labels, one_of
from jobdesk.trail.access import may
from law.steps import step_kinds
from residents.law_values import read_once
from residents.models import Resident, Step, held_by
from residents.queries import durations
from residents.steps.durations import Curve, usual

TABS = ("open", "late", "waits", "closed", "all")


@dataclass(frozen=True)
class Row:
    """A step as the columns read one."""

    step: Step
    reader: Reader

    @property
    def days(self) -> int:
        """How long it waits, or took."""
        return max(((self.step.closed_on or self.reader.on) - self.step.opened_on).days, 0)

    @property
    def is_late(self) -> bool:
        due = self.step.due_on
        return self.step.status == Step.Status.OPEN and due is not None and due < self.reader.on

    @cached_property
    def usual_days(self) -> tuple[int, int | None] | None:
        """Days within which half, and nine in ten, of these steps are done; None when too few are known."""
        centre = self.step.resident.centre
        found = usual(curves_of(self.reader, centre.country), self.step.kind, centre.municipality)
        return (found.median, found.ninetieth) if found else None


def curves_of(reader: Reader, country: str) -> dict[tuple[str, str], Curve]:
    """Return how long the steps of a country take; read once for a page."""
    return reader.once(f"durations:{country}", lambda: durations(country, reader.on))


def _resident(row: Row) -> Cell:
    resident = row.step.resident
    return Cell(
        resident.full_name, text=resident.short_name, url=reverse("desk:resident", args=[resident.code])
    )


def _kind(row: Row) -> Cell:
    url = reverse("residents:step", args=[row.step.resident.code, row.step.pk])
    return Cell(row.step.get_kind_display(), url=url)


def _status(row: Row) -> Cell:
    kinds = {Step.Status.OPEN: "wait", Step.Status.DONE: "go", Step.Status.WAITS: "open"}
    if row.is_late:
        return Cell(_("Late"), badge="stop", icon="alert")
    return Cell(row.step.get_status_display(), badge=kinds.get(row.step.status, "info"))


def _due(row: Row) -> Cell:
    return Cell(row.step.due_on, tone="stop" if row.is_late else "")


def _days(row: Row) -> Cell:
    slow = row.usual_days and row.usual_days[1] is not None and row.days > row.usual_days[1]
    return Cell(row.days, tone="stop" if slow and row.step.status == Step.Status.OPEN else "")


def _usual(row: Row) -> Cell:
    if row.usual_days is None:
        return Cell()
    half, most = row.usual_days
    if most is None:
        return Cell(_("half in %(half)d days") % {"half": half}, tone="soft")
    return Cell(_("half in %(half)d, most in %(most)d days") % {"half": half, "most": most}, tone="soft")


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
    Column("kind", gettext_lazy("Step"), _kind, sort=("kind",), is_default=True, fold=WIDE),
    Column(
        "party",
        gettext_lazy("Whose turn"),
        lambda row: Cell(row.step.get_party_display()),
        sort=("party",),
        is_default=True,
    ),
    Column("status", gettext_lazy("Status"), _status, sort=("status",), is_default=True, fold=END),
    Column("due", gettext_lazy("Due on"), _due, sort=("due_on",), is_default=True),
    Column(
        "days",
        gettext_lazy("Days"),
        _days,
        sort=("opened_on",),
        is_default=True,
        num=True,
        fold=HIDDEN,
        hint=gettext_lazy("How long it waits, or took"),
    ),
    Column("usual", gettext_lazy("Usual"), _usual, is_default=True, fold=HIDDEN),
    Column(
        "coach",
        gettext_lazy("Coach"),
        lambda row: Cell(row.step.resident.coach_names or None),
        sort=("resident__coach__name",),
        is_default=True,
        fold=HIDDEN,
    ),
    Column(
        "code",
        gettext_lazy("Code"),
        lambda row: Cell(row.step.resident.code, tone="code"),
        sort=("resident__code",),
    ),
    Column("opened", gettext_lazy("Since"), lambda row: Cell(row.step.opened_on), sort=("opened_on",)),
    Column("closed", gettext_lazy("Closed on"), lambda row: Cell(row.step.closed_on), sort=("closed_on",)),
    Column(
        "centre",
        gettext_lazy("Centre"),
        lambda row: Cell(row.step.resident.centre.name),
        sort=("resident__centre__name",),
    ),
    Column(
        "municipality",
        gettext_lazy("Municipality"),
        lambda row: Cell(row.step.resident.centre.municipality),
        sort=("resident__centre__municipality",),
    ),
    Column(
        "placement",
        gettext_lazy("Placement"),
        lambda row: Cell(row.step.subject or None, tone="code"),
        sort=("subject",),
    ),
    Column("note", gettext_lazy("Remark"), lambda row: Cell(row.step.note or None), is_personal=True),
)


def _lists(on: date) -> dict[str, Q]:
    """The lists behind the tabs. For those who left, nothing is to be done."""
    present = ~Q(resident__status=Resident.Status.EXITED)
    is_open = Q(status=Step.Status.OPEN) & present
    return {
        "open": is_open,
        "late": is_open & Q(due_on__lt=on),
        "waits": Q(status=Step.Status.WAITS) & present,
        "closed": Q(status__in=[Step.Status.DONE, Step.Status.NOT_NEEDED]),
        "all": Q(),
    }


def _late(steps: QuerySet[Step], _value: bool, choice: ListChoice) -> QuerySet[Step]:
    return steps.filter(status=Step.Status.OPEN, due_on__lt=choice.reader.on)


def _opened_before(steps: QuerySet[Step], value: date, _choice: ListChoice) -> QuerySet[Step]:
    return steps.filter(opened_on__lt=value)


def _slow(steps: QuerySet[Step], _value: bool, choice: ListChoice) -> QuerySet[Step]:
    """Keep the open steps that wait longer than nine in ten took; where too few are known, past their day."""
    reader = choice.reader
    slow = Q(pk__in=[])
    for country, place in sorted({(centre.country, centre.municipality) for centre in reader.hat.centres}):
        at_place = Q(resident__centre__municipality=place, resident__centre__country=country)
        kinds = step_kinds(country)
        slow |= at_place & ~Q(kind__in=kinds) & Q(due_on__lt=reader.on)  # brought along from another country
        for kind in kinds:
            here = at_place & Q(kind=kind)
            found = usual(curves_of(reader, country), kind, place)
            if found is None or found.ninetieth is None:
                slow |= here & Q(due_on__lt=reader.on)
            else:
                slow |= here & Q(opened_on__lt=reader.on - timedelta(days=found.ninetieth))
    return steps.filter(slow, status=Step.Status.OPEN)


FILTERS = (
    Choices("kind", gettext_lazy("Step"), one_of("kind"), options=step_options),
    Choices("party", gettext_lazy("Whose turn"), one_of("party"), options=labels(Step.Party.choices)),
    Choices("status", gettext_lazy("Status"), one_of("status"), options=labels(Step.Status.choices)),
    Yes("late", gettext_lazy("Late"), _late),
    Yes("slow", gettext_lazy("Waits longer than usual"), _slow),
    Period("due", gettext_lazy("Due"), between("due_on")),
    Day("opened", gettext_lazy("Opened before"), _opened_before),
    *place_filters("resident__"),
)


def _steps_at(reader: Reader) -> QuerySet[Step]:
    steps = Step.objects.all()
    return steps.filter(resident__centre=reader.hat.centre) if reader.hat.centre else steps


_CASE = ("resident__centre", "resident__coach", "resident__second_coach")


def _base(choice: ListChoice) -> QuerySet[Step]:
    steps = _steps_at(choice.reader).filter(_lists(choice.reader.on)[choice.tab])
    return own_cases(steps, choice, "resident__")


def _tab_counts(choice: ListChoice) -> dict[str, int | None]:
    reader = choice.reader
    steps = _steps_at(reader).order_by()
    if not may(reader.hat, "cases.oversee"):
        steps = steps.filter(held_by(reader.user, "resident__"))
    lists = _lists(reader.on)
    counted = {tab: lists[tab] for tab in ("open", "late", "waits")}
    return {**tab_counts(steps.under_way(), counted), "closed": None, "all": None}


def _empty(choice: ListChoice) -> Empty:
    if choice.is_narrowed:
        clear = (_("Clear the filters"), choice.cleared(), "")
        return Empty(
            _("No step fits this choice"), _("Leave a filter out, or look at the whole desk."), "search",
            (clear, (_("See the whole desk"), "?tab=all", "list")),
        )  # fmt: skip
    if choice.tab == "late":
        return Empty(_("No step is late"), _("Everything that was due is done."), "check")
    return Empty(
        _("No steps here"),
        _(
            "Steps open by themselves with a match, a start or a status; "
            "or open one on the page of a resident."
        ),
        "",
        ((_("To the residents"), reverse("desk:residents"), "people"),),
    )


STEPS = ListDefinition(
    name="steps",
    title=gettext_lazy("Steps"),
    url_name="desk:steps",
    permission="steps.work",
    columns=COLUMNS,
    filters=FILTERS,
    base=_base,
    everything=lambda: Step.objects.select_related(*_CASE),
    fetch={"case": lambda steps: steps.select_related(*_CASE)},
    row=Row,
    label_of=lambda step: f"{step.resident.short_name}, {step.get_kind_display()}",
    count_words=lambda n: ngettext("%(n)d step", "%(n)d steps", n) % {"n": n},
    tabs=TABS,
    tab_labels=lambda reader: {
        "open": _("Open"),
        "late": _("Late"),
        "waits": _("Not possible yet"),
        "closed": _("Closed"),
        "all": _("All") if may(reader.hat, "cases.oversee") else _("Whole desk"),
    },
    tab_counts=_tab_counts,
    default_sort=lambda tab: "-closed" if tab == "closed" else "due",
    empty=_empty,
    actions=(POSTPONE, DONE),
    anchored_by="pk",
    always=("case",),
    reading=read_once,
)
