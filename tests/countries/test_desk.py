"""The desk's day: start page, lists with their filters and files, reminders, reports."""

from datetime import datetime, time

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from desk.reminders.collect import collect
from desk.reminders.digests import digests_to_send, prepare_digests, send_digest
from jobdesk.accounts.models import User
from jobdesk.lists.models import ListFile
from jobdesk.trail.scoping import system_scope
from reports.services import request_report
from tests.countries.conftest import LANGUAGES, day
from tests.countries.foreign import assert_own, text_of_pdf
from tests.factories.matching import StartedPlacementFactory
from tests.factories.residents import DocumentFactory, LegalEventFactory, StepFactory


@pytest.fixture
def caseload(desk):
    """Three people: one waits for the key and the registration, one is at work, of one the pass ends soon."""
    waits, works, ends = (desk.settled(first_name=name) for name in ("Waits", "Works", "Ends"))
    placement = desk.placed(waits)
    StepFactory(resident=waits, kind="civic_key", party="authority", opened_on=day(-20), due_on=day(-1))
    StepFactory(
        resident=waits, kind="worker_registration", party="employer", subject=placement.code, due_on=day(1)
    )
    desk.registered(works)
    job = StartedPlacementFactory(
        match__resident=works, match__vacancy=desk.vacancy, match__project=desk.project
    )
    StepFactory(
        resident=works,
        kind="wage_slip",
        party="resident",
        subject=job.code,
        month_on=day(-40).replace(day=1),
        due_on=day(2),
    )
    with system_scope("test"):
        ends.documents.update(until_on=day(7))
    return waits, works, ends


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "url", ["/today/", "/residents/?tab=all", "/steps/?tab=all", "/placements/?tab=all", "/find/?q=Waits"]
)
def test_pages_of_the_day_say_no_word_of_another_country(desk, caseload, url, language):
    desk.page(desk.coach, url, language)
    if not url.startswith("/find/"):
        desk.page(desk.coordinator, url, language)


def test_lists_name_the_steps_of_the_country(desk, caseload):
    page = desk.page(desk.coach, "/steps/?tab=all")
    for words in ("Civic key", "Registration of the worker", "Wage slip to the Shelter Office"):
        assert words in page


def first_name(row) -> str:
    """Return whose row it is, whatever it is a row of."""
    owner = getattr(row, "step", None) or getattr(row, "placement", None) or row
    return owner.resident.first_name


@pytest.mark.parametrize(
    ("url", "names"),
    [
        ("/steps/?tab=all&kind=worker_registration", ["Waits"]),
        ("/residents/?tab=all&step=civic_key", ["Waits"]),
        ("/residents/?tab=all&requires=worker_registered", ["Ends", "Waits", "Works"]),
        ("/residents/?tab=all&country=ZZ", ["Ends", "Waits", "Works"]),
        ("/placements/?tab=all", ["Waits", "Works"]),
    ],
)
def test_filters_keep_what_the_country_knows(desk, caseload, url, names):
    rows = desk.client(desk.coach).get(url).context["rows"]
    assert sorted(first_name(row["row"]) for row in rows) == names


@pytest.mark.parametrize("name", ["residents", "steps", "placements"])
def test_file_of_a_list_says_no_word_of_another_country(desk, caseload, name, settings, tmp_path):
    settings.PRIVATE_DIR = tmp_path
    browser = desk.client(desk.coach)
    data = {"here": "?tab=all", "format": "csv", "purpose": "caseload", "make": "yes"}
    assert browser.post(reverse("lists:export", args=[name]), data).status_code == 302
    made = ListFile.objects.get()
    response = browser.get(reverse("lists:file_download", args=[made.code]))
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    assert "Waits" in text
    assert_own(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_reminders_and_their_e_mails_speak_of_the_country(desk, caseload, language):
    User.objects.update(language=language)
    noon = timezone.make_aware(datetime.combine(day(0), time(12)))
    with system_scope("test"):
        collect(day(0))
    prepare_digests(noon)
    for pk in digests_to_send(noon).values_list("pk", flat=True):
        send_digest(pk, noon)
    sent = {message.to[0]: message.subject + " " + message.body for message in mail.outbox}
    assert {desk.coach.email, desk.employer.email} <= set(sent)
    assert "Civic key" in sent[desk.coach.email]
    assert "Grey pass" in sent[desk.coach.email]
    assert "Registration of the worker" in sent[desk.employer.email]
    for text in sent.values():
        assert_own(text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_settings_of_the_reminders_say_no_word_of_another_country(desk, language):
    desk.page(desk.coach, reverse("desk:reminder_settings"), language)
    desk.page(desk.employer, reverse("desk:reminder_settings"), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_overview_and_lists_of_reports_say_no_word_of_another_country(desk, caseload, language):
    desk.page(desk.coordinator, reverse("reports:overview"), language)
    desk.page(desk.coordinator, reverse("reports:reports"), language)
    desk.page(desk.funder, reverse("reports:reports"), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_report_and_its_pdf_count_the_desk_without_a_foreign_word(
    desk, caseload, language, settings, tmp_path, django_capture_on_commit_callbacks
):
    settings.PRIVATE_DIR = tmp_path
    with django_capture_on_commit_callbacks(execute=True), system_scope("test"):
        report = request_report(desk.project, from_on=desk.project.starts_on, to_on=day(0), language=language)
    desk.page(desk.funder, reverse("reports:report", args=[report.code]), language)
    browser = desk.client(desk.funder, language)
    response = browser.get(reverse("reports:report_download", args=[report.code, "pdf"]))
    content = b"".join(response.streaming_content) if response.streaming else response.content
    text = text_of_pdf(content)
    assert "Work for guests" in text
    assert_own(text)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("part", ["", "meeting", "language", "work", "time", "travel"])
def test_intake_asks_in_the_words_of_the_country(desk, part, language):
    url = reverse("residents:intake", args=[desk.settled().code])
    desk.page(desk.coach, f"{url}?part={part}" if part else url, language)


def test_intake_asks_for_the_language_of_the_country(desk):
    url = reverse("residents:intake", args=[desk.settled().code])
    assert "How well do you speak English?" in desk.page(desk.coach, f"{url}?part=language")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "name", ["background", "consents", "household", "plan", "guidance", "assign", "intake_sheet"]
)
def test_forms_of_the_record_say_no_word_of_another_country(desk, name, language):
    person = desk.settled()
    url = reverse(f"residents:{name}", args=[person.code])
    response = desk.client(desk.coach).get(url)
    if response.headers["Content-Type"] == "application/pdf":
        assert_own(text_of_pdf(response.content))
        return
    desk.page(desk.coach if name != "assign" else desk.coordinator, url, language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_outreach_and_groups_say_no_word_of_another_country(desk, caseload, language):
    for name in ("residents:outreach", "residents:bundles", "residents:sessions", "residents:mentors"):
        desk.page(desk.coach, reverse(name), language)


def test_a_case_that_came_from_elsewhere_keeps_what_it_brought(desk):
    """What another country knew stays in the record, under its own name."""
    person = desk.settled()
    DocumentFactory(resident=person)
    LegalEventFactory(resident=person, type="track", value="regular")
    response = desk.client(desk.coach).get(reverse("residents:procedure", args=[person.code]))
    assert "W-document" in response.content.decode()
