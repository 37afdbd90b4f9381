"""Reads that span models, and how residents are found."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.core.cache import cache
from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from jobdesk.accounts.models import User
from jobdesk.desks.models import Centre, Project
from jobdesk.trail.audit import AuditEntry, StatusChange
from jobdesk.trail.scoping import system_scope
from law.rules import add_months
from law.steps import BY_DOCUMENT, ON_WAGE, codes
from residents.models import (
    CentreStay,
    Document,
    Intake,
    OutreachContact,
    Relocation,
    Resident,
    Step,
    StepEvidence,
)
from residents.steps.durations import Curve, Spell, curve_of

DURATIONS_OVER = timedelta(days=730)  # what took longer ago says little about today's offices
A_DAY = 24 * 60 * 60  # seconds


def open_steps() -> QuerySet[Step]:
    """Return the open steps, the most overdue first, with their residents."""
    return (
        Step.objects.filter(status=Step.Status.OPEN)
        .select_related("resident__centre", "resident__coach")
        .order_by("due_on", "opened_on", "id")
    )


def durations(country: str, on: date) -> dict[tuple[str, str], Curve]:
    """Return how long the steps of a country take, by (kind, municipality) and by (kind, "") for all of it.

    From the steps opened in the 24 months before ``on``, of all desks: figures of many cases, never a case.
    A step that was not needed in the end counts as one that ran until then. It counts where the person lived
    when it was opened, wherever they live now. One query a day.
    """
    key = f"durations:{country}:{on.isoformat()}"
    curves = cache.get(key)
    if curves is None:
        curves = _durations(country, on)
        cache.set(key, curves, A_DAY)
    return curves


def _durations(country: str, on: date) -> dict[tuple[str, str], Curve]:
    spells = defaultdict(list)
    with system_scope("usual durations"):
        stays = CentreStay.objects.filter(resident=OuterRef("resident"), from_on__lte=OuterRef("opened_on"))
        place = Subquery(stays.order_by("-from_on", "-pk").values("centre__municipality")[:1])
        steps = (
            Step.objects.filter(
                resident__centre__country=country, opened_on__gt=on - DURATIONS_OVER, opened_on__lte=on
            )
            .exclude(status=Step.Status.WAITS)
            .order_by()
            .annotate(place=Coalesce(place, "resident__centre__municipality"))
            .values_list("kind", "place", "opened_on", "closed_on", "status")
        )
        for kind, municipality, opened_on, closed_on, status in steps.iterator():
            is_done = status == Step.Status.DONE and closed_on <= on
            spell = Spell((min(closed_on or on, on) - opened_on).days, is_done)
            spells[kind, municipality].append(spell)
            spells[kind, ""].append(spell)
    return {key: curve_of(each) for key, each in spells.items()}


def evidence_of_who_left(before: date) -> QuerySet[StepEvidence]:
    """Return the files of residents whose guidance ended on or before a day and was not taken up again."""
    exits = StatusChange.objects.filter(
        subject_type=Resident._meta.label_lower,
        subject_id=OuterRef("step__resident"),
        to_status=Resident.Status.EXITED,
    )
    last_exit = Subquery(exits.order_by("-on", "-pk").values("on")[:1])
    return (
        StepEvidence.objects.filter(step__resident__status=Resident.Status.EXITED)
        .alias(left_on=last_exit)
        .filter(left_on__lte=before)
        .select_related("step__resident")
        .order_by("pk")
    )


def declared_months(subjects: Iterable[str]) -> dict[str, set[date]]:
    """Return the months (first days) of which these placements have a declaration, by code of the placement.

    One that is under way counts, and one that was closed after the month was over: before, its wage was not
    known yet.
    """
    months: dict[str, set[date]] = defaultdict(set)
    kinds = codes(lambda kind: ON_WAGE in kind.opened_by)
    steps = Step.objects.filter(kind__in=kinds, subject__in=list(subjects), month_on__isnull=False)
    for subject, month_on, closed_on in steps.values_list("subject", "month_on", "closed_on"):
        if closed_on is None or closed_on.replace(day=1) > month_on:
            months[subject].add(month_on)
    return months


def documents_to_renew(country: str, on: date, days: int) -> QuerySet[Document]:
    """Return the proofs of stay that end within ``days`` days, of those who have none that lasts longer."""
    longer = Document.objects.filter(resident=OuterRef("resident")).proving_stay()
    longer = longer.filter(Q(until_on=None) | Q(until_on__gt=OuterRef("until_on")))
    under_way = Step.objects.under_way().filter(
        resident=OuterRef("resident"), kind__in=codes(lambda kind: kind.ended_by == BY_DOCUMENT)
    )
    return (
        Document.objects.filter(
            resident__centre__country=country, until_on__range=(on, on + timedelta(days=days))
        )
        .proving_stay()
        .exclude(resident__status=Resident.Status.EXITED)
        .exclude(Exists(longer))
        .exclude(Exists(under_way))
        .select_related("resident__centre")
        .order_by("until_on", "id")
    )


def expiring_documents(days: int, on: date | None = None) -> QuerySet[Document]:
    """Return the documents whose last valid day is from today to ``days`` days later, soonest first."""
    on = on or timezone.localdate()
    return (
        Document.objects.filter(until_on__range=(on, on + timedelta(days=days)))
        .exclude(resident__status=Resident.Status.EXITED)
        .select_related("resident__centre", "resident__coach")
        .order_by("until_on", "id")
    )


def latest_intake(resident: Resident) -> Intake | None:
    """Return the intake under way, else the one completed last, else None."""
    intakes = resident.intakes.select_related("project", "centre__region", "resident__centre")
    started = intakes.filter(status=Intake.Status.STARTED).first()
    return started or intakes.order_by("-completed_on", "-id").first()


def last_saved_at(intake: Intake) -> datetime | None:
    """Return when an answer of this intake was last saved, from the trail."""
    saved = AuditEntry.objects.filter(
        subject_type=Intake._meta.label_lower, subject_id=intake.pk, action="intake.saved"
    )
    return saved.values_list("at", flat=True).first()


def answered_by(intake: Intake, name: str) -> AuditEntry | None:
    """Return who gave the stored answer to a question, and when, from the trail."""
    saved = AuditEntry.objects.filter(
        subject_type=Intake._meta.label_lower, subject_id=intake.pk, changes__has_key=name
    )
    return saved.select_related("actor").first()


def running_projects(centres: Iterable[int], on: date) -> QuerySet[Project]:
    """Return the open projects that run in any of these centres on a day, the newest first."""
    return (
        Project.objects.filter(centres__in=centres, starts_on__lte=on, ends_on__gte=on, closed_on=None)
        .distinct()
        .order_by("-starts_on", "code")
    )


def coaches_of(centre: Centre) -> QuerySet[User]:
    """Return who may have a case of this centre: its coaches and coordinators, by name."""
    return User.objects.serving([centre])


def caseloads_in(centre: Centre) -> list[tuple[str, int]]:
    """Return the coaches of a centre with how many of its open cases each has, by name."""
    cases = dict(
        Resident.objects.present()
        .filter(centre=centre, coach__isnull=False)
        .order_by()
        .values_list("coach")
        .annotate(total=Count("pk"))
    )
    return [(coach.name, cases.get(coach.pk, 0)) for coach in coaches_of(centre)]


def centres_to_move_to(centre: Centre) -> QuerySet[Centre]:
    """Return the other open centres of the country, by name."""
    others = Centre.objects.filter(country=centre.country, closed_on=None).exclude(pk=centre.pk)
    return others.order_by("name")


def guidance_period(resident: Resident) -> tuple[date, date] | None:
    """Return the first and the last day of guidance, by the months of the project; None before the intake."""
    intake = (
        resident.intakes.filter(status=Intake.Status.COMPLETE)
        .select_related("project")
        .order_by("-completed_on", "-id")
        .first()
    )
    if intake is None:
        return None
    return intake.completed_on, add_months(intake.completed_on, intake.project.guidance_months)


def relocations_of(centres: Iterable[int]) -> QuerySet[Relocation]:
    """Return the moves to and from these centres, the next first."""
    return (
        Relocation.objects.filter(Q(from_centre__in=centres) | Q(to_centre__in=centres))
        .select_related("resident", "from_centre", "to_centre", "coach")
        .order_by("-moves_on", "-id")
    )


def relocation_under_way(resident: Resident) -> Relocation | None:
    """Return the move that is announced and not handed over yet, if any."""
    return resident.relocations.under_way().select_related("to_centre", "from_centre").first()


def residents_due_for_assessment(on: date) -> QuerySet[Resident]:
    """Return those whose decision on the right to work may have changed by ``on``."""
    return Resident.objects.filter(recheck_on__lte=on).order_by("pk")


def residents_at(centre: Centre | None) -> QuerySet[Resident]:
    """Residents of the picked centre, or of all centres of the scope."""
    residents = Resident.objects.all()
    return residents.filter(centre=centre) if centre else residents


def of_each(model: type[Model], resident: str = "pk") -> QuerySet:
    """Return the rows of each resident of a query, for a subquery in it.

    Without the scope: the residents are in it, and asking again for each takes most of the time.
    """
    return model._base_manager.filter(resident=OuterRef(resident))


def contacts_of(resident: Resident) -> QuerySet[OutreachContact]:
    """The contacts with a resident, newest first."""
    return OutreachContact.objects.filter(resident=resident).select_related("coach")


def removed_contacts_of(resident: Resident) -> QuerySet[OutreachContact]:
    """The deleted contacts with a resident, the last deleted first."""
    removed = OutreachContact.with_removed.filter(resident=resident, removed_at__isnull=False)
    return removed.select_related("coach", "removed_by").order_by("-removed_at")


def intakes_of(resident: Resident) -> QuerySet[Intake]:
    """The intakes of a resident, newest first."""
    return Intake.objects.filter(resident=resident).select_related("coach", "project")


def trail_of(resident: Resident, rows: int) -> tuple[QuerySet[AuditEntry], QuerySet[StatusChange]]:
    """The last entries about a resident's case, and of the records merged into it: who did or saw what."""
    merged = Resident._base_manager.filter(merged_into=resident).values_list("pk", flat=True)
    about = {"resident_id__in": [resident.pk, *merged]}
    return (
        AuditEntry.objects.filter(**about).select_related("actor")[:rows],
        StatusChange.objects.filter(**about).select_related("actor")[:rows],
    )
