"""Roles that two administrators give: who must agree, who may, and what counts before they did."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from jobdesk.accounts.access_requests import REQUEST_LASTS
from jobdesk.accounts.models import AccessRequest, Invitation, Membership, User
from jobdesk.accounts.tasks import expire_requests
from jobdesk.accounts.tokens import invitation_token
from jobdesk.desks.models import Organisation
from jobdesk.trail.access import Role
from jobdesk.trail.audit import AuditEntry, StatusChange
from tests.factories.accounts import (
    AccessRequestFactory,
    InvitationFactory,
    MembershipFactory,
    UserFactory,
)
from tests.factories.desks import CentreFactory, OrganisationFactory

pytestmark = pytest.mark.django_db
Status = AccessRequest.Status
Kind = Organisation.Kind


def ask(client, organisation, role, *, centres=(), email="samira@example.org"):
    answers = {"email": email, "name": "Samira Haddad", "language": "en"}
    answers |= {"organisation": organisation.pk, "role": role, "centres": [each.pk for each in centres]}
    return client.post("/members/invite/", answers)


@pytest.fixture
def request_of(client, administrator, agency, centre):
    """Have the administrator ask for a coach; return the request."""

    def asked(email="samira@example.org"):
        client.force_login(administrator)
        ask(client, agency, Role.COACH, centres=[centre], email=email)
        return AccessRequest.objects.latest("pk")

    return asked


# Who must agree: whose role it is, and in which kind of organisation.
MATRIX = [
    (Role.COACH, Kind.AGENCY, True),
    (Role.COACH, Kind.PARTNER, True),
    (Role.COACH, Kind.MUNICIPALITY, True),
    (Role.COORDINATOR, Kind.AGENCY, True),
    (Role.COORDINATOR, Kind.PARTNER, True),
    (Role.PARTNER, Kind.PARTNER, True),
    (Role.PARTNER, Kind.MUNICIPALITY, True),
    (Role.ADMINISTRATOR, Kind.AGENCY, True),
    (Role.ADMINISTRATOR, Kind.PARTNER, False),
    (Role.ADMINISTRATOR, Kind.MUNICIPALITY, False),
    (Role.ADMINISTRATOR, Kind.FUNDER, False),
    (Role.ADMINISTRATOR, Kind.EMPLOYER, False),
    (Role.EMPLOYER, Kind.EMPLOYER, False),
    (Role.FUNDER, Kind.FUNDER, False),
    (Role.FUNDER, Kind.MUNICIPALITY, False),
]


@pytest.mark.parametrize(("role", "kind", "needs_two"), MATRIX)
def test_which_roles_wait_for_a_second_administrator(
    client, administrator, second, agency, centre, mailoutbox, role, kind, needs_two
):
    organisation = agency if kind == Kind.AGENCY else OrganisationFactory(kind=kind)
    client.force_login(administrator)

    ask(client, organisation, role, centres=[centre] if role in (Role.COACH, Role.COORDINATOR) else [])

    assert (AccessRequest.objects.count(), Invitation.objects.count()) == ((1, 0) if needs_two else (0, 1))
    assert [mail.to for mail in mailoutbox] == [[second.email if needs_two else "samira@example.org"]]


def test_the_request_is_kept_recorded_and_said_to_who_can_approve(
    request_of, administrator, second, agency, centre, mailoutbox
):
    MembershipFactory(role=Role.ADMINISTRATOR)  # of another agency
    MembershipFactory(role=Role.ADMINISTRATOR, organisation=agency, user__is_active=False)

    asked = request_of()

    assert (asked.agency, asked.asked_by, asked.status, asked.is_open) == (
        agency,
        administrator,
        "waiting",
        True,
    )
    assert list(asked.centres.all()) == [centre]
    entry = AuditEntry.objects.get(action="access.asked")
    assert (entry.actor, entry.changes) == (
        administrator,
        {"role": "coach", "organisation": agency.pk, "centres": [centre.code], "user": None},
    )
    (mail,) = mailoutbox
    assert mail.to == [second.email]
    assert f"http://testserver/members/requests/{asked.pk}/" in mail.body
    assert [word for word in ("Samira", "@") if word in mail.subject + mail.body] == []


def test_approval_sends_the_invitation_and_it_can_be_taken_up(client, request_of, second, centre, mailoutbox):
    asked = request_of()
    client.force_login(second)

    assert client.post(f"/members/requests/{asked.pk}/", {"answer": "approve"}).status_code == 302

    asked.refresh_from_db()
    assert (asked.status, asked.decided_by, asked.invitation.invited_by) == (
        Status.APPROVED,
        second,
        asked.asked_by,
    )
    assert [mail.to for mail in mailoutbox] == [
        [second.email],
        ["samira@example.org"],
        [asked.asked_by.email],
    ]
    assert "approved the role" in mailoutbox[-1].body
    client.logout()
    password = "quite-a-long-sentence-3"
    answers = {"name": "Samira Haddad", "password": password, "password_again": password}
    client.post(f"/i/{invitation_token(asked.invitation.pk)}/", answers)
    held = Membership.objects.get(user__email="samira@example.org")
    assert (held.role, list(held.centres.all())) == (Role.COACH, [centre])
    assert list(StatusChange.objects.order_by("pk").values_list("to_status", "actor")) == [
        ("waiting", asked.asked_by_id),
        ("approved", second.pk),
    ]


def test_who_asked_reads_that_it_was_refused_but_not_for_whom(client, request_of, second, mailoutbox):
    asked = request_of()
    client.force_login(second)
    client.post(f"/members/requests/{asked.pk}/", {"answer": "refuse", "reason": "Not one of ours."})
    mail = mailoutbox[-1]
    assert mail.to == [asked.asked_by.email]
    assert "refused the role" in mail.body
    assert f"http://testserver/members/requests/{asked.pk}/" in mail.body
    assert [word for word in ("Samira", "@", "Not one") if word in mail.subject + mail.body] == []


def test_refusal_needs_a_reason_and_gives_nothing(client, request_of, second):
    asked = request_of()
    client.force_login(second)

    without = client.post(f"/members/requests/{asked.pk}/", {"answer": "refuse", "reason": " "})
    client.post(f"/members/requests/{asked.pk}/", {"answer": "refuse", "reason": "Who is this?"})

    assert without.context["form"].errors == {"reason": ["Say why you refuse this request."]}
    asked.refresh_from_db()
    assert (asked.status, asked.decided_by, Invitation.objects.count()) == (Status.REFUSED, second, 0)
    page = client.get(f"/members/requests/{asked.pk}/").content.decode()
    assert "Who is this?" in page
    assert 'value="approve"' not in page


def refused(client, asked):
    """Try to approve; return what the page says against it."""
    response = client.post(f"/members/requests/{asked.pk}/", {"answer": "approve"})
    asked.refresh_from_db()
    assert (asked.status, Invitation.objects.count()) == (Status.WAITING, 0)
    return response.context["refusal"]


@pytest.mark.usefixtures("second")
def test_who_asked_does_not_approve(client, request_of, administrator):
    asked = request_of()

    assert 'value="approve"' not in client.get(f"/members/requests/{asked.pk}/").content.decode()
    assert refused(client, asked) == "You asked for this. Another administrator decides on it."


@pytest.mark.parametrize("theirs", ["account", "other address", "tag"])
@pytest.mark.usefixtures("second")
def test_who_receives_does_not_approve(client, request_of, agency, theirs):
    """Also with another address of their account, or a tag in the address, which reaches the same mailbox."""
    receiver = MembershipFactory(role=Role.ADMINISTRATOR, organisation=agency).user
    EmailAddress.objects.create(user=receiver, email="Private@example.org", verified=True)
    name, host = receiver.email.split("@")
    address = {
        "account": receiver.email.upper(),
        "other address": "private@example.org",
        "tag": f"{name}+desk@{host}",
    }
    asked = request_of(address[theirs])
    client.force_login(receiver)

    assert 'value="approve"' not in client.get(f"/members/requests/{asked.pk}/").content.decode()
    assert refused(client, asked) == "This is a role of your own. Another administrator decides on it."


def test_an_administrator_asks_for_themselves_and_another_approves(client, administrator, second, request_of):
    asked = request_of(administrator.email)
    assert refused(client, asked)

    client.force_login(second)
    client.post(f"/members/requests/{asked.pk}/", {"answer": "approve"})

    asked.refresh_from_db()
    assert asked.invitation.email == administrator.email
    assert [each.role for each in administrator.memberships.all()] == [Role.ADMINISTRATOR]


def test_with_one_administrator_nobody_gets_a_role_that_sees_residents(
    client, administrator, agency, centre, mailoutbox
):
    client.force_login(administrator)

    response = ask(client, agency, Role.COORDINATOR, centres=[centre], email=administrator.email)

    assert "you are the only one of COA" in response.context["form"].errors["role"][0]
    assert (AccessRequest.objects.count(), Invitation.objects.count(), mailoutbox) == (0, 0, [])
    for page in ("/members/", "/members/invite/"):
        assert "You are the only administrator of COA" in client.get(page).content.decode()


def test_with_one_administrator_a_second_account_of_theirs_is_of_no_use(client, administrator, agency):
    """The way round: be one's own second administrator, from another address."""
    client.force_login(administrator)

    ask(client, agency, Role.ADMINISTRATOR, email="private@example.org")
    asked = AccessRequest.objects.get()

    assert refused(client, asked)
    assert (
        "There is no second administrator yet"
        in client.get(f"/members/requests/{asked.pk}/").content.decode()
    )


