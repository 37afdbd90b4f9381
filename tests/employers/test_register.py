"""A company registers itself, as somebody on a phone does: from the number to the first vacancy."""

import re

import pytest
from django.test import Client

from employers.models import CharterSignature, Company, JoinRequest
from jobdesk.accounts.models import Membership, User
from jobdesk.accounts.tokens import invitation_token
from jobdesk.jobs.models import Job
from jobdesk.trail.access import Role, duties_of
from jobdesk.trail.audit import AuditEntry, StatusChange
from jobdesk.trail.scoping import system_scope
from tests.factories.accounts import InvitationFactory, MembershipFactory, UserFactory
from tests.factories.desks import CentreFactory, OrganisationFactory
from tests.factories.employers import CompanyFactory

pytestmark = pytest.mark.django_db
FACTS = {
    "name": "Hotel De Linde",
    "sector": "hospitality",
    "municipality": "Waterdam",
    "phone": "020 555 01 23",
}
PLEDGED = {f"pledge_{number}": "on" for number in (1, 2, 3, 4)}
YOU = {"name": "Sanne de Wit", "email": "Sanne@linde.example", "password1": "quite-a-long-sentence-3"}


@pytest.fixture
def phone():
    """A browser that nobody signed in to, in English."""
    return Client(headers={"accept-language": "en"})


@pytest.fixture
def post(phone, django_capture_on_commit_callbacks):
    """Post a form as somebody does who waits for the e-mail."""

    def post(url, data, browser=phone):
        with django_capture_on_commit_callbacks(execute=True):
            return browser.post(url, data)

    return post


@pytest.fixture
def pledged(post):
    """Somebody who has given number, facts and promises, and has no account yet."""
    assert post("/register/?country=NL", {"number": "9999 0412"}).url == "/register/company/"
    assert post("/register/company/", FACTS).url == "/register/charter/"
    assert post("/register/charter/", PLEDGED).url == "/register/you/"


def code_in(mailoutbox) -> str:
    return re.search(r"^\d{6}$", mailoutbox[-1].body, re.MULTILINE)[0]


def only_company() -> Company:
    with system_scope("test"):
        return Company.objects.select_related("organisation").get()


def test_company_registers_and_makes_its_first_vacancy(phone, post, pledged, mailoutbox):
    coordinator = MembershipFactory(role=Role.COORDINATOR, centres=[CentreFactory()]).user
    MembershipFactory(role=Role.COORDINATOR, centres=[CentreFactory(country="BE")])

    assert post("/register/you/", YOU).url == "/register/code/"
    assert User.objects.filter(email="sanne@linde.example", memberships=None).count() == 1
    assert post("/register/code/", {"code": code_in(mailoutbox)}).url == "/register/welcome/"

    company, user = only_company(), User.objects.get(email="sanne@linde.example")
    assert (company.status, company.register_number, company.organisation.country) == (
        "registered",
        "99990412",
        "NL",
    )
    assert (company.organisation.name, company.phone) == ("Hotel De Linde", "020 555 01 23")
    membership = Membership.objects.get(user=user)
    assert (membership.role, membership.organisation) == (Role.EMPLOYER, company.organisation)
    assert set(membership.duties) == set(duties_of(Role.EMPLOYER))
    with system_scope("test"):
        assert CharterSignature.objects.values_list("version", "signed_by").get() == (1, user.pk)
    assert StatusChange.objects.filter(subject_id=company.pk).values_list("to_status", "actor").get() == (
        "registered",
        user.pk,
    )
    assert set(AuditEntry.objects.values_list("action", flat=True)) >= {
        "company.registered",
        "charter.signed",
    }
    assert mailoutbox[-1].to == [coordinator.email]
    assert "Linde" not in mailoutbox[-1].subject

    page = phone.get("/register/welcome/")
    assert "Welcome, Hotel De Linde" in page.content.decode()
    assert phone.get("/vacancies/new/").status_code == 200
    assert phone.get("/register/").url == "/"


@pytest.mark.parametrize(
    ("country", "typed", "said"),
    [
        ("NL", "9999 041", "There are 7 digits. Type 8."),
        ("NL", "Hotel", "Type digits only, 8 of them."),
        ("NL", "", "Type the number, or go on without it."),
        ("BE", "0999.904.111", "A digit is not right: no company has this number. Look at it once more."),
    ],
)
def test_wrong_number_says_what_to_type_and_keeps_what_was_typed(phone, country, typed, said):
    page = phone.post(f"/register/?country={country}", {"number": typed})
    assert page.context["form"].errors["number"] == [said]
    assert phone.get("/register/").context["form"]["number"].value() == typed


def test_number_is_kept_as_the_register_writes_it(phone, post):
    post("/register/?country=BE", {"number": "BE 999.904.110"})
    assert phone.get("/register/company/").status_code == 200
    assert phone.session["registration"]["number"] == "0999904110"
    assert phone.session["registration"]["typed_number"] == "BE 999.904.110"


