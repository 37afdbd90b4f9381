"""The intake, part by part. Every question may stay open; an answer that is given must be right."""

from typing import Any

from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from jobdesk.desks.models import Project
from jobdesk.web.week import WeekField, parts_of_week
from jobdesk.web.widgets import DayInput
from residents.choices import Barrier, Cefr, Interpreter, Language
from residents.consents import HEALTH_REFUSED, may_note_health
from residents.forms.years import YearsField
from residents.here import language_question
from residents.intake.questions import QUESTIONS, Part, answers_of
from residents.models import Intake

_YES_NO = (("yes", _("Yes")), ("no", _("No")))


class BarriersField(forms.MultipleChoiceField):
    """What stands in the way, kept as codes with commas; "nothing" excludes the others."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs) -> None:
        super().__init__(choices=Barrier.choices, required=False, **kwargs)

    def prepare_value(self, value: Any) -> list[str]:
        return [code for code in value.split(",") if code] if isinstance(value, str) else value or []

    def clean(self, value: Any) -> str:
        chosen = super().clean(value)
        if Barrier.NONE in chosen and len(chosen) > 1:
            raise forms.ValidationError(_("Choose “Nothing”, or what stands in the way."))
        return ",".join(chosen)


class SeenField(forms.JSONField):
    """The answers that a form was made from; it carries them, so that saving knows what was changed in it."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(encoder=DjangoJSONEncoder, required=False)

    def clean(self, value: Any) -> dict[str, Any]:
        kept = super().clean(value)
        try:
            return {
                name: Intake._meta.get_field(name).to_python(answer)
                for name, answer in kept.items()
                if name in QUESTIONS
            }
        except (AttributeError, forms.ValidationError):
            raise forms.ValidationError(_("This page is out of date. Open it again.")) from None


def _scale(label: str, choices: list, help_text: str = "") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, help_text=help_text, required=False, widget=forms.RadioSelect
    )


def _number(label: str, wrong: str, help_text: str, **limits) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        required=False,
        error_messages={"invalid": wrong, "max_value": wrong, "min_value": wrong},
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        **limits,
    )


def _text(label: str, help_text: str = "", max_length: int = 300, rows: int = 0) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(
        label=label, help_text=help_text, required=False, max_length=max_length, widget=widget
    )


def _about(barrier: Barrier) -> forms.CharField:
    field = _text(format_lazy(_("{barrier}: what is done about it?"), barrier=barrier.label), max_length=200)
    field.widget.attrs["placeholder"] = " "  # the style sheet hides it while it is empty and not asked for
    return field


