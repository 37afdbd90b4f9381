"""Lines about residents who move: cases to take over, moves that nobody accepted in time, cases sent back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from desk.queries.today import MOST_ROWS
from desk.today.jobs import Duty, Job, day
from jobdesk.trail.scoping import current_scope
from residents.models import Relocation
from residents.queries import relocations_of

SENT_BACK_DAYS = 14  # how long a case that was sent back stands here


def moves(duty: Duty) -> Iterator[Job]:
    """Moves that wait for an answer, on either side, and those that were sent back to this desk."""
    centres = frozenset({duty.centre.pk}) if duty.centre else current_scope().centres
    sent_back = Q(
        status=Relocation.Status.DECLINED,
        from_centre__in=centres,
        answered_on__gte=duty.on - timedelta(days=SENT_BACK_DAYS),
    )
    asked = Q(status=Relocation.Status.ASKED)
    for move in relocations_of(centres).filter(asked | sent_back)[:MOST_ROWS]:
        if move.status == Relocation.Status.DECLINED:
            yield _sent_back(move, duty)
        elif move.to_centre_id in centres:
            yield _to_answer(move, duty)
        elif move.answer_due_on < duty.on:
            yield _unanswered(move)


def _to_answer(move: Relocation, duty: Duty) -> Job:
    is_late = move.answer_due_on < duty.on
    return Job(
        due_on=move.answer_due_on if is_late else duty.on,
        sentence=format_html(
            _("{name} comes from {centre} on {day}"),
            name=_link(move),
            centre=move.from_centre.name,
            day=day(move.moves_on),
        ),
        sub=_("The desk there asks you to take the case over. Answer by %(day)s.")
        % {"day": day(move.answer_due_on)},
        icon="bang" if is_late else "swap",
        kind="stop" if is_late else "wait",
        action=_("Answer"),
        url=_url(move),
        key=f"move-{move.code}",
        fixed_on=move.answer_due_on,
    )


def _unanswered(move: Relocation) -> Job:
    return Job(
        due_on=move.answer_due_on,
        sentence=format_html(
            _("{centre} has not answered about {name}"), centre=move.to_centre.name, name=_link(move)
        ),
        sub=_("The answer was due on %(day)s. You keep the case until they accept it.")
        % {"day": day(move.answer_due_on)},
        icon="pause",
        kind="stop",
        action=_("See the move"),
        url=_url(move),
        key=f"move-{move.code}",
    )


def _sent_back(move: Relocation, duty: Duty) -> Job:
    return Job(
        due_on=duty.on,
        sentence=format_html(
            _("{centre} sent the case of {name} back"), centre=move.to_centre.name, name=_link(move)
        ),
        sub=move.get_declined_why_display(),
        icon="undo",
        kind="wait",
        action=_("See why"),
        url=_url(move),
        key=f"moveback-{move.code}",
    )


def _url(move: Relocation) -> str:
    return reverse("desk:relocation", args=[move.code])


def _link(move: Relocation) -> str:
    return format_html('<a class="strong" href="{}">{}</a>', _url(move), move.resident.short_name)
