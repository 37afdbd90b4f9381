"""A coach asks the coordinators: the page that comes when something is missing."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from tests.factories.matching import PlacementFactory


def test_a_day_ahead_is_refused_on_the_form_and_the_words_stay(meeting, client_of):
    placement = PlacementFactory(match__resident=meeting.resident, match__vacancy=meeting.vacancy)
    tomorrow = (timezone.localdate() + timedelta(days=1)).isoformat()
    page = client_of(meeting.coach).post(
        reverse("matching:start_request", args=[placement.code]),
        {"started_on": tomorrow, "words": "He began."},
    )
    assert list(page.context["form"].errors) == ["started_on"]
    assert "He began." in page.content.decode()
    assert [each.code for each in page.context["hindrances"]] == ["needs_permit"]
