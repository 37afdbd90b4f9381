"""What of a case is shared with whom, and what a partner writes back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from desk.models import CaseShare, ShareNote
from jobdesk.desks.models import Organisation
from jobdesk.web.widgets import DayInput
from residents.models import Consent, Step

CONSENT_FIELDS = ("given_on", "way", "interpreter", "interpreter_language")


class ShareForm(forms.Form):
    """What is shared, what for and until when; and how the resident agreed to exactly this.

    ``partners``: who may be chosen; None: the organisation stays.
    """

    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("With whom"),
        error_messages={"required": _("Choose an organisation.")},
    )
    parts = forms.MultipleChoiceField(
        label=_("What they may see and do"),
        choices=CaseShare.Part.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one part.")},
    )
    steps = forms.MultipleChoiceField(
        label=_("Which steps they take"),
        help_text=_("They tick these off. A step that ends with a result or a proof is not among them."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    purpose = forms.CharField(
        label=_("What for"),
        help_text=_("One sentence, as the resident heard it. The partner reads it too."),
        max_length=200,
        error_messages={"required": _("Say in one sentence what for.")},
    )
    until_on = forms.DateField(
        label=_("Until"), help_text=_("The last day on which they see it."), widget=DayInput
    )
    given_on = forms.DateField(label=_("The resident agreed on"), widget=DayInput)

    def __init__(
        self, *args, partners: QuerySet[Organisation] | None, steps: Iterable[Step], **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        if partners is None:
            del self.fields["organisation"]
        else:
            self.fields["organisation"].queryset = partners
        for name in CONSENT_FIELDS[1:]:
            self.fields[name] = Consent._meta.get_field(name).formfield()
        self.fields["way"].widget = forms.RadioSelect()
        self.fields["way"].choices = [(way.value, way.label) for way in Consent.WAYS_AT_DESK]
        self._steps = {str(step.pk): step for step in steps}
        self.fields["steps"].choices = [(pk, step.get_kind_display()) for pk, step in self._steps.items()]
        if not self._steps:
            del self.fields["steps"]

    def clean_steps(self) -> list[Step]:
        """Return the chosen steps themselves."""
        return [self._steps[pk] for pk in self.cleaned_data["steps"]]

    @property
    def plan(self) -> dict[str, Any]:
        """The share, as the services take it."""
        plan = dict(self.cleaned_data)
        consent = {name: plan.pop(name) for name in CONSENT_FIELDS}
        return {**plan, "consent": consent}


class EndShareForm(forms.Form):
    """Why a share ends before its day."""

    is_withdrawn = forms.TypedChoiceField(
        label=_("Why does it end?"),
        choices=[("no", _("It is not needed any more")), ("yes", _("The resident does not agree any more"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why.")},
    )


class ShareNoteForm(forms.Form):
    """A report or a concern of a partner, to the coach."""

    kind = forms.ChoiceField(label=_("This is"), choices=ShareNote.Kind.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("What the coach should know"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what the coach should know.")},
    )
