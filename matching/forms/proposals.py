"""What a desk fills in about a proposal that ends."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from matching.models import Proposal

End = Proposal.End


class EndProposalForm(forms.Form):
    """Why a proposal ends, of the resident or of the desk, with words that stay with the desk.

    ``may_note_health``: whether the resident agreed that health is noted; without it, it is no choice.
    """

    reason = forms.ChoiceField(
        label=_("Why does it end?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why it ends.")},
    )
    note = forms.CharField(
        label=_("In your own words"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, may_note_health: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of_resident = [each for each in Proposal.DECLINES if each != End.HEALTH or may_note_health]
        self._groups = (
            (_("The resident does not want it"), of_resident),
            (_("The desk takes it back"), list(Proposal.WITHDRAWALS)),
        )
        self.fields["reason"].choices = [
            (each.value, each.label) for _label, codes in self._groups for each in codes
        ]

    @property
    def groups(self) -> list[dict[str, Any]]:
        """The reasons by whose they are, each with its radio buttons."""
        buttons = {each.data["value"]: each for each in self["reason"].subwidgets}
        return [
            {"label": label, "choices": [buttons[code.value] for code in codes]}
            for label, codes in self._groups
        ]
