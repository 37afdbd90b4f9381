"""Whether who somebody is changes where they stand: flipped in the file, and counted by group.

    DATABASE_URL=postgres://… .venv/bin/python bench/fairness.py [--files 100] [--quick]

Of each of ``--files`` files there are four, alike in all that counts for work: every gender, age (of adults),
mother tongue and family has one of the four, in an order by lot. Two promises; ends with 1 past one of them.

1. **Flipped.** Gender, age, names, mother tongue and family of everybody are others in a second and a third
   round. The right to work is assessed again, profiles are built again, and every vacancy is ranked again:
   lists, scores and parts are the same to the byte. Nationality and religion are nowhere in the file, which
   is looked at too.
2. **By group.** Who stands in the first ten of a vacancy, and who is suggested at night, is counted. Groups
   are equally qualified: the lowest rate of one is at least four fifths of the highest.

Works in a test database of its own. Measured: docs/quality.md.
"""

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")

import django

django.setup()

from bench.people import UNITS, database
from demo.names import ORIGINS
from employers.models import Vacancy
from jobdesk.desks.models import Centre, Project
from jobdesk.vocabulary.models import Occupation
from jobdesk.web.week import WHOLE_WEEK
from matching.models import MatchProfile
from matching.profiles import build_profiles, candidates, demands_of, profiles_of, with_demands
from matching.scoring import Demand, rank
from matching.suggestions.finding import chosen
from residents.choices import Language
from residents.models import Household, Intake, Resident, WishedWork, WorkExperience
from residents.services import assess_resident
from tests.factories.desks import ProjectFactory
from tests.meeting import ready_resident

FOUR_FIFTHS = 0.8
FIRST = 10
ALIKE = 4  # files that differ in who somebody is
TONGUES = (Language.AR, Language.TI, Language.FA, Language.UK)
AGES = {"20-29": (20, 29), "30-39": (30, 39), "40-49": (40, 49), "50-59": (50, 59)}
FAMILIES = {"alone": (1, 0), "couple": (2, 0), "one parent": (1, 2), "family": (2, 3)}  # adults, children
WEEKS = (WHOLE_WEEK, sum(0b011 << day * 3 for day in range(7)))  # always, or not at night
NOWHERE = ("nation", "religi", "faith", "ethnic")
Groups = Mapping[int, str]


def files_alike(number: int, draw: Random, on: date) -> list[list[Resident]]:
    """Make so many files, each of them four times, registered in an order by lot."""
    centres, project = list(Centre.objects.filter(country="NL").order_by("pk")[:8]), ProjectFactory()
    works = list(Occupation.objects.filter(scheme="isco08", code__in=UNITS[:4]).order_by("code"))
    qualified = [_qualification(draw, centres, works) for _number in range(number)]
    order = [at for at in range(number) for _one in range(ALIKE)]
    draw.shuffle(order)
    files: list[list[Resident]] = [[] for _number in range(number)]
    for at in order:
        files[at].append(_with_file(project, on, *qualified[at]))
    return files


def _qualification(draw: Random, centres: list[Centre], works: list[Occupation]) -> tuple[Any, ...]:
    answers = {
        "availability": draw.choice(WEEKS), "lessons": 0, "hours": draw.choice((24, 32, 40)),
        "travel_minutes": draw.choice((60, 90)), "cycling": "yes", "transport": "alone",
        "dutch_or_french": draw.choice(("A2", "B1")), "english": draw.choice(("A2", "B1")),
    }  # fmt: skip
    return draw.choice(centres), draw.choice(works), draw.randint(1, 9), draw.choice(works), answers


def _with_file(
    project: Project,
    on: date,
    centre: Centre,
    work: Occupation,
    years: int,
    wish: Occupation,
    answers: Mapping[str, Any],
) -> Resident:
    resident = ready_resident(centre, project)
    resident.intakes.update(**answers)
    WorkExperience.objects.create(resident=resident, occupation=work, years=years)
    WishedWork.objects.create(resident=resident, occupation=wish, rank=1)
    resident.documents.update(until_on=on + timedelta(days=500))
    return resident


