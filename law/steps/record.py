"""The record of one kind of step: all that the screens, cards, mails and services know of it. Pure.

Code asks a record for a purpose or a flag, never for the name of the kind: kinds are data, and a country has
its own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

CALENDAR, WORKING = "calendar", "working"
LEGAL, USUAL = "legal", "usual"
PARTIES = frozenset({"resident", "coach", "employer", "agency", "municipality", "authority"})
# What opens a step, besides a status that is granted and what the right to work requires (the code of a
# Requirement of the country): a match about paid work, any work that is planned, the start of paid work,
# every month with a wage, a foreign diploma that is not valued (says the intake), a document that ends
# (``opens_before`` days before).
ON_MATCH, ON_PLAN, ON_START, ON_WAGE = "match", "plan", "start", "wage"
ON_DIPLOMA, ON_EXPIRY = "foreign_diploma", "document_ends"
OPENERS = frozenset({ON_MATCH, ON_PLAN, ON_START, ON_WAGE, ON_DIPLOMA, ON_EXPIRY})
RELOCATION, REENTRY = "relocation", "reentry"  # what starts its clock again
RESTARTERS = frozenset({RELOCATION, REENTRY})
# What a step is for. Each has its place on the way to work; a kind without a purpose has none.
NUMBER, ACCOUNT, PERMIT = "number", "account", "permit"
NOTIFICATION, VOLUNTEERING, START = "notification", "volunteering", "start"
PURPOSES = frozenset({NUMBER, ACCOUNT, PERMIT, NOTIFICATION, VOLUNTEERING, START})
# What ends a step where a tick proves nothing. The first four are recorded with the placement; of these the
# first worked day has its own words, and the papers before it those of their kind (``record``).
BY_PERMIT, BY_NOTIFICATION, BY_ANSWER, BY_START = "permit", "notification", "answer", "start"
BY_DOCUMENT, BY_PROOF = "document", "proof"
WITH_WORDS = frozenset({BY_PERMIT, BY_NOTIFICATION, BY_ANSWER})
WITH_PLACEMENT = WITH_WORDS | {BY_START}
# Where what is copied into an official form comes from: the company, its client (where an agency hires for
# one; the field is left out where it does not), the person, the agreed work.
# The last two are not in Jobdesk, or not for an employer: the person or the company itself knows.
VALUES = frozenset(
    {
        "company.name",
        "company.number",
        "company.municipality",
        "company.phone",
        "client.name",
        "client.number",
        "person.first_name",
        "person.last_name",
        "person.birth_date",
        "person.document",
        "person.document_until",
        "work.title",
        "work.kind",
        "work.place",
        "work.hours",
        "work.wage_hour",
        "work.start",
        "work.end",
        "ask.person",
        "ask.company",
    }
)

# The units of the parameters of the law that can set a term: how it is counted, and the days in one of them.
TERM_UNITS = {"working_days": (WORKING, 1), "days": (CALENDAR, 1), "weeks": (CALENDAR, 7)}

_WORDS = {
    "party": PARTIES,
    "basis": {LEGAL, USUAL},
    "count": {CALENDAR, WORKING},
    "confidence": {"O", "S", "M"},
    "purpose": {"", *PURPOSES},
    "ended_by": {"", BY_DOCUMENT, BY_PROOF, *WITH_PLACEMENT},
}


class CatalogueError(ValueError):
    """A catalogue of steps says something that cannot be; the message names the step and the field."""


@dataclass(frozen=True, slots=True)
class Recording:
    """The words with which the desk records a permit, a notification or an answer.

    ``title`` and ``help`` of the form; ``done``: said afterwards; ``question``: the label of an answer.
    """

    title: str
    help: str
    done: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of an official form: its ``label`` there, and the ``value`` (of ``VALUES``) to copy into it."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class OfficialForm:
    """How an employer files something: what to copy, where it goes, what the desk asks to see.

    ``fields`` in the order of the form. ``address``, ``phone``: where it goes, besides the ``link`` of the
    step. ``source``, ``confidence``, ``read_on``: of the fields and of where it goes. ``proof``: what the
    desk asks to see; empty: no file is asked for. ``keep_years``: the parameter of the law that says how many
    years after the end of the year in which the work ends the employer keeps it.
    """

    source: str
    confidence: str
    read_on: date
    fields: tuple[FormField, ...] = ()
    address: str = ""
    phone: str = ""
    proof: str = ""
    keep_years: str = ""

    @property
    def is_provisional(self) -> bool:
        """Whether it is not from an official page or text."""
        return self.confidence != "O"


@dataclass(frozen=True, slots=True)
class StepKind:
    """One kind of step in a country. Texts are in English and translated where they are shown.

    When and by whom:
    ``party``: whose turn it is. ``authority``: the name of that authority, if it has one. ``days``: the legal
    or usual duration (``basis``), in calendar or working days. ``term``: the parameter of the law that sets
    it; ``days`` is then the value that was shipped. ``waits_for``: the kinds that come before it.
    ``due_with_start``: due on the first day planned for the work, or when ``days`` are over, if later.
    ``opened_by``, ``restarts_on``: what opens it (a word of ``OPENERS``, a status, a requirement), and what
    starts its clock again (a word of ``RESTARTERS``). ``opens_before``: so many days before a document ends.
    ``reception``: opened only for those who live there; empty: for everyone.

    What it means:
    ``purpose``: what it is for, by which code finds it. ``before_start``: no work without it. ``of_one_job``:
    each job needs its own. ``ended_by``: what must be recorded or shown to end it; empty: a tick will do.
    ``shown_to_employer``: the employer of the job may know whether it is done.

    How it is said:
    ``icon``: its sign on the desk's screens. ``station``: its short name on the path. ``consequence``: what
    does not work without it. ``after``: what a step reads that waits for this one. ``awaited``: the name of
    the list of those who wait for it. ``how_to_file``: what an employer reads who must file it; empty: no
    employer files it. ``form``: the official form, or what they copy and keep. ``record``: the words with
    which the desk records what ends it, for a paper that is recorded with the placement. ``card``,
    ``card_icon``: the phrase and the pictogram of its name on the card of the resident; ``bring``,
    ``bring_icon``: those of what to take along. A phrase stands in ``card/`` of the country, or with those of
    all countries in ``desk/card/phrases``; where a language lacks it, the card says it in English, or gives
    the label. ``on_card``: off for what is between employer and desk only. ``link``: the home page of the
    authority, or a page of it that was found; addresses deeper down move too often.
    """

    kind: str
    label: str
    party: str
    days: int
    source: str
    confidence: str
    authority: str = ""
    basis: str = USUAL
    count: str = CALENDAR
    term: str = ""
    waits_for: tuple[str, ...] = ()
    opened_by: tuple[str, ...] = ()
    restarts_on: tuple[str, ...] = ()
    opens_before: int = 0
    due_with_start: bool = False
    reception: tuple[str, ...] = ()
    purpose: str = ""
    before_start: bool = False
    of_one_job: bool = False
    ended_by: str = ""
    shown_to_employer: bool = False
    icon: str = "doc"
    station: str = ""
    consequence: str = ""
    after: str = ""
    awaited: str = ""
    how_to_file: str = ""
    form: OfficialForm | None = None
    record: Recording | None = None
    card: str = ""
    card_icon: str = ""
    bring: str = ""
    bring_icon: str = "note"
    on_card: bool = True
    link: str = ""

    @property
    def is_provisional(self) -> bool:
        """Whether the duration is not from an official page or text."""
        return self.confidence != "O"

    @property
    def is_filed_by_employer(self) -> bool:
        """Whether the employer of the job files it."""
        return bool(self.how_to_file)

    @property
    def is_decided(self) -> bool:
        """Whether an authority still decides on it after it was filed."""
        return self.ended_by in (BY_PERMIT, BY_ANSWER)

    @property
    def is_ended_with_placement(self) -> bool:
        """Whether what ends it is recorded with the placement: a permit, a notification, an answer."""
        return self.ended_by in WITH_PLACEMENT

    @property
    def is_for_start(self) -> bool:
        """Whether only the start of one job asks for it: when that job is over, it is not needed."""
        return self.of_one_job and (self.before_start or self.due_with_start)

    @property
    def station_name(self) -> str:
        """Its name on the path: the short one, if it has one."""
        return self.station or self.label


@dataclass(frozen=True, slots=True)
class HiringPaper:
    """What comes between the match and the first day, as an employer reads it before there is a match.

    ``weeks_of``: the kind of step whose duration fills ``%(weeks)d`` in ``who``. ``is_helped``: by the desk.
    """

    name: str
    who: str
    weeks_of: str = ""
    is_helped: bool = False


def read_kinds(entries: list[Mapping[str, Any]]) -> dict[str, StepKind]:
    """Return the kinds of a data file, by kind and in its order. Raises CatalogueError."""
    kinds: dict[str, StepKind] = {}
    for entry in entries:
        kind = _read(entry)
        if kind.kind in kinds:
            raise CatalogueError(f"{kind.kind}: stands there twice")
        kinds[kind.kind] = kind
    for kind in kinds.values():
        if unknown := set(kind.waits_for) - set(kinds):
            raise CatalogueError(f"{kind.kind}: waits_for names no step: {', '.join(sorted(unknown))}")
    return kinds


def _read(entry: Mapping[str, Any]) -> StepKind:
    name = entry.get("kind", "?")
    if unknown := set(entry) - {field.name for field in fields(StepKind)}:
        raise CatalogueError(f"{name}: unknown field {', '.join(sorted(unknown))}")
    given: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()
    }
    try:
        if "record" in given:
            given["record"] = Recording(**given["record"])
        if "form" in given:
            given["form"] = _read_form(given["form"])
        kind = StepKind(**given)
    except TypeError as error:
        raise CatalogueError(f"{name}: {error}") from None
    if unknown := set(kind.restarts_on) - RESTARTERS:
        raise CatalogueError(f"{name}: restarts_on names nothing that happens: {', '.join(sorted(unknown))}")
    for field, known in _WORDS.items():
        if getattr(kind, field) not in known:
            raise CatalogueError(f"{name}: {field} cannot be {getattr(kind, field)!r}")
    if kind.how_to_file and kind.party != "employer":
        raise CatalogueError(f"{name}: how_to_file is read by an employer, and party is {kind.party!r}")
    if kind.form and not kind.how_to_file:
        raise CatalogueError(f"{name}: form is of what an employer files, and how_to_file is empty")
    if kind.ended_by in WITH_WORDS and kind.record is None:
        raise CatalogueError(f"{name}: record is missing, for what ends it is recorded with the placement")
    return kind


def _read_form(entry: Mapping[str, Any]) -> OfficialForm:
    """Raises TypeError for what is missing or unknown, and for a value that nobody gives."""
    form = OfficialForm(**{**entry, "fields": tuple(FormField(**each) for each in entry.get("fields", ()))})
    if unknown := {field.value for field in form.fields} - VALUES:
        raise TypeError(f"form: nothing gives the value {', '.join(sorted(unknown))}")
    if form.confidence not in _WORDS["confidence"]:
        raise TypeError(f"form: confidence cannot be {form.confidence!r}")
    return form
