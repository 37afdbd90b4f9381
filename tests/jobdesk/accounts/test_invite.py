"""An administrator invites somebody: what is saved, recorded and sent, and what is refused."""

import pytest

from jobdesk.accounts.models import Invitation
from jobdesk.accounts.tokens import INVITATION_LASTS, invitation_id_in
from jobdesk.desks.models import Organisation
from jobdesk.trail.access import Role
from jobdesk.trail.audit import AuditEntry
from tests.factories.accounts import InvitationFactory, MembershipFactory
from tests.factories.desks import CentreFactory, OrganisationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def answers(agency, centre):
    """What an administrator types to invite a coach."""
    return {
        "email": "Samira.Haddad@example.org",
        "name": "Samira Haddad",
        "organisation": agency.pk,
        "role": Role.COACH,
        "centres": [centre.pk],
        "language": "fr",
    }


@pytest.fixture
def for_the_hotel(answers, hotel):
    """What they type to invite an employer."""
    return answers | {"organisation": hotel.pk, "role": Role.EMPLOYER, "centres": []}


def test_invite_saves_records_and_mails_in_the_language_of_the_invited(
    client, administrator, for_the_hotel, hotel, mailoutbox, django_capture_on_commit_callbacks
):
    client.force_login(administrator)

    with django_capture_on_commit_callbacks(execute=True):
        response = client.post("/members/invite/", for_the_hotel)

    assert (response.status_code, response.url) == (302, "/members/")
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.role, invitation.language) == (
        "samira.haddad@example.org",
        Role.EMPLOYER,
        "fr",
    )
    assert (invitation.organisation, list(invitation.centres.all())) == (hotel, [])
    assert invitation.invited_by == administrator
    assert (invitation.expires_at - invitation.created_at).total_seconds() == pytest.approx(
        INVITATION_LASTS.total_seconds(), abs=5
    )
    entry = AuditEntry.objects.get(action="members.invited")
    assert (entry.actor, entry.subject_id) == (administrator, invitation.pk)
    assert entry.changes == {
        "role": "employer",
        "organisation": hotel.pk,
        "centres": [],
        "duties": ["candidates", "colleagues", "papers", "vacancies"],
    }
    (mail,) = mailoutbox
    assert mail.to == ["samira.haddad@example.org"]
    assert [word for word in ("Samira", "Haddad", "@") if word in mail.subject] == []
    html, kind = mail.alternatives[0]
    assert (kind, '<html lang="fr">' in html) == ("text/html", True)


def test_invite_link_carries_nothing_about_the_person(
    client, administrator, for_the_hotel, mailoutbox, django_capture_on_commit_callbacks
):
    client.force_login(administrator)

    with django_capture_on_commit_callbacks(execute=True):
        client.post("/members/invite/", for_the_hotel)

    link = next(line for line in mailoutbox[0].body.splitlines() if line.startswith("http://testserver/i/"))
    number, _when, _signature = link.removesuffix("/").rsplit("/", 1)[1].split(".")
    assert int(number) == Invitation.objects.get().pk
    assert mailoutbox[0].alternatives[0][0].count(link) == 3


@pytest.mark.parametrize(
    "kind", [Organisation.Kind.EMPLOYER, Organisation.Kind.FUNDER, Organisation.Kind.PARTNER]
)
def test_invite_form_of_an_agency_offers_the_guests_of_its_country(client, administrator, agency, kind):
    guest = OrganisationFactory(kind=kind)
    OrganisationFactory(kind=kind, country="BE")
    OrganisationFactory(kind=Organisation.Kind.AGENCY)
    client.force_login(administrator)

    form = client.get("/members/invite/").context["form"]

    assert set(form.fields["organisation"].queryset) == {agency, guest}


