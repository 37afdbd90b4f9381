"""Filters of a ranking: what they keep, and how they stand in the address."""

from dataclasses import replace
from datetime import date

import pytest

from matching.rankings.filters import Narrowed, chips, narrow, speakable
from matching.scoring import rank
from tests.matching.scoring.cases import SELAM, TODAY, VACANCY

LANGUAGES = speakable(VACANCY)
OTHERS = [
    replace(SELAM, id="busy", open_proposals=2),
    replace(SELAM, id="english", languages={"nl": "A2", "en": "B1"}),
    replace(SELAM, id="late", eligible_from=date(2026, 12, 16)),
    replace(SELAM, id="unknown", means=None),
    replace(SELAM, id="far", point=(52.3720, 5.2000), travel_max=60),
]
RANKING = rank(VACANCY, [SELAM, *OTHERS], TODAY)


def ids(asked, mine=lambda: ()):
    found = narrow(RANKING, Narrowed.of(asked, LANGUAGES), mine)
    return {each.id for placed in (found.ranked, found.near, found.check) for each in placed}


def test_without_a_filter_everybody_stays_and_nobody_is_asked_whose_they_are():
    def never():
        raise AssertionError

    assert ids({}, never) == {"B-1", "busy", "english", "late", "unknown", "far"}


@pytest.mark.parametrize(
    ("asked", "left_out"),
    [
        ({"free": "1"}, {"busy"}),
        ({"speaks": "en"}, {"B-1", "busy", "late", "unknown", "far"}),
        ({"start": "1"}, {"late"}),
        ({"within": "1"}, {"unknown", "far"}),
    ],
)
def test_filter_leaves_out(asked, left_out):
    assert ids(asked) == {"B-1", "busy", "english", "late", "unknown", "far"} - left_out


def test_mine_keeps_ones_own():
    assert ids({"mine": "1"}, lambda: {"far"}) == {"far"}


def test_what_is_not_a_choice_is_left_out_of_the_address():
    on = Narrowed.of({"speaks": "nl xx", "mine": "1", "q": "Selam"}, LANGUAGES, s="token")
    assert on.address(ranked=30) == "?mine=1&speaks=nl&s=token&ranked=30"
    assert on.text == "mine=1&speaks=nl"


def test_each_chip_turns_its_filter_round_and_keeps_the_others():
    on = Narrowed.of({"mine": "1", "speaks": "nl"}, LANGUAGES)
    found = {chip.words: chip for chip in chips(on, VACANCY, LANGUAGES, TODAY)}
    assert found["Mine only"].is_on
    assert found["Mine only"].url == "?speaks=nl"
    assert found["Dutch A2 or more"].url == "?mine=1"
    assert found["English A2 or more"].url == "?mine=1&speaks=nl+en"
    assert found["May begin on 11 January"].url == "?mine=1&start=1&speaks=nl"
