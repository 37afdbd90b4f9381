"""What is suggested at night, to whom, and since when."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope, system_scope
from jobdesk.vocabulary.models import Occupation
from jobdesk.web.week import WHOLE_WEEK
from matching.models import Proposal, Suggestion
from matching.profiles import build_profiles
from matching.services import suggestions
from matching.services.suggestions import keep_suggestions, renew_suggestions
from matching.suggestions import new_suggestions
from matching.suggestions.finding import Suggested
from matching.tasks import suggest_vacancies
from residents.models import Document, Intake, Resident, WorkExperience
from residents.services import assess_resident
from tests.factories.employers import VacancyFactory
from tests.factories.matching import ProposalFactory
from tests.meeting import ready_resident


def suited(resident: Resident) -> Resident:
    """Make somebody whom the vacancies below suit."""
    today = timezone.localdate()
    with system_scope("test"):
        Intake.objects.filter(resident=resident).update(
            availability=WHOLE_WEEK, cycling="yes", english="A2", transport="alone"
        )
        Document.objects.filter(resident=resident).update(until_on=today + timedelta(days=400))
        WorkExperience.objects.create(resident=resident, occupation=occupation("9112"), years=3)
        assess_resident(resident)
        build_profiles([resident.pk])
    return resident


def occupation(unit: str) -> Occupation:
    return Occupation.objects.get(scheme="isco08", code=unit)


@pytest.fixture
def vacancies(meeting):
    starts_on = timezone.localdate() + timedelta(days=60)
    return [
        VacancyFactory(company=meeting.company, occupation=occupation("9112"), hours=20, shifts=0b11,
                       starts_on=starts_on)
        for _number in range(5)
    ]  # fmt: skip


@pytest.fixture
def cleaner(meeting):
    with system_scope("test"):
        resident = meeting.resident
        resident.coach = meeting.coach
        resident.save()
    return suited(resident)


def pairs() -> set[tuple[int, int]]:
    with system_scope("test"):
        return set(Suggestion.objects.values_list("resident_id", "vacancy_id"))


def test_nobody_is_suggested_for_more_than_three(meeting, vacancies, cleaner):
    other = suited(ready_resident(meeting.centre, meeting.project))
    assert suggest_vacancies() == 6
    assert {resident for resident, _vacancy in pairs()} == {cleaner.pk, other.pk}


def test_who_was_proposed_or_declined_by_the_company_is_not_suggested_there(meeting, vacancies, cleaner):
    proposal = ProposalFactory(resident=cleaner, vacancy=vacancies[0])
    with system_scope("test"):
        build_profiles([cleaner.pk])
        renew_suggestions(timezone.localdate())
        assert vacancies[0].pk not in {vacancy for _resident, vacancy in pairs()}
        assert len(pairs()) == 3
        Proposal.objects.filter(pk=proposal.pk).update(status=Proposal.Status.NO_FIT)
        renew_suggestions(timezone.localdate())
    assert pairs() == set()


def test_a_vacancy_that_is_closed_is_suggested_no_more(meeting, vacancies, cleaner):
    with system_scope("test"):
        renew_suggestions(timezone.localdate())
        for each in vacancies:
            each.status = "closed"
            each.save()
        renew_suggestions(timezone.localdate())
    assert pairs() == set()


def test_a_pair_that_stays_keeps_its_first_day(meeting, vacancies, cleaner):
    first, second = (Suggested(cleaner.pk, each.pk, 0.5) for each in vacancies[:2])
    with system_scope("test"):
        keep_suggestions("NL", [first])
        since = Suggestion.objects.get().suggested_at
        assert keep_suggestions("NL", [first._replace(score=0.75), second]) == 2
        stays = Suggestion.objects.get(vacancy=vacancies[0])
        assert (stays.suggested_at, stays.score) == (since, 0.75)
        keep_suggestions("BE", [])  # another country is another night
    assert len(pairs()) == 2


def test_a_night_that_finds_the_same_writes_nothing(
    meeting, vacancies, cleaner, django_assert_num_queries, monkeypatch
):
    found = [Suggested(cleaner.pk, each.pk, 1 / 3) for each in vacancies]
    monkeypatch.setattr(suggestions, "AT_ONCE", 2)  # five pairs are three statements
    with system_scope("test"):
        with django_assert_num_queries(6, info="the two of a transaction, one that reads, three that write"):
            assert keep_suggestions("NL", found) == 5
        assert set(Suggestion.objects.values_list("score", flat=True)) == {1 / 3}
        with django_assert_num_queries(3):
            assert keep_suggestions("NL", found) == 5
        assert keep_suggestions("NL", []) == 0
    assert pairs() == set()


def test_a_coach_reads_what_is_new_for_their_own_residents(meeting, vacancies, cleaner):
    stranger = suited(ready_resident(meeting.centre, meeting.project))
    with system_scope("test"):
        keep_suggestions("NL", [Suggested(each.pk, vacancies[0].pk, 0.5) for each in (cleaner, stranger)])
        row = Suggestion.objects.get(resident=cleaner)
    with open_scope(hat_for(meeting.coach, Role.COACH).scope):
        assert list(new_suggestions(meeting.coach)) == [row]
        assert list(new_suggestions(meeting.coach, row.suggested_at - timedelta(hours=1))) == [row]
        assert list(new_suggestions(meeting.coach, row.suggested_at)) == []
    with open_scope(hat_for(meeting.other_coach, Role.COACH).scope):
        assert list(new_suggestions(meeting.coach)) == []
