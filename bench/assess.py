"""How long 100,000 decisions on the right to work take on one core. Promise: under 60 seconds.

    .venv/bin/python bench/assess.py [--count 100000]

Baseline, November 2026, two shared cores: see BASELINE. The mix: applicants of both countries before and
after their waiting time, with and without a work permit, people under temporary protection, status holders,
and lines with something missing. Parsing is measured apart.
"""

import argparse
import random
import sys
import time
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from law.engine import assess, parse_facts
from law.rules import Parameters

BASELINE = "parsing 5 s, deciding 8 s"
PROMISE_SECONDS = 60
ON = date(2026, 11, 22)
RULES = Parameters.shipped()


def line(number: int, chance: random.Random) -> dict:
    """A fact line; the mix of a desk with centres in both countries."""
    lodged = ON - timedelta(days=chance.randrange(10, 500))
    until = lodged + timedelta(days=chance.randrange(100, 700))
    country = chance.choice(["NL", "NL", "BE"])
    kind = "W-document" if country == "NL" else "attestation"
    facts = {
        "id": number,
        "country": country,
        "birth_date": (ON - timedelta(days=chance.randrange(16 * 365, 60 * 365))).isoformat(),
        "reception": "COA" if country == "NL" else "Fedasil",
        "employer": "hotel",
        "events": [{"type": "application_lodged", "on": lodged.isoformat()}],
        "documents": [{"type": kind, "from": lodged.isoformat(), "until": until.isoformat()}],
    }
    case = chance.random()
    if case < 0.2:
        twv = {"type": "TWV", "from": "2026-10-01", "until": "2027-03-31", "employer": "hotel"}
        facts["documents"].append(twv)
    elif case < 0.3:
        facts["events"].append({"type": "status_granted", "on": "2026-09-01", "status": "refugee"})
    elif case < 0.4:
        status = {"type": "status_granted", "on": "2026-02-01", "status": "temporary_protection"}
        proof = "O-document" if country == "NL" else "A-card"
        facts["events"] = [status, {"type": "employer_notified", "on": "2026-11-20", "employer": "hotel"}]
        facts["documents"] = [{"type": proof, "from": "2026-02-01", "until": "2027-03-04"}]
    elif case < 0.5:
        facts["documents"] = []
    elif case < 0.6:
        facts["events"].append({"type": "first_decision", "on": "2026-11-01", "result": "refused"})
    return facts


def main() -> None:
    """Measure, print, and fail when the promise is broken."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000)
    count = parser.parse_args().count
    chance = random.Random(3)
    lines = [line(number, chance) for number in range(count)]
    start = time.perf_counter()
    facts = [parse_facts(one) for one in lines]
    parsed = time.perf_counter()
    outcomes = Counter(assess(one, ON, RULES).outcome for one in facts)
    decided = time.perf_counter()
    for outcome, number in sorted(outcomes.items()):
        print(f"{outcome:20}{number:>8}")
    print(f"parsing {parsed - start:.1f} s, deciding {decided - parsed:.1f} s, for {count} residents")
    print(f"baseline: {BASELINE}, for 100000")
    if decided - start > PROMISE_SECONDS * count / 100_000:
        sys.exit("slower than promised")


if __name__ == "__main__":
    main()
