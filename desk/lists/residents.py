"""The list of residents: its columns, and which rows it has."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from desk.case.badges import decision_of, work_badge
from desk.case.path import Path, path_of
from desk.lists.actions import ASSIGN, INVITE, OPEN_STEP
from desk.lists.common import own_cases, tab_counts
from desk.lists.residents_filters import FILTERS
from desk.queries.case import with_case
from desk.queries.lists import saved_lists, with_seen_on, with_waiting_since
from jobdesk.lists.cells import Cell
from jobdesk.lists.choice import ListChoice
from jobdesk.lists.definition import END, HEAD, HIDDEN, WIDE, Column, Empty, ListDefinition, Reader
from jobdesk.trail.access import may
from law.registry import country
from law.steps import NUMBER, kinds_for
from residents.here import language_codes, language_short
from residents.law_values import read_once
from residents.models import Consent, Document, Intake, Resident
from residents.people.finding import found_by
from residents.queries import residents_at
from residents.right_to_work.wording import requirement_text

TABS = ("mine", "number", "unmatched", "expiring", "aftercare", "all")


@dataclass(frozen=True)
class Row:
    """A resident as the columns read one, with what is worked out once for all of them."""

    resident: Resident
    reader: Reader

    @cached_property
    def path(self) -> Path:
        return path_of(self.resident, self.reader.on)

    @cached_property
    def intake(self) -> Intake | None:
        """The intake that was begun last."""
        return next(iter(self.resident.intakes.all()), None)

    @property
    def days(self) -> int | None:
        """How long the oldest open step waits."""
        since = self.resident.waiting_since
        return (self.reader.on - since).days if since else None

    @property
    def level(self) -> str:
        """The level of the first language of the country's offices that is known."""
        levels = {skill.language: skill.level for skill in self.resident.language_skills.all()}
        spoken = country(self.resident.centre.country).languages
        return next((levels[language] for language in spoken if levels.get(language)), "")

    @property
    def document(self) -> Document | None:
        """The document that is valid longest."""
        ends = [each for each in self.resident.documents.all() if each.until_on]
        return max(ends, key=lambda document: document.until_on, default=None)


def _name(row: Row) -> Cell:
    url = reverse("desk:resident", args=[row.resident.code])
    return Cell(row.resident.full_name, text=row.resident.short_name, url=url)


def _requirement(row: Row) -> Cell:
    required = row.resident.work_requirement
    return Cell(requirement_text(required, row.resident.centre.country) if required else None)


def _work(row: Row) -> Cell:
    badge = work_badge(decision_of(row.path, row.reader.on), row.path.stations[2], row.reader.on)
    return Cell(badge.words, badge=badge.kind)


def _station(row: Row) -> Cell:
    now = row.path.current
    plain = f"{now.name} · {now.who}" if now.who else now.name
    return Cell(plain, text=now.name, tone="strong", sub=now.who)


def _days(row: Row) -> Cell:
    return Cell(row.days, tone="stop" if row.path.wait and row.days is not None else "")


def _placement(row: Row) -> Cell:
    placement = row.path.placement
    if placement is None:
        return Cell()
    return Cell(
        _("%(status)s, %(company)s")
        % {"status": placement.get_status_display(), "company": placement.match.company}
    )


def _age(row: Row) -> Cell:
    born, today = row.resident.birth_date, row.reader.on
    if born is None:
        return Cell()
    return Cell(today.year - born.year - ((today.month, today.day) < (born.month, born.day)))


def _consent(row: Row) -> Cell:
    given = (each for each in row.resident.consents.all() if each.purpose == Consent.Purpose.PROFILE)
    return Cell(_("yes") if any(each.holds_on(row.reader.on) for each in given) else _("no"))


def _of_intake(name: str):
    return lambda row: Cell(getattr(row.intake, name) if row.intake else None)


