"""Vacancies for one resident, and what is said of people beside a ranking."""

from datetime import date, timedelta
from random import Random

import pytest
from django.utils import timezone

from employers.models import Vacancy
from jobdesk.trail.scoping import system_scope
from jobdesk.vocabulary.models import Occupation
from matching.models import Proposal
from matching.profiles import (
    build_profiles,
    demand_of,
    demands_of,
    marks_for,
    profile_of,
    ranking_for,
    ranking_for_resident,
    settle_all,
    with_demands,
)
from matching.scoring import judge
from residents.models import Resident, WishedWork, WorkExperience
from residents.services import assess_resident
from tests.factories.desks import CentreFactory
from tests.factories.employers import VacancyFactory
from tests.factories.matching import MatchFactory, PlacementFactory, ProposalFactory
from tests.factories.residents import ResidentFactory
from tests.matching.profiles.test_candidates import random_row


def occupation(unit: str) -> Occupation:
    return Occupation.objects.get(scheme="isco08", code=unit)


@pytest.fixture
def cleaner(meeting, system):
    """Somebody who cleaned and would cook; the vacancy of the meeting is theirs to have."""
    WorkExperience.objects.create(resident=meeting.resident, occupation=occupation("9112"), years=3)
    WishedWork.objects.create(resident=meeting.resident, occupation=occupation("5120"), rank=1)
    assess_resident(meeting.resident)
    build_profiles([meeting.resident.pk])
    return meeting.resident


def open_vacancy(meeting, unit: str, **fields):
    starts_on = timezone.localdate() + timedelta(days=60)
    asks = {"hours": 20, "shifts": 0b111, "starts_on": starts_on, **fields}
    return VacancyFactory(company=meeting.company, occupation=occupation(unit), **asks)


def test_the_vacancies_of_a_resident_are_those_that_rank_them(meeting, cleaner):
    today = timezone.localdate()
    suiting = [open_vacancy(meeting, unit) for unit in ("9112", "9111", "5120")]
    for unit in ("5131", "8322"):
        open_vacancy(meeting, unit)
    open_vacancy(meeting, "9112", status="draft")
    open_vacancy(meeting, "9112", hours=40)
    found = ranking_for_resident(cleaner, today)
    assert {vacancy.pk for vacancy, _judgement in found} == {each.pk for each in suiting}
    assert found[0][0].pk == suiting[0].pk
    for vacancy, judgement in found:
        ranking = ranking_for(vacancy, today)
        (same,) = [*ranking.ranked, *ranking.near, *ranking.check]
        assert (same.id, same.score) == (str(cleaner.pk), judgement.score)


def test_no_vacancy_is_left_out_that_the_scorer_would_keep(meeting, system):
    """Held to judging every open vacancy for people and vacancies that are as mixed as they can be."""
    random, today = Random(5), timezone.localdate()
    centre = CentreFactory(latitude=52.1, longitude=5.1, country="NL", municipality="Zeist")
    for number in range(150):
        starts_on = today + timedelta(days=random.randint(-30, 120))
        vacancy = open_vacancy(
            meeting, random.choice(("9112", "9111", "9121", "5120")), starts_on=starts_on,
            hours=random.choice((8, 20, 32, 40)), shifts=random.choice((None, 0b111, 0b1001001, 0b100100)),
            municipality=random.choice(("Zeist", "Utrecht", "Eindhoven", "Nergens")),
            contract=random.choice(("permanent", "fixed_term")),
        )  # fmt: skip
        if number % 3 == 0:
            vacancy.languages.create(language="nl", use="speaking", level=random.choice(("A1", "B1")))
    vacancies = list(with_demands(Vacancy.objects.filter(status="open").order_by("pk")))
    demands = demands_of(vacancies)
    companies, kept = (meeting.company.employer_code, "E0"), 0
    residents = [ResidentFactory(centre=centre) for _number in range(60)]
    for resident in residents:
        row = random_row(random, resident, companies)
        row.is_guided, row.consent_until, row.at_work_at = True, date.max, ""
        row.save()
        profiles = (profile_of(row, today, each.company) for each in demands)
        judged = [judge(*pair, today) for pair in zip(demands, profiles, strict=True)]
        expected = {each.asked.demand.id for each in judged if each.state != "excluded"}
        assert {each.asked.demand.id for _vacancy, each in ranking_for_resident(resident, today)} == expected
        kept += len(expected)
    assert kept > 250


def test_as_many_queries_for_many_vacancies(meeting, cleaner, django_assert_num_queries):
    for _number in range(2):
        open_vacancy(meeting, "9112")
    settle_all()
    with django_assert_num_queries(13):
        ranking_for_resident(cleaner, timezone.localdate())
    for _number in range(5):
        open_vacancy(meeting, "9112")
    with django_assert_num_queries(13):
        assert len(ranking_for_resident(cleaner, timezone.localdate())) == 7


def test_somebody_without_a_profile_gets_one(meeting, system):
    assert ranking_for_resident(ResidentFactory(centre=meeting.centre), timezone.localdate()) == []


def test_a_vacancy_asks_of_each_language_the_highest_level(meeting, system):
    for use, level in (("speaking", "A1"), ("reading", "B1")):
        meeting.vacancy.languages.create(language="nl", use=use, level=level)
    ((asked,),) = demand_of(meeting.vacancy).languages
    assert (asked.language, asked.level) == ("nl", "B1")


@pytest.mark.parametrize(("contract", "days"), [("permanent", None), ("fixed_term", 91)])
def test_only_what_is_meant_to_last_has_no_end(meeting, system, contract, days):
    demand = demand_of(open_vacancy(meeting, "9112", contract=contract))
    assert demand.ends_on == (days and demand.starts_on + timedelta(days=days))


# ── Marks ──────────────────────────────────────────────────────────────────────────────────────────────────


def marks(meeting, resident: Resident):
    with system_scope("test"):
        return marks_for(meeting.vacancy, [resident.pk])[resident.pk]


def test_nothing_is_said_of_somebody_new(meeting):
    found = marks(meeting, meeting.resident)
    assert (found.proposed_as, found.declined_on, found.open_proposals, found.is_promised) == (
        "", None, 0, False,
    )  # fmt: skip


def test_a_no_of_this_company_is_said_for_all_its_vacancies(meeting):
    today = timezone.localdate()
    elsewhere = VacancyFactory(company=meeting.company)
    for vacancy, ago in ((elsewhere, 30), (elsewhere, 10), (VacancyFactory(), 1)):
        ProposalFactory(resident=meeting.resident, vacancy=vacancy, status=Proposal.Status.NO_FIT,
                        answered_on=today - timedelta(days=ago))  # fmt: skip
    found = marks(meeting, meeting.resident)
    assert (found.declined_on, found.proposed_as) == (today - timedelta(days=10), "")


def test_proposals_that_wait_are_counted_and_that_for_this_vacancy_is_named(meeting):
    ProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy)
    ProposalFactory(resident=meeting.resident)
    ProposalFactory(resident=meeting.resident, status=Proposal.Status.WITHDRAWN)
    found = marks(meeting, meeting.resident)
    assert (found.open_proposals, found.proposed_as) == (2, "proposed")


def test_where_somebody_works_and_who_promised_work_is_named(meeting):
    work = PlacementFactory(match__resident=meeting.resident, resident=meeting.resident)
    promise = MatchFactory(resident=meeting.resident)
    found = marks(meeting, meeting.resident)
    assert found.works_at == (str(work.match.company),)
    assert found.promised_by == (str(promise.company),)
    assert found.is_promised
