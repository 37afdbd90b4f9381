"""What the list of residents can be filtered on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from desk.case.path import path_of, station_names
from desk.lists.common import is_own, place_filters, requirement_options, step_options
from desk.queries.case import with_case
from desk.queries.lists import EXPIRY_DAYS
from jobdesk.desks.models import Project
from jobdesk.lists.choice import ListChoice
from jobdesk.lists.definition import Reader
from jobdesk.lists.filters import (
    Choices,
    Day,
    Filter,
    Options,
    Period,
    Words,
    any_of,
    between,
    labels,
    one_of,
)
from law.engine import INCOMPLETE, NOT_ALLOWED, NOT_YET
from matching import queries
from matching.models import Placement
from residents.choices import Cefr, Language
from residents.consents import agrees
from residents.here import language_short, languages_here
from residents.models import Consent, Document, Intake, LanguageSkill, OutreachContact, Resident, Step
from residents.queries import of_each

SHIFTS = (("morning", _("mornings")), ("afternoon", _("afternoons")), ("night", _("nights")))
WEEKEND = "weekend"
AGES = {
    "0-17": (0, 17),
    "18-24": (18, 24),
    "25-34": (25, 34),
    "35-44": (35, 44),
    "45-54": (45, 54),
    "55": (55, 150),
}
YES, NO, NONE = "yes", "no", "none"


def _work(choice: ListChoice) -> dict[str, Q]:
    return {
        "may": queries.may_work(choice.reader.on),
        "not_yet": Q(work_outcome=NOT_YET),
        "not_allowed": Q(work_outcome=NOT_ALLOWED),
        "incomplete": Q(work_outcome__in=[INCOMPLETE, ""]),
    }


def _at_station(people: QuerySet[Resident], value: Iterable[str], choice: ListChoice) -> QuerySet[Resident]:
    """Keep those who stand at the station: the same people as the start page counts there."""
    followed = people.present() if is_own(choice) else people.guided()
    there = [
        resident.pk
        for resident in with_case(followed)
        if path_of(resident, choice.reader.on).current.key in value
    ]
    return people.filter(pk__in=there)


def _in_projects(people: QuerySet[Resident], value: Iterable[str], _choice: ListChoice) -> QuerySet[Resident]:
    within = {"resident": OuterRef("pk"), "project__code__in": value}
    return people.filter(
        Exists(Intake.objects.filter(**within)) | Exists(OutreachContact.objects.filter(**within))
    )


def _speaks(people: QuerySet[Resident], value: Iterable[str], choice: ListChoice) -> QuerySet[Resident]:
    if "level" in choice.values:
        return people  # the level says how well they must speak it, and looks at the language itself
    return people.filter(Exists(LanguageSkill.objects.filter(resident=OuterRef("pk"), language__in=value)))


def _at_level(people: QuerySet[Resident], value: Iterable[str], choice: ListChoice) -> QuerySet[Resident]:
    languages = choice.values.get("speaks", languages_here())
    skills = LanguageSkill.objects.filter(resident=OuterRef("pk"), language__in=languages, level__in=value)
    return people.filter(Exists(skills))


def _education(people: QuerySet[Resident], value: Iterable[str], _choice: ListChoice) -> QuerySet[Resident]:
    return people.filter(Exists(Intake.objects.filter(resident=OuterRef("pk"), education__in=value)))


def _occupation(people: QuerySet[Resident], value: str, _choice: ListChoice) -> QuerySet[Resident]:
    said = Q(occupation__icontains=value) | Q(wish__icontains=value) | Q(skills__icontains=value)
    return people.filter(Exists(Intake.objects.filter(said, resident=OuterRef("pk"))))


def _available(people: QuerySet[Resident], value: Iterable[str], _choice: ListChoice) -> QuerySet[Resident]:
    mask = 0
    for number, (shift, _words) in enumerate(SHIFTS):
        if shift in value:
            mask |= sum(1 << (day * 3 + number) for day in range(7))
    if WEEKEND in value:
        mask |= 0b111111 << 15
    free = Intake.objects.filter(resident=OuterRef("pk")).annotate(common=F("availability").bitand(mask))
    return people.filter(Exists(free.filter(common__gt=0)))


def _consent(choice: ListChoice) -> dict[str, Q]:
    agreed = agrees(Consent.Purpose.PROFILE, choice.reader.on)
    return {YES: Q(agreed), NO: ~Q(agreed)}


def _intake(_choice: ListChoice) -> dict[str, Q]:
    intakes = Intake.objects.filter(resident=OuterRef("pk"))
    return {
        NONE: ~Q(Exists(intakes)),
        "unfinished": Q(Exists(intakes.filter(status=Intake.Status.STARTED))),
        "complete": Q(Exists(intakes.filter(status=Intake.Status.COMPLETE))),
    }


def _placement(_choice: ListChoice) -> dict[str, Q]:
    placements = Placement.objects.filter(resident=OuterRef("pk"))
    states = {
        state: Q(Exists(placements.filter(status=state)))
        for state in (Placement.Status.PLANNED, Placement.Status.STARTED, Placement.Status.ENDED)
    }
    return {NONE: ~Q(Exists(placements.exclude(status=Placement.Status.CANCELLED))), **states}


def _age(choice: ListChoice) -> dict[str, Q]:
    today = choice.reader.on
    known = {
        group: Q(
            birth_date__gt=_years_before(today, oldest + 1), birth_date__lte=_years_before(today, youngest)
        )
        for group, (youngest, oldest) in AGES.items()
    }
    return known | {NONE: Q(birth_date=None)}


def _years_before(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # 29 February
        return day.replace(year=day.year - years, day=28)


def _not_seen(people: QuerySet[Resident], value: date, _choice: ListChoice) -> QuerySet[Resident]:
    return people.filter(Q(last_contact_on__lt=value) | Q(last_contact_on=None))


def _expires(people: QuerySet[Resident], value: date, choice: ListChoice) -> QuerySet[Resident]:
    """Keep those whose document ends before a day, from 90 days ago on, and have none later of its kind."""
    later = of_each(Document, "resident").filter(
        Q(until_on__gte=value) | Q(until_on=None), type=OuterRef("type")
    )
    ending = of_each(Document).filter(
        until_on__lt=value,
        until_on__gte=choice.reader.on - timedelta(days=EXPIRY_DAYS),
    )
    return people.filter(Exists(ending.exclude(Exists(later))))


def _open_step(people: QuerySet[Resident], value: Iterable[str], _choice: ListChoice) -> QuerySet[Resident]:
    steps = of_each(Step).filter(kind__in=value, status__in=Step.UNDER_WAY)
    return people.filter(Exists(steps))


def project_options(reader: Reader) -> Options:
    """The projects at the centres of the reader."""
    projects = Project.objects.filter(pk__in=reader.hat.scope.projects).order_by("-starts_on", "code")
    return reader.once("projects", lambda: list(projects.values_list("code", "name")))


def _stations(reader: Reader) -> Options:
    return station_names({centre.country for centre in reader.hat.centres})


WORK = (
    ("may", _("May work")),
    ("not_yet", _("Not yet")),
    ("not_allowed", _("May not work")),
    ("incomplete", _("Incomplete")),
)
FILTERS: tuple[Filter, ...] = (
    Choices("work", _("May work"), any_of(_work), options=labels(WORK)),
    Period("allowed", _("May work from"), between("work_allowed_from")),
    Choices(
        "requirement",
        _("What is required"),
        one_of("work_requirement"),
        options=requirement_options,
    ),
    Choices("station", _("Station"), _at_station, is_costly=True, options=_stations),
    Choices("status", _("Status"), one_of("status"), options=labels(Resident.Status.choices)),
    Choices("step", _("Open step"), _open_step, options=step_options),
    Choices(
        "placement",
        _("Placement"),
        any_of(_placement),
        options=labels(
            [
                (NONE, _("none yet")),
                (Placement.Status.PLANNED, Placement.Status.PLANNED.label),
                (Placement.Status.STARTED, Placement.Status.STARTED.label),
                (Placement.Status.ENDED, Placement.Status.ENDED.label),
            ]
        ),
    ),
    *place_filters(""),
    Choices("project", _("Project"), _in_projects, options=project_options),
    Day("seen", _("Last seen before"), _not_seen),
    Day("expires", _("Document expires before"), _expires),
    Choices(
        "intake",
        _("Intake"),
        any_of(_intake),
        options=labels([(NONE, _("none")), ("unfinished", _("not finished")), ("complete", _("complete"))]),
    ),
    Choices(
        "consent",
        _("May be shown to employers"),
        any_of(_consent),
        options=labels([(YES, _("yes")), (NO, _("no, or not asked"))]),
    ),
    Words("occupation", _("Work, wish or skill"), _occupation),
    Choices("education", _("Education"), _education, options=labels(Intake.Education.choices)),
    Choices(
        "available", _("Can work"), _available, options=labels([*SHIFTS, (WEEKEND, _("at the weekend"))])
    ),
    Choices("language", _("Language to speak in"), one_of("language"), options=labels(Language.choices)),
    Choices("speaks", _("Speaks"), _speaks, options=labels(Language.choices)),
    Choices(
        "level",
        format_lazy(_("Level (of {languages}, or what you chose)"), languages=language_short()),
        _at_level,
        options=labels(Cefr.choices),
    ),
    Choices(
        "age",
        _("Age"),
        any_of(_age),
        options=labels(
            [
                ("0-17", _("under 18")),
                ("18-24", "18–24"),
                ("25-34", "25–34"),
                ("35-44", "35–44"),
                ("45-54", "45–54"),
                ("55", _("55 and over")),
                (NONE, _("not known")),
            ]
        ),
    ),
)
