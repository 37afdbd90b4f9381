"""Zembla: a country that does not exist, unlike the others in all that a country can differ in."""

from datetime import date
from pathlib import Path

from law.countries.company_number import CompanyNumber
from law.countries.record import Country
from law.steps.record import NOTIFICATION
from tests.countries.zembla import words
from tests.countries.zembla.definitions import DEFINITIONS
from tests.countries.zembla.facts import DOCUMENTS, EVENTS, RECEPTIONS
from tests.countries.zembla.rights import decide
from tests.countries.zembla.toll import TOLL


def holidays(year: int) -> frozenset[date]:
    """Return the two public holidays: the day of the founding and the day of the lamps."""
    return frozenset({date(year, 2, 3), date(year, 9, 21)})


COUNTRY = Country(
    code="ZZ",
    name="Zembla",
    decide=decide,
    definitions=DEFINITIONS,
    folder=Path(__file__).parent,
    holidays=holidays,
    events=EVENTS,
    documents=DOCUMENTS,
    receptions=RECEPTIONS,
    applicant_document="grey-pass",
    asylum_authority="Palace of Asylum",
    reference="Civic key",
    reference_prefixes=("CK",),
    phone_prefix="999",
    company_number=CompanyNumber(label="Guild mark", help="Letters and digits, as above your door."),
    languages=("en",),
    language_label="English",
    language_short="English",
    language_question="How well do you speak English?",
    reasons=words.REASONS,
    requirements=words.REQUIREMENTS,
    missing=words.MISSING,
    allowed=words.ALLOWED,
    work_needs=NOTIFICATION,
    schemes=(TOLL,),
    minimum_wage="zz.wage.floor",
)
