"""What changed, word by word."""

import pytest

from guides.diff import pieces


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("", "", []),
        ("the same", "the same", [("same", "the same")]),
        ("", "new", [("added", "new")]),
        ("old", "", [("taken", "old")]),
        ("two weeks", "five weeks", [("taken", "two"), ("added", "five"), ("same", " weeks")]),
    ],
)
def test_pieces(before, after, found):
    assert [(each.kind, each.text) for each in pieces(before, after)] == found


def test_both_texts_can_be_read_from_the_pieces():
    before, after = "One line.\n\nAnother  line.", "One long line.\n\nAnother."
    found = pieces(before, after)
    assert "".join(each.text for each in found if each.kind != "added") == before
    assert "".join(each.text for each in found if each.kind != "taken") == after
