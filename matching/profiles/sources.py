"""What of the file a profile is built from: each kind of row read once for any number of residents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Count, Exists, OuterRef

from jobdesk.vocabulary.languages import Language
from jobdesk.vocabulary.models import Scheme
from jobdesk.vocabulary.own_words import Reader
from law.registry import country as record_of
from matching.models import Match, Placement, Proposal
from matching.profiles.right_to_work import NEVER, Decided, Paper
from residents.consents import holding_on
from residents.models import (
    Certificate,
    Consent,
    Document,
    Intake,
    LanguageSkill,
    Resident,
    WishedWork,
    WorkExperience,
)

ANSWERS = (
    "occupation",
    "experience_years",
    "skills",
    "lessons",
    "availability",
    "starts_from",
    "hours",
    "travel_minutes",
    "cycling",
    "licence",
    "transport",
)
MONTHS = 12
_TERM = ("occupation__scheme", "occupation__code", "occupation__parent__code")
_WORDS = ("words", "misread_as")


class Work(NamedTuple):
    """Work that somebody did. ``years`` as they said, else by the days, as well as those are known.

    ``is_read``: in own words, of which the unit group is what they mean without a doubt.
    """

    unit: str
    years: Decimal | None = None
    began_in: str = ""
    ended_in: str = ""
    is_read: bool = False

    @property
    def number_of_years(self) -> float | None:
        """How many years, to a tenth; None where neither they nor both days are known."""
        if self.years is not None:
            return float(self.years)
        if not self.began_in or not self.ended_in:
            return None
        return round(max(_in_years(self.ended_in) - _in_years(self.began_in), 0), 1)


class Held(NamedTuple):
    """A skill, certificate or licence that somebody has."""

    kind: str
    code: str
    usually_ends: bool
    expires_on: date | None


@dataclass(slots=True)
class Sources:
    """All that is read of one resident. ``answers``: the latest one to each question, where there is one.

    ``language_here``: the language spoken at work where the centre is.
    """

    resident: int
    centre: int
    country: str
    language_here: str
    is_guided: bool
    decided: Decided
    answers: dict[str, Any] = field(default_factory=dict)
    has_complete_intake: bool = False
    work: list[Work] = field(default_factory=list)
    languages: dict[str, str] = field(default_factory=dict)
    heard: dict[str, str] = field(default_factory=dict)  # levels, by the intakes
    skills: list[Held] = field(default_factory=list)
    wishes: list[str] = field(default_factory=list)
    read_wishes: set[str] = field(default_factory=set)  # those that stand in own words only
    consent_until: date | None = None
    companies: list[int] = field(default_factory=list)
    open_proposals: int = 0


def sources_of(pks: Collection[int], on: date) -> list[Sources]:
    """Read what the profiles of these residents are built from, as of a day; eleven queries.

    Those who are not there, or were merged into another record, are left out. Asks for a system scope.
    """
    found = {each.resident: each for each in _residents(pks)}
    for read in (_intakes, _languages, _skills, _companies, _proposals):
        read(found)
    reader = Reader()
    for read_work in (_work, _wishes):
        read_work(found, reader)
    _consents(found, on)
    return list(found.values())


def _residents(pks: Collection[int]) -> Iterable[Sources]:
    papers = defaultdict(list)
    rows = Document.objects.filter(resident__in=pks).order_by("pk")
    for pk, kind, from_on, until_on, employer in rows.values_list(
        "resident_id", "type", "from_on", "until_on", "employer"
    ):
        papers[pk].append(Paper(kind, from_on, until_on, employer))
    people = Resident.objects.filter(pk__in=pks).order_by("pk")
    where = ("centre_id", "centre__country", "centre__region__name")
    names = ("work_outcome", "work_allowed_from", "work_allowed_until", "work_requirement")
    for pk, status, centre, country, region, outcome, from_on, until_on, requirement in people.values_list(
        "pk", "status", *where, *names
    ):
        yield Sources(
            resident=pk,
            centre=centre,
            country=country,
            language_here=record_of(country).language_of(region),
            is_guided=status in Resident.GUIDED,
            decided=Decided(outcome, from_on, until_on, requirement, tuple(papers[pk])),
        )


def _intakes(found: dict[int, Sources]) -> None:
    rows = Intake.objects.filter(resident__in=found).order_by("-started_on", "-pk")
    for pk, status, country, region, here, english, *answers in rows.values_list(
        *("resident_id", "status", "centre__country", "centre__region__name", "dutch_or_french", "english"),
        *ANSWERS,
    ):
        sources = found[pk]
        sources.has_complete_intake |= status == Intake.Status.COMPLETE
        for language, level in ((record_of(country).language_of(region), here), (Language.EN, english)):
            if level:
                sources.heard.setdefault(language, level)
        for name, answer in zip(ANSWERS, answers, strict=True):
            if answer not in (None, ""):
                sources.answers.setdefault(name, answer)


def _unit_group(scheme: str, code: str, parent: str | None) -> str:
    """As ``Occupation.unit_group``, without reading an object; empty for a group wider than that."""
    unit = code if scheme == Scheme.ISCO else parent or ""
    return unit if len(unit) == 4 else ""


def _work(found: dict[int, Sources], reader: Reader) -> None:
    """Work by a term, or as own words are read. Where no row ever was, that which the intake asks for."""
    rows = WorkExperience.with_removed.filter(resident__in=found).order_by("pk")
    with_rows = set()
    for pk, removed_at, years, began_in, ended_in, words, misread_as, *term in rows.values_list(
        "resident_id", "removed_at", "years", "began_in", "ended_in", *_WORDS, *_TERM
    ):
        with_rows.add(pk)
        if removed_at:
            continue
        if unit := _named_or_read(found[pk], words, misread_as, term, reader):
            found[pk].work.append(Work(unit, years, began_in, ended_in, is_read=bool(words)))
    for pk in found.keys() - with_rows:
        said = found[pk].answers.get("occupation", "")
        if unit := said and reader.sure(said, found[pk].language_here):
            found[pk].work.append(Work(unit, is_read=True))


def _named_or_read(sources: Sources, words: str, misread_as: str, term: Sequence[Any], reader: Reader) -> str:
    """The unit group of a term, or of own words that are sure; else empty."""
    if words:
        return reader.sure(words, sources.language_here, misread_as=misread_as)
    scheme, code, parent = term
    return _unit_group(scheme, code, parent)


def _in_years(when: str) -> float:
    """``2019`` or ``2019-07`` as a number."""
    year, _dash, month = when.partition("-")
    return int(year) + (int(month or 1) - 1) / MONTHS


def _languages(found: dict[int, Sources]) -> None:
    rows = LanguageSkill.objects.filter(resident__in=found).order_by("pk")
    for pk, language, level in rows.values_list("resident_id", "language", "level"):
        found[pk].languages[language] = level


def _skills(found: dict[int, Sources]) -> None:
    rows = Certificate.objects.filter(resident__in=found, skill__isnull=False).order_by("pk")
    for pk, kind, code, months, expires_on in rows.values_list(
        "resident_id", "skill__kind", "skill__code", "skill__usual_months", "expires_on"
    ):
        found[pk].skills.append(Held(kind, code, months is not None, expires_on))


def _wishes(found: dict[int, Sources], reader: Reader) -> None:
    rows = WishedWork.objects.filter(resident__in=found).order_by("rank", "pk")
    named: dict[int, set[str]] = defaultdict(set)
    for pk, words, misread_as, *term in rows.values_list("resident_id", *_WORDS, *_TERM):
        sources = found[pk]
        unit = _named_or_read(sources, words, misread_as, term, reader)
        if not unit:
            continue
        if unit not in sources.wishes:
            sources.wishes.append(unit)
        (sources.read_wishes if words else named[pk]).add(unit)
    for pk, units in named.items():
        found[pk].read_wishes -= units


def _consents(found: dict[int, Sources], on: date) -> None:
    rows = Consent.objects.filter(holding_on(on), resident__in=found, purpose=Consent.Purpose.PROFILE)
    for pk, until_on in rows.order_by().values_list("resident_id", "until_on"):
        found[pk].consent_until = max(until_on or NEVER, found[pk].consent_until or date.min)


def _companies(found: dict[int, Sources]) -> None:
    """Where they work for a wage or have been promised work: a match that stands is a promise."""
    under_way = Placement.objects.under_way().filter(
        resident__in=found, kind__in=Placement.PAID_KINDS, match__status=Match.Status.STANDING
    )
    promised = Match.objects.standing().filter(
        ~Exists(Placement.objects.filter(match=OuterRef("pk"))), resident__in=found
    )
    for rows, company in ((under_way, "match__company_id"), (promised, "company_id")):
        for pk, code in rows.order_by("pk").values_list("resident_id", company):
            if code not in found[pk].companies:
                found[pk].companies.append(code)


def _proposals(found: dict[int, Sources]) -> None:
    rows = Proposal.objects.filter(resident__in=found, status__in=Proposal.RUNNING).order_by()
    for pk, number in rows.values_list("resident_id").annotate(number=Count("pk")):
        found[pk].open_proposals = number
