"""An amount of money as people write it."""

import re
from decimal import Decimal

from django import forms
from django.core.exceptions import ValidationError
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _


class CommaField(forms.DecimalField):
    """A number with its decimals behind a comma or a point, in every language."""

    def to_python(self, value: str | None) -> Decimal | None:
        return super().to_python(value.replace(",", ".") if value else value)


_SPACES = re.compile(r"[\s\u00a0\u202f€'’]")
_THOUSANDS = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
_AMOUNT = re.compile(r"\d+(?:\.\d{1,2})?")


class EuroField(forms.Field):
    """Euros: ``1400``, ``1.400``, ``1,400.50`` and ``1.400,50`` alike. Cleans to a Decimal, or None if empty.

    ``most`` is the largest amount that is not a slip of the hand; ``example`` shows what to type, and is
    written here with a point.
    """

    def __init__(self, *, most: int, example: str, **kwargs) -> None:
        super().__init__(widget=forms.TextInput(attrs={"inputmode": "decimal"}), **kwargs)
        self.most, self.example = most, example

    def to_python(self, value: str | None) -> Decimal | None:
        text = _SPACES.sub("", value or "")
        if not text:
            return None
        text = _plain(text)
        if not _AMOUNT.fullmatch(text):
            message = _("Fill in an amount in euros, for example %(example)s.")
            places = len(self.example.partition(".")[2])
            raise ValidationError(message, params={"example": number_format(self.example, places)})
        amount = Decimal(text)
        if amount > self.most:
            raise ValidationError(_("Fill in at most %(most)s euros."), params={"most": self.most})
        return amount


def _plain(text: str) -> str:
    """Leave out the sign between thousands, and write the decimals behind a point.

    One sign before three digits parts thousands; otherwise the last sign is that of the decimals.
    """
    if _THOUSANDS.fullmatch(text):
        return text.replace(".", "").replace(",", "")
    whole, sign, decimals = text.rpartition("," if text.rfind(",") > text.rfind(".") else ".")
    if not sign:
        return text
    other = "." if sign == "," else ","
    if other in whole:
        parts = whole.split(other)
        if any(len(part) != 3 for part in parts[1:]):
            return text  # not an amount: the field says so
        whole = "".join(parts)
    return f"{whole}.{decimals}"
