"""A banned company that comes back: under another e-mail, name, number or person, by every way in."""

import pytest
from django.utils import timezone

from employers import services as employers
from employers.models import Company, JoinRequest, Sector
from jobdesk.accounts.colleagues.services import invite_colleague
from jobdesk.trail.access import Role
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import Scope, open_scope, system_scope
from matching.integrity.standing import is_barred
from matching.models import Measure, Resemblance
from matching.services.integrity_returns import (
    look_for_returns,
    say_another_company,
    say_same_company,
)
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.desks import OrganisationFactory
from tests.factories.employers import CompanyFactory, VacancyFactory
from tests.factories.matching import MeasureFactory, ResemblanceFactory

TODAY = timezone.localdate


@pytest.fixture
def banned(meeting) -> Measure:
    """A ban on a company with a user, a telephone and a number, in Almere."""
    organisation = OrganisationFactory(kind="employer", country="NL", name="Schoonmaak Van Houten B.V.")
    company = CompanyFactory(
        organisation=organisation, register_number="99990412", phone="020 555 01 23", municipality="Almere"
    )
    user = UserFactory(name="Rob van Houten", email="rob@vanhouten-schoon.example")
    MembershipFactory(role=Role.EMPLOYER, organisation=organisation, user=user)
    return MeasureFactory(company=company)


def register(user, **changes) -> Company:
    facts = {
        "name": "Glans Facilitair",
        "sector": Sector.CLEANING.value,
        "register_number": "88880011",
        "municipality": "Lelystad",
        "phone": "0320 55 12 12",
    } | changes
    with open_scope(Scope(reader="nobody", actor=user)):
        return employers.register_company("NL", **facts)


def found_for(company) -> list[list[str]]:
    with system_scope("test"):
        return [each.evidence for each in Resemblance.objects.filter(company=company)]


@pytest.mark.parametrize(
    ("changes", "person", "evidence"),
    [
        ({"phone": "+31 20 555 0123"}, {}, ["phone"]),
        ({"register_number": "999904120001"}, {}, ["branch"]),
        ({}, {"email": "planning@vanhouten-schoon.example"}, ["domain"]),
        ({"name": "Vanhouten", "municipality": "Almere"}, {}, ["name", "place"]),
        ({"name": "Van Houten Diensten"}, {"name": "Robb van Houten"}, ["name", "person"]),
        ({}, {}, None),
    ],
    ids=["telephone", "branch", "domain", "name", "person", "another company"],
)
def test_company_that_comes_back_waits_with_a_mark(banned, changes, person, evidence):
    company = register(UserFactory(**{"name": "Anja Bakker"} | person), **changes)
    assert company.status == "registered"
    assert found_for(company) == ([evidence] if evidence else [])


def test_user_of_the_banned_company_registers_another(banned):
    with system_scope("test"):
        user = banned.company.organisation.memberships.get().user
    assert found_for(register(user)) == [["mail", "domain", "account", "person"]]


def test_hit_cannot_be_approved_by_one_person(meeting, pair, banned):
    company = register(UserFactory(name="Anja Bakker"), phone="020-5550123")
    with pair.of(pair.first):
        company = Company.objects.get(pk=company.pk)
        with pytest.raises(RuleBroken, match="resembles one under a pause or ban"):
            employers.approve_company(company)
        say_another_company(
            Resemblance.objects.get(), "Called both: they share a building and a switchboard."
        )
        with pytest.raises(RuleBroken, match="A second coordinator approves it"):
            employers.approve_company(company)
    with pair.of(pair.second):
        employers.approve_company(company)
    assert company.status == "approved"


def test_same_company_has_the_measure_in_one_act(meeting, pair, banned):
    company = register(UserFactory(name="Anja Bakker"), phone="020-5550123")
    with pair.of(pair.first):
        carried = say_same_company(Resemblance.objects.get(), "The register names the same owner.")
    assert (carried.kind, carried.status, carried.carried_from) == ("ban", "in_force", banned)
    assert is_barred(company, TODAY())
    with pair.of(pair.second), pytest.raises(RuleBroken, match="a ban on this company"):
        employers.approve_company(Company.objects.get(pk=company.pk))


