"""A country that has less than the others: what it leaves out is asked of nobody, and said nowhere."""

from dataclasses import replace

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import translation

from jobdesk.trail.scoping import Scope, open_scope
from law import registry
from residents.intake.own_language import spoken
from residents.steps.escalation import escalation
from tests.countries.conftest import day
from tests.countries.foreign import assert_own, text_of_page
from tests.factories.residents import ResidentFactory, StepFactory


@pytest.fixture
def bare(zembla):
    """Zembla without a contribution, with letters in a language that the screens do not speak."""
    receptions = tuple(replace(each, scheme="") for each in zembla.receptions)
    record = replace(zembla, schemes=(), receptions=receptions, languages=("de",))
    with pytest.MonkeyPatch.context() as patch:  # ended before the countries of the site are put back
        patch.setitem(registry._countries, "ZZ", record)
        yield record


def test_country_needs_no_migration(zembla, db):
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("language", ["en", "nl", "fr"])
def test_desk_without_a_contribution_reads_so(desk, bare, language):
    client = desk.client(desk.coach)
    desk.coach.language = language
    desk.coach.save()
    response = client.get(reverse("residents:calculator"))
    assert response.status_code == 200
    assert_own(text_of_page(response.content.decode()))


def test_question_about_the_language_is_that_of_the_country(zembla):
    assert "ሆላንድኛ" in spoken("dutch_or_french", "ti", "").text
    with open_scope(Scope(reader="desk", countries=frozenset({"ZZ"}))):
        assert spoken("dutch_or_french", "ti", "") is None


def test_letter_is_written_in_a_language_of_the_site(desk, bare):
    step = StepFactory(resident=ResidentFactory(centre=desk.centre), kind="civic_key", due_on=day(-3))
    with translation.override("en"):
        letter = escalation(step, day(0), "en")
    assert (letter.language, "Since" in letter.text) == ("en", True)
