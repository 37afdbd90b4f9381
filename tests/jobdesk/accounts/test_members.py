"""The list of members, and ending somebody's access."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jobdesk.accounts.models import User
from jobdesk.trail.access import Role
from jobdesk.trail.audit import AuditEntry
from tests.factories.accounts import InvitationFactory, MembershipFactory, UserFactory
from tests.factories.desks import CentreFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


def _listed(response):
    return {member.email for member in response.context["page"]}


def test_members_lists_those_of_what_the_administrator_administers(client, administrator, coach, hotel):
    guest = MembershipFactory(role=Role.EMPLOYER, organisation=hotel).user
    MembershipFactory()  # of another agency
    MembershipFactory(role=Role.EMPLOYER, organisation=OrganisationFactory(kind="employer", country="BE"))
    client.force_login(administrator)

    response = client.get("/members/")

    assert _listed(response) == {administrator.email, coach.email, guest.email}


def test_members_of_an_employer_are_their_own_only(client, hotel, coach):
    own = MembershipFactory(role=Role.ADMINISTRATOR, organisation=hotel).user
    MembershipFactory(role=Role.EMPLOYER)
    client.force_login(own)

    assert _listed(client.get("/members/")) == {own.email}


def test_members_shows_only_the_roles_that_are_administered(client, administrator, coach):
    MembershipFactory(
        user=coach, role=Role.COORDINATOR, organisation=OrganisationFactory(name="Fedasil", country="BE")
    )
    client.force_login(administrator)

    assert "Fedasil" not in client.get("/members/").content.decode()


def test_members_can_be_searched_and_filtered(client, administrator, coach, agency, hotel):
    zoe = MembershipFactory(
        user=UserFactory(name="Zoe Demir"), role=Role.COORDINATOR, organisation=agency
    ).user
    guest = MembershipFactory(role=Role.EMPLOYER, organisation=hotel).user
    client.force_login(administrator)

    assert _listed(client.get("/members/?q=demir")) == {zoe.email}
    assert _listed(client.get("/members/?role=coach")) == {coach.email}
    assert _listed(client.get(f"/members/?organisation={hotel.pk}")) == {guest.email}
    assert _listed(client.get("/members/?q=nobody")) == set()
    assert _listed(client.get("/members/?role=nonsense&organisation=x")) == {
        administrator.email,
        coach.email,
        zoe.email,
        guest.email,
    }


def test_members_takes_as_many_queries_for_many_as_for_few(
    client, administrator, agency, centre, django_assert_num_queries
):
    client.force_login(administrator)
    MembershipFactory(organisation=agency, centres=[centre])
    InvitationFactory(organisation=agency)
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get("/members/")
    for _number in range(3):
        MembershipFactory(organisation=agency, centres=[centre])
        InvitationFactory(organisation=agency)

    with django_assert_num_queries(len(few)):
        client.get("/members/")


def test_members_pages_after_fifty(client, administrator, agency):
    for _number in range(50):
        MembershipFactory(organisation=agency)
    client.force_login(administrator)

    first, second = client.get("/members/"), client.get("/members/?page=2")

    assert (len(_listed(first)), len(_listed(second))) == (50, 1)
    assert 'href="?page=2"' in first.content.decode()


@pytest.mark.parametrize("role", [Role.COACH, Role.COORDINATOR, Role.EMPLOYER, Role.FUNDER])
def test_members_are_not_for_another_role(client, role, coach):
    client.force_login(MembershipFactory(role=role).user)

    assert client.get("/members/").status_code == 403
    assert client.get(f"/members/{coach.pk}/deactivate/").status_code == 403
    assert client.post(f"/members/{coach.pk}/deactivate/").status_code == 403
    assert coach.memberships.count() == 1


def test_deactivate_asks_first(client, administrator, coach):
    client.force_login(administrator)

    page = client.get(f"/members/{coach.pk}/deactivate/").content.decode()

    assert f"End the access of {coach.name}?" in page
    assert coach.memberships.count() == 1


def test_deactivate_ends_the_roles_closes_the_account_and_logs_out(
    client, administrator, coach, agency, centre
):
    client.force_login(coach)
    cookies = client.cookies.copy()
    client.cookies.clear()
    client.force_login(administrator)

    assert client.post(f"/members/{coach.pk}/deactivate/").url == "/members/"

    coach.refresh_from_db()
    assert (coach.is_active, coach.memberships.count()) == (False, 0)
    entry = AuditEntry.objects.get(action="members.deactivated")
    assert (entry.actor, entry.subject_id) == (administrator, coach.pk)
    assert entry.changes == {
        "roles": [{"role": "coach", "organisation": agency.pk, "centres": [centre.code]}],
        "acting_for": agency.pk,
    }
    client.cookies = cookies
    assert client.get("/me/").status_code == 302


def test_members_and_filters_show_only_roles_at_centres_of_the_agency(client, administrator, agency, centre):
    partner = OrganisationFactory(name="Werkpunt", kind="partner")  # serves both agencies
    ours = MembershipFactory(organisation=partner, centres=[centre]).user
    mixed = MembershipFactory(organisation=partner, centres=[centre, CentreFactory(name="Bilzerbos")]).user
    foreign = MembershipFactory(organisation=partner, centres=[CentreFactory(country="BE")]).user
    belgian = OrganisationFactory(name="Werkpunt Limburg", kind="partner", country="BE")
    abroad = MembershipFactory(organisation=belgian, centres=[centre]).user
    client.force_login(administrator)

    response = client.get("/members/")

    assert _listed(response) == {administrator.email, ours.email, mixed.email, abroad.email}
    assert "Bilzerbos" not in response.content.decode()
    assert {name for _pk, name in response.context["organisations"]} == {
        "COA",
        "Werkpunt",
        "Werkpunt Limburg",
    }
    for act in (client.get, client.post):
        assert act(f"/members/{foreign.pk}/deactivate/").status_code == 404
    assert foreign.memberships.count() == 1


def test_deactivate_takes_of_a_mixed_role_only_the_own_centres(client, administrator, agency, centre):
    elsewhere = CentreFactory(country="BE")
    partner = OrganisationFactory(kind="partner")
    mixed = MembershipFactory(organisation=partner, centres=[centre, elsewhere])
    client.force_login(administrator)

    client.post(f"/members/{mixed.user.pk}/deactivate/")

    mixed.user.refresh_from_db()
    assert (mixed.user.is_active, list(mixed.centres.all())) == (True, [elsewhere])
    assert AuditEntry.objects.get(action="members.deactivated").changes["roles"] == [
        {"role": "coach", "organisation": partner.pk, "centres": [centre.code]}
    ]
    assert client.get(f"/members/{mixed.user.pk}/deactivate/").status_code == 404


def test_an_administrator_of_a_partner_reaches_no_role_with_centres(client, centre):
    """Or an agency's administrator would go through the partner, where one alone invites."""
    partner = OrganisationFactory(kind="partner")
    own = MembershipFactory(role=Role.ADMINISTRATOR, organisation=partner).user
    coach = MembershipFactory(organisation=partner, centres=[centre]).user
    client.force_login(own)

    assert _listed(client.get("/members/")) == {own.email}
    assert client.post(f"/members/{coach.pk}/deactivate/").status_code == 404


def test_deactivate_leaves_roles_elsewhere(client, administrator, coach):
    elsewhere = MembershipFactory(user=coach)
    client.force_login(administrator)

    client.post(f"/members/{coach.pk}/deactivate/")

    coach.refresh_from_db()
    assert (coach.is_active, list(coach.memberships.all())) == (True, [elsewhere])


def test_deactivate_oneself_is_refused(client, administrator):
    client.force_login(administrator)

    response = client.post(f"/members/{administrator.pk}/deactivate/", follow=True)

    assert "You cannot end your own roles." in response.content.decode()
    assert administrator.memberships.count() == 1


def test_deactivate_a_member_of_a_foreign_organisation_is_not_found(client, administrator):
    foreign = MembershipFactory().user
    client.force_login(administrator)

    assert client.get(f"/members/{foreign.pk}/deactivate/").status_code == 404
    assert client.post(f"/members/{foreign.pk}/deactivate/").status_code == 404
    assert User.objects.get(pk=foreign.pk).memberships.count() == 1
