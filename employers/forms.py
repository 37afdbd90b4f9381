"""What employers fill in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from employers.models import Vacancy
from employers.services import CHANGEABLE_WHILE_OPEN
from jobdesk.widgets import DayInput


class VacancyForm(forms.ModelForm):
    """A vacancy. Of an open one only what the desk did not approve can be changed."""

    class Meta:
        model = Vacancy
        fields = (
            "title",
            "description",
            "sector",
            "municipality",
            "contract",
            "places",
            "hours",
            "wage_hour",
            "working_times",
            "language",
            "starts_on",
        )
        widgets = {
            "description": forms.Textarea(attrs={"rows": 6}),
            "starts_on": DayInput,
        }
        help_texts = {
            "title": _("For example: room attendant."),
            "description": _("What somebody does on a day, with whom, and what they can learn."),
            "working_times": _("For example: 6.30 to 14.30, also on Saturdays."),
            "language": _("Ask no more than the work needs. For example: Dutch A1."),
            "wage_hour": _("Before tax, without holiday pay. For example: 15.60."),
        }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.status == Vacancy.Status.OPEN:
            for name, field in self.fields.items():
                field.disabled = name not in CHANGEABLE_WHILE_OPEN


class CharterForm(forms.Form):
    """The signature under the charter."""

    agreed = forms.BooleanField(
        label=_("I have read the charter and may sign it for our company."),
        error_messages={"required": _("Tick the box to sign.")},
    )
