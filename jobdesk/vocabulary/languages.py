"""Languages and how well somebody knows one: said of residents, and asked for by vacancies."""

from typing import NamedTuple

from django.db import models
from django.utils.translation import gettext_lazy as _


class Cefr(models.TextChoices):
    """Levels of the Common European Framework; A0 is nothing yet."""

    A0 = "A0", _("None")
    A1 = "A1", "A1"
    A2 = "A2", "A2"
    B1 = "B1", "B1"
    B2 = "B2", "B2"
    C1 = "C1", "C1"
    C2 = "C2", "C2"


class Language(models.TextChoices):
    """Languages by ISO 639 code, those of the residents first met at the desks."""

    NL = "nl", _("Dutch")
    FR = "fr", _("French")
    EN = "en", _("English")
    DE = "de", _("German")
    AR = "ar", _("Arabic")
    TI = "ti", _("Tigrinya")
    TR = "tr", _("Turkish")
    FA = "fa", _("Farsi")
    PRS = "prs", _("Dari")
    PS = "ps", _("Pashto")
    KMR = "kmr", _("Kurdish (Kurmanji)")
    UK = "uk", _("Ukrainian")
    RU = "ru", _("Russian")
    SO = "so", _("Somali")
    ES = "es", _("Spanish")
    PT = "pt", _("Portuguese")
    AM = "am", _("Amharic")
    RN = "rn", _("Kirundi")
    OTHER = "und", _("Another language")


# Those in which people here work together. Employers hear of no others: a mother tongue tells the origin.
WORK_LANGUAGES = (Language.NL, Language.FR, Language.EN, Language.DE)


class LanguageUse(models.TextChoices):
    """What somebody does with a language at work."""

    LISTENING = "listening", _("Understanding")
    SPEAKING = "speaking", _("Speaking")
    READING = "reading", _("Reading")
    WRITING = "writing", _("Writing")


class LanguageAsked(NamedTuple):
    """A language of WORK_LANGUAGES, what it is used for (LanguageUse), and the level (Cefr)."""

    language: str
    use: str
    level: str
