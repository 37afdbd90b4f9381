"""Several roles in one account: one is worn at a time, with the centres it gives and no others."""

import pytest

from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.desks import CentreFactory, ProjectFactory

pytestmark = pytest.mark.django_db


def _hat(client):
    return client.get("/me/").wsgi_request.hat


def test_first_role_is_worn_until_another_is_chosen(client, coach):
    MembershipFactory(user=coach, role=Role.FUNDER)
    client.force_login(coach)

    assert (_hat(client).role, [each.key for each in _hat(client).choices]) == (
        Role.COACH,
        [Role.COACH, Role.FUNDER],
    )
    client.post("/me/role/", {"role": Role.FUNDER})

    assert (_hat(client).role, _hat(client).centres) == (Role.FUNDER, ())


def test_role_that_the_user_has_not_cannot_be_worn(client, coach):
    client.force_login(coach)

    client.post("/me/role/", {"role": Role.ADMINISTRATOR})

    assert _hat(client).role == Role.COACH
    assert client.get("/members/").status_code == 403


def test_role_that_was_taken_away_is_no_longer_worn(client, coach):
    other = MembershipFactory(user=coach, role=Role.FUNDER)
    client.force_login(coach)
    client.post("/me/role/", {"role": Role.FUNDER})

    other.delete()

    assert _hat(client).role == Role.COACH


def test_centre_can_be_picked_and_put_back(client, coach, agency, centre):
    second = CentreFactory(name="AZC Lindenhout", organisation=agency)
    coach.memberships.get().centres.add(second)
    client.force_login(coach)

    assert (_hat(client).centres, _hat(client).centre) == ((centre, second), None)
    client.post("/me/centre/", {"centre": second.pk})
    assert _hat(client).centre == second
    client.post("/me/centre/", {"centre": ""})
    assert _hat(client).centre is None


def test_foreign_centre_cannot_be_picked(client, coach):
    client.force_login(coach)

    client.post("/me/centre/", {"centre": CentreFactory().pk})

    assert _hat(client).centre is None


def test_scope_of_a_coach_is_their_centres_with_country_and_projects(coach, agency, centre):
    CentreFactory(organisation=agency)
    project = ProjectFactory(centres=[centre])
    ProjectFactory()

    scope = hat_for(coach, Role.COACH).scope

    assert (scope.actor, scope.centres, scope.countries) == (coach, {centre.pk}, {"NL"})
    assert scope.projects == {project.pk}


def test_scope_of_a_funder_is_the_projects_they_pay(centre):
    membership = MembershipFactory(role=Role.FUNDER)
    project = ProjectFactory(centres=[centre], funders=[membership.organisation])
    ProjectFactory(centres=[centre])

    scope = hat_for(membership.user, Role.FUNDER).scope

    assert (scope.projects, scope.centres) == ({project.pk}, frozenset())


def test_scope_of_an_administrator_holds_nobody(administrator):
    scope = hat_for(administrator, Role.ADMINISTRATOR).scope

    assert (scope.reader, scope.actor, scope.centres) == ("nobody", administrator, frozenset())


def test_hat_without_membership_is_an_error(coach):
    with pytest.raises(LookupError):
        hat_for(coach, Role.FUNDER)


def test_user_without_role_is_told_so(client):
    client.force_login(UserFactory())

    response = client.get("/")

    assert response.status_code == 403
    assert "You have no role yet" in response.content.decode()


@pytest.mark.parametrize("next_url", ["https://elsewhere.example/", "//elsewhere.example/"])
def test_choice_never_leads_to_another_site(client, coach, next_url):
    client.force_login(coach)

    assert client.post("/me/language/", {"language": "en", "next": next_url}).url == "/"


@pytest.mark.parametrize(
    "next_url", ["foo", "home", "accounts:profile", "//", "/\\elsewhere.example", "", "me/"]
)
@pytest.mark.parametrize("url", ["/me/language/", "/me/centre/"])
def test_choice_leads_to_a_path_of_this_site_only(client, coach, url, next_url):
    client.force_login(coach)

    response = client.post(url, {"language": "en", "next": next_url})
    assert (response.status_code, response.url) == (302, "/")
    assert client.post(url, {"next": "/residents/?tab=mine"}).url == "/residents/?tab=mine"


@pytest.mark.parametrize("is_secure", [True, False])
def test_cookie_of_the_language_is_kept_as_that_of_the_session(client, settings, is_secure):
    settings.LANGUAGE_COOKIE_SECURE = is_secure
    client.post("/me/language/", {"language": "fr"})
    cookie = client.cookies["django_language"]
    assert (cookie.value, bool(cookie["secure"]), cookie["httponly"], cookie["samesite"]) == (
        "fr", is_secure, True, "Lax"
    )  # fmt: skip
