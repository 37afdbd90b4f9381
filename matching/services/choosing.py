"""Several people chosen from a ranking: proposed or asked at once, and noted with the ranking."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from django.db import transaction

from employers.models import Vacancy
from matching.models import Proposal, RankingLog
from matching.services.proposals import ask_resident, propose_now, suggest_resident, take_back_introductions
from matching.services.rankings import note_decision
from residents.models import Resident

PROPOSED, ASKED, TAKEN_BACK = "proposed", "asked", "taken_back"


@transaction.atomic
def propose_chosen(
    people: Sequence[Resident],
    vacancy: Vacancy,
    row: RankingLog | None,
    *,
    interpreter: str,
    reason: str = "",
) -> list[Proposal]:
    """Introduce people who agreed: all or none; notes it with the ranking that was looked at, if any.

    ``reason``: why, where somebody among them did not stand among those who suit. Raises RuleBroken as
    ``propose_now`` does.
    """
    proposals = propose_now(people, vacancy, agreed=True, interpreter=interpreter, reason=reason)
    _note(row, PROPOSED, people, reason)
    return proposals


@transaction.atomic
def ask_chosen(
    people: Sequence[Resident], vacancy: Vacancy, row: RankingLog | None, *, reason: str = ""
) -> list[Proposal]:
    """Put the question to people whether they want the work: all or none. The company learns nothing of it.

    Raises RuleBroken as ``suggest_resident`` and ``ask_resident`` do.
    """
    proposals = [suggest_resident(each, vacancy, reason=reason) for each in people]
    for each in proposals:
        ask_resident(each)
    _note(row, ASKED, people, reason)
    return proposals


@transaction.atomic
def take_back_chosen(proposals: Sequence[Proposal], row: RankingLog | None) -> list[Proposal]:
    """Take back those that no company has looked at; return them. Raises RuleBroken when it looked at all."""
    taken = take_back_introductions(proposals)
    if row is not None and taken:
        note_decision(row, TAKEN_BACK, [str(each.resident_id) for each in taken])
    return taken


def _note(row: RankingLog | None, decision: str, people: Collection[Resident], reason: str) -> None:
    if row is not None:
        note_decision(row, decision, [str(each.pk) for each in people], by_hand=reason)
