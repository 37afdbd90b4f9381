"""Proposing, approving, refusing and withdrawing a value of the law: two people, and a trail."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.audit import AuditEntry, MissingActor, StatusChange
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import open_scope, system_scope
from residents.law_values import parameters_in_force
from residents.models import LawValue, Reassessment
from residents.services import law as services
from tests.factories.accounts import MembershipFactory, UserFactory
from tests.factories.law import LawValueFactory

NAME, ON = "nl.work.waiting_months", date(2027, 1, 1)
VALUE = {
    "name": NAME,
    "value": 4,
    "from_on": ON,
    "source": "Staatsblad 2026, 500",
    "source_url": "https://zoek.example.nl/stb-2026-500.html",
    "confidence": "O",
}


@pytest.fixture
def administrator(db):
    return MembershipFactory(role=Role.ADMINISTRATOR).user


@pytest.fixture
def second(db):
    return MembershipFactory(role=Role.ADMINISTRATOR).user


def as_(user):
    return open_scope(hat_for(user, Role.ADMINISTRATOR).scope)


@pytest.fixture
def proposal(administrator):
    with as_(administrator):
        return services.propose_law_value(**VALUE)


def trail(subject) -> list[tuple]:
    entries = AuditEntry.objects.filter(subject_type="residents.lawvalue", subject_id=subject.pk)
    return [(each.action, each.actor_id) for each in entries.order_by("pk")]


def history(subject) -> list[tuple]:
    moves = StatusChange.objects.filter(subject_type="residents.lawvalue", subject_id=subject.pk)
    return [(each.from_status, each.to_status, each.reason) for each in moves.order_by("pk")]


def test_a_proposal_is_kept_and_does_not_count(proposal, administrator):
    assert (proposal.status, proposal.proposed_by) == ("proposed", administrator)
    assert trail(proposal) == [("law_value.proposed", administrator.pk)]
    assert history(proposal) == [("", "proposed", "")]
    assert parameters_in_force().value(NAME, ON).value == 3


def test_an_amount_is_kept_to_the_cent(administrator):
    with as_(administrator):
        kept = services.propose_law_value(
            **{**VALUE, "name": "nl.reba.medical_month", "value": Decimal("61.10")}
        )
    assert LawValue.objects.get(pk=kept.pk).parameter.value == Decimal("61.10")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"value": 400}, "value"),
        ({"value": "4"}, "value"),
        ({"name": "nl.work.no_such_rule"}, "value"),
        ({"until_on": date(2026, 12, 31)}, "until_on"),
        ({"value": 3}, ""),  # holds already
    ],
)
def test_nonsense_is_refused_and_nothing_is_kept(administrator, change, field):
    with as_(administrator), pytest.raises(RuleBroken) as refused:
        services.propose_law_value(**{**VALUE, **change})
    assert refused.value.field == field
    assert (LawValue.objects.count(), AuditEntry.objects.count()) == (0, 0)


def test_a_second_proposal_for_the_same_day_is_refused(proposal, second):
    with as_(second), pytest.raises(RuleBroken) as refused:
        services.propose_law_value(**{**VALUE, "value": 5})
    assert refused.value.field == "from_on"
    assert LawValue.objects.get() == proposal


def test_a_job_proposes_nothing(db):
    with system_scope("test"), pytest.raises(MissingActor):
        services.propose_law_value(**VALUE)


def test_a_second_administrator_approves_and_everybody_is_assessed(
    proposal, second, django_capture_on_commit_callbacks
):
    with as_(second), django_capture_on_commit_callbacks(execute=True) as queued:
        services.approve_law_value(proposal)
    assert (proposal.status, proposal.decided_by) == ("approved", second)
    assert parameters_in_force().value(NAME, ON).value == 4
    assert trail(proposal)[-1] == ("law_value.approved", second.pk)
    assert history(proposal)[-1] == ("proposed", "approved", "")
    assert len(queued) == 1
    done = Reassessment.objects.get()
    assert (done.cause, done.law_value, done.finished_at is not None) == ("approved", proposal, True)


def test_who_proposed_cannot_decide(proposal, administrator):
    with as_(administrator):
        with pytest.raises(RuleBroken, match="You proposed this value"):
            services.approve_law_value(proposal)
        with pytest.raises(RuleBroken, match="You proposed this value"):
            services.refuse_law_value(proposal, reason="No.")
    assert LawValue.objects.get().status == "proposed"
    assert Reassessment.objects.count() == 0


def test_the_database_keeps_one_person_from_deciding_alone(db):
    user = UserFactory()
    with pytest.raises(IntegrityError, match="law_value_four_eyes"), transaction.atomic():
        LawValueFactory(approved=True, proposed_by=user, decided_by=user)


def test_the_database_keeps_a_decision_without_a_person_out(db):
    with pytest.raises(IntegrityError, match="law_value_decided_by_someone"), transaction.atomic():
        LawValueFactory(status="approved")


def test_a_refusal_keeps_its_reason(proposal, second):
    with as_(second):
        services.refuse_law_value(proposal, reason="  The Staatsblad says three. ")
    assert history(proposal)[-1] == ("proposed", "refused", "The Staatsblad says three.")
    assert trail(proposal)[-1] == ("law_value.refused", second.pk)
    assert parameters_in_force().value(NAME, ON).value == 3


def test_a_refusal_without_a_reason_is_refused(proposal, second):
    with as_(second), pytest.raises(RuleBroken) as refused:
        services.refuse_law_value(proposal, reason="  ")
    assert refused.value.field == "reason"


def test_who_proposed_can_withdraw(proposal, administrator):
    with as_(administrator):
        services.withdraw_law_value(proposal)
        assert history(proposal)[-1] == ("proposed", "withdrawn", "")
        services.propose_law_value(**VALUE)  # the day is free again


def test_somebody_else_cannot_withdraw(proposal, second):
    with as_(second), pytest.raises(RuleBroken, match="Only who proposed it"):
        services.withdraw_law_value(proposal)


@pytest.mark.parametrize("status", ["approved", "refused"])
def test_what_is_decided_stays_decided(administrator, second, status):
    value = LawValueFactory(approved=True, status=status, proposed_by=administrator)
    with as_(second):
        with pytest.raises(RuleBroken):
            services.approve_law_value(value)
        with pytest.raises(RuleBroken):
            services.refuse_law_value(value, reason="Late.")
    with as_(administrator), pytest.raises(RuleBroken):
        services.withdraw_law_value(value)


def test_a_later_value_takes_the_place_of_an_approved_one(administrator, second):
    LawValueFactory(approved=True)
    with as_(administrator):
        later = services.propose_law_value(**{**VALUE, "value": None, "from_on": date(2027, 7, 1)})
    with as_(second):
        services.approve_law_value(later)
    assert parameters_in_force().value(NAME, date(2027, 6, 30)).value == 4
    assert parameters_in_force().find(NAME, date(2027, 7, 1)) is None
