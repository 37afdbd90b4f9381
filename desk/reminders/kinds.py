"""The one table of what people are reminded of. Each subject has a module of its own beside this one."""

from __future__ import annotations

from collections.abc import Iterable

from desk.reminders import (
    certificates,
    concerns,
    documents,
    employers,
    moves,
    placements,
    plans,
    proposals,
    steps,
)
from desk.reminders.record import ACTIONS, Topic
from jobdesk.trail.access import Holder, may

# The order is that of the e-mail: what may not wait comes first.
ALL = (
    concerns.CONCERN_LATE,
    concerns.CONCERN,
    moves.MOVE_LATE,
    moves.MOVE_LATE_OLD,
    moves.MOVE_ASKED,
    moves.NUMBER_ASKED,
    moves.MOVE_DECLINED,
    steps.ESCALATED_REMINDER,
    steps.OVERDUE_REMINDER,
    placements.WAGE_REMINDER,
    employers.PAPER_SENT,
    documents.EXPIRING_7,
    documents.EXPIRING_30,
    documents.EXPIRING_90,
    steps.DUE_SOON_REMINDER,
    steps.DECLARATION_REMINDER,
    placements.CHECK_IN_REMINDER,
    plans.PLAN_ACTION,
    plans.PLAN_REVIEW,
    placements.CONTRACT_REMINDER,
    certificates.CERTIFICATE_14,
    certificates.CERTIFICATE_60,
    documents.ALLOWED_REMINDER,
    proposals.LAPSED_REMINDER,
    employers.UNDECIDED_VACANCY,
    employers.HELD_VACANCY,
    employers.PAPER_AGAIN,
    employers.PAPER_LATE,
    employers.PAPER,
    proposals.ANSWER_REMINDER,
    proposals.TALK_REMINDER,
)
KINDS = {kind.code: kind for kind in ALL}


def topics_for(memberships: Iterable[Holder]) -> list[Topic]:
    """Return the topics that a user with these memberships can get, in the order of the e-mail."""
    actions = {action for action in ACTIONS.values() if any(may(each, action) for each in memberships)}
    return list(dict.fromkeys(kind.topic for kind in ALL if ACTIONS[kind.to] in actions))