def test_third_name_is_found_by_what_only_the_second_had(meeting, pair, banned):
    register(UserFactory(name="Anja Bakker"), phone="020-5550123", name="Glans Facilitair")
    with pair.of(pair.first):
        say_same_company(Resemblance.objects.get(), "The register names the same owner.")
    with system_scope("test"):
        Company.objects.filter(organisation__name="Glans Facilitair").update(phone="0320 55 99 99")
    third = register(
        UserFactory(name="Cem Demir", email="cem@blink.example"),
        register_number="88880029",
        phone="0320559999",
        name="Blink",
        municipality="Urk",
    )
    assert found_for(third) == [["phone"]]


def test_reason_is_asked(pair):
    resemblance = ResemblanceFactory()
    with pair.of(pair.first):
        resemblance = Resemblance.objects.get(pk=resemblance.pk)
        for decide in (say_another_company, say_same_company):
            with pytest.raises(RuleBroken) as error:
                decide(resemblance, " ")
            assert error.value.field == "reason"


def test_change_of_details_is_compared_and_opens_no_vacancy_until_somebody_looked(meeting, pair, banned):
    with pair.of(pair.first):
        company = Company.objects.select_related("organisation").get(pk=meeting.company.pk)
        employers.change_company(
            company,
            name=company.organisation.name,
            sector=company.sector,
            register_number="",
            municipality=company.municipality,
            phone="020 555 01 23",
        )
        submitted = VacancyFactory(company=company, status="submitted")
        with pytest.raises(RuleBroken, match="resembles one under a pause or ban"):
            employers.open_vacancy(submitted)
        say_another_company(Resemblance.objects.get(), "A typing mistake: their own number is 020 555 01 32.")
        employers.open_vacancy(submitted)
    assert (company.status, submitted.status) == ("approved", "open")


def test_more_that_is_the_same_opens_it_again(meeting, pair, banned):
    company = register(UserFactory(name="Anja Bakker"), phone="020-5550123")
    with pair.of(pair.first):
        say_another_company(Resemblance.objects.get(), "They share a switchboard.")
    with system_scope("test"):
        look_for_returns(TODAY())
        assert Resemblance.objects.get().status == "other"
        company.organisation.name, company.municipality = "Van Houten Glans", "Almere"
        company.organisation.save()
        company.save()
        look_for_returns(TODAY())
        assert Resemblance.objects.get().status == "open"


def test_somebody_of_the_banned_company_does_not_join_another_unseen(meeting, pair, banned):
    with system_scope("test"):
        user = banned.company.organisation.memberships.get().user
    with open_scope(Scope(reader="nobody", actor=user)):
        employers.ask_to_join(meeting.company)
    with pair.of(pair.first):
        asked = JoinRequest.objects.select_related("company__organisation", "user").get()
        with pytest.raises(RuleBroken, match="resembles one under a pause or ban"):
            employers.grant_join(asked)
        say_another_company(
            Resemblance.objects.get(), "He left them in May and works here now: seen the contract."
        )
        employers.grant_join(asked)
    assert asked.status == "granted"


def test_invitation_by_a_colleague_is_compared(meeting, pair, banned):
    MembershipFactory(role=Role.EMPLOYER, organisation=meeting.company.organisation)
    with pair.of(meeting.employer, Role.EMPLOYER):
        invite_colleague(
            meeting.company.organisation,
            email="rob@vanhouten-schoon.example",
            name="Rob van Houten",
            duties=["vacancies"],
            language="nl",
            site="https://jobdesk.example",
        )
    assert found_for(meeting.company)[0][:2] == ["mail", "domain"]


def test_measure_that_begins_finds_who_is_there_already(meeting, pair, banned):
    with system_scope("test"):
        banned.status = "ended"
        banned.ended_on = TODAY()
        banned.save()
    company = register(UserFactory(name="Anja Bakker"), phone="020-5550123")
    assert found_for(company) == []
    with system_scope("test"):
        Measure.objects.filter(pk=banned.pk).update(status="in_force", ended_on=None)
        assert look_for_returns(TODAY()) == 1
        assert look_for_returns(TODAY()) == 0
    assert found_for(company) == [["phone"]]


def test_company_of_another_country_is_not_compared(banned):
    organisation = OrganisationFactory(kind="employer", country="BE")
    company = CompanyFactory(organisation=organisation, phone="020 555 01 23")
    with system_scope("test"):
        look_for_returns(TODAY())
    assert found_for(company) == []
