"""What the desk keeps for itself: links, work on cards, reminders, lines put off, shares."""

from desk.models.calendar import CalendarLink
from desk.models.card_link import CardLink
from desk.models.card_vacancy import CardVacancy
from desk.models.postponement import Postponement
from desk.models.reminders import Digest, Reminder, ReminderMute, ReminderRun, ReminderSettings
from desk.models.share import CaseShare, ShareNote

__all__ = [
    "CalendarLink",
    "CardLink",
    "CardVacancy",
    "CaseShare",
    "Digest",
    "Postponement",
    "Reminder",
    "ReminderMute",
    "ReminderRun",
    "ReminderSettings",
    "ShareNote",
]
