"""The people whom somebody chose for a vacancy: what its company will see, and what to think of first."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from employers.models import Vacancy
from matching.employer_side.blind import BlindProfile
from matching.employer_side.candidates import few_alike, previews
from matching.profiles import demand_of, marks_for
from matching.rankings.found import standings
from matching.rankings.people import busy_of, terms_of
from matching.rankings.standing import standing
from matching.rankings.words import Names, short_of
from matching.scoring import NEAR, RANKED, Judgement
from residents.models import Resident


@dataclass(frozen=True)
class Warned:
    """What to think of before one person is proposed. ``icon`` of each, and the words."""

    name: str
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Chosen:
    """Several people, and what a confirmation shows. ``by_hand``: those who do not stand among who suits."""

    people: tuple[Resident, ...]
    profiles: tuple[BlindProfile, ...]
    warned: tuple[Warned, ...]
    by_hand: tuple[str, ...]


def chosen_people(people: Sequence[Resident], vacancy: Vacancy, today: date) -> Chosen:
    """Return what is shown of people who were chosen for a vacancy, in their order."""
    judged = {each.id: each for each in standings([each.pk for each in people], demand_of(vacancy), today)}
    marks = marks_for(vacancy, [each.pk for each in people])
    few = few_alike(people)
    names = Names(terms_of([vacancy], judged.values()), str(vacancy.company))
    warned = []
    for each in people:
        found = judged.get(str(each.pk))
        texts = [*_of_list(found, names)]
        texts += [busy.text for busy in busy_of(marks[each.pk])]
        if each.pk in few:
            texts.append(
                _(
                    "Fewer than three people in guidance in this region have done this work. Somebody at "
                    "the company who knows the centre may guess who it is: talk about it first."
                )
            )
        if texts:
            warned.append(Warned(each.short_name, tuple(texts)))
    return Chosen(
        people=tuple(people),
        profiles=tuple(previews(people, vacancy, today)),
        warned=tuple(warned),
        by_hand=_by_hand(people, judged),
    )


def _by_hand(people: Collection[Resident], judged: dict[str, Judgement]) -> tuple[str, ...]:
    suit = {key for key, each in judged.items() if each.state == RANKED}
    return tuple(each.short_name for each in people if str(each.pk) not in suit)


def _of_list(found: Judgement | None, names: Names) -> list[str]:
    """Say what a list says of somebody who does not stand among those who suit."""
    if found is None:
        return [_("Nothing is known that can be compared.")]
    if found.state == RANKED:
        return []
    return [short_of(found.failed[0], names).what] if found.state == NEAR else [standing(found)]
