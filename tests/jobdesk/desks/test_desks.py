"""Organisations, regions, centres and projects on their screens: add, change, close, and whose they are."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from jobdesk.desks.models import Centre, Organisation, Project, Region
from jobdesk.desks.places import find_place, places_like
from jobdesk.trail.access import Role
from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.scoping import system_scope
from reports.targets import target_figures
from residents.queries import centres_to_move_to, running_projects
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import CentreFactory, OrganisationFactory, ProjectFactory, RegionFactory
from tests.factories.employers import CompanyFactory

pytestmark = pytest.mark.django_db
Kind = Organisation.Kind


def names(response) -> list[str]:
    return [row.name for row in response.context["page"]]


def errors(response) -> list[str]:
    return list(response.context["form"].errors)


def trail_of(row) -> list[tuple]:
    entries = AuditEntry.objects.filter(subject_type=row._meta.label_lower, subject_id=row.pk)
    return [(entry.action, entry.changes) for entry in entries.order_by("pk")]


# ── Who sees what


def test_an_administrator_sees_what_lies_at_the_centres_of_their_agency(
    desk_client, project, partner, fund, foreign
):
    OrganisationFactory(name="Fonds BE", kind=Kind.FUNDER, country="BE")
    ProjectFactory(name="Elsewhere", centres=[foreign])

    assert names(desk_client.get("/desks/")) == ["AZC Almere"]
    assert names(desk_client.get("/desks/projects/")) == ["Grensland"]
    assert names(desk_client.get("/desks/organisations/")) == ["COA", "Fonds", "Werkpunt"]
    assert names(desk_client.get("/desks/regions/")) == ["Flevoland"]


def test_a_coordinator_looks_and_changes_nothing(client, agency, centre, project, foreign):
    CentreFactory(organisation=agency)
    client.force_login(MembershipFactory(role=Role.COORDINATOR, organisation=agency, centres=[centre]).user)

    assert names(client.get("/desks/")) == ["AZC Almere"]
    assert names(client.get("/desks/projects/")) == ["Grensland"]
    assert names(client.get("/desks/organisations/")) == ["COA", "Fonds", "Werkpunt"]
    page = client.get(f"/desks/projects/{project.pk}/").content.decode()
    assert [word for word in ("/change/", "/close/", "/targets/") if word in page] == []
    assert client.get(f"/desks/centres/{foreign.pk}/").status_code == 404
    for act in ("change", "close"):
        assert client.post(f"/desks/centres/{centre.pk}/{act}/").status_code == 403


def test_an_administrator_of_an_employer_sees_their_own_organisation(client, centre):
    hotel = OrganisationFactory(name="Hotel", kind=Kind.EMPLOYER)
    client.force_login(MembershipFactory(role=Role.ADMINISTRATOR, organisation=hotel).user)

    assert names(client.get("/desks/organisations/")) == ["Hotel"]
    assert names(client.get("/desks/")) == []
    page = client.get("/desks/organisations/").content.decode()
    assert "/desks/organisations/new/" not in page


@pytest.mark.parametrize("role", [Role.COACH, Role.EMPLOYER, Role.FUNDER])
def test_desks_are_not_for_other_roles(client, role, centre):
    client.force_login(MembershipFactory(role=role).user)
    for path in ("/desks/", "/desks/centres/new/", f"/desks/centres/{centre.pk}/"):
        assert client.get(path).status_code == 403


@pytest.mark.parametrize("act", ["change", "close", "reopen"])
def test_what_another_agency_looks_after_is_not_found(desk_client, centre, foreign, act):
    fedasil = foreign.organisation
    for kind, row in (("centres", foreign), ("organisations", fedasil), ("regions", foreign.region)):
        assert desk_client.post(f"/desks/{kind}/{row.pk}/{act}/", {"name": "Mine"}).status_code == 404
    assert Centre.objects.get(pk=foreign.pk).name == "Bilzerbos"


def test_there_are_four_kinds(desk_client):
    assert desk_client.get("/desks/users/").status_code == 404
    assert desk_client.get("/desks/users/new/").status_code == 404


def test_rows_are_found_by_name_and_state(desk_client, agency, centre):
    closed = CentreFactory(name="Oud", organisation=agency, closed_on=date(2026, 1, 1))

    assert names(desk_client.get("/desks/centres/?q=azc")) == ["AZC Almere"]
    assert names(desk_client.get("/desks/centres/?state=closed")) == [closed.name]
    assert names(desk_client.get("/desks/centres/?state=open")) == ["AZC Almere"]
    assert names(desk_client.get("/desks/centres/?state=nonsense")) == ["AZC Almere", "Oud"]


# ── Organisations and regions


@pytest.mark.parametrize("kind", [Kind.PARTNER, Kind.FUNDER, Kind.MUNICIPALITY, Kind.EMPLOYER])
def test_an_organisation_is_added_with_its_trail(desk_client, administrator, kind):
    response = desk_client.post("/desks/organisations/new/", {"name": "Nieuw", "kind": kind, "country": "NL"})

    made = Organisation.objects.get(name="Nieuw")
    assert (response.url, made.kind, made.country) == (f"/desks/organisations/{made.pk}/", kind, "NL")
    entry = AuditEntry.objects.get()
    assert (entry.action, entry.actor, entry.subject_id) == ("organisation.added", administrator, made.pk)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"kind": Kind.AGENCY}, "kind"),
        ({"country": "BE"}, "country"),
        ({"name": "Fonds", "kind": Kind.FUNDER}, "__all__"),
    ],
)
def test_an_organisation_that_does_not_fit_is_refused(desk_client, fund, change, field):
    answers = {"name": "Nieuw", "kind": Kind.PARTNER, "country": "NL"} | change

    response = desk_client.post("/desks/organisations/new/", answers)

    assert errors(response) == [field]
    assert response.context["form"]["name"].value() == answers["name"]
    assert not Organisation.objects.filter(name="Nieuw").exists()


def test_an_organisation_stays_what_it_is(desk_client, partner):
    """A partner that became an agency would give its administrators the agency's rights."""
    desk_client.post(
        f"/desks/organisations/{partner.pk}/change/", {"name": "Werk", "kind": "agency", "country": "BE"}
    )

    partner.refresh_from_db()
    assert (partner.name, partner.kind, partner.country) == ("Werk", Kind.PARTNER, "NL")
    assert trail_of(partner) == [("organisation.changed", {"name": ["Werkpunt", "Werk"]})]


