"""A coordinator or an administrator invites an employer."""

import pytest

from jobdesk.accounts.models import Invitation
from jobdesk.trail.access import Role
from jobdesk.trail.audit import AuditEntry
from tests.factories.accounts import InvitationFactory, MembershipFactory
from tests.factories.desks import CentreFactory

pytestmark = pytest.mark.django_db
TYPED = {"email": "Sanne@linde.example", "name": "Sanne de Wit", "language": "fr"}


@pytest.fixture
def inviter():
    return MembershipFactory(role=Role.COORDINATOR, centres=[CentreFactory()]).user


@pytest.mark.parametrize(
    ("role", "back"), [(Role.COORDINATOR, "/employers/"), (Role.ADMINISTRATOR, "/members/")]
)
def test_invitation_is_saved_recorded_and_sent(
    role, back, client_of, mailoutbox, django_capture_on_commit_callbacks
):
    centres = [CentreFactory()] if role == Role.COORDINATOR else []
    user = MembershipFactory(role=role, centres=centres).user
    with django_capture_on_commit_callbacks(execute=True):
        assert client_of(user).post("/employers/invite/", TYPED).url == back
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.role, invitation.organisation, invitation.invited_by) == (
        "sanne@linde.example",
        Role.EMPLOYER,
        None,
        user,
    )
    assert AuditEntry.objects.get(action="members.invited").actor == user
    assert mailoutbox[0].to == ["sanne@linde.example"]
    assert "Sanne de Wit" in client_of(user).get(back).content.decode()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Type an e-mail address, for example s.haddad@example.org."),
        ("sanne", "This is not a whole address. Type it as in s.haddad@example.org."),
        ("twice@linde.example", "This person was invited already. Send that invitation again."),
        ("coach@example.org", "This person has a role in Jobdesk already."),
    ],
)
def test_wrong_address_is_refused_with_what_to_do(inviter, client_of, typed, said):
    MembershipFactory(user__email="coach@example.org")
    InvitationFactory(email="twice@linde.example", organisation=None, role=Role.EMPLOYER)
    page = client_of(inviter).post("/employers/invite/", TYPED | {"email": typed})
    assert page.context["form"].errors["email"] == [said]
    assert page.context["form"]["name"].value() == "Sanne de Wit"


def test_own_invitation_is_sent_again_or_withdrawn_and_a_colleagues_is_not_found(inviter, client_of):
    office = client_of(inviter)
    own = InvitationFactory(organisation=None, role=Role.EMPLOYER, invited_by=inviter)
    other = InvitationFactory(organisation=None, role=Role.EMPLOYER)
    assert office.post(f"/employers/invitations/{own.pk}/resend/").url == "/employers/"
    assert office.post(f"/employers/invitations/{own.pk}/withdraw/").url == "/employers/"
    own.refresh_from_db()
    assert own.withdrawn_at is not None
    for act in ("resend", "withdraw"):
        assert office.post(f"/employers/invitations/{other.pk}/{act}/").status_code == 404
        assert office.get(f"/employers/invitations/{own.pk}/{act}/").status_code == 405
    coach = client_of(MembershipFactory(centres=[CentreFactory()]).user)
    assert coach.post(f"/employers/invitations/{own.pk}/resend/").status_code == 403
