"""Form fields for amounts of money and for counts, with sentences of our own where something cannot be."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobdesk.web.money import PER, euros, euros_per

_BLANKS = re.compile(r"[\s\u00a0\u202f€'’]")
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*")
_GROUPED = re.compile(r"([1-9]\d{0,2}([.,])\d{3}(?:\2\d{3})*)(?!\2)[.,](\d+)")
_PLAIN = re.compile(r"\d{1,12}(?:[.,](\d{1,6}))?")
CENTS = 100
TENTH = 10  # of what is likely: what is less is hardly what was meant
CENTS_PLACES = 2
MOST_WAGE = Decimal("9999.99")  # what the database keeps
MOST_HOURS = 48  # a week, of one contract: more is a slip of the hand. No rule of law is tested by it.


class TypedAmount(str):
    """What was typed as an amount. ``sure``: the amount that the reader said is meant, however large."""

    __slots__ = ("sure",)
    sure: str


class AmountInput(forms.TextInput):
    """An amount as text: a browser's own number field reads a comma by the browser's language, not ours."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__({"inputmode": "decimal", "autocomplete": "off"} | (attrs or {}))

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> TypedAmount | None:
        typed = super().value_from_datadict(data, files, name)
        if typed is None:
            return None
        amount = TypedAmount(typed)
        amount.sure = data.get(sure_name(name), "")
        return amount


def sure_name(name: str) -> str:
    """Return the name of the box that says of the field ``name``: this large amount is meant."""
    return f"{name}_sure"


class AmountField(forms.Field):
    """Euros: ``1400``, ``16,20``, ``1.400,50``, ``1,400.50`` and ``€ 16.20`` alike, whatever the language.

    Cleans to a Decimal with at most ``places`` decimals, or None if empty. ``most``: above it nothing can be.
    ``likely``: above it the reader is asked whether it is meant, and says so with a box; None: nothing is
    asked. ``unit``: in what time (a key of ``money.PER``), or empty. ``example`` shows what to type, and is
    written here with a point.
    """

    widget = AmountInput

    def __init__(
        self,
        *,
        most: Decimal | int,
        example: str,
        places: int = 2,
        likely: Decimal | int | None = None,
        unit: str = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.most, self.example, self.places, self.likely, self.unit = most, example, places, likely, unit

    def prepare_value(self, value: Any) -> Any:
        """Write an amount that we know as somebody would type it."""
        if not isinstance(value, Decimal):
            return value
        return number_format(value, max(CENTS_PLACES, _places(value)), use_l10n=True, force_grouping=False)

    def to_python(self, value: Any) -> Decimal | None:
        if value is None or isinstance(value, Decimal):
            return value
        text = _BLANKS.sub("", str(value))
        if not text:
            return None
        readings = self._readings(text)
        if not readings:
            raise ValidationError(self._asked(), code="invalid")
        possible = [amount for amount in readings if amount <= self.most]
        if not possible:
            raise ValidationError(_("Fill in at most %(most)s.") % {"most": euros(self.most)}, code="most")
        if len(possible) > 1:
            raise ValidationError(
                _("“%(typed)s” can be read in two ways. Write %(one)s or %(other)s."),
                code="ambiguous",
                params={"typed": value, "one": _typed(possible[0]), "other": _typed(possible[1])},
            )
        return possible[0]

    def validate(self, value: Any) -> None:
        if self.required and value is None:
            raise ValidationError(self._asked(), code="required")

    def clean(self, value: Any) -> Decimal | None:
        amount: Decimal | None = super().clean(value)
        is_typed = isinstance(value, TypedAmount)
        if amount is not None and is_typed and self.is_doubtful(amount) and value.sure != str(amount):
            raise ValidationError(self._question(amount), code="unlikely")
        return amount

    def is_doubtful(self, amount: Decimal) -> bool:
        """Say whether an amount is so large that it may be a slip of the hand."""
        return self.likely is not None and amount > self.likely

    def written(self, amount: Decimal) -> str:
        """Write an amount of this field with its unit."""
        return euros_per(amount, self.unit) if self.unit in PER else euros(amount)

    def _readings(self, text: str) -> list[Decimal]:
        """What a text can mean: nothing, one amount or two.

        One sign before three digits parts thousands. Where the field has so many decimals, or where thousands
        are no likely amount (nobody pays 1,620 euros an hour), it may as well begin the decimals.
        """
        if _THOUSANDS.fullmatch(text):
            whole = Decimal(re.sub("[.,]", "", text))
            has_one_sign = len(re.findall("[.,]", text)) == 1
            if has_one_sign and (self.places > CENTS_PLACES or self.is_doubtful(whole)):
                return [each for each in (_decimal(text), whole) if _places(each) <= self.places]
            return [whole]
        if grouped := _GROUPED.fullmatch(text):
            text = f"{re.sub('[.,]', '', grouped[1])}.{grouped[3]}"
        plain = _PLAIN.fullmatch(text)
        if plain and len(plain[1] or "") <= self.places:
            return [_decimal(text)]
        return []

    def _asked(self) -> str:
        places = len(self.example.partition(".")[2])
        example = number_format(Decimal(self.example), places, use_l10n=True)
        return _("Fill in an amount in euros, for example %(example)s.") % {"example": example}

    def _question(self, amount: Decimal) -> str:
        """Ask whether it is meant; guess what is, where a sign before the cents may have been lost."""
        perhaps = amount / CENTS
        is_guess = self.likely is not None and self.likely / TENTH <= perhaps <= self.likely
        if is_guess and amount == amount.to_integral_value():
            words = _(
                "You filled in %(amount)s. Did you mean %(perhaps)s? Correct it, or say that it is right."
            )
            return words % {"amount": self.written(amount), "perhaps": euros(perhaps)}
        words = _("%(amount)s is a lot. Correct it, or say that it is right.")
        return words % {"amount": self.written(amount)}


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "."))