def test_invite_form_of_an_employer_offers_only_their_own_company_and_no_centres(
    client, agency, centre, hotel
):
    client.force_login(MembershipFactory(role=Role.ADMINISTRATOR, organisation=hotel).user)

    form = client.get("/members/invite/").context["form"]

    assert list(form.fields["organisation"].queryset) == [hotel]
    assert "centres" not in form.fields


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"email": "no address"}, "email"),
        ({"role": Role.EMPLOYER, "centres": []}, "role"),
        ({"role": Role.ADMINISTRATOR}, "centres"),
        ({"centres": []}, "centres"),
        ({"role": ""}, "role"),
    ],
)
def test_invite_refuses_an_answer_that_does_not_fit(client, administrator, answers, changed, field):
    client.force_login(administrator)

    response = client.post("/members/invite/", answers | changed)

    assert list(response.context["form"].errors) == [field]
    assert Invitation.objects.count() == 0


def test_invite_refuses_an_organisation_of_another_country(client, administrator, answers):
    foreign = OrganisationFactory(kind=Organisation.Kind.EMPLOYER, country="BE")
    client.force_login(administrator)

    response = client.post("/members/invite/", answers | {"organisation": foreign.pk})

    assert list(response.context["form"].errors) == ["organisation"]


def test_invite_refuses_a_centre_of_another_agency(client, administrator, answers):
    foreign = CentreFactory()
    client.force_login(administrator)

    response = client.post("/members/invite/", answers | {"centres": [foreign.pk]})

    assert list(response.context["form"].errors) == ["centres"]


def test_invite_refuses_who_has_the_role_already(client, administrator, answers, coach):
    client.force_login(administrator)

    response = client.post("/members/invite/", answers | {"email": coach.email})

    assert response.context["form"].errors == {
        "email": ["This person has this role in this organisation already."]
    }


def test_invite_refuses_a_second_invitation_to_the_same_role(client, administrator, answers, agency):
    InvitationFactory(email="samira.haddad@example.org", organisation=agency)
    client.force_login(administrator)

    response = client.post("/members/invite/", answers)

    assert list(response.context["form"].errors) == ["email"]
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize("role", [Role.COACH, Role.COORDINATOR, Role.EMPLOYER, Role.FUNDER])
def test_invite_by_another_role_is_refused(client, role, answers):
    client.force_login(MembershipFactory(role=role).user)

    assert client.get("/members/invite/").status_code == 403
    assert client.post("/members/invite/", answers).status_code == 403
    assert Invitation.objects.count() == 0


def test_resend_gives_new_time_and_a_new_link(
    client, administrator, agency, mailoutbox, django_capture_on_commit_callbacks
):
    invitation = InvitationFactory(organisation=agency)
    Invitation.objects.update(expires_at=invitation.created_at)
    client.force_login(administrator)

    with django_capture_on_commit_callbacks(execute=True):
        assert client.post(f"/invitations/{invitation.pk}/resend/").url == "/members/"

    invitation.refresh_from_db()
    assert invitation.is_open
    assert [mail.to for mail in mailoutbox] == [[invitation.email]]
    token = mailoutbox[0].body.split("/i/")[1].split("/")[0]
    assert invitation_id_in(token) == invitation.pk


def test_withdraw_closes_the_invitation_once(client, administrator, agency):
    invitation = InvitationFactory(organisation=agency)
    client.force_login(administrator)

    client.post(f"/invitations/{invitation.pk}/withdraw/")
    again = client.post(f"/invitations/{invitation.pk}/withdraw/", follow=True)

    invitation.refresh_from_db()
    assert not invitation.is_open
    assert AuditEntry.objects.filter(action="members.invitation_withdrawn").count() == 1
    assert "This invitation was withdrawn." in again.content.decode()


@pytest.mark.parametrize("act", ["resend", "withdraw"])
def test_invitation_of_a_foreign_organisation_is_not_found(client, administrator, act):
    foreign = InvitationFactory()
    client.force_login(administrator)

    assert client.post(f"/invitations/{foreign.pk}/{act}/").status_code == 404
    assert client.get(f"/invitations/{foreign.pk}/{act}/").status_code == 405


@pytest.mark.parametrize("act", ["resend", "withdraw"])
def test_invitation_is_not_for_another_role(client, coach, agency, act):
    client.force_login(coach)

    assert client.post(f"/invitations/{InvitationFactory(organisation=agency).pk}/{act}/").status_code == 403
