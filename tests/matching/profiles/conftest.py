"""What tests of profiles share."""

import pytest

from jobdesk.trail.scoping import system_scope


@pytest.fixture
def system(meeting):
    """The scope of a job, open during the test."""
    with system_scope("test"):
        yield
