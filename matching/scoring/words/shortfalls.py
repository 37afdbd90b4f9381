"""What is missing: the one condition that fails, by how much, and what to ask when it is not known."""

from collections.abc import Callable

from law.messages import Message, gettext_noop
from matching.scoring.conditions import (
    CERTIFICATE,
    ELIGIBLE,
    HOURS,
    LANGUAGE,
    NOT_SPOKEN,
    RIGHT_ENDS,
    SHIFTS,
    TRAVEL,
    Unmet,
)
from matching.scoring.journeys import BICYCLE, CAR, FOOT, PUBLIC_TRANSPORT
from matching.scoring.judgement import COUNTRY, LOOKING, STATUS


def near_message(unmet: Unmet) -> Message:
    """Say which condition fails, by how much, and what each side says."""
    kind, _colon, code = unmet.condition.partition(":")
    return _NEAR[kind](unmet, code)


def question(fact: str) -> Message:
    """Return what to ask so that a fact is known; of a vacancy without shifts it is for the company."""
    kind, _colon, code = fact.partition(":")
    named = {kind: code} if code else {}
    return Message(QUESTIONS[kind], named)


QUESTIONS = {
    ELIGIBLE: gettext_noop("From which day may you work, and how long does the permit or notification take?"),
    RIGHT_ENDS: gettext_noop("Until which day may you work?"),
    LANGUAGE: gettext_noop("How well do you speak %(language)s?"),
    CERTIFICATE: gettext_noop("Do you have “%(certificate)s”, and until when does it hold?"),
    TRAVEL: gettext_noop("How do you travel, and how long may the journey take?"),
    HOURS: gettext_noop("How many hours a week can you work?"),
    SHIFTS: gettext_noop("On which days and at which hours is the work, and can you be there?"),
    STATUS: gettext_noop("Does the desk still guide this person?"),
    LOOKING: gettext_noop("Are you looking for other work?"),
    COUNTRY: gettext_noop("In which country may you work?"),
}


def _too_late(unmet: Unmet, _code: str) -> Message:
    params = {"days": unmet.short, "day": unmet.has, "asked_day": unmet.asks}
    if unmet.short == 1:
        return Message(gettext_noop("May work a day after the start, from %(day)s."), params)
    return Message(gettext_noop("May work %(days)s days after the start, from %(day)s."), params)


def _ends_before(unmet: Unmet, _code: str) -> Message:
    params = {"days": unmet.short, "day": unmet.has, "asked_day": unmet.asks}
    if unmet.short is None:
        return Message(gettext_noop("The right to work ends on %(day)s; the contract has no end."), params)
    if unmet.short == 1:
        return Message(gettext_noop("The right to work ends on %(day)s, a day before the contract."), params)
    return Message(
        gettext_noop("The right to work ends on %(day)s, %(days)s days before the contract."), params
    )


def _level(unmet: Unmet, code: str) -> Message:
    params = {"language": code, "level": unmet.has, "asked_level": unmet.asks}
    if unmet.has == NOT_SPOKEN:
        return Message(gettext_noop("Does not speak %(language)s; asked is %(asked_level)s."), params)
    return Message(gettext_noop("Speaks %(language)s at %(level)s; asked is %(asked_level)s."), params)


def _certificate(unmet: Unmet, code: str) -> Message:
    if unmet.has is None:
        return Message(gettext_noop("Does not have “%(certificate)s”."), {"certificate": code})
    params = {"certificate": code, "day": unmet.has}
    return Message(gettext_noop("“%(certificate)s” expires before the start, on %(day)s."), params)


def _too_far(unmet: Unmet, _code: str) -> Message:
    if unmet.short is None:
        return Message(gettext_noop("Cannot get there at the hours of the work."))
    texts = {
        BICYCLE: gettext_noop("%(over)s minutes too far: cycles %(minutes)s, wants at most %(limit)s."),
        PUBLIC_TRANSPORT: gettext_noop(
            "%(over)s minutes too far: travels %(minutes)s by public transport, wants at most %(limit)s."
        ),
        CAR: gettext_noop("%(over)s minutes too far: drives %(minutes)s, wants at most %(limit)s."),
        FOOT: gettext_noop("%(over)s minutes too far: walks %(minutes)s, wants at most %(limit)s."),
    }
    return Message(texts[unmet.by], {"over": unmet.short, "minutes": unmet.has, "limit": unmet.asks})


def _hours(unmet: Unmet, _code: str) -> Message:
    params = {"over": unmet.short, "has": unmet.has, "asked": unmet.asks}
    return Message(gettext_noop("Can work %(has)s hours a week; asked is %(asked)s."), params)


def _parts(unmet: Unmet, _code: str) -> Message:
    params = {"short": unmet.short, "has": unmet.has, "asked": unmet.asks}
    return Message(
        gettext_noop("Can work %(has)s of %(asked)s parts of the week asked; at least half is needed."),
        params,
    )


_NEAR: dict[str, Callable[[Unmet, str], Message]] = {
    ELIGIBLE: _too_late,
    RIGHT_ENDS: _ends_before,
    LANGUAGE: _level,
    CERTIFICATE: _certificate,
    TRAVEL: _too_far,
    HOURS: _hours,
    SHIFTS: _parts,
}
