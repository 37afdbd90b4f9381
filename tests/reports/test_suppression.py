"""Small counts hide, and nothing left to see gives them away."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.indicators import hidden_cells


@pytest.mark.parametrize(
    ("values", "hidden"),
    [
        # The published tables: Almere's outcome and Future2work²'s sectors stay as they are.
        ([46, 7, 7], set()),
        ([13, 12, 11, 8, 8, 17], set()),
        ([], set()),
        ([0, 0], set()),
        # One small count: the next smallest goes with it, or the total would give it away.
        ([20, 3, 9], {1, 2}),
        # Two small counts, but together still a small count: 1 + 2 could be worked out.
        ([20, 1, 2, 9], {1, 2, 3}),
        ([20, 4, 2], {1, 2}),
        ([20, 1, 4, 9], {1, 2, 3}),
        # Five times 1 in a total of 10: the 5 that is left would say so.
        ([5, 1, 1, 1, 1, 1], {0, 1, 2, 3, 4, 5}),
        # A zero goes last.
        ([3, 0, 9], {0, 2}),
        ([3, 0], {0, 1}),
        ([3], {0}),
    ],
)
def test_hidden_cells(values, hidden):
    assert hidden_cells(values, 5) == hidden


def test_a_threshold_of_ten_hides_more():
    assert hidden_cells([46, 7, 7], 10) == {1, 2}
    assert hidden_cells([13, 12, 11, 8, 8, 17], 10) == {3, 4}


def test_cells_that_are_public_elsewhere_stay():
    assert hidden_cells([46, 2, 0], 5, shown={0}) == {1, 2}
    assert hidden_cells([3, 8, 20], 5, shown={0}) == set()


@given(st.lists(st.integers(0, 40), max_size=8), st.integers(2, 10))
def test_a_hidden_cell_never_stands_alone(values, threshold):
    hidden = hidden_cells(values, threshold)
    assert all(position in hidden for position, value in enumerate(values) if 0 < value < threshold)
    if hidden and len(hidden) < len(values):
        assert len(hidden) >= 2
        assert sum(values[position] for position in hidden) - len(hidden) >= threshold - 1
