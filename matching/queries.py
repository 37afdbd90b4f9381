"""Reads that span residents and employers. All of them stay inside the open scope."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Count, Exists, F, Min, Model, OuterRef, Prefetch, Q, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from jobdesk.accounts.hats import Hat
from jobdesk.accounts.models import Membership, User
from jobdesk.desks.models import Centre
from jobdesk.trail.access import Role
from jobdesk.trail.audit import AuditEntry, StatusChange
from jobdesk.trail.scoping import Scope
from law.engine import ALLOWED, NEEDS_NOTIFICATION, NEEDS_PERMIT
from matching.models import CardLink, CheckIn, Digest, Match, Placement, Postponement, Proposal
from residents.consents import ending_consents
from residents.models import (
    Consent,
    Document,
    Intake,
    OutreachContact,
    PlanAction,
    PlanReview,
    Resident,
    Step,
)

NO_DAY_YET = date(9999, 12, 31)  # sorts what has no day behind all that have one
NEVER = date(1, 1, 1)
GUIDED = (Resident.Status.INTAKE, Resident.Status.GUIDANCE)
MAY_WORK = (ALLOWED, NEEDS_PERMIT, NEEDS_NOTIFICATION)
NUMBER_KINDS = (Step.Kind.BSN, Step.Kind.NATIONAL_NUMBER)
EXPIRY_DAYS = 90  # how far ahead the list of expiring documents looks
MOST_ROWS = 100  # of one kind of work on the start page; nobody does more in a day


def residents_at(centre: Centre | None) -> QuerySet[Resident]:
    """Residents of the picked centre, or of all centres of the scope."""
    residents = Resident.objects.all()
    return residents.filter(centre=centre) if centre else residents


def caseload(hat: Hat, user: User) -> QuerySet[Resident]:
    """Whose way to work this user follows: a coach their own residents, a coordinator all who are guided."""
    residents = residents_at(hat.centre)
    if hat.role == Role.COACH:
        return residents.filter(coach=user).exclude(status=Resident.Status.EXITED)
    return residents.filter(status__in=GUIDED)


def concerned(hat: Hat, user: User) -> QuerySet[Resident]:
    """Residents for whom this user must act: their own, and the guided ones who have no coach."""
    residents = residents_at(hat.centre).exclude(status=Resident.Status.EXITED).order_by()
    if hat.role == Role.COACH:
        return residents.filter(Q(coach=user) | Q(coach=None, status__in=GUIDED))
    return residents.filter(status__in=GUIDED)


def counted(hat: Hat, user: User) -> QuerySet[Resident]:
    """Whom the month counts: the coach's own residents, or all of the centres; also who left since."""
    residents = residents_at(hat.centre).order_by()
    return residents.filter(coach=user) if hat.role == Role.COACH else residents


def with_case(residents: QuerySet[Resident]) -> QuerySet[Resident]:
    """Fetch, with the residents, all that the path and the card read: seven queries however many they are."""
    placements = (
        Placement.objects.select_related("match__company__organisation")
        .prefetch_related("check_ins")
        .order_by("-planned_start_on", "-id")
    )
    return residents.select_related("centre", "coach").prefetch_related(
        "legal_events",
        "documents",
        "steps",
        "language_skills",
        "households",
        Prefetch("placements", queryset=placements),
    )


# ── The start page ─────────────────────────────────────────────────────────────────────────────────────────


def plan_actions_due(people: QuerySet[Resident], until: date) -> QuerySet[PlanAction]:
    """Open actions of plans that the coach does on or before ``until``, the oldest first."""
    return (
        PlanAction.objects.filter(
            resident__in=people,
            status=PlanAction.Status.OPEN,
            owner=PlanAction.Owner.COACH,
            due_on__lte=until,
        )
        .select_related("resident")
        .order_by("due_on", "id")[:MOST_ROWS]
    )


def plan_reviews_due(people: QuerySet[Resident], until: date) -> QuerySet[PlanReview]:
    """Reviews of plans on or before ``until`` that were not held yet, the oldest first."""
    return (
        PlanReview.objects.filter(resident__in=people, done_on=None, due_on__lte=until)
        .select_related("resident")
        .order_by("due_on", "id")[:MOST_ROWS]
    )


