"""The database leaves out nobody whom the scorer would keep, and keeps nobody out of the reader's scope."""

from datetime import date, timedelta
from random import Random

import pytest
from django.utils import timezone

from jobdesk.trail.scoping import Scope, open_scope, system_scope
from jobdesk.vocabulary.models import Occupation
from matching.models import MatchProfile
from matching.profiles import candidates, profiles_of, ranking_for
from matching.profiles.candidates import chosen_rows
from matching.profiles.groups import BITS, group_bits
from matching.profiles.reach import reach_of
from matching.profiles.reading import places_of_centres
from matching.scoring import Demand, LanguageLevel, rank
from residents.models import Resident, WorkExperience
from residents.services import assess_resident
from residents.services.background import record_background
from tests.factories.desks import CentreFactory

ON = date(2026, 11, 30)
UNITS = ("9112", "9111", "5151", "5120", "9412", "8322")
PAPERS = ("forklift", "vca-basic", "haccp")


def some(random: Random, *values, unknown: float = 0.05):
    """One of the values, or None as often as something is not known at a desk."""
    return None if random.random() < unknown else random.choice(values)


def day(random: Random) -> date:
    return ON + timedelta(days=random.randint(-200, 200))


def random_row(random: Random, resident: Resident, companies: tuple[str, ...]) -> MatchProfile:
    eligible, lead = some(random, day(random), date.max, ON, date(2026, 5, 1)), some(random, 0, 4, 35)
    first_on = eligible if eligible in (None, date.max) else eligible + timedelta(days=lead or 0)
    works = random.choice(("", "", "", *companies))
    done, wishes = random.sample(("", *UNITS), 2), some(random, "", " ".join(random.sample(UNITS, 2)))
    papers = {code: random.choice((None, "never", day(random).isoformat())) for code in PAPERS}
    return MatchProfile(
        resident=resident, centre=resident.centre, country=resident.centre.country,
        is_guided=random.random() < 0.9,
        consent_until=some(random, day(random), date.max),
        at_work_at=works, is_looking=not works or random.random() < 0.3,
        open_proposals=random.randint(0, 4),
        eligible_from=eligible, lead_days=lead, first_on=first_on,
        permit_employer=random.choice(("", "", *companies)),
        work_until=some(random, date.max, date.max, day(random), ON + timedelta(days=400)),
        isco_1=done[0], isco_2=done[1], years_1=some(random, 1.0, 6.0), wishes=wishes,
        # One row of ten was not built again since there are bits.
        work_bits=-1 if random.random() < 0.1 else group_bits([*done, *(wishes or "").split()]),
        **{code: some(random, *range(8), 5, 6) for code in MatchProfile.LANGUAGES},
        skills=some(random, [], ["sewing-industrial"]),
        certificates=some(random, {}, {code: papers[code] for code in random.sample(PAPERS, 2)}),
        availability=some(random, random.getrandbits(21), (1 << 21) - 1),
        lessons=random.getrandbits(21) & 0b1001,
        hours_max=some(random, 12, 20, 24, 36, 40),
        travel_max=some(random, 20, 45, 60, 90, 120), means=some(random, 0, 1, 2, 3),
    )  # fmt: skip


def random_demand(random: Random, companies: tuple[str, ...], number: int) -> Demand:
    starts_on = ON + timedelta(days=random.randint(-20, 90))
    groups = [(LanguageLevel("nl", random.choice(("A1", "A2", "B1"))),), (LanguageLevel("en", "A2"),),
              (LanguageLevel("fr", "B1"), LanguageLevel("de", "A1"))]  # fmt: skip
    return Demand(
        id=str(number), country=random.choice(("NL", "NL", "BE")), municipality="",
        point=some(random, (52.09, 5.12), (51.55, 4.46), (50.85, 4.35), unknown=0.1),
        company=random.choice(companies), isco=random.choice((*UNITS, "9112", "")),
        starts_on=starts_on,
        ends_on=some(random, starts_on + timedelta(days=random.choice((0, 30, 181, 182, 365)))),
        shifts=some(random, 0b111, 0b11011, 0b100100100, (1 << 21) - 1), hours=some(random, 8, 16, 20, 32),
        languages=tuple(random.sample(groups, random.randint(0, 3))),
        certificates=frozenset(random.sample(PAPERS, random.choice((0, 0, 1, 2)))),
        skills=frozenset(random.sample(("sewing-industrial",), random.randint(0, 1))),
    )  # fmt: skip