COLUMNS = (
    Column(
        "name",
        gettext_lazy("Resident"),
        _name,
        sort=("last_name", "first_name"),
        is_default=True,
        is_personal=True,
        fold=HEAD,
    ),
    Column(
        "code",
        gettext_lazy("Code"),
        lambda row: Cell(row.resident.code, tone="code"),
        sort=("code",),
        is_default=True,
        fold=HIDDEN,
    ),
    Column(
        "language",
        gettext_lazy("Language"),
        lambda row: Cell(row.resident.get_language_display()),
        sort=("language",),
        is_default=True,
        fold=HIDDEN,
    ),
    Column(
        "allowed",
        gettext_lazy("May work"),
        _work,
        sort=("work_allowed_from",),
        needs=("case",),
        is_default=True,
        fold=END,
    ),
    Column(
        "path",
        gettext_lazy("Way to work"),
        lambda row: Cell(row.path.label, stations=row.path.stations),
        needs=("case",),
        is_default=True,
        fold=WIDE,
    ),
    Column(
        "station",
        gettext_lazy("Station now · whose turn"),
        _station,
        needs=("case",),
        is_default=True,
        fold=END,
    ),
    Column(
        "waiting",
        gettext_lazy("Days"),
        _days,
        sort=("waiting_since",),
        needs=("case", "waiting"),
        is_default=True,
        num=True,
        fold=HIDDEN,
        hint=gettext_lazy("How long the oldest open step waits"),
    ),
    Column(
        "level",
        language_codes(),
        lambda row: Cell(row.level or None),
        needs=("skills",),
        is_default=True,
        fold=HIDDEN,
        hint=language_short(),
    ),
    Column(
        "seen",
        gettext_lazy("Last seen"),
        lambda row: Cell(row.resident.last_contact_on, tone="soft"),
        sort=("seen_on",),
        needs=("seen",),
        is_default=True,
        fold=HIDDEN,
    ),
    Column(
        "number",
        gettext_lazy("Agency's number"),
        lambda row: Cell(row.resident.reference_number or None, tone="code"),
        sort=("reference_number",),
        is_personal=True,
    ),
    Column(
        "centre",
        gettext_lazy("Centre"),
        lambda row: Cell(row.resident.centre.name),
        sort=("centre__name",),
        needs=("centre",),
    ),
    Column(
        "municipality",
        gettext_lazy("Municipality"),
        lambda row: Cell(row.resident.centre.municipality),
        sort=("centre__municipality",),
        needs=("centre",),
    ),
    Column(
        "coach",
        gettext_lazy("Coach"),
        lambda row: Cell(row.resident.coach_names or None),
        sort=("coach__name",),
        needs=("coach",),
    ),
    Column(
        "status",
        gettext_lazy("Status"),
        lambda row: Cell(row.resident.get_status_display()),
        sort=("status",),
    ),
    Column(
        "allowed_from",
        gettext_lazy("May work from"),
        lambda row: Cell(row.resident.work_allowed_from),
        sort=("work_allowed_from",),
    ),
    Column(
        "allowed_until",
        gettext_lazy("May work until"),
        lambda row: Cell(row.resident.work_allowed_until),
        sort=("work_allowed_until",),
    ),
    Column(
        "requirement",
        gettext_lazy("What is required"),
        lambda row: Cell(
            requirement_text(row.resident.work_requirement, row.resident.centre.country)
            if row.resident.work_requirement
            else None
        ),
        sort=("work_requirement",),
    ),
    Column(
        "expires",
        gettext_lazy("Document until"),
        lambda row: Cell(row.document.until_on if row.document else None),
        needs=("documents",),
    ),
    Column("placement", gettext_lazy("Placement"), _placement, needs=("case",)),
    Column("age", gettext_lazy("Age"), _age, sort=("birth_date",), num=True, is_personal=True),
    Column(
        "birth_date",
        gettext_lazy("Date of birth"),
        lambda row: Cell(row.resident.birth_date),
        sort=("birth_date",),
        is_personal=True,
    ),
    Column(
        "gender",
        gettext_lazy("Gender"),
        lambda row: Cell(row.resident.get_gender_display()),
        sort=("gender",),
        is_personal=True,
    ),
    Column(
        "phone", gettext_lazy("Telephone"), lambda row: Cell(row.resident.phone or None), is_personal=True
    ),
    Column(
        "intake",
        gettext_lazy("Intake"),
        lambda row: Cell(row.intake.get_status_display() if row.intake else None),
        needs=("intakes",),
    ),
    Column(
        "project",
        gettext_lazy("Project"),
        lambda row: Cell(row.intake.project.name if row.intake else None),
        needs=("intakes",),
    ),
    Column(
        "occupation", gettext_lazy("Last or best known work"), _of_intake("occupation"), needs=("intakes",)
    ),
    Column(
        "education",
        gettext_lazy("Education"),
        lambda row: Cell(row.intake.get_education_display() if row.intake else None),
        needs=("intakes",),
    ),
    Column("wish", gettext_lazy("Wish"), _of_intake("wish"), needs=("intakes",)),
    Column("hours", gettext_lazy("Hours a week"), _of_intake("hours"), needs=("intakes",), num=True),
    Column("consent", gettext_lazy("May be shown to employers"), _consent, needs=("consents",)),
)
FETCH = {
    "case": with_case,
    "centre": lambda people: people.select_related("centre"),
    "coach": lambda people: people.select_related("coach", "second_coach"),
    "waiting": with_waiting_since,
    "seen": with_seen_on,
    "skills": lambda people: people.prefetch_related("language_skills"),
    "documents": lambda people: people.prefetch_related("documents"),
    "consents": lambda people: people.prefetch_related("consents"),
    "intakes": lambda people: people.prefetch_related("intakes__project"),
}


