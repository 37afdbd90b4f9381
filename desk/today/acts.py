"""What can be done from a line itself, without a form, and taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Max
from django.utils.translation import gettext as _

from desk.models import ShareNote
from desk.services.shares import read_note, unread_note
from jobdesk.trail.errors import RuleBroken
from matching.models import Filing, MeasureTalk, Proposal, StartRequest
from matching.services import (
    complete_paper,
    mark_answers_seen,
    mark_answers_unseen,
    read_override_answer,
    reopen_paper,
    unread_override_answer,
)
from matching.services.integrity import note_talk, reopen_talk
from residents.models import Appointment, PlanAction, Step
from residents.services import (
    close_action,
    close_step,
    keep_appointment,
    miss_appointment,
    reopen_action,
    reopen_appointment,
    reopen_step,
)


@dataclass(frozen=True)
class Act:
    """How a kind of line is done and taken back; each takes the subject of the key and says what happened.

    Raises LookupError outside the scope, and RuleBroken when a rule of the field forbids it.
    """

    do: Callable[[str], str]
    undo: Callable[[str], str]


def act_of(key: str) -> tuple[Act, str]:
    """Return what to do with the line of this key, and its subject. Raises LookupError."""
    kind, _dash, subject = key.partition("-")
    return ACTS[kind], subject


def _step(subject: str) -> Step:
    step = Step.objects.filter(pk=_number(subject)).select_related("resident__centre").first()
    if step is None:
        raise LookupError(subject)
    return step


def _close(subject: str) -> str:
    step = _step(subject)
    if step.entry.ended_by:
        raise RuleBroken(_("This step ends with a result. Open it and record that."))
    close_step(step)
    return _("%(name)s: %(step)s is done.") % _words(step)


def _reopen(subject: str) -> str:
    step = _step(subject)
    reopen_step(step)
    return _("%(name)s: %(step)s is open again.") % _words(step)


def _filing(subject: str) -> Filing:
    found = Filing.objects.filter(pk=_number(subject)).select_related("placement", "step__resident__centre")
    filing = found.first()
    if filing is None:
        raise LookupError(subject)
    return filing


def _complete(subject: str) -> str:
    filing = _filing(subject)
    if filing.step.entry.ended_by:
        raise RuleBroken(_("This step ends with a result. Open it and record that."))
    complete_paper(filing)
    return _("%(name)s: %(step)s is done.") % _words(filing.step)


def _not_complete(subject: str) -> str:
    filing = _filing(subject)
    reopen_paper(filing)
    return _("%(name)s: %(step)s is open again.") % _words(filing.step)


def _plan_action(subject: str) -> PlanAction:
    action = PlanAction.objects.filter(pk=_number(subject)).first()
    if action is None:
        raise LookupError(subject)
    return action


def _do_action(subject: str) -> str:
    action = _plan_action(subject)
    close_action(action)
    return _("Done: %(what)s.") % {"what": action.what}


def _undo_action(subject: str) -> str:
    action = _plan_action(subject)
    reopen_action(action)
    return _("Open again: %(what)s.") % {"what": action.what}


def _words(step: Step) -> dict[str, str]:
    return {"step": step.get_kind_display(), "name": step.resident.short_name}


def _answers(subject: str) -> list[Proposal]:
    """The answers of one kind to one vacancy. The subject is the code of the vacancy and the status."""
    code, _dash, status = subject.rpartition("-")
    found = list(Proposal.objects.filter(vacancy__code=code, status=status).order_by("pk"))
    if not found:
        raise LookupError(subject)
    return found


def _read(subject: str) -> str:
    mark_answers_seen([each for each in _answers(subject) if each.answer_seen_at is None])
    return _("Marked as read.")


def _unread(subject: str) -> str:
    """Take back what was read together last: those have one moment."""
    answers = Proposal.objects.filter(pk__in=[each.pk for each in _answers(subject)])
    moment = answers.aggregate(last=Max("answer_seen_at"))["last"]
    mark_answers_unseen(list(answers.filter(answer_seen_at=moment)) if moment else [])
    return _("Not read again.")


def _number(subject: str) -> int:
    if not subject.isdecimal():
        raise LookupError(subject)
    return int(subject)


def _appointment(code: str) -> Appointment:
    found = Appointment.objects.filter(code=code).select_related("resident__centre").first()
    if found is None:
        raise LookupError(code)
    return found


def _came(code: str) -> str:
    found = _appointment(code)
    keep_appointment(found)
    name = {"name": found.resident.short_name}
    if found.contact_id:
        return _("%(name)s came. The contact is logged.") % name
    return _("%(name)s came.") % name


def _missed(code: str) -> str:
    found = _appointment(code)
    miss_appointment(found)
    return _("%(name)s did not come.") % {"name": found.resident.short_name}


def _planned(code: str) -> str:
    reopen_appointment(_appointment(code))
    return _("The appointment is planned again.")


def _note(subject: str) -> ShareNote:
    found = ShareNote.objects.filter(pk=_number(subject)).select_related("share__organisation").first()
    if found is None:
        raise LookupError(subject)
    return found


def _read_note(subject: str) -> str:
    note = _note(subject)
    read_note(note)
    return _("Read: what %(partner)s wrote.") % {"partner": note.share.organisation.name}


def _unread_note(subject: str) -> str:
    unread_note(_note(subject))
    return _("Not read again.")


def _start_request(subject: str) -> StartRequest:
    found = StartRequest.objects.filter(pk=_number(subject)).select_related("placement").first()
    if found is None:
        raise LookupError(subject)
    return found


def _read_start_answer(subject: str) -> str:
    read_override_answer(_start_request(subject))
    return _("Marked as read.")


def _unread_start_answer(subject: str) -> str:
    unread_override_answer(_start_request(subject))
    return _("Not read again.")


def _talk(subject: str) -> MeasureTalk:
    rows = MeasureTalk.objects.select_related("resident__centre")
    found = rows.filter(pk=_number(subject)).first()
    if found is None:
        raise LookupError(subject)
    return found


def _spoken(subject: str) -> str:
    talk = _talk(subject)
    note_talk(talk)
    return _("You spoke with %(name)s.") % {"name": talk.resident.short_name}


def _not_spoken(subject: str) -> str:
    talk = _talk(subject)
    reopen_talk(talk)
    return _("%(name)s is to be spoken to again.") % {"name": talk.resident.short_name}


ACTS = {
    "startanswer": Act(_read_start_answer, _unread_start_answer),
    "measuretalk": Act(_spoken, _not_spoken),
    "sharenote": Act(_read_note, _unread_note),
    "step": Act(_close, _reopen),
    "paper": Act(_complete, _not_complete),
    "answers": Act(_read, _unread),
    "appointment": Act(_came, _planned),
    "missed": Act(_missed, _planned),
    "plan": Act(_do_action, _undo_action),
}
