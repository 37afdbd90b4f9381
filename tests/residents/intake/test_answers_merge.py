"""Answers of two people put together, for every way in which they can meet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from residents.intake.answers_merge import merge


@pytest.mark.parametrize(
    ("seen", "stored", "typed", "take", "conflicts"),
    [
        ("", "", "baker", {"q": "baker"}, ()),  # only one answered
        ("", "driver", "", {}, ()),  # only the other answered: theirs stays
        ("", "driver", "baker", {}, ("q",)),  # both
        ("", "baker", "baker", {}, ()),  # both, and the same
        ("cook", "cook", "", {"q": ""}, ()),  # taking an answer away is a change too
        ("cook", "", "baker", {}, ("q",)),  # the other took it away
        (None, None, 0, {"q": 0}, ()),  # zero is an answer
        (None, False, None, {}, ()),
    ],
)
def test_merge_one_question(seen, stored, typed, take, conflicts):
    merged = merge(seen={"q": seen}, stored={"q": stored}, typed={"q": typed})
    assert (merged.take, merged.conflicts) == (take, conflicts)


answers = st.fixed_dictionaries({name: st.sampled_from(["", "baker", "driver"]) for name in "abc"})


@given(seen=answers, stored=answers, typed=answers)
def test_merge_loses_nothing(seen, stored, typed):
    merged = merge(seen=seen, stored=stored, typed=typed)
    after = stored | merged.take
    for name in "abc":
        changed_here, changed_there = typed[name] != seen[name], stored[name] != seen[name]
        if changed_there and after[name] != stored[name]:
            pytest.fail("An answer of somebody else was overwritten.")
        if changed_here and after[name] != typed[name]:
            assert name in merged.conflicts
        assert (name in merged.conflicts) <= (changed_here and changed_there)
