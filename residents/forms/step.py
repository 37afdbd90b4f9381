"""Steps: opened, closed, put off."""

from datetime import timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobdesk.files.checking import ACCEPT
from jobdesk.web.widgets import DayInput
from law.steps import BY_PROOF, step_kinds
from residents.models import Step


class OpenStepForm(forms.Form):
    """A step of the country's catalogue."""

    kind = forms.ChoiceField(label=_("Which step"), widget=forms.RadioSelect)
    opened_on = forms.DateField(label=_("Since"), widget=DayInput, initial=timezone.localdate)
    note = forms.CharField(label=_("Remark"), required=False, max_length=500)

    def __init__(self, *args, country: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(code, _(kind.label)) for code, kind in step_kinds(country).items()]


class CloseStepForm(forms.Form):
    """How and when a step ended."""

    prefix = "close"
    status = forms.ChoiceField(
        label=_("How did it end"),
        choices=[
            (Step.Status.DONE, Step.Status.DONE.label),
            (Step.Status.NOT_NEEDED, Step.Status.NOT_NEEDED.label),
        ],
        widget=forms.RadioSelect,
        initial=Step.Status.DONE,
    )
    on = forms.DateField(label=_("Day"), widget=DayInput, initial=timezone.localdate)
    note = forms.CharField(label=_("Evidence or remark"), required=False, max_length=500)

    def __init__(self, *args, step: Step, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if step.is_ended_by_record:
            self.fields["status"].choices = self.fields["status"].choices[1:]
            self.fields["status"].initial = Step.Status.NOT_NEEDED
            self.fields["note"].label = _("Why, and who says so")
        elif step.entry.ended_by == BY_PROOF:
            self.fields["note"].help_text = _(
                "What proves the declaration: the number of the receipt, or a file."
            )


class PostponeStepForm(forms.Form):
    """A later day, and why."""

    prefix = "postpone"
    due_on = forms.DateField(
        label=_("New day"), widget=DayInput, initial=lambda: timezone.localdate() + timedelta(days=14)
    )
    note = forms.CharField(label=_("Why"), required=False, max_length=500)


class EvidenceForm(forms.Form):
    """A file that shows what was done."""

    prefix = "evidence"
    file = forms.FileField(
        label=_("File"),
        help_text=_("A PDF or a photo, at most 10 MB. Only the desk of this resident can open it."),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )


class RemoveEvidenceForm(forms.Form):
    """Why a file is removed."""

    reason = forms.CharField(
        label=_("Why"), max_length=500, error_messages={"required": _("Say why the file is removed.")}
    )