def steps_due(people: QuerySet[Resident], until: date) -> QuerySet[Step]:
    """Open steps due on or before ``until``, the oldest first."""
    return (
        Step.objects.filter(resident__in=people, status=Step.Status.OPEN, due_on__lte=until)
        .select_related("resident__centre")
        .order_by("due_on", "id")[:MOST_ROWS]
    )


def documents_expiring(people: QuerySet[Resident], after: date, until: date) -> QuerySet[Document]:
    """Documents whose last day lies in between, without a later one of the same kind."""
    later = Document.objects.filter(resident=OuterRef("resident"), type=OuterRef("type")).filter(
        Q(until_on__gt=OuterRef("until_on")) | Q(until_on=None)
    )
    return (
        Document.objects.filter(resident__in=people, until_on__gte=after, until_on__lte=until)
        .exclude(Exists(later))
        .select_related("resident")
        .order_by("until_on", "id")[:MOST_ROWS]
    )


def residents_newly_allowed(people: QuerySet[Resident], since: date, until: date) -> QuerySet[Resident]:
    """Residents who may work from a day in between and have no placement under way."""
    placed = Placement.objects.filter(
        resident=OuterRef("pk"), status__in=[Placement.Status.PLANNED, Placement.Status.STARTED]
    )
    return (
        people.filter(work_allowed_from__gte=since, work_allowed_from__lte=until)
        .exclude(Exists(placed))
        .order_by("work_allowed_from", "id")[:MOST_ROWS]
    )


def unread_answers(people: QuerySet[Resident]) -> QuerySet[Proposal]:
    """Proposals whose answer, or whose lapse without one, nobody of the desk has seen."""
    return (
        Proposal.objects.filter(
            resident__in=people,
            status__in=[Proposal.Status.INVITED, Proposal.Status.NO_FIT, Proposal.Status.LAPSED],
            answer_seen_at=None,
        )
        .select_related("resident", "vacancy__company__organisation")
        .order_by("answered_on", "id")[:MOST_ROWS]
    )


def check_ins_due(people: QuerySet[Resident], until: date) -> QuerySet[CheckIn]:
    """Planned check-ins of people at work due on or before ``until``, the oldest first."""
    return (
        CheckIn.objects.filter(
            resident__in=people,
            status=CheckIn.Status.PLANNED,
            due_on__lte=until,
            placement__status=Placement.Status.STARTED,
        )
        .select_related("resident", "placement__match__company__organisation")
        .order_by("due_on", "id")[:MOST_ROWS]
    )


def starts_to_confirm(people: QuerySet[Resident], until: date) -> QuerySet[Placement]:
    """Planned placements whose first day is on or before ``until``."""
    return (
        Placement.objects.filter(
            resident__in=people, status=Placement.Status.PLANNED, planned_start_on__lte=until
        )
        .select_related("resident", "match__company__organisation")
        .order_by("planned_start_on", "id")[:MOST_ROWS]
    )


def residents_not_seen(people: QuerySet[Resident], before: date) -> QuerySet[Resident]:
    """Residents in guidance with whom nobody spoke since the day ``before``, the longest first."""
    return (
        people.filter(status=Resident.Status.GUIDANCE)
        .filter(Q(last_contact_on__lt=before) | Q(last_contact_on=None))
        .order_by(F("last_contact_on").asc(nulls_first=True), "id")[:MOST_ROWS]
    )


def unfinished_intakes(people: QuerySet[Resident]) -> QuerySet[Intake]:
    """Intakes that were begun and not completed, the oldest first."""
    return (
        Intake.objects.filter(resident__in=people, status=Intake.Status.STARTED)
        .select_related("resident")
        .order_by("started_on", "id")[:MOST_ROWS]
    )


def consents_ending(people: QuerySet[Resident], on: date) -> QuerySet[Consent]:
    """Consents of these people that end, or ended, within 30 days, the first to end first."""
    return ending_consents(on).filter(resident__in=people)[:MOST_ROWS]


def postponements_of(user: User, on: date) -> QuerySet[Postponement]:
    """The lines of the start page that this user wants back on a day after ``on``."""
    return Postponement.objects.filter(user=user, until_on__gt=on)