class IntakeForm(forms.Form):
    """One part of an intake, or the questions of it that ``seen`` names."""

    seen = SeenField()

    interpreter = _scale(_("Do we need an interpreter?"), Interpreter.choices)
    note = _text(_("Note of the coach"), _("Employers do not see this."), 4000, rows=4)
    dutch_or_french = _scale(
        language_question(),
        Cefr.choices,
        _("A1: understands short instructions, such as “put the sheets here”."),
    )
    english = _scale(_("How well do you speak English?"), Cefr.choices)
    occupation = _text(_("Which work did you do last, or do you know best?"), max_length=120)
    experience_years = YearsField(label=_("How many years did you do this work?"))
    skills = _text(
        _("What can you do, and which certificates do you have?"),
        _("For example: driving licence, welding, forklift certificate."),
        rows=2,
    )
    lessons = WeekField(label=_("When do you have lessons?"), help_text=_("Integration or language course."))
    no_lessons = forms.BooleanField(
        label=_("No lessons at the moment"),
        required=False,
        widget=forms.CheckboxInput(attrs={"data-answers": "lessons"}),
    )
    availability = WeekField(
        label=_("When can you work?"),
        help_text=_("Choose the parts of the week. Lessons that are saved stand in it already."),
    )
    hours = _number(
        _("How many hours a week do you want to work?"),
        _("Fill in a number of hours from 1 to 60, for example 24."),
        "",
        min_value=1,
        max_value=60,
    )
    starts_from = forms.DateField(label=_("From which day can you start?"), required=False, widget=DayInput)
    travel_minutes = _number(
        _("How long may the journey to work take?"),
        _("Fill in minutes, for example 45."),
        _("One way, in minutes. Count with a bicycle or a bus."),
        min_value=0,
        max_value=240,
    )
    children = forms.ChoiceField(
        label=_("Do you have children to care for while you work?"),
        choices=[("", "---------"), *Intake.Children.choices],
        required=False,
    )
    cycling = _scale(_("Can you ride a bicycle?"), Intake.Cycling.choices)
    licence = _scale(_("Do you have a driving licence?"), Intake.Licence.choices)
    transport = _scale(
        _("Can you travel by bus and train?"),
        Intake.Transport.choices,
        _("With a card, a timetable and a change."),
    )
    education = forms.ChoiceField(
        label=_("What is the highest school you finished?"),
        choices=[("", "---------"), *Intake.Education.choices],
        required=False,
    )
    diploma = _scale(_("Do you have a diploma?"), Intake.Diploma.choices)
    barriers = BarriersField(label=_("What makes it hard to start working?"))
    about_mobility = _about(Barrier.MOBILITY)
    about_child_care = _about(Barrier.CHILD_CARE)
    about_health = _about(Barrier.HEALTH)
    about_language = _about(Barrier.LANGUAGE)
    about_digital = _about(Barrier.DIGITAL)
    about_banking = _about(Barrier.BANKING)
    about_id_documents = _about(Barrier.ID_DOCUMENTS)
    about_money = _about(Barrier.MONEY)
    about_housing = _about(Barrier.HOUSING)
    obstacles = _text(
        _("What else should we know about this?"),
        _("Only what matters for work, and nothing about health. Employers do not see this."),
    )
    wish = _text(_("Which work would you like to do?"), rows=2)
    share_consent = _scale(
        _("May we show your profile to employers, without your name?"),
        list(_YES_NO),
        _("Employers see work, skills, language and hours. The name follows only after an invitation."),
    )

    def __init__(self, *args, intake: Intake, part: Part, **kwargs) -> None:
        super().__init__(*args, initial=_initial(intake, part), **kwargs)
        self.part, self.intake = part, intake
        shown = {"seen", *part.fields, *({"no_lessons"} if "lessons" in part.fields else ())}
        for name in set(self.fields) - shown:
            del self.fields[name]
        if "availability" in self.fields:
            self.fields["availability"].widget.lessons = frozenset(parts_of_week(intake.lessons))

    def clean_barriers(self) -> str:
        barriers = self.cleaned_data["barriers"]
        if Barrier.HEALTH in barriers.split(",") and not may_note_health(self.intake.resident):
            raise forms.ValidationError(HEALTH_REFUSED)
        return barriers

    def clean_about_health(self) -> str:
        text = self.cleaned_data["about_health"]
        if text and not may_note_health(self.intake.resident):
            raise forms.ValidationError(HEALTH_REFUSED)
        return text

    def clean_share_consent(self) -> bool | None:
        return {"yes": True, "no": False}.get(self.cleaned_data["share_consent"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("no_lessons"):
            if cleaned.get("lessons"):
                self.add_error("lessons", _("Choose the lessons, or “No lessons at the moment”."))
            else:
                cleaned["lessons"] = 0
        return cleaned

    @property
    def shown(self) -> dict[str, Any]:
        """What the page showed when it was made; nothing when that cannot be read."""
        return self.cleaned_data.get("seen", {})

    @property
    def answers(self) -> dict[str, Any]:
        """The right answers among those the page showed, as the service takes them."""
        return {name: self.cleaned_data[name] for name in self.shown if name in self.cleaned_data}


class SittingForm(forms.Form):
    """Through which interpreter the talk of today is held."""

    interpreter = forms.ChoiceField(label=_("Interpreter"), choices=Interpreter.choices)
    interpreter_language = forms.ChoiceField(
        label=_("In which language"), choices=[("", "---------"), *Language.choices], required=False
    )

    @classmethod
    def of(cls, intake: Intake) -> "SittingForm":
        """The form, filled in as the last talk was held."""
        last = intake.sittings.last()
        return cls(
            initial={
                "interpreter": last.interpreter if last else intake.interpreter,
                "interpreter_language": last.interpreter_language if last else intake.resident.language,
            },
            auto_id="sitting_%s",
        )


class StartIntakeForm(forms.Form):
    """For which project the intake is."""

    project = forms.ModelChoiceField(Project.objects.none(), label=_("Project"), empty_label=None)

    def __init__(self, *args, projects, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = projects
        self.fields["project"].label_from_instance = lambda each: each.name


def _initial(intake: Intake, part: Part) -> dict[str, Any]:
    initial = answers_of(intake)
    initial["seen"] = answers_of(intake, part.fields)
    initial["share_consent"] = {True: "yes", False: "no", None: ""}[intake.share_consent]
    initial["no_lessons"] = intake.lessons == 0
    return initial
