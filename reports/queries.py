"""Reads for reports: the rows that are counted, and the lists of the overview."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.conf import settings
from django.db.models import Max, Min, OuterRef, Q, QuerySet, Subquery

from jobdesk.desks.models import Project, ProjectTarget
from jobdesk.trail.audit import StatusChange
from jobdesk.trail.scoping import current_scope, system_scope
from law.engine import INCOMPLETE, MAY_WORK, assess
from matching.models import CheckIn, Match, Placement, StartOverride
from reports import indicators
from reports.document.contents import ReportContents, contents_of
from reports.indicators import Period, ProjectRows, Unit, cohorts_of
from reports.models import Report
from residents.law_values import parameters_in_force
from residents.models import CentreStay, Intake, OutreachContact, Resident, Step
from residents.right_to_work.facts import facts_of_many

MOST_STARTS = 100  # on the page of a report; a project with more has another problem


def report_contents(project: Project, period: Period) -> ReportContents:
    """Count a report. Whoever may see the project may see its figures, so all its people count.

    Counts below ``SMALL_COUNT_THRESHOLD`` are hidden: a report leaves the desk.
    """
    with system_scope("report"):
        rows = with_rights(project_rows(project, period), period)
    return contents_of(
        project=project.code,
        project_name=project.name,
        funders=project.funders.values_list("name", flat=True),
        period=period,
        cohorts=cohorts_of(rows, period),
        targets=targets(project),
        hide_below=settings.SMALL_COUNT_THRESHOLD,
    )


def projects_in_scope() -> QuerySet[Project]:
    """Projects of the open scope."""
    return Project.objects.filter(pk__in=current_scope().projects)


def listed_reports() -> QuerySet[Report]:
    """Reports of the open scope, the newest first, without their files."""
    return Report.objects.defer("contents", "pdf", "xlsx").order_by("-requested_at", "-id")


def newest_ready_reports(projects: Iterable[Project]) -> dict[int, Report]:
    """Return the newest finished report of each project, by its key, with the contents but not the files."""
    newest = (
        Report.objects.filter(project=OuterRef("project"), status=Report.Status.READY)
        .order_by("-requested_at", "-id")
        .values("pk")[:1]
    )
    found = Report.objects.filter(project__in=projects, pk=Subquery(newest)).order_by("pk")
    return {report.project_id: report for report in found.defer("pdf", "xlsx")}


def targets(project: Project) -> dict[str, int | float]:
    """Return the project's targets by figure; those for figures that no report has are left out."""
    found = {}
    for figure, value in ProjectTarget.objects.filter(project=project).values_list("figure", "value"):
        if figure in indicators.DEFINITIONS:
            is_fraction = indicators.DEFINITIONS[figure].unit == Unit.FRACTION
            found[figure] = float(value) if is_fraction else int(value)
    return found


def project_rows(project: Project, period: Period) -> ProjectRows:
    """Read what a report on the project counts, but for the right to work, in a fixed number of queries.

    Reads from the open scope; figures of a whole project need ``system_scope``.
    """
    intakes = [
        indicators.Intake(*row)
        for row in Intake.objects.filter(
            project=project, status=Intake.Status.COMPLETE, completed_on__lte=period.to_on
        ).values_list("resident_id", "centre_id", "completed_on")
    ]
    return ProjectRows(
        stays=_stays(project, period),
        contacts=tuple(
            indicators.Contact(*row)
            for row in OutreachContact.objects.filter(
                project=project, is_outreach=True, on__range=(period.from_on, period.to_on)
            ).values_list("resident_id", "centre_id", "on", "is_outreach")
        ),
        intakes=tuple(intakes),
        guidance_changes=_guidance_changes(project, period),
        matches=tuple(
            indicators.Match(*row)
            for row in Match.objects.filter(project=project).values_list(
                "resident_id", "matched_on", "status"
            )
        ),
        placements=_placements(project),
        steps=_steps(project, period),
    )


