"""What the engine finds, in words: a sentence for every condition and every unknown fact, and its way out."""

from dataclasses import replace
from datetime import date

import pytest

from employers.models import Vacancy
from matching.rankings.parts import score_of
from matching.rankings.standing import CONDITION_NAMES, WHY, standing
from matching.rankings.weights import condition_lines, travel_lines, weight_lines
from matching.rankings.words import (
    FACTS,
    WAYS_OUT,
    WHERE,
    Names,
    fact_name,
    journey_said,
    languages_said,
    short_of,
    where_kept,
)
from matching.scoring import TRAVEL, Travel, judge
from matching.scoring import judgement as states
from matching.scoring.coefficients import FEATURES, WEIGHTS
from matching.scoring.conditions import CONDITIONS
from tests.matching.scoring.cases import SELAM, TODAY, VACANCY

NAMES = Names({"vca-basic": "VCA basic", "9112": "Hotel housekeeping"}, "Hotel De Linde")
BEFORE_CONDITIONS = {states.STATUS, states.LOOKING, states.COUNTRY}


def judged(**changes):
    return judge(VACANCY, replace(SELAM, **changes), TODAY)


@pytest.mark.parametrize(
    ("changes", "what", "way_out"),
    [
        (
            {"eligible_from": date(2026, 12, 16)},
            "May work 9 days after the start, from 20 January.",
            "Ask Hotel De Linde whether it can begin later.",
        ),
        (
            {"languages": {"nl": "A1"}},
            "Speaks Dutch at A1; asked is A2.",
            "Has a test shown more since? Or ask Hotel De Linde whether it can be learned at work.",
        ),
        (
            {"certificates": {}},
            "Does not have “VCA basic”.",
            "Plan the course, or ask Hotel De Linde whether it pays for one.",
        ),
        (
            {"travel_max": 15},
            "5 minutes too far: cycles 20, wants at most 15.",
            "Is there another way to get there, or another hour? Ask both.",
        ),
    ],
)
def test_near_miss_says_what_fails_by_how_much_and_what_could_lift_it(changes, what, way_out):
    (unmet,) = judged(**changes).failed
    short = short_of(unmet, NAMES)
    assert (short.what, short.way_out) == (what, way_out)


def test_every_condition_has_a_way_out_a_name_and_a_place():
    assert set(WAYS_OUT) == set(CONDITION_NAMES) == set(CONDITIONS)
    assert set(FACTS) == set(WHERE) == {*CONDITIONS, *BEFORE_CONDITIONS}


def test_every_reason_to_be_in_no_list_has_a_sentence():
    assert set(WHY) == {
        *(states.ENDED, states.NO_CONSENT, states.OTHER_COUNTRY, states.AT_WORK_HERE, states.NOT_LOOKING),
        *(states.NO_OCCUPATION, states.OCCUPATION_UNKNOWN, states.NOT_RELEVANT, states.CONDITIONS),
    }


def test_standing_names_the_conditions_that_fail():
    assert standing(judged(languages={"nl": "A0"}, hours_max=8)) == "Does not meet: language, hours."
    assert standing(judged(has_consent=False)) == "Did not agree to be shown to employers, or no longer does."
    assert standing(judged()) == "Suits."


def test_unknown_fact_is_named_and_leads_to_its_field():
    assert fact_name("language:nl", NAMES) == "Dutch not recorded"
    assert fact_name("certificate:vca-basic", NAMES) == "VCA basic not known"
    assert where_kept("language:nl", "B-7H4D3K") == "/residents/B-7H4D3K/background/languages/"
    assert where_kept("hours", "B-7H4D3K") == "/residents/B-7H4D3K/intake/?part=time#id_hours"


def test_journey_and_languages_are_said_or_said_not_to_be_known():
    nights = replace(VACANCY, shifts=0b100)
    vacancy = Vacancy(code="V-7H4D3K")

    def journey(demand=VACANCY, travel=TRAVEL, **changes):
        return journey_said(
            judge(demand, replace(SELAM, centre="7", **changes), TODAY, travel=travel), vacancy
        )

    assert journey().text == "20 min by bicycle"
    assert journey().url == "/vacancies/V-7H4D3K/journey/7/"
    assert journey(nights).text == "20 min by bicycle, at night"
    assert journey(means=None).kind == "open"
    known = Travel(known={("7", VACANCY.municipality): 35}, known_at_night={("7", VACANCY.municipality): 80})
    assert journey(travel=known).text == "35 min, as your desk knows"
    assert journey(nights, known).text == "80 min, at night, as your desk knows"
    assert languages_said({"nl": "A2", "en": "B1", "fr": "A0"}, ["nl", "en", "nl", "fr"]).text == (
        "Dutch A2, English B1"
    )
    assert languages_said(None, ["nl"]).kind == "open"


def test_points_of_a_row_sum_to_its_score_and_what_can_be_reached_to_a_hundred():
    score = score_of(judged())
    assert score.points == sum(part.points for part in score.parts)
    assert sum(part.most for part in score.parts) == 100
    assert score.known == ""
    without = score_of(judged(skills=None))
    assert sum(part.most for part in without.parts) == 100
    assert without.known == "Rests on 79% of what weighs. Not known: Skills."


def test_weights_are_those_of_the_engine():
    lines = weight_lines()
    assert [line.weight for line in lines] == [getattr(WEIGHTS, feature) for feature in FEATURES]
    assert len(condition_lines()) == len(CONDITIONS)
    assert ("By bicycle", "15 km an hour") in travel_lines()
