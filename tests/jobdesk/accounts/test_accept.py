"""The page behind the link of an invitation, for everybody who may open it."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from jobdesk.accounts.models import Membership, User
from jobdesk.accounts.tokens import INVITATION_LASTS, invitation_token
from jobdesk.trail.access import Role
from jobdesk.trail.audit import AuditEntry
from tests.factories.accounts import InvitationFactory, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
ANSWERS = {
    "name": "Samira Haddad",
    "password": "quite-a-long-sentence-3",
    "password_again": "quite-a-long-sentence-3",
}


@pytest.fixture
def invitation(agency, centre):
    return InvitationFactory(organisation=agency, centres=[centre])


@pytest.fixture
def link(invitation):
    return f"/i/{invitation_token(invitation.pk)}/"


def test_accept_shows_role_and_organisation(client, link):
    page = client.get(link).content.decode()

    assert [word for word in ("Job coach", "COA", "AZC Almere", "Samira Haddad") if word not in page] == []


def test_accept_is_shown_in_the_language_of_the_invitation(client, invitation, link):
    invitation.language = "nl"
    invitation.save()

    assert '<html lang="nl">' in client.get(link).content.decode()


def test_accept_makes_the_account_with_the_role_and_logs_in(client, invitation, link, centre):
    response = client.post(link, ANSWERS)

    assert (response.status_code, response.url) == (302, "/")
    user = User.objects.get(email=invitation.email)
    assert client.session["_auth_user_id"] == str(user.pk)
    assert user.check_password(ANSWERS["password"])
    address = user.emailaddress_set.get()
    assert (address.email, address.verified, address.primary) == (invitation.email, True, True)
    membership = user.memberships.get()
    assert (membership.role, membership.organisation) == (Role.COACH, invitation.organisation)
    assert list(membership.centres.all()) == [centre]
    assert list(AuditEntry.objects.order_by("id").values_list("action", "actor")) == [
        ("members.account_made", user.pk),
        ("members.invitation_accepted", user.pk),
    ]


def test_accept_works_once(client, invitation, link):
    client.post(link, ANSWERS)
    client.post("/account/logout/")

    response = client.post(
        link, ANSWERS | {"password": "another-long-sentence", "password_again": "another-long-sentence"}
    )

    assert response.status_code == 410
    assert "This invitation was used" in response.content.decode()
    assert User.objects.get(email=invitation.email).check_password(ANSWERS["password"])
    assert Membership.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"name": ""}, "name"),
        ({"password": "short", "password_again": "short"}, "password"),
        ({"password_again": "something-else-altogether"}, "password_again"),
        ({"password": "Samira Haddad", "password_again": "Samira Haddad"}, "password"),
    ],
)
def test_accept_refuses_an_answer_that_does_not_fit(client, link, changed, field):
    response = client.post(link, ANSWERS | changed)

    assert list(response.context["form"].errors) == [field]
    assert Membership.objects.count() == 0


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"expires_at": timezone.now() - timedelta(minutes=1)}, "This invitation has expired"),
        ({"withdrawn_at": timezone.now()}, "This invitation was withdrawn"),
        ({"accepted_at": timezone.now()}, "This invitation was used"),
    ],
)
def test_accept_of_a_closed_invitation_says_why(client, invitation, link, changed, said):
    type(invitation).objects.update(**changed)

    response = client.post(link, ANSWERS)

    assert response.status_code == 410
    assert said in response.content.decode()
    assert not User.objects.filter(email=invitation.email).exists()


def test_accept_with_an_old_link_of_an_invitation_sent_again_is_refused(client, invitation):
    with time_machine.travel(timezone.now() - INVITATION_LASTS - timedelta(minutes=1)):
        old = f"/i/{invitation_token(invitation.pk)}/"

    response = client.get(old)

    assert response.status_code == 410
    assert "This invitation has expired" in response.content.decode()


def test_accept_with_a_tampered_link_is_not_found(client, invitation, link):
    other = InvitationFactory()
    tampered = link.replace(f"/i/{invitation.pk}.", f"/i/{other.pk}.")

    for path in (tampered, link[:-3] + "/", "/i/nothing/"):
        response = client.post(path, ANSWERS)
        assert response.status_code == 404
        assert "This link is not right" in response.content.decode()
    assert Membership.objects.count() == 0


def test_accept_asks_an_existing_user_to_log_in_first(client, invitation, link):
    MembershipFactory(user=UserFactory(email=invitation.email), role=Role.EMPLOYER)

    page = client.post(link, ANSWERS).content.decode()

    assert "You have an account with this e-mail address" in page
    assert not Membership.objects.filter(organisation=invitation.organisation).exists()


def test_accept_adds_the_role_to_the_account_of_an_existing_user(client, invitation, link, centre):
    user = MembershipFactory(user=UserFactory(email=invitation.email), role=Role.EMPLOYER).user
    client.force_login(user)

    assert "Accept the invitation" in client.get(link).content.decode()
    assert client.post(link).url == "/"

    assert set(user.memberships.values_list("role", flat=True)) == {Role.COACH, Role.EMPLOYER}
    assert list(user.memberships.get(role=Role.COACH).centres.all()) == [centre]
    assert client.get(link).status_code == 410


def test_accept_by_an_existing_user_without_any_role(client, invitation, link):
    user = UserFactory(email=invitation.email)
    client.force_login(user)

    client.post(link)

    assert user.memberships.get().role == Role.COACH
    assert AuditEntry.objects.get(action="members.invitation_accepted").actor == user


@pytest.mark.parametrize("has_account", [True, False])
def test_accept_by_somebody_else_gives_nothing(client, invitation, link, coach, has_account):
    if has_account:
        UserFactory(email=invitation.email)
    before = Membership.objects.count()
    client.force_login(coach)

    response = client.post(link, ANSWERS)

    assert response.status_code == 403
    assert "This invitation is not for this account" in response.content.decode()
    assert invitation.email not in response.content.decode()
    assert Membership.objects.count() == before


def test_accept_opens_a_closed_account_with_nothing_but_the_role(client, invitation, link):
    user = UserFactory(email=invitation.email, is_active=False, is_staff=True, is_superuser=True)
    MembershipFactory(user=user, role=Role.ADMINISTRATOR)

    client.post(link, ANSWERS)

    user.refresh_from_db()
    assert (user.is_active, user.is_staff, user.is_superuser) == (True, False, False)
    assert [membership.role for membership in user.memberships.all()] == [Role.COACH]
    assert user.check_password(ANSWERS["password"])
