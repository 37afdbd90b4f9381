"""Free text finds its unit group, by the shipped words and without a database."""

import subprocess
import sys
from threading import Thread

import pytest

from jobdesk.vocabulary.data import rows_of
from jobdesk.vocabulary.find import LIMIT, found, guesses, shipped_finder, unit_groups
from jobdesk.vocabulary.find.finder import Finder, Label, Match
from jobdesk.vocabulary.find.tokens import Families, Tokens, shipped_tokens, stem

# Not in bench/data/said.csv: those texts measure.
FIRST = [
    ("nl", "allround medewerker magazijn m/v/x", "9333"),
    ("nl", "fietsen maken", "7234"),
    ("nl", "ik deed de afwas in een restaurant", "9412"),
    ("nl", "gezocht: ervaren stukadoor, fulltime", "7123"),
    ("nl", "vrachtwagenchaufeur", "8332"),
    ("fr", "couturière à domicile", "7531"),
    ("fr", "cherche poste de cariste CDI temps plein", "8344"),
    ("en", "I work with cars fix", "7231"),
    ("en", "woman who washes the dishes", "9412"),
    ("en", "kapper", "5141"),
]


@pytest.mark.parametrize(("language", "text", "unit"), FIRST)
def test_text_as_people_write_it_finds_its_group_first(language, text, unit):
    assert unit_groups(text, language)[0] == unit


@pytest.mark.parametrize(
    ("language", "text"),
    [("nl", "kamerhulp"), ("nl", "Kamerhulp hotel (m/v)"), ("fr", "femme de chambre"), ("en", "chambermaid")],
)
def test_chambermaid_is_among_cleaners(language, text):
    assert unit_groups(text, language)[0] == "9112"


def test_guesses_come_best_first_each_group_once_and_at_most_as_many_as_asked():
    guesses = found("poetsvrouw in een hotel", "nl")
    assert [guess.score for guess in guesses] == sorted((guess.score for guess in guesses), reverse=True)
    assert len({guess.code for guess in guesses}) == len(guesses) == LIMIT
    assert all(0 < guess.score <= 1 for guess in guesses)
    assert found("poetsvrouw in een hotel", "nl", limit=2) == guesses[:2]


def test_clear_text_is_sure_and_only_its_first_guess():
    assert [guess.is_sure for guess in found("gezocht: lasser (m/v)", "nl")] == [True] + [False] * 9
    assert found("lasser", "nl", limit=1)[0].is_sure


@pytest.mark.parametrize(
    "text", ["iets met mensen en dieren", "xqzrt lasser blmpf", "werken met mijn handen", "ik"]
)
def test_vague_text_is_not_sure(text):
    assert not any(guess.is_sure for guess in found(text, "nl"))


def test_two_groups_that_fit_as_well_are_not_sure():
    near = Match("7112", 0.9, Label("", "nl", "7112")), Match("7111", 0.9, Label("", "nl", "7111"))
    other = Match("5120", 0.85, Label("", "nl", "5120"))
    assert [guess.is_sure for guess in guesses(near)] == [True, False]  # one minor group
    assert [guess.is_sure for guess in guesses((*near, other))] == [False, False, False]
    assert guesses(()) == []


@pytest.mark.parametrize("text", ["", " ", "!!", "m/v", "\x00", "‏", "qqq"])
def test_no_word_finds_nothing(text):
    assert unit_groups(text, "nl") == []


def test_long_text_is_read_by_its_beginning():
    assert unit_groups("timmerman " + "woord " * 100_000, "nl")[0] == "7115"


def test_codes_are_unit_groups_of_the_standard():
    units = {row["code"] for row in rows_of("isco08.csv") if len(row["code"]) == 4}
    assert set(shipped_finder().units) == units


def test_same_text_gives_the_same_groups_in_every_thread():
    texts = [text for _language, text, _unit in FIRST] * 5
    alone = [unit_groups(text, "nl") for text in texts]
    answers: list[list[list[str]]] = []
    threads = [Thread(target=lambda: answers.append([unit_groups(t, "nl") for t in texts])) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [alone] * 4


def test_label_in_the_language_of_the_text_comes_before_the_same_in_another():
    finder = Finder([Label("chef", "fr", "1111"), Label("chef", "nl", "2222")])
    assert [match.unit for match in finder.find("chef", "nl")] == ["2222", "1111"]
    assert [match.unit for match in finder.find("chef", "fr")] == ["1111", "2222"]


def test_match_names_the_label_that_fits_best():
    matches = shipped_finder().find("brood bakken", "nl")
    assert (matches[0].unit, matches[0].label.text) == ("7512", "brood bakken")


@pytest.mark.parametrize(
    ("words", "shared"),
    [
        (["lassen", "lasser", "lassers"], "las"),
        (["kapper", "kappen", "kap"], "kap"),
        (["soudeur", "soudure", "souder", "soudage"], "soud"),
        (["cleaner", "cleaning", "cleans"], "clean"),
    ],
)
def test_forms_of_a_word_share_a_stem(words, shared):
    assert {stem(word) for word in words} == {shared}


def test_compound_is_split_where_both_sides_are_words():
    tokens = Tokens(Families([]), frozenset(), ["kleding", "winkel", "fabriek", "arbeider"])
    assert dict(tokens.of_word("kledingwinkel")).keys() == {"kledingwinkel", "kled", "winkel"}
    assert dict(tokens.of_word("fabrieksarbeider")).keys() == {"fabrieksarbeid", "fabriek", "arbeid"}
    assert dict(tokens.of_word("winkelbrug")).keys() == {"winkelbrug"}


def test_words_with_one_meaning_share_a_token_across_languages():
    tokens = shipped_tokens([])
    shared = [set(dict(tokens.of_word(word))) for word in ("schoonmaakster", "nettoyage", "cleaning")]
    assert set.intersection(*shared) == {"#clean"}


def test_families_are_written_once_and_without_capitals():
    rows = rows_of("families.csv")
    names = [row["family"] for row in rows]
    assert len(set(names)) == len(names)
    assert [row for row in rows if not all(row[language] for language in ("nl", "fr", "en"))] == []


def test_numpy_is_read_with_the_first_search_only():
    script = (
        "import sys; import jobdesk.vocabulary.find as find; before = 'numpy' in sys.modules;"
        "find.unit_groups('kok', 'nl'); print(before, 'numpy' in sys.modules, 'django.db' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.split()[:2] == ["False", "True"]
