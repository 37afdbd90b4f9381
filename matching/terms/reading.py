"""What was agreed about a placement on a day, also with the employers before and after."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from employers.models import Company
from matching.models import Placement, PlacementTerms
from matching.terms.replay import Terms, Version, terms_at


@dataclass(frozen=True, slots=True)
class Work:
    """The work of a day: with which employer, and on what terms."""

    placement: Placement
    terms: Terms

    @property
    def company(self) -> Company:
        """The employer of that day."""
        return self.placement.match.company


def version_of(row: PlacementTerms) -> Version:
    """Return what a row says, as the pure rules read it."""
    return Version(key=row.pk, from_on=row.from_on, said=row.said, corrects=row.corrects_id)


def versions_of(placement: Placement) -> list[Version]:
    """Return all that was recorded about a placement, the first one first."""
    return [version_of(row) for row in placement.terms.all()]


def terms_on(placement: Placement, day: date) -> Terms:
    """Return what was agreed for a day of this placement, as far as it is known now."""
    return terms_at(versions_of(placement), day)


def work_on(placement: Placement, day: date) -> Work | None:
    """Return the work of a day, whichever employer of a chain it was with; None for a day without work.

    Work that is planned counts from its planned day.
    """
    for each in reversed(chain_of(placement)):
        last = each.ended_on or each.planned_end_on
        if first_day(each) <= day and (last is None or day <= last):
            return Work(each, terms_on(each, day))
    return None


def chain_of(placement: Placement) -> list[Placement]:
    """Return a placement with those that it goes on from and that go on from it, the first one first.

    Without work that did not start.
    """
    rows = Placement.objects.filter(resident=placement.resident_id).exclude(pk=placement.pk)
    rows = rows.select_related("match__company__organisation").prefetch_related("terms__recorded_by")
    known = {each.pk: each for each in rows} | {placement.pk: placement}
    later = {each.follows_id: each for each in known.values() if each.follows_id is not None}
    first = placement
    while first.follows_id is not None:
        first = known[first.follows_id]
    chain = [first]
    while chain[-1].pk in later:
        chain.append(later[chain[-1].pk])
    return [each for each in chain if each == placement or each.status != Placement.Status.CANCELLED]


def first_day(placement: Placement) -> date:
    """Return the first day of the work, or the planned one."""
    return placement.started_on or placement.planned_start_on


def day_shown(placement: Placement) -> date:
    """Return the day whose terms the columns of a placement repeat: today, within the days of the work."""
    day = max(timezone.localdate(), first_day(placement))
    return min(day, placement.ended_on) if placement.ended_on else day
