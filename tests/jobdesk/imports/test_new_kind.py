"""A kind of list that is added is offered, read, checked, imported and undone like the others."""

from typing import Any

import pytest
from django.urls import reverse

from jobdesk.accounts.hats import hat_for
from jobdesk.imports import services as imports
from jobdesk.imports.columns import Column
from jobdesk.imports.documentation import tables
from jobdesk.imports.kinds import Draft, kinds
from jobdesk.imports.models import ImportRow
from jobdesk.imports.reading.values import OneOf, choices
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope, system_scope
from residents.choices import Cefr, Language
from residents.imports import words
from residents.models import LanguageSkill
from residents.services import background
from tests.factories.residents import LanguageSkillFactory, ResidentFactory
from tests.jobdesk.imports.conftest import results

LIST = "V-nummer;Taal;Niveau\n2812345678;Nederlands;A2\n2812345678;Engels;B1\n"


class Languages(words.OfResident):
    """Found by resident and language."""

    slug = "languages"
    label = "Languages"
    hint = "Which languages somebody speaks, and how well."
    model = LanguageSkill

    language = Column(
        "Language", OneOf(choices(Language.choices), words.LANGUAGE), "taal|langue", is_required=True
    )
    level = Column("Level", OneOf(choices(Cefr.choices), {}), "niveau", is_required=True, example="A2")

    def find(self, draft: Draft) -> LanguageSkill | None:
        return self.resident_of(draft).language_skills.filter(language=draft.get("language")).first()

    def differences(self, draft: Draft) -> dict[str, tuple[Any, Any]]:
        return words.differing(draft.existing, words.said(draft, "level"))

    def create(self, draft: Draft) -> LanguageSkill:
        said = words.said(draft, "language", "level")
        return background.record_background(draft.get("resident"), LanguageSkill, said)

    def undo(self, row: ImportRow) -> None:
        background.remove_background(words.still_there(LanguageSkill, row))


@pytest.fixture(autouse=True)
def added(settings):
    """The kinds there are, with this one at the end."""
    settings.IMPORT_KINDS = [*settings.IMPORT_KINDS, f"{__name__}.Languages"]
    kinds.cache_clear()
    yield
    kinds.cache_clear()


@pytest.fixture
def amina(centre):
    return ResidentFactory(centre=centre, reference_number="2812345678")


def known(resident) -> dict[str, str]:
    with system_scope("test"):
        return dict(LanguageSkill.objects.filter(resident=resident).values_list("language", "level"))


def test_list_is_imported_once_and_taken_back(bring, amina, coordinator):
    batch = bring(LIST, "languages", apply=True)
    assert (batch.status, known(amina)) == ("applied", {"nl": "A2", "en": "B1"})
    again = bring(LIST, "languages")
    assert [outcome for _row, outcome, _problems in results(again)] == ["unchanged", "unchanged"]
    with open_scope(hat_for(coordinator, Role.COORDINATOR).scope):
        imports.ask_undo(batch)
    imports.undo_rows(batch)
    assert known(amina) == {}


def test_what_is_there_otherwise_is_wrong_and_keeps_all_out(bring, amina):
    """The kind says nothing of changes, so there are none."""
    LanguageSkillFactory(resident=amina, language="nl", level="A1")
    batch = bring(LIST, "languages", apply=True)
    assert batch.status == "checked"
    refusal = "This is there already, and says something else. Change it on its page."
    assert [problem["message"] for row in batch.rows.all() for problem in row.problems] == [refusal]
    assert known(amina) == {"nl": "A1"}


def test_page_offers_it_with_a_template(client, coordinator):
    client.force_login(coordinator)
    assert "Which languages somebody speaks" in client.get(reverse("imports:imports")).content.decode()
    template = client.get(reverse("imports:template", args=["languages", "csv"]))
    assert "Language" in b"".join(template).decode("utf-8-sig")


def test_documentation_has_its_columns():
    assert "| Level | `level` | yes |" in tables("languages")
