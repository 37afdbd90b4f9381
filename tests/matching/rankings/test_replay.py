"""What is kept of a ranking gives the same order again, in the exchange form that an auditor reads."""

import json
from dataclasses import replace
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from matching.rankings.exchange import inputs_of, profile_form, read_travel, vacancy_form
from matching.rankings.replay import replayed_from
from matching.scoring import Travel, inputs_hash, rank, version
from matching.scoring.exchange import read_profiles, read_vacancies
from matching.scoring.records import NEVER
from tests.matching.scoring.cases import SELAM, TODAY, VACANCY

PEOPLE = [
    SELAM,
    replace(SELAM, id="B-2", languages={"nl": "A1"}),
    replace(SELAM, id="B-3", means=None, skills=None, certificates={"vca-basic": date(2027, 3, 1)}),
    replace(SELAM, id="B-4", at_work_at="Logis", is_looking=False, lessons=0b1001, open_proposals=2),
    replace(
        SELAM, id="B-5", eligible_from=None, lead_days=None, work_until=None, occupations=None, wishes=None
    ),
    replace(SELAM, id="B-6", work_until=NEVER, eligible_from=date.max, point=None, permit_employer="E1"),
]


def order_of(ranking) -> dict[str, list[str]]:
    lists = {"ranked": ranking.ranked, "near": ranking.near, "check": ranking.check}
    return {name: [each.id for each in found] for name, found in lists.items()}


@pytest.mark.parametrize("profile", PEOPLE, ids=lambda each: each.id)
def test_profile_comes_back_as_it_was(profile):
    assert read_profiles(json.dumps([profile_form(profile)])) == [profile]


def test_vacancy_comes_back_as_it_was():
    for demand in (VACANCY, replace(VACANCY, ends_on=None, shifts=None, point=None, hours=None)):
        assert read_vacancies(json.dumps([vacancy_form(demand)]), lambda _text: "") == [demand]


def test_order_is_made_again_whatever_the_order_of_the_input():
    inputs = inputs_of([VACANCY], reversed(PEOPLE))
    order = order_of(rank(VACANCY, PEOPLE, TODAY))
    assert replayed_from("people", TODAY, inputs, order, version()).is_same
    order["ranked"].reverse()
    order["near"] = ["B-1"]
    assert not replayed_from("people", TODAY, inputs, order, version()).is_same


def test_a_journey_that_a_desk_knew_then_is_kept_with_it():
    pair = (SELAM.centre, VACANCY.municipality)
    for travel in (Travel(known={pair: 50}, car_kmh=60), Travel(known_at_night={pair: 20})):
        inputs = json.loads(json.dumps(inputs_of([VACANCY], PEOPLE, travel)))
        assert read_travel(inputs["travel"]) == travel
        order = order_of(rank(VACANCY, PEOPLE, TODAY, travel=travel))
        assert replayed_from("people", TODAY, inputs, order, version()).is_same
    assert order_of(rank(VACANCY, PEOPLE, TODAY)) != order_of(
        rank(VACANCY, PEOPLE, TODAY, travel=Travel(known={pair: 50}))
    )


def test_other_figures_are_another_version():
    inputs = inputs_of([VACANCY], PEOPLE)
    order = order_of(rank(VACANCY, PEOPLE, TODAY))
    assert replayed_from("people", TODAY, inputs, order, "0-older").is_other_version


def test_hash_is_that_of_what_is_kept():
    inputs = inputs_of([VACANCY], PEOPLE)
    (demand,) = read_vacancies(json.dumps(inputs["vacancies"]), lambda _text: "")
    assert inputs_hash(demand, read_profiles(json.dumps(inputs["profiles"]))) == inputs_hash(VACANCY, PEOPLE)


def test_command_makes_the_rankings_of_a_file_again(tmp_path, capsys):
    line = {
        "id": 1,
        "kind": "people",
        "subject": "V-1",
        "on": TODAY.isoformat(),
        "version": version(),
        "order": order_of(rank(VACANCY, PEOPLE, TODAY)),
        **inputs_of([VACANCY], PEOPLE),
    }
    file = tmp_path / "rankings.jsonl"
    file.write_text(json.dumps(line) + "\n")
    call_command("replay_rankings", str(file))
    assert capsys.readouterr().out == "1 rankings, 0 of them with another order\n"
    other = line | {"order": {"ranked": [], "near": [], "check": []}}
    file.write_text(json.dumps(line) + "\n" + json.dumps(other) + "\n")
    with pytest.raises(CommandError):
        call_command("replay_rankings", str(file))
    assert "ranking 1 of V-1 has another order" in capsys.readouterr().out


def test_command_names_the_line_that_cannot_be_read(tmp_path):
    file = tmp_path / "rankings.jsonl"
    file.write_text("{}\n")
    with pytest.raises(CommandError, match="line 1"):
        call_command("replay_rankings", str(file))
