"""Two companies or one. The rules were made with the tables below; ``held_out.csv`` only counts."""

from csv import DictReader
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import pytest

from matching.integrity.likeness import Traits, are_names_alike, are_people_alike, evidence

BANNED = Traits(
    name="Schoonmaak Van Houten B.V.",
    numbers=("99990412",),
    phones=("020 555 01 23", "06 12 34 56 78"),
    mails=("info@vanhouten-schoon.example", "r.vanhouten@gmail.com"),
    accounts=frozenset({7}),
    people=("Rob van Houten", "Mohammed El Amrani"),
    postcode="1315 RA",
    place="Almere",
)

ONE_THING = {
    "same number": (Traits(numbers=("9999 0412",)), ("number",)),
    "number as in a VAT number": (Traits(numbers=("NL99990412",)), ("number",)),
    "branch number": (Traits(numbers=("999904120001",)), ("branch",)),
    "telephone with the code of the country": (Traits(phones=("+31 20 555 0123",)), ("phone",)),
    "mobile with dashes": (Traits(phones=("06-12345678",)), ("phone",)),
    "address with a tag and dots": (Traits(mails=("RVan.Houten+new@googlemail.com",)), ()),
    "address of the same mailbox": (Traits(mails=("rvanhouten+new@gmail.com",)), ("mail",)),
    "another address at the own domain": (Traits(mails=("rob@vanhouten-schoon.example",)), ("domain",)),
    "same account": (Traits(accounts=frozenset({7, 8})), ("account",)),
    "only the name": (Traits(name="Van Houten"), ()),
    "only a person": (Traits(people=("Rob van Houten",)), ()),
    "only the place": (Traits(place="Almere", postcode="1315RA"), ()),
    "name and postcode": (Traits(name="Van Houten Facilitair", postcode="1315ra"), ("name", "postcode")),
    "name and place": (Traits(name="van houten vof", place="ALMERE"), ("name", "place")),
    "person and postcode": (
        Traits(people=("Mohamed el-Amrani",), postcode="1315 RA"),
        ("person", "postcode"),
    ),
    "name and person": (Traits(name="Vanhouten", people=("Robb van Houten",)), ("name", "person")),
}


@pytest.mark.parametrize(("new", "found"), ONE_THING.values(), ids=ONE_THING)
def test_what_is_the_same_is_said(new, found):
    assert evidence(new, BANNED) == found
    assert evidence(BANNED, new) == found


@pytest.mark.parametrize(
    ("one", "two", "is_one"),
    [
        ("Schoonmaak Plus", "Schoonmak Plus B.V.", True),
        ("Crème de Café", "Creme de Cafe", True),
        ("Bakkerij Jansen", "Jansen Bakkerij", True),
        ("Timmermans Bouw", "Timmermans Groep", True),
        ("Hotel De Linde", "Hotel De Linden", True),
        ("Hotel De Linde", "Hotel De Roos", False),
        ("Schoonmaakbedrijf Nederland", "Schoonmaakdiensten Holland", False),
        ("De Bakkerij", "De Bakkerij", True),
        ("", "", False),
    ],
)
def test_names_of_companies(one, two, is_one):
    assert are_names_alike(one, two) is is_one


@pytest.mark.parametrize(
    ("one", "two", "is_one"),
    [
        ("Mohammed El Amrani", "Mohamed Amrani", True),
        ("Yusuf Kaya", "Youssef Kaya", True),
        ("Jan de Vries", "Jan de Boer", False),
        ("Jan", "Jan", False),
    ],
)
def test_names_of_people(one, two, is_one):
    assert are_people_alike(one, two) is is_one


# ── Held out ───────────────────────────────────────────────────────────────────────────────────────────────


def held_out(is_return: str) -> list[list[dict[str, str]]]:
    """The pairs of ``held_out.csv``: companies as somebody types them on two days, returns or not."""
    with (Path(__file__).parent / "held_out.csv").open(encoding="utf-8") as file:
        rows = [row for row in DictReader(file) if row["is_return"] == is_return]
    return [list(pair) for _number, pair in groupby(rows, key=itemgetter("pair"))]


def is_hit(one: dict[str, str], two: dict[str, str]) -> bool:
    return bool(evidence(as_traits(one, 1), as_traits(two, 2)))


def as_traits(typed: dict[str, str], account: int) -> Traits:
    return Traits(
        name=typed["name"],
        numbers=tuple(filter(None, [typed["number"]])),
        phones=tuple(filter(None, [typed["telephone"]])),
        mails=(typed["address"],),
        accounts=frozenset({account}),
        people=(typed["person"],),
        postcode=typed["postcode"],
        place=typed["place"],
    )


def test_held_out_returns_are_found():
    """7 of 8. The miss shares a postcode and a name in two ways, and nothing else: people still look."""
    returns = held_out("1")
    missed = [two["name"] for one, two in returns if not is_hit(one, two)]
    assert (len(returns), missed) == (8, ["Flex Snel Personeel"])


def test_held_out_ordinary_companies_are_not():
    """10 of 10: in one street, of one trade, with people of one name."""
    others = held_out("0")
    assert (len(others), [two["name"] for one, two in others if is_hit(one, two)]) == (10, [])
