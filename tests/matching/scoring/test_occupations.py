"""How near occupations are: by the digits of ISCO-08, and by what the digits do not show."""

import csv
from pathlib import Path

import pytest
from django.conf import settings

from matching.scoring import Experience, rank
from matching.scoring.occupations.distance import closeness, is_relevant, shared_digits, weight_of_years
from matching.scoring.occupations.neighbours import NEIGHBOURS
from tests.matching.scoring.cases import SELAM, TODAY, VACANCY, selam, vacancy

ISCO = Path(settings.BASE_DIR) / "jobdesk" / "vocabulary" / "data" / "isco08.csv"


@pytest.mark.parametrize(
    ("one", "other", "digits"),
    [
        ("9112", "9112", 4),
        ("9112", "9111", 3),
        ("9112", "9121", 2),
        ("9112", "9333", 1),
        ("9112", "5112", 0),
        ("9112", "911", 3),
        ("9", "9112", 1),
        ("", "9112", 0),
    ],
)
def test_shared_digits(one: str, other: str, digits: int) -> None:
    assert shared_digits(one, other) == shared_digits(other, one) == digits


def test_a_relation_counts_when_it_is_nearer_than_the_digits_and_never_as_the_same() -> None:
    assert closeness("9112", "5151", {("5151", "9112"): 800}) == 800
    assert closeness("5151", "9112", {("5151", "9112"): 800}) == 800
    assert closeness("5151", "9112", {("9112", "5151"): 800}) == 0  # the lower code stands first
    assert closeness("9111", "9112", {("9111", "9112"): 300}) == 700
    assert closeness("5151", "9112", {("5151", "9112"): 1000}) == 900
    assert closeness("9112", "9112", {}) == 1000
    assert closeness("", "9112", NEIGHBOURS) == closeness("9112", "", NEIGHBOURS) == 0


def test_the_relations_are_between_unit_groups_that_there_are() -> None:
    with ISCO.open(encoding="utf-8") as file:
        codes = {row["code"] for row in csv.DictReader(file, delimiter=";")}
    for (low, high), value in NEIGHBOURS.items():
        assert {low, high} <= codes
        assert len(low) == len(high) == 4
        assert low < high
        assert closeness(low, high, {}) < value <= 900, (low, high)


def test_years_count_softly() -> None:
    assert [weight_of_years(years) for years in (0, 1, 2.5, 5, 5.1, 40)] == [600, 680, 800, 1000, 1000, 1000]
    assert weight_of_years(None) == 800


def test_a_wish_for_a_wider_group_is_not_relevant_and_work_of_it_is() -> None:
    assert is_relevant("9112", [Experience("911")], [])
    assert not is_relevant("9112", [], ["911"])
    assert is_relevant("9112", [], ["5120", "9112"])
    assert not is_relevant("9112", [Experience("91")], [])


def test_a_chambermaids_vacancy_lists_who_cleaned_and_worked_in_hotels_first() -> None:
    """The order that a desk expects, all else alike: the same work, housekeeping, cleaning, then by wish."""
    work = {
        "a-teacher": Experience("2341", 10),
        "b-cook": Experience("5120", 10),
        "c-hotel-housekeeper": Experience("5151", 10),
        "d-cleaner-at-homes": Experience("9111", 10),
        "e-launderer": Experience("9121", 10),
        "f-room-attendant": Experience("9112", 2),
    }
    people = [selam(id=name, occupations=(each,)) for name, each in work.items()]
    order = [each.id for each in rank(VACANCY, people, TODAY).ranked]
    assert order == [
        "f-room-attendant",
        "c-hotel-housekeeper",
        "d-cleaner-at-homes",
        "e-launderer",
        "a-teacher",
        "b-cook",
    ]


def test_relations_may_come_from_elsewhere() -> None:
    """Of ESCO's shared essential skills, where they are loaded."""
    driver = selam(id="B-2", occupations=(Experience("8322", 5),))
    by_digits = rank(vacancy(), [driver, SELAM], TODAY).ranked
    by_relation = rank(vacancy(), [driver, SELAM], TODAY, relations={("8322", "9112"): 850}).ranked
    assert [each.id for each in by_digits] == [each.id for each in by_relation] == ["B-1", "B-2"]
    assert by_digits[1].judgement.value("occupation") == 0
    assert by_relation[1].judgement.value("occupation") == 850
