"""What is not a country is refused, and a code never falls into another country."""

import sys
from dataclasses import replace
from datetime import date
from importlib import import_module
from types import ModuleType

import pytest

from desk.card.wording import phrases
from law import registry, steps
from law.countries.checking import LONGEST
from law.countries.company_number import LONGEST as LONGEST_NUMBER
from law.countries.company_number import CompanyNumber
from law.countries.record import Country, EventKind, EventValue, Mention, Reception, Requirement
from law.engine import FactError, parse_facts
from law.registry import CountryError, UnknownCountry
from law.rules import Parameters
from residents.models import Document, LegalEvent, Resident, Step
from tests.countries.conftest import INSTALLED, ZEMBLA, day

OWN = tuple(import_module(package).COUNTRY.code for package in INSTALLED)


def packaged(monkeypatch, record: Country | None, name: str = "a_country") -> str:
    """Return the name of a package that has this record."""
    module = ModuleType(name)
    if record is not None:
        module.COUNTRY = record
    monkeypatch.setitem(sys.modules, name, module)
    return name


def test_a_third_country_stands_beside_the_others(zembla):
    assert registry.installed() == (*OWN, "ZZ")
    assert registry.scheme("toll").agency == "Shelter Office"
    assert registry.country("ZZ") is zembla
    assert Parameters.shipped().value("zz.work.days_after_interview", day(0)).value == 90


def test_after_it_the_site_has_its_own_countries_only():
    assert registry.installed() == OWN
    with pytest.raises(UnknownCountry, match="'ZZ' is no country of this site"):
        registry.country("ZZ")


def test_a_name_without_a_package_is_refused(zembla):
    with pytest.raises(ImportError):
        registry.install([*INSTALLED, "law.countries.zz"])
    assert registry.installed() == (*OWN, "ZZ")


def test_a_package_without_a_record_is_refused(zembla, monkeypatch):
    with pytest.raises(CountryError, match="a_country: has no COUNTRY"):
        registry.install([packaged(monkeypatch, None)])


def test_two_packages_with_one_code_are_refused(zembla, monkeypatch):
    with pytest.raises(CountryError, match="ZZ: two packages have this code"):
        registry.install([ZEMBLA, packaged(monkeypatch, zembla)])


def test_whoever_asks_for_an_unknown_country_reads_which_there_are(zembla):
    with pytest.raises(UnknownCountry, match=rf"\({', '.join(OWN)}, ZZ\)"):
        registry.country("XX")


def test_a_site_without_countries_says_so(zembla):
    registry.install([])
    with pytest.raises(UnknownCountry, match=r"\(none is installed\)"):
        registry.country("NL")


def test_what_is_read_from_the_records_is_read_once_for_each_set_of_countries(zembla):
    read: list[tuple[str, ...]] = []

    @registry.once_per_site
    def names() -> tuple[str, ...]:
        read.append(registry.installed())
        return tuple(each.name for each in registry.countries())

    first = names()
    assert names() is first
    registry.install(INSTALLED)
    assert names() == first[:-1]
    assert read == [(*OWN, "ZZ"), OWN]
    assert names.__name__ == "names"


@pytest.mark.parametrize("code", ["XX", "", "nl", "zz", "NL "])
def test_an_unknown_code_is_no_country(zembla, code):
    with pytest.raises(UnknownCountry):
        registry.country(code)
    with pytest.raises(UnknownCountry):
        steps.step_kinds(code)
    with pytest.raises(FactError):
        parse_facts({"country": code})


def test_an_unknown_scheme_is_none(zembla):
    with pytest.raises(UnknownCountry, match="'tithe' is no scheme of contributions"):
        registry.scheme("tithe")


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"events": "twice"}, "events has twice: application_lodged"),
        ({"documents": "twice"}, "documents has twice: grey-pass"),
        ({"receptions": "twice"}, "receptions has twice: Shelter"),
        ({"requirements": "twice"}, "requirements has twice: worker_registered"),
        ({"schemes": "twice"}, "schemes has twice: toll"),
        ({"languages": ()}, "no language"),
        ({"code": "YY"}, "a parameter begins with its code: zz.toll.flat"),
        ({"minimum_wage": "zz.wage.roof"}, "minimum_wage is no parameter of it: zz.wage.roof"),
        (
            {"minimum_wage_in": {"cleaning": "zz.wage.brooms"}},
            "minimum_wage_in is no parameter of it: zz.wage.brooms",
        ),
        (
            {"minimum_wage_at": {16: "zz.wage.young", 15: "zz.wage.child"}},
            r"minimum_wage_at is no parameter of it: zz\.wage\.child, zz\.wage\.young$",
        ),
        ({"applicant_document": "blue-pass"}, "applicant_document is no document of it: blue-pass"),
        ({"schemes": ()}, "reception Shelter: scheme is no scheme of it: toll"),
        ({"work_needs": "applause"}, "work_needs is no purpose of a step: 'applause'"),
        ({"work_needs": ""}, "work_needs is no purpose of a step: ''"),
        ({"requirements": ()}, "steps.toml, worker_registration: opened_by is no word .*: worker_registered"),
        (
            {"receptions": (Reception(code="Camp", label="Camp"),)},
            "steps.toml, wage_slip: reception is no reception of it: Shelter",
        ),
    ],
)
def test_a_record_that_cannot_be_is_refused(zembla, changes, wrong):
    ((name, value),) = changes.items()
    if value == "twice":
        first, *others = getattr(zembla, name)
        value = (first, first, *others)
    with pytest.raises(CountryError, match=f"{value if name == 'code' else 'ZZ'}: {wrong}"):
        replace(zembla, **{name: value}).check()


