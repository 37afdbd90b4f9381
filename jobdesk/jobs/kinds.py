"""The kinds of jobs. An app says in its ``tasks.py`` what each of its kinds does; see ``job_kind``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils.functional import Promise

Work = Callable[..., Any]


@dataclass(frozen=True)
class Kind:
    """One kind of job.

    ``work`` gets the job's arguments; it is harmless when run twice, since a job whose worker died is run
    again. ``attempts`` and ``longest`` are its bounds. ``on_end`` gets the same arguments when the job ends
    without being done (failed for good, or cancelled), in the transaction that ends it; ``again`` when
    somebody tries such a job again. A kind with ``on_end`` and without ``again`` is tried again from its own
    page only.
    """

    name: str
    label: str | Promise  # what it is, in words
    work: Work
    attempts: int
    longest: timedelta
    can_cancel: bool
    on_end: Work | None
    again: Work | None

    @property
    def can_try_again(self) -> bool:
        """Whether a job that ended without being done can begin again without its own page."""
        return self.on_end is None or self.again is not None


KINDS: dict[str, Kind] = {}


class TryLaterError(Exception):
    """Raised by work that cannot be done now, for a known reason: it is tried again ``after`` this long.

    Without ``after``, the pauses grow. ``code`` says why, without anybody's data.
    """

    def __init__(self, code: str, after: timedelta | None = None) -> None:
        super().__init__(code)
        self.code, self.after = code, after


class GiveUpError(Exception):
    """Raised by work that will never succeed. ``code`` says why, without anybody's data."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class TakenBack(BaseException):
    """Raised inside work whose job was cancelled, or given to another worker.

    Not an Exception: work that catches whatever goes wrong, to tell those who wait, must not catch this.
    """


def job_kind(
    name: str,
    label: str | Promise,
    *,
    attempts: int = 5,
    longest: timedelta = timedelta(minutes=30),
    can_cancel: bool = True,
    on_end: Work | None = None,
    again: Work | None = None,
) -> Callable[[Work], Work]:
    """Make a task the work of a kind of job. ``name`` stands in the database: it stays when code moves."""

    def register(work: Work) -> Work:
        if name in KINDS:
            raise ValueError(f"There are two kinds of jobs named {name}.")
        KINDS[name] = Kind(name, label, work, attempts, longest, can_cancel, on_end, again)
        return work

    return register
