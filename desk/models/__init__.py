"""What the desk keeps for itself: links to cards and calendars, work on cards, reminders, lines put off."""

from desk.models.calendar import CalendarLink
from desk.models.card_link import CardLink
from desk.models.card_vacancy import CardVacancy
from desk.models.postponement import Postponement
from desk.models.reminders import Digest, Reminder, ReminderMute, ReminderRun, ReminderSettings

__all__ = [
    "CalendarLink",
    "CardLink",
    "CardVacancy",
    "Digest",
    "Postponement",
    "Reminder",
    "ReminderMute",
    "ReminderRun",
    "ReminderSettings",
]
