"""Reads that span residents and employers. All of them stay inside the open scope."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Exists, OuterRef, Q, QuerySet

from employers.models import Company, Vacancy
from jobdesk.trail.audit import AuditEntry, StatusChange
from jobdesk.trail.scoping import system_scope
from law.engine import MAY_WORK
from law.steps import codes
from matching.models import CheckIn, Interview, Match, Placement, Proposal, Question
from residents.consents import agrees, holding_on
from residents.models import (
    Consent,
    Document,
    Resident,
    Step,
)

CHANGES = (
    "placement.changed",
    "placement.extended",
    "placement.corrected",
    "placement.terms_began",
    "placement.start_overridden",
    "placement.wage_low",
    "placement.wage_enough",
)
NO_DAY_YET = date(9999, 12, 31)  # sorts what has no day behind all that have one


# ── The start page ─────────────────────────────────────────────────────────────────────────────────────────


# ── The list of residents ──────────────────────────────────────────────────────────────────────────────────


def may_work(today: date) -> Q:
    """The condition that a resident may work today, perhaps with a permit or after a notification."""
    return Q(work_outcome__in=MAY_WORK) & (Q(work_allowed_from=None) | Q(work_allowed_from__lte=today))


# ── Placements ─────────────────────────────────────────────────────────────────────────────────────────────


def overdue_check_ins(today: date) -> Exists:
    """The condition that a placement has a check-in whose day has passed."""
    return Exists(
        CheckIn.objects.filter(placement=OuterRef("pk"), status=CheckIn.Status.PLANNED, due_on__lt=today)
    )


def awaits_permit() -> Exists:
    """The condition that a placement waits for a permit, a notification or a declaration."""
    kinds = codes(lambda kind: kind.before_start and kind.is_ended_with_placement)
    return Exists(
        Step.objects.filter(
            resident=OuterRef("resident"),
            subject=OuterRef("code"),
            kind__in=kinds,
            status__in=Step.UNDER_WAY,
        )
    )


def places_taken(vacancy: Vacancy) -> int:
    """Count the standing matches of all desks, not only of those in the scope."""
    with system_scope("count places"):
        return vacancy.matches.standing().count()


def standing_vacancies(company: Company) -> QuerySet[Vacancy]:
    """The vacancies of a company that are not closed, drafts too."""
    return Vacancy.objects.filter(company=company).exclude(status=Vacancy.Status.CLOSED).order_by("pk")


def agreed_to(on: date) -> Q:
    """The condition that a proposal's resident agrees to be shown and, where it was asked, to the vacancy."""
    to_profile = Q(agrees(Consent.Purpose.PROFILE, on, "resident"))
    return to_profile & (Q(agreement=None) | holding_on(on, "agreement"))


# ── One resident ───────────────────────────────────────────────────────────────────────────────────────────


def proposals_of(resident: Resident) -> QuerySet[Proposal]:
    """For which vacancies a resident was proposed, newest first; ``asks``: the company asked something."""
    return (
        Proposal.objects.filter(resident=resident)
        .select_related("vacancy__company__organisation", "proposed_by", "interview", "agreement")
        .annotate(asks=Exists(open_questions().filter(proposal=OuterRef("pk")).order_by()))
    )


def matches_of(resident: Resident) -> QuerySet[Match]:
    """The matches of a resident, newest first."""
    return Match.objects.filter(resident=resident).select_related("company__organisation", "vacancy")


def paid_in(first: date, last: date) -> QuerySet[Placement]:
    """Return the paid placements in which somebody worked on a day between the two, both included."""
    return Placement.objects.filter(
        Q(ended_on=None) | Q(ended_on__gte=first),
        status__in=Placement.WORKED,
        kind__in=Placement.PAID_KINDS,
        started_on__lte=last,
    ).order_by("pk")


def permits_ending(first: date, last: date, country: str) -> QuerySet[Document]:
    """Return a country's work permits that end in between, without a later one for the same employer."""
    later = Document.objects.filter(
        resident=OuterRef("resident"), type=OuterRef("type"), employer=OuterRef("employer")
    ).filter(Q(until_on__gt=OuterRef("until_on")) | Q(until_on=None))
    return (
        Document.objects.filter(until_on__range=(first, last), resident__centre__country=country)
        .of_employer()
        .exclude(resident__status=Resident.Status.EXITED)
        .exclude(Exists(later))
        .select_related("resident__centre")
        .order_by("until_on", "id")
    )


def status_changes_of(placement: Placement) -> QuerySet[StatusChange]:
    """The changes of status of a placement, newest first."""
    return StatusChange.objects.filter(
        subject_type=placement._meta.label_lower, subject_id=placement.pk
    ).select_related("actor")


def changes_of(placement: Placement) -> QuerySet[AuditEntry]:
    """What was agreed later about a placement, and found about its wage, newest first."""
    return AuditEntry.objects.filter(
        subject_type=placement._meta.label_lower, subject_id=placement.pk, action__in=CHANGES
    ).select_related("actor")


# ── Talks and questions ────────────────────────────────────────────────────────────────────────────────────


def waiting_for_company(now: datetime) -> QuerySet[Interview]:
    """Talks of invited candidates that are over, or for which other times are asked: the company's turn."""
    is_over = Q(status=Interview.Status.AGREED, ends_at__lte=now)
    return (
        Interview.objects.filter(is_over | Q(status=Interview.Status.OTHER_TIMES))
        .filter(proposal__status=Proposal.Status.INVITED)
        .select_related("proposal__vacancy")
    )


def waiting_for_desk() -> QuerySet[Interview]:
    """Talks of invited candidates whose times wait for a choice, or that end in a match: the desk's turn."""
    return Interview.objects.filter(
        status__in=[Interview.Status.OFFERED, Interview.Status.WANTED],
        proposal__status__in=Proposal.TALKING,
    )


def open_questions() -> QuerySet[Question]:
    """Questions of companies that nobody has answered, about candidates who still wait; the oldest first."""
    return Question.objects.filter(answered_at=None, proposal__status=Proposal.Status.PROPOSED).order_by(
        "asked_at", "pk"
    )
