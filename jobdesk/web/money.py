"""Amounts of money as the reader writes them: €15.60 in English, € 15,60 in Dutch, 15,60 € in French."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal

from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import pgettext, pgettext_lazy

PER: Mapping[str, Promise] = {
    "hour": pgettext_lazy("amount", "%(amount)s an hour"),
    "week": pgettext_lazy("amount", "%(amount)s a week"),
    "month": pgettext_lazy("amount", "%(amount)s a month"),
}


def euros(amount: Decimal | int | str, *, places: int = 2, is_exact: bool = False) -> str:
    """Write euros, rounded to cents or to ``places`` decimals; the sign and the number stay on one line.

    ``is_exact``: with as many decimals as there are, but no fewer than two, as the law may set them.
    """
    amount = Decimal(amount)
    if is_exact:
        places = max(2, -int(amount.normalize().as_tuple().exponent))
    rounded = amount.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    number = number_format(rounded, places, use_l10n=True, force_grouping=True)
    return pgettext("amount of money", "€%(amount)s") % {"amount": number}


def euros_per(amount: Decimal | int | str, unit: str, *, is_exact: bool = False) -> str:
    """Write euros an hour, a week or a month (a key of ``PER``)."""
    return str(PER[unit]) % {"amount": euros(amount, is_exact=is_exact)}
