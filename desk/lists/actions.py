"""What can be done to many rows of a list at once. Each row goes through the service of its own screen."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from desk.lists.common import step_options
from jobdesk.accounts.models import User
from jobdesk.lists.definition import Action, ActionForm
from jobdesk.trail.errors import RuleBroken
from jobdesk.web.widgets import DayInput
from residents import services
from residents.models import Attendance, GroupSession, Resident, Step
from residents.queries.sessions import sessions_at, upcoming


class AssignForm(ActionForm):
    """The coach of all of them; empty gives them to nobody."""

    words_for_none = {"coach": gettext_lazy("nobody")}
    coach = forms.ModelChoiceField(
        User.objects.none(), label=gettext_lazy("Coach"), required=False, empty_label=gettext_lazy("Nobody")
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["coach"].queryset = User.objects.serving(self.reader.hat.scope.centres)


class OpenStepForm(ActionForm):
    """A step of the catalogue of one of the reader's countries."""

    kind = forms.ChoiceField(label=gettext_lazy("Which step"))
    note = forms.CharField(label=gettext_lazy("Remark"), required=False, max_length=500)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("Choose")), *step_options(self.reader)]


class SessionChoice(forms.ModelChoiceField):
    """A session by its day, title and centre."""

    def label_from_instance(self, session: GroupSession) -> str:
        day = date_format(session.on, "j F Y")
        return f"{day} · {session.title} · {session.centre.name}"


