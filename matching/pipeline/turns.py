"""Whose turn it is in a proposal, since when, and what can be done now: the words of board and list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from jobdesk.accounts.models import User
from jobdesk.web.pages import page_url
from matching.models import Interview, Proposal
from matching.pipeline.lanes import SOON_DAYS, STARTED, OnBoard
from residents.models import Step

ME, DESK, RESIDENT, COMPANY, OTHERS = "me", "desk", "res", "emp", "third"
ICONS = {ME: "hand", DESK: "people", RESIDENT: "person", COMPANY: "bag", OTHERS: "stamp"}
_OF_STEP = {Step.Party.RESIDENT: RESIDENT, Step.Party.EMPLOYER: COMPANY, Step.Party.COACH: DESK}


@dataclass(frozen=True)
class Turn:
    """Who must act: a kind (me, desk, res, emp, third) and a name."""

    kind: str
    name: str

    @property
    def icon(self) -> str:
        """The pictogram of who it is."""
        return ICONS[self.kind]


@dataclass(frozen=True)
class Act:
    """What can be done now. ``url`` leads to a page or a telephone; ``action`` is posted from the row."""

    label: str
    icon: str
    url: str = ""
    action: str = ""


@dataclass(frozen=True)
class Row:
    """One proposal as board and list show it. ``state`` is that of the edge: is-blocked, is-now or ""."""

    proposal: OnBoard
    turn: Turn
    acts: tuple[Act, ...]
    days: int
    state: str

    @property
    def tone(self) -> str:
        """How the days are written: late, wait or nothing."""
        return {"is-blocked": "late", "is-now": "wait"}.get(self.state, "")


def rows_of(proposals: Iterable[OnBoard], reader: User, on: date, now: datetime) -> list[Row]:
    """Return proposals as rows; they have their lane, and were read by ``board.with_people``."""
    return [_row(each, reader, on, now) for each in proposals]


def _row(proposal: OnBoard, reader: User, on: date, now: datetime) -> Row:
    party, name = _whose(proposal, now)
    turn = Turn(party, name)
    if party == DESK:
        coaches = (proposal.resident.coach_id, proposal.resident.second_coach_id)
        turn = Turn(ME, _("you")) if reader.pk in coaches else Turn(DESK, _coach(proposal))
    return Row(proposal, turn, acts_of(proposal, party), (on - _since(proposal)).days, _state(proposal, on))


def _since(proposal: OnBoard) -> date:
    day: date = proposal.began_on if proposal.lane == STARTED else proposal.since_on
    return day


def _state(proposal: OnBoard, on: date) -> str:
    due_on = proposal.lane_due_on
    if due_on is None:
        return ""
    if due_on < on:
        return "is-blocked"
    return "is-now" if due_on - on < timedelta(days=SOON_DAYS) else ""


def _whose(proposal: OnBoard, now: datetime) -> tuple[str, str]:
    resident, company = proposal.resident.first_name, str(proposal.vacancy.company)
    status = proposal.status
    if status == Proposal.Status.ASKED:
        return RESIDENT, resident
    if status == Proposal.Status.PROPOSED and not proposal.asks:
        return COMPANY, company
    if status == Proposal.Status.INVITED:
        return _of_talk(getattr(proposal, "interview", None), resident, company, now)
    if status == Proposal.Status.MATCHED and proposal.step_party:
        holder = Step.Party(proposal.step_party)
        party = _OF_STEP.get(holder, OTHERS)
        return party, {RESIDENT: resident, COMPANY: company}.get(party, str(holder.label))
    return DESK, ""


def _of_talk(interview: Interview | None, resident: str, company: str, now: datetime) -> tuple[str, str]:
    if interview is None or interview.status == Interview.Status.OTHER_TIMES:
        return COMPANY, company
    if interview.status == Interview.Status.AGREED and interview.ends_at is not None:
        return (RESIDENT, resident) if interview.ends_at > now else (COMPANY, company)
    return DESK, ""


def acts_of(proposal: OnBoard, party: str) -> tuple[Act, ...]:
    """What somebody of the desk can do now, the most likely first; telephones carry their number."""
    talk = reverse("matching:talk", args=[proposal.code])
    end = Act(_("Says no"), "x", url=reverse("matching:withdraw", args=[proposal.code]))
    call_resident = _call(proposal.resident.phone, proposal.resident.first_name)
    yes = Act(_("Says yes"), "check", action="agree")
    company = proposal.vacancy.company
    call_company = _call(proposal.vacancy.contact_phone or company.phone, str(company))
    match proposal.status:
        case Proposal.Status.SUGGESTED:
            return (Act(_("Ask"), "question", action="ask"), yes, end)
        case Proposal.Status.ASKED:
            return (*call_resident, yes, end, Act(_("Asked again"), "phone", action="ask_again"))
        case Proposal.Status.AGREED:
            return (Act(_("Introduce"), "send", action="introduce"),)
        case Proposal.Status.PROPOSED if party == DESK:
            return (Act(_("Answer"), "pen", url=talk),)
        case Proposal.Status.PROPOSED:
            return call_company
        case Proposal.Status.INVITED:
            return (Act(_("See the talk"), "cal", url=talk), *(call_company if party == COMPANY else ()))
        case Proposal.Status.OFFERED:
            record = Act(_("Record a match"), "check", url=reverse("matching:match", args=[proposal.code]))
            return (record, *call_resident)
    return (Act(_("See the case"), "path", url=page_url("resident", proposal.resident.code)),)


def _call(number: str, who: str) -> tuple[Act, ...]:
    if not number:
        return ()
    return (
        Act(
            _("Call %(who)s, %(number)s") % {"who": who, "number": number},
            "phone",
            url=f"tel:{number.replace(' ', '')}",
        ),
    )


def _coach(proposal: OnBoard) -> str:
    coach = proposal.resident.coach
    return coach.short_name if coach else _("the desk")
