"""Events of the procedure and documents."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jobdesk.desks.models import Country
from jobdesk.web.widgets import DayInput
from residents.models import Document, LegalEvent
from residents.procedure import EVENT_VALUES, REGION_LABELS, documents_of, event_values, events_of


class EventForm(forms.ModelForm):
    """One event; the values that its type knows are offered in groups, so that no script is needed."""

    prefix = "event"
    value = forms.ChoiceField(
        label=_("What was decided, or which kind"),
        help_text=_("Only for events that have a result or a kind."),
        required=False,
    )

    class Meta:
        model = LegalEvent
        fields = ("type", "on", "value", "is_subsequent", "employer")
        widgets = {"on": DayInput}

    def __init__(self, *args, country: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        labels = dict(LegalEvent.Type.choices)
        known = events_of(country)
        self.fields["type"].choices = [("", "---------"), *((kind, labels[kind]) for kind in known)]
        # The same word can stand under two events: the type in front keeps the choices apart.
        self.fields["value"].choices = [("", "---------")] + [
            (labels[kind], [(f"{kind}:{value}", words) for value, words in values.items()])
            for kind, values in EVENT_VALUES.items()
            if kind in known
        ]
        self.fields["employer"].help_text = _("Only when an employer notified the work.")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        kind, _colon, value = cleaned.get("value", "").partition(":")
        if event_values(cleaned.get("type", "")) and kind != cleaned["type"]:
            self.add_error("value", _("Choose a result or kind that belongs to this event."))
        cleaned["value"] = value if kind == cleaned.get("type") else ""
        return cleaned


class DocumentForm(forms.ModelForm):
    """One document with its validity."""

    prefix = "document"

    class Meta:
        model = Document
        fields = ("type", "from_on", "until_on", "employer", "mention")
        widgets = {"from_on": DayInput, "until_on": DayInput}

    def __init__(self, *args, country: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        labels = dict(Document.Type.choices)
        known = documents_of(country)
        self.fields["type"].choices = [("", "---------"), *((kind, labels[kind]) for kind in known)]
        self.fields["employer"].help_text = _("Only for a work permit (TWV).")
        if country == "NL":
            del self.fields["mention"]
        else:
            del self.fields["employer"]

    def _get_validation_exclusions(self) -> set[str]:
        """Leave the order of the two days to the service, which names the field."""
        return {*super()._get_validation_exclusions(), "until_on"}


class QuestionForm(forms.Form):
    """As of which day, for which work and employer the decision is asked."""

    on = forms.DateField(label=_("On which day"), widget=DayInput, required=False)
    work = forms.ChoiceField(label=_("Which work"), required=False)
    employer = forms.CharField(label=_("Employer's code"), required=False, max_length=40)
    region = forms.ChoiceField(
        label=_("Region of the work"), required=False, choices=[("", "---------"), *REGION_LABELS.items()]
    )

    def __init__(self, *args, works: list[tuple[str, str]], country: str, **kwargs) -> None:
        """Ask for the employer where a permit or notification is bound to one, for the region in Belgium."""
        super().__init__(*args, **kwargs)
        self.fields["work"].choices = works
        if country == Country.BE:
            del self.fields["employer"]
        else:
            del self.fields["region"]
            self.fields["employer"].widget.attrs["list"] = "employers"
