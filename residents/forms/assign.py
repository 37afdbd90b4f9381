"""Whose case it is."""

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from jobdesk.accounts.models import User


class AssignForm(forms.Form):
    """The coach of a case; empty gives it to nobody."""

    coach = forms.ModelChoiceField(
        User.objects.none(), label=_("Coach"), required=False, empty_label=_("Nobody yet")
    )

    def __init__(self, *args, coaches: QuerySet[User], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["coach"].queryset = coaches
