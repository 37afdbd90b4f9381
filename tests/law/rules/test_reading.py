"""Lines of the exchange format: what each reader takes; else which field, and what is wrong with it."""

from datetime import date

import pytest

from law.rules.reading import (
    FactError,
    read_choice,
    read_day,
    read_fields,
    read_flag,
    read_identifier,
    read_text,
)

READERS = {"id": read_identifier, "on": read_day, "ready": read_flag}


def read_colour(value, field):
    """Made for each value, so that a change of ``read_choice`` is seen."""
    return read_choice("red", "green")(value, field)


@pytest.mark.parametrize(
    ("reader", "value", "read"),
    [
        (read_day, "2026-02-28", date(2026, 2, 28)),
        (read_day, date(2026, 2, 28), date(2026, 2, 28)),
        (read_text, " a ", " a "),  # as it was written
        (read_text, "\ud7ff", "\ud7ff"),  # the last character before the halves
        (read_text, "\ue000", "\ue000"),  # and the first one after them
        (read_flag, True, True),
        (read_flag, False, False),
        (read_colour, "green", "green"),
        (read_identifier, 0, 0),
        (read_identifier, "w7", "w7"),
    ],
)
def test_a_reader_takes_what_it_is_for(reader, value, read):
    assert reader(value, "f") == read


@pytest.mark.parametrize(
    ("reader", "value", "said"),
    [
        (read_day, "2026-02-30", "2026-02-30 is not a day in the calendar"),
        (read_day, "20260228", "'20260228' is not a day written as YYYY-MM-DD"),
        (read_day, 20260228, "20260228 is not a day written as YYYY-MM-DD"),
        (read_text, "", "'' is not a text"),
        (read_text, "  ", "'  ' is not a text"),
        (read_text, 7, "7 is not a text"),
        (read_text, "a\ud800", "'a\\ud800' is not a text"),
        (read_text, "\udfffa", "'\\udfffa' is not a text"),
        (read_flag, 1, "1 is not true or false"),
        (read_flag, "yes", "'yes' is not true or false"),
        (read_colour, "blue", "'blue' is not one of red, green"),
        (read_colour, None, "None is not one of red, green"),
        (read_colour, ["red"], "['red'] is not one of red, green"),
        (read_identifier, True, "True is not a text"),
        (read_identifier, 1.5, "1.5 is not a text"),
    ],
)
def test_a_reader_says_what_is_wrong_with_which_field(reader, value, said):
    with pytest.raises(FactError) as raised:
        reader(value, "f")
    error = raised.value
    assert (error.field, error.message, str(error)) == ("f", said, f"f: {said}")


def test_a_choice_is_a_text():
    class Red:
        def __eq__(self, other):
            return other == "red"

        __hash__ = object.__hash__

        def __repr__(self):
            return "Red"

    with pytest.raises(FactError, match="f: Red is not one of red, green"):
        read_colour(Red(), "f")


def test_fields_are_read_each_by_its_reader_and_null_is_absent():
    line = {"id": "w7", "on": "2026-02-28", "ready": None}
    assert read_fields(line, READERS, ("id",)) == {"id": "w7", "on": date(2026, 2, 28)}


@pytest.mark.parametrize(
    ("line", "where", "said"),
    [
        (["id"], "", "line: is not an object with fields"),
        (["id"], "documents.", "documents: is not an object with fields"),
        ({"id": 1, "colour": 2}, "", "colour: is not a known field"),
        ({"id": 1, "colour": 2}, "documents.", "documents.colour: is not a known field"),
        ({"on": "2026-02-28"}, "", "id: is required"),
        ({"id": None}, "documents.", "documents.id: is required"),
        ({"id": 1, "ready": 3}, "documents.", "documents.ready: 3 is not true or false"),
    ],
)
def test_an_object_that_cannot_be_read_names_its_field(line, where, said):
    with pytest.raises(FactError) as raised:
        read_fields(line, READERS, ("id",), *([where] if where else []))
    assert str(raised.value) == said
