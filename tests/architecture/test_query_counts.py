"""Every screen asks as many queries for four of everything as for two."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jobdesk.trail.access import Role
from tests.architecture.test_access import SCREENS, address
from tests.architecture.world import add_one_of_each, build_side

READ = {name: screen for name, screen in SCREENS.items() if not screen.post}


def query_counts(client, objects: dict, names: list[str]) -> dict[str, int]:
    """Open every screen twice: the first time leaves behind what is kept, such as who was opened last."""
    urls = {name: address(name, READ[name], objects) for name in names}
    counts = {}
    for url in urls.values():
        client.get(url)
    for name, url in urls.items():
        with CaptureQueriesContext(connection) as queries:
            client.get(url)
        counts[name] = len(queries)
    return counts


@pytest.mark.parametrize("role", Role)
def test_screens_ask_as_many_queries_for_four_rows_as_for_two(role, db, client):
    side = build_side("NL")
    add_one_of_each(side)  # of one, a list may be empty: the only resident has been proposed already
    objects = dict(side.objects)
    client.force_login(side.members[role])
    names = [name for name, screen in READ.items() if role in screen.roles]
    for_two = query_counts(client, objects, names)
    add_one_of_each(side)
    add_one_of_each(side)
    assert query_counts(client, objects, names) == for_two
