"""The Netherlands.

``places.csv``: the places with 500 inhabitants or more, from GeoNames (geonames.org, CC BY 4.0), read on
2026-11-22; of two places with one name, the larger.
"""

from functools import partial
from pathlib import Path

from law.countries.common import DUTCH_OR_FRENCH
from law.countries.company_number import CompanyNumber, without_prefix
from law.countries.nl import words
from law.countries.nl.definitions import DEFINITIONS
from law.countries.nl.facts import DOCUMENTS, EVENTS, RECEPTIONS
from law.countries.nl.reba import REBA
from law.countries.nl.rights import decide
from law.countries.record import Country, HoursLimit
from law.messages import gettext_noop as _
from law.rules.days import public_holidays

ADDS_UP = "nl.working_time.adds_up"

COUNTRY = Country(
    code="NL",
    name=_("Netherlands"),
    decide=decide,
    definitions=DEFINITIONS,
    folder=Path(__file__).parent,
    holidays=partial(public_holidays, "NL"),
    events=EVENTS,
    documents=DOCUMENTS,
    receptions=RECEPTIONS,
    applicant_document="W-document",
    asylum_authority="IND",
    reference=_("V-number"),
    reference_prefixes=("V",),
    phone_prefix="31",
    company_number=CompanyNumber(
        label=_("KvK number"),
        help=_("8 digits. You find it on your invoices."),
        digits=8,
        compact=without_prefix,
    ),
    languages=("nl",),
    language_label=_("Dutch (or French in Brussels and Wallonia)"),
    language_short=_("Dutch or French"),
    language_question=_("How well do you speak Dutch (or French in Brussels and Wallonia)?"),
    language_question_in=DUTCH_OR_FRENCH,
    reasons=words.REASONS,
    requirements=words.REQUIREMENTS,
    missing=words.MISSING,
    allowed=words.ALLOWED,
    refused=words.REFUSED,
    schemes=(REBA,),
    minimum_wage="nl.minimum_wage.hour.21",
    minimum_wage_at={age: f"nl.minimum_wage.hour.{age}" for age in range(15, 21)},
    minimum_wage_in={"cleaning": "nl.minimum_wage.cleaning"},
    hours_limits=(
        *(
            HoursLimit(
                parameter=f"nl.working_time.{name}",
                weeks=weeks,
                from_age=18,
                adds_up=ADDS_UP,
            )
            for name, weeks in (("week", 1), ("week_over_4", 4), ("week_over_16", 16))
        ),
        HoursLimit(
            parameter="nl.working_time.week_young",
            from_age=16,
            below_age=18,
            adds_up=ADDS_UP,
        ),
    ),
)
