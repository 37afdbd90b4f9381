"""Records that may be one person: the pairs of comparing each with each, in bounded time."""

import random
from datetime import date
from itertools import combinations

import pytest
from django.urls import reverse

from demo.names import ORIGINS
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import system_scope
from residents.models import NotSame, Resident
from residents.people import doubles
from residents.people.doubles import doubles_of, likely_pairs
from residents.people.finding import MOST_SIMILAR, similar_residents
from residents.people.spelling import alike, plain
from residents.services import index_residents
from tests.desk.people import member, signed_in
from tests.factories.desks import CentreFactory

NEW_YEAR = date(1990, 1, 1)


@pytest.fixture
def centre(db):
    with system_scope("test"):
        yield CentreFactory()


def born(centre, names, day=NEW_YEAR) -> list[Resident]:
    """Register people with these names (first, last) who were born on one day."""
    people = [
        Resident(
            centre=centre,
            first_name=first,
            last_name=last,
            birth_date=day,
            reception="COA",
            reference_missing="not_yet",
        )
        for first, last in names
    ]
    Resident.create_many(people)
    index_residents(people)
    return people


def may_be_one(one: Resident, two: Resident) -> bool:
    """As it was decided when each was compared with each."""
    fewer, more = sorted((plain(each.full_name).split() for each in (one, two)), key=len)
    return bool(fewer) and all(any(alike(name, other) for other in more) for name in fewer)


def misspelt(name: str, chance: random.Random) -> str:
    place = chance.randrange(len(name))
    return name[:place] + chance.choice(["", name[place] * 2, "a", "e", "o"]) + name[place + 1 :]


def invented(chance: random.Random) -> tuple[str, str]:
    """A name of one to four words from few names, so that many meet; some misspelt."""
    origin = chance.choice(list(ORIGINS.values()))
    firsts, lasts = (origin.women + origin.men)[:6], [*origin.last_names[:4], "van Dam", "al-Ali"]
    first = " ".join(chance.choices(firsts, k=chance.choice([1, 1, 1, 2])))
    last = " ".join(chance.choices(lasts, k=chance.choice([0, 1, 1, 1, 2])))
    return (misspelt(first, chance) if chance.random() < 0.3 else first), last


@pytest.mark.parametrize("seed", range(6))
def test_the_pairs_are_those_of_comparing_each_with_each(centre, monkeypatch, seed):
    monkeypatch.setattr(doubles, "MOST_PAIRS", 10_000)
    monkeypatch.setattr(doubles, "MOST_SHOWN", 10_000)
    chance = random.Random(seed)
    days = [NEW_YEAR, date(1990, 1, 2), date(1985, 6, 3)]
    people = {day: born(centre, [invented(chance) for _each in range(60)], day) for day in days}
    expected = [pair for day in sorted(days) for pair in combinations(people[day], 2) if may_be_one(*pair)]
    assert len(expected) > 20
    NotSame.objects.create(first=expected[3][0], second=expected[3][1])
    apart = expected.pop(3)
    found = likely_pairs(None)
    assert (found, found.is_cut) == (expected, False)
    for one in people[NEW_YEAR]:
        others = [each for each in people[NEW_YEAR] if each != one and {one, each} != set(apart)]
        assert doubles_of(one) == [other for other in others if may_be_one(one, other)]


def test_thousands_of_one_birthday_are_not_compared_each_with_each(centre, monkeypatch):
    chance = random.Random(1)
    syllables = [first + second for first in "bdfgklmnrst" for second in "aei"]
    lasts = {"".join(chance.choices(syllables, k=4)) for _each in range(900)}
    people = born(centre, [("Mohamed", last.capitalize()) for last in sorted(lasts)])
    compared, may_be = [], doubles._Person.may_be
    monkeypatch.setattr(
        doubles._Person, "may_be", lambda one, two: compared.append((one, two)) or may_be(one, two)
    )
    found = likely_pairs(None)
    assert len(compared) < 10 * len(people)
    assert found.is_cut is False


def test_what_is_over_the_limit_is_said(centre):
    born(centre, [("Mohamed", "Ali")] * 12)
    client = signed_in(member(Role.COORDINATOR, centre))
    one = Resident.objects.first()
    page = client.get(reverse("desk:doubles"))
    assert len(page.context["pairs"]) == doubles.MOST_PAIRS
    assert page.context["pairs"].is_cut is True
    assert "There may be more than these." in english(client, reverse("desk:doubles"))
    assert "There may be more records of this person." in english(
        client, reverse("desk:resident", args=[one.code])
    )
    assert (len(doubles_of(one)), doubles_of(one).is_cut) == (doubles.MOST_SHOWN, True)


def test_what_is_within_the_limit_says_nothing(centre):
    one, two = born(centre, [("Mohamed", "Ali")] * 2)
    client = signed_in(member(Role.COORDINATOR, centre))
    assert "There may be more" not in english(client, reverse("desk:doubles"))
    assert "There may be more" not in english(client, reverse("desk:resident", args=[one.code]))
    assert (doubles_of(one), doubles_of(one).is_cut) == ([two], False)


@pytest.mark.parametrize("limit", ["MOST_DAYS", "MOST_PEOPLE", "MOST_COMPARED"])
def test_each_limit_ends_the_search_and_is_said(centre, monkeypatch, limit):
    for day in (1, 2):
        born(centre, [("Mohamed", "Ali"), ("Amina", "Darwish"), ("Maxamed", "Cali")], date(1990, 1, day))
    monkeypatch.setattr(doubles, limit, 1)
    found = likely_pairs(None)
    assert found.is_cut is True
    assert len(found) < 2
    monkeypatch.undo()
    assert (len(likely_pairs(None)), likely_pairs(None).is_cut) == (2, False)


def test_registration_reads_no_more_than_it_shows(centre, django_assert_num_queries):
    people = born(centre, [("Mohamed", f"Name{chr(97 + number % 26)}") for number in range(200)])
    with django_assert_num_queries(1):
        found = similar_residents("Maxamed", "Somebody", NEW_YEAR)
    assert len(found) == MOST_SIMILAR
    assert found == sorted(people, key=lambda each: (each.last_name, each.pk))[:MOST_SIMILAR]


def english(client, address: str) -> str:
    return client.get(address, headers={"accept-language": "en"}).content.decode()
