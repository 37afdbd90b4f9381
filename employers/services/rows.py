"""What a vacancy says in rows: the languages that it asks, and certificates that it asks or gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from employers.models import Vacancy
from jobdesk.vocabulary.languages import LanguageAsked
from jobdesk.vocabulary.models import Skill


class CertificateSaid(NamedTuple):
    """A certificate, by term or in own words: needed, or got at this work (``is_offered``)."""

    skill: Skill | None
    words: str
    is_offered: bool


ROWS: dict[str, type[LanguageAsked] | type[CertificateSaid]] = {
    "languages": LanguageAsked,
    "certificates": CertificateSaid,
}


def said(vacancy: Vacancy, name: str) -> Any:
    """Return what a vacancy says in a field of VacancyDetails; rows as the tuples that the services take."""
    kind = ROWS.get(name)
    if kind is None:
        return getattr(vacancy, name)
    return tuple(kind(*(getattr(row, each) for each in kind._fields)) for row in getattr(vacancy, name).all())


def write_rows(vacancy: Vacancy, details: Mapping[str, Any]) -> None:
    """Replace the rows of what is said, and leave the others."""
    for name in ROWS.keys() & details.keys():
        rows = getattr(vacancy, name)
        rows.all().delete()
        for row in details[name]:
            rows.create(**row._asdict())


def plain_rows(rows: Iterable[Any]) -> list[list[Any]]:
    """Rows as JSON keeps them in a change: a term by its key, in an order that no form decides."""
    return sorted(([_plain(value) for value in row] for row in rows), key=repr)


def rows_in(values: Mapping[str, Any]) -> dict[str, tuple[Any, ...]]:
    """Return what a change holds in rows, as the tuples of ``ROWS``."""
    return {name: _read(name, values[name]) for name in ROWS if name in values}


def _plain(value: Any) -> Any:
    if isinstance(value, Skill):
        return value.pk
    return str(value) if isinstance(value, str) else value


def _read(name: str, kept: Sequence[Sequence[Any]]) -> tuple[Any, ...]:
    kind = ROWS[name]
    if kind is not CertificateSaid:
        return tuple(kind(*row) for row in kept)
    skills = Skill.objects.in_bulk([skill for skill, _words, _is_offered in kept if skill])
    return tuple(CertificateSaid(skills.get(skill), words, is_offered) for skill, words, is_offered in kept)
