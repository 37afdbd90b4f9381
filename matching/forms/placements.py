"""What is filled in about matches, placements, papers and check-ins."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from employers.from_matching.wage_rules import likely_wage
from employers.models import Company, Sector
from jobdesk.desks.models import Project
from jobdesk.files.fields import FilesField
from jobdesk.web.amounts import hours_field, wage_field
from jobdesk.web.week import WeekField
from law.present import event_kind
from law.steps import BY_START, StepKind
from matching.forms.common import day_field
from matching.models import CheckIn, CheckInReply, Match, Placement, PlacementTerms
from residents.models import LegalEvent


def shifts_field() -> WeekField:
    """Return the field of the days and times of work."""
    return WeekField(
        label=_("On which days, and when?"),
        help_text=_("Leave it empty while nobody knows: then nothing can be said of lessons at those hours."),
    )


def note_field(**kwargs: Any) -> forms.CharField:
    """Return the field of why something was agreed or put right."""
    return forms.CharField(**({"label": _("Why"), "max_length": 200, "required": False} | kwargs))


class MatchForm(forms.Form):
    """What resident and employer agreed."""

    matched_on = day_field(_("Both said yes on"))
    project = forms.ModelChoiceField(Project.objects.none(), label=_("Project"), empty_label=None)
    kind = forms.ChoiceField(label=_("Kind"), choices=Placement.Kind)
    hours = hours_field()
    wage_hour = wage_field()
    shifts = shifts_field()
    planned_start_on = day_field(_("Planned first day"))
    planned_end_on = day_field(_("Contract ends on"), required=False)

    def __init__(self, *args, projects: QuerySet[Project], country: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wage_hour"].likely = likely_wage(country)
        self.fields["project"].queryset = projects


class FoundWorkForm(MatchForm):
    """Work that no vacancy led to: with whom, who found it, and what is agreed."""

    company = forms.ModelChoiceField(None, label=_("Employer"), empty_label=_("Choose"))
    found_by = forms.ChoiceField(
        label=_("Who found this work?"), choices=[("", _("Choose")), *Match.FoundBy.choices]
    )
    job_title = forms.CharField(label=_("Work"), max_length=120)
    sector = forms.ChoiceField(
        label=_("Sector"), choices=[("", _("That of the employer")), *Sector.choices], required=False
    )

    def __init__(self, *args, companies: QuerySet[Company], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["company"].queryset = companies

    @property
    def agreed(self) -> dict[str, Any]:
        """The cleaned values of what both sides agreed, as ``MatchDetails`` takes them."""
        return {name: self.cleaned_data[name] for name in MatchForm.base_fields}

    @property
    def work(self) -> dict[str, str]:
        """The cleaned values of what the work is, as ``FoundWork`` takes them."""
        values = self.cleaned_data
        return {
            "job_title": values["job_title"],
            "sector": values["sector"] or values["company"].sector,
            "found_by": values["found_by"],
        }


class EmployerForm(forms.Form):
    """With which employer the work goes on, and what is agreed with them."""

    company = forms.ModelChoiceField(None, label=_("Goes on with"))
    last_day = day_field(_("Last day with the employer of now"))
    matched_on = day_field(_("All said yes on"))
    kind = forms.ChoiceField(label=_("Kind"), choices=Placement.Kind)
    hours = hours_field()
    wage_hour = wage_field()
    shifts = shifts_field()
    planned_start_on = day_field(_("Planned first day"))
    planned_end_on = day_field(_("Contract ends on"), required=False)
    project = forms.ModelChoiceField(Project.objects.none(), label=_("Project"), empty_label=None)

    def __init__(
        self,
        *args,
        country: str,
        companies: QuerySet[Company],
        projects: QuerySet[Project],
        has_started: bool,
        **kwargs,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wage_hour"].likely = likely_wage(country)
        self.fields["company"].queryset = companies
        self.fields["project"].queryset = projects
        if not has_started:
            del self.fields["last_day"]


class StartForm(forms.Form):
    """The first day worked."""

    started_on = day_field(_("First day worked"))


class ChangeForm(forms.Form):
    """The work as it is agreed now, and from when; a wage is asked for where one is due."""

    hours = hours_field()
    wage_hour = wage_field(required=True)
    shifts = shifts_field()
    job_title = forms.CharField(label=_("Work"), max_length=120, required=False)
    from_on = day_field(
        _("Holds from"),
        required=False,
        help_text=_("The hours, the wage, the times and the work. It may be a day to come."),
    )
    planned_start_on = day_field(_("Planned start"))
    planned_end_on = day_field(
        _("Contract ends on"), required=False, help_text=_("Another last day is agreed at once.")
    )
    note = note_field()

    def __init__(self, *args, country: str, is_paid: bool, has_started: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wage_hour"].likely = likely_wage(country)
        if not is_paid:
            del self.fields["wage_hour"]
        if has_started:
            del self.fields["planned_start_on"]
        else:
            self.fields["from_on"].help_text = _("Leave it empty if it holds from the first day.")


class ExtendForm(forms.Form):
    """Until when the work goes on."""

    ends_on = day_field(_("Goes on until"), required=False)
    is_open_ended = forms.BooleanField(label=_("It goes on without a last day"), required=False)
    note = note_field()

    def clean(self) -> dict[str, Any]:
        """A day, or that there is none: an empty field alone is a slip."""
        answers = super().clean() or {}
        is_open_ended = answers.pop("is_open_ended", False)
        if is_open_ended:
            answers["ends_on"] = None
        elif not answers.get("ends_on") and "ends_on" not in self.errors:
            self.add_error("ends_on", _("Fill in the last day, or tick that there is none."))
        return answers


class CorrectForm(forms.Form):
    """What one version of the terms should have said: only what it said, and why it was wrong."""

    hours = hours_field()
    wage_hour = wage_field()
    shifts = shifts_field()
    job_title = forms.CharField(label=_("Work"), max_length=120)
    ends_on = day_field(_("Contract ends on"), required=False)
    from_on = day_field(_("Holds from"))
    was_never = forms.BooleanField(
        label=_("This was never agreed"), required=False, help_text=_("Then what was agreed before goes on.")
    )
    note = note_field(
        label=_("What went wrong"), required=True, help_text=_("For example: I typed the wrong number.")
    )

    def __init__(self, *args, version: PlacementTerms, country: str, **kwargs) -> None:
        first = {**version.said, "from_on": version.from_on}
        super().__init__(*args, initial=first, **kwargs)
        self.fields["wage_hour"].likely = likely_wage(country)
        self.names = [name for name in version.names if name in self.fields]
        asked = {*self.names, "note", *(["from_on"] if version.from_on else [])}
        if (
            version.hours is None or version.from_on is not None
        ):  # the match agreed something, whatever it was
            asked.add("was_never")
        for name in set(self.fields) - asked:
            del self.fields[name]

    @property
    def correction(self) -> dict[str, Any]:
        """The cleaned values as the service takes them."""
        values = self.cleaned_data
        return {
            "said": {name: values[name] for name in self.names},
            "from_on": values.get("from_on"),
            "was_agreed": not values.get("was_never", False),
            "note": values["note"],
        }


class EndForm(forms.Form):
    """The last day and why."""

    ended_on = day_field(_("Last day of work"))
    end_reason = forms.ChoiceField(
        label=_("Why it ended"), choices=[("", _("Choose")), *Placement.EndReason.choices]
    )


class PermitForm(forms.Form):
    """The work permit as the authority gave it."""

    from_on = day_field(_("Valid from"))
    until_on = day_field(_("Valid until"))


class NotificationForm(forms.Form):
    """The employer's notification."""

    on = day_field(_("Notified on"))


