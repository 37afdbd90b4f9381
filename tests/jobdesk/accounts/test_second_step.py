"""The second factor: required where the settings say so, kept encrypted, asked for when logging in."""

import pytest
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken
from django.core.cache import cache
from django.urls import reverse

from jobdesk.encryption import decrypt, encrypt
from jobdesk.trail.access import Role
from tests.factories.accounts import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db
SET_UP = "/account/2fa/totp/activate/"


@pytest.fixture
def _required(settings):
    settings.MFA_IS_REQUIRED = True


@pytest.mark.usefixtures("_required")
@pytest.mark.parametrize("role", [Role.COACH, Role.COORDINATOR, Role.ADMINISTRATOR, Role.FUNDER])
def test_required_role_without_second_step_is_sent_to_its_set_up(client, role):
    client.force_login(MembershipFactory(role=role).user)

    for path in ("/", "/me/", "/members/", "/account/password/change/", "/account/email/", "/account/2fa/"):
        response = client.get(path)
        assert (path, response.status_code, response.url) == (path, 302, SET_UP)


def employer(*duties):
    return MembershipFactory(role=Role.EMPLOYER, duties=dict.fromkeys(duties, True))


@pytest.mark.usefixtures("_required")
def test_employer_who_sees_no_names_may_go_without(client):
    client.force_login(employer("vacancies", "candidates", "colleagues").user)

    assert client.get("/me/").status_code == 200


@pytest.mark.usefixtures("_required")
def test_employer_who_sees_names_on_papers_needs_it(client):
    client.force_login(employer("papers").user)

    assert client.get("/vacancies/").url == SET_UP


@pytest.mark.usefixtures("_required")
def test_duty_with_names_counts_also_when_another_company_is_worn(client):
    first = employer("vacancies")
    MembershipFactory(user=first.user, role=Role.EMPLOYER, duties={"papers": True})
    client.force_login(first.user)

    assert client.get("/vacancies/").url == SET_UP


@pytest.mark.usefixtures("_required")
def test_duty_with_names_asks_for_it_from_the_moment_it_is_given(client):
    membership = employer("vacancies")
    client.force_login(membership.user)
    assert client.get("/me/").status_code == 200

    membership.duties = {"papers": True}
    membership.save()

    assert client.get("/me/").url == SET_UP


@pytest.mark.usefixtures("_required")
def test_required_role_counts_also_when_another_one_is_worn(client, coach):
    MembershipFactory(user=coach, role=Role.FUNDER)
    client.force_login(coach)
    session = client.session
    session["role"] = Role.FUNDER
    session.save()

    assert client.get("/me/").url == SET_UP


@pytest.mark.usefixtures("_required")
def test_technical_administration_requires_it_too(client):
    client.force_login(UserFactory(is_staff=True, is_superuser=True))

    assert client.get("/admin/").url == SET_UP


@pytest.mark.usefixtures("_required")
def test_without_second_step_one_can_set_it_up_choose_a_language_and_leave(client, coach, log_in):
    log_in(coach)

    assert client.get(SET_UP).url == f"/account/reauthenticate/?next={SET_UP.replace('/', '%2F')}"
    assert client.get("/account/reauthenticate/").status_code == 200
    assert client.post("/me/language/", {"language": "nl", "next": SET_UP}).url == SET_UP
    assert client.get("/healthz").status_code == 200
    assert client.post("/account/logout/").url == reverse("account_login")


@pytest.mark.usefixtures("_required")
def test_set_up_opens_the_site_and_gives_recovery_codes(client, coach, log_in, turn_on_second_step):
    log_in(coach)
    turn_on_second_step()

    assert client.get("/me/").status_code == 200
    assert len(client.get("/account/2fa/recovery-codes/").context["unused_codes"]) == 10


def test_set_up_with_a_wrong_code_is_refused(client, coach, log_in):
    log_in(coach)
    client.post("/account/reauthenticate/", {"password": "a-long-password-1"})
    client.get(SET_UP)

    response = client.post(SET_UP, {"code": "000000"})

    assert response.context["form"].errors == {
        "code": ["This code is not right, or it is too old. Type the code that shows now."]
    }
    assert Authenticator.objects.count() == 0


def test_login_asks_for_a_code_and_takes_a_recovery_code_once(client, coach, log_in, turn_on_second_step):
    log_in(coach)
    turn_on_second_step()
    code = client.get("/account/2fa/recovery-codes/").context["unused_codes"][0]
    client.post("/account/logout/")

    assert log_in(coach).url == reverse("mfa_authenticate")
    assert client.get("/me/").status_code == 302
    assert client.post("/account/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert client.post("/account/2fa/authenticate/", {"code": code}).url == "/"
    assert client.get("/me/").status_code == 200

    client.post("/account/logout/")
    log_in(coach)
    assert client.post("/account/2fa/authenticate/", {"code": code}).status_code == 200


def test_login_takes_the_code_of_the_app(client, coach, log_in, turn_on_second_step, code_now):
    log_in(coach)
    secret = turn_on_second_step()
    client.post("/account/logout/")
    cache.clear()  # the code that turned the second step on counts as used
    log_in(coach)

    assert client.post("/account/2fa/authenticate/", {"code": code_now(secret)}).url == "/"


def test_secrets_are_not_readable_in_the_database(client, coach, log_in, turn_on_second_step, settings):
    log_in(coach)
    secret = turn_on_second_step()
    codes = client.get("/account/2fa/recovery-codes/").context["unused_codes"]

    stored = {row.type: row.data for row in Authenticator.objects.all()}

    assert secret not in str(stored)
    assert [code for code in codes if code in str(stored)] == []
    key = Fernet(settings.DATA_KEYS[0])
    assert key.decrypt(stored["totp"]["secret"].encode()).decode() == secret


def test_new_key_encrypts_and_the_old_one_still_decrypts(settings):
    old, new = Fernet.generate_key().decode(), Fernet.generate_key().decode()
    settings.DATA_KEYS = [old]
    before = encrypt("a secret")

    settings.DATA_KEYS = [new, old]
    after = encrypt("a secret")

    assert (decrypt(before), decrypt(after)) == ("a secret", "a secret")
    assert Fernet(new).decrypt(after.encode()) == b"a secret"
    settings.DATA_KEYS = [new]
    with pytest.raises(InvalidToken):
        decrypt(before)


def test_login_with_a_secret_of_before_the_rotation(client, coach, log_in, turn_on_second_step, settings):
    log_in(coach)
    turn_on_second_step()
    code = client.get("/account/2fa/recovery-codes/").context["unused_codes"][0]
    client.post("/account/logout/")

    settings.DATA_KEYS = [Fernet.generate_key().decode(), *settings.DATA_KEYS]
    log_in(coach)

    assert client.post("/account/2fa/authenticate/", {"code": code}).url == "/"