def test_of_two_administrators_neither_approves_what_the_other_receives_from_them(
    client, administrator, second, agency, centre
):
    client.force_login(administrator)

    response = ask(client, agency, Role.COACH, centres=[centre], email=second.email)

    (said,) = response.context["form"].errors["role"]
    assert said.startswith(f"{second.name} is the only other administrator of COA")


@pytest.mark.parametrize("role", [Role.COACH, Role.COORDINATOR, Role.EMPLOYER, Role.FUNDER])
@pytest.mark.usefixtures("second")
def test_requests_are_for_administrators_of_the_agency_only(client, request_of, role):
    asked = request_of()
    path = f"/members/requests/{asked.pk}/"
    client.force_login(MembershipFactory(role=role).user)
    assert (client.get(path).status_code, client.post(path).status_code) == (403, 403)
    client.force_login(MembershipFactory(role=Role.ADMINISTRATOR).user)
    assert (client.get(path).status_code, client.post(path).status_code) == (404, 404)
    assert client.post(f"{path}withdraw/").status_code == 404


def test_withdrawal_is_for_who_asked(client, request_of, administrator, second):
    asked = request_of()
    path = f"/members/requests/{asked.pk}/withdraw/"
    client.force_login(second)
    client.post(path)
    asked.refresh_from_db()
    assert asked.status == Status.WAITING

    client.force_login(administrator)
    client.post(path)

    asked.refresh_from_db()
    assert asked.status == Status.WITHDRAWN
    client.force_login(second)
    response = client.post(f"/members/requests/{asked.pk}/", {"answer": "approve"})
    assert "cannot go from" in response.context["refusal"]


