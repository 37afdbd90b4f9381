"""Belgium.

``places.csv``: the places with 500 inhabitants or more, from GeoNames (geonames.org, CC BY 4.0), read on
2026-11-22; of two places with one name, the larger.
"""

from functools import partial
from pathlib import Path

from stdnum.be import vat

from law.countries.be import words
from law.countries.be.cumul import CUMUL
from law.countries.be.definitions import DEFINITIONS
from law.countries.be.facts import DOCUMENTS, EVENTS, RECEPTIONS, REGIONS
from law.countries.be.rights import decide
from law.countries.common import DUTCH_OR_FRENCH
from law.countries.company_number import CompanyNumber, without_prefix
from law.countries.record import Country, HoursLimit
from law.messages import gettext_noop as _
from law.rules.days import public_holidays


def enterprise_number(typed: str) -> str:
    """Return what was typed without "BE", and with the zero in front that is often left out."""
    return vat.compact(without_prefix(typed))


COUNTRY = Country(
    code="BE",
    name=_("Belgium"),
    decide=decide,
    definitions=DEFINITIONS,
    folder=Path(__file__).parent,
    holidays=partial(public_holidays, "BE"),
    events=EVENTS,
    documents=DOCUMENTS,
    receptions=RECEPTIONS,
    applicant_document="attestation",
    asylum_authority="CGRS",
    reference=_("OV number"),
    reference_prefixes=("OV",),
    phone_prefix="32",
    company_number=CompanyNumber(
        label=_("Enterprise number (KBO/BCE)"),
        help=_("10 digits, the first is 0 or 1. On your invoices it stands behind BE."),
        digits=10,
        compact=enterprise_number,
        is_valid=vat.is_valid,
    ),
    regions=REGIONS,
    languages=("nl", "fr"),
    language_label=_("Dutch (or French in Brussels and Wallonia)"),
    language_short=_("Dutch or French"),
    language_question=_("How well do you speak Dutch (or French in Brussels and Wallonia)?"),
    language_question_in=DUTCH_OR_FRENCH,
    languages_of_regions=dict.fromkeys(
        ("wallonia", "wallonie", "wallonië", "brussels", "brussel", "bruxelles"), "fr"
    ),
    reasons=words.REASONS,
    requirements=words.REQUIREMENTS,
    missing=words.MISSING,
    refused=words.REFUSED,
    schemes=(CUMUL,),
    minimum_wage="be.minimum_wage.hour",
    hours_limits=(
        HoursLimit(parameter="be.working_time.week", from_age=18, adds_up="be.working_time.adds_up"),
        HoursLimit(
            parameter="be.working_time.week_young",
            from_age=15,
            below_age=18,
            adds_up="be.working_time.adds_up_young",
        ),
    ),
)