class InviteForm(ActionForm):
    """A planned session of the reader's centres."""

    session = SessionChoice(None, label=gettext_lazy("Session"), empty_label=gettext_lazy("Choose"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["session"].queryset = upcoming(sessions_at(self.reader.hat.centre))


class PostponeForm(ActionForm):
    """A later day for all of them, and why."""

    is_complete = True
    due_on = forms.DateField(
        label=gettext_lazy("New day"),
        widget=DayInput,
        initial=lambda: timezone.localdate() + timedelta(days=7),
    )
    note = forms.CharField(label=gettext_lazy("Why"), required=False, max_length=500)

    def clean_due_on(self) -> date:
        day = self.cleaned_data["due_on"]
        if day <= timezone.localdate():
            raise forms.ValidationError(_("Choose a day after today."))
        return day


class DoneForm(ActionForm):
    """When they were done."""

    is_complete = True
    on = forms.DateField(label=gettext_lazy("Day"), widget=DayInput, initial=timezone.localdate)
    note = forms.CharField(label=gettext_lazy("Evidence or remark"), required=False, max_length=500)


def _assign(resident: Resident, data: dict) -> dict:
    before, coach = resident.coach_id, data["coach"]
    if before == (coach.pk if coach else None):
        raise RuleBroken(_("This is the coach already.") if coach else _("There is no coach already."))
    second = resident.second_coach_id
    services.assign_coach(resident, coach)
    return {"before": before, "second": second, "after": coach.pk if coach else None}


def _undo_assign(resident: Resident, kept: dict) -> None:
    if resident.coach_id != kept["after"]:
        raise RuleBroken(_("Somebody chose another coach since."))
    users = User.objects.in_bulk([pk for pk in (kept["before"], kept.get("second")) if pk])
    services.assign_coaches(resident, users.get(kept["before"]), users.get(kept.get("second")))


def _open_step(resident: Resident, data: dict) -> dict:
    if resident.status == Resident.Status.EXITED:
        raise RuleBroken(_("Guidance has ended."))
    step = services.open_step(resident, data["kind"], note=data["note"])
    return {"step": step.pk, "due_on": _iso(step.due_on)}


def _undo_open_step(resident: Resident, kept: dict) -> None:
    step = Step.objects.select_related("resident__centre").get(pk=kept["step"], resident=resident)
    if step.status not in Step.UNDER_WAY or _iso(step.due_on) != kept["due_on"]:
        raise RuleBroken(_("Somebody worked on this step since."))
    services.close_step(step, Step.Status.NOT_NEEDED, note=_("Opened by mistake."))


def _invite(resident: Resident, data: dict) -> dict:
    if resident.status == Resident.Status.EXITED:
        raise RuleBroken(_("Guidance has ended."))
    if not services.invite(data["session"], [resident]):
        raise RuleBroken(_("Is on the list of this session already."))
    return {"session": data["session"].pk}


def _undo_invite(resident: Resident, kept: dict) -> None:
    listed = Attendance.objects.filter(session=kept["session"], resident=resident)
    attendance = listed.select_related("session").first()
    if attendance is None:
        raise RuleBroken(_("Is not on the list of this session any more."))
    services.withdraw_invitation(attendance)


def _postpone(step: Step, data: dict) -> dict:
    before = {"due_on": _iso(step.due_on), "note": step.note}
    services.postpone_step(step, data["due_on"], data["note"])
    return {**before, "after": _iso(step.due_on)}


def _undo_postpone(step: Step, kept: dict) -> None:
    if _iso(step.due_on) != kept["after"]:
        raise RuleBroken(_("Somebody chose another day since."))
    before = date.fromisoformat(kept["due_on"]) if kept["due_on"] else None
    services.take_back_postponement(step, before, kept["note"])


def _done(step: Step, data: dict) -> dict:
    if step.status == Step.Status.WAITS:
        raise RuleBroken(_("Not possible yet: another step comes first."))
    services.close_step(step, Step.Status.DONE, data["on"], data["note"])
    return {"closed_on": _iso(step.closed_on)}


def _undo_done(step: Step, kept: dict) -> None:
    if step.status != Step.Status.DONE or _iso(step.closed_on) != kept["closed_on"]:
        raise RuleBroken(_("Somebody worked on this step since."))
    services.reopen_step(step)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


ASSIGN = Action(
    name="assign",
    label=gettext_lazy("Choose the coach"),
    icon="person",
    permission="residents.assign",
    form=AssignForm,
    run=_assign,
    undo=_undo_assign,
    question=lambda n: (
        ngettext("%(n)d resident gets this coach.", "%(n)d residents get this coach.", n) % {"n": n}
    ),
    done=lambda n: (
        ngettext("%(n)d resident has this coach now.", "%(n)d residents have this coach now.", n) % {"n": n}
    ),
)
OPEN_STEP = Action(
    name="open_step",
    label=gettext_lazy("Open a step"),
    icon="plus",
    permission="steps.work",
    form=OpenStepForm,
    run=_open_step,
    undo=_undo_open_step,
    question=lambda n: (
        ngettext("The step is opened for %(n)d resident.", "The step is opened for %(n)d residents.", n)
        % {"n": n}
    ),
    done=lambda n: (
        ngettext("The step is open for %(n)d resident.", "The step is open for %(n)d residents.", n)
        % {"n": n}
    ),
)
INVITE = Action(
    name="invite",
    label=gettext_lazy("Invite to a session"),
    icon="cal",
    permission="sessions.run",
    form=InviteForm,
    run=_invite,
    undo=_undo_invite,
    question=lambda n: ngettext("%(n)d resident is invited.", "%(n)d residents are invited.", n) % {"n": n},
    done=lambda n: (
        ngettext("%(n)d resident is on the list.", "%(n)d residents are on the list.", n) % {"n": n}
    ),
)
POSTPONE = Action(
    name="postpone",
    label=gettext_lazy("Put off"),
    icon="clock",
    permission="steps.work",
    form=PostponeForm,
    run=_postpone,
    undo=_undo_postpone,
    question=lambda n: ngettext("%(n)d step gets this day.", "%(n)d steps get this day.", n) % {"n": n},
    done=lambda n: ngettext("%(n)d step has this day now.", "%(n)d steps have this day now.", n) % {"n": n},
)
DONE = Action(
    name="done",
    label=gettext_lazy("Mark as done"),
    icon="check",
    permission="steps.work",
    form=DoneForm,
    run=_done,
    undo=_undo_done,
    question=lambda n: (
        ngettext("%(n)d step is closed as done.", "%(n)d steps are closed as done.", n) % {"n": n}
    ),
    done=lambda n: ngettext("%(n)d step is done.", "%(n)d steps are done.", n) % {"n": n},
)
