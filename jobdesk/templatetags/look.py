"""Tags and filters with which the components draw form fields."""

from django import forms, template
from django.db.models.fields import BLANK_CHOICE_DASH
from django.forms import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from jobdesk.web.widgets import WeekGrid

register = template.Library()


@register.filter
def control_kind(field: BoundField) -> str:
    """Say how a field is drawn: check, radio, checks, week, select, textarea, file or input."""
    widget = field.field.widget
    for kinds, kind in (
        (WeekGrid, "week"),
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
