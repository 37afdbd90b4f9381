"""What the intake screen shows: parts with how far each is, questions in two languages."""

from collections.abc import Mapping
from datetime import date
from math import ceil
from typing import Any

from django.forms import RadioSelect
from django.template.defaultfilters import floatformat
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobdesk.web.week import DAYS, SHIFTS, parts_of_week
from residents import queries
from residents.choices import Barrier
from residents.consents import may_note_health
from residents.forms.intake import IntakeForm, SittingForm
from residents.intake.own_language import spoken
from residents.intake.questions import ABOUT, COUNTED, PARTS, Part, answered_count, answers_of, part_of
from residents.models import Intake
from residents.services import AnswersMissing


def intake_page(
    intake: Intake,
    part: Part,
    form: IntakeForm,
    *,
    missing: AnswersMissing | None = None,
    sitting_form: SittingForm | None = None,
) -> dict[str, Any]:
    """Return the context of the screen."""
    position = PARTS.index(part)
    return {
        "intake": intake,
        "resident": intake.resident,
        "part": part,
        "form": form,
        "questions": [
            _question(form, name, intake.resident.language)
            for name in form.fields
            if name not in ABOUT.values()
        ],
        "about": [form[name] for name in ABOUT.values() if name in form.fields],
        "may_note_health": may_note_health(intake.resident),
        "sittings": list(intake.sittings.select_related("coach")),
        "sitting_form": sitting_form or SittingForm.of(intake),
        "previous": PARTS[position - 1] if position else None,
        "following": PARTS[position + 1] if position + 1 < len(PARTS) else None,
        "saved_at": queries.last_saved_at(intake),
        "missing": missing and [_missing(name, intake) for name in missing.names],
        "missing_title": missing.message if missing else "",
        **progress(intake, part),
    }


def progress(intake: Intake, part: Part) -> dict[str, Any]:
    """Return the context of the parts at the side: how far each is."""
    return {
        "intake": intake,
        "sections": [_section(each, part, intake) for each in PARTS],
        "answered": answered_count(intake),
        "total": len(COUNTED),
        "is_complete": intake.status == Intake.Status.COMPLETE,
    }


def news(intake: Intake, seen: Mapping[str, Any]) -> list[str]:
    """Return in words the answers that others gave since a page showed ``seen``."""
    return [
        _("%(question)s %(answer)s") % {"question": label_of(name), "answer": answer_text(name, answer)}
        for name, answer in answers_of(intake, seen).items()
        if answer != seen[name]
    ]


def label_of(name: str) -> str:
    """Return a question in words."""
    return str(IntakeForm.base_fields[name].label)


def answer_text(name: str, answer: Any) -> str:
    """Return an answer in words."""
    if answer is None or answer == "":
        return _("No answer")
    if name in ("lessons", "availability"):
        return ", ".join(_part_of_week(each) for each in parts_of_week(answer)) or _("No lessons")
    if name == "barriers":
        return ", ".join(str(Barrier(code).label) for code in answer.split(","))
    if isinstance(answer, bool):
        return _("Yes") if answer else _("No")
    if isinstance(answer, date):
        return date_format(answer, "j F Y")
    if name == "hours":
        return _("%(hours)s hours a week") % {"hours": answer}
    if name == "travel_minutes":
        return ngettext("%(minutes)s minute", "%(minutes)s minutes", answer) % {"minutes": answer}
    if name == "experience_years":
        return ngettext("%(years)s year", "%(years)s years", ceil(answer)) % {
            "years": floatformat(answer, -1)
        }
    choices = dict(Intake._meta.get_field(name).flatchoices)
    return str(choices.get(answer, answer))


def _question(form: IntakeForm, name: str, language: str) -> dict[str, Any]:
    field = form[name]
    return {
        "field": field,
        "as": "scale" if type(field.field.widget) is RadioSelect else "",
        "size": "s" if name in ("hours", "travel_minutes", "experience_years", "starts_from") else "",
        "twin": spoken(name, language, field.label),
    }


def _section(each: Part, part: Part, intake: Intake) -> dict[str, str]:
    answered, total = each.answered(intake), len(each.questions)
    is_done = answered == total
    return {
        "label": each.name,
        "url": f"{reverse('residents:intake', args=[intake.resident.code])}?part={each.key}",
        "state": "now" if each == part else ("done" if is_done else "open"),
        "text": _("done")
        if is_done
        else ngettext("%(answered)d of %(total)d", "%(answered)d of %(total)d", total)
        % {"answered": answered, "total": total},
    }


def _missing(name: str, intake: Intake) -> dict[str, str]:
    url = reverse("residents:intake", args=[intake.resident.code])
    return {"label": label_of(name), "url": f"{url}?part={part_of(name).key}#id_{name}"}


def _part_of_week(name: str) -> str:
    day, shift = name.split("-")
    return _("%(day)s, %(shift)s") % {"day": dict(DAYS)[day], "shift": dict(SHIFTS)[shift]}
