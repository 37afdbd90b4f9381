"""What holds for a company on a day, and what follows: asked by every service that would propose somebody.

Reads see all companies, whoever asks: a measure holds for everybody. Nothing of its words leaves this module.
"""

from __future__ import annotations

from datetime import date
from typing import NoReturn

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from employers.models import Company
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import system_scope
from matching.models import Measure, Resemblance

_STRICTEST = {Measure.Kind.BAN: 0, Measure.Kind.PAUSE: 1, Measure.Kind.WARNING: 2}


def measure_on(company: Company, on: date) -> Measure | None:
    """Return the strictest measure that holds for a company on a day, an urgent pause among them."""
    with system_scope("measures of a company"):
        found = list(Measure.objects.holding(on).filter(company=company).order_by("pk"))
    return min(found, key=lambda each: _STRICTEST[Measure.Kind(each.kind)], default=None)


def is_barred(company: Company, on: date) -> bool:
    """Say whether nobody is proposed to a company on a day."""
    found = measure_on(company, on)
    return found is not None and found.is_barring


def barred(on: date, path: str = "company") -> Exists:
    """The condition that the company that ``path`` leads to is under a pause or ban on a day."""
    return Exists(_barring(on).filter(company=OuterRef(path)))


def told_barred(on: date, path: str = "company") -> Exists:
    """The same without an urgent pause that nobody decided on: nothing that a company sees changes by it."""
    decided = _barring(on).filter(status=Measure.Status.IN_FORCE)
    return Exists(decided.filter(company=OuterRef(path)))


def _barring(on: date):  # type: ignore[no-untyped-def]
    with system_scope("measures of companies"):
        return Measure.objects.barring(on)


def check_may_propose(company: Company) -> None:
    """Raise RuleBroken while nobody may be proposed to a company, for somebody of the desk."""
    if is_barred(company, timezone.localdate()):
        _refuse(company)


def check_may_go_on(company: Company) -> None:
    """Raise RuleBroken, in words for the company, while two people agreed that it gets nobody."""
    found = measure_on(company, timezone.localdate())
    if found is not None and found.is_barring and found.is_decided:
        raise RuleBroken(_("The job desk does not work with your company now. Call the job desk to go on."))


def open_resemblance(company: Company) -> Resemblance | None:
    """Return what nobody has looked at yet of the companies that one resembles."""
    with system_scope("resemblances of a company"):
        return company.resemblances.filter(status=Resemblance.Status.OPEN).order_by("pk").first()


def check_resemblance(company: Company) -> None:
    """Raise RuleBroken while nobody has said whether a company is one that came back."""
    if open_resemblance(company) is not None:
        raise RuleBroken(
            _(
                "This company resembles one under a pause or ban. Say first, on its file, whether it "
                "is the same."
            )
        )


def _refuse(company: Company) -> NoReturn:
    found = measure_on(company, timezone.localdate())
    if found is None or found.kind == Measure.Kind.BAN:
        raise RuleBroken(_("There is a ban on this company: nobody is proposed to it."))
    last = found.until_on or found.urgent_until_on
    if last is None:
        raise RuleBroken(_("There is a pause on this company: nobody is proposed to it."))
    raise RuleBroken(
        _("There is a pause on this company until %(day)s: nobody is proposed to it.")
        % {"day": date_format(last, "j F Y")}
    )