def test_a_request_expires_and_can_be_asked_again(client, request_of, second):
    asked = request_of()
    with time_machine.travel(timezone.now() + REQUEST_LASTS + timedelta(minutes=1)):
        client.force_login(second)
        assert refused(client, asked) == "Nobody decided on this in time. Ask for it again."
        again = request_of()
    asked.refresh_from_db()
    assert (asked.status, again.status, again.pk != asked.pk) == (Status.EXPIRED, Status.WAITING, True)


def test_at_night_what_expired_is_closed():
    old, new = AccessRequestFactory(expires_at=timezone.now()), AccessRequestFactory()

    expire_requests()

    assert [AccessRequest.objects.get(pk=each.pk).status for each in (old, new)] == ["expired", "waiting"]
    assert StatusChange.objects.get().job == "expire requests for access"


@pytest.mark.usefixtures("second")
def test_the_same_is_asked_once(client, request_of, agency, centre):
    request_of()

    response = ask(client, agency, Role.COACH, centres=[centre])

    assert list(response.context["form"].errors) == ["email"]
    assert AccessRequest.objects.count() == 1


def test_what_somebody_asked_who_is_no_administrator_any_more_is_not_approved(
    client, request_of, administrator, second
):
    asked = request_of()
    administrator.memberships.all().delete()
    client.force_login(second)

    assert refused(client, asked) == "Who asked for this is no administrator any more. Ask for it yourself."