def _places(amount: Decimal) -> int:
    """How many decimals an amount needs."""
    return max(0, -int(amount.normalize().as_tuple().exponent))


def _typed(amount: Decimal) -> str:
    """Write an amount so that it can be read in one way: without a sign between thousands."""
    places = max(CENTS_PLACES, _places(amount)) if amount % 1 else 0
    return number_format(amount, places, use_l10n=True, force_grouping=False)


# What a form says of a whole number that cannot be, in place of Django's "Ensure this value is …".
COUNT_WORDS = {
    "required": gettext_lazy("Fill in a whole number."),
    "invalid": gettext_lazy("Fill in a whole number."),
    "min_value": gettext_lazy("Fill in %(limit_value)s or more."),
    "max_value": gettext_lazy("Fill in %(limit_value)s or less."),
}


class WholeField(forms.IntegerField):
    """A whole number from ``least`` to ``most``, both in what it counts."""

    def __init__(self, *, least: int, most: int, **kwargs: Any) -> None:
        said = kwargs.pop("error_messages", {})
        super().__init__(min_value=least, max_value=most, error_messages={**COUNT_WORDS, **said}, **kwargs)


def hours_field(**kwargs: Any) -> WholeField:
    """A field for the hours a week of a contract: from 1 to 48, in whole hours."""
    words = {
        "required": gettext_lazy("Fill in the hours as a number, for example 24."),
        "invalid": gettext_lazy("Fill in the hours as a number, for example 24."),
        "min_value": gettext_lazy("Fill in at least 1 hour."),
        "max_value": gettext_lazy("Fill in at most %(limit_value)s hours."),
    }
    return WholeField(
        label=gettext_lazy("Hours a week"), least=1, most=MOST_HOURS, error_messages=words, **kwargs
    )


def wage_field(**kwargs: Any) -> AmountField:
    """A field for the gross wage an hour; whoever shows it says what is ``likely`` where that is known."""
    options: dict[str, Any] = {"label": gettext_lazy("Gross wage an hour (EUR)"), "required": False} | kwargs
    return AmountField(most=MOST_WAGE, example="15.60", unit="hour", **options)
