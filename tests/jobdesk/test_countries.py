"""The countries of the settings, and the codes that the database keeps."""

import pytest
from django.core.checks import run_checks
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from jobdesk.desks.countries import country_choices
from jobdesk.desks.models import Organisation, Region
from tests.factories.desks import CentreFactory, RegionFactory


def test_choices_are_the_countries_of_the_settings(settings):
    assert country_choices() == [("NL", "Netherlands"), ("BE", "Belgium")]
    settings.COUNTRIES = ["law.countries.be"]
    assert country_choices() == [("BE", "Belgium")]


def complaints() -> list:
    """What the checks say, but for what the settings silence."""
    return [each for each in run_checks(databases=["default"]) if not each.is_silenced()]


def test_code_of_no_country_of_the_site_is_refused(db):
    with pytest.raises(ValidationError) as error:
        Organisation(name="Opvang", kind=Organisation.Kind.AGENCY, country="ZZ").full_clean()
    assert list(error.value.message_dict) == ["country"]


def test_rows_of_a_country_without_a_package_stop_the_site(db):
    CentreFactory()
    assert complaints() == []
    Region.objects.filter(pk=RegionFactory().pk).update(country="ZZ")
    with pytest.raises(CommandError, match="desks of 'ZZ'"):
        call_command("check", databases=["default"])


def test_empty_database_has_nothing_to_complain_about(db, monkeypatch):
    monkeypatch.setattr("django.db.connection.introspection.table_names", list)
    assert complaints() == []
