"""What desks and employers fill in about proposals, matches, placements and check-ins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from employers.models import Company, Vacancy
from employers.wage_rules import likely_wage
from jobdesk.desks.models import Project
from jobdesk.files.fields import FilesField
from jobdesk.trail.errors import RuleBroken
from jobdesk.web.amounts import hours_field, wage_field
from jobdesk.web.widgets import ClockInput, DayInput
from law.present import event_kind
from law.steps import BY_START, StepKind
from matching.employer_side.released import Shown
from matching.employer_side.telling import pieces
from matching.interviews.offered_times import Offer
from matching.interviews.words import span
from matching.models import CheckIn, Interview, InterviewTime, Placement, Proposal
from matching.services import Invitation
from residents.models import Consent, LegalEvent


def _day(label: str, **kwargs) -> forms.DateField:
    return forms.DateField(label=label, widget=DayInput, **kwargs)


def _clock(label: str, is_required: bool) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        widget=ClockInput,
        required=is_required,
        error_messages={"required": _("Fill in the time.")},
    )


_DAY_MISSING = {"required": _("Offer at least one time.")}


class ReasonForm(forms.Form):
    """One reason in words."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why in a few words.")},
    )


class ReturnForm(ReasonForm):
    """What has to change before the desk opens a vacancy or takes over a change, and a sentence about it."""

    code = forms.ChoiceField(
        label=_("What has to change?"),
        choices=Vacancy.ReturnReason,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what has to change.")},
    )
    field_order = ("code", "reason")


class CloseForm(forms.Form):
    """Why a company closes a vacancy."""

    why = forms.ChoiceField(
        label=_("Why do you close it?"),
        choices=[each for each in Vacancy.CloseReason.choices if each[0] != Vacancy.CloseReason.COMPANY],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why you close it.")},
    )


