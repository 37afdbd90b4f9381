"""Durations by Kaplan and Meier: tables worked out by hand, and what must hold for any steps."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from residents.steps.durations import Curve, Spell, curve_of, remaining, usual

spells = st.lists(st.builds(Spell, st.integers(0, 400), st.booleans()), max_size=40)
# As given in textbooks: remission of acute leukaemia with 6-MP, in weeks (Freireich and others, 1963).
LEUKAEMIA = [
    *[Spell(days, True) for days in (6, 6, 6, 7, 10, 13, 16, 22, 23)],
    *[Spell(days, False) for days in (6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35)],
]


def done(*days):
    return [Spell(each, True) for each in days]


def running(*days):
    return [Spell(each, False) for each in days]


def test_published_table():
    curve = curve_of(LEUKAEMIA)
    assert curve.number == 21
    assert [(at, round(share, 3)) for at, share in curve.falls] == [
        (6, 0.857),
        (7, 0.807),
        (10, 0.753),
        (13, 0.690),
        (16, 0.627),
        (22, 0.538),
        (23, 0.448),
    ]
    assert (curve.quantile(0.5), curve.quantile(0.9)) == (23, None)


def test_all_done_gives_plain_ranks():
    curve = curve_of(done(*range(1, 11)))
    assert (curve.quantile(0.5), curve.quantile(0.9), curve.quantile(1)) == (5, 9, 10)


def test_running_steps_make_the_wait_longer():
    assert curve_of(done(10, 20, 30, 40)).quantile(0.5) == 20
    # At 10: 7 at risk, 6/7. At 20: 6 at risk, 5/7. Three leave at 25. At 30: 2 at risk, 5/14. At 40: 0.
    curve = curve_of(done(10, 20, 30, 40) + running(25, 25, 25))
    assert [(at, round(share, 4)) for at, share in curve.falls] == [
        (10, 0.8571),
        (20, 0.7143),
        (30, 0.3571),
        (40, 0.0),
    ]
    assert curve.quantile(0.5) == 30


def test_running_for_as_long_as_another_took_was_at_risk_then():
    assert curve_of(done(5) + running(5)).falls == ((5, 0.5),)


def test_given_what_was_waited_already():
    curve = curve_of(done(10, 20, 30, 40))
    assert [curve.quantile(0.5, waited) for waited in (0, 10, 20, 30, 39)] == [20, 30, 30, 40, 40]
    assert [curve.quantile(0.5, waited) for waited in (40, 99)] == [None, None]


def test_nothing_known_says_nothing():
    assert curve_of([]) == Curve((), 0)
    assert curve_of([]).quantile(0.5) is None
    assert curve_of(running(5, 6, 7)).quantile(0.5) is None


CURVES = {
    ("bsn", "Veenmeer"): curve_of(done(*[40] * 9)),
    ("bsn", "Lindenhout"): curve_of(done(*[30] * 10)),
    ("bsn", "Duinrand"): curve_of(done(1, 2) + running(*[9] * 10)),
    ("bsn", ""): curve_of(done(*[41] * 25)),
}


@pytest.mark.parametrize(
    ("place", "least", "found"),
    [
        ("Lindenhout", 10, (30, 10, "Lindenhout")),
        ("Veenmeer", 10, (41, 25, "")),  # nine cases
        ("Veenmeer", 9, (40, 9, "Veenmeer")),
        ("Duinrand", 10, (41, 25, "")),  # most of them still run: half is not reached
        ("Elsewhere", 10, (41, 25, "")),
        ("Elsewhere", 26, None),
    ],
)
def test_usual_falls_back_to_the_country(place, least, found):
    answer = usual(CURVES, "bsn", place, least)
    assert (answer and (answer.median, answer.number, answer.place)) == found


def test_usual_of_a_kind_never_seen():
    assert usual(CURVES, "twv", "Lindenhout") is None


@pytest.mark.parametrize(
    ("place", "waited", "left"),
    [
        ("Lindenhout", None, 30),
        ("Lindenhout", 20, 10),
        ("Lindenhout", 30, 11),  # nobody there waited longer: the country, where all took 41
        ("Lindenhout", 41, None),
        ("Veenmeer", 40, 1),
    ],
)
def test_remaining_goes_on_from_what_was_waited(place, waited, left):
    assert remaining(CURVES, "bsn", place, waited) == left


@given(spells)
def test_the_share_falls_and_stays_between_none_and_all(given_spells):
    shares = [share for _at, share in curve_of(given_spells).falls]
    assert shares == sorted(shares, reverse=True)
    assert all(-1e-9 <= share < 1 for share in shares)


@given(spells)
def test_without_running_steps_it_is_the_plain_share(given_spells):
    over = [Spell(spell.days, True) for spell in given_spells]
    counts, curve = Counter(spell.days for spell in over), curve_of(over)
    for at, share in curve.falls:
        longer = sum(number for days, number in counts.items() if days > at)
        assert share == pytest.approx(longer / len(over))


@given(spells, st.integers(0, 400), st.integers(1, 100))
def test_the_order_does_not_count_and_a_wait_only_grows(given_spells, waited, more):
    curve = curve_of(given_spells)
    assert curve == curve_of(reversed(given_spells))
    ends = [curve.quantile(0.5, days) for days in (waited, waited + more)]
    assert all(end > days for end, days in zip(ends, (waited, waited + more), strict=True) if end is not None)
    if None not in ends:
        assert ends[0] <= ends[1]


@given(spells)
def test_one_more_that_runs_longest_makes_nothing_shorter(given_spells):
    longest = max((spell.days for spell in given_spells), default=0) + 1
    before, after = (
        curve_of(each).quantile(0.5) for each in (given_spells, [*given_spells, Spell(longest, False)])
    )
    assert after is None or (before is not None and before <= after)
