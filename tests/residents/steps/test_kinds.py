"""The kinds of steps of a catalogue, as the database and the screens know them."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from jobdesk.trail.scoping import system_scope
from law.steps import step_kind
from law.steps.record import PARTIES
from residents.law_values import kind_in_force
from residents.models import Step
from residents.steps.usual_duration import consequence_text
from tests.factories.law import LawValueFactory
from tests.factories.residents import ResidentFactory, StepFactory


def test_the_parties_are_those_of_the_model():
    assert set(Step.Party.values) == PARTIES


def test_term_of_a_step_is_that_of_the_law_in_force(db):
    notification, permit = step_kind("notification", "NL"), step_kind("twv", "NL")
    assert (notification.days, permit.days) == (2, 35)
    assert [kind_in_force(each) for each in (notification, permit)] == [notification, permit]
    LawValueFactory(name=notification.term, value=4, from_on=date(2020, 1, 1), approved=True)
    LawValueFactory(name=permit.term, value=6, from_on=date(2020, 1, 1), approved=True)
    assert (kind_in_force(notification).days, kind_in_force(permit).days) == (4, 42)
    assert consequence_text(notification) == "Work may begin 4 working days after the notification."


def test_step_must_be_of_a_kind_that_the_country_has(db):
    resident = ResidentFactory()
    with system_scope("test"), pytest.raises(ValidationError) as refused:
        StepFactory.build(resident=resident, kind="dimona").clean()
    assert refused.value.message_dict == {"kind": ["This step does not exist in the country of the centre."]}
