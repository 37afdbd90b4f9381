"""The wage against the legal minimum: parameters of the test's own, so that no law changes the answer."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from employers.models import Sector
from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import open_scope, system_scope
from law.registry import countries
from law.rules import Parameter, Parameters
from matching.services import approve_vacancy
from matching.wages.floor import (
    WageState,
    agreed_wage_test,
    likely_wage_on,
    placement_wage_test,
    wage_test,
    wage_test_on,
)
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import CentreFactory
from tests.factories.employers import VacancyFactory
from tests.factories.matching import StartedPlacementFactory
from tests.factories.residents import ResidentFactory

NAME = "nl.minimum_wage.hour.21"
KNOWN = Parameters(
    [
        Parameter(NAME, Decimal("14.40"), "WML", "S", date(2025, 7, 1), date(2025, 12, 31)),
        Parameter(NAME, Decimal("14.71"), "WML", "S", date(2026, 1, 1), date(2026, 6, 30)),
        Parameter(
            "nl.minimum_wage.hour.19", Decimal("8.83"), "WML", "S", date(2026, 1, 1), date(2026, 6, 30)
        ),
    ]
)


@pytest.mark.parametrize(
    ("wage", "on", "state"),
    [
        ("14.71", date(2026, 1, 1), WageState.ENOUGH),
        ("14.70", date(2026, 1, 1), WageState.BELOW),
        ("14.70", date(2025, 12, 31), WageState.ENOUGH),
        ("14.71", date(2026, 7, 1), WageState.NOT_TESTED),
        ("14.70", date(2026, 7, 1), WageState.BELOW),  # below the last one known
        ("5.00", date(2027, 1, 1), WageState.BELOW),
        ("99.00", date(2025, 6, 30), WageState.NOT_TESTED),
    ],
)
def test_wage_is_tested_by_the_minimum_of_the_day_or_the_last_one_known(wage, on, state):
    assert wage_test_on("NL", Decimal(wage), on, KNOWN).state == state


@pytest.mark.parametrize(
    ("language", "below", "pending"),
    [
        (
            "en",
            "The wage is below the last known legal minimum: €14.71 an hour from 1 January 2026, "
            "source: WML.",
            "The minimum wage from 1 July 2026 is not known yet.",
        ),
        (
            "nl",
            "Het loon ligt onder het laatst bekende wettelijke minimum: €\u00a014,71 per uur vanaf "
            "1 januari 2026, bron: Wet minimumloon (WML).",
            "Het minimumloon vanaf 1 juli 2026 is nog niet bekend.",
        ),
        (
            "fr",
            "Le salaire est inférieur au dernier minimum légal connu : 14,71\u00a0€ par heure à partir du "
            "1 janvier 2026, source\u00a0: Loi néerlandaise sur le salaire minimum (WML).",
            "Le salaire minimum à partir du 1 juillet 2026 n'est pas encore connu.",
        ),
    ],
)
def test_sentence_names_amount_day_and_source_as_the_reader_writes_them(language, below, pending):
    on = date(2026, 9, 1)
    with translation.override(language):
        assert wage_test_on("NL", Decimal(5), on, KNOWN).text.startswith(below)
        assert wage_test_on("NL", Decimal(15), on, KNOWN).text.startswith(pending)


def test_missing_amount_is_what_has_to_come_on_top():
    low, high = (wage_test_on("NL", Decimal(wage), date(2026, 1, 1), KNOWN) for wage in ("14.00", "15.60"))
    assert (low.missing, high.missing, high.difference) == (Decimal("0.71"), None, Decimal("0.89"))


def test_belgian_wage_is_not_tested_by_the_dutch_minimum():
    test = wage_test_on("BE", Decimal("10.00"), date(2026, 1, 1), KNOWN)
    assert (test.state, test.found, test.text) == (
        WageState.NOT_TESTED,
        None,
        "Not tested: the minimum wage on this day is not known.",
    )


def test_volunteering_has_no_minimum(db):
    with system_scope("test"):
        vacancy = VacancyFactory(contract="volunteering", wage_hour=None)
        assert wage_test(vacancy, KNOWN, date(2026, 1, 1)).state == WageState.UNPAID


@pytest.mark.parametrize(
    ("birth_date", "wage", "state"),
    [
        (date(2006, 6, 1), "8.83", WageState.ENOUGH),  # 19 on 31 May 2026
        (date(2006, 6, 1), "8.82", WageState.BELOW),
        (date(2005, 6, 1), "14.70", WageState.BELOW),  # 20, whose amount is not known: that of an adult
        (date(1990, 6, 1), "14.70", WageState.BELOW),
        (None, "14.71", WageState.ENOUGH),
    ],
)
def test_agreed_wage_is_tested_by_the_age_on_the_day(db, birth_date, wage, state):
    with system_scope("test"):
        person = ResidentFactory(birth_date=birth_date)
        test = agreed_wage_test(person, Decimal(wage), date(2026, 5, 31), KNOWN)
    assert test.state == state
    assert ("Incomplete" in test.text) == (birth_date == date(2005, 6, 1))


def test_open_vacancy_and_running_work_are_tested_as_of_today_once_they_have_begun(db):
    with system_scope("test"):
        vacancy = VacancyFactory(starts_on=date(2025, 8, 1), wage_hour=Decimal("14.50"))
        work = StartedPlacementFactory(planned_start_on=date(2025, 8, 1), wage_hour=Decimal("14.50"))
        in_2025, in_2026 = date(2025, 8, 15), date(2026, 2, 1)
        for test in (wage_test, placement_wage_test):
            row = vacancy if test is wage_test else work
            assert [test(row, KNOWN, day).is_below for day in (in_2025, in_2026)] == [False, True]
        assert wage_test(vacancy, KNOWN, date(2025, 7, 1)).state == WageState.ENOUGH


def test_wage_of_more_than_three_times_the_minimum_is_asked_about():
    assert likely_wage_on("NL", KNOWN, date(2026, 1, 1)) == Decimal("44.13")
    assert likely_wage_on("BE", KNOWN, date(2026, 1, 1)) is None


@pytest.mark.parametrize("days", [0, 400])
def test_approval_below_the_minimum_is_refused(db, days):
    starts_on = timezone.localdate() + timedelta(days=days)
    with system_scope("test"):
        vacancy = VacancyFactory(status="submitted", wage_hour=Decimal("5.00"), starts_on=starts_on)
        with pytest.raises(RuleBroken, match="legal minimum"):
            approve_vacancy(vacancy)
        vacancy.refresh_from_db()
        assert vacancy.status == "submitted"


def test_approval_above_the_last_known_minimum_opens(db):
    coach = MembershipFactory(centres=[CentreFactory()]).user
    with open_scope(hat_for(coach, Role.COACH).scope):
        vacancy = VacancyFactory(status="submitted", starts_on=date(2090, 1, 1))
        assert approve_vacancy(vacancy).state == WageState.NOT_TESTED
        assert vacancy.status == "open"


class TestSector:
    """What a collective agreement asks: said, and never refused."""

    ASKED = Parameters(
        [
            *KNOWN.entries,
            Parameter(
                "nl.minimum_wage.cleaning", Decimal("15.52"), "CAO", "S", date(2026, 1, 1), date(2026, 6, 30)
            ),
        ]
    )

    @pytest.mark.parametrize(
        ("sector", "wage", "on", "said"),
        [
            (
                "cleaning",
                "15.51",
                date(2026, 6, 1),
                "asks more: €15.52 an hour from 1 January 2026, source: CAO.",
            ),
            ("cleaning", "15.52", date(2026, 6, 1), ""),
            ("hospitality", "14.80", date(2026, 6, 1), ""),
            ("cleaning", "14.70", date(2026, 6, 1), ""),  # the law itself forbids it, and says so
            ("cleaning", "15.51", date(2026, 9, 1), "What it asks from 1 July 2026 is not known."),
        ],
    )
    def test_vacancy_below_it_is_said_to_be(self, db, sector, wage, on, said):
        with system_scope("test"):
            vacancy = VacancyFactory(sector=sector, wage_hour=Decimal(wage), starts_on=on)
            test = wage_test(vacancy, self.ASKED, on)
        assert (said in test.about_sector, bool(test.about_sector)) == (True, bool(said))

    def test_work_below_it_is_said_to_be(self, db):
        on = date(2026, 6, 1)
        with system_scope("test"):
            placement = StartedPlacementFactory(sector="cleaning", wage_hour=Decimal("15.00"), started_on=on)
            test = placement_wage_test(placement, self.ASKED, on)
        assert (test.state, "€15.52" in test.about_sector) == (WageState.ENOUGH, True)

    def test_sectors_of_the_law_are_those_of_the_desks(self):
        assert {code for each in countries() for code in each.minimum_wage_in} <= set(Sector.values)
