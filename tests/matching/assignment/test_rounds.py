"""Meeting times: nobody is in two places at once, and no schedule has fewer rounds."""

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from matching.assignment.problem import Pair
from matching.assignment.rounds import NOBODY, Away, busiest, coloured, schedule

people = st.integers(0, 6)
meetings = st.lists(st.tuples(people, people), max_size=30)
away = st.dictionaries(st.integers(0, 2), st.frozensets(st.integers(0, 3), max_size=3), max_size=2)


def has_clash(pairs: list[Pair], rounds: tuple[int | None, ...]) -> bool:
    placed = [(pair, at) for pair, at in zip(pairs, rounds, strict=True) if at is not None]
    residents = [(resident, at) for (resident, _company), at in placed]
    companies = [(company, at) for (_resident, company), at in placed]
    return len(set(residents)) < len(residents) or len(set(companies)) < len(companies)


@settings(max_examples=500, deadline=None)
@given(meetings)
def test_every_pair_meets_in_as_many_rounds_as_the_busiest_needs(pairs: list[Pair]) -> None:
    rounds = coloured(pairs)
    assert not has_clash(pairs, rounds)
    assert set(rounds) <= set(range(busiest(pairs)))
    assert schedule(pairs, busiest(pairs)) == rounds


def test_forty_residents_and_eight_companies_meet_in_fifteen_rounds() -> None:
    pairs = [(resident, (resident + turn) % 8) for resident in range(40) for turn in range(3)]
    rounds = schedule(pairs, 20)
    assert not has_clash(pairs, rounds)
    assert max(filter(None, rounds)) == 14


def placed_by_trying(pairs: list[Pair], rounds: int, residents: Away, companies: Away) -> tuple[int, int]:
    """The most conversations that can be placed, and the fewest rounds in which so many can."""
    best = (0, 0)
    for places in product((None, *range(rounds)), repeat=len(pairs)):
        held = [(pair, at) for pair, at in zip(pairs, places, strict=True) if at is not None]
        if has_clash(pairs, places) or any(
            at in residents.get(pair[0], ()) or at in companies.get(pair[1], ()) for pair, at in held
        ):
            continue
        best = max(best, (len(held), -max((at + 1 for _pair, at in held), default=0)))
    return best[0], -best[1]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), max_size=5), away, away)
def test_as_many_as_can_meet_when_some_come_late(pairs: list[Pair], residents: Away, companies: Away) -> None:
    rounds = schedule(pairs, 3, residents, companies)
    assert not has_clash(pairs, rounds)
    for (resident, company), at in zip(pairs, rounds, strict=True):
        assert at is None or at not in residents.get(resident, frozenset()) | companies.get(
            company, frozenset()
        )
    most, fewest = placed_by_trying(pairs, 3, residents, companies)
    held = [at for at in rounds if at is not None]
    assert len(held) == most
    assert max(held, default=-1) + 1 <= max(fewest, min(busiest(pairs), 3))


def test_what_no_round_is_left_for_has_none() -> None:
    assert sorted(schedule([(0, 0), (1, 0), (2, 0)], 2), key=str) == [0, 1, None]
    assert schedule([(0, 0)], 3, {0: frozenset({0, 1})}) == (2,)
    assert schedule([(0, 0)], 1, NOBODY, {0: frozenset({0})}) == (None,)
    assert schedule([], 4) == ()
