"""A proposal before and while the company knows of it: suggested, asked, agreed, introduced, ended.

Nothing of a resident reaches a company before they agreed to be introduced for that vacancy: the only ways
there are ``introduce`` and ``propose_now``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from employers.models import Vacancy
from jobdesk.trail.audit import record, record_status
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from jobdesk.trail.scoping import current_scope
from law.rules import add_working_days
from matching.integrity.standing import check_may_propose
from matching.letters import tell_company
from matching.models import Proposal
from matching.pipeline.terms import AGREEMENT_DAYS, ANSWER_WORKING_DAYS, REMINDER_WORKING_DAYS
from matching.services.interviews import end_interview
from matching.services.stages import last_day_in, move_proposal, status_before
from matching.wages.floor import wage_test
from residents.choices import Interpreter
from residents.consents import HEALTH_REFUSED, has_consent, may_note_health
from residents.law_values import parameters_in_force
from residents.models import Consent, Intake, Resident
from residents.services import record_consent, withdraw_consent

# What is read with a proposal that is held: several are introduced one after the other.
FILE = ("resident__centre", "vacancy__company__organisation", "agreement")


@transaction.atomic
def suggest_resident(resident: Resident, vacancy: Vacancy, *, reason: str = "") -> Proposal:
    """Put a resident on the list of those to be asked for a vacancy; the company learns nothing of it.

    ``reason``: why, of somebody who was added by hand. Saves, records the first status. Raises RuleBroken
    when the vacancy is not open, in another country or below the legal minimum wage, its company is under a
    pause or ban, the resident is not in guidance, or was proposed for it before.
    """
    hold(resident, "centre")
    hold(vacancy, "company__organisation")
    _check_vacancy(resident, vacancy)
    _check_guidance(resident)
    _check_first_time(resident, vacancy)
    today = timezone.localdate()
    proposal = Proposal(
        resident=resident,
        vacancy=vacancy,
        suggestion_reason=reason.strip(),
        suggested_on=today,
        since_on=today,
        due_on=last_day_in(Proposal.Status.SUGGESTED, today, resident.centre.country),
    )
    try:
        with transaction.atomic():
            proposal.save()
    except IntegrityError:
        raise RuleBroken(_("This resident has been proposed for this vacancy already.")) from None
    record_status(proposal, "", proposal.status)
    record("proposal.suggested", proposal, {"vacancy": vacancy.code, "by_hand": bool(reason.strip())})
    return proposal


@transaction.atomic
def ask_resident(proposal: Proposal) -> None:
    """Ask the resident whether they want this work: the question stands on their step card from now on.

    Somebody without a link to the card is called. Saves, records the change of status. Raises RuleBroken when
    the vacancy is not open, or the proposal is past it.
    """
    hold(proposal, *FILE)
    _check_vacancy(proposal.resident, proposal.vacancy)
    move_proposal(proposal, Proposal.Status.ASKED)


@transaction.atomic
def ask_again(proposal: Proposal) -> None:
    """Note that a resident who did not answer was asked again, by telephone: the days begin anew.

    Saves, records ``proposal.asked_again``. Raises RuleBroken when the resident is not asked.
    """
    hold(proposal)
    if proposal.status != Proposal.Status.ASKED:
        raise RuleBroken(_("The resident has answered, or is not asked."))
    today = timezone.localdate()
    proposal.due_on = last_day_in(Proposal.Status.ASKED, today, proposal.resident.centre.country)
    proposal.save(update_fields=["due_on"])
    record("proposal.asked_again", proposal)


@transaction.atomic
def record_agreement(
    proposal: Proposal,
    *,
    way: str = Consent.Way.SPOKEN,
    interpreter: str = Interpreter.NONE,
    interpreter_language: str = "",
) -> None:
    """Record that the resident agrees to be introduced for this vacancy, without the name.

    Saves a consent for this vacancy, the change of status, and the trail. Raises RuleBroken when the resident
    was introduced already or the proposal has ended.
    """
    hold(proposal)
    _keep_agreement(proposal, way, interpreter, interpreter_language)
    move_proposal(proposal, Proposal.Status.AGREED, also={"agreement": proposal.agreement})


@transaction.atomic
def record_decline(proposal: Proposal, reason: str, note: str = "") -> None:
    """Record that the resident does not want this work, at whatever stage.

    ``reason``: of ``Proposal.DECLINES``; ``note`` stays with the desk. Saves, records the change of status,
    withdraws the consent for this vacancy, calls off the talk that was agreed; a company that wants to hire
    gets a letter, without the reason. Raises RuleBroken without a reason, for "health" without the consent
    to note health, and when it has ended.
    """
    hold(proposal)
    if reason not in Proposal.DECLINES:
        raise RuleBroken(_("Choose why the resident does not want it."), "reason")
    if reason == Proposal.End.HEALTH and not may_note_health(proposal.resident):
        raise RuleBroken(str(HEALTH_REFUSED), "reason")
    is_wanted = proposal.status == Proposal.Status.OFFERED
    _end(proposal, Proposal.Status.DECLINED, reason, note, _("The candidate does not go on."))
    if is_wanted:
        tell_company(proposal, "not_going_on")


@transaction.atomic
def withdraw_proposal(proposal: Proposal, reason: str, note: str = "") -> None:
    """Take a proposal back, by the desk.

    ``reason``: a code of ``Proposal.End`` that is not the resident's; ``note``: words for the desk. Saves,
    records the change of status, withdraws the consent for this vacancy, calls off the talk that was agreed.
    Raises RuleBroken without a reason, without words for "another reason", and when it has ended.
    """
    hold(proposal)
    if reason not in Proposal.End.values or reason in Proposal.DECLINES:
        raise RuleBroken(_("Choose why the proposal is withdrawn."), "reason")
    if reason == Proposal.End.DESK and not note.strip():
        raise RuleBroken(_("Say why the proposal is withdrawn."), "note")
    _end(proposal, Proposal.Status.WITHDRAWN, reason, note, str(Proposal.End(reason).label))


@transaction.atomic
def introduce(proposal: Proposal) -> None:
    """Show a resident who agreed, without their name, to the company. It has ten working days to answer.

    Saves, records the change of status and ``proposal.made``. Raises RuleBroken when the resident did not
    agree to this vacancy or no longer agrees to be shown to employers, is not in guidance, the company is
    under a pause or ban, or the vacancy is not open, in another country or below the legal minimum wage.
    """
    hold(proposal)
    if proposal.status != Proposal.Status.AGREED:
        raise RuleBroken(_("Ask the resident first: nothing goes to a company before they agree."))
    _show(proposal)


@transaction.atomic
def propose_now(
    residents: Iterable[Resident],
    vacancy: Vacancy,
    *,
    agreed: bool,
    way: str = Consent.Way.SPOKEN,
    interpreter: str = Interpreter.NONE,
    reason: str = "",
) -> list[Proposal]:
    """Introduce residents who said yes to the coach just now: agreement and introduction in one act.

    All of them or none; return the proposals. ``reason``: why, of who was added by hand. Raises RuleBroken
    without their agreement, and as ``suggest_resident`` and ``introduce``; of several it names the one.
    """
    if not agreed:
        raise RuleBroken(_("Ask the resident first: nothing goes to a company before they agree."), "agreed")
    chosen = list(residents)
    return [_propose_one(each, vacancy, way, interpreter, reason, chosen) for each in chosen]


def _propose_one(
    resident: Resident, vacancy: Vacancy, way: str, interpreter: str, reason: str, chosen: Sequence[Resident]
) -> Proposal:
    try:
        waiting = Proposal.objects.at_desk().filter(resident=resident, vacancy=vacancy).first()
        proposal = waiting or suggest_resident(resident, vacancy, reason=reason)
        hold(proposal, *FILE)
        if proposal.status != Proposal.Status.AGREED:
            _keep_agreement(proposal, way, interpreter, resident.language)
        _show(proposal)
    except RuleBroken as error:
        if len(chosen) == 1:
            raise
        raise RuleBroken(f"{resident.short_name}: {error.message}", error.field) from None
    return proposal


@transaction.atomic
def take_back_introductions(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Take introductions back that no company has looked at; return those that were.

    Each goes back to where it was; an agreement that was recorded in the same act is undone with it, and so
    is a suggestion of that day. Saves, records the changes of status. Raises RuleBroken when the company has
    looked at all of them.
    """
    keys = [each.pk for each in proposals]
    rows = Proposal.objects.select_for_update(of=("self",)).select_related(
        "resident__centre", "vacancy__company__organisation", "agreement__resident__centre"
    )
    unseen = rows.filter(
        pk__in=keys, status=Proposal.Status.PROPOSED, first_seen_at=None, questions=None
    ).order_by("pk")
    taken = list(unseen)
    if not taken:
        raise RuleBroken(_("The company has looked already. Withdraw the proposal instead."))
    for proposal in taken:
        _take_back(proposal)
    return taken