def test_there_is_a_way_on_without_a_number(phone, post, mailoutbox):
    assert post("/register/", {"number": "12", "without": "1"}).url == "/register/company/"
    post("/register/company/", FACTS)
    post("/register/charter/", PLEDGED)
    post("/register/you/", YOU)
    post("/register/code/", {"code": code_in(mailoutbox)})
    assert only_company().register_number == ""


def test_what_was_typed_survives_a_step_back(phone, post, pledged):
    assert phone.get("/register/").context["form"]["number"].value() == "9999 0412"
    assert phone.get("/register/company/").context["form"]["name"].value() == "Hotel De Linde"
    assert phone.get("/register/charter/").context["form"]["pledge_4"].value() is True
    post("/register/you/", YOU | {"password1": "short"})
    form = phone.get("/register/you/").context["form"]
    assert (form["name"].value(), form["email"].value()) == ("Sanne de Wit", "Sanne@linde.example")
    assert "quite" not in str(dict(phone.session)) + str(form["password1"])


def test_a_step_too_far_leads_to_the_one_that_is_missing(phone, post):
    assert phone.get("/register/company/").url == "/register/"
    assert phone.get("/register/you/").url == "/register/"
    post("/register/?country=NL", {"number": "99990412"})
    assert phone.get("/register/charter/").url == "/register/company/"
    assert post("/register/you/", YOU).url == "/register/company/"
    assert User.objects.count() == 0
    assert phone.get("/register/code/").url == "/register/you/"


def test_signing_up_stays_closed_outside_the_steps(phone, pledged):
    page = phone.post("/account/signup/", YOU)
    assert "Accounts are by invitation" in page.content.decode()
    assert User.objects.count() == 0


def test_three_of_four_promises_are_not_enough(phone, post, pledged):
    page = post("/register/charter/", {"pledge_1": "on", "pledge_2": "on", "pledge_3": "on"})
    assert page.context["form"].non_field_errors() == [
        "1 promise is not ticked. You can go on when you promise all of them."
    ]


def test_unknown_and_known_address_cannot_be_told_apart(post, pledged, phone, mailoutbox):
    UserFactory(email="sanne@linde.example")
    known = post("/register/you/", YOU)
    pages = [phone.get(known.url).content.decode()]
    assert "you have an account with it already" in mailoutbox[-1].body
    wrong = [post("/register/code/", {"code": "000000"}) for _time in range(3)]
    again = Client(headers={"accept-language": "en"})
    for url, data in (
        ("/register/?country=NL", {"number": "9999 0412"}),
        ("/register/company/", FACTS),
        ("/register/charter/", PLEDGED),
    ):
        post(url, data, again)
    unknown = post("/register/you/", YOU | {"email": "other@linde.example"}, again)
    pages.append(again.get(unknown.url).content.decode().replace("other@", "Sanne@"))
    wrong_too = [post("/register/code/", {"code": "000000"}, again) for _time in range(3)]
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert [each.status_code for each in wrong] == [each.status_code for each in wrong_too] == [200, 200, 302]
    assert wrong[2].url == wrong_too[2].url == "/register/you/"
    plain = [
        re.sub(r'csrf\S+ value="\S+"|\d\d:\d\d|"x-csrftoken": "\S+"', "", page, flags=re.I) for page in pages
    ]
    assert plain[0].lower() == plain[1].lower()


def test_signing_in_does_not_tell_who_has_an_account_either(post, pledged):
    """The password that was chosen with somebody else's address does not open what it made."""
    post("/register/you/", YOU)
    stranger = Client()
    page = post("/account/login/", {"login": "sanne@linde.example", "password": YOU["password1"]}, stranger)
    assert page.status_code == 200
    assert page.context["form"].non_field_errors() == [
        "The e-mail address or the password is not right. Try again."
    ]


def test_address_that_nobody_proved_can_be_signed_up_again(post, pledged, phone, mailoutbox):
    post("/register/you/", YOU)
    assert post("/register/code/", {"action": "again"}).url == "/register/you/"
    assert post("/register/you/", YOU | {"password1": "another-long-sentence-4"}).url == "/register/code/"
    post("/register/code/", {"code": code_in(mailoutbox)})
    assert User.objects.get().check_password("another-long-sentence-4")


