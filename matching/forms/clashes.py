"""What is said of a clash."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class KnownForm(forms.Form):
    """Why a clash is all right, or what was done about it."""

    words = forms.CharField(
        label=_("Known, and dealt with: how?"),
        help_text=_("In a sentence. It stays away until something about it changes."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write why it is all right, or what you did about it.")},
    )


class SeenForm(forms.Form):
    """That serious clashes were seen before something is agreed, and why it is all right.

    ``is_asked``: there are such clashes; otherwise nothing is asked. ``needs_words``: one of them stops the
    work.
    """

    clash_seen = forms.BooleanField(
        label=_("I have read this, and record it all the same"),
        required=False,
        error_messages={"required": _("Read what clashes, and tick this to record it all the same.")},
    )
    clash_words = forms.CharField(
        label=_("Why is it all right?"),
        help_text=_("In a sentence: what was agreed, or who takes care of it."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Write why it is all right, or what you did about it.")},
    )

    def __init__(self, *args: Any, is_asked: bool, needs_words: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["clash_seen"].required = is_asked
        self.fields["clash_words"].required = needs_words