def test_a_change_of_nothing_leaves_no_trail(desk_client, partner):
    desk_client.post(f"/desks/organisations/{partner.pk}/change/", {"name": "Werkpunt"})
    assert trail_of(partner) == []


def test_a_name_that_is_taken_is_refused_when_changing(desk_client, partner):
    OrganisationFactory(name="Twee", kind=Kind.PARTNER)
    response = desk_client.post(f"/desks/organisations/{partner.pk}/change/", {"name": "Twee"})
    assert errors(response) == ["__all__"]
    assert response.context["row"].name == "Werkpunt"


def test_an_organisation_that_runs_a_project_is_not_closed(desk_client, project, partner):
    path = f"/desks/organisations/{partner.pk}/close/"
    assert desk_client.post(path).context["refusal"].startswith("It runs a project.")
    Project.objects.update(closed_on=timezone.localdate())
    assert desk_client.post(path).url == f"/desks/organisations/{partner.pk}/"
    partner.refresh_from_db()
    assert partner.closed_on == timezone.localdate()
    assert desk_client.post(path).context["refusal"] == "This is closed already."
    desk_client.post(f"/desks/organisations/{partner.pk}/reopen/")
    partner.refresh_from_db()
    assert partner.closed_on is None
    assert [action for action, _changes in trail_of(partner)] == [
        "organisation.closed",
        "organisation.reopened",
    ]


def test_the_organisation_of_a_company_is_closed_once_the_company_is(desk_client, agency):
    company = CompanyFactory(organisation__country=agency.country)
    path = f"/desks/organisations/{company.organisation_id}/close/"
    assert "under “Employers” first" in desk_client.post(path).context["refusal"]
    with system_scope("test"):
        company.status = company.Status.CLOSED
        company.save()
    assert desk_client.post(path).status_code == 302


def test_an_agency_is_not_closed(desk_client, agency):
    response = desk_client.post(f"/desks/organisations/{agency.pk}/close/")
    assert response.context["refusal"] == "A reception agency is not closed here."


def test_a_region_is_added_and_closed_when_no_centre_needs_it(desk_client, centre):
    desk_client.post("/desks/regions/new/", {"name": "Zuid", "country": "NL"})
    assert errors(desk_client.post("/desks/regions/new/", {"name": "Zuid", "country": "NL"})) == ["__all__"]
    assert Region.objects.filter(name="Zuid").count() == 1

    path = f"/desks/regions/{centre.region_id}/close/"
    assert desk_client.post(path).context["refusal"].startswith("There are open centres in this region.")
    Centre.objects.update(closed_on=timezone.localdate())
    assert desk_client.post(path).status_code == 302


# ── Centres


@pytest.fixture
def new_centre(agency, centre):
    return {
        "name": "AZC Utrecht",
        "code": "utrecht",
        "organisation": agency.pk,
        "region": centre.region_id,
        "municipality": "Utrecht",
        "postcode": "3511 AA",
        "capacity": "300",
        "latitude": "",
        "longitude": "",
    }


def test_a_centre_gets_its_country_from_the_agency_and_its_position_from_the_place(desk_client, new_centre):
    response = desk_client.post(
        "/desks/centres/new/", new_centre | {"country": "BE", "municipality": "utrecht"}
    )

    made = Centre.objects.get(code="utrecht")
    assert response.url == f"/desks/centres/{made.pk}/"
    assert (made.country, made.municipality) == ("NL", "Utrecht")
    assert (made.latitude, made.longitude) == (Decimal("52.09100"), Decimal("5.12200"))
    assert trail_of(made) == [("centre.added", {"name": "AZC Utrecht"})]


@pytest.mark.parametrize("typed", ["52,09512", "52.09512", " 52.09512 "])
def test_coordinates_stay_editable_with_comma_and_point(desk_client, new_centre, typed):
    desk_client.post("/desks/centres/new/", new_centre | {"latitude": typed, "longitude": "5,10000"})
    assert Centre.objects.get(code="utrecht").latitude == Decimal("52.09512")


def test_the_form_shows_what_it_found_and_keeps_what_was_typed(desk_client, new_centre):
    asked = new_centre | {"municipality": "den bosch", "capacity": "", "look_up": "1"}

    response = desk_client.post("/desks/centres/new/", asked)

    form = response.context["form"]
    assert response.context["found"] == "'s-Hertogenbosch (Netherlands) lies at 51.69900 north, 5.30400 east."
    assert (form["latitude"].value(), form["longitude"].value()) == ("51.69900", "5.30400")
    assert (form["name"].value(), form["municipality"].value()) == ("AZC Utrecht", "den bosch")
    assert not Centre.objects.filter(code="utrecht").exists()


