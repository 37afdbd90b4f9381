"""What changes of a vacancy that the desk approved: at once, or once the desk has read it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from employers import services
from employers.models import VacancyCertificate, VacancyChange, VacancyLanguage
from employers.services import CertificateSaid
from employers.vacancy_sheet.changed_words import changed_lines
from jobdesk.accounts.hats import hat_that_may
from jobdesk.jobs.models import Job
from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import open_scope
from jobdesk.vocabulary.languages import LanguageAsked
from jobdesk.vocabulary.models import Occupation, Skill
from tests.factories.employers import VacancyChangeFactory, VacancyFactory


@pytest.fixture
def vacancy(house):
    return VacancyFactory(company=house.company)


@pytest.fixture
def as_desk(house):
    with open_scope(hat_that_may(house.coach, "vacancies.approve").scope) as scope:
        yield scope


@pytest.mark.parametrize(
    "changes",
    [
        {"places": 4},
        {"working_times": "at night"},
        {"shifts": 7},
        {"contact_phone": "+31 20 555 01 77"},
        {"wage_hour": Decimal("17.00")},
    ],
)
def test_what_misleads_nobody_changes_at_once(vacancy, as_employer, changes):
    assert services.update_vacancy(vacancy, **changes) is None
    vacancy.refresh_from_db()
    (name,) = changes
    assert (getattr(vacancy, name), vacancy.status) == (changes[name], "open")
    assert [entry.action for entry in AuditEntry.objects.all()] == ["vacancy.updated"]


@pytest.mark.parametrize(
    ("changes", "kept"),
    [
        ({"title": "Chef"}, {"title": "Chef"}),
        ({"description": "Other work."}, {"description": "Other work."}),
        ({"municipality": "Haarlem"}, {"municipality": "Haarlem"}),
        ({"hours": 36}, {"hours": 36}),
        ({"wage_hour": Decimal("15.20")}, {"wage_hour": "15.20"}),
    ],
)
def test_what_the_desk_approved_waits_and_the_vacancy_stays(vacancy, as_employer, changes, kept):
    change = services.update_vacancy(vacancy, **changes)
    (name,) = changes
    before = getattr(vacancy, name)
    vacancy.refresh_from_db()
    change.refresh_from_db()
    assert (change.status, change.values) == ("waiting", kept)
    assert (getattr(vacancy, name), vacancy.status) == (before, "open")


class TestWhatTheWorkAsks:
    """Languages and certificates are rows: they wait and are taken over like the rest."""

    asked = (LanguageAsked("nl", "speaking", "B1"), LanguageAsked("nl", "listening", "A2"))

    def test_waits_and_the_rows_stay(self, vacancy, as_employer):
        haccp = Skill.objects.get(code="haccp")
        needed = (CertificateSaid(haccp, "", False), CertificateSaid(None, "Bread course", True))
        change = services.update_vacancy(vacancy, languages=self.asked, certificates=needed)
        assert change.values == {
            "languages": [["nl", "listening", "A2"], ["nl", "speaking", "B1"]],
            "certificates": [[haccp.pk, "", False], [None, "Bread course", True]],
        }
        assert change.was == {"languages": [], "certificates": []}
        assert not vacancy.languages.exists()
        assert not vacancy.certificates.exists()

    def test_is_taken_over_once_approved(self, house, vacancy, as_employer):
        services.update_vacancy(vacancy, languages=self.asked, certificates=(), title="Chef")
        with open_scope(hat_that_may(house.coach, "vacancies.approve").scope):
            services.approve_change(VacancyChange.objects.get())
        vacancy.refresh_from_db()
        assert (vacancy.title, set(services.said(vacancy, "languages"))) == ("Chef", set(self.asked))

    def test_the_same_in_another_order_is_no_change(self, vacancy, as_employer):
        for row in self.asked:
            VacancyLanguage.objects.create(vacancy=vacancy, **row._asdict())
        assert services.update_vacancy(vacancy, languages=self.asked[::-1]) is None
        assert services.update_vacancy(vacancy, languages=self.asked[:1]) is not None
        assert services.update_vacancy(vacancy, languages=self.asked) is None
        assert VacancyChange.objects.get().status == "withdrawn"

    def test_stands_in_words_beside_what_was(self, vacancy, as_employer):
        VacancyCertificate.objects.create(vacancy=vacancy, words="Forklift", is_offered=True)
        needed = (
            CertificateSaid(Skill.objects.get(code="haccp"), "", False),
            CertificateSaid(None, "Forklift", True),
        )
        change = services.update_vacancy(vacancy, languages=self.asked[:1], certificates=needed)
        assert changed_lines(change) == [
            ("Language", "", "Dutch: speaking B1"),
            ("Certificates that the work needs", "", Skill.objects.get(code="haccp").label),
        ]

    def test_a_change_that_waits_stands_in_the_form_of_the_company(self, house, vacancy, client_of):
        VacancyChangeFactory(
            vacancy=vacancy,
            values={"languages": [["nl", "speaking", "B1"]], "certificates": [[None, "Forklift", False]]},
            was={"languages": [], "certificates": []},
        )
        form = client_of(house.employer).get(f"/vacancies/{vacancy.code}/edit/").context["form"]
        assert form.initial["languages"] == (LanguageAsked("nl", "speaking", "B1"),)
        assert form.initial["certificates-needed-0"].words == "Forklift"


def test_both_kinds_in_one_form_go_their_own_ways(vacancy, as_employer):
    change = services.update_vacancy(vacancy, title="Chef", places=5, hours=vacancy.hours)
    vacancy.refresh_from_db()
    assert (vacancy.places, vacancy.title, change.values) == (5, "Room attendant", {"title": "Chef"})


def test_a_second_change_goes_on_with_the_first(vacancy, as_employer):
    services.update_vacancy(vacancy, title="Chef")
    services.update_vacancy(vacancy, hours=36)
    change = VacancyChange.objects.get()
    assert (change.values, change.was) == (
        {"title": "Chef", "hours": 36},
        {"title": "Room attendant", "hours": 24},
    )


def test_a_change_that_leads_back_is_taken_back(vacancy, as_employer):
    services.update_vacancy(vacancy, title="Chef")
    assert services.update_vacancy(vacancy, title="Room attendant") is None
    assert VacancyChange.objects.get().status == "withdrawn"


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"wage_hour": Decimal("9.00")}, "wage_hour"),
        ({"wage_hour": None}, "wage_hour"),
        ({"starts_on": timezone.localdate() - timedelta(days=1)}, "starts_on"),
        ({"ends_on": timezone.localdate() - timedelta(days=1)}, "ends_on"),
        ({"ends_on": timezone.localdate() + timedelta(days=200), "contract": "permanent"}, "ends_on"),
    ],
)
def test_what_cannot_be_is_refused_before_the_desk_reads_it(vacancy, as_employer, changes, field):
    with pytest.raises(RuleBroken) as refused:
        services.update_vacancy(vacancy, **changes)
    assert refused.value.field == field
    assert not VacancyChange.objects.exists()


def test_raise_of_a_vacancy_on_hold_is_enough_and_what_else_changes_waits(house, as_employer):
    held = VacancyFactory(
        company=house.company,
        status="held",
        held_on=timezone.localdate(),
        held_from="open",
        wage_hour=Decimal("9.00"),
    )
    change = services.update_vacancy(held, wage_hour=Decimal("16.00"), title="Chef")
    held.refresh_from_db()
    assert (held.status, held.wage_hour, held.title) == ("open", Decimal("16.00"), "Room attendant")
    assert change.values == {"title": "Chef"}


def test_approved_change_is_taken_over_and_told(house, as_desk):
    change = VacancyChangeFactory(vacancy__company=house.company)
    services.approve_change(change)
    change.vacancy.refresh_from_db()
    assert (change.status, change.vacancy.title, change.vacancy.hours) == (
        "approved",
        "Head of the room attendants",
        32,
    )
    assert Job.objects.get().arguments == ["change_approved", house.employer.pk, change.vacancy_id]
    with pytest.raises(RuleBroken):
        services.approve_change(change)


def test_occupation_and_day_come_over_as_what_they_are(house, as_desk):
    cook = Occupation.objects.get(code="cook")
    day = timezone.localdate() + timedelta(days=40)
    change = VacancyChangeFactory(
        vacancy__company=house.company,
        values={"occupation": cook.pk, "occupation_words": "", "starts_on": day},
        was={"occupation": None, "occupation_words": "chef", "starts_on": None},
    )
    change.refresh_from_db()
    services.approve_change(change)
    change.vacancy.refresh_from_db()
    assert (change.vacancy.occupation, change.vacancy.starts_on) == (cook, day)


def test_change_in_words_stands_beside_what_was(house, as_desk):
    cook = Occupation.objects.get(code="cook")
    change = VacancyChangeFactory(
        vacancy__company=house.company,
        values={"occupation": cook.pk, "occupation_words": "", "wage_hour": "15.20", "contract": "permanent"},
        was={"occupation": None, "occupation_words": "chef", "wage_hour": None, "contract": "fixed_term"},
    )
    assert changed_lines(change) == [
        ("Occupation", "chef", "Cooking"),
        ("Contract", "Fixed term", "Permanent"),
        ("Gross wage an hour (EUR)", "", "€15.20"),
    ]


def test_change_sent_back_leaves_the_vacancy_and_says_why(house, as_desk):
    change = VacancyChangeFactory(vacancy__company=house.company)
    with pytest.raises(RuleBroken):
        services.return_change(change, "times", "")
    services.return_change(change, "times", "On which days?")
    change.vacancy.refresh_from_db()
    assert (change.status, change.returned_for, change.returned_reason) == (
        "returned",
        "times",
        "On which days?",
    )
    assert (change.vacancy.status, change.vacancy.title) == ("open", "Room attendant")
    assert Job.objects.get().arguments[0] == "change_returned"


def test_who_brought_the_company_in_does_not_approve_its_changes(house, as_desk):
    change = VacancyChangeFactory(vacancy__company=house.company)
    house.company.brought_in_by = house.coach
    house.company.save()
    change.vacancy.company.refresh_from_db()
    with pytest.raises(RuleBroken):
        services.approve_change(change)


class TestScreens:
    def test_desk_compares_and_approves(self, house, client_of):
        vacancy = VacancyChangeFactory(vacancy__company=house.company).vacancy
        client, address = client_of(house.coach), f"/vacancies/{vacancy.code}/change/"
        assert client.get(address).context["lines"] == [
            ("Job title", "Room attendant", "Head of the room attendants"),
            ("Hours a week", "24", "32"),
        ]
        assert [each.vacancy for each in client.get("/vacancies/").context["changes"]] == [vacancy]
        assert client.post(address, {"action": "approve"}).status_code == 302
        assert client.get(address).context["change"] is None
        assert list(client.get("/vacancies/").context["changes"]) == []

    def test_desk_sends_back_with_a_reason(self, house, client_of):
        change = VacancyChangeFactory(vacancy__company=house.company)
        client, address = client_of(house.coach), f"/vacancies/{change.vacancy.code}/change/"
        refused = client.post(address, {"action": "return", "reason": "On which days?"})
        assert list(refused.context["form"].errors) == ["code"]
        assert refused.context["form"]["reason"].value() == "On which days?"
        given = {"action": "return", "code": "times", "reason": "On which days?"}
        assert client.post(address, given).status_code == 302
        page = client_of(house.employer).get(f"/vacancies/{change.vacancy.code}/")
        assert page.context["last_change"] == change
        assert "On which days?" in page.content.decode()

    def test_company_takes_back_its_own_change_only(self, house, client_of):
        change = VacancyChangeFactory(vacancy__company=house.company)
        address = f"/vacancies/{change.vacancy.code}/change/withdraw/"
        assert client_of(house.stranger).post(address).status_code == 404
        assert client_of(house.coach).post(address).status_code == 403
        assert client_of(house.employer).post(address).status_code == 302
        change.refresh_from_db()
        assert change.status == "withdrawn"
