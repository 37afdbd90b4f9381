"""Tags and filters with which the components draw form fields."""

from dataclasses import dataclass
from decimal import Decimal

from django import forms, template
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from jobdesk.vocabulary.level_fields import LevelGrid
from jobdesk.web import money
from jobdesk.web.amounts import AmountField, TypedAmount, sure_name
from jobdesk.web.week import WeekGrid

register = template.Library()


@register.filter
def control_kind(field: BoundField) -> str:
    """Say how a field is drawn: check, radio, checks, week, levels, select, textarea, file or input."""
    widget = field.field.widget
    for kinds, kind in (
        (WeekGrid, "week"),
        (LevelGrid, "levels"),
        (forms.CheckboxSelectMultiple, "checks"),
        (forms.RadioSelect, "radio"),
        (forms.CheckboxInput, "check"),
        (forms.Select, "select"),
        (forms.Textarea, "textarea"),
        (forms.FileInput, "file"),
    ):
        if isinstance(widget, kinds):
            return kind
    return "input"


@register.simple_tag
def control(field: BoundField, size: str = "") -> SafeString:
    """Render a field's widget with the classes of the look, keeping the widget's own."""
    kind = control_kind(field)
    classes = [field.field.widget.attrs.get("class", "")]
    if kind != "check":
        classes += ["input" if kind == "file" else kind, f"{kind}--{size}" if size else ""]
    if kind == "select":
        _ask_to_choose(field.field.widget)
    return field.as_widget(attrs={"class": " ".join(filter(None, classes))} if any(classes) else None)


def _ask_to_choose(select: forms.Select) -> None:
    """Put a word where Django puts dashes, which a screen reader spells out."""
    dashes = BLANK_CHOICE_DASH[0][1]
    select.choices = [
        ("", _("Choose")) if (value, label) == ("", dashes) else (value, label)
        for value, label in select.choices
    ]


@register.filter
def week_rows(field: BoundField) -> list[dict]:
    """Return the rows of a week grid."""
    return field.field.widget.rows(field)


@dataclass(frozen=True)
class Doubt:
    """The box with which a reader says that a large amount is meant: its name, value, words and state."""

    name: str
    value: str
    words: str
    is_sure: bool


@register.filter
def lost_files(bound: BoundField) -> bool:
    """Say whether a form that is not right came with a file: a browser does not show it again."""
    return bool(bound.html_name in bound.form.files and bound.form.errors)


@register.filter
def doubt(bound: BoundField) -> Doubt | None:
    """Return the box to draw below an amount that is hardly meant; None below every other field."""
    field, typed = bound.field, bound.value()
    if not isinstance(field, AmountField) or not isinstance(typed, TypedAmount):
        return None
    try:
        amount = field.to_python(typed)
    except forms.ValidationError:
        return None
    if amount is None or not field.is_doubtful(amount):
        return None
    words = _("Yes, %(amount)s is right") % {"amount": field.written(amount)}
    return Doubt(sure_name(bound.html_name), str(amount), words, typed.sure == str(amount))


@register.filter
def euros(amount: Decimal | None) -> str:
    """Write an amount as the reader does; nothing where there is none."""
    return "" if amount is None else money.euros(amount)
