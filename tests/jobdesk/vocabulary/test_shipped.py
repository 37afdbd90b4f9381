"""The shipped files are whole and the database holds them."""

from collections import Counter

import pytest

from jobdesk.vocabulary.models import Occupation, OccupationWord, Skill, SkillWord
from jobdesk.vocabulary.shipped import LANGUAGES, load_shipped, rows_of


def test_isco_has_all_groups_of_the_standard():
    codes = [row["code"] for row in rows_of("isco08.csv")]
    assert len(set(codes)) == len(codes)
    assert Counter(map(len, codes)) == {1: 10, 2: 43, 3: 130, 4: 436}


def test_isco_group_stands_under_its_parent():
    codes = {row["code"] for row in rows_of("isco08.csv")}
    assert {code[:-1] for code in codes if len(code) > 1} <= codes


@pytest.mark.parametrize("name", ["isco08.csv", "everyday.csv", "skills.csv"])
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
