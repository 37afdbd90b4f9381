"""The planned contacts after a start: recorded by the desk, answered by the resident, read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.trail.audit import acting_user, change_status, record
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from jobdesk.trail.private_links import draw_token, open_link
from jobdesk.trail.scoping import current_scope
from matching.aftercare.troubles import source_of, trouble_of
from matching.models import CheckIn, CheckInLink, CheckInReply
from matching.services.concerns import raise_concern
from matching.transitions import CHECK_IN

Question, Source = CheckInReply.Question, CheckInReply.Source
ASKED = (Question.STILL_WORKING, Question.PAID, Question.HOURS, Question.SAFE)  # columns of a check-in
ANSWERS = (*ASKED, "note")
# What a resident can answer to each question; of the hours also which way they differ.
CHOICES: Mapping[str, tuple[str, ...]] = {
    Question.STILL_WORKING: (CheckIn.Answer.YES, CheckIn.Answer.NO),
    Question.PAID: (CheckIn.Answer.YES, CheckIn.Answer.NO, CheckIn.Answer.UNKNOWN),
    Question.HOURS: (CheckIn.Answer.YES, CheckInReply.LESS, CheckInReply.MORE),
    Question.SAFE: (CheckIn.Answer.YES, CheckIn.Answer.NO),
    Question.CALL: (CheckIn.Answer.YES, CheckIn.Answer.NO),
}


@transaction.atomic
def record_check_in(
    check_in: CheckIn,
    done_on: date,
    *,
    reached: bool,
    answers: Mapping[str, str],
    source: str = Source.COACH,
    next_try_on: date | None = None,
) -> None:
    """Record a check-in: the answers (``ANSWERS``) when the person was reached, else that they were not.

    Saves, adds each answer with its ``source``, records the change of status and ``check_in.recorded`` (never
    the note). A bad answer opens a concern. What the resident answered and is not asked again stays, and
    counts as read. Not reached with ``next_try_on``: the check-in stays planned, for that day. A person who
    does not work any more stays in the placement until a coach ends it.

    Raises RuleBroken for a day in the future or before the start, a next try that is not ahead, and when the
    person was reached but it is not said whether they still work.
    """
    hold(check_in)
    _check_day(check_in, done_on)
    if not reached and next_try_on:
        _try_again(check_in, done_on, next_try_on, answers.get("note", ""))
        return
    if reached and not answers.get("still_working"):
        raise RuleBroken(_("Choose whether this person is still at work."), "still_working")
    kept = {"note": answers.get("note", "") or check_in.note}
    if reached:
        kept |= {name: answers.get(name, "") or getattr(check_in, name) for name in ASKED}
        if check_in.replies.filter(source=Source.RESIDENT).exists():
            check_in.replies_read_at = timezone.now()
            check_in.save(update_fields=["replies_read_at"])
    to_status = CheckIn.Status.DONE if reached else CheckIn.Status.MISSED
    change_status(check_in, to_status, CHECK_IN, on=done_on, also={"done_on": done_on, **kept})
    record("check_in.recorded", check_in, {name: value for name, value in kept.items() if name != "note"})
    if reached:
        for name in ASKED:
            if answers.get(name):
                _reply(check_in, name, answers[name], source, answers.get("note", ""))


def _check_day(check_in: CheckIn, done_on: date) -> None:
    if done_on > timezone.localdate():
        raise RuleBroken(_("Record a talk on the day itself or later."), "done_on")
    if check_in.placement.started_on and done_on < check_in.placement.started_on:
        raise RuleBroken(_("The talk cannot be before the first day of work."), "done_on")


def _try_again(check_in: CheckIn, tried_on: date, next_try_on: date, note: str) -> None:
    if next_try_on <= timezone.localdate():
        raise RuleBroken(_("Choose a day after today."), "next_try_on")
    if check_in.status == CheckIn.Status.DONE:
        raise RuleBroken(_("This check-in is recorded already."))
    record("check_in.not_reached", check_in, {"tried_on": tried_on, "due_on": [check_in.due_on, next_try_on]})
    if check_in.status == CheckIn.Status.MISSED:
        change_status(check_in, CheckIn.Status.PLANNED, CHECK_IN, also={"done_on": None})
    check_in.due_on, check_in.note = next_try_on, note or check_in.note
    check_in.save(update_fields=["due_on", "note"])


@transaction.atomic
def answer_check_in(check_in: CheckIn, question: str, value: str) -> dict[str, str]:
    """Keep what the resident answered by the private link; return all their answers, by question.

    The same answer again changes nothing.

    Adds the answer, shows it on the check-in, records ``check_in.answered``. A bad one opens a concern, which
    stays when the answer is changed afterwards. Raises RuleBroken once the desk has read or recorded it, and
    ValueError for what nobody could have tapped.
    """
    hold(check_in)
    if value not in CHOICES.get(question, ()):
        raise ValueError(f"{question}: {value}")
    if not is_answerable(check_in):
        raise RuleBroken(_("Your coach has read your answers already."))
    answered = replies_of(check_in)
    if answered.get(question) == value:
        return answered
    if question in ASKED:
        column = CheckIn.Answer.NO if value in (CheckInReply.LESS, CheckInReply.MORE) else value
        setattr(check_in, question, column)
        check_in.save(update_fields=[question])
    record("check_in.answered", check_in, {"question": question, "value": value})
    _reply(check_in, question, value, Source.RESIDENT)
    return {**answered, question: value}


def is_answerable(check_in: CheckIn) -> bool:
    """Say whether the resident can still answer, or change what they answered."""
    return check_in.replies_read_at is None and check_in.status != CheckIn.Status.DONE


def replies_of(check_in: CheckIn) -> dict[str, str]:
    """Return what the resident answers now, by question."""
    rows = check_in.replies.filter(source=Source.RESIDENT).order_by("at", "pk")
    return dict(rows.values_list("question", "value"))


@transaction.atomic
def read_replies(check_in: CheckIn) -> None:
    """Say that the desk read what the resident answered; it cannot be changed from then on.

    Is it known whether the person is still at work, the check-in is done, on the day of the last answer.
    Records ``check_in.read``. Raises RuleBroken when there is nothing to read, or it was read.
    """
    hold(check_in)
    last = check_in.replies.filter(source=Source.RESIDENT).last()
    if last is None:
        raise RuleBroken(_("The resident has not answered yet."))
    if check_in.replies_read_at is not None:
        raise RuleBroken(_("A colleague has read these answers already."))
    check_in.replies_read_at = timezone.now()
    check_in.save(update_fields=["replies_read_at"])
    record("check_in.read", check_in)
    if check_in.still_working and check_in.status != CheckIn.Status.DONE:
        on = timezone.localdate(last.at)
        change_status(check_in, CheckIn.Status.DONE, CHECK_IN, on=on, also={"done_on": on})


@transaction.atomic
def create_check_in_link(check_in: CheckIn, language: str) -> tuple[CheckInLink, str]:
    """Make a link by which the resident answers a check-in; return it with its token, shown this once.

    Earlier links of this check-in stop working. Records ``check_in.link_made``, never the token. Raises
    RuleBroken when there is nothing to answer any more.
    """
    hold(check_in)
    if not is_answerable(check_in):
        raise RuleBroken(_("This check-in is recorded already."))
    for earlier in check_in.links.filter(revoked_at=None):
        revoke_check_in_link(earlier)
    link = CheckInLink(check_in=check_in, language=language, created_by=acting_user())
    token = draw_token(link, CheckInLink.DAYS)
    link.save()
    record("check_in.link_made", link, {"language": language, "expires_at": link.expires_at})
    return link, token


@transaction.atomic
def revoke_check_in_link(link: CheckInLink) -> None:
    """Make a link stop working at once. Records ``check_in.link_revoked``; again: nothing."""
    if link.revoked_at is not None:
        return
    link.revoked_at = timezone.now()
    link.save(update_fields=["revoked_at"])
    record("check_in.link_revoked", link)


def open_check_in_link(token: str) -> CheckInLink | None:
    """Return the link of a token, or None when it is unknown, revoked or over. Needs a system scope."""
    return open_link(CheckInLink.objects.select_related("check_in__placement"), token)


def _reply(check_in: CheckIn, question: str, value: str, source: str, text: str = "") -> None:
    CheckInReply.objects.create(
        check_in=check_in,
        question=question,
        value=value,
        source=source,
        recorded_by=current_scope().actor,
    )
    kind = trouble_of(question, value)
    if kind:
        raise_concern(check_in.placement, kind, source_of(source), text=text, check_in=check_in)
