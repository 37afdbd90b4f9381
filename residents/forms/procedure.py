"""Events of the procedure and documents."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jobdesk.web.widgets import DayInput
from law import registry
from residents.models import Document, LegalEvent


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
        self.kinds = registry.country(country).event_by_code
        known = self.kinds.values()
        self.fields["type"].choices = _offered(known)
        # The same word can stand under two events: the type in front keeps the choices apart.
        self.fields["value"].choices = [("", "---------")] + [
            (gettext(kind.label), [(f"{kind.code}:{each.code}", gettext(each.label)) for each in kind.values])
            for kind in known
            if kind.values
        ]
        self.fields["employer"].help_text = _("Only when an employer notified the work.")
        if not any(kind.employer for kind in known):
            del self.fields["employer"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        kind, _colon, value = cleaned.get("value", "").partition(":")
        chosen = self.kinds.get(cleaned.get("type", ""))
        if chosen and chosen.values and kind != chosen.code:
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
        known = registry.country(country).documents
        self.fields["type"].choices = _offered(known)
        mentions = {each.code: each for kind in known for each in kind.mentions}
        self.fields["mention"].choices = _offered(mentions.values())
        if not mentions:
            del self.fields["mention"]
        permits = [gettext(kind.label) for kind in known if kind.of_employer]
        self.fields["employer"].help_text = _("Only for: %(documents)s.") % {"documents": ", ".join(permits)}
        if not permits:
            del self.fields["employer"]

    def _get_validation_exclusions(self) -> set[str]:
        """Leave the order of the two days to the service, which names the field."""
        return {*super()._get_validation_exclusions(), "until_on"}


class QuestionForm(forms.Form):
    """As of which day, for which work and employer the decision is asked."""

    on = forms.DateField(label=_("On which day"), widget=DayInput, required=False)
    work = forms.ChoiceField(label=_("Which work"), required=False)
    employer = forms.CharField(label=_("Employer's code"), required=False, max_length=40)
    region = forms.ChoiceField(label=_("Region of the work"), required=False)

    def __init__(self, *args, works: list[tuple[str, str]], country: str, **kwargs) -> None:
        """Ask for the employer and for the region where the rules of the country depend on them."""
        super().__init__(*args, **kwargs)
        self.fields["work"].choices = works
        record = registry.country(country)
        self.fields["region"].choices = _offered(record.regions)
        if not record.regions:
            del self.fields["region"]
        if record.asks_employer:
            self.fields["employer"].widget.attrs["list"] = "employers"
        else:
            del self.fields["employer"]


def _offered(records: Iterable[Any]) -> list[tuple[str, str]]:
    return [("", "---------"), *((each.code, gettext(each.label)) for each in records)]