def _take_back(proposal: Proposal) -> None:
    before, is_of_today = status_before(proposal), proposal.suggested_on == proposal.proposed_on
    also: dict[str, None] = dict.fromkeys(("proposed_by", "proposed_on", "remind_on", "answer_due_on"))
    if before == Proposal.Status.SUGGESTED and is_of_today:
        _end(proposal, Proposal.Status.WITHDRAWN, Proposal.End.MISTAKE, "", "", also=also)
        return
    if before != Proposal.Status.AGREED and proposal.agreement is not None:
        withdraw_consent(proposal.agreement)
        also["agreement"] = None
    move_proposal(proposal, before, also=also)


@transaction.atomic
def note_first_seen(proposals: Iterable[Proposal]) -> None:
    """Note that a company has the cards of these candidates before it. Saves; again does nothing."""
    keys = [each.pk for each in proposals if each.first_seen_at is None]
    if keys:
        Proposal.objects.filter(pk__in=keys, first_seen_at=None).update(first_seen_at=timezone.now())


def _keep_agreement(proposal: Proposal, way: str, interpreter: str, language: str) -> None:
    """Record the consent that the introduction rests on; saving the proposal is left to the caller."""
    if not proposal.is_at_desk:
        raise RuleBroken(_("This resident has been proposed for this vacancy already."))
    today = timezone.localdate()
    vacancy = proposal.vacancy
    proposal.agreement = record_consent(
        proposal.resident,
        purpose=Consent.Purpose.VACANCY,
        recipient=f"{vacancy.company}: {vacancy.title}"[:160],
        until_on=today + timedelta(days=AGREEMENT_DAYS),
        way=way,
        interpreter=interpreter,
        interpreter_language=language,
    )


