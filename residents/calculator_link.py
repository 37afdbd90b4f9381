"""The address of the calculator, answers filled in: amounts and a status, never who it is about."""

from decimal import Decimal
from urllib.parse import urlencode

from django.urls import reverse


def calculator_url(
    scheme: str,
    *,
    status: str = "",
    net: Decimal | None = None,
    hours: Decimal | int | None = None,
    wage_hour: Decimal | None = None,
    **asked: int,
) -> str:
    """Return the calculator's address for a scheme, by its code, with one offer, as far as known.

    ``net`` in euros a month, ``wage_hour`` in euros gross an hour, ``hours`` a week; ``asked``: the
    household (``adults``, ``children``) and ``weeks`` worked in the last 52.
    """
    answers = {"scheme": scheme, "status": status, "net1": net} | asked
    if hours and (wage_hour or net):  # hours alone are no wage
        answers["hours1"] = hours
    if hours and wage_hour:
        answers["wage1"] = wage_hour
    known = {name: value for name, value in answers.items() if value not in (None, "")}
    return f"{reverse('residents:calculator')}?{urlencode(known)}"
