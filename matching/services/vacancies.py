"""Approving and closing a vacancy: what needs the minimum wage or touches who was proposed."""

from django.db import transaction
from django.utils import timezone

from employers import services as employers
from employers.models import Vacancy
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from jobdesk.trail.scoping import system_scope
from matching.models import Proposal
from matching.services.proposals import withdraw_proposal
from matching.services.stages import move_proposal
from matching.wages.floor import WageTest, wage_test
from residents.law_values import parameters_in_force


@transaction.atomic
def approve_vacancy(vacancy: Vacancy) -> WageTest:
    """Open a vacancy that waits for approval; return how its wage was tested.

    Raises RuleBroken when the wage is below the legal minimum, or below the last known one. Above that, where
    the minimum of the day is not known, the vacancy opens; the screens say that it is tested again.
    """
    hold(vacancy)
    test = wage_test(vacancy, parameters_in_force(), timezone.localdate())
    if test.is_below:
        raise RuleBroken(test.text)
    employers.open_vacancy(vacancy)
    return test


@transaction.atomic
def close_vacancy(vacancy: Vacancy, why: str) -> None:
    """Close a vacancy and end the proposals that are still open, so that nobody waits for an answer.

    Who has no answer of a company that closes it lapses: that is silence too, and the desk reads it. Where
    the desk still owed an answer to a question, or the desk closes it or the company, the proposal is
    withdrawn, as are invitations. Raises RuleBroken when it was closed, and without a reason
    (``Vacancy.CloseReason``).
    """
    employers.close_vacancy(vacancy, why)
    # A coach sees the candidates of their own centres only; closing frees those of all centres.
    with system_scope("close vacancy"):
        if why not in Vacancy.OF_DESK:
            for proposal in vacancy.proposals.on_the_clock():
                hold(proposal)
                move_proposal(proposal, Proposal.Status.LAPSED, reason=Proposal.End.CLOSED)
        for proposal in vacancy.proposals.running():
            withdraw_proposal(proposal, Proposal.End.CLOSED)
