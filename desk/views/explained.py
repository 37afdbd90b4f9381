"""What the pages of a resident and of a placement say about the wait."""

from datetime import date
from typing import Any

from desk.case.path import Path
from desk.case.wait import realistic_start, waited
from residents.queries import durations


def explained(path: Path, on: date) -> dict[str, Any]:
    """Return the wait in figures and the realistic start; one query a day for the durations."""
    usual = durations(path.resident.centre.country, on)
    return {"waited": waited(path, usual, on), "realistic": realistic_start(path, usual, on)}
