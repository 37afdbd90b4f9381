"""The catalogue of steps: complete, known to the model, and counted in days as it says."""

from datetime import date

import pytest

from law.steps import CALENDAR, LEGAL, USUAL, WORKING, UnknownStepError, due_on, step_kind, step_kinds
from residents.models import Step


@pytest.mark.parametrize("country", ["NL", "BE"])
def test_catalogue_knows_what_the_model_knows(country):
    kinds = step_kinds(country)
    assert {each.party for each in kinds.values()} <= set(Step.Party.values)
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
