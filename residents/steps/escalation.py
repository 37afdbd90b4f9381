"""The message with which a desk asks why a step takes so long. No name in it: it may go by plain e-mail."""

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote, urlencode

from django.conf import settings
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from law.registry import country
from law.rules.days import add_working_days
from residents.models import Step

DAYS_TO_ANSWER = 5  # working days


@dataclass(frozen=True)
class Escalation:
    """A message that can be copied or sent. ``language`` is that of its words."""

    subject: str
    text: str
    language: str

    @property
    def mailto(self) -> str:
        """The link that opens it in the mail program; the coach fills in to whom."""
        return "mailto:?" + urlencode({"subject": self.subject, "body": self.text}, quote_via=quote)


def escalation(step: Step, today: date, reader_language: str) -> Escalation:
    """Write the message for an open step as of a day, in the language of the desk."""
    language = office_language(step.resident.centre.country, reader_language)
    with translation.override(language):
        return Escalation(_subject(step), "\n\n".join(_paragraphs(step, today)), language)


def office_language(country_code: str, reader_language: str) -> str:
    """Return the reader's language, if offices of a country read it; else the usual one that we speak."""
    known = [code for code, _name in settings.LANGUAGES]
    languages = [each for each in country(country_code).languages if each in known]
    return reader_language if reader_language in languages else next(iter(languages), reader_language)


def _subject(step: Step) -> str:
    return _("%(step)s: question about our reference %(code)s") % {
        "step": step.get_kind_display(),
        "code": step.resident.code,
    }


def _paragraphs(step: Step, today: date) -> list[str]:
    centre, days = step.resident.centre, (today - step.opened_on).days
    asked = ngettext(
        "Since %(since)s we wait for: %(step)s. Today, %(today)s, that is %(days)d day. "
        "Our reference: %(code)s.",
        "Since %(since)s we wait for: %(step)s. Today, %(today)s, that is %(days)d days. "
        "Our reference: %(code)s.",
        days,
    ) % {
        "since": _day(step.opened_on),
        "step": step.get_kind_display(),
        "today": _day(today),
        "days": days,
        "code": step.resident.code,
    }
    due = _("It should have been done on %(day)s.") % {"day": _day(step.due_on)} if step.due_on else ""
    reply_on = add_working_days(today, DAYS_TO_ANSWER, centre.country)
    paragraphs = [
        _("Dear Sir or Madam,"),
        asked,
        due if step.due_on and step.due_on < today else "",
        _("Without it this person cannot begin to work, or is not paid."),
        _("Could you tell us by %(day)s when it will be done, and whether anything is missing?")
        % {"day": _day(reply_on)},
        _("To protect this person we do not write the name here. We give it by telephone or by secure mail."),
        _("Kind regards,"),
        _("Job desk of %(centre)s, %(place)s") % {"centre": centre.name, "place": centre.municipality},
    ]
    return [paragraph for paragraph in paragraphs if paragraph]


def _day(day: date) -> str:
    return date_format(day, "j F Y")
