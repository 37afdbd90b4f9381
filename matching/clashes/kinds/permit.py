"""A work permit against the work: it is given for one employer, and for the hours and days asked for."""

from __future__ import annotations

from collections.abc import Iterator

from law.engine import NEEDS_PERMIT
from law.messages import gettext_noop as _
from matching.clashes.records import Case, Clash, Kind, Paper, Severity, found, unknown


def _permits(case: Case, *, is_own: bool) -> list[Paper]:
    """The permits that hold on the first day (or today), of this employer or of others."""
    day = max(case.work.starts_on, case.on)
    return [
        paper
        for paper in case.person.papers
        if paper.of_employer and paper.is_valid(day) and (paper.employer == case.work.employer) is is_own
    ]


def _of_another(case: Case) -> Iterator[Clash]:
    if case.right.outcome != NEEDS_PERMIT:
        return
    for paper in _permits(case, is_own=False):
        until = {"day": paper.until_on.isoformat()} if paper.until_on else {}
        yield found(Severity.HURTS, paper.employer, **until)


def _too_short(case: Case) -> Iterator[Clash]:
    permits = _permits(case, is_own=True)
    ends = [paper.until_on for paper in permits if paper.until_on]
    if len(ends) < len(permits):
        yield unknown()
    elif ends and max(ends) < case.work.looked_at_until:
        yield found(Severity.HURTS, day=max(ends).isoformat())


def _asked_again(case: Case) -> Iterator[Clash]:
    if case.right.is_permit_awaited and _permits(case, is_own=True):
        yield found(Severity.HURTS)


KINDS = (
    Kind(
        code="permit_of_another",
        find=_of_another,
        what=_("The work permit that is there is for another employer."),
        todo=_("This employer asks for a permit of its own. The work cannot begin before it is there."),
        page="right",
    ),
    Kind(
        code="permit_short",
        find=_too_short,
        what=_("The work permit ends before the work does: %(day)s."),
        todo=_("Have the employer ask for the next permit in time: it may follow without a gap."),
        page="terms",
        ask=_("Not known yet: ask until when the work permit is valid, and record it."),
        ask_page="procedure",
    ),
    Kind(
        code="permit_other_terms",
        find=_asked_again,
        what=_("The work permit was given for other hours or another end."),
        todo=_("Have the employer ask for it again, and record the new one."),
        page="terms",
    ),
)
