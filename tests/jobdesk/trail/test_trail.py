"""The trail for administrators: who did what to members, desks and the law; theirs only, and no resident."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from jobdesk.accounts.hats import hat_for
from jobdesk.accounts.services import change_centres, deactivate_member, invite_member
from jobdesk.desks import services as desks
from jobdesk.technical_trail import TECHNICAL
from jobdesk.trail.access import Role
from jobdesk.trail.audit import AuditEntry, record
from jobdesk.trail.scoping import open_scope, system_scope
from jobdesk.trail.telling import lines, tellers
from residents.services.law import propose_law_value
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import CentreFactory, OrganisationFactory, RegionFactory
from tests.factories.residents import ResidentFactory

SITE = "https://jobdesk.example"


@pytest.fixture
def agency(db):
    return OrganisationFactory(name="COA")


@pytest.fixture
def centre(agency):
    return CentreFactory(name="AZC Almere", organisation=agency)


def administrator_of(agency, name):
    return MembershipFactory(role=Role.ADMINISTRATOR, organisation=agency, user__name=name).user


@pytest.fixture
def ruth(agency):
    return administrator_of(agency, "Ruth de Groot")


@pytest.fixture
def hanna(agency):
    return administrator_of(agency, "Hanna Smit")


@pytest.fixture
def pieter(db):
    """Of another agency, in another country."""
    fedasil = OrganisationFactory(name="Fedasil", country="BE")
    administrator_of(fedasil, "Lien Maes")
    return administrator_of(fedasil, "Pieter Aerts")


def as_(user):
    return open_scope(hat_for(user, Role.ADMINISTRATOR).scope)


def invite(user, organisation, role, centres=()):
    with as_(user):
        return invite_member(
            email=f"{role}-{organisation.pk}@example.org",
            name="Samira Haddad",
            role=role,
            organisation=organisation,
            centres=centres,
            language="nl",
            site=SITE,
        )


def told(response):
    return [(line.who, line.title, line.told.subject, line.told.text) for line in response.context["lines"]]


@pytest.fixture
def _some_of_each(ruth, hanna, pieter, agency, centre):
    """What two administrators of one agency did, and one of another."""
    hotel = OrganisationFactory(name="Hotel", kind="employer")
    invite(ruth, agency, Role.COACH, [centre])
    invite(hanna, hotel, Role.EMPLOYER)
    more = CentreFactory(name="Zuid", organisation=agency)
    member = MembershipFactory(organisation=agency, centres=[centre, more], user__name="Noor Visser")
    with as_(ruth):
        change_centres(member, [centre], site=SITE)
        deactivate_member(member.user)
        desks.change(centre, {"capacity": 350})
        desks.add_region(name="Zuid", country="NL")
        propose_law_value(**VALUE, name="nl.work.waiting_months")
    belgian = CentreFactory(country="BE", organisation=pieter.memberships.get().organisation)
    with as_(pieter):
        desks.change(belgian, {"capacity": 1})
        desks.add_region(name="Limburg", country="BE")
        propose_law_value(**VALUE, name="be.work.waiting_months")
    invite(pieter, belgian.organisation, Role.COACH, [belgian])
    with as_(pieter):
        deactivate_member(MembershipFactory(organisation=belgian.organisation, centres=[belgian]).user)


VALUE = {
    "value": 5,
    "from_on": date(2027, 1, 1),
    "source": "Staatsblad 2026, 500",
    "source_url": "https://zoek.example.nl/",
    "confidence": "O",
}


@pytest.mark.usefixtures("_some_of_each")
def test_trail_tells_what_was_done_and_by_whom(client, ruth):
    client.force_login(ruth)

    assert told(client.get("/trail/")) == [
        (
            "Ruth de Groot",
            "Proposed a value of the law",
            "Waiting time before an applicant may work",
            "Netherlands, from 1 January 2027: 5 months",
        ),
        ("Ruth de Groot", "Added a region", "Zuid", ""),
        ("Ruth de Groot", "Changed a centre", "AZC Almere", "Capacity (places): 400 → 350"),
        ("Ruth de Groot", "Ended the access of a member", "Noor Visser", "Job coach, COA: AZC Almere"),
        ("Ruth de Groot", "Took centres away from a member", "Noor Visser", "Job coach, COA: Zuid"),
        ("Hanna Smit", "Sent an invitation", "Samira Haddad", "Employer, Hotel"),
        (
            "Ruth de Groot",
            "Asked for a role that two administrators give",
            "Samira Haddad",
            "Job coach, COA: AZC Almere",
        ),
    ]


@pytest.mark.usefixtures("_some_of_each")
def test_trail_of_another_agency_is_not_told(client, ruth, pieter):
    client.force_login(pieter)
    response = client.get("/trail/")
    assert {line.who for line in response.context["lines"]} == {"Pieter Aerts"}
    assert len(response.context["lines"]) == 5
    page = response.content.decode()
    assert [word for word in ("Ruth", "Hanna", "Almere", "Noor") if word in page] == []


@pytest.mark.usefixtures("_some_of_each")
def test_trail_is_searched_by_person_day_and_subject(client, ruth, hanna, pieter):
    invited = AuditEntry.objects.get(action="members.invited")
    AuditEntry.objects.filter(pk=invited.pk).update(at=timezone.now() - timedelta(days=3))
    client.force_login(ruth)
    day = timezone.localdate() - timedelta(days=3)

    assert {who for who, *_rest in told(client.get(f"/trail/?person={hanna.pk}"))} == {"Hanna Smit"}
    assert len(told(client.get(f"/trail/?day={day.isoformat()}"))) == 1
    assert [title for _who, title, *_rest in told(client.get("/trail/?about=desks"))] == [
        "Added a region",
        "Changed a centre",
    ]
    assert len(told(client.get("/trail/?about=law"))) == 1
    assert told(client.get("/trail/?day=2020-01-01")) == []
    everything = told(client.get("/trail/"))
    for nonsense in (f"person={pieter.pk}", "person=x", "day=x", "about=residents", "page=x", "page=99"):
        assert told(client.get(f"/trail/?{nonsense}")) == everything
    assert {pk for pk, _name in client.get("/trail/").context["people"]} == {ruth.pk, hanna.pk}


def test_trail_tells_what_was_done_in_the_technical_administration(client, ruth, pieter, centre, admin_user):
    other = CentreFactory(country="BE")
    client.force_login(admin_user)
    client.post(f"/admin/desks/region/{centre.region.pk}/change/", {"name": "Noord", "country": "NL"})
    client.post("/admin/desks/region/add/", {"name": "Sud", "country": "BE"})
    for country, name in (("NL", "Oost"), ("BE", "Est")):
        region = RegionFactory(country=country, name=name)
        client.post(f"/admin/desks/region/{region.pk}/delete/", {"post": "yes"})
    with as_(ruth):
        record("admin.second_step_taken_away", ruth)
    client.force_login(ruth)
    assert [line[1:] for line in told(client.get("/trail/?about=technical"))] == [
        ("Took the second step of a member away", "Ruth de Groot", ""),
        ("Deleted in the technical administration", "Oost", ""),
        ("Changed in the technical administration", "Noord", "Name"),
    ]
    with override("nl"):
        (line,) = lines(list(AuditEntry.objects.filter(action="admin.changed")), [TECHNICAL])
        assert line.told.text == "Naam"
    client.force_login(pieter)
    assert {subject for _who, _title, subject, _text in told(client.get("/trail/?about=technical"))} == {
        "Sud",
        "Est",
    }
    assert other.country == "BE"


def test_trail_names_no_resident(client, ruth, centre):
    with system_scope("test"):
        resident = ResidentFactory(first_name="Amina", centre=centre)
        record("resident.registered", resident, {"first_name": [None, "Amina"]})
    client.force_login(ruth)

    page = client.get("/trail/")

    assert (told(page), "Amina" in page.content.decode()) == ([], False)
    assert "Nothing was done yet" in page.content.decode()


def test_trail_pages_after_fifty(client, ruth, centre):
    with as_(ruth):
        for number in range(51):
            desks.change(centre, {"capacity": number})
    client.force_login(ruth)
    first, second = client.get("/trail/?about=desks"), client.get("/trail/?about=desks&page=2")
    assert (len(told(first)), len(told(second))) == (50, 1)
    assert 'href="?about=desks&amp;page=2"' in first.content.decode()


@pytest.mark.parametrize("role", [Role.COACH, Role.COORDINATOR, Role.EMPLOYER, Role.FUNDER])
def test_trail_is_for_administrators(client, db, role):
    client.force_login(MembershipFactory(role=role).user)
    assert client.get("/trail/").status_code == 403


def test_no_two_tellers_tell_of_one_action():
    actions = [action for teller in tellers() for action in teller.actions]
    assert len(actions) == len(set(actions))
