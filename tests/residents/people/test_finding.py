"""Residents are found by number, day of birth and name in any spelling; nobody outside the scope."""

from datetime import date

import pytest
from django.core.management import call_command

from jobdesk.trail.scoping import system_scope
from residents import services
from residents.models import Resident, SearchKey
from residents.people.finding import find_residents, found_by, similar_residents
from tests.factories.residents import ResidentFactory

BORN = date(1995, 4, 12)


@pytest.fixture
def tesfay(centre):
    return ResidentFactory(
        centre=centre, first_name="Yonas", last_name="Tesfay", birth_date=BORN, phone="+31 6 1234 5678"
    )


@pytest.fixture
def hassan(centre):
    return ResidentFactory(
        centre=centre, first_name="Abdul Rahman", last_name="Al-Hassan", birth_date=date(1988, 1, 2)
    )


def found(query: str, limit: int = 8) -> list[str]:
    return [each.resident.first_name for each in find_residents(query, limit=limit)]


@pytest.mark.parametrize(
    "query",
    [
        "Yonas", "tesfay yonas", "Yo", "yonas t", "Tesfai", "Jonas Tesfaye", "ዮናስ ተስፋይ", "Tesfya", "Tesfey",
        "Yonnas", "Tesvay", "Tefsay", "+31 6 1234 5678", "06-12345678", "612345678", "0612", "12-4-1995",
        "12 april 1995", "12041995", "Tesfay 12-4-1995", "tesfay 1995",
    ],
)  # fmt: skip
def test_find_by_name_in_any_spelling_telephone_and_birthday(desk, tesfay, hassan, query):
    assert found(query) == ["Yonas"]


@pytest.mark.parametrize(
    "query",
    [
        "Abdelrahman", "abd al-rahman", "Abdurrahman Hasan", "Cabdiraxmaan", "alhassan", "Al Hassan",
        "El Hasan", "hassan abdoel rahman", "الحسن", "عبد الرحمن", "2-1-88",
    ],
)  # fmt: skip
def test_find_names_with_articles_and_in_parts(desk, tesfay, hassan, query):
    assert found(query) == ["Abdul Rahman"]


@pytest.mark.parametrize("query", ["", "  ", "Zzqwx", "tesfay 1996", "Tesfay 13-4-1995", "31-2-1995", "%"])
def test_find_nothing_is_an_empty_list(desk, tesfay, query):
    assert found(query) == []


def test_find_by_code_and_number_in_the_ways_people_write_them(desk, tesfay, hassan):
    number = tesfay.reference_number
    for query in (tesfay.code, tesfay.code.lower(), tesfay.code[2:], number, f"V-{number}", number[:9]):
        assert "Yonas" in found(query)
    assert found(f"V {number[:2]}.{number[2:]}") == ["Yonas"]


def test_find_puts_the_sure_before_the_unsure(desk, centre):
    for first_name in ("Muhamad", "Mohamedou", "Mohamed", "Mahmoud"):
        ResidentFactory(centre=centre, first_name=first_name, last_name="X")
    hits = find_residents("Mohamed", limit=8)
    assert [(hit.resident.first_name, hit.is_guess) for hit in hits] == [
        ("Mohamed", False),
        ("Mohamedou", False),
        ("Muhamad", True),
    ]


def test_find_puts_own_residents_first_and_who_left_last(desk, centre, coach):
    for first_name, fields in (
        ("Left", {"status": Resident.Status.EXITED, "last_name": "A"}),
        ("Other", {"last_name": "A"}),
        ("Mine", {"coach": coach, "last_name": "Aaz"}),
    ):
        ResidentFactory(centre=centre, first_name=first_name, **fields)
    hits = find_residents("a", limit=8, mine=coach)
    assert [hit.resident.first_name for hit in hits] == ["Other", "Left", "Mine"]
    hits = find_residents("aa", limit=8, mine=coach)
    assert [hit.resident.first_name for hit in hits] == ["Mine"]


def test_find_stays_in_the_scope(desk, stranger):
    with system_scope("test"):
        everybody = find_residents(stranger.first_name, limit=8)
    assert [each.resident for each in everybody] == [stranger]
    for query in (stranger.first_name, stranger.last_name, stranger.code, stranger.reference_number):
        assert found(query) == []
    assert similar_residents(stranger.first_name, stranger.last_name, stranger.birth_date) == []


def test_found_by_is_the_condition_for_a_list(desk, tesfay, hassan):
    people = Resident.objects.order_by("first_name")
    assert list(people.filter(found_by("tesfai"))) == [tesfay]
    assert list(people.filter(found_by("nobody"))) == []
    assert list(people.filter(found_by(""))) == [hassan, tesfay]


@pytest.mark.parametrize(
    ("first", "last", "born", "is_similar"),
    [
        ("Tesfai", "Jonas", None, True),
        ("Jonas", "Ghirmay", BORN, True),
        ("Jonas", "Ghirmay", None, False),
        ("Jonas", "Ghirmay", date(1990, 1, 1), False),
        ("Yonas", "", None, False),
        ("Yonas", "", BORN, True),
        ("Samuel", "Berhe", BORN, False),
    ],
)
def test_similar_residents_by_sound_or_by_birth_date(desk, tesfay, first, last, born, is_similar):
    assert similar_residents(first, last, born) == ([tesfay] if is_similar else [])


def test_search_keys_follow_the_profile(desk, centre):
    resident = services.register_resident(centre=centre, first_name="Olena", reference_missing="not_yet")
    assert found("Elena") == ["Olena"]
    services.update_profile(resident, first_name="Iryna", phone="0612345678")
    assert (found("Elena"), found("Irina"), found("0612345678")) == ([], ["Iryna"], ["Iryna"])


def test_rebuild_search_keys_writes_them_anew(db, tesfay, hassan, capsys):
    with system_scope("test"):
        before = list(SearchKey.objects.order_by("resident", "word", "key").values_list("word", "key"))
        SearchKey.objects.all().delete()
        call_command("rebuild_search_keys")
        after = list(SearchKey.objects.order_by("resident", "word", "key").values_list("word", "key"))
    assert after == before
    assert capsys.readouterr().out == f"2 residents, {len(before)} search words\n"
