"""The card of a guest in Zembla, in the languages that its country wrote and in one that it did not."""

import pytest
from django.test import Client
from django.urls import reverse

from desk.services import create_card_link
from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope
from tests.countries.foreign import assert_own, text_of_page, text_of_pdf
from tests.factories.residents import StepFactory


@pytest.fixture
def guest(desk):
    """Somebody with a job in five days who waits for the key and for the registration."""
    person = desk.settled(language="fr")
    placement = desk.placed(person)
    StepFactory(resident=person, kind="civic_key", party="authority")
    StepFactory(resident=person, kind="worker_registration", party="employer", subject=placement.code)
    return person


def public_page(desk, person, language: str) -> str:
    with open_scope(hat_for(desk.coach, Role.COACH).scope):
        _link, token = create_card_link(person, language)
    return text_of_page(Client().get(reverse("desk:public_card", args=[token])).content.decode())


PHRASES = {
    "en": [
        "You may work, but your employer must register you at the Labour Board first.",
        "Do not start before your coach says yes.",
        "Grey pass",
        "Your Civic key",
        "Employer registers you at the Labour Board",
        "Key Chamber must act.",
        "A part of your pay may go to Shelter Office.",
    ],
    "fr": [
        "Vous pouvez travailler, mais votre employeur doit d’abord vous inscrire au Labour Board.",
        "Passe gris",
        "Votre clé civique",
        "L’employeur vous inscrit au Labour Board",
    ],
    "ti": ["Grey pass", "Your Civic key", "Employer registers you at the Labour Board"],
}


@pytest.mark.parametrize("language", PHRASES)
def test_card_says_the_phrases_of_the_country(desk, guest, language):
    """A language that the country did not write says its phrases in English."""
    page = public_page(desk, guest, language)
    assert [words for words in PHRASES[language] if words not in page] == []
    assert_own(page)


def test_card_of_a_registered_guest(desk, guest):
    desk.registered(guest)
    assert "You may work for this employer: you are registered." in public_page(desk, guest, "en")


def test_desk_reads_both_languages_and_prints_them(desk, guest):
    url = reverse("desk:card", args=[guest.code])
    page = desk.page(desk.coach, url)
    assert "Your Civic key" in page
    assert "Votre clé civique" in page
    data = {"language": "fr", "paper": "a4"}
    response = desk.client(desk.coach).post(reverse("desk:card_pdf", args=[guest.code]), data)
    text = text_of_pdf(response.content)
    assert "Votre clé civique" in text
    assert_own(text)