def test_a_place_that_is_not_known_is_said_with_what_is_like_it(desk_client, new_centre):
    asked = new_centre | {"municipality": "Utrect"}
    said = "Jobdesk does not know this place. Did you mean Utrecht"

    assert desk_client.post("/desks/centres/new/", asked | {"look_up": "1"}).context["found"].startswith(said)
    response = desk_client.post("/desks/centres/new/", asked)
    assert response.context["form"].errors["municipality"][0].startswith(said)
    desk_client.post("/desks/centres/new/", asked | {"latitude": "52.09", "longitude": "5.12"})
    assert Centre.objects.get(code="utrecht").municipality == "Utrect"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"latitude": "5.122", "longitude": "52.091"}, "latitude"),  # the wrong way round
        ({"latitude": "91", "longitude": "5"}, "latitude"),
        ({"latitude": "north", "longitude": "5"}, "latitude"),
        ({"capacity": "-1"}, "capacity"),
        ({"capacity": "9" * 12}, "capacity"),
        ({"code": "two words"}, "code"),
        ({"municipality": ""}, "municipality"),
        ({"region": "x"}, "region"),
        ({"organisation": "0"}, "organisation"),
    ],
)
def test_a_centre_that_does_not_fit_is_refused(desk_client, new_centre, change, field):
    response = desk_client.post("/desks/centres/new/", new_centre | change)
    assert errors(response) == [field]
    assert not Centre.objects.filter(name="AZC Utrecht").exists()


def test_a_centre_is_not_added_to_another_agency_or_region_abroad(desk_client, new_centre, foreign):
    fedasil = {"organisation": foreign.organisation_id}
    assert errors(desk_client.post("/desks/centres/new/", new_centre | fedasil)) == ["organisation"]
    assert errors(desk_client.post("/desks/centres/new/", new_centre | {"region": foreign.region_id})) == [
        "region"
    ]


def test_a_code_that_is_taken_is_refused(desk_client, new_centre, centre):
    assert errors(desk_client.post("/desks/centres/new/", new_centre | {"code": centre.code})) == ["code"]


def test_a_centre_keeps_its_agency_and_its_code(desk_client, new_centre, centre, foreign):
    """Another agency would get its residents, or lose them."""
    moved = new_centre | {"organisation": foreign.organisation_id, "code": "mine", "capacity": "350"}
    before = centre.code

    desk_client.post(f"/desks/centres/{centre.pk}/change/", moved)

    agency = centre.organisation
    centre.refresh_from_db()
    assert (centre.organisation, centre.code, centre.capacity) == (agency, before, 350)
    ((action, changes),) = trail_of(centre)
    assert (action, changes["capacity"]) == ("centre.changed", [400, 350])
    page = desk_client.get(f"/desks/centres/{centre.pk}/").content.decode()
    assert "Capacity (places): 400 → 350" in page


def test_a_closed_centre_and_project_are_no_longer_offered(desk_client, administrator, centre, project):
    other = CentreFactory(organisation=centre.organisation)
    assert list(centres_to_move_to(other)) == [centre]
    assert list(running_projects([centre.pk], timezone.localdate())) == [project]

    desk_client.post(f"/desks/centres/{centre.pk}/close/")
    desk_client.post(f"/desks/projects/{project.pk}/close/")

    assert list(centres_to_move_to(other)) == []
    assert list(running_projects([centre.pk], timezone.localdate())) == []
    form = desk_client.get("/members/invite/").context["form"]
    assert set(form.fields["centres"].queryset) == {other}


# ── Projects


@pytest.fixture
def new_project(partner, fund, centre):
    return {
        "name": "Nieuw werk",
        "code": "NW",
        "organisation": partner.pk,
        "funders": [fund.pk],
        "centres": [centre.pk],
        "starts_on": "2026-01-01",
        "ends_on": "2028-12-31",
        "guidance_months": "18",
        "budget": "960000,50",
        "grant": "",
    }


