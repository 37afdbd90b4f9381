"""What a coach writes on a card, and releases of a candidate."""

from __future__ import annotations

from collections.abc import Sequence

from django import forms
from django.conf import settings
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from matching.employer_side.released import Shown
from matching.forms.common import day_field
from residents.models import Consent


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
    until_on = day_field(_("Until"), help_text=_("The last day. It ends sooner when you revoke it."))
    given_on = day_field(_("Agreed on"))

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
        self.fields["way"].choices = [(way.value, way.label) for way in Consent.WAYS_AT_DESK]
