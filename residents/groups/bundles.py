"""Groups that share something, within reach of a centre: "11 people within 45 minutes have done this work".

Work and wishes are put together by the unit groups of ISCO-08, so that a barber and a hairdresser meet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jobdesk.desks.models import Centre
from jobdesk.desks.travel import minutes
from jobdesk.vocabulary.models import Occupation, Scheme, Skill
from jobdesk.vocabulary.words import normalise
from residents.choices import Barrier, Language
from residents.here import languages_here
from residents.models import (
    Certificate,
    Intake,
    LanguageSkill,
    Resident,
    WantedCertificate,
    WishedWork,
    WorkExperience,
)

SIZE, MINUTES = 5, 45  # the smallest group that is proposed, and the longest way to it
EXPIRES_DAYS = 90
UNIT_DIGITS = 4  # of a unit group of ISCO-08
BEGINNERS = ("A0", "A1", "A2")

# resident, centre, what they share (a key that names it in addresses)
Row = tuple[int, int, str]


class Kind(models.TextChoices):
    """What a group shares."""

    EXPERIENCE = "experience", _("Have done this work")
    WISH = "wish", _("Would like to do this work")
    WANTED = "wanted", _("Want this certificate")
    EXPIRED = "expired", _("Have this certificate, but it has expired or soon will")
    LANGUAGE = "language", _("Speak this language at this level")
    BARRIER = "barrier", _("The same stands in their way")


@dataclass(frozen=True)
class Bundle:
    """People who share something and can come to ``hub``. ``residents`` are their primary keys."""

    kind: str
    key: str
    label: str
    hub: Centre
    residents: tuple[int, ...]

    @property
    def size(self) -> int:
        return len(self.residents)

    @property
    def kind_label(self) -> str | Promise:
        return Kind(self.kind).label


def bundles(
    centres: Iterable[Centre], on: date, *, size: int = SIZE, within: int = MINUTES, kind: str = ""
) -> list[Bundle]:
    """Return the groups of at least ``size`` people within ``within`` minutes of one of ``centres``.

    Each shared thing stands once, at the centre that most of them can reach; the largest group first.
    """
    hubs = list(centres)
    reach = _reach(hubs, within)
    found = []
    for each in [Kind(kind)] if kind else Kind:
        by_key: dict[str, dict[int, set[int]]] = defaultdict(lambda: defaultdict(set))
        for resident, centre, key in _ROWS[each](on):
            by_key[key][centre].add(resident)
        large = {key: _best(places, hubs, reach) for key, places in by_key.items()}
        large = {key: best for key, best in large.items() if len(best[1]) >= size}
        labels = _LABELS[each](large)
        found += [
            Bundle(each, key, labels[key], hub, tuple(sorted(people)))
            for key, (hub, people) in large.items()
            if key in labels
        ]
    return sorted(found, key=lambda bundle: (-bundle.size, bundle.label, bundle.kind))


def _best(
    places: dict[int, set[int]], hubs: list[Centre], reach: dict[int, set[int]]
) -> tuple[Centre, set[int]]:
    def people(hub: Centre) -> set[int]:
        return set().union(*(residents for centre, residents in places.items() if centre in reach[hub.pk]))

    best = max(hubs, key=lambda hub: (len(people(hub)), len(places.get(hub.pk, ())), -hub.pk))
    return best, people(best)


def _reach(hubs: list[Centre], within: int) -> dict[int, set[int]]:
    """For each centre, those within so many minutes; itself always."""

    def point(centre: Centre) -> tuple[float, float]:
        return float(centre.latitude), float(centre.longitude)

    return {
        hub.pk: {
            other.pk
            for other in hubs
            if other.pk == hub.pk
            or (other.country == hub.country and minutes(point(other), point(hub)) <= within)
        }
        for hub in hubs
    }


def _of_guided(rows: QuerySet) -> QuerySet:
    return rows.filter(resident__status__in=Resident.GUIDED).order_by()


def _work(model: type[models.Model]) -> Callable[[date], Iterator[Row]]:
    def rows(_on: date) -> Iterator[Row]:
        values = _of_guided(model.objects.all()).values_list(
            "resident",
            "resident__centre",
            "words",
            "occupation__scheme",
            "occupation__code",
            "occupation__parent__scheme",
            "occupation__parent__code",
        )
        for resident, centre, words, *term in values:
            yield resident, centre, _unit(*term) or f"words:{normalise(words)}"

    return rows


def _unit(scheme: str | None, code: str | None, parent_scheme: str | None, parent: str | None) -> str:
    """The unit group of an occupation, else the occupation itself; empty for free words."""
    if scheme == Scheme.ISCO:
        return f"{scheme}:{code[:UNIT_DIGITS]}"
    if parent_scheme == Scheme.ISCO:
        return f"{parent_scheme}:{parent[:UNIT_DIGITS]}"
    return f"{scheme}:{code}" if code else ""


def _papers(rows: Callable[[date], QuerySet]) -> Callable[[date], Iterator[Row]]:
    def found(on: date) -> Iterator[Row]:
        values = _of_guided(rows(on)).values_list(
            "resident", "resident__centre", "words", "skill__scheme", "skill__code"
        )
        for resident, centre, words, scheme, code in values:
            yield resident, centre, f"{scheme}:{code}" if code else f"words:{normalise(words)}"

    return found


def _languages(_on: date) -> Iterator[Row]:
    """Beginners of a language of the country: they learn it where they live."""
    values = _of_guided(
        LanguageSkill.objects.filter(language__in=languages_here(), level__in=BEGINNERS)
    ).values_list("resident", "resident__centre", "language", "level")
    for resident, centre, language, level in values:
        yield resident, centre, f"{language}:{level}"


def _barriers(_on: date) -> Iterator[Row]:
    """What the last intake of each says."""
    values = _of_guided(Intake.objects.all()).order_by("started_on", "pk")
    last = {row[0]: row for row in values.values_list("resident", "resident__centre", "barriers")}
    for resident, centre, barriers in last.values():
        for barrier in filter(None, barriers.split(",")):
            if barrier != Barrier.NONE:
                yield resident, centre, f"barrier:{barrier}"


_ROWS: dict[str, Callable[[date], Iterator[Row]]] = {
    Kind.EXPERIENCE: _work(WorkExperience),
    Kind.WISH: _work(WishedWork),
    Kind.WANTED: _papers(lambda _on: WantedCertificate.objects.all()),
    Kind.EXPIRED: _papers(
        lambda on: Certificate.objects.filter(expires_on__lte=on + timedelta(days=EXPIRES_DAYS))
    ),
    Kind.LANGUAGE: _languages,
    Kind.BARRIER: _barriers,
}


def _terms(model: type[Occupation] | type[Skill]) -> Callable[[Iterable[str]], dict[str, str]]:
    def labels(keys: Iterable[str]) -> dict[str, str]:
        keys = list(keys)
        codes = [key.partition(":")[2] for key in keys if not key.startswith("words:")]
        named = {term.key: term.label for term in model.objects.filter(code__in=codes)}
        own = {key: key.removeprefix("words:").capitalize() for key in keys if key.startswith("words:")}
        return {key: label for key, label in {**named, **own}.items() if key in keys}

    return labels


def _language_labels(keys: Iterable[str]) -> dict[str, str]:
    pairs = {key: key.split(":") for key in keys}
    return {key: f"{Language(language).label} {level}" for key, (language, level) in pairs.items()}


def _barrier_labels(keys: Iterable[str]) -> dict[str, str]:
    return {key: str(Barrier(key.partition(":")[2]).label) for key in keys}


_LABELS: dict[str, Callable[[Iterable[str]], dict[str, str]]] = {
    Kind.EXPERIENCE: _terms(Occupation),
    Kind.WISH: _terms(Occupation),
    Kind.WANTED: _terms(Skill),
    Kind.EXPIRED: _terms(Skill),
    Kind.LANGUAGE: _language_labels,
    Kind.BARRIER: _barrier_labels,
}
