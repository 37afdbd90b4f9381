"""The conversations of a fair: proposed by the optimum, changed by hand, accepted; and what came of each."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from employers.models import Vacancy
from jobdesk.trail.audit import record
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from jobdesk.trail.scoping import system_scope
from matching.assignment.problem import NoAssignment
from matching.fairs.letters import tell_companies
from matching.fairs.seating import best_seating
from matching.fairs.timetable import timed
from matching.models import Fair, FairGuest, FairMeeting, FairRule, FairTable, Proposal
from matching.services.fairs import check_open
from matching.services.proposals import propose_now, suggest_resident, withdraw_proposal
from residents.models import GroupSession, Resident

AGREED = (FairMeeting.Outcome.BOTH, FairMeeting.Outcome.RESIDENT)
WANTED = (*AGREED, FairMeeting.Outcome.COMPANY)


@transaction.atomic
def propose_meetings(fair: Fair) -> int:
    """Replace what was proposed before by the best conversations for all together; return how many there are.

    Those by hand stay. Saves, gives all of them their times, records ``fair.meetings_proposed``. Raises
    RuleBroken when what is there by hand is more than the numbers and wishes allow.
    """
    hold(fair)
    check_open(fair)
    try:
        seating = best_seating(fair, timezone.localdate())
    except NoAssignment:
        raise RuleBroken(
            _("What was added by hand is more than the numbers or wishes allow. Take something out first.")
        ) from None
    meetings = FairMeeting.objects.filter(table__fair=fair)
    meetings.filter(is_by_hand=False).delete()
    by_hand = {(each.guest_id, each.table_id): each for each in meetings}
    for (guest, table), judgement in seating.items():
        meeting = by_hand.get((guest, table)) or FairMeeting(guest_id=guest, table_id=table)
        meeting.score = None if judgement is None else Decimal(judgement.score).quantize(Decimal("0.0001"))
        meeting.save()
    set_times(fair)
    record("fair.meetings_proposed", fair, {"meetings": len(seating)})
    return len(seating)


@transaction.atomic
def add_meeting(table: FairTable, guest: FairGuest) -> FairMeeting:
    """Let two talk, by hand. Saves, gives all conversations their times, records ``fair.meeting_added``.

    What was said against it before no longer holds. Raises RuleBroken when the guest does not come or has as
    many conversations as one may have, the company has none left, or they meet already.
    """
    hold(table)
    hold(guest)
    check_open(table.fair)
    if guest.fair_id != table.fair_id or guest.status != FairGuest.Status.COMES:
        raise RuleBroken(_("Choose somebody who said that they come."))
    if table.meetings.filter(guest=guest).exists():
        raise RuleBroken(_("These two meet already."))
    if table.meetings.count() >= table.seats:
        raise RuleBroken(_("This company has no conversation left. Take one out first."))
    if guest.meetings.count() >= table.fair.each:
        raise RuleBroken(_("This resident has as many conversations as one may have."))
    FairRule.objects.filter(guest=guest, table=table).delete()
    meeting = FairMeeting.objects.create(table=table, guest=guest, is_by_hand=True)
    set_times(table.fair)
    record("fair.meeting_added", meeting, {"fair": table.fair.code})
    return meeting


@transaction.atomic
def drop_meeting(meeting: FairMeeting) -> None:
    """Take a conversation out; the next proposal leaves these two out as well.

    Deletes, keeps the wish, gives the others their times, records ``fair.meeting_dropped``.
    """
    hold(meeting)
    fair = meeting.table.fair
    check_open(fair)
    FairRule.objects.get_or_create(guest=meeting.guest, table=meeting.table)
    record("fair.meeting_dropped", meeting, {"fair": fair.code})
    meeting.delete()
    set_times(fair)


@transaction.atomic
def keep_apart(guest: FairGuest, other: FairGuest) -> FairRule:
    """Keep two guests from meeting the same company. Saves, records ``fair.kept_apart``."""
    check_open(guest.fair)
    if guest.pk == other.pk or guest.fair_id != other.fair_id:
        raise RuleBroken(_("Choose two different residents."), field="other")
    first, second = sorted((guest, other), key=lambda each: each.number)
    rule, is_new = FairRule.objects.get_or_create(guest=first, other=second)
    if is_new:
        record("fair.kept_apart", rule, {"fair": guest.fair.code})
    return rule


@transaction.atomic
def forget_rule(rule: FairRule) -> None:
    """Take a wish back. Deletes, records ``fair.wish_forgotten``."""
    check_open(rule.guest.fair)
    record("fair.wish_forgotten", rule, {"fair": rule.guest.fair.code})
    rule.delete()


@transaction.atomic
def accept_meetings(fair: Fair) -> None:
    """Let the conversations stand: lists can be printed, and companies that are invited read their own.

    Saves, records ``fair.accepted``, sends these companies a letter. Raises RuleBroken without any.
    """
    hold(fair)
    check_open(fair)
    if not FairMeeting.objects.filter(table__fair=fair).exists():
        raise RuleBroken(_("There is no conversation yet. Propose them first."))
    fair.accepted_at = timezone.now()
    fair.save(update_fields=["accepted_at"])
    record("fair.accepted", fair)
    tables = FairTable.objects.filter(fair=fair, invited_at__isnull=False)
    tell_companies(fair, "ready", set(tables.values_list("vacancy__company_id", flat=True)))


@transaction.atomic
def reopen_meetings(fair: Fair) -> None:
    """Let the conversations be changed again. Saves, records ``fair.reopened``.

    Raises RuleBroken once it is written down what came of one.
    """
    hold(fair)
    if FairMeeting.objects.filter(table__fair=fair).exclude(outcome="").exists():
        raise RuleBroken(_("Outcomes are written down: the conversations stay as they were."))
    if fair.session.status == GroupSession.Status.CANCELLED:
        raise RuleBroken(_("This day is over or cancelled."))
    fair.accepted_at = None
    fair.save(update_fields=["accepted_at"])
    record("fair.reopened", fair)


@transaction.atomic
def record_outcome(meeting: FairMeeting, *, outcome: str, next_step: str = "") -> None:
    """Write down what came of a conversation, again as often as needed. Saves, records ``fair.outcome``.

    Raises RuleBroken before the day, or while the conversations do not stand.
    """
    hold(meeting)
    fair = meeting.table.fair
    if fair.accepted_at is None or not fair.session.has_come:
        raise RuleBroken(_("Outcomes are written down from the day itself."))
    meeting.outcome, meeting.next_step = outcome, next_step.strip()
    meeting.save(update_fields=["outcome", "next_step"])
    record("fair.outcome", meeting, {"fair": fair.code, "outcome": outcome})


@transaction.atomic
def propose_after(meeting: FairMeeting) -> Proposal:
    """Go on with a guest and the vacancy that they talked about; saves which proposal it became.

    Where the resident wants to, that is their yes: they are introduced, as ``propose_now`` does, also when
    they were only to be asked. Where only the company wants to, they are suggested and to be asked first.
    Raises RuleBroken when nobody wants to go on, or the proposal cannot be made.
    """
    hold(meeting)
    if meeting.outcome not in WANTED:
        raise RuleBroken(_("Neither of the two wants to go on."))
    if meeting.proposal is not None and not can_be_proposed(meeting):
        return meeting.proposal
    resident, vacancy = meeting.guest.resident, meeting.table.vacancy
    reason = _met(meeting)
    if meeting.outcome in AGREED:
        (meeting.proposal,) = propose_now([resident], vacancy, agreed=True, reason=reason)
    else:
        meeting.proposal = suggest_resident(resident, vacancy, reason=reason)
    meeting.save(update_fields=["proposal"])
    return meeting.proposal


def can_be_proposed(meeting: FairMeeting) -> bool:
    """Say whether the desk can go on: nobody did, or the resident said yes since they were to be asked."""
    if meeting.proposal is None:
        return meeting.outcome in WANTED
    return meeting.outcome in AGREED and meeting.proposal.is_at_desk


@transaction.atomic
def say_word(meeting: FairMeeting, word: str) -> None:
    """Keep what the company of the open scope would like after a conversation (``FairMeeting.Word``).

    It can be said again until the desk goes on with it. Saves it, and the outcome that follows for the two;
    records ``fair.company_said``. Where the company wants to go on, the resident is put on the list of those
    to be asked for the vacancy, if that can be. Raises RuleBroken before the day, while the conversations do
    not stand, and for a no after the resident was asked.
    """
    hold(meeting)
    with system_scope("job fair of a company"):
        fair = Fair.objects.select_related("session").get(tables=meeting.table_id)
        if fair.accepted_at is None or not fair.session.has_come:
            raise RuleBroken(_("Say it from the day itself."))
        proposal = meeting.proposal
        if word == FairMeeting.Word.NO and proposal is not None:
            if proposal.status != Proposal.Status.SUGGESTED:
                raise RuleBroken(_("The job desk went on with it. Tell the job coach."))
            withdraw_proposal(proposal, Proposal.End.DESK, _("The company does not want to go on."))
            meeting.proposal = None
        meeting.company_word = word
        resident_wants = meeting.outcome in AGREED
        meeting.outcome = _outcome(company=word != FairMeeting.Word.NO, resident=resident_wants)
        if word != FairMeeting.Word.NO and meeting.proposal is None:
            meeting.proposal = _suggested(meeting)
        meeting.save(update_fields=["company_word", "outcome", "proposal"])
        record("fair.company_said", meeting, {"fair": fair.code, "word": word})


def _outcome(*, company: bool, resident: bool) -> str:
    outcomes = FairMeeting.Outcome
    if company:
        return outcomes.BOTH if resident else outcomes.COMPANY
    return outcomes.RESIDENT if resident else outcomes.NEITHER


def _suggested(meeting: FairMeeting) -> Proposal | None:
    """Put the resident on the list of those to be asked; None where that cannot be: the desk reads why."""
    vacancy = Vacancy.objects.select_related("company__organisation").get(fair_tables=meeting.table_id)
    resident = Resident.objects.select_related("centre", "coach").get(fair_guests=meeting.guest_id)
    # The coach reads why, not the company: in the language of the coach.
    language = resident.coach.language if resident.coach else translation.get_language()
    try:
        with transaction.atomic(), translation.override(language):
            return suggest_resident(resident, vacancy, reason=_met(meeting))
    except RuleBroken:
        return None


def _met(meeting: FairMeeting) -> str:
    """Why these two, as the desk reads it on the proposal."""
    reason = _("They met at “%(title)s”.") % {"title": meeting.table.fair.session.title}
    if meeting.company_word == FairMeeting.Word.HIRE:
        return reason + " " + _("The company would like to hire.")
    return reason


def set_times(fair: Fair) -> None:
    """Give every conversation its round. Saves those that change; call inside a transaction."""
    meetings = list(
        FairMeeting.objects.filter(table__fair=fair)
        .select_related("guest", "table__vacancy")
        .order_by("guest__number", "table_id")
    )
    for meeting, number in zip(meetings, timed(fair, meetings), strict=True):
        if meeting.round != number:
            meeting.round = number
            meeting.save(update_fields=["round"])
