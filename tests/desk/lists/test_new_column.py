"""A column that is added to a list can be chosen, sorted by and put into files at once."""

from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.translation import gettext_lazy

from desk.lists import PLACEMENTS
from desk.views import placements as screen
from jobdesk.lists.cells import Cell
from jobdesk.lists.definition import Column
from jobdesk.lists.models import ListFile
from jobdesk.lists.registry import lists
from tests.desk.people import coach_at, resident
from tests.factories.desks import CentreFactory
from tests.factories.matching import CheckInFactory, StartedPlacementFactory

pytestmark = pytest.mark.django_db
URL = reverse("desk:placements")


def _week(row) -> Cell:
    wage = row.placement.wage_hour
    return Cell(wage and wage * row.placement.hours)


def _talks(row) -> Cell:
    return Cell(len(row.placement.check_ins.all()))


NEW = (
    Column("week", gettext_lazy("Gross wage a week"), _week, sort=("wage_hour",), num=True, is_personal=True),
    Column("talks", gettext_lazy("Talks planned or held"), _talks, needs=("talks",), num=True),
)


@pytest.fixture(autouse=True)
def added(monkeypatch, settings, tmp_path):
    """The list of placements with two more columns, for the page and for what works with all lists."""
    settings.PRIVATE_DIR = tmp_path
    wider = replace(PLACEMENTS, columns=(*PLACEMENTS.columns, *NEW))
    monkeypatch.setattr(screen, "PLACEMENTS", wider)
    monkeypatch.setitem(lists(), "placements", wider)


@pytest.fixture
def client():
    """A coach of whose residents one earns 15.50 an hour and the other 14, both for 20 hours."""
    centre = CentreFactory()
    coach, client = coach_at(centre)
    for name, wage in (("Amina", "15.50"), ("Bilal", "14.00")):
        placement = StartedPlacementFactory(
            match__resident=resident(centre, coach, first_name=name), wage_hour=Decimal(wage), hours=20
        )
        CheckInFactory(placement=placement)
    return client


def shown(page, column: str) -> list[str]:
    """What a column says, from top to bottom."""
    place = [head["column"].name for head in page.context["heads"]].index(column)
    return [row["cells"][place]["cell"].words for row in page.context["rows"]]


def test_reader_chooses_it_and_sorts_by_it(client):
    assert "Gross wage a week" in client.get(URL, {"tab": "all"}).content.decode()  # among those to choose
    chosen = {"columns": "resident,week,talks", "sort": "week", "tab": "all"}
    page = client.get(URL, chosen)
    assert (shown(page, "week"), shown(page, "talks")) == (["280.00", "310.00"], ["1", "1"])
    assert shown(client.get(URL, chosen | {"sort": "-week"}), "week") == ["310.00", "280.00"]


def test_file_has_it_and_asks_what_a_file_about_people_is_for(client):
    here = "?tab=all&columns=code%2Cweek"
    asked = {"here": here, "format": "csv", "make": "yes"}
    url = reverse("lists:export", args=["placements"])
    assert client.post(url, asked).status_code == 200  # the question again
    assert client.post(url, asked | {"purpose": "caseload"}).status_code == 302
    made = client.get(reverse("lists:file_download", args=[ListFile.objects.get().code]))
    text = b"".join(made.streaming_content).decode("utf-8-sig")
    assert [word for word in ("Gross wage a week", "310.00", "280.00") if word not in text] == []