def test_who_approved_cannot_take_the_role_up(client, request_of, second):
    """They could make the address their own afterwards."""
    asked = request_of()
    client.force_login(second)
    client.post(f"/members/requests/{asked.pk}/", {"answer": "approve"})
    User.objects.filter(pk=second.pk).update(email="samira@example.org")
    client.force_login(User.objects.get(pk=second.pk))

    client.post(f"/i/{invitation_token(Invitation.objects.get().pk)}/")

    assert [each.role for each in second.memberships.all()] == [Role.ADMINISTRATOR]


def test_an_invitation_from_before_that_only_one_agreed_to_gives_nothing(client, agency, centre):
    user = UserFactory()
    old = InvitationFactory(organisation=agency, centres=[centre], email=user.email, agreed=False)
    client.force_login(user)

    page = client.post(f"/i/{invitation_token(old.pk)}/", follow=True)

    assert (user.memberships.count(), page.status_code) == (0, 403)


def test_the_database_refuses_a_decision_by_who_asked():
    asked = AccessRequestFactory()
    with pytest.raises(IntegrityError, match="access_request_four_eyes"), transaction.atomic():
        AccessRequest.objects.update(
            status=Status.APPROVED, decided_by=asked.asked_by, decided_at=timezone.now()
        )


# ── More centres for who has the role


@pytest.fixture
def more(agency):
    return CentreFactory(name="AZC Lindenhout", organisation=agency)


def change(client, membership, centres, **more):
    data = {"centres": [each.pk for each in centres], **more}
    return client.post(f"/members/roles/{membership.pk}/centres/", data)


def test_changing_centres_asks_first_and_takes_away_at_once(
    client, administrator, second, coach, centre, more, agency, mailoutbox
):
    membership = coach.memberships.get()
    client.force_login(administrator)

    page = change(client, membership, [more])
    assert ([*page.context["lost"]], [*page.context["added"]]) == ([centre], [more])
    assert list(membership.centres.all()) == [centre]

    change(client, membership, [centre, more], confirmed="1")
    asked = AccessRequest.objects.get()
    assert (asked.user, list(asked.centres.all()), list(membership.centres.all())) == (
        coach,
        [more],
        [centre],
    )
    assert [mail.to for mail in mailoutbox] == [[second.email]]
    client.force_login(second)
    client.post(f"/members/requests/{asked.pk}/", {"answer": "approve"})
    assert set(membership.centres.all()) == {centre, more}

    change(client, membership, [more], confirmed="1")
    assert list(membership.centres.all()) == [more]
    entry = AuditEntry.objects.get(action="members.centres_taken_away")
    assert (entry.actor, entry.subject_id, entry.changes) == (
        second,
        coach.pk,
        {"role": "coach", "organisation": agency.pk, "centres": [centre.code], "acting_for": agency.pk},
    )


def test_changing_centres_leaves_those_of_another_agency(client, administrator, centre, more):
    foreign = CentreFactory(country="BE")
    membership = MembershipFactory(
        organisation=OrganisationFactory(kind="partner"), centres=[centre, more, foreign]
    )
    client.force_login(administrator)
    form = client.get(f"/members/roles/{membership.pk}/centres/").context["form"]
    assert set(form.fields["centres"].queryset) == {centre, more}

    change(client, membership, [more], confirmed="1")
    assert set(membership.centres.all()) == {more, foreign}
    refused = change(client, membership, [more, foreign], confirmed="1")
    assert list(refused.context["form"].errors) == ["centres"]


def test_changing_centres_of_oneself_still_needs_another(client, administrator, second, agency, centre, more):
    own = MembershipFactory(user=administrator, organisation=agency, centres=[centre])
    client.force_login(administrator)
    client.post("/me/role/", {"role": Role.ADMINISTRATOR})
    change(client, own, [centre, more], confirmed="1")

    assert refused(client, AccessRequest.objects.get())
    assert list(own.centres.all()) == [centre]


