"""Which answers in a check-in are bad, and what concern each opens."""

from __future__ import annotations

from collections.abc import Mapping

from matching.models import CheckIn, CheckInReply, Concern

Question, Answer = CheckInReply.Question, CheckIn.Answer

# An answer that nobody knows opens nothing: somebody who does not know what was agreed asks their coach.
TROUBLES: Mapping[tuple[str, str], str] = {
    (Question.STILL_WORKING, Answer.NO): Concern.Kind.LEFT,
    (Question.PAID, Answer.NO): Concern.Kind.PAY,
    (Question.HOURS, Answer.NO): Concern.Kind.HOURS,
    (Question.HOURS, CheckInReply.LESS): Concern.Kind.HOURS,
    (Question.HOURS, CheckInReply.MORE): Concern.Kind.HOURS,
    (Question.SAFE, Answer.NO): Concern.Kind.SAFETY,
    (Question.CALL, Answer.YES): Concern.Kind.CALL,
}
_SOURCES = {
    CheckInReply.Source.RESIDENT: Concern.Source.RESIDENT,
    CheckInReply.Source.PARTNER: Concern.Source.PARTNER,
}


def trouble_of(question: str, value: str) -> str:
    """Return the kind of concern that an answer opens (``Concern.Kind``), or nothing."""
    return TROUBLES.get((question, value), "")


def source_of(source: str) -> str:
    """Return who said so (``Concern.Source``), for the source of an answer (``CheckInReply.Source``)."""
    return _SOURCES.get(CheckInReply.Source(source), Concern.Source.COACH)
