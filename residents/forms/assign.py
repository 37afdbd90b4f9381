"""Whose case it is, and in which centre."""

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobdesk.accounts.models import User
from jobdesk.desks.models import Centre
from jobdesk.widgets import DayInput


class AssignForm(forms.Form):
    """The coach of a case; empty gives it to nobody."""

    coach = forms.ModelChoiceField(
        User.objects.none(), label=_("Coach"), required=False, empty_label=_("Nobody yet")
    )

    def __init__(self, *args, coaches: QuerySet[User], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["coach"].queryset = coaches


class MoveForm(forms.Form):
    """To which centre the resident moved, and when."""

    centre = forms.ModelChoiceField(Centre.objects.none(), label=_("New centre"), empty_label="---------")
    on = forms.DateField(label=_("Day of the move"), widget=DayInput, initial=timezone.localdate)

    def __init__(self, *args, centres: QuerySet[Centre], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["centre"].queryset = centres
