"""Rankings that were shown, for who answers for them and for an auditor: in words, and as lines of JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from employers.models import Vacancy
from jobdesk.trail.scoping import current_scope
from matching.models import RankingLog
from matching.scoring import CHECK, NEAR, RANKED
from matching.scoring.versions import KNOWN
from residents.models import Resident

LISTS = (RANKED, NEAR, CHECK)  # in which somebody, or a vacancy, can stand


@dataclass(frozen=True)
class Look:
    """One ranking that was shown, for a list of them. ``subject``: in words, ``counts`` by list."""

    row: RankingLog
    subject: str
    counts: tuple[int, ...]
    decided: int


@dataclass(frozen=True)
class Place:
    """Who or what stood at a place; people and vacancies outside the reader's scope have none."""

    number: int
    code: str
    name: str
    decided: str


@dataclass(frozen=True)
class ListShown:
    """One of ``LISTS`` as the reader may see it. ``elsewhere``: how many of it belong to other desks."""

    name: str
    places: list[Place]
    elsewhere: int

    @property
    def total(self) -> int:
        """How many stood in the list."""
        return len(self.places) + self.elsewhere


def looks(rows: Sequence[RankingLog]) -> list[Look]:
    """Put shown rankings in words: two queries, however many there are."""
    names = _subjects(row.subject for row in rows)
    return [
        Look(
            row=row,
            subject=names.get(row.subject, row.subject),
            counts=tuple(len(row.order.get(name, ())) for name in LISTS),
            decided=sum(len(entry["ids"]) for entry in row.decided),
        )
        for row in rows
    ]


def places(row: RankingLog) -> list[ListShown]:
    """Who stood where, by list, of whom the reader may see, and what was decided; the others are counted."""
    decided = {key: _decision(entry) for entry in row.decided for key in entry["ids"]}
    keys = [key for name in LISTS for key in row.order.get(name, ())]
    known = _people(keys) if row.kind == RankingLog.Kind.PEOPLE else _vacancies(keys)
    shown = []
    for name in LISTS:
        order = row.order.get(name, ())
        own = [
            Place(number, *known[key], decided.get(key, ""))
            for number, key in enumerate(order, start=1)
            if key in known
        ]
        shown.append(ListShown(name, own, len(order) - len(own)))
    return shown


def subject_name(row: RankingLog) -> str:
    """Return the title of the vacancy or the name of the resident, or the code of who is out of sight."""
    return _subjects([row.subject]).get(row.subject, row.subject)


def lines(rows: Iterable[RankingLog]) -> Iterator[str]:
    """Write shown rankings for an auditor: a line of JSON each, with what ``replay_rankings`` reads.

    A coach of several desks is shown people of all of them. The reader gets those of their own centres, in
    the same order, and ``left_out``: how many more there were. Nobody's rank rests on another, so what is
    left can be made again. The vacancies of a resident of another desk are left out whole.
    """
    for row in rows:
        inputs = row.unpacked()
        mine = [each for each in inputs["profiles"] if each["centre"] in _centres()]
        if mine or row.kind == RankingLog.Kind.PEOPLE:
            yield json.dumps(_line(row, inputs, mine), sort_keys=True, ensure_ascii=False) + "\n"


def _centres() -> set[str]:
    """The reader's centres, as the exchange form writes them."""
    return {str(key) for key in current_scope().centres}


def _line(row: RankingLog, inputs: Mapping[str, Any], mine: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    order, decided = row.order, row.decided
    if row.kind == RankingLog.Kind.PEOPLE:
        keys = {each["id"] for each in mine}
        order = {name: [key for key in found if key in keys] for name, found in order.items()}
        kept = [entry | {"ids": [key for key in entry["ids"] if key in keys]} for entry in decided]
        decided = [entry for entry in kept if entry["ids"]]
    return {
        "id": row.pk,
        "kind": row.kind,
        "subject": row.subject,
        "on": row.on.isoformat(),
        "shown_at": row.shown_at.isoformat(),
        "who": row.user.name,
        "centre": row.centre.name,
        "version": row.version,
        "inputs_hash": row.inputs_hash,
        "narrowed": row.narrowed,
        "order": order,
        "decided": decided,
        **inputs,
        "profiles": mine,
        "travel": _own_journeys(inputs.get("travel", {})),
        "left_out": len(inputs["profiles"]) - len(mine),
    }


def _own_journeys(travel: Mapping[str, Any]) -> dict[str, Any]:
    """How journeys are known, those of the reader's centres only."""
    known = {name: travel[name] for name in KNOWN if name in travel}
    own = _centres()
    return {**travel, **{name: [each for each in said if each[0] in own] for name, said in known.items()}}


def _decision(entry: Mapping[str, Any]) -> str:
    words = {"proposed": _("proposed"), "asked": _("asked"), "taken_back": _("taken back")}
    what = words.get(entry["what"], entry["what"])
    return f"{what}: {entry['reason']}" if entry.get("reason") else str(what)


def _subjects(codes: Iterable[str]) -> dict[str, str]:
    wanted = set(codes)
    found = {each.code: each.title for each in Vacancy.objects.filter(code__in=wanted)}
    return found | {each.code: each.short_name for each in Resident.objects.filter(code__in=wanted)}


def _people(keys: Iterable[str]) -> dict[str, tuple[str, str]]:
    rows = Resident.objects.filter(pk__in=[int(key) for key in keys])
    return {str(each.pk): (each.code, each.short_name) for each in rows}


def _vacancies(keys: Iterable[str]) -> dict[str, tuple[str, str]]:
    rows = Vacancy.objects.filter(pk__in=[int(key) for key in keys])
    return {str(each.pk): (each.code, each.title) for each in rows}
