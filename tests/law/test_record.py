"""What a country's record answers."""

import pytest

from law.registry import country


def test_an_event_finds_its_values_by_code():
    decided = country("NL").event_by_code["first_decision"]
    assert decided.value("refused").code == "refused"
    assert decided.value("postponed") is None


@pytest.mark.parametrize(
    ("region", "language"),
    [("Wallonia", "fr"), ("WALLONIA", "fr"), ("Flanders", "nl"), ("Atlantis", "nl")],
)
def test_the_language_of_work_is_that_of_the_region_or_the_first_of_the_country(region, language):
    assert country("BE").language_of(region) == language


def test_a_code_that_a_country_does_not_have_is_none():
    assert country("NL").reception("Fedasil") is None
    assert country("BE").reception("Fedasil").code == "Fedasil"
    assert country("BE").status("knighted") is None


@pytest.mark.parametrize(
    ("land", "code", "name", "document", "heard"),
    [
        ("NL", "refugee", "Recognised refugee", "residence-permit", "vluchteling"),
        ("NL", "subsidiary", "Subsidiary protection", "residence-permit", "subsidiair"),
        ("NL", "temporary_protection", "Temporary protection (Ukraine)", "O-document", "rtb"),
        (
            "NL",
            "third_country",
            "Temporary protection (fled Ukraine, other nationality)",
            "O-document",
            "derdelander",
        ),
        ("BE", "refugee", "Recognised refugee", "residence-permit", "réfugié"),
        ("BE", "temporary_protection", "Temporary protection (Ukraine)", "A-card", "protection temporaire"),
    ],
)
def test_a_status_has_a_name_a_document_and_words_that_lists_use(land, code, name, document, heard):
    status = country(land).status(code)
    assert (status.code, status.name, status.document) == (code, name, document)
    assert heard in status.heard.split("|")


@pytest.mark.parametrize(
    ("code", "label", "words"),
    [  # what a list from elsewhere says in Dutch and French
        ("refugee", "Refugee", {"vluchteling", "vluchtelingenstatus", "asielstatus a", "réfugié"}),
        (
            "subsidiary",
            "Subsidiary protection",
            {"subsidiair", "subsidiaire bescherming", "protection subsidiaire"},
        ),
        (
            "temporary_protection",
            "Temporary protection (Ukraine)",
            {"tijdelijke bescherming", "oekraïne", "rtb", "protection temporaire"},
        ),
        (
            "third_country",
            "Temporary protection (fled Ukraine, other nationality)",
            {
                "derdelander",
                "derdelander oekraïne",
                "tijdelijke bescherming derdelander",
                "ressortissant de pays tiers",
            },
        ),
    ],
)
def test_a_status_is_offered_by_its_label_and_recognised_by_the_words_of_lists(code, label, words):
    status = country("NL").status(code)
    assert (status.label, set(status.heard.split("|"))) == (label, words)


def test_the_grant_of_a_status_is_recognised_in_lists_by_its_own_words():
    grant = country("BE").event_by_code["status_granted"]
    assert grant.label == "Status granted"
    words = {"status", "statusverlening", "vergunning verleend", "statut accordé", "statut"}
    assert set(grant.heard.split("|")) == words


def test_who_fled_ukraine_with_another_nationality_has_temporary_protection():
    status = country("NL").status("third_country")
    assert (status.is_temporary, status.opens_as) == (True, "temporary_protection")
    assert status.said == {"status": "temporary_protection", "third_country": True}
    assert country("NL").status("refugee").is_temporary is False
    assert country("NL").status("temporary_protection").is_temporary is True
    assert country("NL").status("temporary_protection").work_needs == "notification"
    assert country("NL").event_by_code["status_granted"].field == "status"
