"""Reads for the coordinator's overview: the figures of a project, and what holds people up in its centres."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext

from jobdesk.desks.models import Centre, Project
from jobdesk.trail.scoping import system_scope
from law.steps import kind_of
from reports.document.contents import ReportContents, contents_of
from reports.indicators import Period, ProjectRows, cohorts_of, figures_of
from reports.queries import project_rows, targets
from residents.models import Document, Intake, Resident, Step
from residents.queries import durations
from residents.steps.durations import Usual, usual

EXPIRING_WITHIN = timedelta(days=90)
LAST_MONTHS = timedelta(days=365)
SHOW_ALL = 1  # counts are not hidden inside the desk
CENTRE_FIGURES = ("residents", "outreach", "intakes", "matched", "started")


@dataclass(frozen=True)
class CentreFigures:
    """The figures of one centre, in the order of ``CENTRE_FIGURES``."""

    centre: Centre
    values: tuple[int, ...]


@dataclass
class Bottleneck:
    """A kind of step in a municipality: who waits now, and how long it usually takes; None: too few cases."""

    country: str
    kind: str
    municipality: str
    waiting: int = 0
    late: int = 0
    parties: Counter = field(default_factory=Counter)
    wait: Usual | None = None

    @property
    def kind_label(self) -> str:
        """The step by its name."""
        return gettext(kind_of(self.kind, self.country).label)

    @property
    def party_label(self) -> str:
        """Whose turn it is, for most of the people who wait."""
        return Step.Party(self.parties.most_common(1)[0][0]).label if self.parties else ""


@dataclass(frozen=True)
class Gap:
    """Something that is not known of ``missing`` out of ``people``."""

    code: str
    missing: int
    people: int


def project_figures(
    project: Project, period: Period, centres: Collection[Centre]
) -> tuple[ReportContents, list[CentreFigures]]:
    """Return the figures of a project as a report counts them, and those of each of these centres.

    With all the centres of the project the figures are those of its report; with some of them, those of the
    people who count there. A person counts at one centre (``ProjectRows.centre_of_persons``).
    """
    with system_scope("overview"):
        rows = project_rows(project, period)
    centre_of = rows.centre_of_persons(period)
    persons_of = defaultdict(set)
    for person, centre in centre_of.items():
        persons_of[centre].add(person)
    chosen = {centre.pk for centre in centres}
    if not chosen >= set(project.centres.values_list("pk", flat=True)):
        rows = rows.of({person for person, centre in centre_of.items() if centre in chosen})
    contents = contents_of(
        project=project.code,
        project_name=project.name,
        funders=(),
        period=period,
        cohorts=cohorts_of(rows, period),
        targets=targets(project),
        hide_below=SHOW_ALL,
    )
    return contents, [
        CentreFigures(centre, _values(rows.of(persons_of[centre.pk]), period)) for centre in centres
    ]


def bottlenecks(centres: Collection[Centre], today: date) -> list[Bottleneck]:
    """Return the steps that people wait for, the most late first, by municipality of their centre.

    How long a step usually takes is the same as on the page of a resident: of all desks, also while it runs.
    """
    waiting = Step.objects.filter(resident__centre__in=centres, status=Step.Status.OPEN).exclude(
        resident__status=Resident.Status.EXITED
    )
    took = {country: durations(country, today) for country in {centre.country for centre in centres}}
    found: dict[tuple[str, str, str], Bottleneck] = {}
    for country, kind, place, party, due_on in waiting.values_list(
        "resident__centre__country", "kind", "resident__centre__municipality", "party", "due_on"
    ):
        row = found.setdefault(
            (country, kind, place), Bottleneck(country, kind, place, wait=usual(took[country], kind, place))
        )
        row.waiting += 1
        row.late += due_on is not None and due_on < today
        row.parties[party] += 1
    return sorted(found.values(), key=lambda row: (-row.late, -row.waiting, row.kind, row.municipality))


def expiring_documents(centres: Collection[Centre], today: date) -> QuerySet[Document]:
    """Return documents that run out soon and have no successor of the same kind, the first to go first."""
    newer = Document.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gt=OuterRef("until_on")),
        resident=OuterRef("resident"),
        type=OuterRef("type"),
    )
    return (
        Document.objects.filter(
            ~Exists(newer), resident__centre__in=centres, until_on__range=(today, today + EXPIRING_WITHIN)
        )
        .exclude(resident__status=Resident.Status.EXITED)
        .select_related("resident__centre")
        .order_by("until_on", "id")
    )


def gaps(centres: Collection[Centre]) -> list[Gap]:
    """Return what is not known of the people in guidance in these centres."""
    people = Resident.objects.filter(centre__in=centres, status=Resident.Status.GUIDANCE)
    known = list(people.values_list("pk", "birth_date", "reference_number"))
    latest = {}
    intakes = Intake.objects.filter(resident__in=people, status=Intake.Status.COMPLETE)
    for person, education, consent in intakes.order_by("completed_on", "id").values_list(
        "resident_id", "education", "share_consent"
    ):
        latest[person] = (education, consent)
    answers = [latest.get(person, ("", None)) for person, _birth, _number in known]
    missing = {
        "birth_date": sum(birth is None for _person, birth, _number in known),
        "number": sum(not number for _person, _birth, number in known),
        "education": sum(education in ("", Intake.Education.UNKNOWN) for education, _consent in answers),
        "consent": sum(consent is None for _education, consent in answers),
    }
    return [Gap(code, count, len(known)) for code, count in missing.items()]


def period_of(project: Project, choice: str) -> Period:
    """Return the days of ``year`` (since 1 January), ``months`` (the last twelve) or else the whole project.

    A period ends today, or with the project if that ended before.
    """
    today = timezone.localdate()
    last = max(min(today, project.ends_on), project.starts_on)
    first = {
        "year": last.replace(month=1, day=1),
        "months": last - LAST_MONTHS + timedelta(days=1),
    }.get(choice, project.starts_on)
    return Period(max(first, project.starts_on), last, last)


def _values(rows: ProjectRows, period: Period) -> tuple[int, ...]:
    figures = figures_of(cohorts_of(rows, period))
    return tuple(figures[code] for code in CENTRE_FIGURES)