def be_somebody(files: Iterable[list[Resident]], draw: Random, on: date) -> dict[str, dict[int, str]]:
    """Give everybody a gender, age, name, mother tongue and family; return the groups by what they are of."""
    groups: dict[str, dict[int, str]] = {"gender": {}, "age": {}, "mother tongue": {}, "family": {}}
    for alike in files:
        genders = draw.sample(["woman", "man"] * (ALIKE // 2), ALIKE)
        ages, families = draw.sample(list(AGES), ALIKE), draw.sample(list(FAMILIES), ALIKE)
        tongues = draw.sample(TONGUES, ALIKE)
        for resident, *who in zip(alike, genders, ages, tongues, families, strict=True):
            _write(resident, *who, draw=draw, on=on)
            for of, name in zip(groups.values(), who, strict=True):
                of[resident.pk] = str(name)
    return groups


def _write(
    resident: Resident, gender: str, age: str, tongue: str, family: str, *, draw: Random, on: date
) -> None:
    origin, (adults, children) = draw.choice(list(ORIGINS.values())), FAMILIES[family]
    Resident.objects.filter(pk=resident.pk).update(
        gender=gender,
        birth_date=on - timedelta(days=draw.randint(*AGES[age]) * 365 + 100),
        first_name=draw.choice(origin.women if gender == "woman" else origin.men),
        last_name=draw.choice(origin.last_names),
        language=tongue,
    )
    Household.objects.update_or_create(
        resident=resident,
        from_on=on - timedelta(days=300),
        defaults={"adults": adults, "children": children},
    )
    resident.intakes.update(children=draw.choice(Intake.Children.values))


def ranked_again(keys: Collection[int], demands: Iterable[Demand], on: date) -> bytes:
    """Assess, build and rank; return all that came of it."""
    for resident in Resident.objects.filter(pk__in=keys).order_by("pk"):
        assess_resident(resident)
    build_profiles(keys)
    found = []
    for demand in demands:
        ranking = rank(demand, candidates(demand, on), on)
        for placed in (*ranking.ranked, *ranking.near, *ranking.check):
            judged = placed.judgement
            parts = [[part.feature, part.value, part.points] for part in judged.parts]
            found.append([demand.id, judged.state, judged.id, judged.grains, parts, list(judged.left_open)])
    return json.dumps(found).encode()


def is_same(rounds: Collection[bytes]) -> bool:
    """Say whether every round came to the same, and to something; and whether no file tells an origin."""
    hashes = sorted({sha256(each).hexdigest()[:12] for each in rounds})
    places = len(json.loads(next(iter(rounds))))
    columns = {field.name for model in (Resident, Intake, MatchProfile) for field in model._meta.get_fields()}
    told = sorted(name for name in columns if any(word in name for word in NOWHERE))
    is_kept = len(hashes) == 1 and places > 0 and not told
    print(f"{len(rounds)} rounds, {places} places in lists: {', '.join(hashes + told)}"
          f"{'' if is_kept else ' MISSED'}", flush=True)  # fmt: skip
    return is_kept


def rates(selected: Iterable[int], groups: Groups) -> dict[str, float]:
    """Return how often somebody of each group is selected, for each member of it."""
    times, members = Counter(groups[key] for key in selected), Counter(groups.values())
    return {name: times[name] / members[name] for name in sorted(members)}


def is_fair(what: str, found: Mapping[str, float]) -> bool:
    """Print the rates and the lowest beside the highest; say whether it is four fifths of it or more."""
    ratio = min(found.values()) / (max(found.values()) or 1)
    told = ", ".join(f"{name} {rate:.2f}" for name, rate in found.items())
    is_kept = ratio >= FOUR_FIFTHS
    print(f"{what:28}{ratio:>6.2f} (promise {FOUR_FIFTHS}){'' if is_kept else ' MISSED'}  {told}", flush=True)
    return is_kept


def are_fair(groups: Mapping[str, Groups], demands: list[Demand], on: date) -> list[bool]:
    """Count who is selected, by each kind of group; say of which all are alike."""
    rows = MatchProfile.objects.filter(is_guided=True, is_looking=True, consent_until__gte=on)
    profiles = list(profiles_of(rows.order_by("pk"), on))
    first = [int(each.id) for demand in demands for each in rank(demand, profiles, on).ranked[:FIRST]]
    suggested = [each.resident for each in chosen(demands, profiles, on, frozenset())]
    print(f"{len(profiles)} residents, {len(first)} places in first tens, {len(suggested)} suggestions")
    return [
        is_fair(f"{what}, by {kind}", rates(selected, of))
        for kind, of in groups.items()
        for what, selected in (("first ten", first), ("suggested", suggested))
    ]


def measure(files: int, on: date, seed: int = 1) -> list[bool]:
    """Rank, flip who everybody is, rank again and count; say which promises are kept."""
    draw = Random(seed)
    alike = files_alike(files, draw, on)
    keys = [each.pk for of_one in alike for each in of_one]
    asked = Vacancy.objects.filter(company__organisation__country="NL").order_by("pk")
    demands = demands_of(list(with_demands(asked)))
    rounds = []
    for _round in range(3):
        groups = be_somebody(alike, draw, on)
        rounds.append(ranked_again(keys, demands, on))
    return [is_same(rounds), *are_fair(groups, demands, on)]


def main() -> None:
    """Fill, count, and fail when a promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--files", type=int, default=100)
    parser.add_argument("--quick", action="store_true", help="25 files")
    options = parser.parse_args()
    with database(residents=0, open_ones=400) as on:
        kept = measure(25 if options.quick else options.files, on)
    if not all(kept):
        sys.exit("not the same for everybody")


if __name__ == "__main__":
    main()