def test_known_number_leads_to_joining_and_never_to_a_second_company(phone, post, mailoutbox):
    company = CompanyFactory(register_number="99990412")
    coordinator = MembershipFactory(role=Role.COORDINATOR, centres=[CentreFactory()]).user
    assert post("/register/?country=NL", {"number": "9999.0412"}).url == "/register/known/"
    assert company.organisation.name in phone.get("/register/known/").content.decode()
    assert post("/register/known/", {}).url == "/register/you/"
    post("/register/you/", YOU)
    assert post("/register/code/", {"code": code_in(mailoutbox)}).url == "/register/welcome/"
    assert "You asked to join" in phone.get("/register/welcome/").content.decode()
    with system_scope("test"):
        asked = JoinRequest.objects.select_related("company", "user").get()
        assert Company.objects.count() == 1
    assert (asked.company, asked.user.email, asked.status) == (company, "sanne@linde.example", "asked")
    assert not asked.user.memberships.exists()
    assert mailoutbox[-1].to == [coordinator.email]


def test_number_that_was_registered_meanwhile_leads_to_joining(post, pledged, mailoutbox):
    CompanyFactory(register_number="99990412")
    post("/register/you/", YOU)
    assert post("/register/code/", {"code": code_in(mailoutbox)}).url == "/register/known/"
    only_company()


def test_second_company_of_one_name_gets_its_place(post, pledged, mailoutbox):
    OrganisationFactory(kind="employer", name="Hotel De Linde")
    post("/register/you/", YOU)
    post("/register/code/", {"code": code_in(mailoutbox)})
    assert only_company().organisation.name == "Hotel De Linde (Waterdam)"


def test_invited_employer_lands_in_the_steps_with_a_proven_address(client_of, post, mailoutbox, phone):
    inviter = MembershipFactory(role=Role.COORDINATOR, centres=[CentreFactory()]).user
    office = client_of(inviter)
    response = post(
        "/employers/invite/", {"email": "tom@bakkerij.example", "name": "Tom", "language": "en"}, office
    )
    assert response.url == "/employers/"
    link = re.search(r"http://testserver(/i/\S+)", mailoutbox[-1].body)[1]
    assert "register" in phone.get(link).content.decode()
    typed = {"name": "Tom Bakker", "password": YOU["password1"], "password_again": YOU["password1"]}
    assert post(link, typed).url == "/register/"
    post("/register/?country=NL", {"number": "99990412"})
    post("/register/company/", FACTS)
    assert post("/register/charter/", PLEDGED).url == "/register/welcome/"
    company = only_company()
    assert company.brought_in_by == inviter
    assert (
        Membership.objects.filter(user__email="tom@bakkerij.example").get().organisation
        == company.organisation
    )


def test_employer_without_a_company_is_led_to_the_step_that_is_missing(client_of, post):
    organisation = OrganisationFactory(kind="employer", country="BE", name="Maasfruit")
    user = MembershipFactory(role=Role.EMPLOYER, organisation=organisation).user
    browser = client_of(user)
    for page in ("/vacancies/", "/vacancies/new/", "/charter/", "/register/welcome/"):
        found = browser.get(page)
        assert found.status_code == 302, page
    assert browser.get("/vacancies/").url == "/register/"
    page = browser.get("/register/")
    assert (page.context["form"]["number"].label, page.context["others"]) == (
        "Enterprise number (KBO/BCE)",
        [],
    )
    post("/register/", {"number": "0999.904.110"}, browser)
    assert browser.get("/register/company/").context["form"]["name"].value() == "Maasfruit"
    post("/register/company/", FACTS | {"name": "Maasfruit"}, browser)
    assert post("/register/charter/", PLEDGED, browser).url == "/register/welcome/"
    assert only_company().organisation == organisation
    assert browser.get("/vacancies/").status_code == 200


@pytest.mark.parametrize("role", [Role.COACH, Role.FUNDER, Role.ADMINISTRATOR])
def test_people_with_another_role_do_not_register_companies(client_of, role):
    user = MembershipFactory(role=role, centres=[CentreFactory()] if role == Role.COACH else []).user
    assert client_of(user).get("/register/").url == "/"


def test_invitation_can_be_taken_up_over_an_account_that_nobody_proved(post, pledged, mailoutbox, phone):
    """Who signs up with somebody else's address does not keep them out, and has no way in."""
    post("/register/you/", YOU)
    invitation = InvitationFactory(organisation=None, role=Role.EMPLOYER, email="sanne@linde.example")
    typed = {
        "name": "Sanne",
        "password": "another-long-sentence-4",
        "password_again": "another-long-sentence-4",
    }
    link = f"/i/{invitation_token(invitation.pk)}/"
    assert post(link, typed, Client()).url == "/register/"
    assert User.objects.get(email="sanne@linde.example").check_password("another-long-sentence-4")


def test_arguments_of_the_jobs_are_keys(post, pledged, mailoutbox):
    MembershipFactory(role=Role.COORDINATOR, centres=[CentreFactory()])
    post("/register/you/", YOU)
    post("/register/code/", {"code": code_in(mailoutbox)})
    job = Job.objects.get(kind="company_letter")
    assert job.arguments[0] == "registered"
    assert all(isinstance(argument, int) for argument in job.arguments[1:])