def test_a_project_is_added_with_funders_and_centres(desk_client, new_project, centre, fund):
    response = desk_client.post("/desks/projects/new/", new_project)

    made = Project.objects.get(code="NW")
    assert response.url == f"/desks/projects/{made.pk}/"
    assert (list(made.funders.all()), list(made.centres.all())) == ([fund], [centre])
    assert (made.budget, made.grant) == (Decimal("960000.50"), None)
    assert trail_of(made) == [
        ("project.added", {"name": "Nieuw werk"}),
        ("project.changed", {"funders": [[], ["Fonds"]], "centres": [[], ["AZC Almere"]]}),
    ]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"centres": []}, "centres"),
        ({"funders": []}, "funders"),
        ({"ends_on": "2025-12-31"}, "__all__"),
        ({"grant": "1000000"}, "__all__"),
        ({"budget": "much"}, "budget"),
        ({"code": "GRENS"}, "code"),
    ],
)
def test_a_project_that_does_not_fit_is_refused(desk_client, project, new_project, change, field):
    assert errors(desk_client.post("/desks/projects/new/", new_project | change)) == [field]
    assert not Project.objects.filter(code="NW").exists()


def test_a_project_does_not_get_centres_of_another_agency(desk_client, new_project, foreign):
    response = desk_client.post("/desks/projects/new/", new_project | {"centres": [foreign.pk]})
    assert errors(response) == ["centres"]


def test_changing_a_shared_project_leaves_the_centres_of_the_other_agency(
    desk_client, new_project, project, centre, foreign
):
    more = CentreFactory(name="Zuid", organisation=centre.organisation)
    form = desk_client.get(f"/desks/projects/{project.pk}/change/").context["form"]
    assert set(form.fields["centres"].queryset) == {centre, more}
    assert form["centres"].value() == [centre.pk]
    assert "Bilzerbos" in form["centres"].help_text

    desk_client.post(f"/desks/projects/{project.pk}/change/", new_project | {"centres": [more.pk]})

    assert set(project.centres.all()) == {foreign, more}
    changes = trail_of(project)[0][1]
    assert changes["centres"] == [["AZC Almere", "Bilzerbos"], ["Bilzerbos", "Zuid"]]


def test_a_project_without_ones_centres_is_looked_at_only(client, partner, foreign):
    own = MembershipFactory(role=Role.ADMINISTRATOR, organisation=partner).user
    theirs = ProjectFactory(organisation=partner, centres=[foreign])
    client.force_login(own)

    assert client.get(f"/desks/projects/{theirs.pk}/").status_code == 200
    assert client.get(f"/desks/projects/{theirs.pk}/change/").status_code == 404


def test_targets_are_set_changed_and_taken_away(desk_client, project):
    path = f"/desks/projects/{project.pk}/targets/"
    desk_client.post(path, {"matched": "20", "started": "15"})
    desk_client.post(path, {"matched": "25", "started": ""})

    assert dict(project.targets.values_list("figure", "value")) == {"matched": 25}
    assert trail_of(project) == [
        ("project.targets_changed", {"matched": [None, 20], "started": [None, 15]}),
        ("project.targets_changed", {"matched": ["20.000", 25], "started": ["15.000", None]}),
    ]
    matched = dict(target_figures())["matched"]
    assert f"{matched}: 25" in desk_client.get(f"/desks/projects/{project.pk}/").content.decode()
    assert errors(desk_client.post(path, {"matched": "-1", "started": "x"})) == ["matched", "started"]


# ── The map


def test_a_place_is_found_by_its_other_names():
    assert find_place("Den Bosch", "NL").name == "'s-Hertogenbosch"
    assert find_place("Nergenshuizen", "NL") is None
    assert find_place("Utrecht", "XX") is None


def test_places_like_a_name_are_few_and_near():
    assert places_like("Amsterdm", "NL")[0] == "Amsterdam"
    assert len(places_like("Amsterdm", "NL")) <= 3
    assert places_like("Amsterdm", "XX") == []


def test_lists_ask_as_many_queries_for_many_as_for_few(
    desk_client, agency, project, django_assert_max_num_queries
):
    for _number in range(5):
        CentreFactory(organisation=agency, region=RegionFactory())
    for path in ("/desks/centres/", "/desks/projects/", "/desks/regions/", "/desks/organisations/"):
        with django_assert_max_num_queries(12):
            desk_client.get(path)
