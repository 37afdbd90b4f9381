"""The catalogue of steps: complete, and counted in days as it says."""

from dataclasses import replace
from datetime import date

import pytest

from law import registry
from law.countries import nl
from law.steps import (
    CALENDAR,
    LEGAL,
    USUAL,
    WORKING,
    CatalogueError,
    HiringPaper,
    StepKind,
    UnknownStepError,
    check_catalogues,
    codes,
    countries,
    days_of_term,
    due_on,
    hiring_papers,
    kind_of,
    kinds_for,
    opened_by,
    read_catalogue,
    read_kinds,
    step_kind,
    step_kinds,
)


@pytest.mark.parametrize("country", ["NL", "BE"])
def test_catalogue_is_complete(country):
    kinds = step_kinds(country)
    assert {each for kind in kinds.values() for each in kind.waits_for} <= set(kinds)
    assert {each.count for each in kinds.values()} <= {CALENDAR, WORKING}
    assert {each.basis for each in kinds.values()} <= {LEGAL, USUAL}
    assert [each.kind for each in kinds.values() if each.confidence not in "OSM" or not each.source] == []


def test_step_kind_of_the_other_country_is_unknown():
    with pytest.raises(UnknownStepError):
        step_kind("dimona", "NL")


@pytest.mark.parametrize(
    ("kind", "opened", "due"),
    [
        ("twv", date(2026, 9, 1), date(2026, 10, 6)),  # five weeks, a Tuesday
        ("twv", date(2026, 8, 29), date(2026, 10, 5)),  # five weeks end on a Saturday: Monday
        ("notification", date(2026, 9, 4), date(2026, 9, 8)),  # Friday: Monday, Tuesday
        ("notification", date(2026, 12, 24), date(2026, 12, 29)),  # over Christmas
    ],
)
def test_due_on_counts_as_the_catalogue_says(kind, opened, due):
    assert due_on(step_kind(kind, "NL"), opened, "NL") == due


def entry(**fields) -> dict:
    """A step as it stands in a data file."""
    shortest = {
        "kind": "pass",
        "label": "Pass",
        "party": "coach",
        "days": 1,
        "source": "s",
        "confidence": "M",
    }
    return shortest | fields


@pytest.mark.parametrize(
    ("entries", "message"),
    [
        ([{"kind": "pass"}], "pass: .* missing 5 required positional arguments"),
        ([entry(colour="red")], "pass: unknown field colour"),
        ([entry(party="nobody")], "pass: party cannot be 'nobody'"),
        ([entry(purpose="money")], "pass: purpose cannot be 'money'"),
        ([entry(ended_by="applause")], "pass: ended_by cannot be 'applause'"),
        ([entry(how_to_file="Ask.")], "pass: how_to_file is read by an employer, and party is 'coach'"),
        ([entry(waits_for=["visa", "pass", "stamp"])], "pass: waits_for names no step: stamp, visa"),
        ([entry(restarts_on=["war", "flood"])], "pass: restarts_on names nothing that happens: flood, war"),
        ([entry(ended_by="answer")], "pass: record is missing, for what ends it is recorded with the pl"),
        ([entry(record={"title": "T"})], r"pass: Recording.__init__\(\) missing 2 required positional"),
        ([{"label": "Pass"}], r"\?: StepKind.__init__\(\) missing 5 required positional"),
        ([entry(colour="red", size=3)], "pass: unknown field colour, size"),
        ([entry(), entry()], "pass: stands there twice"),
    ],
)
def test_catalogue_that_cannot_be_says_where(entries, message):
    with pytest.raises(CatalogueError, match=f"^{message}"):
        read_kinds(entries)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ('purpose = "number"', "bank_account: another kind of step in XX than elsewhere"),
        ('purpose = "account"\nterm = "nl.work.waiting_months"', "nl.work.waiting_months is no parameter"),
    ],
)
def test_catalogues_that_contradict_each_other_say_where(tmp_path, monkeypatch, fields, message):
    text = '[[step]]\nkind = "bank_account"\nlabel = "Bank"\nparty = "coach"\ndays = 1\nsource = "s"\n'
    (tmp_path / "steps.toml").write_text(f'{text}confidence = "M"\n{fields}\n', encoding="utf-8")
    monkeypatch.setitem(registry._countries, "XX", replace(nl.COUNTRY, code="XX", folder=tmp_path))
    with pytest.raises(CatalogueError, match=message):
        check_catalogues()


def a_country(tmp_path, monkeypatch, text, code="XX"):
    """Install a country like the Netherlands with a catalogue of its own."""
    (tmp_path / "steps.toml").write_text(text, encoding="utf-8")
    monkeypatch.setitem(registry._countries, code, replace(nl.COUNTRY, code=code, folder=tmp_path))


