"""Lists of shortage occupations: which edition holds on a day, what it names, and what cannot be a list."""

from datetime import date

import pytest

from law.registry import country
from law.shortage import ShortageError, ShortageList, in_force, listed_groups, naming, read_lists

GOOD = """
[[list]]
publisher = "Office"
edition = "2026"
from_on = 2026-02-01
source = "https://office.example/list"
read_on = 2026-03-01
confidence = "S"

[list.occupations]
"Mason" = "7112"
"Bricklayer in a team" = "7112"
"Adviser" = ""
"""


def a_list(region: str, edition: str, from_on: date, **occupations: str) -> ShortageList:
    return ShortageList(
        publisher="Office",
        edition=edition,
        from_on=from_on,
        source="https://office.example/",
        read_on=from_on,
        confidence="O",
        occupations=occupations,
        region=region,
    )


OLD = a_list("North", "2025", date(2025, 2, 1), Mason="7112", Cook="5120")
NEW = a_list("North", "2026", date(2026, 2, 1), Mason="7112")
SOUTH = a_list("South", "2025", date(2025, 6, 30), Cook="5120")


@pytest.mark.parametrize(
    ("on", "editions"),
    [
        (date(2025, 1, 31), []),
        (date(2025, 2, 1), ["North 2025"]),
        (date(2026, 1, 31), ["North 2025", "South 2025"]),
        (date(2026, 2, 1), ["South 2025", "North 2026"]),
    ],
)
def test_a_list_holds_until_the_next_edition_of_its_region(on, editions):
    found = in_force((OLD, SOUTH, NEW), on)
    assert [f"{each.region} {each.edition}" for each in found] == editions


def test_an_occupation_that_left_the_list_is_found_in_the_other_region_only():
    lists, on = (OLD, SOUTH, NEW), date(2026, 3, 1)
    assert [(each.list, each.titles) for each in naming(lists, "5120", on)] == [(SOUTH, ("Cook",))]
    assert listed_groups(lists, on) == {"5120", "7112"}


def test_all_titles_of_a_group_are_told_and_one_without_a_group_is_nowhere(tmp_path):
    path = tmp_path / "shortage.toml"
    path.write_text(GOOD, encoding="utf-8")
    lists = read_lists(path)
    on = date(2026, 11, 29)
    assert [each.titles for each in naming(lists, "7112", on)] == [("Mason", "Bricklayer in a team")]
    assert naming(lists, "", on) == ()
    assert listed_groups(lists, on) == {"7112"}
    assert lists[0].is_complete is False


def test_a_country_without_the_file_has_no_lists(tmp_path):
    assert read_lists(tmp_path / "shortage.toml") == ()


@pytest.mark.parametrize(
    ("stands", "instead", "wrong"),
    [
        ('confidence = "S"', 'confidence = "A"', "Office 2026: confidence must be one of O, S, M"),
        ("https://", "ftp://", "Office 2026: source is no address that can be opened"),
        ('"7112"', '"71"', "Mason: '71' is no unit group"),
        ("2026-02-01", '"soon"', "from_on and read_on are days"),
        ("read_on = 2026-03-01\n", "", "Office 2026: lacks read_on"),
        ("edition", "editions", "lacks edition"),
        ("read_on =", 'mood = "sad"\nread_on =', "does not know mood"),
        ("= 2026-02-01", ": 2026-02-01", "Expected '='"),
    ],
)
def test_a_list_that_cannot_be_is_refused(tmp_path, stands, instead, wrong):
    path = tmp_path / "shortage.toml"
    path.write_text(GOOD.replace(stands, instead, 1), encoding="utf-8")
    with pytest.raises(ShortageError, match=wrong):
        read_lists(path)


@pytest.mark.parametrize(
    ("land", "region", "titles", "has_all"),
    [
        ("BE", "Flanders", 227, True),  # VDAB, Knelpuntberoepen 2026: 227 titles
        ("BE", "Brussels", 9, False),  # Actiris, June 2025: 106 titles, of which an article names these
        ("BE", "Wallonia", 6, False),  # Forem, 2025: 146 titles, of which an article names these
        ("NL", "", 4, False),  # UWV, December 2025: 32 groups, of which an article names these
    ],
)
def test_a_shipped_list_has_the_titles_that_were_read(land, region, titles, has_all):
    found = next(each for each in country(land).shortage_lists if each.region == region)
    assert (len(found.occupations), found.is_complete) == (titles, has_all)