class DeclarationForm(forms.Form):
    """What the authority said of voluntary work; ``kind``: the step that the answer ends."""

    value = forms.ChoiceField(widget=forms.RadioSelect)
    on = day_field(_("Day of the answer"))

    def __init__(self, *args, kind: StepKind, country: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        event = event_kind(LegalEvent.Type.VOLUNTEER_DECLARATION, country)
        self.fields["value"].choices = [(each.code, gettext(each.label)) for each in event.values]
        self.fields["value"].label = gettext(kind.record.question)


class SendForm(forms.Form):
    """That a company has filed a paper, and what shows it; ``paper`` says what is asked for."""

    filed_on = day_field("")
    reference = forms.CharField(
        label=_("Reference number"),
        max_length=60,
        required=False,
        help_text=_("As it stands on the confirmation of the authority. It may stay empty."),
    )
    files = FilesField(required=False)

    def __init__(self, *args: Any, kind: StepKind, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{kind.kind}_%s")
        super().__init__(*args, **kwargs)
        self.fields["filed_on"].label = _("First day worked") if kind.ended_by == BY_START else _("Done on")
        if kind.form is None or not kind.form.proof:
            del self.fields["files"]
            del self.fields["reference"]
        else:
            self.fields["files"].label = gettext(kind.form.proof)


class CheckInForm(forms.ModelForm):
    """What was said in a check-in."""

    is_reached = forms.TypedChoiceField(
        label=_("Did you speak to this person?"),
        choices=[("yes", _("Yes")), ("no", _("Not reached"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    done_on = day_field(pgettext_lazy("the day on which", "On"))
    next_try_on = day_field(_("Not reached: try again on"), required=False)
    with_interpreter = forms.BooleanField(label=_("An interpreter was there"), required=False)

    class Meta:
        model = CheckIn
        fields = ("still_working", "paid_as_agreed", "hours_as_agreed", "feels_safe", "note")
        widgets = {
            "still_working": forms.RadioSelect,
            "paid_as_agreed": forms.RadioSelect,
            "hours_as_agreed": forms.RadioSelect,
            "feels_safe": forms.RadioSelect,
            "note": forms.Textarea(attrs={"rows": 4}),
        }

    field_order = ("is_reached", "done_on", "next_try_on", "with_interpreter")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("still_working", "paid_as_agreed", "hours_as_agreed", "feels_safe"):
            self.fields[name].choices = CheckIn.Answer.choices  # no empty choice: not asked is not ticked

    @property
    def talk(self) -> dict[str, Any]:
        """The cleaned values as the services take them: when, whether reached, the answers, by what way."""
        answers = dict(self.cleaned_data)
        done_on, next_try_on = answers.pop("done_on"), answers.pop("next_try_on")
        is_reached, with_interpreter = answers.pop("is_reached"), answers.pop("with_interpreter")
        return {
            "done_on": done_on,
            "reached": is_reached,
            "answers": answers,
            "next_try_on": None if is_reached else next_try_on,
            "source": CheckInReply.Source.INTERPRETER if with_interpreter else CheckInReply.Source.COACH,
        }
