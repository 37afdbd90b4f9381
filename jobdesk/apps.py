from django import forms
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# Django says only that a field is required. What is not here (a number, a text) is told to be filled in.
WHEN_EMPTY = {
    forms.ChoiceField: _("Choose an answer."),
    forms.DateField: _("Fill in a day."),
    forms.FileField: _("Choose a file."),
    forms.BooleanField: _("Tick this box."),
}


class JobdeskConfig(AppConfig):
    """The platform the four apps stand on. Holds the audit trail's tables."""

    name = "jobdesk"

    def ready(self) -> None:
        """Let an answer that is missing say what to do; a field's own words still come first."""
        forms.Field.default_error_messages = {"required": _("Fill this in.")}
        for field, words in WHEN_EMPTY.items():
            own = vars(field).get("default_error_messages", {})
            field.default_error_messages = own | {"required": words}