@pytest.mark.parametrize("code", ["zz", "Zz", "ZZZ", "Z", "Z1", ""])
def test_a_code_of_a_country_is_two_capitals(zembla, code):
    with pytest.raises(CountryError, match=rf"^{code}: code is not two capitals \(ISO 3166\)$"):
        replace(zembla, code=code).check()


def test_wages_by_age_need_one_of_an_adult(zembla):
    ages = {16: zembla.minimum_wage}
    replace(zembla, minimum_wage_at=ages).check()
    with pytest.raises(CountryError, match=r"^ZZ: minimum_wage_at has ages, and minimum_wage is empty$"):
        replace(zembla, minimum_wage="", minimum_wage_at=ages).check()


def test_a_company_number_that_the_database_cannot_keep_is_refused(zembla):
    number = CompanyNumber(label="Guild number", help="On the shield.", digits=LONGEST_NUMBER)
    replace(zembla, company_number=number).check()
    with pytest.raises(CountryError, match=r"^ZZ: company_number has at most 20 digits: 21$"):
        replace(zembla, company_number=replace(number, digits=LONGEST_NUMBER + 1)).check()


def with_a_code(record: Country, what: str, code: str) -> Country:
    """Return the record with one more document, event, value, mention, reception or requirement."""
    pass_, event = record.documents[0], EventKind(code="oath", label="Oath", field="value")
    more = {
        "documents": replace(pass_, code=code),
        "events": replace(event, code=code),
        "values": replace(event, values=(EventValue(code=code, label="Sworn"),)),
        "mentions": replace(pass_, code="pink-pass", mentions=(Mention(code=code, label="All work"),)),
        "receptions": Reception(code=code, label="Tent"),
        "requirements": Requirement(code=code, label="Oath"),
    }[what]
    name = {"values": "events", "mentions": "documents"}.get(what, what)
    return replace(record, **{name: (*getattr(record, name), more)})


@pytest.mark.parametrize("what", sorted(LONGEST.keys() - {"steps"}))
def test_a_code_that_the_database_cannot_keep_is_refused(zembla, what):
    longest = LONGEST[what]
    with_a_code(zembla, what, "x" * longest).check()
    with pytest.raises(
        CountryError, match=f"ZZ: {what}: a code has at most {longest} characters: x{{{longest + 1}}}$"
    ):
        with_a_code(zembla, what, "x" * (longest + 1)).check()


def test_the_longest_codes_are_those_of_the_database():
    kept = {
        "documents": (Document, "type"),
        "events": (LegalEvent, "type"),
        "values": (LegalEvent, "value"),
        "mentions": (Document, "mention"),
        "receptions": (Resident, "reception"),
        "requirements": (Resident, "work_requirement"),
        "steps": (Step, "kind"),
    }
    fields = {what: model._meta.get_field(name) for what, (model, name) in kept.items()}
    assert {what: field.max_length for what, field in fields.items()} == LONGEST