def with_rights(rows: ProjectRows, period: Period) -> ProjectRows:
    """Add who may work on the last day of the period by the rules, and of whom too little is known to say."""
    may_work, unknown = set(), set()
    residents = Resident.objects.filter(pk__in={stay.person for stay in rows.stays}).order_by("pk")
    rules = parameters_in_force()
    for resident, facts in facts_of_many(residents):
        outcome = assess(facts, period.to_on, rules).outcome
        if outcome in MAY_WORK:
            may_work.add(resident.pk)
        elif outcome == INCOMPLETE:
            unknown.add(resident.pk)
    return replace(rows, may_work=frozenset(may_work), unknown_right=frozenset(unknown))


def _stays(project: Project, period: Period) -> tuple[indicators.Stay, ...]:
    rows = CentreStay.objects.filter(
        Q(until_on__isnull=True) | Q(until_on__gte=period.from_on),
        centre__in=project.centres.all(),
        from_on__lte=period.to_on,
    ).values_list("resident_id", "centre_id", "from_on", "until_on")
    return tuple(indicators.Stay(*row) for row in rows)


def _guidance_changes(project: Project, period: Period) -> tuple[indicators.GuidanceChange, ...]:
    """Ends and returns of people with an intake in the project, in the order in which they were recorded."""
    persons = Intake.objects.filter(project=project, status=Intake.Status.COMPLETE).values("resident_id")
    rows = (
        StatusChange.objects.filter(
            subject_type=Resident._meta.label_lower,
            subject_id__in=persons,
            to_status__in=[Resident.Status.EXITED, Resident.Status.GUIDANCE],
            on__lte=period.to_on,
        )
        .order_by("on", "at", "id")
        .values_list("subject_id", "on", "to_status")
    )
    return tuple(
        indicators.GuidanceChange(person, on, status == Resident.Status.EXITED) for person, on, status in rows
    )


def _placements(project: Project) -> tuple[indicators.Placement, ...]:
    rows = (
        Placement.objects.filter(match__project=project, started_on__isnull=False)
        .annotate(
            seen_on=Max("check_ins__done_on", filter=Q(check_ins__still_working=CheckIn.Answer.YES)),
            stopped_on=Min("check_ins__done_on", filter=Q(check_ins__still_working=CheckIn.Answer.NO)),
        )
        .order_by()
        .values_list(
            "resident_id",
            "match__status",
            "sector",
            "kind",
            "started_on",
            "ended_on",
            "seen_on",
            "stopped_on",
            "start_override__reason",
        )
    )
    return tuple(
        indicators.Placement(
            person,
            status,
            sector,
            kind in Placement.PAID_KINDS,
            *(started_on, ended_on, seen_on, stopped_on),
            override=reason or "",
        )
        for person, status, sector, kind, started_on, ended_on, seen_on, stopped_on, reason in rows
    )


def overridden_starts(report: Report) -> QuerySet[StartOverride]:
    """The starts of a report that were recorded all the same, of the desks in the open scope, oldest first.

    Whoever has no desk, such as a funder, finds none.
    """
    return (
        StartOverride.objects.filter(
            placement__match__project=report.project_id,
            started_on__range=(report.from_on, report.cut_off_on),
        )
        .exclude(placement__match__status=Match.Status.RECORDED_IN_ERROR)
        .select_related("placement__resident__centre", "by")
        .order_by("started_on", "pk")[:MOST_STARTS]
    )


def _steps(project: Project, period: Period) -> tuple[indicators.Step, ...]:
    persons = Match.objects.filter(project=project).values("resident_id")
    rows = Step.objects.filter(
        Q(closed_on__isnull=True) | Q(closed_on__gt=period.cut_off_on),
        resident_id__in=persons,
        opened_on__lte=period.cut_off_on,
    ).values_list("resident_id", "kind", "opened_on", "closed_on")
    return tuple(indicators.Step(*row) for row in rows)
