"""Which answers to an unknown fact are one tap away: those that are a number, a level, or a way to travel."""

from __future__ import annotations

from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobdesk.vocabulary.languages import Cefr
from matching.scoring import Judgement

HOURS = (12, 16, 20, 24, 32, 36, 40)
MINUTES = (30, 45, 60, 90)
LEVELS = (Cefr.A0, Cefr.A1, Cefr.A2, Cefr.B1, Cefr.B2)
MEANS: dict[str, str | Promise] = {
    "both": gettext_lazy("Bicycle and public transport"),
    "bicycle": gettext_lazy("Bicycle only"),
    "public_transport": gettext_lazy("Public transport only"),
    "none": gettext_lazy("Neither"),
}


class Choice(NamedTuple):
    """An answer to tap: ``value`` as ``chosen`` reads it, and its words."""

    value: str
    words: str


def choices_of(judged: Judgement, fact: str, resident: str) -> tuple[Choice, ...]:
    """Return the answers to a fact that is not known of a resident (a code); none for what needs a page."""
    name, answers = _asked(judged, fact)
    return tuple(Choice(f"{resident} {name} {value}", words) for value, words in answers)


def chosen(value: str) -> tuple[str, str, str] | None:
    """Return the resident, the fact and the answer that were tapped; None for what no choice says."""
    resident, name, answer = (*value.split(" "), "", "", "")[:3]
    kind, _colon, language = name.partition(":")
    allowed = {
        "hours": {str(each) for each in HOURS},
        "minutes": {str(each) for each in MINUTES},
        "means": set(MEANS),
        "language": {each.value for each in LEVELS} if language else set(),
    }
    return (resident, name, answer) if answer in allowed.get(kind, ()) else None


def words_of(name: str, answer: str) -> str:
    """Say an answer in words."""
    if name == "hours":
        return _("%(n)s hours a week") % {"n": answer}
    if name == "minutes":
        return _("%(n)s minutes at most") % {"n": answer}
    return str(MEANS.get(answer, answer))


def _asked(judged: Judgement, fact: str) -> tuple[str, list[tuple[str, str]]]:
    """The name under which the answer is kept, and the answers. A journey is asked by what is not known."""
    profile = judged.profile
    if fact == "hours":
        return fact, [(str(each), str(each)) for each in HOURS]
    if fact.startswith("language:"):
        return fact, [(each.value, each.value) for each in LEVELS]
    if fact == "travel" and profile.means is None:
        return "means", [(value, str(words)) for value, words in MEANS.items()]
    if fact == "travel" and profile.travel_max is None:
        return "minutes", [(str(each), _("%(n)s min") % {"n": each}) for each in MINUTES]
    return "", []