def _base(choice: ListChoice) -> QuerySet[Resident]:
    people = residents_at(choice.reader.hat.centre)
    return own_cases(people.filter(saved_lists(choice.reader.on)[choice.tab]), choice, "")


def _tab_labels(reader: Reader) -> dict[str, str]:
    oversees = may(reader.hat, "cases.oversee")
    return {
        "mine": _("All residents") if oversees else _("My residents"),
        "number": _number_label(reader),
        "unmatched": _("May work, no match"),
        "expiring": _("Document expires"),
        "aftercare": _("Aftercare"),
        "all": _("Also who left") if oversees else _("Whole desk"),
    }


def _number_label(reader: Reader) -> str:
    """The name of the list of those who wait for a number, as it is called in the reader's country."""
    countries = {centre.country for centre in reader.hat.centres}
    kinds = [kind for country in countries for kind in kinds_for(NUMBER, country)]
    names = {kind.awaited for kind in kinds if kind.awaited}
    return _(names.pop()) if len(names) == 1 else _("Waits for a number")


def _tab_counts(choice: ListChoice) -> dict[str, int | None]:
    reader = choice.reader
    base = residents_at(reader.hat.centre)
    mine = base if may(reader.hat, "cases.oversee") else base.held_by(reader.user)
    lists = {tab: condition for tab, condition in saved_lists(reader.on).items() if tab != "all"}
    return {**tab_counts(mine, lists), "all": None}


def _empty(choice: ListChoice) -> Empty:
    whole_desk = (_("See the whole desk"), "?tab=all", "people")
    if choice.is_narrowed:
        return Empty(
            _("Nobody fits this choice"),
            _("Look with fewer letters of the name, or leave a filter out."),
            "search",
            (
                (_("Clear the filters"), "?tab=all", ""),
                (_("Register a resident"), reverse("residents:register"), "plus"),
            ),
        )
    if choice.tab in ("mine", "all"):
        return Empty(
            _("No residents here yet"),
            _(
                "Register a resident or log a first contact: "
                "from then on you see here where everybody stands."
            ),
            "",
            ((_("Log a contact"), reverse("residents:outreach"), "plus"), whole_desk),
        )
    return Empty(
        _("Nobody is on this list"),
        _("That is good news, or there is nobody in your caseload yet."),
        "check",
    )


RESIDENTS = ListDefinition(
    name="residents",
    title=gettext_lazy("Residents"),
    url_name="desk:residents",
    permission="residents.view",
    columns=COLUMNS,
    filters=FILTERS,
    base=_base,
    everything=lambda: Resident.objects.all(),
    fetch=FETCH,
    row=Row,
    label_of=lambda resident: resident.short_name,
    count_words=lambda n: ngettext("%(n)d resident", "%(n)d residents", n) % {"n": n},
    tabs=TABS,
    tab_labels=_tab_labels,
    tab_counts=_tab_counts,
    default_sort=lambda _tab: "waiting",
    empty=_empty,
    actions=(INVITE, OPEN_STEP, ASSIGN),
    add=(gettext_lazy("Register a resident"), "residents:register"),
    find=lambda people, q: people.filter(found_by(q)),
    reading=read_once,
)
