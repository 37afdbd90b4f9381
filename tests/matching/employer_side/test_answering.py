"""How companies answer: what counts, in how many queries, and who sees it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobdesk.trail.scoping import system_scope
from matching.employer_side.answering import answering_of
from matching.response_rate import IN_TIME, LATE, OPEN
from tests.factories.desks import OrganisationFactory
from tests.factories.employers import CompanyFactory, VacancyFactory
from tests.factories.matching import ProposalFactory, QuestionFactory


def day(number: int):
    return timezone.localdate() + timedelta(days=number)


def asked(vacancy, due: int, answered: int | None = None, status: str = "no_fit", **fields):
    answered_on = None if answered is None else day(answered)
    return ProposalFactory(
        vacancy=vacancy,
        proposed_on=day(due - 14),
        answer_due_on=day(due),
        answered_on=answered_on,
        status=status,
        **fields,
    )


def company_that_answers(in_time: int, of: int, country: str = "NL"):
    company = CompanyFactory(organisation=OrganisationFactory(kind="employer", country=country))
    vacancy = VacancyFactory(company=company)
    for number in range(of):
        is_in_time = number < in_time
        asked(vacancy, -20, -22 if is_in_time else None, "invited" if is_in_time else "lapsed")
    return company


@pytest.fixture
def answered(meeting):
    """Of the company: seven that count, of which five in time, and others that do not."""
    vacancy = meeting.vacancy
    for due in (-300, -200, -100, -50):
        asked(vacancy, due, due - 3, "invited")
    asked(vacancy, -45, -45)
    asked(vacancy, -40, -38)
    asked(vacancy, -30, None, "lapsed")
    asked(vacancy, -400, -401)  # more than a year ago
    asked(vacancy, -25, None, "withdrawn")  # by the desk, before an answer
    asked(vacancy, 3, None, "proposed")
    waits = asked(vacancy, -2, None, "proposed")
    QuestionFactory(proposal=waits)  # the desk owes the answer
    return meeting


def test_what_counts(answered):
    found = answering_of(answered.company, day(0))
    assert (found.rate.in_time, found.rate.of) == (5, 7)
    assert found.marks == [IN_TIME, IN_TIME, IN_TIME, IN_TIME, IN_TIME, LATE, LATE, OPEN, OPEN]
    assert (found.median, found.companies) == (None, 0)


def test_a_withdrawal_after_an_answer_counts_as_the_answer(meeting):
    asked(meeting.vacancy, -20, -25, "withdrawn")
    assert answering_of(meeting.company, day(0)).rate.of == 1


def test_the_median_is_of_the_country_and_tells_nobody_apart(answered):
    for in_time in (5, 4, 3):
        company_that_answers(in_time, 5)
    company_that_answers(4, 4)
    company_that_answers(5, 5, "BE")
    assert answering_of(answered.company, day(0)).median is None  # four of this country have a rate
    company_that_answers(2, 5)
    found = answering_of(answered.company, day(0))
    assert (found.median, found.companies) == (70, 5)  # of 40, 60, 71, 80 and 100, rounded


@pytest.mark.parametrize("more", [0, 6])
def test_two_queries_however_many_companies(answered, more, django_assert_num_queries):
    for _number in range(more):
        company_that_answers(3, 5)
    with system_scope("test"):
        answered.company.refresh_from_db()
        assert answered.company.organisation.country == "NL"
    with django_assert_num_queries(2):
        answering_of(answered.company, day(0))


def test_the_company_and_the_desk_see_it(answered, client_of):
    start = client_of(answered.employer).get("/vacancies/")
    company = client_of(answered.coach).get(f"/employers/{answered.company.pk}/")
    for page in (start, company):
        assert page.context["answering"].rate.of == 7
        assert "of 7 times, 71%" in page.content.decode()


def test_others_see_their_own(answered, client_of):
    text = client_of(answered.other_employer).get("/vacancies/").content.decode()
    assert "Too few to say yet: 0 of the 5" in text
    assert "71%" not in text