@pytest.mark.parametrize(
    ("file", "stands", "instead", "wrong"),
    [
        ("values.toml", "zz.wage.floor", "zz.wage.flor", "zz.wage.flor is none of its definitions"),
        ("values.toml", "= 90", "= 90.5", r"days_after_interview: Decimal\('90.5'\) is not a value"),
        ("values.toml", "= true", '= "yes"', "zz.work.registration: 'yes' is not a value of the kind yes_no"),
        ("values.toml", 'confidence = "O"', 'confidence = "A"', "zz.*: confidence must be one of O, S, M"),
        ("values.toml", "value = 90", "value: 90", "Expected '='"),
        ("steps.toml", '["match"]', '["mach"]', "civic_key: opened_by is no word .*: mach"),
        ("steps.toml", '"worker_registered"', '"registered"', "opened_by is no word .*: registered"),
        ("steps.toml", '"civic_key"', f'"{"k" * 31}"', f"steps: a code has at most 30 .*: {'k' * 31}"),
        ("steps.toml", 'party = "employer"', 'party = "agency"', "how_to_file is read by .* 'agency'"),
        ("steps.toml", '"notification"\nopened', '"permit"\nopened', "ended_by a permit, and no document"),
        ("steps.toml", '"civic_key"', '"worker_registered"', "requirements: .* of a step, .*: worker_reg"),
        ("steps.toml", "days = 20", "days: 20", "Expected '='"),
    ],
)
def test_a_data_file_that_cannot_be_is_refused(zembla, tmp_path, file, stands, instead, wrong):
    for each in (zembla.values, zembla.steps):
        (tmp_path / each.name).write_text(each.read_text(encoding="utf-8"), encoding="utf-8")
    text = (tmp_path / file).read_text(encoding="utf-8")
    assert stands in text
    (tmp_path / file).write_text(text.replace(stands, instead, 1), encoding="utf-8")
    with pytest.raises(CountryError, match=f"ZZ: .*{wrong}"):
        replace(zembla, folder=tmp_path).check()


def test_a_list_of_shortage_occupations_for_a_region_it_does_not_have_is_refused(zembla, tmp_path):
    for each in (zembla.values, zembla.steps):
        (tmp_path / each.name).write_text(each.read_text(encoding="utf-8"), encoding="utf-8")
    flemish = registry.country("BE").shortage.read_text(encoding="utf-8")
    (tmp_path / "shortage.toml").write_text(flemish, encoding="utf-8")
    with pytest.raises(CountryError, match=r"ZZ: shortage\.toml: region is no region of it: Brussels, Fland"):
        replace(zembla, folder=tmp_path).check()


def test_a_list_of_shortage_occupations_that_cannot_be_read_is_refused(zembla, tmp_path):
    for each in (zembla.values, zembla.steps):
        (tmp_path / each.name).write_text(each.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "shortage.toml").write_text("[[list]]", encoding="utf-8")
    with pytest.raises(CountryError, match=r"ZZ: shortage\.toml.*: lacks confidence, edition"):
        replace(zembla, folder=tmp_path).check()


def test_a_region_that_stands_twice_is_refused():
    belgium = registry.country("BE")
    with pytest.raises(CountryError, match="BE: regions has twice: Flanders"):
        replace(belgium, regions=(belgium.regions[0], *belgium.regions)).check()


def test_a_status_proved_by_no_document_of_the_country_is_refused(zembla):
    documents = tuple(each for each in zembla.documents if each.code != "silver-pass")
    with pytest.raises(CountryError, match=r"ZZ: status sanctuary: document is no document .*: silver-pass"):
        replace(zembla, documents=documents).check()


def test_a_status_whose_work_waits_for_no_purpose_is_refused(zembla):
    *others, granted = [each for each in zembla.events if each.code != "employer_notified"]
    status = replace(granted.values[0], work_needs="applause")
    events = (*others, replace(granted, values=(status,)))
    with pytest.raises(CountryError, match=r"ZZ: status sanctuary: work_needs is no purpose .*: 'applause'"):
        replace(zembla, events=events).check()


@pytest.mark.parametrize("code", OWN)
def test_every_phrase_that_a_step_names_is_there(code):
    """The check at start does not read those of all countries, and a slip would be a label on the card."""
    named = {key for kind in steps.step_kinds(code).values() for key in (kind.card, kind.bring) if key}
    assert named - phrases("en", code).keys() == set()


@pytest.mark.parametrize("missing", ["values.toml", "steps.toml"])
def test_a_folder_without_its_data_is_refused(zembla, tmp_path, missing):
    for name in {"values.toml", "steps.toml"} - {missing}:
        (tmp_path / name).touch()
    with pytest.raises(CountryError, match=f"ZZ: {missing} is missing"):
        replace(zembla, folder=tmp_path).check()


def test_a_country_without_a_work_permit_has_no_document_for_one(zembla):
    with pytest.raises(CountryError, match="ZZ: has no work permit"):
        _ = zembla.permit_document


def test_holidays_are_those_of_the_country(zembla):
    """The second of February 2025 is a Sunday, the third the day of the founding."""
    kind = steps.step_kind("worker_registration", "ZZ")
    assert steps.due_on(kind, date(2025, 2, 2), "ZZ") == date(2025, 2, 6)
    assert steps.due_on(kind, date(2025, 2, 2), "NL") == date(2025, 2, 5)