def test_changing_centres_with_one_administrator_is_refused(client, administrator, coach, centre, more):
    membership = coach.memberships.get()
    client.force_login(administrator)

    response = change(client, membership, [centre, more], confirmed="1")

    assert "you are the only one of COA" in response.context["form"].non_field_errors()[0]
    assert list(membership.centres.all()) == [centre]


def test_all_centres_are_not_taken_away_here(client, administrator, coach, centre):
    membership = coach.memberships.get()
    client.force_login(administrator)

    response = change(client, membership, [])

    assert list(response.context["form"].errors) == ["centres"]
    assert list(membership.centres.all()) == [centre]


def test_centres_are_not_added_to_a_role_that_ended(client, administrator, second, coach, centre, more):
    membership = coach.memberships.get()
    client.force_login(administrator)
    change(client, membership, [centre, more], confirmed="1")
    membership.delete()
    client.force_login(second)

    assert refused(client, AccessRequest.objects.get()).startswith("This person no longer has this role")
    assert coach.memberships.count() == 0


def test_inviting_who_works_at_another_agency_adds_centres_and_tells_nothing(
    client, administrator, second, centre
):
    partner = OrganisationFactory(kind="partner")
    foreign = CentreFactory(country="BE")
    belgian = MembershipFactory(organisation=partner, centres=[foreign])
    client.force_login(administrator)

    ask(client, partner, Role.COACH, centres=[centre], email=belgian.user.email)
    client.force_login(second)
    client.post(f"/members/requests/{AccessRequest.objects.get().pk}/", {"answer": "approve"})
    client.force_login(belgian.user)
    client.post(f"/i/{invitation_token(Invitation.objects.get().pk)}/")

    assert set(belgian.centres.all()) == {centre, foreign}


# ── Those who run the service


def appoint(email="first@example.org", **options):
    call_command("appoint_administrator", email, **({"name": "Ruth de Groot", "agency": "COA"} | options))


def test_the_first_administrator_is_appointed_with_the_agency(client, capsys):
    appoint(country="NL", language="en")

    agency = Organisation.objects.get()
    invitation = Invitation.objects.get()
    assert (agency.name, agency.kind, agency.country) == ("COA", Kind.AGENCY, "NL")
    assert (invitation.organisation, invitation.role, invitation.invited_by) == (
        agency,
        Role.ADMINISTRATOR,
        None,
    )
    assert AuditEntry.objects.get(action="members.invited").job == "appoint_administrator"
    password = "quite-a-long-sentence-3"
    answers = {"name": "Ruth de Groot", "password": password, "password_again": password}
    assert client.get(f"/i/{invitation_token(invitation.pk)}/").status_code == 200
    client.post(f"/i/{invitation_token(invitation.pk)}/", answers)
    assert Membership.objects.get().role == Role.ADMINISTRATOR


def test_appointing_approves_the_request_of_a_single_administrator(client, administrator, agency):
    client.force_login(administrator)
    ask(client, agency, Role.ADMINISTRATOR)

    appoint("Samira@example.org")

    asked = AccessRequest.objects.get()
    assert (asked.status, asked.decided_by, asked.invitation.invited_by) == (
        Status.APPROVED,
        None,
        administrator,
    )


@pytest.mark.parametrize(
    ("email", "options", "said"),
    [
        ("nobody", {}, "valid email"),
        ("a@example.org", {"agency": "IND"}, "No agency is named 'IND' \\(there are: COA\\)"),
        ("a@example.org", {"country": "XX"}, "no country 'XX'"),
    ],
)
@pytest.mark.usefixtures("agency")
def test_appointing_says_what_is_wrong(email, options, said):
    with pytest.raises(CommandError, match=said):
        appoint(email, **options)
    assert Invitation.objects.count() == 0


def test_appointing_who_is_administrator_is_refused(administrator):
    with pytest.raises(CommandError, match="has this role"):
        appoint(administrator.email)
