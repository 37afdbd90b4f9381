"""The shipped files are whole and the database holds them."""

import re
from collections import Counter

import pytest
from django.apps import apps

from jobdesk.vocabulary.models import Occupation, OccupationWord, Release, Skill, SkillWord
from jobdesk.vocabulary.shipped import LANGUAGES, load_new_shipped, load_shipped, rows_of


def test_isco_has_all_groups_of_the_standard():
    codes = [row["code"] for row in rows_of("isco08.csv")]
    assert len(set(codes)) == len(codes)
    assert Counter(map(len, codes)) == {1: 10, 2: 43, 3: 130, 4: 436}


def test_isco_group_stands_under_its_parent():
    codes = {row["code"] for row in rows_of("isco08.csv")}
    assert {code[:-1] for code in codes if len(code) > 1} <= codes


@pytest.mark.parametrize("name", ["isco08.csv", "everyday.csv", "skills.csv", "words.csv"])
def test_every_term_has_a_name_in_each_language(name):
    nameless = [
        (row, language)
        for row in rows_of(name)
        for language in LANGUAGES
        if not all(word.strip() == word != "" for word in row[language].split(", "))
    ]
    assert nameless == []


def test_everyday_occupations_stand_under_unit_groups():
    units = {row["code"] for row in rows_of("isco08.csv") if len(row["code"]) == 4}
    rows = rows_of("everyday.csv")
    assert {row["isco"] for row in rows} - units == set()
    assert len({row["key"] for row in rows}) == len(rows)


def test_every_unit_group_has_words_and_none_stands_twice():
    units = [row["code"] for row in rows_of("isco08.csv") if len(row["code"]) == 4]
    rows = rows_of("words.csv")
    assert [row["isco"] for row in rows] == units
    assert [row for row in rows if not all(row[language].strip() for language in LANGUAGES)] == []
    words = Counter(
        (row["isco"], language, text.casefold())
        for row in (*rows_of("everyday.csv"), *rows)
        for language in LANGUAGES
        for text in row[language].split(", ")
    )
    assert [word for word, times in words.items() if times > 1] == []


# Endings of somebody who does the work, and whole words for a man or a woman.
PERSONS = {
    "nl": r"\w+(ster|sters|eur|eurs|trice|euse|ist|iste|isten)"
    r"|\w*(man|mannen|vrouw|vrouwen|meisje|jongen|juf|dame)",
    "fr": r"\w+(eur|euse|eurs|euses|trice|trices|ier|ière|iers|ières|ien|ienne|iens|iste|istes)"
    r"|\w*(homme|femme|dame|garçon|fille)s?",
    "en": r"\w*(man|men|woman|women|maid|boy|girl)|\w+(ess|ette|trix)",
}
# They end so, and are no persons.
NO_PERSONS = {
    "access", "business", "carrière", "chantier", "deur", "distributeurs", "élévateur", "fitness",
    "courrier", "forestiers", "forestière", "human", "infirmiers", "intérieur", "métiers", "papier",
    "process", "supérieur", "tracteur",
}  # fmt: skip


@pytest.mark.parametrize("name", ["isco08.csv", "everyday.csv"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_name_of_work_is_without_gender(name, language):
    names = [row[f"work_{language}"] for row in rows_of(name)]
    person = re.compile(PERSONS[language])
    found = [
        word
        for text in names
        for word in re.findall(r"\w+", text.lower())
        if person.fullmatch(word) and word not in NO_PERSONS
    ]
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_work_that_a_card_can_show_has_a_name(language):
    groups = [row for row in rows_of("isco08.csv") if len(row["code"]) == 3]
    assert [row for row in (*groups, *rows_of("everyday.csv")) if not row[f"work_{language}"]] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_skill_on_a_card_is_without_gender(language):
    rows = [row for row in rows_of("skills.csv") if row["card"] == "yes" and row["kind"] == "skill"]
    names = [row[language].split(", ")[0] for row in rows]  # a paper is called as it is called
    person = re.compile(PERSONS[language])
    words = [word for text in names for word in re.findall(r"\w+", text.lower())]
    assert [word for word in words if person.fullmatch(word) and word not in NO_PERSONS] == []


@pytest.mark.django_db
def test_loading_again_changes_nothing():
    models = (Occupation, OccupationWord, Skill, SkillWord)

    def state():
        names = ("scheme", "code", "label_nl", "label_fr", "label_en", "is_current")
        terms = [list(model.objects.values_list("pk", *names)) for model in (Occupation, Skill)]
        return terms, [model.objects.count() for model in models]

    before = state()
    load_shipped()
    assert state() == before
    assert before[1][0] == 619 + len(rows_of("everyday.csv"))


@pytest.mark.django_db
def test_term_that_is_no_longer_shipped_stays_and_is_not_current():
    term = Occupation.objects.create(scheme="own", code="old", label_nl="Oud beroep")
    load_shipped()
    term.refresh_from_db()
    assert term.is_current is False


@pytest.mark.django_db
def test_files_that_are_loaded_already_are_not_written_again():
    term = Occupation.objects.create(scheme="own", code="old", label_nl="Oud beroep")
    load_new_shipped(apps)
    term.refresh_from_db()
    assert term.is_current is True  # nothing was written
    Release.objects.filter(scheme="own").update(digest="of other files")
    load_new_shipped(apps)
    term.refresh_from_db()
    assert term.is_current is False


@pytest.mark.django_db
def test_words_of_a_group_are_words_of_its_term():
    word = OccupationWord.objects.get(language="nl", text="sleutelen aan auto's")
    assert (word.occupation.scheme, word.occupation.code) == ("isco08", "7231")
