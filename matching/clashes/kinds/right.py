"""The right to work against the days of the work."""

from __future__ import annotations

from collections.abc import Iterator

from law.engine import INCOMPLETE, MAY_WORK, NOT_ALLOWED, NOT_YET
from law.messages import gettext_noop as _
from matching.clashes.records import Case, Clash, Kind, Severity, found, unknown


def _missing(case: Case) -> Iterator[Clash]:
    is_open = case.right.outcome == NOT_YET and case.right.from_on is None
    if is_open or case.right.outcome in (INCOMPLETE, ""):
        yield unknown()
    elif case.right.outcome == NOT_ALLOWED:
        yield found(Severity.STOPS)


def _later(case: Case) -> Iterator[Clash]:
    """The start is refused before that day, whatever was agreed."""
    from_on = case.right.from_on
    if case.right.outcome == NOT_YET and from_on and from_on > case.work.starts_on:
        yield found(Severity.STOPS, day=from_on.isoformat())


def _ends(case: Case) -> Iterator[Clash]:
    until = case.right.until_on
    if case.right.outcome not in MAY_WORK or until is None or until >= case.work.looked_at_until:
        return
    is_over = until < max(case.work.starts_on, case.on)
    severity = Severity.STOPS if is_over else Severity.HURTS
    yield found(severity, day=until.isoformat())


def _document_ends(case: Case) -> Iterator[Clash]:
    """A paper of the stay that ends while the work goes on; what the right ends with is told above."""
    for paper in case.person.papers:
        until = paper.until_on
        if not paper.proves_stay or until is None or until == case.right.until_on:
            continue
        newer = any(
            other.type == paper.type and (other.until_on is None or other.until_on > until)
            for other in case.person.papers
        )
        if not newer and max(case.work.starts_on, case.on) <= until < case.work.looked_at_until:
            yield found(Severity.TO_KNOW, paper.type, document=paper.type, day=until.isoformat())


KINDS = (
    Kind(
        code="no_right",
        find=_missing,
        what=_("This person may not do this work: the start will be refused."),
        todo=_("Read why, and correct the documents and the procedure where they are not complete."),
        page="right",
        ask=_("Not known yet: whether this person may do this work. Ask what is missing."),
        ask_page="right",
    ),
    Kind(
        code="right_later",
        find=_later,
        what=_("The right to work begins after the first day: %(day)s."),
        todo=_("Agree on a later first day with the company."),
        page="terms",
    ),
    Kind(
        code="right_ends",
        find=_ends,
        what=_("The right to work ends before the work does: %(day)s."),
        todo=_("Ask for the renewal in time, and tell the company that the work rests on it."),
        page="procedure",
    ),
    Kind(
        code="document_ends",
        find=_document_ends,
        what=_("A document ends while the work goes on: %(document)s, %(day)s."),
        todo=_("Open the renewal in time: without it, proof of the stay is missing."),
        page="procedure",
    ),
)
