"""Pages that start after a row: with and without values, in both directions."""

from datetime import timedelta

import pytest
from django.utils import timezone

from jobdesk.lists.keyset import keyset_page
from jobdesk.trail.scoping import system_scope
from residents.models import Resident
from tests.factories.desks import CentreFactory
from tests.factories.residents import ResidentFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    """Thirteen residents, of whom five have no day."""
    centre, today = CentreFactory(), timezone.localdate()
    for number in range(13):
        day = today - timedelta(days=number % 4) if number % 3 else None
        ResidentFactory(centre=centre, work_allowed_from=day)
    with system_scope("test"):
        yield Resident.objects.all()


def walked(rows, order, direction) -> list[list[str]]:
    pages, place = [], {}
    while True:
        page = keyset_page(rows, order, all_rows=rows, size=4, **place)
        pages.append([row.code for row in page.rows])
        if direction == "after" and page.after:
            place = {"after": page.after}
        else:
            break
    while page.before:
        page = keyset_page(rows, order, all_rows=rows, size=4, before=page.before)
        pages.append([row.code for row in page.rows])
    return pages


@pytest.mark.parametrize(
    "order", [("work_allowed_from", "pk"), ("-work_allowed_from", "-pk"), ("coach__name", "pk"), ("-pk",)]
)
def test_keyset_pages_show_each_row_once_there_and_back(people, order):
    pages = walked(people, order, "after")
    forth, back = pages[:4], pages[4:]

    codes = [code for page in forth for code in page]
    assert [len(page) for page in forth] == [4, 4, 4, 1]
    assert sorted(codes) == sorted(people.values_list("code", flat=True))
    assert list(reversed(back)) == forth[:-1]


@pytest.mark.parametrize("sign", ["", "-"])
def test_keyset_puts_what_has_no_value_last(people, sign):
    page = keyset_page(people, (f"{sign}work_allowed_from", "pk"), all_rows=people, size=13)

    assert [row.work_allowed_from is None for row in page.rows] == [False] * 8 + [True] * 5


def test_keyset_by_key_ignores_what_is_no_key(people):
    page = keyset_page(people, ("pk",), all_rows=people, after="x", size=4, anchored_by="pk")

    assert (len(page.rows), page.before) == (4, "")
