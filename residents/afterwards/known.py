"""What the desk knows of somebody's work on a day: asked of the room that has it, which says so at start."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date

Asked = tuple[int, date]  # a resident by key, and the day
Answer = Callable[[Collection[Asked]], Mapping[Asked, str]]
_answers: list[Answer] = []


def know_work_by(answer: Answer) -> None:
    """Ask this from now on. It returns the codes of ``Afterwards`` for what is known to be so."""
    _answers[:] = [answer]


def known_work(asked: Collection[Asked]) -> Mapping[Asked, str]:
    """Return who is known to be at work or learning on their day; the others are left out."""
    return _answers[0](asked) if asked else {}
