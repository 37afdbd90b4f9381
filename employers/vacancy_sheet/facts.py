"""What a vacancy says, in words: the one way to show it, to the company, the desk and candidates.

``templates/components/vacancy_sheet.html`` draws it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from employers.models import Vacancy, VacancyCertificate, VacancyLanguage
from employers.vacancy_sheet.parties import Parties, parties_of
from jobdesk.vocabulary.languages import LanguageUse
from jobdesk.web.money import euros_per
from jobdesk.web.week import days_text, shifts_text

USES = tuple(LanguageUse.values)


ICONS = {"shifts": "cal", "languages": "lang", "certificates": "doc"}


@dataclass(frozen=True)
class Fact:
    """One thing that a vacancy says; ``field`` is what it is asked for by."""

    field: str
    label: str
    text: str

    @property
    def icon(self) -> str:
        """Its sign, where it stands without its label."""
        return ICONS.get(self.field, "info")


@dataclass(frozen=True)
class Contact:
    """Whom to call about a vacancy; the number may be empty."""

    name: str
    phone: str


@dataclass(frozen=True)
class VacancyWords:
    """All that a vacancy says beside its title and description. ``contact``: None where nobody is named."""

    facts: tuple[Fact, ...]
    parties: Parties
    contact: Contact | None


def vacancy_words(vacancy: Vacancy) -> VacancyWords:
    """Return what a vacancy says in words; ``queries.with_content`` fetches what that takes."""
    return VacancyWords(tuple(vacancy_facts(vacancy)), parties_of(vacancy), contact_of_vacancy(vacancy))


def vacancy_facts(vacancy: Vacancy) -> list[Fact]:
    """Return what a vacancy says beside its title and description; nothing for what it leaves open."""
    said = (
        ("company", _("Employer"), parties_of(vacancy).names),
        ("occupation", _("Occupation"), vacancy.occupation_name),
        ("municipality", _("Place of work"), vacancy.municipality),
        ("starts_on", _("Start from"), date_format(vacancy.starts_on, "j F Y") if vacancy.starts_on else ""),
        ("ends_on", _("Until"), date_format(vacancy.ends_on, "j F Y") if vacancy.ends_on else ""),
        ("hours", _("Hours a week"), str(vacancy.hours or "")),
        ("shifts", _("Days"), days_text(vacancy.shifts)),
        ("shifts", pgettext("of the day", "Times"), _times(vacancy)),
        ("contract", _("Contract"), str(vacancy.get_contract_display())),
        ("wage_hour", _("Gross wage"), euros_per(vacancy.wage_hour, "hour") if vacancy.wage_hour else ""),
        ("places", _("Number of people"), str(vacancy.places)),
        ("languages", _("Language"), languages_text(vacancy.languages.all())),
        ("certificates", _("You need"), _certificates(vacancy, is_offered=False)),
        ("training", _("You learn here"), _taught(vacancy)),
    )
    return [Fact(field, label, text) for field, label, text in said if text]


def languages_text(rows: Iterable[VacancyLanguage]) -> str:
    """Return each language with its levels: “Dutch: understanding A2, speaking A1”."""

    def order(row: VacancyLanguage) -> tuple[str, int]:
        return row.language, USES.index(row.use)

    found = []
    for _code, of_one in groupby(sorted(rows, key=order), key=lambda row: row.language):
        asked = list(of_one)
        levels = ", ".join(f"{str(row.get_use_display()).lower()} {row.level}" for row in asked)
        name = asked[0].get_language_display()
        found.append(_("%(language)s: %(levels)s") % {"language": name, "levels": levels})
    return "; ".join(found)


def certificates_text(rows: Iterable[VacancyCertificate], *, is_offered: bool) -> str:
    """Return the names of the certificates that the work needs, or that people get there."""
    return ", ".join(each.name for each in rows if each.is_offered == is_offered)


def contact_of_vacancy(vacancy: Vacancy) -> Contact | None:
    """Return whom to call about a vacancy; None where nobody is named.

    A colleague whose account was closed since is not named, but the number stays.
    """
    colleague = vacancy.contact
    name = colleague.name if colleague and colleague.is_active else vacancy.contact_name
    return Contact(name, vacancy.contact_phone) if name or vacancy.contact_phone else None


def _times(vacancy: Vacancy) -> str:
    return ". ".join(filter(None, [shifts_text(vacancy.shifts), vacancy.working_times]))


def _certificates(vacancy: Vacancy, *, is_offered: bool) -> str:
    return certificates_text(vacancy.certificates.all(), is_offered=is_offered)


def _taught(vacancy: Vacancy) -> str:
    return ". ".join(filter(None, [vacancy.training, _certificates(vacancy, is_offered=True)]))
