"""The e-mails about a candidate: that there is something to read, never what. No name, no text of anybody.

The candidate is a code, as on the screens of the company. A time that was agreed comes with an entry for the
calendar. A letter is written when it is sent, from the proposal as it is then, in the language of its reader.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from employers.letters.company import Letter, deliver_letter
from jobdesk.accounts.models import User
from jobdesk.jobs.services import enqueue
from jobdesk.trail.access import who_may
from matching.interviews.calendar import calendar_entry
from matching.interviews.words import when
from matching.models import Interview, Proposal

READ = _("Read and answer")


@dataclass(frozen=True)
class ProposalLetter(Letter):
    """One e-mail. The lines may name ``%(company)s``, ``%(job)s``, ``%(code)s`` and ``%(when)s``.

    ``page`` is not asked: a letter to the desk leads to the talk, one to a company to the candidate.
    ``has_entry``: with the talk as an entry for a calendar.
    """

    to_desk: bool = False
    has_entry: bool = False


LETTERS = {
    # to the desk
    "question_asked": ProposalLetter(
        _("An employer asks something about a candidate"),
        (
            _("%(company)s has a question about candidate %(code)s for %(job)s."),
            _("Until you answer, the days of the company stand still."),
        ),
        READ,
        to_desk=True,
    ),
    "times_offered": ProposalLetter(
        _("An employer invites a candidate"),
        (
            _("%(company)s invites candidate %(code)s for %(job)s and offers times for a talk."),
            _("Ask the candidate which time suits, and record it."),
        ),
        _("See the times"),
        to_desk=True,
    ),
    "times_moved": ProposalLetter(
        _("An employer offers other times"),
        (
            _("%(company)s offers other times for the talk with candidate %(code)s for %(job)s."),
            _("What was agreed before does not hold any more. Ask the candidate which time suits."),
        ),
        _("See the times"),
        to_desk=True,
    ),
    "will_hire": ProposalLetter(
        _("An employer wants to hire a candidate"),
        (
            _("%(company)s wants to hire candidate %(code)s for %(job)s."),
            _("Ask the candidate. When both say yes, record the match."),
        ),
        _("See what to do"),
        to_desk=True,
    ),
    # to the company
    "question_answered": ProposalLetter(
        _("The job coach answered your question"),
        (
            _("There is an answer to your question about candidate %(code)s for %(job)s."),
            _("The days in which you answer go on from today."),
        ),
        _("Read the answer"),
    ),
    "time_agreed": ProposalLetter(
        _("The talk with your candidate is agreed"),
        (
            _("Candidate %(code)s for %(job)s takes one of your times: %(when)s."),
            _("Open the file to put the talk in your calendar. You get to know the name at the talk."),
        ),
        _("See the talk"),
        has_entry=True,
    ),
    "other_times": ProposalLetter(
        _("Please offer other times for the talk"),
        (
            _("The times do not suit candidate %(code)s for %(job)s. Why, you read in Jobdesk."),
            _("A time that was agreed does not hold any more. Offer others, please: it takes a minute."),
        ),
        _("Offer other times"),
        has_entry=True,
    ),
    "called_off": ProposalLetter(
        _("A talk does not take place"),
        (_("The talk with candidate %(code)s for %(job)s is called off."),),
        _("See why"),
        has_entry=True,
    ),
    "not_going_on": ProposalLetter(
        _("Your candidate does not go on"),
        (
            _("You want to hire candidate %(code)s for %(job)s. The candidate does not go on."),
            _("You do not have to do anything. Your job coach can propose somebody else."),
        ),
        _("See the candidate"),
    ),
}


def tell_desk(proposal: Proposal, letter: str) -> None:
    """Send a letter to who follows the resident after the commit: their coach, else who proposed them."""
    at_desk = User.objects.serving([proposal.resident.centre])
    for person in (proposal.resident.coach, proposal.proposed_by):
        if person is not None and at_desk.filter(pk=person.pk).exists():
            _tell([person], letter, proposal)
            return


def tell_company(proposal: Proposal, letter: str) -> None:
    """Send a letter to everybody of the company who answers candidates, after the commit."""
    organisation = proposal.vacancy.company.organisation_id
    people = User.objects.filter(
        who_may("proposals.answer", "memberships"), is_active=True, memberships__organisation=organisation
    )
    _tell(people.distinct().order_by("pk"), letter, proposal)


def _tell(people: Iterable[User], letter: str, proposal: Proposal) -> None:
    for user in people:
        enqueue("proposal_letter", letter, proposal.pk, user.pk)


def mail_letter(code: str, proposal: Proposal, user: User) -> None:
    """Send one letter. Raises as ``jobdesk.jobs.mails.deliver`` does."""
    letter = LETTERS[code]
    interview = Interview.objects.filter(proposal=proposal).first()
    page = reverse("matching:talk" if letter.to_desk else "matching:answer", args=[proposal.code])
    with translation.override(user.language):
        words = {
            "company": proposal.vacancy.company.organisation.name,
            "job": proposal.vacancy.title,
            "code": proposal.code,
            "when": when(interview) if interview else "",
        }
        lines = [str(line) % words for line in letter.lines]
        entry = calendar_entry(interview) if letter.has_entry and interview else None
        file = (f"{proposal.code}.ics", entry, "text/calendar") if entry else None
        deliver_letter(user, letter.subject, lines, letter.button, page, file)
