"""The form in which an assignment can be asked from outside: JSON in, JSON out (``HELP``)."""

import json
from typing import Any

from matching.assignment.problem import Assignment, CentreLimit, Pair, Problem

HELP = """\
Fill the seats of a job fair: JSON on standard input, JSON on standard output, no database.

  score          one row for each resident, with one number for each vacancy; null, 0 or less: never seated
  capacities     how many seats each vacancy has
  apart          [[a, b], ...]: residents a and b do not get seats of one vacancy
  must           [[resident, vacancy], ...]: seated whatever they score
  centres        the centre of each resident (text or number; null: not known, no limit counts them)
  centre_limits  {centre: n}: at most n residents of that centre get a seat, of all vacancies together
                 {centre: {vacancy: n}}: at most n of them at that vacancy
                 {centre: {"residents": [...], "limit": n}}: the same as the first, when there is no `centres`
                 {vacancy: n}: at that vacancy at most n of any one centre; read so when no key is a centre

Residents and vacancies are numbered from 0. Only score and capacities have to be there. The answer,
{"seats": [[resident, vacancy], ...], "value": sum of their scores}, is worth the most that any could be;
the same input gives the same seats. Input that cannot be read or kept to ends with exit code 2 and one
line that names the field.
"""
FIELDS = {"score", "capacities", "centre_limits", "apart", "centres", "must"}
LARGEST = 1e9  # beyond it a sum of floats says nothing about the sixth place


class Unreadable(ValueError):
    """The input cannot be read: which field, and why."""

    def __init__(self, field: str, why: str) -> None:
        super().__init__(f"{field}: {why}")


def read_problem(text: str) -> Problem:
    """Read the input of the command. Raises ``Unreadable``."""
    try:
        data = json.loads(text)
    except ValueError as error:
        raise Unreadable("input", f"is not JSON ({error})") from error
    if not isinstance(data, dict):
        raise Unreadable("input", "is not an object")
    for name in sorted(set(data) - FIELDS):
        raise Unreadable(name, "is not a field of this form")
    for name in ("score", "capacities"):
        if name not in data:
            raise Unreadable(name, "is missing")
    capacities = tuple(
        _whole(f"capacities[{number}]", seats)
        for number, seats in enumerate(_list("capacities", data["capacities"]))
    )
    scores = _scores(data["score"], len(capacities))
    residents = len(scores)
    return Problem(
        scores,
        capacities,
        _limits(
            data.get("centre_limits") or {},
            _centres(data.get("centres"), residents),
            residents,
            len(capacities),
        ),
        _pairs("apart", data.get("apart"), residents, residents),
        frozenset(_pairs("must", data.get("must"), residents, len(capacities))),
    )


def answer_text(assignment: Assignment) -> str:
    """Return what the command prints."""
    seats = [list(pair) for pair in assignment.seats]
    return json.dumps({"seats": seats, "value": round(assignment.value, 9)})


def _scores(rows: Any, vacancies: int) -> tuple[tuple[float | None, ...], ...]:
    scores = []
    for number, row in enumerate(_list("score", rows)):
        name = f"score[{number}]"
        if len(_list(name, row)) != vacancies:
            raise Unreadable(name, f"has {len(row)} numbers for {vacancies} vacancies")
        scores.append(tuple(_number(f"{name}[{column}]", value) for column, value in enumerate(row)))
    return tuple(scores)


def _centres(values: Any, residents: int) -> tuple[str | None, ...] | None:
    if values is None:
        return None
    if len(_list("centres", values)) != residents:
        raise Unreadable("centres", f"has {len(values)} entries for {residents} residents")
    for number, value in enumerate(values):
        if isinstance(value, bool) or not isinstance(value, str | int | None):
            raise Unreadable(f"centres[{number}]", "is neither a text nor a whole number nor null")
    return tuple(None if value is None else str(value) for value in values)


def _limits(
    given: Any, centres: tuple[str | None, ...] | None, residents: int, vacancies: int
) -> tuple[CentreLimit, ...]:
    """Read the limits by the one reading of ``HELP`` that fits all keys."""
    if not isinstance(given, dict):
        raise Unreadable("centre_limits", "is not an object")
    people: dict[str, frozenset[int]] = {
        centre: frozenset(number for number, own in enumerate(centres or ()) if own == centre)
        for centre in sorted({own for own in centres or () if own is not None})
    }
    is_by_vacancy = centres is not None and bool(given) and not set(given) & set(people)
    limits: list[CentreLimit] = []
    for key, value in given.items():
        name = f"centre_limits[{key!r}]"
        if is_by_vacancy:
            vacancy = _index(name, key, vacancies)
            limits += [CentreLimit(own, _whole(name, value), vacancy) for own in people.values()]
        elif isinstance(value, dict) and "residents" in value:
            limits.append(_listed(name, value, residents))
        elif centres is None:
            raise Unreadable(name, "whose residents? `centres`, the centre of each resident, is missing")
        elif isinstance(value, dict):
            limits += [
                CentreLimit(
                    people.get(key, frozenset()), _whole(f"{name}[{at!r}]", most), _index(name, at, vacancies)
                )
                for at, most in value.items()
            ]
        else:
            limits.append(CentreLimit(people.get(key, frozenset()), _whole(name, value)))
    return tuple(limits)


def _listed(name: str, value: dict[str, Any], residents: int) -> CentreLimit:
    for unknown in sorted(set(value) - {"residents", "limit"}):
        raise Unreadable(f"{name}[{unknown!r}]", "is not a field of this form")
    if "limit" not in value:
        raise Unreadable(f"{name}['limit']", "is missing")
    people = frozenset(
        _index(f"{name}['residents']", each, residents) for each in _list(name, value["residents"])
    )
    return CentreLimit(people, _whole(f"{name}['limit']", value["limit"]))


def _pairs(field: str, values: Any, firsts: int, seconds: int) -> tuple[Pair, ...]:
    pairs = []
    for number, value in enumerate(_list(field, values or [])):
        name = f"{field}[{number}]"
        if len(_list(name, value)) != 2:
            raise Unreadable(name, "is not a pair")
        pair = _index(name, value[0], firsts), _index(name, value[1], seconds)
        if field == "apart" and pair[0] == pair[1]:
            raise Unreadable(name, "one resident cannot be kept apart from themself")
        pairs.append(pair)
    return tuple(pairs)


def _list(name: str, value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise Unreadable(name, "is not a list")
    return value


def _number(name: str, value: Any) -> float | None:
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Unreadable(name, "is neither a number nor null")
    if not abs(value) <= LARGEST:  # so is NaN refused
        raise Unreadable(name, f"is not a number between -{LARGEST:.0f} and {LARGEST:.0f}")
    return float(value)


def _whole(name: str, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise Unreadable(name, "is not a whole number of 0 or more")
    return int(value)


def _index(name: str, value: Any, count: int) -> int:
    """Read a number of a resident or vacancy; as a key of an object it comes as text."""
    if isinstance(value, str) and value.isascii() and value.isdigit():
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < count:
        raise Unreadable(name, f"{value!r} is not one of the {count}, which are numbered from 0")
    return int(value)
