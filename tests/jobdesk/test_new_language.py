"""A language that is added: of the screens by a catalogue, of the card by a file of phrases."""

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.test import Client
from django.urls import reverse

from desk.card import wording
from desk.services import create_card_link
from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope
from tests.desk.people import coach_at, resident_with_case
from tests.factories.desks import CentreFactory

pytestmark = pytest.mark.django_db
TODAY = reverse("desk:today")


@pytest.fixture
def german(settings, tmp_path):
    """German as a language of the screens, with two of its texts."""
    catalogue = Catalog(locale="de", domain="django")
    for text, translated in {"Today": "Heute", "Residents": "Bewohner"}.items():
        catalogue.add(text, translated)
    folder = tmp_path / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "django.mo").open("wb") as file:
        write_mo(file, catalogue)
    settings.LOCALE_PATHS = [*settings.LOCALE_PATHS, tmp_path]
    settings.LANGUAGES = [*settings.LANGUAGES, ("de", "German")]


@pytest.fixture
def desk():
    """A coach, their client, and a resident who speaks German."""
    centre = CentreFactory()
    coach, client = coach_at(centre)
    return coach, client, resident_with_case(centre, coach, language="de")


def test_screens_are_read_in_it_once_somebody_chooses_it(german, desk):
    coach, client, _person = desk
    assert 'value="de"' in Client().get(reverse("account_login")).content.decode()
    client.post(reverse("accounts:choose_language"), {"language": "de", "next": TODAY})
    coach.refresh_from_db()
    page = client.get(TODAY)
    assert [str(item.label) for item in page.context["shell"].items[:2]] == ["Heute", "Bewohner"]
    assert (coach.language, '<html lang="de">' in page.content.decode()) == ("de", True)


def test_what_is_not_translated_yet_is_said_in_english(german, desk):
    coach, client, person = desk
    coach.language = "de"
    coach.save()
    labels = [str(item.label) for item in client.get(TODAY).context["shell"].items]
    assert labels[:3] == ["Heute", "Bewohner", "Steps"]
    assert client.get(reverse("desk:resident", args=[person.code])).status_code == 200


def test_unknown_language_is_refused(desk):
    coach, client, _person = desk
    client.post(reverse("accounts:choose_language"), {"language": "de", "next": TODAY})
    coach.refresh_from_db()
    assert coach.language != "de"


def test_card_speaks_it(desk, monkeypatch):
    """The phrases are those of English, one of them in German; days and amounts are written by Babel."""
    coach, client, person = desk
    shipped, card = wording.phrases, reverse("desk:card", args=[person.code])
    assert client.get(card).context["form"].initial["language"] == "en"  # there is no card in German

    def phrases(language: str, country: str) -> dict[str, str]:
        if language == "de":
            return {**shipped("en", country), "private": "Persönlich"}
        return shipped(language, country)

    monkeypatch.setattr(wording, "phrases", phrases)
    monkeypatch.setitem(wording.LANGUAGES, "de", "Deutsch")
    page = client.get(card)
    assert ("de", "Deutsch") in page.context["form"].fields["language"].choices
    assert page.context["form"].initial["language"] == "de"
    with open_scope(hat_for(coach, Role.COACH).scope):
        _link, token = create_card_link(person, "de")
    public = Client().get(reverse("desk:public_card", args=[token])).content.decode()
    assert ('<html lang="de" dir="ltr">' in public, "Persönlich" in public) == (True, True)
