"""What is confirmed before people are proposed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from residents.choices import Interpreter


class ProposeForm(forms.Form):
    """That the people agreed, how it was asked, and why those who were not ranked are proposed all the same.

    ``act``: ``propose`` shows them to the company, ``ask`` puts the question to them first and needs no
    agreement. ``asks_why``: somebody among them is in no list of those who suit.
    """

    agreed = forms.BooleanField(
        label=_("They agreed to be shown to this company, for this work"), required=False
    )
    interpreter = forms.ChoiceField(label=_("Interpreter when you asked"), choices=Interpreter.choices)
    reason = forms.CharField(
        label=_("Why do you choose who does not stand among those who suit?"),
        help_text=_("In a sentence. It stays with the desk, and is kept with the ranking."),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, act: str = "", asks_why: bool, **kwargs: Any) -> None:
        super().__init__(*args, initial={"interpreter": Interpreter.NONE}, **kwargs)
        if asks_why:
            self.fields["reason"].required = True
            self.fields["reason"].error_messages["required"] = _("Say in a sentence why.")
        else:
            del self.fields["reason"]
        if act == "ask":
            self.fields["interpreter"].required = False
        elif act:
            self.fields["agreed"].required = True
            self.fields["agreed"].error_messages["required"] = _(
                "Nothing goes to a company before they agree. Ask them first, or tick that they did."
            )
