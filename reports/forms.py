"""The form that asks for a report."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobdesk.desks.models import Project
from jobdesk.web.widgets import DayInput


class ReportForm(forms.Form):
    """Project, days and language. The days of ``project`` stand in it: its whole period, until today."""

    project = forms.ModelChoiceField(
        Project.objects.none(), label=_("Project"), to_field_name="code", empty_label=None
    )
    from_on = forms.DateField(label=_("From"), widget=DayInput)
    to_on = forms.DateField(label=_("Up to and including"), widget=DayInput)
    cut_off_on = forms.DateField(
        label=_("Cut-off date"),
        widget=DayInput,
        required=False,
        help_text=_(
            "Matches and starts count up to this day. Leave it empty to use the last day of the period."
        ),
    )
    language = forms.ChoiceField(label=_("Language of the report"), choices=settings.LANGUAGES)

    def __init__(self, *args, projects, project: Project | None, language: str, **kwargs) -> None:
        kwargs["initial"] = {"language": language}
        if project:
            last_day = max(min(project.ends_on, timezone.localdate()), project.starts_on)
            kwargs["initial"] |= {"project": project.code, "from_on": project.starts_on, "to_on": last_day}
        super().__init__(*args, **kwargs)
        self.fields["project"].queryset = projects
        self.fields["project"].label_from_instance = lambda each: each.name
        # Another project has another period: its days replace these where there is JavaScript. Until they
        # are there nothing can be typed or sent, for what was typed in between would be lost in the swap.
        self.fields["project"].widget.attrs |= {
            "data-hx-get": reverse("reports:reports"),
            "data-hx-target": "#new-report",
            "data-hx-select": "#new-report",
            "data-hx-swap": "outerHTML",
            "data-hx-disabled-elt": "#new-report input, #new-report select, #new-report button",
        }