def month_figures(people: QuerySet[Resident], since: date, until: date) -> dict[str, int]:
    """Persons with a first contact, an intake, a match and a first working day in the period."""
    persons = Count("resident", distinct=True)
    return {
        "contacts": OutreachContact.objects.filter(
            resident__in=people, is_outreach=True, on__gte=since, on__lte=until
        ).aggregate(n=persons)["n"],
        "intakes": Intake.objects.filter(
            resident__in=people, completed_on__gte=since, completed_on__lte=until
        ).aggregate(n=persons)["n"],
        "matched": Match.objects.filter(resident__in=people, matched_on__gte=since, matched_on__lte=until)
        .exclude(status=Match.Status.RECORDED_IN_ERROR)
        .aggregate(n=persons)["n"],
        "started": Placement.objects.filter(
            resident__in=people, started_on__gte=since, started_on__lte=until
        ).aggregate(n=persons)["n"],
    }


# ── The list of residents ──────────────────────────────────────────────────────────────────────────────────


def of_each(model: type[Model], resident: str = "pk") -> QuerySet:
    """Return the rows of each resident of a query, for a subquery in it.

    Without the scope: the residents are in it, and asking again for each takes most of the time.
    """
    return model._base_manager.filter(resident=OuterRef(resident))


def saved_lists(today: date) -> dict[str, Q]:
    """The lists behind the tabs, as conditions on a resident."""
    steps = of_each(Step).filter(status=Step.Status.OPEN)
    standing = of_each(Match).filter(status=Match.Status.STANDING)
    expiring = of_each(Document).filter(
        until_on__gte=today, until_on__lte=today + timedelta(days=EXPIRY_DAYS)
    )
    later = of_each(Document).filter(Q(until_on__gt=today + timedelta(days=EXPIRY_DAYS)) | Q(until_on=None))
    at_work = of_each(Placement).filter(status=Placement.Status.STARTED)
    present = ~Q(status=Resident.Status.EXITED)
    return {
        "mine": present,
        "number": present & Exists(steps.filter(kind__in=NUMBER_KINDS)),
        "unmatched": Q(status__in=GUIDED) & may_work(today) & ~Exists(standing),
        "expiring": present & Exists(expiring) & ~Exists(later),
        "aftercare": present & Exists(at_work),
        "all": Q(),
    }


def may_work(today: date) -> Q:
    """The condition that a resident may work today, perhaps with a permit or after a notification."""
    return Q(work_outcome__in=MAY_WORK) & (Q(work_allowed_from=None) | Q(work_allowed_from__lte=today))


def with_waiting_since(residents: QuerySet[Resident]) -> QuerySet[Resident]:
    """Add ``waiting_since``: since when the oldest open step waits, None without one."""
    steps = of_each(Step).filter(status=Step.Status.OPEN)
    return residents.annotate(waiting_since=Subquery(steps.order_by("opened_on").values("opened_on")[:1]))


def with_seen_on(residents: QuerySet[Resident]) -> QuerySet[Resident]:
    """Add ``seen_on``, to sort by: who was never seen comes before all others."""
    return residents.annotate(seen_on=Coalesce("last_contact_on", Value(NEVER)))


# ── Placements ─────────────────────────────────────────────────────────────────────────────────────────────


def placements_at(centre: Centre | None) -> QuerySet[Placement]:
    """Placements at the picked centre, or at all centres of the scope, with what a list shows."""
    placements = Placement.objects.select_related(
        "resident__centre", "resident__coach", "match__company__organisation", "follows"
    ).prefetch_related("check_ins")
    return placements.filter(resident__centre=centre) if centre else placements


def overdue_check_ins(today: date) -> Exists:
    """The condition that a placement has a check-in whose day has passed."""
    return Exists(
        CheckIn.objects.filter(placement=OuterRef("pk"), status=CheckIn.Status.PLANNED, due_on__lt=today)
    )


def awaits_permit() -> Exists:
    """The condition that a placement waits for a permit, a notification or a declaration."""
    kinds = (Step.Kind.TWV, Step.Kind.NOTIFICATION, Step.Kind.VOLUNTEER_DECLARATION)
    return Exists(
        Step.objects.filter(
            resident=OuterRef("resident"),
            subject=OuterRef("code"),
            kind__in=kinds,
            status__in=Step.UNDER_WAY,
        )
    )


