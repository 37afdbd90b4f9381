"""Two coordinators of two desks of one country around a company, and a second vacancy of another company."""

from types import SimpleNamespace

import pytest

from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import CentreFactory


@pytest.fixture
def pair(meeting) -> SimpleNamespace:
    """``first`` proposes, ``second`` (of another desk) decides; ``of(user)`` opens the scope of one."""
    second = MembershipFactory(role=Role.COORDINATOR, centres=[CentreFactory()]).user

    def of(user, role=Role.COORDINATOR):
        return open_scope(hat_for(user, role).scope)

    return SimpleNamespace(first=meeting.coordinator, second=second, of=of)
