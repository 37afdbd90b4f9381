"""Facts made by hypothesis: a span of a few years, in which everything can happen."""

from datetime import date, timedelta

from hypothesis import settings
from hypothesis import strategies as st

from law import registry
from law.countries.common import APPEAL_ANNULLED, DECIDED, TRACK_CHOSEN
from law.engine import WORK_KINDS, Document, Event, Facts
from law.rules import Parameter
from law.rules.kinds import Definition, Kind, definitions

# The calendar of public holidays is read on first use, which takes longer than an example may.
unhurried = settings(deadline=None)

COUNTRIES = registry.countries()
DOCUMENT_TYPES = sorted({kind.code for country in COUNTRIES for kind in country.documents})
RECEPTIONS = sorted({each.code for country in COUNTRIES for each in country.receptions})
REGIONS = [each.code for country in COUNTRIES for each in country.regions]
STATUSES = ["refugee", "subsidiary", "temporary_protection"]
TRACKS = [each.code for each in TRACK_CHOSEN.values]
FIRST_RESULTS = [each.code for each in DECIDED.values]

FIRST, LAST = date(2023, 6, 1), date(2027, 9, 1)
days = st.dates(FIRST, LAST)
employers = st.sampled_from(["hotel", "bakery"])


def of_type(kind: str, **fields) -> st.SearchStrategy[Event]:
    return st.builds(Event, type=st.just(kind), on=days, **fields)


events = st.one_of(
    of_type("application_lodged", subsequent=st.booleans()),
    of_type("application_lodged"),
    of_type("track", value=st.sampled_from(TRACKS)),
    of_type("first_decision", result=st.sampled_from(FIRST_RESULTS)),
    of_type("subsequent_admissible"),
    of_type("decision_elsewhere"),
    of_type("appeal_lodged"),
    of_type("appeal_decided", result=st.sampled_from(["granted", "refused", APPEAL_ANNULLED])),
    of_type("status_granted", status=st.sampled_from(STATUSES), third_country=st.booleans()),
    of_type("dublin_transfer_notified"),
    of_type("employer_notified", employer=employers),
    of_type(
        "volunteer_declaration",
        result=st.sampled_from(["acknowledged", "granted", "refused"]),
        employer=st.none() | employers,
    ),
)


@st.composite
def documents(draw) -> Document:
    from_on = draw(days)
    length = draw(st.none() | st.integers(0, 500))
    return Document(
        type=draw(st.sampled_from(DOCUMENT_TYPES)),
        from_on=from_on,
        until_on=None if length is None else from_on + timedelta(days=length),
        employer=draw(st.none() | employers),
        mention=draw(st.sampled_from([None, "none", "unlimited", "limited"])),
    )


facts = st.builds(
    Facts,
    country=st.sampled_from([country.code for country in COUNTRIES]),
    birth_date=st.none() | st.dates(date(1990, 1, 1), date(2010, 12, 31)),
    work=st.sampled_from(WORK_KINDS),
    employer=st.none() | employers,
    reception=st.none() | st.sampled_from(RECEPTIONS),
    region=st.none() | st.sampled_from(REGIONS),
    events=st.lists(events, max_size=5).map(tuple),
    documents=st.lists(documents(), max_size=4).map(tuple),
)


def later_value(definition: Definition) -> st.SearchStrategy[Parameter]:
    """A value as an administrator adds it: another one, or not known from a day on."""
    values = {
        Kind.YES_NO: st.booleans(),
        Kind.COUNT: st.integers(0, 12),
        Kind.NUMBER: st.integers(0, 12),
        Kind.WORDS: st.lists(st.sampled_from(list(definition.words) or ["none"]), unique=True),
        Kind.DAY: days,
        Kind.EUROS: st.integers(0, 20),
    }[definition.kind]
    return st.builds(
        Parameter,
        name=st.just(definition.name),
        value=st.none() | values,
        source=st.just("Law Gazette"),
        confidence=st.sampled_from(["O", "S"]),
        from_on=days,
        until_on=st.none(),
    )


later_values = st.lists(
    st.sampled_from([each for each in definitions().values() if ".work." in each.name]).flatmap(later_value),
    min_size=1,
    max_size=4,
)


@st.composite
def complete_applicants(draw) -> Facts:
    """Applicants of whom the engine knows all it asks for, in both countries."""
    country = draw(st.sampled_from([each.code for each in COUNTRIES]))
    lodged_on = draw(days)
    from_on = draw(days)
    document = Document(
        type="W-document" if country == "NL" else "attestation",
        from_on=from_on,
        until_on=from_on + timedelta(days=draw(st.integers(0, 700))),
    )
    return Facts(
        country=country,
        birth_date=draw(st.dates(date(1990, 1, 1), date(2009, 12, 31))),
        work=draw(st.sampled_from(["employee", "temp_agency", "internship"])),
        reception=draw(st.sampled_from(["COA", "Nidos"])),
        events=(Event("application_lodged", lodged_on), *draw(st.lists(events, max_size=2))),
        documents=(document,),
    )
