"""What a user wants of their reminders and of their calendar."""

from django import forms
from django.utils.translation import gettext_lazy as _

from desk.reminders.record import Topic


class CalendarForm(forms.Form):
    """What the calendar shows."""

    has_names = forms.BooleanField(label=_("Show names and remarks in my calendar"), required=False)


class ReminderForm(forms.Form):
    """From which hour the e-mail with reminders is sent, and what stays in it of ``topics``."""

    hour = forms.TypedChoiceField(
        label=_("From which hour"),
        help_text=_("You get one e-mail a day at most, and none when there is nothing to say."),
        choices=[(hour, f"{hour}:00") for hour in range(5, 23)],
        coerce=int,
    )
    topics = forms.MultipleChoiceField(
        label=_("Remind me of"), widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args, topics: list[Topic], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topics"].choices = [
            (topic.code, topic.help) for topic in topics if not topic.is_mandatory
        ]

    @property
    def muted(self) -> list[str]:
        """The topics that were left out."""
        chosen = self.cleaned_data["topics"]
        return [code for code, _label in self.fields["topics"].choices if code not in chosen]
