"""The reads that are found from the models, each with the rows that it takes and those that it leaves."""

import pytest

from jobdesk.trail.scoping import DESK, Scope, open_scope, system_scope
from matching.models import Match, Placement, Proposal
from residents.models import Relocation, Resident, Step
from tests.factories.matching import MatchFactory, PlacementFactory, ProposalFactory
from tests.factories.residents import RelocationFactory, ResidentFactory, StepFactory

pytestmark = pytest.mark.django_db

AT_DESK, UNDECIDED = {"suggested", "asked", "agreed"}, {"proposed", "invited", "offered"}
READS = [
    (Placement, "under_way", PlacementFactory, {"planned", "started"}),
    (Match, "standing", MatchFactory, {"standing"}),
    (Proposal, "at_desk", ProposalFactory, AT_DESK),
    (Proposal, "undecided", ProposalFactory, UNDECIDED),
    (Proposal, "running", ProposalFactory, AT_DESK | UNDECIDED),
    (Proposal, "in_play", ProposalFactory, UNDECIDED | {"matched"}),
    (Proposal, "barring", ProposalFactory, AT_DESK | UNDECIDED | {"matched", "no_fit"}),
    (Step, "under_way", StepFactory, {"waits", "open"}),
    (Relocation, "under_way", RelocationFactory, {"asked", "accepted"}),
    (Resident, "guided", ResidentFactory, {"intake", "guidance"}),
    (Resident, "present", ResidentFactory, {"registered", "contacted", "intake", "guidance"}),
]

# What the database asks for with a status.
DAYS = {
    (Placement, "started"): {"started_on": "2026-01-05"},
    (Placement, "ended"): {"started_on": "2026-01-05"},
    **{(Proposal, status): {"proposed_on": None} for status in AT_DESK},
    (Step, "done"): {"closed_on": "2026-01-05"},
    (Step, "not_needed"): {"closed_on": "2026-01-05"},
}


@pytest.mark.parametrize(("model", "read", "factory", "statuses"), READS)
def test_read_takes_the_rows_of_its_statuses(model, read, factory, statuses):
    with system_scope("test"):
        for status in model.Status.values:
            # By update: how a row comes to a status is beside the point.
            row = factory()
            model._base_manager.filter(pk=row.pk).update(status=status, **DAYS.get((model, status), {}))
        found = getattr(model.objects, read)()
        assert sorted(found.order_by().values_list("status", flat=True)) == sorted(statuses)


@pytest.mark.parametrize(("model", "read", "factory", "_statuses"), READS)
def test_read_stays_inside_the_scope(model, read, factory, _statuses):
    with system_scope("test"):
        factory()
    with open_scope(Scope(reader=DESK)):
        assert list(getattr(model.objects, read)()) == []