# ── One resident ───────────────────────────────────────────────────────────────────────────────────────────


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


def proposals_of(resident: Resident) -> QuerySet[Proposal]:
    """For which vacancies a resident was proposed, newest first."""
    return Proposal.objects.filter(resident=resident).select_related(
        "vacancy__company__organisation", "proposed_by"
    )


def matches_of(resident: Resident) -> QuerySet[Match]:
    """The matches of a resident, newest first."""
    return Match.objects.filter(resident=resident).select_related("company__organisation", "vacancy")


def card_links_of(resident: Resident) -> QuerySet[CardLink]:
    """The private links to a resident's step card that still work, newest first."""
    return CardLink.objects.filter(
        resident=resident, revoked_at=None, expires_at__gt=timezone.now()
    ).select_related("created_by")


def paid_in(first: date, last: date) -> QuerySet[Placement]:
    """Return the paid placements in which somebody worked on a day between the two, both included."""
    return Placement.objects.filter(
        Q(ended_on=None) | Q(ended_on__gte=first),
        status__in=[Placement.Status.STARTED, Placement.Status.ENDED],
        kind__in=Placement.PAID_KINDS,
        started_on__lte=last,
    ).order_by("pk")


def permits_ending(first: date, last: date) -> QuerySet[Document]:
    """Return the work permits whose last day lies in between, without a later one for the same employer."""
    later = Document.objects.filter(
        resident=OuterRef("resident"), type=OuterRef("type"), employer=OuterRef("employer")
    ).filter(Q(until_on__gt=OuterRef("until_on")) | Q(until_on=None))
    return (
        Document.objects.filter(type=Document.Type.TWV, until_on__range=(first, last))
        .exclude(resident__status=Resident.Status.EXITED)
        .exclude(Exists(later))
        .select_related("resident__centre")
        .order_by("until_on", "id")
    )


def known_net_wage(resident: Resident) -> Decimal | None:
    """The net wage a month that the desk last wrote on a step card, or None."""
    links = CardLink.objects.filter(resident=resident).exclude(net_month=None).order_by("-created_at", "-id")
    return links.values_list("net_month", flat=True).first()


def trail_of(resident: Resident, rows: int) -> tuple[QuerySet[AuditEntry], QuerySet[StatusChange]]:
    """The last entries about a resident's case, and of the records merged into it: who did or saw what."""
    merged = Resident._base_manager.filter(merged_into=resident).values_list("pk", flat=True)
    about = {"resident_id__in": [resident.pk, *merged]}
    return (
        AuditEntry.objects.filter(**about).select_related("actor")[:rows],
        StatusChange.objects.filter(**about).select_related("actor")[:rows],
    )


def status_changes_of(placement: Placement) -> QuerySet[StatusChange]:
    """The changes of status of a placement, newest first."""
    return StatusChange.objects.filter(
        subject_type=placement._meta.label_lower, subject_id=placement.pk
    ).select_related("actor")


def changes_of(placement: Placement) -> QuerySet[AuditEntry]:
    """What was agreed anew about a placement, newest first."""
    return AuditEntry.objects.filter(
        subject_type=placement._meta.label_lower, subject_id=placement.pk, action="placement.changed"
    ).select_related("actor")


# ── Reminders ──────────────────────────────────────────────────────────────────────────────────────────────


def users_not_reached(scope: Scope) -> QuerySet[User]:
    """Colleagues at the centres of ``scope`` and employers of its countries who did not get their reminders.

    With ``since`` (day of the first that was not), ``failure`` (status of the last) and ``error``.
    """
    around = Q(centres__in=scope.centres) | Q(role=Role.EMPLOYER, organisation__country__in=scope.countries)
    undelivered = Q(digests__status__in=Digest.UNDELIVERED)
    last = Digest.objects.filter(recipient=OuterRef("pk"), status__in=Digest.UNDELIVERED).order_by("-day")
    return (
        User.objects.filter(Exists(Membership.objects.filter(around, user=OuterRef("pk"))), undelivered)
        .filter(is_active=True)
        .annotate(
            since=Min("digests__day"),
            failure=Subquery(last.values("status")[:1]),
            error=Subquery(last.values("last_error")[:1]),
        )
        .order_by("since", "name", "pk")
    )
