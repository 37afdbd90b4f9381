"""From the registration to the right to work: the facts of the country, and its own rules on them."""

import pytest
from django.urls import reverse

from jobdesk.trail.scoping import system_scope
from residents.models import Resident
from tests.countries.conftest import LANGUAGES, day
from tests.factories.residents import DocumentFactory, LegalEventFactory


def address(name: str, person: Resident) -> str:
    return reverse(f"residents:{name}", args=[person.code])


def fresh(person: Resident) -> Resident:
    with system_scope("test"):
        return Resident.objects.get(pk=person.pk)


def test_registered_by_the_number_of_the_country(desk):
    browser = desk.client(desk.coach)
    form = desk.page(desk.coach, reverse("residents:register"))
    assert "Civic key (ZZ)" in form
    typed = {
        "first_name": "Odon",
        "last_name": "Nodo",
        "birth_date": "1996-05-03",
        "gender": "man",
        "language": "fr",
        "reference_number": "CK 4711 22",
        "centre": desk.centre.pk,
        "from_on": day(-20).isoformat(),
    }
    assert browser.post(reverse("residents:register"), typed).status_code == 302
    with system_scope("test"):
        person = Resident.objects.get()
    assert (person.reference_number, person.reception) == ("471122", "Shelter")
    assert "Incomplete" in desk.page(desk.coach, reverse("desk:resident", args=[person.code]))


@pytest.mark.parametrize("language", LANGUAGES)
def test_profile_offers_who_gives_reception_in_the_country(desk, language):
    person = desk.resident()
    page = desk.page(desk.coach, address("profile", person), language)
    assert "Shelter Office" in page
    response = desk.client(desk.coach).get(address("profile", person))
    assert [code for code, _label in response.context["form"].fields["reception"].choices] == [
        "Shelter",
        "own-roof",
    ]


def test_events_and_documents_are_recorded_on_the_form(desk):
    person, browser = desk.resident(), desk.client(desk.coach)
    url = address("procedure", person)
    forms = browser.get(url).context
    assert dict(forms["event_form"].fields["type"].choices).keys() == {
        "",
        "application_lodged",
        "reception_interview",
        "first_decision",
        "status_granted",
        "employer_notified",
    }
    assert dict(forms["document_form"].fields["type"].choices).keys() == {"", "grey-pass", "silver-pass"}
    assert "employer" not in forms["document_form"].fields
    for kind, on in (("application_lodged", -200), ("reception_interview", -100)):
        typed = {"action": "add:event", "event-type": kind, "event-on": day(on).isoformat()}
        assert browser.post(url, typed).status_code == 302
    assert fresh(person).work_outcome == "incomplete"
    typed = {
        "action": "add:document",
        "document-type": "grey-pass",
        "document-from_on": day(-150).isoformat(),
        "document-until_on": day(200).isoformat(),
    }
    assert browser.post(url, typed).status_code == 302
    person = fresh(person)
    assert (person.work_outcome, person.work_allowed_from) == ("needs_notification", day(-10))
    page = desk.page(desk.coach, url)
    assert "Reception interview" in page
    assert "Grey pass" in page


@pytest.mark.parametrize("event", ["subsequent_admissible", "appeal_lodged", "track"])
def test_an_event_of_other_countries_is_refused(desk, event):
    person = desk.resident()
    typed = {"action": "add:event", "event-type": event, "event-on": day(-3).isoformat()}
    form = desk.client(desk.coach).post(address("procedure", person), typed).context["event_form"]
    assert set(form.errors) == {"type"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["procedure", "right_to_work"])
def test_pages_say_no_word_of_another_country(desk, name, language):
    page = desk.page(desk.coach, address(name, desk.settled()), language)
    assert "Labour Board" in page or name == "procedure"


@pytest.mark.parametrize(
    ("interview", "said"),
    [
        (-100, ["once the employer registers the worker", "is 90 days or more ago", "Guest Act of Zembla"]),
        (-30, ["May not work yet: from", "Work is possible 90 days later"]),
    ],
)
def test_outcome_and_reasons_are_those_of_the_country(desk, interview, said):
    page = desk.page(desk.coach, address("right_to_work", desk.settled(interview)))
    assert [words for words in said if words not in page] == []


def test_without_the_interview_the_answer_names_it(desk):
    person = desk.resident()
    LegalEventFactory(resident=person, on=day(-200))
    page = desk.page(desk.coach, address("right_to_work", person))
    assert "Day of the reception interview" in page
    assert "Incomplete" in page


def test_a_status_of_the_country_counts_with_its_document(desk):
    person = desk.resident()
    LegalEventFactory(resident=person, type="status_granted", value="sanctuary", on=day(-40))
    DocumentFactory(resident=person, type="silver-pass", from_on=day(-40), until_on=day(400))
    page = desk.page(desk.coach, address("right_to_work", person))
    assert "Person with sanctuary since" in page
    assert "Silver pass: valid until" in page
    record = desk.page(desk.coach, reverse("desk:resident", args=[person.code]))
    assert "Silver pass" in record


def test_who_is_registered_may_work_for_that_employer(desk):
    person = desk.settled()
    desk.registered(person)
    url = address("right_to_work", person)
    asked = f"{url}?work=employee&employer={desk.company.employer_code}"
    assert "May work for this employer since" in desk.page(desk.coach, asked)
    assert "once the employer registers the worker" in desk.page(desk.coach, url)