def _show(proposal: Proposal) -> None:
    resident, today = proposal.resident, timezone.localdate()
    _check_vacancy(resident, proposal.vacancy)
    _check_guidance(resident)
    _check_consents(proposal)
    country = resident.centre.country
    also = {
        "agreement": proposal.agreement,
        "proposed_by": current_scope().actor,
        "proposed_on": today,
        "remind_on": add_working_days(today, REMINDER_WORKING_DAYS, country),
        "answer_due_on": add_working_days(today, ANSWER_WORKING_DAYS, country),
        "first_seen_at": None,
    }
    move_proposal(proposal, Proposal.Status.PROPOSED, also=also)
    what = {"vacancy": proposal.vacancy.code, "answer_due_on": proposal.answer_due_on}
    record("proposal.made", proposal, what)


def _end(
    proposal: Proposal, status: str, reason: str, note: str, told: str, also: dict[str, None] | None = None
) -> None:
    """End a proposal that is held, with its consent. ``told``: what its company may read of why."""
    end_interview(proposal, told)
    fields = {"end_reason": reason, "end_note": note.strip(), **(also or {})}
    move_proposal(proposal, status, reason=reason, also=fields)
    if proposal.agreement is not None:
        withdraw_consent(proposal.agreement)


def _check_vacancy(resident: Resident, vacancy: Vacancy) -> None:
    if vacancy.status != Vacancy.Status.OPEN:
        raise RuleBroken(_("This vacancy is not open: nobody can be proposed for it."))
    if vacancy.company.organisation.country != resident.centre.country:
        raise RuleBroken(_("This vacancy is in another country than the resident."))
    check_may_propose(vacancy.company)
    test = wage_test(vacancy, parameters_in_force(), timezone.localdate())
    if test.is_below:
        raise RuleBroken(test.text)


def _check_guidance(resident: Resident) -> None:
    if resident.status != Resident.Status.GUIDANCE:
        raise RuleBroken(_("Only residents in guidance can be proposed. Complete the intake first."))


def _check_first_time(resident: Resident, vacancy: Vacancy) -> None:
    if resident.proposals.barring().filter(vacancy=vacancy).exists():
        raise RuleBroken(_("This resident has been proposed for this vacancy already."))


def _check_consents(proposal: Proposal) -> None:
    resident, today = proposal.resident, timezone.localdate()
    if latest_intake(resident) is None or not has_consent(resident, Consent.Purpose.PROFILE, today):
        raise RuleBroken(
            _("The resident has not agreed to be shown to employers. Ask it and note it in the intake.")
        )
    if proposal.agreement is None or not proposal.agreement.holds_on(today):
        raise RuleBroken(_("The resident no longer agrees to this vacancy. Ask again."))


def latest_intake(resident: Resident) -> Intake | None:
    """Return the complete intake that holds now: the last one completed."""
    complete = Intake.objects.filter(resident=resident, status=Intake.Status.COMPLETE)
    return complete.order_by("-completed_on", "-pk").first()
