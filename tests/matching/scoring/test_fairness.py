"""Who stands where depends on what the vacancy asks, and on nothing else."""

from dataclasses import fields, replace
from itertools import chain
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from matching.scoring import Profile, inputs_hash, rank, version
from matching.scoring.coefficients import Travel, Weights
from tests.matching.scoring.cases import SELAM, TODAY, VACANCY, vacancy
from tests.matching.scoring.invented import resident
from tests.matching.scoring.invented import vacancy as invented_vacancy


def test_no_field_of_a_profile_can_stand_for_an_origin() -> None:
    """Nationality, gender, age, faith and family are not among them. One more field needs a reason."""
    assert {field.name for field in fields(Profile)} == {
        "id",
        "centre",
        "country",  # where the right to work holds: NL or BE
        "municipality",
        "point",
        "is_guided",
        "has_consent",
        "at_work_at",
        "is_looking",
        "eligible_from",
        "lead_days",
        "permit_employer",
        "work_until",
        "occupations",
        "skills",
        "certificates",
        "languages",
        "availability",
        "lessons",
        "hours_max",
        "travel_max",
        "means",
        "wishes",
        "read_from_words",
        "open_proposals",
    }


def lists(profiles: list[Profile], demand: object = VACANCY) -> list[list[str]]:
    """The ids of the four lists."""
    ranking = rank(demand, profiles, TODAY)  # type: ignore[arg-type]
    return [
        [each.id for each in part] for part in (ranking.ranked, ranking.near, ranking.check, ranking.excluded)
    ]


def test_work_that_was_read_from_words_weighs_no_less() -> None:
    read = replace(SELAM, read_from_words=frozenset({"9112"}))
    assert inputs_hash(VACANCY, [read]) == inputs_hash(VACANCY, [SELAM])
    assert lists([read]) == lists([SELAM])


def test_two_who_differ_in_open_proposals_stand_next_to_each_other_by_id() -> None:
    better = replace(SELAM, id="B-5", skills=VACANCY.skills)
    worse = replace(SELAM, id="B-0", skills=frozenset())
    few, many = replace(SELAM, id="B-2", open_proposals=9), replace(SELAM, id="B-3", open_proposals=0)
    assert lists([many, worse, few, better]) == [["B-5", "B-2", "B-3", "B-0"], [], [], []]


def test_a_language_that_is_not_asked_says_nothing() -> None:
    """A mother tongue would tell where somebody comes from."""
    for mother_tongue in ("ar", "ti", "uk", "so"):
        stranger = replace(SELAM, languages={"nl": "A2", mother_tongue: "C2"})
        assert (
            rank(VACANCY, [stranger], TODAY).ranked[0].score == rank(VACANCY, [SELAM], TODAY).ranked[0].score
        )


@settings(deadline=None)
@given(st.integers(0, 10_000), st.randoms())
def test_the_order_in_which_people_come_changes_nothing(seed: int, shuffler: Random) -> None:
    random = Random(seed)
    demand = invented_vacancy(random, 1)
    profiles = [resident(random, number) for number in range(30)]
    shuffled = profiles.copy()
    shuffler.shuffle(shuffled)
    assert lists(shuffled, demand) == lists(profiles, demand)
    assert sorted(chain.from_iterable(lists(profiles, demand))) == sorted(each.id for each in profiles)


@settings(deadline=None)
@given(st.integers(0, 10_000))
def test_who_else_is_there_changes_nobodys_score(seed: int) -> None:
    random = Random(seed)
    profiles = [resident(random, number) for number in range(30)]
    together = {each.id: each.score for each in rank(VACANCY, profiles, TODAY).ranked}
    alone = {each.id: each.score for profile in profiles for each in rank(VACANCY, [profile], TODAY).ranked}
    assert together == alone


def test_the_best_stand_first_and_ties_by_id() -> None:
    random = Random(3)
    demand = vacancy(languages=(), certificates=frozenset())
    ranking = rank(demand, [resident(random, number) for number in range(600)], TODAY)
    for part in (ranking.ranked, ranking.near):
        assert len(part) > 5
        keys = [(-each.score, each.id) for each in part]
        assert keys == sorted(keys)
    assert [each.id for each in ranking.excluded] == sorted(each.id for each in ranking.excluded)


def test_the_version_changes_with_every_figure() -> None:
    versions = {
        version(),
        version(weights=Weights(occupation=35)),
        version(travel=Travel(car_kmh=51)),
        version(relations={}),
    }
    assert len(versions) == 4
    assert version() == version(weights=Weights(), travel=Travel())
    assert version().startswith("1-")


def test_what_a_desk_knows_of_a_journey_is_input_and_no_figure_of_the_engine() -> None:
    by_day = Travel(known={("Lindenhout", "Waterdam"): 30})
    at_night = Travel(known_at_night={("Lindenhout", "Waterdam"): 30})
    assert version() == version(travel=by_day)
    hashes = {inputs_hash(VACANCY, [SELAM], each) for each in (Travel(), by_day, at_night)}
    assert len(hashes) == 3
    assert inputs_hash(VACANCY, [SELAM]) in hashes


def test_the_hash_of_the_inputs_has_what_is_weighed_in_any_order() -> None:
    other = replace(SELAM, id="B-2", means=frozenset({"car", "bicycle"}))
    made = inputs_hash(VACANCY, [SELAM, other])
    assert made == inputs_hash(VACANCY, [other, SELAM])
    assert made == inputs_hash(VACANCY, [replace(SELAM, open_proposals=3), other])
    assert made != inputs_hash(VACANCY, [SELAM])
    assert made != inputs_hash(vacancy(hours=25), [SELAM, other])
    assert made != inputs_hash(VACANCY, [replace(SELAM, work_until=None), other])
    # A table of languages is the same in whatever order it was filled in.
    turned = replace(SELAM, languages=dict(reversed(list((SELAM.languages or {}).items()))))
    assert made == inputs_hash(VACANCY, [turned, other])


def test_of_those_to_be_checked_most_is_known_of_the_first() -> None:
    """Somebody of whom nothing is known but a wish is no better than who did the work for years."""
    unknown = {"occupations": None, "skills": None, "availability": None, "means": None}
    stranger = replace(SELAM, id="B-1", languages={"nl": "B2"}, **unknown)  # type: ignore[arg-type]
    known = replace(SELAM, id="B-2", hours_max=None)
    alike = replace(known, id="B-3")
    ranking = rank(VACANCY, [alike, stranger, known], TODAY)
    assert [each.id for each in ranking.check] == ["B-2", "B-3", "B-1"]
    assert ranking.check[-1].score > ranking.check[0].score
    assert ranking.check[-1].known < ranking.check[0].known