STEP = """
[[step]]
kind = "stamp"
label = "Stamp"
party = "employer"
days = 3
source = "s"
confidence = "O"
opened_by = ["match", "wage"]
purpose = "permit"
how_to_file = "At the counter."
ended_by = "permit"
record = { title = "Record the stamp", help = "With its days.", done = "Recorded." }
icon = "stamp"

[[step]]
kind = "seal"
label = "Royal seal"
station = "Seal"
party = "authority"
days = 4
count = "working"
source = "s"
confidence = "S"
opened_by = ["match"]
purpose = "permit"
waits_for = ["stamp"]
of_one_job = true
before_start = true

[[hiring]]
name = "The stamp"
who = "you, in %(weeks)d weeks"
weeks_of = "stamp"
is_helped = true

[[hiring]]
name = "The seal"
who = "the king"
"""


@pytest.fixture
def _stamps(tmp_path, monkeypatch):
    a_country(tmp_path, monkeypatch, STEP)


@pytest.mark.usefixtures("_stamps")
def test_kinds_are_found_by_purpose_opener_and_flag_in_the_order_of_the_file():
    assert "XX" in countries()
    assert [kind.kind for kind in kinds_for("permit", "XX")] == ["stamp", "seal"]
    assert kinds_for("number", "XX") == []
    assert [kind.kind for kind in opened_by("match", "XX")] == ["stamp", "seal"]
    assert [kind.kind for kind in opened_by("wage", "XX")] == ["stamp"]
    assert codes(lambda kind: kind.icon == "stamp" and kind.days == 3) == {"stamp"}
    assert codes(lambda kind: kind.kind == "dimona") == {"dimona"}  # of any country


@pytest.mark.usefixtures("_stamps")
def test_a_kind_says_what_follows_from_its_fields():
    stamp, seal = step_kind("stamp", "XX"), step_kind("seal", "XX")
    assert (stamp.is_provisional, seal.is_provisional) == (False, True)
    assert (stamp.is_filed_by_employer, seal.is_filed_by_employer) == (True, False)
    assert (stamp.is_ended_with_placement, seal.is_ended_with_placement) == (True, False)
    assert (stamp.is_for_start, seal.is_for_start) == (False, True)
    assert replace(seal, before_start=False).is_for_start is False
    assert (stamp.station_name, seal.station_name) == ("Stamp", "Seal")
    assert (stamp.record.done, stamp.opened_by, seal.waits_for) == (
        "Recorded.",
        ("match", "wage"),
        ("stamp",),
    )


@pytest.mark.usefixtures("_stamps")
def test_what_an_employer_must_expect_stands_in_order():
    assert hiring_papers("XX") == [
        HiringPaper("The stamp", "you, in %(weeks)d weeks", weeks_of="stamp", is_helped=True),
        HiringPaper("The seal", "the king"),
    ]


def test_a_catalogue_without_papers_has_none(tmp_path, monkeypatch):
    a_country(tmp_path, monkeypatch, "")
    assert (hiring_papers("XX"), step_kinds("XX")) == ([], {})


def test_a_paper_that_takes_as_long_as_no_step_is_refused(tmp_path, monkeypatch):
    a_country(tmp_path, monkeypatch, STEP.replace('weeks_of = "stamp"', 'weeks_of = "stamps"'))
    with pytest.raises(UnknownStepError, match=r"^stamps is no step in XX$"):
        check_catalogues()


@pytest.mark.usefixtures("_stamps")
def test_the_kind_of_a_case_is_that_of_its_country_then_of_any_then_its_code():
    assert kind_of("stamp", "XX") == step_kind("stamp", "XX")
    assert kind_of("dimona", "XX") == step_kind("dimona", "BE")  # came along from Belgium
    assert kind_of("gone", "XX") == StepKind("gone", "gone", "coach", 0, "", "M")


@pytest.mark.parametrize(
    ("kind", "value", "days"),
    [("notification", 3, 3), ("twv", 6, 42)],  # working days, weeks
)
def test_days_of_term_are_those_of_the_unit_of_the_law(kind, value, days):
    assert days_of_term(step_kind(kind, "NL"), value) == days


def test_the_catalogues_that_are_shipped_fit_together():
    check_catalogues()


@pytest.mark.parametrize(
    ("fault", "says"), [("days = x", "Invalid value"), ('party = "no"', "a: party cannot be")]
)
def test_a_catalogue_that_cannot_be_read_names_its_file(tmp_path, fault, says):
    folder = tmp_path / "xx"
    folder.mkdir()
    text = '[[step]]\nkind = "a"\nlabel = "A"\nsource = "s"\nconfidence = "O"\n'
    parts = {"days": "days = 1", "party": 'party = "coach"'} | {fault.split()[0]: fault}
    (folder / "steps.toml").write_text(text + "\n".join(parts.values()), encoding="utf-8")
    with pytest.raises(CatalogueError, match=f"^xx/steps.toml, {says}"):
        read_catalogue(folder / "steps.toml")


def test_due_on_counts_calendar_days_to_the_next_working_day():
    kind = replace(step_kind("bsn", "NL"), days=1, count=CALENDAR)
    assert due_on(kind, date(2026, 9, 2), "NL") == date(2026, 9, 3)
    assert due_on(kind, date(2026, 9, 4), "NL") == date(2026, 9, 7)  # Saturday: Monday
