"""Signing in by e-mail address, and everything around it that needs no role."""

import re

import pytest
from django.urls import reverse

from tests.factories.accounts import PASSWORD, MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_login_with_address_and_password_leads_to_the_start_page(client, coach, log_in):
    response = log_in(coach)

    assert (response.status_code, response.url) == (302, "/")
    assert client.session["_auth_user_id"] == str(coach.pk)


def test_login_takes_the_address_in_any_case(client, coach):
    response = client.post("/account/login/", {"login": coach.email.upper(), "password": PASSWORD})

    assert response.url == "/"


def test_login_says_the_same_of_a_wrong_password_and_an_unknown_address(client, coach, log_in):
    wrong = log_in(coach, "another-password").context["form"].errors
    unknown = client.post("/account/login/", {"login": "nobody@example.org", "password": PASSWORD})

    assert wrong == unknown.context["form"].errors
    assert wrong == {"__all__": ["The e-mail address or the password is not right. Try again."]}
    assert "_auth_user_id" not in client.session


def test_login_of_a_closed_account_is_refused(client, log_in):
    user = UserFactory(is_active=False)

    response = log_in(user)

    assert "_auth_user_id" not in client.session
    assert response.status_code == 302
    assert "This account is closed" in client.get(response.url).content.decode()


def test_login_of_an_unverified_address_asks_for_the_code(client, log_in, mailoutbox):
    user = MembershipFactory(user=UserFactory(verified=False)).user

    response = log_in(user)

    assert response.url == reverse("account_email_verification_sent")
    assert "_auth_user_id" not in client.session
    assert [mail.to for mail in mailoutbox] == [[user.email]]
    assert f"We sent a code to {user.email}." in client.get(response.url).content.decode()


def test_login_is_limited_after_five_wrong_passwords(coach, log_in):
    for _attempt in range(5):
        log_in(coach, "another-password")

    response = log_in(coach)

    assert response.context["form"].errors == {
        "__all__": ["This went wrong too often. Wait five minutes and try again."]
    }


def test_too_many_requests_get_a_page_in_the_look(client):
    responses = [client.post("/account/login/", {}) for _attempt in range(31)]

    assert [response.status_code for response in responses] == [200] * 30 + [429]
    assert "This was tried too often" in responses[-1].content.decode()


def test_reset_sends_a_link_that_changes_the_password_once(client, coach, log_in, mailoutbox):
    assert client.post("/account/password/reset/", {"email": coach.email}).url == reverse(
        "account_reset_password_done"
    )
    (mail,) = mailoutbox
    assert (mail.to, mail.subject) == ([coach.email], "Choose a new password for Jobdesk")
    link = re.search(r"http://testserver(\S+)", mail.body)[1]

    form_url = client.get(link).url
    new = "quite-another-sentence-2"
    response = client.post(form_url, {"password1": new, "password2": new})

    assert response.url == reverse("account_reset_password_from_key_done")
    assert "_auth_user_id" not in client.session
    coach.refresh_from_db()
    assert coach.check_password(new)
    assert "This link no longer works" in client.get(link).content.decode()


def test_reset_says_the_same_of_an_unknown_address_and_sends_nothing(client, mailoutbox):
    response = client.post("/account/password/reset/", {"email": "nobody@example.org"})

    assert response.url == reverse("account_reset_password_done")
    assert mailoutbox == []


def test_reset_refuses_a_short_password(client, coach, mailoutbox):
    client.post("/account/password/reset/", {"email": coach.email})
    form_url = client.get(re.search(r"http://testserver(\S+)", mailoutbox[0].body)[1]).url

    response = client.post(form_url, {"password1": "short-1", "password2": "short-1"})

    assert list(response.context["form"].errors) == ["password1"]


def test_signup_page_explains_that_accounts_are_by_invitation(client):
    response = client.post("/account/signup/", {"email": "new@example.org", "password1": PASSWORD})

    assert "Accounts are by invitation" in response.content.decode()


def test_change_of_address_holds_only_once_the_code_is_typed(client, coach, log_in, mailoutbox):
    log_in(coach)
    response = client.post("/account/email/", {"email": "new@example.org", "action_add": "1"})
    coach.refresh_from_db()
    assert coach.email != "new@example.org"
    code = re.search(r"^\d{6}$", mailoutbox[0].body, re.MULTILINE)[0]

    assert "new@example.org" in client.get(response.url).content.decode()
    client.post(response.url, {"code": code})

    coach.refresh_from_db()
    assert coach.email == "new@example.org"
    assert [str(address.email) for address in coach.emailaddress_set.all()] == ["new@example.org"]


OPEN_PAGES = [
    "account_login",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key_done",
    "account_inactive",
]
OWN_PAGES = [
    "account_logout",
    "account_reauthenticate",
    "account_change_password",
    "account_email",
    "mfa_index",
    "mfa_activate_totp",
    "accounts:profile",
]


@pytest.mark.parametrize("name", OPEN_PAGES)
def test_page_before_signing_in_is_in_the_look_and_fits_the_policy(client, name):
    _assert_in_the_look(client.get(reverse(name)))


@pytest.mark.parametrize("name", OWN_PAGES)
def test_page_of_ones_own_account_is_in_the_look_and_fits_the_policy(client, coach, log_in, name):
    log_in(coach)
    client.post("/account/reauthenticate/", {"password": PASSWORD})

    _assert_in_the_look(client.get(reverse(name)))


def test_pages_of_the_second_step_are_in_the_look(client, coach, log_in, turn_on_second_step):
    log_in(coach)
    turn_on_second_step()

    for name in (
        "mfa_index",
        "mfa_deactivate_totp",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_reauthenticate",
    ):
        _assert_in_the_look(client.get(reverse(name)))


def test_page_to_choose_a_first_password_is_in_the_look(client):
    user = UserFactory()
    user.set_unusable_password()
    user.save()
    client.force_login(user)

    _assert_in_the_look(client.get(reverse("account_set_password")))


def _assert_in_the_look(response):
    page = response.content.decode()
    assert response.status_code == 200
    assert "css/tokens.css" in page
    assert [
        found
        for found in (" style=", "<style", " onclick=", " placeholder=")
        if found in _without_search(page)
    ] == []
    assert re.findall(r"<script(?![^>]*\ssrc=)", page) == []
    assert "'unsafe-inline'" not in response.headers["Content-Security-Policy"]


def _without_search(page):
    # The search box of the desk explains itself inside the box, next to a label for screen readers.
    return re.sub(r'<form class="topbar__search".*?</form>', "", page, flags=re.DOTALL)
