"""Two answers to one question: the screen on which a person chooses, and what they chose."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.http import QueryDict
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jobdesk.web.week import parts_of_week
from residents import queries
from residents.forms.intake import IntakeForm, SeenField
from residents.intake.page import answer_text, label_of
from residents.intake.questions import Part, answers_of
from residents.models import Intake

MINE, THEIRS, BOTH = "mine", "theirs", "both"
TEXTS = frozenset({"note", "occupation", "skills", "wish", "obstacles"})
SETS = frozenset({"lessons", "availability"})


def merge_page(
    intake: Intake,
    part: Part,
    form: IntakeForm,
    names: Iterable[str],
    errors: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, Any]:
    """Return the context of the screen. ``errors``: what is wrong with the choices, by question."""
    names, errors = list(names), errors or {}
    stored = answers_of(intake, names)
    return {
        "intake": intake,
        "resident": intake.resident,
        "part": part,
        "choices": [
            _choice(intake, form, name, stored[name]) | {"errors": errors.get(name, [])} for name in names
        ],
        "seen": SeenField().prepare_value(stored),
        "carried": _carried(form.data, names),
        "wrong": [(name, label_of(name)) for name in names if name in errors],
    }


def resolve(form: IntakeForm) -> tuple[QueryDict, list[str]]:
    """Return what was chosen on the screen, as if the part had been typed so, and the questions left open."""
    typed, kept, left = form.data, {}, []
    chosen = typed.copy()
    for name, theirs in form.shown.items():
        choice = typed.get(f"choose-{name}")
        if choice not in (MINE, THEIRS, BOTH):
            left.append(name)
        if choice == BOTH and name in SETS:
            chosen.setlist(name, sorted({*typed.getlist(name), *parts_of_week(theirs)}))
        elif choice == BOTH:
            chosen[name] = typed.get(f"both-{name}", "")
        if choice != THEIRS:
            kept[name] = theirs
    chosen["seen"] = SeenField().prepare_value(kept)
    return chosen, left


def conflict_text(intake: Intake, name: str) -> str:
    """Return in a sentence that somebody else answered a question too."""
    entry = queries.answered_by(intake, name)
    return _("%(who)s answered this too: “%(answer)s”. Your answer is kept here and is not saved yet.") % {
        "who": entry.actor.short_name if entry and entry.actor else _("Somebody else"),
        "answer": answer_text(name, getattr(intake, name)),
    }


def _choice(intake: Intake, form: IntakeForm, name: str, theirs: Any) -> dict[str, Any]:
    mine, entry = form.cleaned_data.get(name), queries.answered_by(intake, name)
    is_text = name in TEXTS and bool(mine) and bool(theirs)
    return {
        "name": name,
        "label": label_of(name),
        "mine": answer_text(name, mine),
        "theirs": answer_text(name, theirs),
        "who": entry.actor.name if entry and entry.actor else _("Somebody else"),
        "when": date_format(timezone.localtime(entry.at), "j F, H:i") if entry else "",
        "both": form.data.get(f"both-{name}", f"{theirs}; {mine}") if is_text else "",
        "is_long": name == "note",
        "has_both": is_text or (name in SETS and bool(mine) and bool(theirs)),
        "limit": form.fields[name].max_length if is_text else None,
        "chosen": form.data.get(f"choose-{name}", ""),
    }


def _carried(data: QueryDict, names: list[str]) -> list[tuple[str, str]]:
    """What was typed, to be sent again with the choice."""
    carried = [*names, *(["no_lessons"] if "lessons" in names else [])]
    return [(name, value) for name in carried for value in data.getlist(name)]
