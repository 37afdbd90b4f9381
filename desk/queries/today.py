"""Reads for the start page: whose work it is, and what is due."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from desk.models import Postponement
from jobdesk.accounts.hats import Hat
from jobdesk.accounts.models import User
from jobdesk.trail.access import may
from jobdesk.trail.audit import StatusChange
from law.steps import BY_START, codes
from matching.aftercare.queries import concerns_for
from matching.clashes.kinds.wage import FLOOR
from matching.clashes.queries import serious_clashes
from matching.models import (
    CheckIn,
    CheckInReply,
    Concern,
    Filing,
    Interview,
    Match,
    Placement,
    Proposal,
    Question,
    RankingLog,
    StartRequest,
    Suggestion,
    WorkClash,
)
from matching.queries import open_questions, waiting_for_company, waiting_for_desk
from matching.suggestions.queries import new_suggestions
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
    held_by,
)
from residents.queries import residents_at

DECLINED_DAYS = 7  # how long a no on the step card stands there
MOST_ROWS = 100  # of one kind of work on the start page; nobody does more in a day


def caseload(hat: Hat, user: User) -> QuerySet[Resident]:
    """Whose way to work this user follows: whoever is guided where they oversee the desk, else their own."""
    residents = residents_at(hat.centre)
    if may(hat, "cases.oversee"):
        return residents.guided()
    return residents.present().held_by(user)


def concerned(hat: Hat, user: User) -> QuerySet[Resident]:
    """Residents for whom this user must act: their own, and the guided ones who have no coach."""
    residents = residents_at(hat.centre).present().order_by()
    if may(hat, "cases.oversee"):
        return residents.guided()
    return residents.filter(held_by(user) | Q(coach=None, status__in=Resident.GUIDED))


def counted(hat: Hat, user: User) -> QuerySet[Resident]:
    """Whom the month counts: all of the centres, or one's own residents; also those who left since."""
    residents = residents_at(hat.centre).order_by()
    return residents if may(hat, "cases.oversee") else residents.held_by(user)


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
    """Open steps due on or before ``until``, the oldest first.

    Not those that have a line of their own: a first day to confirm, what a company sent.
    """
    return (
        Step.objects.filter(resident__in=people, status=Step.Status.OPEN, due_on__lte=until)
        .exclude(kind__in=codes(lambda kind: kind.ended_by == BY_START))
        .exclude(Exists(Filing.objects.waiting().filter(step=OuterRef("pk"))))
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
        .select_related("resident__centre")
        .order_by("until_on", "id")[:MOST_ROWS]
    )


def residents_newly_allowed(people: QuerySet[Resident], since: date, until: date) -> QuerySet[Resident]:
    """Residents who may work from a day in between and have no placement under way."""
    placed = Placement.objects.under_way().filter(resident=OuterRef("pk"))
    return (
        people.filter(work_allowed_from__gte=since, work_allowed_from__lte=until)
        .exclude(Exists(placed))
        .order_by("work_allowed_from", "id")[:MOST_ROWS]
    )


def unread_answers(people: QuerySet[Resident]) -> QuerySet[Proposal]:
    """Proposals whose answer, or whose lapse without one, nobody of the desk has seen.

    Not an invitation with times: that waits until somebody says which of them suits.
    """
    return (
        Proposal.objects.filter(
            resident__in=people,
            status__in=[Proposal.Status.INVITED, Proposal.Status.NO_FIT, Proposal.Status.LAPSED],
            answer_seen_at=None,
            proposed_on__isnull=False,
        )
        .exclude(status=Proposal.Status.INVITED, interview__isnull=False)
        .select_related("resident", "vacancy__company__organisation")
        .order_by("answered_on", "id")[:MOST_ROWS]
    )


def agreements(people: QuerySet[Resident]) -> QuerySet[Proposal]:
    """Proposals to which the resident said yes and that no company knows of, the oldest first."""
    return _before_the_company(people, status=Proposal.Status.AGREED)


def unanswered_questions(people: QuerySet[Resident], on: date) -> QuerySet[Proposal]:
    """Proposals about which a resident was asked and has not answered in time, the oldest first."""
    return _before_the_company(people, status=Proposal.Status.ASKED, due_on__lt=on)


def declined_on_card(people: QuerySet[Resident], on: date) -> QuerySet[Proposal]:
    """Proposals to which the resident said no on the step card in the last week."""
    since = on - timedelta(days=DECLINED_DAYS)
    return _before_the_company(
        people, status=Proposal.Status.DECLINED, end_reason=Proposal.End.UNSAID, since_on__gt=since
    )


def _before_the_company(people: QuerySet[Resident], **found: object) -> QuerySet[Proposal]:
    return (
        Proposal.objects.filter(resident__in=people, **found)
        .select_related("resident", "vacancy__company__organisation")
        .order_by("since_on", "id")[:MOST_ROWS]
    )


def suggestions_to_see(user: User, people: QuerySet[Resident]) -> QuerySet[Suggestion]:
    """What suits people of this user and came since they last looked at the candidates of that vacancy.

    Not of who is proposed for it already. Best first.
    """
    looked = RankingLog.objects.of(RankingLog.Kind.PEOPLE, OuterRef("vacancy__code"))
    looked = looked.filter(user=user, shown_at__gte=OuterRef("suggested_at")).order_by()
    proposed = Proposal.objects.barring().filter(resident=OuterRef("resident"), vacancy=OuterRef("vacancy"))
    rows = new_suggestions(user).filter(~Exists(looked), ~Exists(proposed.order_by()), resident__in=people)
    return rows[:MOST_ROWS]


