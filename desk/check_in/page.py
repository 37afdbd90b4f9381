"""The page on which a resident answers a check-in: five questions, one tap each, in their language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.utils.safestring import SafeString

from desk.card.pictograms import pictogram
from desk.card.wording import card_language, direction_of, phrases_in
from jobdesk.accounts.models import User
from law.countries.record import HelpAddress
from law.registry import country
from matching.models import CheckIn, CheckInReply
from matching.services.check_ins import CHOICES, is_answerable, replies_of

PHRASES = Path(__file__).parent / "phrases"
Question = CheckInReply.Question
YES, NO, UNKNOWN = CheckIn.Answer.YES, CheckIn.Answer.NO, CheckIn.Answer.UNKNOWN
PICTURES = {
    Question.STILL_WORKING: "bag",
    Question.PAID: "euro",
    Question.HOURS: "clock",
    Question.SAFE: "hat",
    Question.CALL: "phone",
}
_USUAL: Mapping[str, tuple[str, str]] = {
    YES: ("yes", "check"),
    NO: ("no", "x"),
    UNKNOWN: ("unknown", "question"),
}
# The phrase and the picture of each answer, where they are not the usual ones.
_OWN: Mapping[tuple[str, str], tuple[str, str]] = {
    (Question.HOURS, YES): ("as_agreed", "check"),
    (Question.HOURS, CheckInReply.LESS): ("less", "down"),
    (Question.HOURS, CheckInReply.MORE): ("more", "up"),
    (Question.SAFE, YES): ("yes", "smile"),
    (Question.SAFE, NO): ("no", "sad"),
    (Question.CALL, YES): ("call_yes", "phone"),
    (Question.CALL, NO): ("call_no", "x"),
}


@dataclass(frozen=True)
class Tap:
    """An answer to tap. ``is_chosen``: it is what the reader answered."""

    value: str
    words: str
    picture: SafeString
    is_chosen: bool


@dataclass(frozen=True)
class Asked:
    """A question. ``state``: done, now (the first that is not answered) or later."""

    code: str
    words: str
    picture: SafeString
    state: str
    taps: tuple[Tap, ...]


@dataclass(frozen=True)
class CheckInPage:
    """The page in words. ``words`` are the fixed phrases by key; a sentence that does not fit is empty.

    ``is_open``: answers can be given and changed. ``phone``: the number of who is asked, if one is known.
    """

    language: str
    direction: str
    words: Mapping[str, str]
    about: str
    reads: str
    questions: tuple[Asked, ...]
    count: str
    is_open: bool
    is_all_answered: bool
    is_unsafe: bool
    phone: str
    talk: str
    help: tuple[HelpAddress, ...]
    danger: str
    emergency: str


def page_of(check_in: CheckIn, language: str) -> CheckInPage:
    """Return the page of a check-in in a language of the card; in English where there is none."""
    own = card_language(language)
    words = phrases_in(PHRASES, own)
    answered = replies_of(check_in)
    questions = _questions(answered, words)
    law = country(check_in.resident.centre.country)
    coach = _coach(check_in)
    phone = coach.phone if coach else ""
    return CheckInPage(
        language=own,
        direction=direction_of(own),
        words=words,
        about=words["about"].format(company=check_in.placement.match.company, week=check_in.week),
        reads=words["reads"].format(name=coach.short_name) if coach else words["reads_desk"],
        questions=questions,
        count=words["count"].format(done=len(answered), all=len(questions)),
        is_open=is_answerable(check_in),
        is_all_answered=len(answered) == len(questions),
        is_unsafe=answered.get(Question.SAFE) == NO,
        phone=phone,
        talk=words["talk"].format(number=phone) if phone else "",
        help=law.help,
        danger=words["danger"].format(number=law.emergency),
        emergency=law.emergency,
    )


def message_of(language: str) -> str:
    """Return the text that goes before the link in a message to the resident: no name, no employer."""
    return phrases_in(PHRASES, card_language(language))["message"]


def gone_phrases(language: str) -> Mapping[str, str]:
    """Return the phrases of a page for a link that does not work."""
    return phrases_in(PHRASES, language)


def _coach(check_in: CheckIn) -> User | None:
    """Who is named and called: the coach with a number, or the first one."""
    coaches = check_in.resident.coaches
    return next((each for each in coaches if each.phone), coaches[0] if coaches else None)


def _questions(answered: Mapping[str, str], words: Mapping[str, str]) -> tuple[Asked, ...]:
    following = next((code for code in CHOICES if code not in answered), "")
    return tuple(
        Asked(
            code=code,
            words=words[code],
            picture=pictogram(PICTURES[Question(code)]),
            state="done" if code in answered else "now" if code == following else "later",
            taps=tuple(_tap(code, value, words, answered.get(code)) for value in values),
        )
        for code, values in CHOICES.items()
    )


def _tap(code: str, value: str, words: Mapping[str, str], chosen: str | None) -> Tap:
    key, picture = _OWN.get((code, value)) or _USUAL[value]
    return Tap(value, words[key], pictogram(picture), value == chosen)
