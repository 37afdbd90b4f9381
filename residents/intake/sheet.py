"""The intake on paper, in the desk's language and the resident's: to read back, or to fill in by pen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from jobdesk.web import printing
from jobdesk.web.week import DAYS_SHORT, SHIFTS, parts_of_week
from residents.forms.intake import IntakeForm
from residents.intake.own_language import Spoken, spoken
from residents.intake.page import answer_text
from residents.intake.questions import ABOUT, PARTS, Part, is_answered
from residents.models import Intake, Resident

STYLES = ("css/fonts.css", "css/tokens.css", "css/intake-print.css")
UNPRINTED = frozenset({"note"})  # the coach's own
WEEKS = frozenset({"lessons", "availability"})


@dataclass(frozen=True)
class Line:
    """One question: in two languages, with its answer, or with room for it."""

    label: str
    twin: Spoken | None
    answer: str
    choices: list[str]
    week: list[tuple[str, list[bool]]]


def intake_sheet(resident: Resident, intake: Intake | None) -> bytes:
    """Return a PDF: the answers of ``intake`` to read back, or without one a form to fill in."""
    context = {
        "resident": resident,
        "intake": intake,
        "parts": [(part, _lines(part, resident, intake)) for part in PARTS],
        "days": list(DAYS_SHORT.values()),
        "has_twins": spoken("wish", resident.language, IntakeForm.base_fields["wish"].label) is not None,
        "printed_on": timezone.localdate(),
    }
    html = render_to_string("print/intake_sheet.html", context)
    return printing.write(printing.lay_out(html, STYLES))


def _lines(part: Part, resident: Resident, intake: Intake | None) -> list[Line]:
    return [
        _line(name, resident, getattr(intake, name) if intake else None, is_empty=intake is None)
        for name in part.fields
        if name not in UNPRINTED and (name not in ABOUT.values() or (intake and getattr(intake, name)))
    ]


def _line(name: str, resident: Resident, answer: Any, *, is_empty: bool) -> Line:
    field = IntakeForm.base_fields[name]
    choices = [] if name in WEEKS else [str(label) for value, label in getattr(field, "choices", []) if value]
    has_week = name in WEEKS and (is_empty or is_answered(answer))
    return Line(
        label=str(field.label),
        twin=spoken(name, resident.language, field.label),
        answer="" if is_empty else answer_text(name, answer),
        choices=choices if is_empty else [],
        week=_week(answer) if has_week else [],
    )


def _week(bits: int | None) -> list[tuple[str, list[bool]]]:
    chosen = set(parts_of_week(bits))
    return [(str(words), [f"{day}-{shift}" in chosen for day in DAYS_SHORT]) for shift, words in SHIFTS]
