"""Journeys are estimated from coordinates, and unknown places stay unknown."""

import csv

import pytest

from jobdesk.desks.places import where
from jobdesk.desks.travel import kilometres, minutes, minutes_from
from law import registry
from tests.factories.desks import CentreFactory

AMSTERDAM, UTRECHT = (52.374, 4.890), (52.091, 5.122)


def test_kilometres_are_by_road():
    # The straight line is 35 km.
    assert round(kilometres(AMSTERDAM, UTRECHT)) == 46


def test_minutes_take_the_shorter_of_bicycle_and_transport():
    assert minutes(AMSTERDAM, UTRECHT) == 95
    near = (52.38, 4.91)
    assert (minutes(AMSTERDAM, near), minutes(AMSTERDAM, near, by_bicycle=False)) == (10, 20)


@pytest.mark.parametrize(
    ("name", "country", "found"),
    [
        ("Utrecht", "NL", (52.091, 5.122)),
        ("  utrecht ", "NL", (52.091, 5.122)),
        ("Liège", "BE", (50.634, 5.567)),
        ("Luik", "BE", (50.634, 5.567)),
        ("’s-Gravenhage", "NL", (52.077, 4.299)),
        ("Den Bosch", "NL", (51.699, 5.304)),
        ("Luik", "NL", None),
        ("Nergenshuizen", "NL", None),
        ("", "NL", None),
    ],
)
def test_where_a_place_is(db, name, country, found):
    assert where(name, country) == pytest.approx(found, abs=0.01) if found else where(name, country) is None


def test_where_takes_the_municipality_of_a_centre_first(db):
    CentreFactory(municipality="Waterdam", latitude="51.19400", longitude="5.98700")
    assert where("waterdam", "NL") == (51.194, 5.987)


def test_every_other_name_leads_to_a_place(db):
    others = [
        (country.code, name)
        for country in registry.countries()
        for row in csv.DictReader(country.places.read_text(encoding="utf-8").splitlines())
        for name in filter(None, row["also"].split("|"))
    ]
    assert len(others) == 43
    assert [other for other in others if where(other[1], other[0]) is None] == []


def test_minutes_from_a_centre_to_an_unknown_place_is_unknown(db):
    assert minutes_from(CentreFactory(), "Nergenshuizen") is None