def questions_asked(people: QuerySet[Resident]) -> QuerySet[Question]:
    """Questions of companies that wait for the desk, the oldest first."""
    return (
        open_questions()
        .filter(proposal__resident__in=people)
        .select_related("proposal__resident", "proposal__vacancy__company__organisation")[:MOST_ROWS]
    )


def talks_to_work_on(people: QuerySet[Resident], on: date) -> QuerySet[Interview]:
    """Talks in which it is the desk's turn, and those of which a company has said nothing for too long."""
    silent = waiting_for_company(timezone.now()).filter(due_on__lt=on)
    return (
        Interview.objects.filter(Q(pk__in=waiting_for_desk().values("pk")) | Q(pk__in=silent.values("pk")))
        .filter(proposal__resident__in=people)
        .select_related("proposal__resident", "proposal__vacancy__company__organisation")
        .order_by("due_on", "pk")[:MOST_ROWS]
    )


def concerns_due(user: User, people: QuerySet[Resident]) -> QuerySet[Concern]:
    """Open concerns about these people, and those that this user deals with: harm first, then the oldest."""
    return concerns_for(user, people)[:MOST_ROWS]


def clashes_due(people: QuerySet[Resident]) -> QuerySet[WorkClash]:
    """What clashes with the work of these people and asks somebody to act, the worst first.

    Not a wage below the minimum: that has a line of its own.
    """
    return serious_clashes().filter(resident__in=people).exclude(kind=FLOOR)[:MOST_ROWS]


def check_ins_due(people: QuerySet[Resident], until: date) -> QuerySet[CheckIn]:
    """Planned check-ins of people at work due on or before ``until``, the oldest first.

    Those that the resident answered and nobody has read are due too: ``is_answered``.
    """
    replies = CheckInReply.objects.filter(check_in=OuterRef("pk"), source=CheckInReply.Source.RESIDENT)
    is_due = Q(status=CheckIn.Status.PLANNED, due_on__lte=until, placement__status=Placement.Status.STARTED)
    return (
        CheckIn.objects.filter(resident__in=people)
        .exclude(status=CheckIn.Status.DONE)
        .annotate(is_answered=Exists(replies) & Q(replies_read_at=None))
        .filter(is_due | Q(is_answered=True))
        .select_related("resident", "placement__match__company__organisation")
        .order_by("due_on", "id")[:MOST_ROWS]
    )


def wages_too_low(people: QuerySet[Resident]) -> QuerySet[Placement]:
    """Work planned or under way whose wage was found to be below the legal minimum, the longest first."""
    return (
        Placement.objects.under_way()
        .filter(resident__in=people, wage_low_on__isnull=False)
        .select_related("resident__centre", "match__company__organisation")
        .order_by("wage_low_on", "id")[:MOST_ROWS]
    )


def papers_to_check(people: QuerySet[Resident]) -> QuerySet[Filing]:
    """What companies sent and nobody of the desk has looked at, the oldest first."""
    return (
        Filing.objects.waiting()
        .filter(placement__resident__in=people)
        .select_related("step__resident__centre", "placement__match__company__organisation")
        .annotate(file_count=Count("files"))
        .order_by("check_due_on", "id")[:MOST_ROWS]
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


def start_requests(people: QuerySet[Resident]) -> QuerySet[StartRequest]:
    """What coaches ask the coordinators about starts of these people, unanswered, the oldest first."""
    return (
        StartRequest.objects.filter(
            placement__resident__in=people,
            placement__status=Placement.Status.PLANNED,
            status=StartRequest.Status.ASKED,
        )
        .select_related("asked_by", "placement__resident", "placement__match__company__organisation")
        .order_by("asked_on", "id")[:MOST_ROWS]
    )


def start_answers(user: User) -> QuerySet[StartRequest]:
    """What was answered to this user about a start and they have not read, the oldest first."""
    return (
        StartRequest.objects.filter(asked_by=user, seen_on=None)
        .exclude(status=StartRequest.Status.ASKED)
        .exclude(answered_by=user)
        .select_related("answered_by", "placement__resident", "placement__match__company__organisation")
        .order_by("answered_on", "id")[:MOST_ROWS]
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
    """Consents of these people that end, or ended, within 30 days, the first to end first.

    Not those of a share: it has a line of its own, and is asked for again there.
    """
    return ending_consents(on).filter(resident__in=people, shares=None)[:MOST_ROWS]


def postponements_of(user: User, on: date) -> QuerySet[Postponement]:
    """The lines of the start page that this user wants back on a day after ``on``."""
    return Postponement.objects.filter(user=user, until_on__gt=on)


def done_by_others(user: User, on: date) -> list[StatusChange]:
    """What the other coach of this user's shared cases brought further on a day, newest first.

    The first status of something new is not among it: opening is not doing.
    """
    midnight = timezone.make_aware(datetime.combine(on, time()))
    shared = Resident.objects.held_by(user).exclude(second_coach=None)
    holders = shared.values_list("pk", "coach", "second_coach")
    partners = {key for _pk, one, other in holders for key in (one, other)} - {user.pk}
    rows = (
        StatusChange.objects.filter(
            resident_id__in=[pk for pk, _one, _other in holders], actor__in=partners, at__gte=midnight
        )
        .exclude(from_status="")
        .select_related("actor")
        .order_by("-at")
    )
    return list(rows[:MOST_ROWS])


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
