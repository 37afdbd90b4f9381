"""What the desk decides about a company: states, who may, what follows; the list and the page."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError
from django.urls import reverse
from django.utils import timezone

from employers import charter, services
from employers.models import CharterSignature, Company, JoinRequest, Vacancy
from jobdesk.accounts.hats import hat_for
from jobdesk.accounts.models import Invitation, Membership
from jobdesk.accounts.services import accept_as_newcomer
from jobdesk.trail.access import Role, may
from jobdesk.trail.audit import AuditEntry, StatusChange
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import open_scope, system_scope
from matching.services import approve_vacancy, close_company
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.desks import CentreFactory, OrganisationFactory
from tests.factories.employers import (
    CharterSignatureFactory,
    CompanyFactory,
    JoinRequestFactory,
    VacancyFactory,
)
from tests.factories.matching import ProposalFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator():
    return MembershipFactory(role=Role.COORDINATOR, centres=[CentreFactory()]).user


@pytest.fixture
def waiting():
    """A company that waits for the check, with one of its people."""
    company = CompanyFactory(status="registered", register_number="99990412")
    MembershipFactory(
        role=Role.EMPLOYER, organisation=company.organisation, user__email="sanne@linde.example"
    )
    return company


@pytest.fixture
def as_coordinator(coordinator):
    with open_scope(hat_for(coordinator, Role.COORDINATOR).scope):
        yield coordinator


@pytest.fixture
def office(coordinator, client_of):
    return client_of(coordinator)


def changes(company) -> list[tuple[str, str, str]]:
    rows = StatusChange.objects.filter(subject_id=company.pk, subject_type="employers.company")
    return list(rows.order_by("pk").values_list("from_status", "to_status", "reason"))


def test_approved_company_is_told_and_its_vacancies_open(
    office, waiting, mailoutbox, django_capture_on_commit_callbacks
):
    vacancy = VacancyFactory(company=waiting, status="submitted")
    refused = office.post(reverse("matching:decide", args=[vacancy.code]), {"action": "approve"})
    assert refused.context["refusal"] == "Approve the company first. Until then its vacancies stay closed."
    with django_capture_on_commit_callbacks(execute=True):
        office.post(f"/employers/{waiting.pk}/decide/", {"action": "approve"})
    assert changes(waiting) == [("registered", "approved", "")]
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [
        (["sanne@linde.example"], "Your company is approved")
    ]
    office.post(reverse("matching:decide", args=[vacancy.code]), {"action": "approve"})
    vacancy.refresh_from_db(from_queryset=Vacancy._base_manager.all())
    assert vacancy.status == "open"


def test_who_brought_a_company_in_does_not_approve_it(as_coordinator, waiting):
    waiting.brought_in_by = as_coordinator
    waiting.save()
    with pytest.raises(RuleBroken) as refused:
        services.approve_company(waiting)
    assert refused.value.message == "You brought this company in. A colleague checks and approves it."
    assert waiting.status == "registered"


def test_one_of_its_own_people_does_not_approve_it(as_coordinator, waiting):
    MembershipFactory(user=as_coordinator, role=Role.EMPLOYER, organisation=waiting.organisation)
    with pytest.raises(RuleBroken):
        services.approve_company(waiting)


def test_company_without_its_number_is_not_approved(as_coordinator, waiting):
    waiting.register_number = ""
    waiting.save()
    with pytest.raises(RuleBroken) as refused:
        services.approve_company(waiting)
    assert refused.value.field == "register_number"


def test_refused_company_reads_why_and_asks_again(
    office, waiting, client_of, mailoutbox, django_capture_on_commit_callbacks, coordinator
):
    page = office.post(f"/employers/{waiting.pk}/decide/", {"action": "refuse", "reason": " "})
    assert page.context["form"].errors["reason"] == ["Say why, in words that the company can read."]
    with django_capture_on_commit_callbacks(execute=True):
        office.post(f"/employers/{waiting.pk}/decide/", {"action": "refuse", "reason": "Nobody answers."})
    assert "Nobody answers." in mailoutbox[-1].body
    employer = client_of(Membership.objects.get(organisation=waiting.organisation).user)
    assert "Nobody answers." in employer.get("/vacancies/").content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert employer.post("/company/ask-again/").url == "/"
    assert mailoutbox[-1].to == [coordinator.email]
    assert changes(waiting) == [
        ("registered", "refused", "Nobody answers."),
        ("refused", "registered", ""),
    ]
    assert "Nobody answers." not in employer.get("/vacancies/").content.decode()


def test_refused_company_keeps_drafts_and_hands_nothing_in(house, as_employer):
    CharterSignatureFactory(company=house.company)
    vacancy = VacancyFactory(company=house.company, status="draft")
    with system_scope("test"):
        house.company.status = "refused"
        house.company.save()
    with pytest.raises(RuleBroken):
        services.submit_vacancy(vacancy)


def test_waiting_company_writes_and_hands_in(waiting):
    with open_scope(
        hat_for(Membership.objects.get(organisation=waiting.organisation).user, Role.EMPLOYER).scope
    ):
        vacancy = VacancyFactory(company=waiting, status="draft")
        services.submit_vacancy(vacancy)
    assert vacancy.status == "submitted"


def test_closing_a_company_closes_what_stands_open_and_frees_who_waits(as_coordinator):
    company = CompanyFactory()
    vacancies = [VacancyFactory(company=company, status=status) for status in ("open", "draft")]
    proposal = ProposalFactory(vacancy=vacancies[0])
    close_company(company, "It moved away.")
    with system_scope("test"):
        assert set(Vacancy.objects.values_list("status", flat=True)) == {"closed"}
        proposal.refresh_from_db()
    assert (company.status, proposal.status) == ("closed", "withdrawn")
    with pytest.raises(RuleBroken):
        close_company(company, "Again.")


def test_reopened_company_is_checked_anew(office, mailoutbox, django_capture_on_commit_callbacks):
    company = CompanyFactory(status="closed")
    owner = MembershipFactory(role=Role.EMPLOYER, organisation=company.organisation).user
    address = f"/employers/{company.pk}/reopen/"
    assert 'name="email"' not in office.get(address).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert office.post(address).url == f"/employers/{company.pk}/"
    assert changes(company) == [("closed", "registered", "")]
    assert [owner.email] in [mail.to for mail in mailoutbox]
    assert "This company is not closed." in office.post(address).content.decode()


def test_reopened_company_without_people_gets_one_who_lets_the_others_in(
    office, client_of, mailoutbox, django_capture_on_commit_callbacks
):
    company = CompanyFactory(status="closed")
    address, typed = f"/employers/{company.pk}/reopen/", {"name": "Sanne de Wit", "language": "nl"}

    page = office.post(address, typed | {"email": "sanne"})

    assert page.context["form"].errors["email"]
    assert page.context["form"]["name"].value() == "Sanne de Wit"
    assert changes(company) == []
    with django_capture_on_commit_callbacks(execute=True):
        office.post(address, typed | {"email": "Sanne@linde.example"})
    assert changes(company) == [("closed", "registered", "")]
    invitation = Invitation.objects.get()
    assert "nodigt u uit" in next(mail.body for mail in mailoutbox if mail.to == ["sanne@linde.example"])
    assert "sanne@linde.example" in office.get("/employers/").content.decode()

    user = accept_as_newcomer(invitation, name="Sanne de Wit", password="quite-a-long-sentence-3")

    assert may(Membership.objects.get(user=user, organisation=company.organisation), "colleagues.manage")
    assert client_of(user).get("/colleagues/").status_code == 200


def test_whoever_invites_people_into_a_reopened_company_does_not_check_it(as_coordinator):
    company = CompanyFactory(status="closed")
    invited = {"email": "sanne@linde.example", "name": "", "language": "nl", "site": "http://testserver"}
    services.reopen_company(company, services.Invited(**invited))
    with pytest.raises(RuleBroken, match="A colleague checks and approves it"):
        services.approve_company(company)


def test_company_is_not_reopened_while_nobody_can_come_in(as_coordinator):
    company = CompanyFactory(status="closed")
    with pytest.raises(RuleBroken) as refused:
        services.reopen_company(company)
    assert refused.value.field == "email"
    assert changes(company) == []


def test_close_page_says_what_happens_and_asks_why(office):
    company = CompanyFactory()
    VacancyFactory(company=company)
    assert office.get(f"/employers/{company.pk}/close/").context["standing"] == 1
    assert office.post(f"/employers/{company.pk}/close/", {"reason": ""}).status_code == 200
    assert office.post(f"/employers/{company.pk}/close/", {"reason": "Moved."}).status_code == 302
    assert changes(company) == [("approved", "closed", "Moved.")]


def test_change_keeps_what_was_in_the_history(office, waiting):
    url = f"/employers/{waiting.pk}/change/"
    typed = {
        "name": "Hotel De Eik",
        "sector": "cleaning",
        "municipality": "Almere",
        "phone": "020 555 01 23",
        "register_number": "9999 0413",
    }
    assert office.post(url, typed).status_code == 302
    entry = AuditEntry.objects.get(action="company.changed")
    assert entry.changes["register_number"] == ["99990412", "99990413"]
    page = office.get(f"/employers/{waiting.pk}/").content.decode()
    assert "Sector: Hotels and restaurants → Cleaning" in page
    assert "<h1>Hotel De Eik" in page


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("register_number", "9999041", "There are 7 digits. Type 8."),
        ("register_number", "11112222", "There is already a company with this number."),
        ("name", "Taken", "There is already an organisation with this name. Add the place."),
        ("phone", "12", "This is too short for a telephone number. Look at it once more."),
    ],
)
def test_change_refuses_what_cannot_be(office, waiting, field, typed, said):
    CompanyFactory(
        register_number="11112222", organisation=OrganisationFactory(kind="employer", name="Taken")
    )
    fine = {"name": "Hotel", "sector": "cleaning", "municipality": "Almere", "phone": "020 555 01 23"}
    page = office.post(f"/employers/{waiting.pk}/change/", fine | {field: typed})
    assert page.context["form"].errors[field] == [said]


def test_desk_grants_or_declines_who_asks_to_join(office, mailoutbox, django_capture_on_commit_callbacks):
    company = CompanyFactory()
    asked, other = JoinRequestFactory(company=company), JoinRequestFactory(company=company)
    with django_capture_on_commit_callbacks(execute=True):
        office.post(f"/employers/joining/{asked.pk}/", {"action": "grant"})
        office.post(f"/employers/joining/{other.pk}/", {"action": "decline"})
        office.post(f"/employers/joining/{other.pk}/", {"action": "grant"})  # too late
    with system_scope("test"):
        assert list(JoinRequest.objects.order_by("pk").values_list("status", flat=True)) == [
            "granted",
            "declined",
        ]
    membership = Membership.objects.get(organisation=company.organisation)
    assert membership.user == asked.user
    assert [may(membership, action) for action in ("vacancies.post", "proposals.answer")] == [True, True]
    assert [may(membership, action) for action in ("papers.view", "colleagues.manage")] == [False, False]
    assert [mail.to for mail in mailoutbox] == [[asked.user.email], [other.user.email]]


def test_new_version_of_the_charter_asks_again_and_leaves_what_is_in_hand(
    monkeypatch, house, as_employer, client_of
):
    CharterSignatureFactory(company=house.company)
    open_vacancy = VacancyFactory(company=house.company)
    draft = VacancyFactory(company=house.company, status="draft")
    second = charter.Charter(2, date(2024, 1, 1), charter.FIRST.pledges, charter.FIRST.chapters)
    monkeypatch.setattr(charter, "CHARTERS", (charter.FIRST, second))
    browser = client_of(house.employer)
    assert "The charter has changed" in browser.get("/vacancies/").content.decode()
    with pytest.raises(RuleBroken):
        services.submit_vacancy(draft)
    open_vacancy.refresh_from_db()
    assert open_vacancy.status == "open"
    browser.post("/charter/", {f"pledge_{number}": "on" for number in (1, 2, 3, 4)})
    assert list(CharterSignature.objects.values_list("version", flat=True)) == [2, 1]
    services.submit_vacancy(draft)


def test_charter_of_a_day_is_the_last_one_before_it(monkeypatch):
    second = charter.Charter(2, date(2025, 3, 1), (), ())
    monkeypatch.setattr(charter, "CHARTERS", (charter.FIRST, second))
    days = (date(2025, 2, 28), date(2025, 3, 1))
    assert [charter.charter_on(day).version for day in days] == [1, 2]
    with pytest.raises(LookupError):
        charter.charter_on(date(2000, 1, 1))


def test_list_shows_what_waits_first_and_finds(office, waiting):
    CompanyFactory(
        organisation=OrganisationFactory(kind="employer", name="Aardbei"), register_number="11112222"
    )
    CompanyFactory(organisation=OrganisationFactory(kind="employer", name="Ailleurs", country="BE"))

    def names(query: str) -> list[str]:
        return [str(company) for company in office.get(f"/employers/?{query}").context["page"]]

    assert names("") == [str(waiting), "Aardbei"]
    assert names("status=approved") == names("q=aard") == names("q=1111.2222") == ["Aardbei"]
    assert names("status=nonsense") == names("")
    assert names("q=nobody") == []


def test_coach_sees_and_does_not_decide(client_of, waiting):
    coach = client_of(MembershipFactory(centres=[CentreFactory()]).user)
    page = coach.get(f"/employers/{waiting.pk}/").content.decode()
    assert "Approve" not in page.replace("Approved", "")
    assert coach.post(f"/employers/{waiting.pk}/decide/", {"action": "approve"}).status_code == 403


def test_company_that_waits_stands_on_the_start_page_of_who_approves(office, client_of, waiting, coordinator):
    JoinRequestFactory(company=CompanyFactory(), user=UserFactory(name="Tom Bakker"))
    page = office.get("/today/").content.decode()
    assert f"/employers/{waiting.pk}/" in page
    assert "Tom Bakker asks to join" in page
    with system_scope("test"):
        waiting.brought_in_by = coordinator
        waiting.save()
    assert f"/employers/{waiting.pk}/" not in office.get("/today/").content.decode()
    coach = client_of(MembershipFactory(centres=[CentreFactory()]).user)
    assert "asks to join" not in coach.get("/today/").content.decode()


def test_vacancy_of_a_company_that_waits_is_not_opened(as_coordinator, waiting):
    with pytest.raises(RuleBroken):
        approve_vacancy(VacancyFactory(company=waiting, status="submitted"))


def test_all_states_are_of_the_transitions():
    from employers.transitions import COMPANY_TRANSITIONS

    assert set(COMPANY_TRANSITIONS) == set(Company.Status)


def test_a_number_is_one_companys_within_its_country(house, client_of):
    for country in ("NL", "BE"):
        organisation = OrganisationFactory(kind="employer", country=country)
        CompanyFactory(organisation=organisation, register_number="11112222")
    with system_scope("test"):
        assert set(Company.objects.filter(register_number="11112222").values_list("country", flat=True)) == {
            "NL",
            "BE",
        }
    with pytest.raises(IntegrityError, match="register_number"):
        CompanyFactory(register_number="11112222")


def test_the_list_is_sorted_by_who_answers_in_time(house, client_of):
    rates = {"Answers": 5, "Often": 3, "Seldom": 1, "Too few": 4}
    due = timezone.localdate() - timedelta(days=20)
    for name, in_time in rates.items():
        company = CompanyFactory(organisation=OrganisationFactory(kind="employer", country="NL", name=name))
        vacancy = VacancyFactory(company=company)
        for number in range(4 if name == "Too few" else 5):
            answer = {"answered_on": due, "status": "no_fit"} if number < in_time else {"status": "lapsed"}
            ProposalFactory(vacancy=vacancy, answer_due_on=due, **answer)

    def names(sort: str) -> list[str]:
        page = client_of(house.coach).get("/employers/", {"sort": sort}).context["page"]
        return [str(company) for company in page if str(company) in rates]

    assert names("answers") == ["Seldom", "Often", "Answers", "Too few"]
    assert names("-answers") == ["Answers", "Often", "Seldom", "Too few"]
    page = client_of(house.coach).get("/employers/", {"sort": "answers", "q": "o"})
    assert page.context["sort_url"] == "?q=o&sort=-answers"
    assert "3/5" in page.content.decode()
