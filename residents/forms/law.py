"""A later value of the law: what is asked depends on the kind of value."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jobdesk.web.amounts import AmountField, WholeField
from jobdesk.web.numbers import CommaField
from jobdesk.web.widgets import DayInput
from law.rules.kinds import Definition, Kind
from residents.models import LawValue

_UNITS = {
    "months": _("How many months"),
    "weeks": _("How many weeks"),
    "days": _("How many days"),
    "working_days": _("How many working days"),
    "years": _("How many years"),
    "age": _("Which age, in years"),
    "hours": _("How many hours"),
    "hour": _("How many euros an hour"),
    "week": _("How many euros a week"),
    "month": _("How many euros a month"),
}


class TableField(forms.CharField):
    """Rows of amounts, one on a line, with semicolons between the cells: ``265; 35``."""

    def __init__(self, *, columns: list[tuple[str, Any, Kind]], most: int, rows: int = 0, **kwargs) -> None:
        super().__init__(widget=forms.Textarea(attrs={"rows": rows or 4, "class": "num"}), **kwargs)
        self.columns, self.most, self.rows = columns, most, rows

    def clean(self, value: str | None) -> list[dict[str, Any]] | None:
        text = super().clean(value)
        lines = [line for line in (text or "").splitlines() if line.strip()]
        if not lines:
            return None
        if self.rows and len(lines) != self.rows:
            raise ValidationError(_("Fill in %(number)s lines."), params={"number": self.rows})
        return [self._row(number, line) for number, line in enumerate(lines, start=1)]

    def _row(self, number: int, line: str) -> dict[str, Any]:
        cells = [cell.strip() for cell in line.split(";")]
        if len(cells) != len(self.columns):
            raise ValidationError(
                _("Line %(line)s: fill in %(number)s values, with a semicolon between them."),
                params={"line": number, "number": len(self.columns)},
            )
        row = {}
        for cell, (name, _label, kind) in zip(cells, self.columns, strict=True):
            try:
                row[name] = _cell(kind, self.most).clean(cell)
            except ValidationError as error:
                raise ValidationError(
                    _("Line %(line)s, “%(cell)s”: %(error)s"),
                    params={"line": number, "cell": cell, "error": error.messages[0]},
                ) from None
            if kind == Kind.SHARE:
                row[name] /= 100
        return row


def _cell(kind: Kind, most: int) -> forms.Field:
    if kind == Kind.SHARE:
        return CommaField(min_value=0, max_value=100, decimal_places=4)
    if kind == Kind.COUNT:
        return WholeField(least=0, most=most)
    return AmountField(most=most, example="47.25")


class LawValueForm(forms.Form):
    """A proposal. ``value`` is asked in the way of its kind, and may stay empty only when none is known."""

    is_unknown = forms.BooleanField(
        label=_("From this day on the value is not known"),
        required=False,
        help_text=_("Decisions that need it are then incomplete, instead of wrong."),
    )
    from_on = forms.DateField(label=_("Holds from"), widget=DayInput)
    until_on = forms.DateField(
        label=_("Holds until, and on that day"),
        widget=DayInput,
        required=False,
        help_text=_("Leave empty if no end is known. After an end, the value before this one holds again."),
    )
    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        help_text=_("The law, decree or page, with article and date."),
    )
    source_url = forms.URLField(
        label=_("Link to the source"),
        max_length=500,
        assume_scheme="https",
        help_text=_("The second administrator reads it there."),
    )
    confidence = forms.ChoiceField(
        label=_("How sure is the source?"),
        choices=LawValue.Confidence,
        widget=forms.RadioSelect,
        help_text=_("Everything but an official text makes decisions provisional."),
    )
    note = forms.CharField(
        label=_("Remark"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args, definition: Definition, current: Any = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.definition = definition
        field = _FIELDS[definition.kind](definition)
        field.required = False
        field.initial = _initial(definition, current)
        self.fields = {"value": field, **self.fields}

    def clean_value(self) -> Any:
        """Turn what was typed into a value of the rules; percentages become shares."""
        typed = self.cleaned_data["value"]
        if typed in (None, "") or (typed == [] and self.definition.kind != Kind.WORDS):
            return None
        if self.definition.kind == Kind.SHARE:
            return typed / 100
        if self.definition.kind == Kind.AMOUNTS:
            return [row["amount"] for row in typed]
        if self.definition.kind == Kind.ROWS:
            first = [row[self.definition.columns[0].name] for row in typed]
            if first != sorted(set(first)):
                raise ValidationError(_("The first value must rise from line to line."))
        return typed

    def clean(self) -> dict[str, Any]:
        answers = super().clean()
        if answers.pop("is_unknown", False):
            answers["value"] = None
            self.errors.pop("value", None)
        elif "value" not in self.errors and answers.get("value") is None:
            self.add_error("value", _("Fill in the value, or say that it is not known."))
        return answers


class RefusalForm(forms.Form):
    """Why a proposal is refused."""

    reason = forms.CharField(
        label=_("Why do you refuse it?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why you refuse it.")},
    )


def _yes_no(definition: Definition) -> forms.Field:
    return forms.TypedChoiceField(
        label=_("Does this hold?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda typed: typed == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        help_text=_(
            "“No” makes the decisions that rest on it incomplete: what then holds is not in the rules."
        )
        if definition.principle
        else "",
    )


def _count(definition: Definition) -> forms.Field:
    return WholeField(label=_UNITS[definition.unit], least=0, most=definition.most)


def _euros(definition: Definition) -> forms.Field:
    """An amount; that of an hour can have more decimals, such as a monthly wage shared out over the hours."""
    is_of_hour = definition.unit == "hour"
    return AmountField(
        label=_UNITS[definition.unit],
        most=definition.most,
        places=4 if is_of_hour else 2,
        example="14.71" if is_of_hour else "285.00",
    )


def _number(definition: Definition) -> forms.Field:
    return CommaField(
        label=_("How much"),
        min_value=0,
        max_value=definition.most,
        decimal_places=4,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )


def _share(_definition: Definition) -> forms.Field:
    return CommaField(
        label=_("How many percent"),
        min_value=0,
        max_value=100,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )


def _words(definition: Definition) -> forms.Field:
    return forms.MultipleChoiceField(
        label=_("Which of these"),
        choices=[(code, gettext(words)) for code, words in definition.words.items()],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick none if it holds for none."),
    )


def _amounts(definition: Definition) -> forms.Field:
    names = "; ".join(gettext(name) for name in definition.amounts)
    return TableField(
        label=_UNITS[definition.unit],
        columns=[("amount", "", Kind.EUROS)],
        most=definition.most,
        rows=len(definition.amounts),
        help_text=_("One amount on a line: %(names)s.") % {"names": names},
    )


def _rows(definition: Definition) -> forms.Field:
    names = "; ".join(gettext(column.label) for column in definition.columns)
    return TableField(
        label=_("The rows"),
        columns=[(each.name, gettext(each.label), each.kind) for each in definition.columns],
        most=definition.most,
        help_text=_("One row on a line, with semicolons: %(names)s. Shares in percent.") % {"names": names},
    )


_FIELDS: Mapping[Kind, Callable[[Definition], forms.Field]] = {
    Kind.YES_NO: _yes_no,
    Kind.COUNT: _count,
    Kind.NUMBER: _number,
    Kind.EUROS: _euros,
    Kind.SHARE: _share,
    Kind.DAY: lambda _definition: forms.DateField(label=_("Which day"), widget=DayInput),
    Kind.WORDS: _words,
    Kind.AMOUNTS: _amounts,
    Kind.ROWS: _rows,
}


def _initial(definition: Definition, value: Any) -> Any:
    """Return today's value as somebody would type it, to be changed."""
    if value is None:
        return None
    if definition.kind == Kind.YES_NO:
        return "yes" if value else "no"
    if definition.kind == Kind.SHARE:
        return _typed(value * 100)
    if definition.kind == Kind.AMOUNTS:
        return "\n".join(_typed(amount) for amount in value)
    if definition.kind == Kind.ROWS:
        return "\n".join(
            "; ".join(
                _typed(row[each.name] * 100 if each.kind == Kind.SHARE else row[each.name])
                for each in definition.columns
            )
            for row in value
        )
    return _typed(value) if isinstance(value, Decimal) else value


def _typed(number: Any) -> str:
    number = Decimal(number)
    places = max(0, -number.normalize().as_tuple().exponent)
    return number_format(number, places, use_l10n=True)
