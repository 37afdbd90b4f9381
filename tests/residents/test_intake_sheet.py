"""The intake on paper, read back from the PDF."""

import subprocess
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from jobdesk.trail.audit import AuditEntry
from residents.forms.intake import IntakeForm
from residents.intake.own_language import spoken
from residents.intake.page import answer_text
from residents.intake.questions import ABOUT
from tests.factories.residents import IntakeFactory, ResidentFactory
from tests.residents.test_services import COMPLETE


@pytest.fixture
def amina(centre):
    return ResidentFactory(centre=centre, first_name="Amina", last_name="Darwish", language="tr")


@pytest.fixture
def url(amina):
    return reverse("residents:intake_sheet", args=[amina.code])


def text_of(pdf: bytes) -> str:
    done = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())


def test_sheet_reads_the_answers_back_in_both_languages(client_of, coach, amina, project, url):
    IntakeFactory(resident=amina, project=project, note="Only for me", **COMPLETE)
    response = client_of(coach).get(url)
    text = text_of(response.content)
    assert response["Content-Type"] == "application/pdf"
    for words in ("Amina D.: is this right?", "Not finished", "Work in a bakery", "24"):
        assert words in text
    assert "Which work would you like to do?" in text
    assert "Hangi işi yapmak istersiniz?" in text
    assert ("Only for me" in text, "Darwish" in text) == (False, False)
    assert AuditEntry.objects.get(action="intake.sheet_printed").actor == coach


@pytest.mark.parametrize(
    ("name", "answer", "words"),
    [
        ("starts_from", date(2026, 11, 1), "1 November 2026"),
        ("experience_years", Decimal("2.0"), "2 years"),
        ("experience_years", Decimal("1.0"), "1 year"),
        ("experience_years", Decimal("2.5"), "2.5 years"),
        ("hours", 32, "32 hours a week"),
        ("travel_minutes", 30, "30 minutes"),
        ("travel_minutes", None, "No answer"),
        ("cycling", False, "No"),
    ],
)
def test_answers_read_as_somebody_says_them(name, answer, words):
    assert answer_text(name, answer) == words


@pytest.mark.parametrize("language", ["ar", "ti", "tr", "fa", "prs", "uk", "ru", "so", "es"])
def test_every_question_about_work_can_be_read_along(language):
    unspoken = {"note", "seen", "no_lessons", *ABOUT.values()}
    fields = {name: field for name, field in IntakeForm.base_fields.items() if name not in unspoken}
    assert [name for name, field in fields.items() if spoken(name, language, field.label) is None] == []


def test_empty_sheet_has_the_choices_and_no_answer(client_of, coach, amina, project, url):
    IntakeFactory(resident=amina, project=project, **COMPLETE)
    text = text_of(client_of(coach).get(f"{url}?empty").content)
    assert "Fill this in by pen" in text
    assert "Wants to learn" in text  # a choice
    assert "Work in a bakery" not in text
    assert AuditEntry.objects.filter(action="intake.sheet_printed").count() == 0


def test_sheet_without_an_intake_is_not_found_but_the_empty_one_is(client_of, coach, amina, url):
    browser = client_of(coach)
    assert (browser.get(url).status_code, browser.get(f"{url}?empty").status_code) == (404, 200)
