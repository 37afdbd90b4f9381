"""What is filled in about something wrong at work."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from jobdesk.accounts.models import User
from matching.models import Concern


def words_field(label: Any, **kwargs: Any) -> forms.CharField:
    """What was said or done, in words."""
    return forms.CharField(
        label=label,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write what was said or done.")},
        **kwargs,
    )


class ConcernForm(forms.Form):
    """Something wrong that somebody of the desk heard of."""

    kind = forms.ChoiceField(label=_("What is wrong"), choices=Concern.Kind.choices, widget=forms.RadioSelect)
    text = words_field(_("What happened, in words"))


class ConcernNoteForm(forms.Form):
    """What was done about it."""

    text = words_field(_("What did you do or hear?"))


class HandOverForm(forms.Form):
    """To which colleague it goes."""

    to_user = forms.ModelChoiceField(User.objects.none(), label=_("Colleague"), empty_label=_("Choose"))
    text = forms.CharField(label=_("What they should know"), max_length=500, required=False)

    def __init__(self, *args: Any, colleagues: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to_user"].queryset = User.objects.filter(
            pk__in=[each.pk for each in colleagues]
        ).order_by("name", "pk")
        self.fields["to_user"].label_from_instance = lambda user: user.name


class OutcomeForm(forms.Form):
    """What came of it."""

    outcome = forms.ChoiceField(
        label=_("What came of it"), choices=Concern.Outcome.choices, widget=forms.RadioSelect
    )
    text = words_field(_("In words: with whom, and what was agreed"))


class ReopenForm(forms.Form):
    """Why it is opened again."""

    text = words_field(_("Why it is opened again"))