class NoFitForm(forms.Form):
    """Why a candidate does not fit, and what the candidate reads of it."""

    reason = forms.ChoiceField(
        label=_("Why does this candidate not fit?"),
        choices=Proposal.NoFit,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a reason: it helps the job coach to find somebody who fits.")},
    )
    sentence = forms.ChoiceField(
        label=_("What the candidate reads, in their own language"),
        choices=[("", _("The sentence that goes with the reason")), *Proposal.Sentence.choices],
        required=False,
    )
    note = forms.CharField(
        label=_("In your own words"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class InvitationForm(forms.Form):
    """Up to three times for a talk, how and where, whom to ask for and what to take along.

    ``suggested``: the times it begins with. ``has_reason``: it moves what was offered before.
    """

    way = forms.ChoiceField(label=_("Kind of talk"), choices=Interview.Way, widget=forms.RadioSelect)
    place = forms.CharField(
        label=_("Where"),
        max_length=160,
        help_text=_("The address, the number the candidate calls, or the link."),
        error_messages={"required": _("Say where the candidate comes, calls or clicks.")},
    )
    ask_for = forms.CharField(
        label=_("Whom to ask for"),
        max_length=80,
        error_messages={"required": _("Say whom the candidate asks for.")},
    )
    bring = forms.MultipleChoiceField(
        label=_("To take along"),
        choices=Interview.Bring,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reason = forms.CharField(
        label=_("Why other times"),
        max_length=300,
        error_messages={"required": _("Say why in a few words: the job coach tells the candidate.")},
    )

    def __init__(
        self, *args: Any, suggested: Sequence[Offer] = (), has_reason: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for number in self.numbers:
            is_first = number == 1
            self.fields[f"on_{number}"] = _day(_("Day"), required=is_first, error_messages=_DAY_MISSING)
            self.fields[f"from_{number}"] = _clock(pgettext_lazy("a time of the day", "From"), is_first)
            self.fields[f"until_{number}"] = _clock(pgettext_lazy("a time of the day", "Until"), is_first)
        for number, offer in enumerate(suggested, 1):
            self.initial |= {
                f"on_{number}": offer.on,
                f"from_{number}": offer.begins,
                f"until_{number}": offer.ends,
            }
        if not has_reason:
            del self.fields["reason"]

    @property
    def numbers(self) -> range:
        """Of the times, from 1."""
        return range(1, Interview.MOST_TIMES + 1)

    @property
    def rows(self) -> list[tuple[int, list[forms.BoundField]]]:
        """The fields of each time: day, from, until."""
        return [(n, [self[f"on_{n}"], self[f"from_{n}"], self[f"until_{n}"]]) for n in self.numbers]

    def clean(self) -> dict[str, Any]:
        """Ask for what is missing of a time that was begun. One without a day is not offered."""
        said = super().clean() or {}
        for number in self.numbers[1:]:
            if said.get(f"on_{number}"):
                for name in (f"from_{number}", f"until_{number}"):
                    if name not in self.errors and not said.get(name):
                        self.add_error(name, _("Fill in the time, or leave the day out."))
        return said

    @property
    def invitation(self) -> Invitation:
        """What is offered, as the services take it; the field of a time is its number among these."""
        said = self.cleaned_data
        times = [(said[f"on_{n}"], said[f"from_{n}"], said[f"until_{n}"]) for n in self.offered]
        return Invitation(
            offers=[Offer(*each) for each in times],
            way=said["way"],
            place=said["place"],
            ask_for=said["ask_for"],
            bring=said["bring"],
        )

    @property
    def offered(self) -> list[int]:
        """The numbers of the times that have a day."""
        return [number for number in self.numbers if self.cleaned_data.get(f"on_{number}")]

    def show(self, error: RuleBroken) -> None:
        """Put a refusal where it belongs: a service counts what is offered, the form all times."""
        name, _dash, count = error.field.partition("_")
        field = f"on_{self.offered[int(count) - 1]}" if name == "on" and self.offered else error.field
        self.add_error(field if field in self.fields else None, error.message)


class QuestionForm(forms.Form):
    """What a company asks about a candidate."""

    text = forms.CharField(
        label=_("What would you like to know?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write your question.")},
    )


class TellingForm(forms.Form):
    """Words of the desk that a company reads: what may tell who somebody is, is asked about once.

    ``told``: the name of the field with the words; ``names``: of the person, the centre, the coach.
    """

    told = ""
    is_read = forms.BooleanField(
        label=_("I have read it: it does not tell who this is, or where they come from"), required=False
    )

    def __init__(self, *args: Any, names: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = names

    def clean(self) -> dict[str, Any]:
        """Point at names, contacts, countries, faiths and statuses, unless they were read."""
        said = super().clean() or {}
        telling = [each for each in pieces(said.get(self.told, ""), self.names) if each.kind]
        if telling and not said.get("is_read"):
            words = ", ".join(f"“{each.text}” ({each.label})" for each in telling)
            why = gettext("The company reads this: %(words)s. Leave it out, or tick that you have read it.")
            self.add_error(self.told, why % {"words": words})
        return said


class ReplyForm(TellingForm):
    """What the desk answers: a company reads it."""

    told = "answer"
    answer = forms.CharField(
        label=_("Your answer to the company"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write the answer.")},
    )


class ChooseTimeForm(forms.Form):
    """Which of the times offered the resident takes."""

    time = forms.ModelChoiceField(
        None,
        label=_("Which time does the candidate take?"),
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={"required": _("Choose a time, or ask for other times.")},
    )

    def __init__(self, *args: Any, times: QuerySet[InterviewTime], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["time"].queryset = times
        self.fields["time"].label_from_instance = lambda time: capfirst(span(time.starts_at, time.ends_at))


class OtherTimesForm(TellingForm):
    """Why none of the times suits: the company reads it."""

    told = "reason"
    reason = forms.CharField(
        label=_("Why other times"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("The company reads this: no name, and nothing about health or the procedure."),
        error_messages={"required": _("Say why in a few words: the company reads it.")},
    )


class CardTextForm(forms.Form):
    """A coach's own words for one candidate's card; ``step`` of the page is asked by the button."""

    text = forms.CharField(
        label=_("Own words on the card"),
        help_text=_("What the list of terms cannot say about the work, in the language of the company."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    language = forms.ChoiceField(label=_("In which language"), choices=settings.LANGUAGES)


class ReleaseForm(forms.ModelForm):
    """What one company may see of a candidate, until when, and how it was asked. ``shown``: what there is."""

    fields_shown = forms.MultipleChoiceField(
        label=_("What the company may see"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose what the company may see.")},
    )
    until_on = _day(_("Until"), help_text=_("The last day. It ends sooner when you revoke it."))
    given_on = _day(_("Agreed on"))

    class Meta:
        model = Consent
        fields = ("way", "interpreter", "interpreter_language")
        widgets = {"way": forms.RadioSelect}

    field_order = ("fields_shown", "until_on", "given_on", "way", "interpreter", "interpreter_language")

    def __init__(self, *args, shown: Sequence[Shown], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["fields_shown"].choices = [
            (
                each.code,
                gettext("%(field)s: %(lines)s") % {"field": each.label, "lines": "; ".join(each.lines)},
            )
            for each in shown
        ]
        self.fields["way"].choices = Consent.Way.choices


class MatchForm(forms.Form):
    """What resident and employer agreed."""

    matched_on = _day(_("Both said yes on"))
    project = forms.ModelChoiceField(Project.objects.none(), label=_("Project"), empty_label=None)
    kind = forms.ChoiceField(label=_("Kind"), choices=Placement.Kind)
    hours = hours_field()
    wage_hour = wage_field()
    planned_start_on = _day(_("Planned first day"))
    planned_end_on = _day(_("Contract ends on"), required=False)

    def __init__(self, *args, projects: QuerySet[Project], country: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wage_hour"].likely = likely_wage(country)
        self.fields["project"].queryset = projects


class EmployerForm(forms.Form):
    """With which employer the work goes on, and what is agreed with them."""

    company = forms.ModelChoiceField(None, label=_("Goes on with"))
    last_day = _day(_("Last day with the employer of now"))
    matched_on = _day(_("All said yes on"))
    kind = forms.ChoiceField(label=_("Kind"), choices=Placement.Kind)
    hours = hours_field()
    wage_hour = wage_field()
    planned_start_on = _day(_("Planned first day"))
    planned_end_on = _day(_("Contract ends on"), required=False)
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

    started_on = _day(_("First day worked"))


class ChangeForm(forms.Form):
    """The work as it is agreed now; a wage is asked for where one is due."""

    hours = hours_field()
    wage_hour = wage_field(required=True)
    planned_start_on = _day(_("Planned start"))
    planned_end_on = _day(_("Contract ends on"), required=False)

    def __init__(self, *args, country: str, is_paid: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["wage_hour"].likely = likely_wage(country)
        if not is_paid:
            del self.fields["wage_hour"]


class EndForm(forms.Form):
    """The last day and why."""

    ended_on = _day(_("Last day of work"))
    end_reason = forms.ChoiceField(
        label=_("Why it ended"), choices=[("", _("Choose")), *Placement.EndReason.choices]
    )


class PermitForm(forms.Form):
    """The work permit as the authority gave it."""

    from_on = _day(_("Valid from"))
    until_on = _day(_("Valid until"))


class NotificationForm(forms.Form):
    """The employer's notification."""

    on = _day(_("Notified on"))


class DeclarationForm(forms.Form):
    """What the authority said of voluntary work; ``kind``: the step that the answer ends."""

    value = forms.ChoiceField(widget=forms.RadioSelect)
    on = _day(_("Day of the answer"))

    def __init__(self, *args, kind: StepKind, country: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        event = event_kind(LegalEvent.Type.VOLUNTEER_DECLARATION, country)
        self.fields["value"].choices = [(each.code, gettext(each.label)) for each in event.values]
        self.fields["value"].label = gettext(kind.record.question)


class SendForm(forms.Form):
    """That a company has filed a paper, and what shows it; ``paper`` says what is asked for."""

    filed_on = _day("")
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
    done_on = _day(pgettext_lazy("the day on which", "On"))

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

    field_order = ("is_reached", "done_on")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("still_working", "paid_as_agreed", "hours_as_agreed", "feels_safe"):
            self.fields[name].choices = CheckIn.Answer.choices  # no empty choice: not asked is not ticked
