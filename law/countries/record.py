"""The record of a country: all that differs by country, and the one thing that code asks.

Texts are English keys (`law/messages.py`). Lists are in the order in which people are offered them.

Codes are open: the database keeps them as they are, so a country needs no migration. It keeps 20 characters
of a document, 30 of an event, of its values and of a kind of step, 10 of a mention, 12 of a reception, 40 of
a requirement. A longer code is refused at start, as is all else that does not fit together (`checking.py`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from law.countries import checking
from law.countries.company_number import CompanyNumber
from law.registry import CountryError
from law.rules.kinds import Definition
from law.shortage import ShortageList, read_lists
from law.steps.record import PERMIT

if TYPE_CHECKING:
    from law.contributions.answer import Contribution
    from law.contributions.sum import Sum
    from law.engine.case import Case

# -- facts -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class EventValue:
    """What an event can say: a result, a kind. ``heard``: how lists write it, with bars between.

    ``said``: what the exchange format says for it, where that is more than the code under the event's field.
    """

    code: str
    label: str
    heard: str = ""
    said: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Status(EventValue):
    """A status that can be granted. ``name``: of somebody who has it, in a sentence.

    ``document``: the kind that proves it. ``opens``: by which status steps say that it opens them; empty: by
    its code. ``is_temporary``: given without an application for asylum, and no contribution is asked.
    ``work_needs``: the purpose of the step that work waits for ("notification"); empty: that of the country.
    """

    name: str
    document: str
    opens: str = ""
    is_temporary: bool = False
    work_needs: str = ""

    @property
    def opens_as(self) -> str:
        """Under which name steps are opened by it."""
        return self.opens or self.code


@dataclass(frozen=True, slots=True, kw_only=True)
class EventKind:
    """A kind of dated event. ``field``: under which name the exchange format carries its value.

    ``also``: further codes that the format takes for the value. ``employer``: "may" or "must" name one.
    """

    code: str
    label: str
    heard: str = ""
    field: str = ""
    values: tuple[EventValue, ...] = ()
    also: tuple[str, ...] = ()
    employer: str = ""
    may_be_subsequent: bool = False

    def value(self, code: str) -> EventValue | None:
        """The value with this code, if it can have it."""
        return next((each for each in self.values if each.code == code), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """What a document can say of work. ``heard``: how lists write it, with bars between."""

    code: str
    label: str
    heard: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentKind:
    """A kind of document. ``station``: its short name on the path; ``card``: its phrase on the card.

    ``heard``: how lists write it, with bars between.
    ``proves_stay``: it says that somebody may stay; others say where or how they may work.
    ``of_employer``: it is a work permit for one employer. ``mentions``: what it can say of work.
    """

    code: str
    label: str
    station: str = ""
    card: str = ""
    heard: str = ""
    proves_stay: bool = True
    of_employer: bool = False
    mentions: tuple[Mention, ...] = ()

    @property
    def station_name(self) -> str:
        """Its name on the path: the short one, if it has one."""
        return self.station or self.label


@dataclass(frozen=True, slots=True, kw_only=True)
class Reception:
    """Who gives reception. ``is_agency``: an office that is named where it must act.

    ``scheme``: the contribution it asks from a wage; empty: none. ``ends_after``: the parameter that says
    after how many months of contract work can end the place; empty: no such rule is known. ``ends_text``:
    that rule in a sentence.
    """

    code: str
    label: str
    is_agency: bool = True
    scheme: str = ""
    ends_after: str = ""
    ends_text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """A region whose rules on work differ, by its code in the exchange format."""

    code: str
    label: str


# -- words -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """How a decision is said when one of its reasons says it best.

    ``title``: one line, may name ``%(from_on)s``. ``badge``: two or three words. ``card``, ``card_note``: the
    phrases of the card; empty: those of the outcome.
    """

    title: str
    badge: str
    card: str = ""
    card_note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement:
    """What somebody must still get or do, by its code in a decision; steps name the code in ``opened_by``.

    ``code``: that of the document or the event that meets it, where there is one; never that of a step alone.
    ``title``: of a decision that needs it; ``title_later``: of one that will need it, from a later day.
    ``card``: the phrase of the card, with ``<card>_text`` as its note; empty: the card has none of its own.
    """

    code: str
    label: str
    title: str = ""
    title_later: str = ""
    card: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HelpAddress:
    """Who helps somebody who is not paid or not safe at work, beside the desk: an office or an organisation.

    ``name``: as it writes itself. ``phone``: empty where none was read in a source. ``source`` and
    ``read_on``: where this stands, and the day it was read there.
    """

    name: str
    url: str
    source: str
    read_on: date
    phone: str = ""


# -- money -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursLimit:
    """The most hours of paid work in a week, for those of an age.

    ``parameter``: so many hours. ``weeks``: work that lasts at least so long is held to it. ``from_age`` and
    ``below_age``: in years; None: no such bound. ``adds_up``: the parameter that says whether the hours at
    several employers count together.
    """

    parameter: str
    adds_up: str
    weeks: int = 1
    from_age: int | None = None
    below_age: int | None = None

    def is_for(self, age: int) -> bool:
        """Whether it is the limit of somebody of an age in years."""
        return (self.from_age or 0) <= age and (self.below_age is None or age < self.below_age)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme:
    """A contribution from a wage. ``work_out``: from a sum begun to the answer.

    ``statuses``: who is asked, by code; the first one is an applicant. ``protected``: which of them has
    protection. ``first_year``: the first that can be asked about. ``lines``: the sentences of its sum.
    ``advice``: what everybody should know, with its title. ``asks_weeks``: of an applicant, how many weeks of
    the last 52 were worked. ``declared_label``: asks whether the wage was declared; empty: it does not ask.
    """

    code: str
    agency: str
    label: str
    for_whom: str
    work_out: Callable[[Sum], Contribution]
    statuses: Mapping[str, str]
    protected: str
    lines: Mapping[str, str]
    advice_title: str
    advice: str
    first_year: int
    asks_household: bool = False
    asks_weeks: bool = False
    declared_label: str = ""

    @property
    def applicant(self) -> str:
        """How the scheme calls an applicant."""
        return next(iter(self.statuses))


# -- the country -----------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Country:
    """One country.

    ``code``: ISO 3166, two capitals. ``decide``: its rules on the right to work; ends by raising.
    ``definitions``: the parameters that they ask for. ``folder``: where ``values.toml``, ``steps.toml``, the
    phrases of the card (``card/<language>.toml``) and the places (``places.csv``, may be missing) stand, and
    the shortage occupations (``shortage.toml``, may be missing).
    ``holidays``: the public holidays of a year.

    Facts: ``events``, ``documents``, ``receptions`` (the first is that of a new resident), ``regions`` (whose
    rules on work differ). ``applicant_document``: the kind an applicant has. ``asylum_authority``: it decides
    on the application. ``reference``: what people call the agency's number of a resident;
    ``reference_prefixes``: letters written before it that do not count. ``phone_prefix``: without the plus.
    ``company_number``: how it numbers its companies; None: nobody asks for one.

    Languages: ``languages``: those in which offices read a letter, the usual one first.
    ``languages_of_regions``: the language spoken at work where it is not the usual one, by the name of a
    region in small letters. ``language_label``: what they are together; ``language_short``: in few words;
    ``language_question``: the intake's question about it; ``language_question_in``: the same in languages
    that the screens do not speak, by ISO 639 code.

    Words: ``reasons``, ``requirements``, ``missing`` by code; ``allowed`` and ``refused``: the verdicts by
    reason, of which the first that is among the reasons says it best.

    ``work_needs``: the purpose of the step that work waits for ("permit", "notification"), unless a status
    has one of its own. In a country without such a step it waits for none. ``help``: to whom somebody who is
    wronged at work can turn. ``emergency``: the number in danger; 112 holds in the whole European Union
    (Directive (EU) 2018/1972, article 109).

    Money: ``schemes`` of contributions. ``minimum_wage``: the parameter of an hour of an adult; empty: there
    is no legal minimum. ``minimum_wage_at``: that of an age with a lower one, by age in years.
    ``minimum_wage_in``: that of a collective agreement, by the code of its sector; only where one is known.
    ``hours_limits``: the most hours of work in a week; none: no limit is known here.
    """

    code: str
    name: str
    decide: Callable[[Case], None]
    definitions: tuple[Definition, ...]
    folder: Path
    holidays: Callable[[int], frozenset[date]]

    events: tuple[EventKind, ...]
    documents: tuple[DocumentKind, ...]
    receptions: tuple[Reception, ...]
    applicant_document: str
    asylum_authority: str
    reference: str
    reference_prefixes: tuple[str, ...] = ()
    phone_prefix: str = ""
    company_number: CompanyNumber | None = None
    regions: tuple[Region, ...] = ()

    languages: tuple[str, ...]
    language_label: str
    language_short: str
    language_question: str
    language_question_in: Mapping[str, str] = field(default_factory=dict)
    languages_of_regions: Mapping[str, str] = field(default_factory=dict)

    reasons: Mapping[str, str] = field(default_factory=dict)
    requirements: tuple[Requirement, ...] = ()
    missing: Mapping[str, str] = field(default_factory=dict)
    allowed: Mapping[str, Verdict] = field(default_factory=dict)
    refused: Mapping[str, Verdict] = field(default_factory=dict)
    work_needs: str = PERMIT
    emergency: str = "112"

    schemes: tuple[Scheme, ...] = ()
    minimum_wage: str = ""
    minimum_wage_at: Mapping[int, str] = field(default_factory=dict)
    minimum_wage_in: Mapping[str, str] = field(default_factory=dict)
    hours_limits: tuple[HoursLimit, ...] = ()

    @property
    def values(self) -> Path:
        """The data file with its dated values."""
        return self.folder / "values.toml"

    @property
    def steps(self) -> Path:
        """The data file with its kinds of steps."""
        return self.folder / "steps.toml"

    @cached_property
    def help(self) -> tuple[HelpAddress, ...]:
        """Whom to turn to when work is not paid or not safe: its ``help.toml``, if there is one."""
        path = self.folder / "help.toml"
        if not path.is_file():
            return ()
        return tuple(HelpAddress(**each) for each in tomllib.loads(path.read_text(encoding="utf-8"))["help"])

    @property
    def shortage(self) -> Path:
        """The data file with the lists of shortage occupations; it need not be there."""
        return self.folder / "shortage.toml"

    @cached_property
    def shortage_lists(self) -> tuple[ShortageList, ...]:
        """What its employment services say of occupations: its ``shortage.toml``, if there is one."""
        return read_lists(self.shortage)

    @property
    def places(self) -> Path | None:
        """The data file with its places, if there is one: name, coordinates in degrees, other names."""
        path = self.folder / "places.csv"
        return path if path.is_file() else None

    @property
    def card(self) -> Path:
        """The folder with its own phrases of the card, by language; it need not be there."""
        return self.folder / "card"

    @cached_property
    def event_by_code(self) -> Mapping[str, EventKind]:
        """Its kinds of events, by code."""
        return {each.code: each for each in self.events}

    @cached_property
    def document_by_code(self) -> Mapping[str, DocumentKind]:
        """Its kinds of documents, by code."""
        return {each.code: each for each in self.documents}

    @cached_property
    def requirement_by_code(self) -> Mapping[str, Requirement]:
        """What its rules can require, by code."""
        return {each.code: each for each in self.requirements}

    @cached_property
    def statuses(self) -> Mapping[str, Status]:
        """The statuses that can be granted, by code."""
        return {
            value.code: value for event in self.events for value in event.values if isinstance(value, Status)
        }

    def status(self, code: str) -> Status | None:
        """The status with this code, if it knows one."""
        return self.statuses.get(code)

    @property
    def permit_document(self) -> str:
        """The kind of document that is a permit for one employer. Raises CountryError where there is none."""
        for kind in self.documents:
            if kind.of_employer:
                return kind.code
        raise CountryError(f"{self.code}: has no work permit")

    @property
    def asks_employer(self) -> bool:
        """Whether the right to work can depend on the employer: on a permit, or on a notification."""
        return any(kind.of_employer for kind in self.documents) or any(kind.employer for kind in self.events)

    def reception(self, code: str) -> Reception | None:
        """Who gives reception under this code."""
        return next((each for each in self.receptions if each.code == code), None)

    def language_of(self, region: str) -> str:
        """The language spoken at work in a region, by its name."""
        return self.languages_of_regions.get(region.casefold(), self.languages[0])

    def check(self) -> None:
        """See that the record fits together, with its data files and the database. Raises CountryError."""
        checking.check(self)