@pytest.fixture
def rows(db):
    """Six hundred profiles that are as mixed as they can be, in centres near and far."""
    random = Random(7)
    places = ((52.1, 5.1, "NL"), (52.2, 5.3, "NL"), (51.5, 4.5, "NL"), (53.2, 6.5, "NL"), (50.9, 4.4, "BE"))
    centres = [CentreFactory(latitude=lat, longitude=long, country=land) for lat, long, land in places]
    with system_scope("test"):
        made = Resident.objects.bulk_create(
            Resident(first_name="Yonas", centre=random.choice(centres), reception="COA", code=f"B-{number}",
                     reference_number=f"28{number:08d}")
            for number in range(600)
        )  # fmt: skip
        MatchProfile.objects.bulk_create(random_row(random, each, ("E1", "E2")) for each in made)
        yield list(MatchProfile.objects.all())


def kept(ranking) -> list:
    return [[(each.id, each.score) for each in each_list]
            for each_list in (ranking.ranked, ranking.near, ranking.check)]  # fmt: skip


def within_reach(rows: list[MatchProfile], demand: Demand) -> list[MatchProfile]:
    """Without those who live four hours away, and of whom it is not known how far they would go."""
    centres = {pk for pk, *_minutes in reach_of(demand, places_of_centres())}
    return [each for each in rows if each.centre_id in centres]


def test_the_lists_are_those_of_ranking_everybody(rows):
    random, lengths = Random(11), [0, 0, 0]
    for number in range(150):
        demand = random_demand(random, ("E1", "E2", "E3"), number)
        found = kept(rank(demand, candidates(demand, ON), ON))
        assert found == kept(rank(demand, profiles_of(within_reach(rows, demand), ON, demand.company), ON))
        lengths = [length + len(each) for length, each in zip(lengths, found, strict=True)]
    assert min(lengths) > 50  # of every list there was something to compare


def test_most_of_those_who_would_be_left_out_never_leave_the_database(rows):
    random, places = Random(13), places_of_centres()
    demands = [random_demand(random, ("E1",), number) for number in range(50)]
    chosen = sum(len(chosen_rows(demand, ON, places)) for demand in demands)
    judged = sum(
        sum(len(each) for each in kept(rank(demand, candidates(demand, ON), ON))) for demand in demands
    )
    assert judged <= chosen < 50 * len(rows) / 50


def test_groups_that_share_a_bit_are_told_apart_by_their_codes(rows):
    twin = next(f"{minor:03}1" for minor in range(911 % BITS, 999, BITS) if minor != 911)
    assert group_bits([twin]) == group_bits(["9112"])
    MatchProfile.objects.update(isco_1=twin, isco_2="", isco_3="", wishes="", work_bits=group_bits([twin]))
    demand = Demand(id="1", country="NL", municipality="", point=None, company="E9", isco="9112",
                    starts_on=ON)  # fmt: skip
    assert list(candidates(demand, ON)) == []


def test_a_reader_sees_those_of_their_centres_only(rows):
    demand = Demand(id="1", country="NL", municipality="", point=None, company="E9", isco="9112",
                    starts_on=ON)  # fmt: skip
    everywhere = {each.id for each in candidates(demand, ON)}
    centre = next(each.centre_id for each in rows if str(each.pk) in everywhere)
    here = {str(each.pk) for each in rows if each.centre_id == centre}
    with open_scope(Scope(reader="desk", centres=frozenset([centre]))):
        assert {each.id for each in candidates(demand, ON)} == everywhere & here
    for reader in ("company", "funder", "partner", "nobody"):
        with open_scope(Scope(reader=reader, centres=frozenset([centre]))):
            assert list(candidates(demand, ON)) == []


def test_a_vacancy_ranks_the_residents_as_their_file_is_now(meeting, as_coach):
    today = timezone.localdate()
    meeting.vacancy.occupation, meeting.vacancy.hours = occupation("9112"), 20
    meeting.vacancy.starts_on, meeting.vacancy.shifts = today + timedelta(days=60), 0b111
    assert everybody(ranking_for(meeting.vacancy, today)) == set()
    with system_scope("test"):
        assess_resident(meeting.resident)
        record_background(meeting.resident, WorkExperience, {"occupation": occupation("9112")})
    assert everybody(ranking_for(meeting.vacancy, today)) == {str(meeting.resident.pk)}


def everybody(ranking) -> set[str]:
    return {each.id for each in (*ranking.ranked, *ranking.near, *ranking.check, *ranking.excluded)}


def occupation(unit: str) -> Occupation:
    return Occupation.objects.get(scheme="isco08", code=unit)
