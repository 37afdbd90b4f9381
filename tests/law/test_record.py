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
