"""What desks fill in about a move between centres."""

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobdesk.accounts.models import User
from jobdesk.desks.models import Centre
from jobdesk.web.widgets import DayInput
from matching.models import Proposal
from residents.models import Relocation, Resident


class MoveForm(forms.Form):
    """To which centre a resident moves, when, and from when the new desk has the case."""

    centre = forms.ModelChoiceField(
        Centre.objects.none(),
        label=_("New centre"),
        to_field_name="code",
        empty_label=_("Choose a centre"),
        error_messages={"required": _("Choose the centre the resident moves to.")},
    )
    on = forms.DateField(label=_("First day in the new centre"), widget=DayInput, initial=timezone.localdate)
    handover_on = forms.DateField(
        label=_("The new desk has the case from"),
        widget=DayInput,
        required=False,
        help_text=_("Leave it empty for the day of the move. Until then you keep the case."),
    )
    note = forms.CharField(
        label=_("What must the new desk know?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For example: an appointment at the town hall, or whom to call about the job."),
    )
    withdraw = forms.ModelMultipleChoiceField(
        None, required=False, to_field_name="code", widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args, resident: Resident, centres: QuerySet[Centre], proposals: list[Proposal], **kwargs
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["centre"].queryset = centres
        # What the move means for this case depends on the centre: shown below as soon as one is chosen.
        self.fields["centre"].widget.attrs |= {
            "data-hx-get": reverse("desk:move", args=[resident.code]),
            "data-hx-target": "#impact",
            "data-hx-swap": "outerHTML",
        }
        codes = [proposal.code for proposal in proposals]
        self.fields["withdraw"].queryset = Proposal.objects.filter(code__in=codes)


class AcceptForm(forms.Form):
    """Who takes over the case of somebody who moves here."""

    coach = forms.ModelChoiceField(
        User.objects.none(), label=_("Coach"), required=False, empty_label=_("Nobody yet")
    )
    note = forms.CharField(label=_("Remark for the old desk"), max_length=500, required=False)

    def __init__(self, *args, coaches: QuerySet[User], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["coach"].queryset = coaches


class DeclineForm(forms.Form):
    """Why a case goes back to the old desk."""

    why = forms.ChoiceField(
        label=_("Why do you send the case back?"),
        choices=Relocation.Decline,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why you send the case back.")},
    )
    note = forms.CharField(
        label=_("In your own words"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )
