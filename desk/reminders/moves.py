"""Residents who move to another desk, and desks that ask for a case."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.reminders.record import TO_COORDINATORS, TO_DESK, Kind, Topic, written_day
from residents.models import NumberRequest, Relocation

DECLINED_SINCE_DAYS = 14

MOVES = Topic(
    "moves",
    gettext_lazy("Residents who move"),
    gettext_lazy("Cases you are asked to take over, and those that nobody has accepted in time."),
    is_mandatory=True,
)


def _moves(**which) -> QuerySet[Relocation]:
    return Relocation.objects.filter(**which).select_related("resident", "from_centre", "to_centre")


def _moves_asked(_on: date) -> QuerySet[Relocation]:
    return _moves(status=Relocation.Status.ASKED)


def _numbers_asked(_on: date) -> QuerySet[NumberRequest]:
    return NumberRequest.objects.filter(status=NumberRequest.Status.ASKED).select_related("asking_centre")


def _moves_late(on: date) -> QuerySet[Relocation]:
    return _moves(status=Relocation.Status.ASKED, answer_due_on__lt=on)


def _moves_declined(on: date) -> QuerySet[Relocation]:
    since = on - timedelta(days=DECLINED_SINCE_DAYS)
    return _moves(status=Relocation.Status.DECLINED, answered_on__gte=since)


def _move_words(move: Relocation) -> dict[str, str]:
    return {
        "name": move.resident.short_name,
        "old": move.from_centre.name,
        "new": move.to_centre.name,
        "day": written_day(move.moves_on),
        "due": written_day(move.answer_due_on),
    }


def _move_asked_text(move: Relocation, _on: date) -> str:
    words = _("%(name)s moves from %(old)s to %(new)s on %(day)s. Please answer by %(due)s.")
    return words % _move_words(move)


def _number_asked_text(question: NumberRequest, _on: date) -> str:
    # No name: the row is also in the scope of the desk that asks.
    words = _("%(centre)s has a resident with the same number as one of yours, and asks for the case.")
    return words % {"centre": question.asking_centre.name}


def _number_url(question: NumberRequest) -> str:
    return reverse("residents:number_request", args=[question.code])


def _move_late_text(move: Relocation, _on: date) -> str:
    words = _("%(name)s moves to %(new)s on %(day)s. The desk there should have answered by %(due)s.")
    return words % _move_words(move)


def _move_declined_text(move: Relocation, _on: date) -> str:
    return _("%(name)s: %(new)s sent the case back.") % _move_words(move)


def _move_url(move: Relocation) -> str:
    return reverse("desk:relocation", args=[move.code])


MOVE_LATE = Kind(
    code="move_late",
    topic=MOVES,
    to=TO_COORDINATORS,
    rows=_moves_late,
    due="answer_due_on",
    text=_move_late_text,
    url=_move_url,
    centre="to_centre",
    tells=("move_late_old", "move_asked"),
)
MOVE_LATE_OLD = Kind(
    code="move_late_old",
    topic=MOVES,
    to=TO_COORDINATORS,
    rows=_moves_late,
    due="answer_due_on",
    text=_move_late_text,
    url=_move_url,
    centre="from_centre",
)
MOVE_ASKED = Kind(
    code="move_asked",
    topic=MOVES,
    to=TO_COORDINATORS,
    rows=_moves_asked,
    due="asked_on",
    text=_move_asked_text,
    url=_move_url,
    centre="to_centre",
)
NUMBER_ASKED = Kind(
    code="number_asked",
    topic=MOVES,
    to=TO_COORDINATORS,
    rows=_numbers_asked,
    due="asked_on",
    text=_number_asked_text,
    url=_number_url,
)
MOVE_DECLINED = Kind(
    code="move_declined",
    topic=MOVES,
    to=TO_DESK,
    rows=_moves_declined,
    due="answered_on",
    text=_move_declined_text,
    url=_move_url,
)
