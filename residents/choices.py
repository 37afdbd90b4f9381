"""Choices that more than one model of this app uses, and those that the countries of this site bring along.

The latter are functions: the database keeps open codes, so that a country needs no migration.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from jobdesk.vocabulary.languages import Cefr as Cefr
from jobdesk.vocabulary.languages import Language as Language
from law import registry
from law.countries.record import Country

Countries = Iterable[Country] | None


class Interpreter(models.TextChoices):
    NONE = "none", _("Not needed")
    PHONE = "phone", _("On the telephone")
    PRESENT = "present", _("Present")
    VOLUNTEER = "volunteer", _("Volunteer or fellow resident")


class Afterwards(models.TextChoices):
    """What somebody does some months after a programme or a duo, as far as the desk knows."""

    WORK = "work", _("At work")
    APPRENTICESHIP = "apprenticeship", _("In an apprenticeship")
    EDUCATION = "education", _("In education")
    NOTHING = "nothing", _("None of these")


class WorkKind(models.TextChoices):
    """Kinds of work the rules tell apart; the codes of the exchange format."""

    EMPLOYEE = "employee", _("Employee")
    TEMP_AGENCY = "temp_agency", _("Temp agency worker")
    SELF_EMPLOYED = "self_employed", _("Self-employed")
    INTERNSHIP = "internship", _("Internship")
    VOLUNTEERING = "volunteering", _("Volunteering")
    IN_CENTRE = "in_centre", _("Paid work in and around the centre")
    EDUCATION = "education", _("Education")


class ExitReason(models.TextChoices):
    """Why guidance ended. The code is kept as the reason of the change of status."""

    AT_WORK = "at_work", _("At work and no guidance needed any more")
    STUDYING = "studying", _("In education or training")
    PERIOD_OVER = "period_over", _("The period of guidance is over")
    MOVED_AWAY = "moved_away", _("Moved out of reception")
    LEFT_COUNTRY = "left_country", _("Left the country")
    MAY_NOT_WORK = "may_not_work", _("May not work any more")
    OWN_WISH = "own_wish", _("Does not want guidance any more")
    NO_CONTACT = "no_contact", _("Cannot be reached")
    OTHER = "other", _("Another reason")


class Barrier(models.TextChoices):
    """What stands in the way of work; an intake keeps their codes. NONE: asked, and nothing does."""

    MOBILITY = "mobility", _("Getting to work")
    CHILD_CARE = "child_care", _("Child care")
    HEALTH = "health", _("Health")
    LANGUAGE = "language", _("Language")
    DIGITAL = "digital", _("Computer and telephone skills")
    BANKING = "banking", _("No bank account")
    ID_DOCUMENTS = "id_documents", _("Identity documents")
    MONEY = "money", _("Debts or costs before the first wage")
    HOUSING = "housing", _("Housing")
    NONE = "none", _("Nothing")


def reception_choices(countries: Countries = None) -> list[tuple[str, str]]:
    """Who gives reception, in these countries or in all of this site."""
    return _offered(country.receptions for country in countries or registry.countries())


def event_choices(countries: Countries = None) -> list[tuple[str, str]]:
    """The kinds of events of the procedure, in these countries or in all of this site."""
    return _offered(country.events for country in countries or registry.countries())


def document_choices(countries: Countries = None) -> list[tuple[str, str]]:
    """The kinds of documents, of these countries or of all of this site."""
    return _offered(country.documents for country in countries or registry.countries())


def mention_choices(countries: Countries = None) -> list[tuple[str, str]]:
    """What documents can say of work, in these countries or in all of this site."""
    known = countries or registry.countries()
    return _offered(kind.mentions for country in known for kind in country.documents)


def _offered(records: Iterable[Iterable[Any]]) -> list[tuple[str, str]]:
    """Each code once, with its label in the first country that has it."""
    labels: dict[str, str] = {}
    for each in (each for some in records for each in some):
        labels.setdefault(each.code, gettext(each.label))
    return list(labels.items())
