"""What the benches say when a promise is kept, and when it is not."""

import pytest

from bench.beside import in_turns, p95, report
from bench.fairness import is_fair, is_same, rates


def test_the_median_of_each_is_taken_in_turns():
    order = []
    first, second = in_turns(lambda: order.append("a"), lambda: order.append("b"), rounds=3)
    assert order == ["a", "b"] * 3
    assert 0 <= min(first, second) <= max(first, second) < 1_000


def test_one_of_twenty_exceeds_the_95th_percentile():
    assert p95([float(number) for number in range(20, 0, -1)]) == 20
    assert p95([float(number) for number in range(100)]) == 95
    assert p95([7.0]) == 7


@pytest.mark.parametrize(("ratio", "is_kept"), [(0.5, True), (2.0, True), (2.01, False)])
def test_a_ratio_is_printed_beside_its_promise(ratio, is_kept, capsys):
    assert report("page", ratio, 2) is is_kept
    said = capsys.readouterr().out
    assert f"{ratio:.2f} × (promise 2 ×)" in said
    assert ("MISSED" in said) is not is_kept


GROUPS = {1: "a", 2: "a", 3: "b", 4: "b", 5: "b"}


def test_rates_are_for_each_member_of_a_group():
    assert rates([1, 1, 2, 4], GROUPS) == {"a": 1.5, "b": 1 / 3}
    assert rates([], GROUPS) == {"a": 0, "b": 0}


@pytest.mark.parametrize(
    ("found", "is_kept"),
    [({"a": 0.5, "b": 0.4}, True), ({"a": 0.5, "b": 0.39}, False), ({"a": 0.5, "b": 0}, False)],
)
def test_less_than_four_fifths_of_the_highest_rate_is_a_miss(found, is_kept, capsys):
    assert is_fair("first ten, by gender", found) is is_kept
    assert ("MISSED" in capsys.readouterr().out) is not is_kept


@pytest.mark.parametrize(
    ("rounds", "is_kept"),
    [([b"[1]", b"[1]"], True), ([b"[1]", b"[2]"], False), ([b"[]", b"[]"], False)],
)
def test_rankings_are_the_same_to_the_byte_and_not_empty(rounds, is_kept):
    assert is_same(rounds) is is_kept
