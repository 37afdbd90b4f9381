"""Lines about a number that two desks have typed: questions to this desk, and answers to one's own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from desk.queries.today import MOST_ROWS
from desk.today.jobs import Duty, Job, person
from jobdesk.trail.scoping import current_scope
from residents.models import NumberRequest

ANSWERED_DAYS = 14  # how long an answer stands here


def numbers(duty: Duty) -> Iterator[Job]:
    """Questions that this desk must answer, and answers to those that the reader asked."""
    centres = frozenset({duty.centre.pk}) if duty.centre else current_scope().centres
    to_answer = Q(status=NumberRequest.Status.ASKED, resident__centre__in=centres)
    answered = Q(
        asked_by=duty.user,
        asking_centre__in=centres,
        answered_on__gte=duty.on - timedelta(days=ANSWERED_DAYS),
    )
    questions = NumberRequest.objects.filter(to_answer | answered).select_related("resident", "asking_centre")
    for question in questions[:MOST_ROWS]:
        is_open = question.status == NumberRequest.Status.ASKED
        yield _to_answer(question, duty) if is_open else _answered(question, duty)


def _to_answer(question: NumberRequest, duty: Duty) -> Job:
    return Job(
        due_on=duty.on,
        sentence=format_html(
            _("{centre} asks for the case of {name}"),
            centre=question.asking_centre.name,
            name=person(question.resident),
        ),
        sub=_("They have a resident with the same number. Hand the case over, or say why not."),
        icon="swap",
        kind="wait",
        action=_("Answer"),
        url=_url(question),
        key=f"number-{question.code}",
    )


def _answered(question: NumberRequest, duty: Duty) -> Job:
    """The asker reads the number as they typed it, and nothing of the person."""
    if question.status == NumberRequest.Status.HANDED:
        sentence, sub, icon = _("You get the case with number {number}"), _("The move is announced."), "check"
    else:
        sentence, sub, icon = _("You do not get the case with number {number}"), question.answer_note, "undo"
    link = format_html('<a class="strong" href="{}">{}</a>', _url(question), question.number)
    return Job(
        due_on=duty.on,
        sentence=format_html(sentence, number=link),
        sub=sub,
        icon=icon,
        kind="wait",
        action=_("See the answer"),
        url=_url(question),
        key=f"numberback-{question.code}",
    )


def _url(question: NumberRequest) -> str:
    return reverse("residents:number_request", args=[question.code])
