"""What is not a country is refused, and a code never falls into another country."""

import sys
from dataclasses import replace
from datetime import date
from types import ModuleType

import pytest

from law import registry, steps
from law.countries.record import Country
from law.engine import FactError, parse_facts
from law.registry import CountryError, UnknownCountry
from law.rules import Parameters
from tests.countries.conftest import INSTALLED, ZEMBLA, day


def packaged(monkeypatch, record: Country | None, name: str = "a_country") -> str:
    """Return the name of a package that has this record."""
    module = ModuleType(name)
    if record is not None:
        module.COUNTRY = record
    monkeypatch.setitem(sys.modules, name, module)
    return name


def test_a_third_country_stands_beside_the_others(zembla):
    assert registry.installed() == ("NL", "BE", "ZZ")
    assert registry.scheme("toll").agency == "Shelter Office"
    assert registry.country("ZZ") is zembla
    assert Parameters.shipped().value("zz.work.days_after_interview", day(0)).value == 90


def test_after_it_the_site_has_its_own_countries_only():
    assert registry.installed() == ("NL", "BE")
    with pytest.raises(UnknownCountry, match="'ZZ' is no country of this site"):
        registry.country("ZZ")


def test_a_name_without_a_package_is_refused(zembla):
    with pytest.raises(ImportError):
        registry.install([*INSTALLED, "law.countries.zz"])
    assert registry.installed() == ("NL", "BE", "ZZ")


def test_a_package_without_a_record_is_refused(zembla, monkeypatch):
    with pytest.raises(CountryError, match="a_country: has no COUNTRY"):
        registry.install([packaged(monkeypatch, None)])


def test_two_packages_with_one_code_are_refused(zembla, monkeypatch):
    with pytest.raises(CountryError, match="ZZ: two packages have this code"):
        registry.install([ZEMBLA, packaged(monkeypatch, zembla)])


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
        ({"applicant_document": "blue-pass"}, "no document of it: blue-pass"),
        ({"schemes": ()}, "no scheme of it: toll"),
    ],
)
def test_a_record_that_cannot_be_is_refused(zembla, changes, wrong):
    ((name, value),) = changes.items()
    if value == "twice":
        first, *others = getattr(zembla, name)
        value = (first, first, *others)
    with pytest.raises(CountryError, match=f"{value if name == 'code' else 'ZZ'}: {wrong}"):
        replace(zembla, **{name: value}).check()


def test_a_region_that_stands_twice_is_refused():
    belgium = registry.country("BE")
    with pytest.raises(CountryError, match="BE: regions has twice: Flanders"):
        replace(belgium, regions=(belgium.regions[0], *belgium.regions)).check()


def test_a_status_proved_by_no_document_of_the_country_is_refused(zembla):
    documents = tuple(each for each in zembla.documents if each.code != "silver-pass")
    with pytest.raises(CountryError, match="ZZ: no document of it: silver-pass"):
        replace(zembla, documents=documents).check()


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
