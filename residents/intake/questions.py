"""The questions of the intake, in the parts in which they are asked."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from residents.choices import Barrier
from residents.here import language_label
from residents.models import Intake


def label_of(question: str) -> str:
    """The short name of a question, as the model has it; of the language at work, as the country has it."""
    is_of_country = question == "dutch_or_french"
    return str(language_label() if is_of_country else Intake._meta.get_field(question).verbose_name)


@dataclass(frozen=True)
class Part:
    """A part of the intake. ``extra`` are its remarks, which are never missing."""

    key: str
    name: str | Promise
    questions: tuple[str, ...]
    extra: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """All fields of the part, questions first."""
        return self.questions + self.extra

    def answered(self, intake: Intake) -> int:
        """How many of its questions have an answer."""
        return sum(is_answered(getattr(intake, name)) for name in self.questions)


# What is done about each thing that stands in the way: its code and the question about it.
ABOUT = {code: f"about_{code}" for code in Barrier.values if code != Barrier.NONE}
# Asked, noted and kept only with the consent to note what health means for work.
HEALTH_QUESTION = ABOUT[Barrier.HEALTH]

PARTS = (
    Part("meeting", _("Getting to know"), ("interpreter",), ("note",)),
    Part("language", _("Language"), ("dutch_or_french", "english")),
    Part("work", _("Work and skills"), ("occupation", "experience_years", "skills")),
    Part(
        "time",
        _("Availability"),
        ("lessons", "availability", "hours", "starts_from", "children"),
    ),
    Part("travel", _("Getting to work"), ("travel_minutes", "cycling", "licence", "transport")),
    Part("education", _("Education"), ("education", "diploma")),
    Part("care", _("What stands in the way"), ("barriers",), (*ABOUT.values(), "obstacles")),
    Part("wishes", _("Wishes"), ("wish",)),
    Part("consent", _("Consent"), ("share_consent",)),
)
QUESTIONS = tuple(name for part in PARTS for name in part.fields)
COUNTED = tuple(name for part in PARTS for name in part.questions)

# Without these nobody can be matched; the others may stay open.
REQUIRED = (
    "interpreter",
    "dutch_or_french",
    "occupation",
    "availability",
    "hours",
    "travel_minutes",
    "education",
    "wish",
    "share_consent",
)


def answers_of(intake: Intake, names: Iterable[str] = QUESTIONS) -> dict[str, Any]:
    """Return the stored answers by the names of their questions."""
    return {name: getattr(intake, name) for name in names}


def is_answered(value: Any) -> bool:
    """Whether an answer was given; zero and "no" are answers."""
    return value is not None and value != ""


def answered_count(intake: Intake) -> int:
    """Return how many of the counted questions have an answer."""
    return sum(part.answered(intake) for part in PARTS)


def missing_answers(intake: Intake) -> list[str]:
    """Return the required questions that have no answer, in the order of the form."""
    return [name for name in REQUIRED if not is_answered(getattr(intake, name))]


def part_of(name: str) -> Part:
    """Return the part a question belongs to. Raises KeyError."""
    for part in PARTS:
        if name in part.fields:
            return part
    raise KeyError(name)


def first_open_part(intake: Intake) -> Part:
    """Return the first part with an open question, or the first of all."""
    return next((part for part in PARTS if part.answered(intake) < len(part.questions)), PARTS[0])
