"""From a few letters or an everyday word to the right term."""

import pytest
from django.utils import timezone
from django.utils.translation import override

from jobdesk.vocabulary.models import Occupation, OccupationWord, Release
from jobdesk.vocabulary.queries import clear_hit, search
from jobdesk.vocabulary.words import normalise, singular_forms

pytestmark = pytest.mark.django_db

FIRST = [
    ("poetshulp", "cleaner"),
    ("Femme de ménage", "cleaner"),
    ("femme de menage", "cleaner"),
    ("cleaning lady", "cleaner"),
    ("schoonmkaer", "cleaner"),  # letters that changed places
    ("schoonmaaksters", "cleaner"),
    ("kappr", "hairdresser"),
    ("coiffeuses", "hairdresser"),
    ("heftruck", "forklift-driver"),
    ("hefttruck chauffeur", "forklift-driver"),
    ("chauffeur heftruck", "forklift-driver"),
    ("cariste", "forklift-driver"),
    ("magazijnm", "warehouse-worker"),
    ("medewerker magazijn", "warehouse-worker"),
    ("afwasser", "dishwasher"),
    ("plongeur", "dishwasher"),
    ("elektricen", "electrician"),
    ("verplegster", "nurse"),
    ("soudeur", "welder"),
    ("naaister", "tailor"),
    ("fruit picker", "fruit-picker"),
    ("tolk", "interpreter"),
    ("IT", "software-developer"),
    ("vrachtwagen chauffer", "truck-driver"),
]


def codes(query: str, kind: str = "occupation") -> list[str]:
    with override("nl"):
        return [hit.term.code for hit in search(kind, query)]


@pytest.mark.parametrize(("query", "code"), FIRST)
def test_word_finds_its_occupation_first(query, code):
    assert codes(query)[0] == code


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("vca", "vca-basic"),
        ("rijbewijs", "licence-b"),
        ("permis de conduire", "licence-b"),
        ("code95", "code-95"),
        ("lasdiploma", "welding-mma"),
        ("heftruk", "forklift"),
    ],
)
def test_word_finds_its_certificate_first(query, code):
    assert codes(query, "skill")[0] == code


def test_name_comes_before_word_and_word_before_inside():
    assert codes("bakker")[:2] == ["baker", "7512"]
    assert codes("zorg")[0] == "health-care-assistant"  # an everyday word, before names that hold it


def test_hit_says_by_which_word_and_in_which_group():
    with override("nl"):
        hit = search("occupation", "femme de menage")[0]
    about = "Schoonmakers en hulpen in kantoren, hotels en andere instellingen (9112)"
    assert (hit.label, hit.said, hit.about, hit.is_exact) == ("Schoonmaker", "Femme de ménage", about, True)


@pytest.mark.parametrize("query", ["", " ", "x", "!!", "qqqqq", "zzz zzz"])
def test_nothing_is_found_for_no_word(query):
    assert codes(query) == []


def test_search_asks_two_questions(django_assert_num_queries):
    codes("schoonmaker")
    with django_assert_num_queries(2):
        codes("kapper")


def hits(query: str) -> list:
    with override("nl"):
        return search("occupation", query)


def test_text_in_which_not_every_word_fits_is_answered_by_what_it_may_mean():
    found = hits("allround medewerker magazijn m/v/x")
    assert (found[0].term.code, found[0].said) == ("warehouse-worker", "Magazijn")
    assert (found[0].is_sure, found[0].is_guess) == (True, False)
    assert [hit.is_exact for hit in found] == [False] * len(found)
    assert {hit.is_guess for hit in found[1:]} == {True}
    assert 1 < len(found) <= 8


def test_guesses_come_after_what_letters_found_and_not_where_every_word_fits():
    assert codes("hefttruck chauffeur")[0] == "forklift-driver"
    assert not any(hit.is_guess or hit.is_sure for hit in hits("magazijnmedewerk"))


def test_clear_hit_is_what_a_text_means_without_a_doubt():
    with override("nl"):
        assert clear_hit("occupation", "poetshulp").term.code == "cleaner"
        assert clear_hit("occupation", "ik deed de afwas in een restaurant").term.unit_group == "9412"
        assert clear_hit("occupation", "iets met mensen en dieren") is None
        assert clear_hit("occupation", "qwrtplk zzz") is None
        assert clear_hit("skill", "ik deed de afwas") is None


def test_new_edition_is_found_at_once():
    assert codes("glasblazer in de nacht")[0] == "7315"  # what it may mean, by the words there are
    parent = Occupation.objects.get(scheme="isco08", code="7315")
    Occupation.objects.create(
        scheme="esco", code="7315.9", parent=parent, label_nl="glasblazer in de nacht", label_en="glass"
    )
    Release.objects.create(scheme="esco", digest="x", loaded_at=timezone.now())
    assert codes("glasblazer in de nacht") == ["7315.9"]


def test_esco_comes_before_our_own_and_is_shown_once():
    parent = Occupation.objects.get(scheme="isco08", code="9112")
    term = Occupation.objects.create(scheme="esco", code="9112.1", parent=parent, label_nl="schoonmaker")
    OccupationWord.objects.create(occupation=term, language="nl", text="poetshulp")
    Release.objects.create(scheme="esco", digest="y", loaded_at=timezone.now())
    assert codes("schoonmaker")[0] == "9112.1"
    assert "cleaner" not in codes("schoonmaker")
    assert codes("poetshulp")[0] == "9112.1"


def test_normalise_takes_away_case_accents_and_punctuation():
    assert normalise("  Élève-Œuvre, C++ / C# ") == "eleve oeuvre c++ c#"
    assert singular_forms("kappers") == ["kapper"]
    assert singular_forms("os") == []
