"""The words of the rules in the reader's language: messages of `law/present/`, translated and filled in."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.utils.formats import date_format, number_format
from django.utils.translation import get_language, gettext

from jobdesk.web.money import euros
from law import present
from law.contributions import Line
from law.engine import Decision, Reason
from law.messages import Message

DAY_FORMAT = "j F Y"
SHARE = "percent"  # how messages call a number that is no amount of money


def text_of(message: Message) -> str:
    """Translate a message and fill it in, days and amounts as the reader writes them."""
    text = gettext(message.text)
    return text % _written(message.params) if message.params else text


def reason_text(reason: Reason) -> str:
    """The sentence of a reason."""
    return text_of(present.reason_message(reason))


def line_text(line: Line) -> str:
    """The sentence of a line of a contribution."""
    return text_of(present.line_message(line))


def missing_text(name: str, country: str) -> str:
    """What is missing, in words of the country."""
    return text_of(present.missing_message(name, country))


def requirement_text(name: str, country: str) -> str:
    """What somebody must still get or do in a country, in words."""
    return gettext(present.requirement_of(name, country).label)


def decision_title(decision: Decision) -> str:
    """One line that says what the decision comes to."""
    return text_of(present.title_message(decision))


def decision_badge(decision: Decision) -> str:
    """Two or three words for a list."""
    return text_of(present.badge_message(decision))


def _written(params: Mapping[str, Any]) -> dict[str, str]:
    return {name: _share(value) if name == SHARE else _value(value) for name, value in params.items()}


def _share(percent: Decimal | int) -> str:
    """Write so many percent, without the sign."""
    return number_format(percent, 0 if percent == int(percent) else 2)


@lru_cache(maxsize=10_000)
def _day(day: date, language: str | None) -> str:  # noqa: ARG001  (the language is part of the key)
    """Writing a day takes longer than deciding; the same days return on thousands of lines."""
    return date_format(day, DAY_FORMAT)


def _value(value: Any) -> str:
    if isinstance(value, Message):
        return text_of(value)
    if isinstance(value, date):
        return _day(value, get_language())
    if isinstance(value, Decimal):
        return euros(value)
    return str(value)
