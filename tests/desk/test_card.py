"""The step card at the desk: both languages, paper, private links; and who may not."""

import re
from datetime import timedelta
from decimal import Decimal
from io import BytesIO

import pikepdf
import pytest
from django.utils import timezone

from desk.models import CardLink
from desk.services import create_card_link
from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.scoping import system_scope


@pytest.fixture
def address(meeting):
    return f"/residents/{meeting.resident.code}/card/"


def links():
    with system_scope("test"):
        return list(CardLink.objects.select_related("created_by"))


def test_the_coach_reads_both_languages(meeting, client_of, address):
    response = client_of(meeting.coach).get(address)
    assert response.status_code == 200
    assert [card.language for card in response.context["cards"]] == ["ti", "en"]
    page = response.content.decode()
    assert 'lang="ti" dir="ltr"' in page
    assert "መንገድኹም ናብ ስራሕ" in page
    assert "Your way to work, " in page
    assert links() == []


def test_another_language_and_a_wage_are_shown_before_printing(meeting, client_of, address):
    choice = {"language": "ar", "net_month": "1400"}
    response = client_of(meeting.coach).post(address, choice)
    arabic, english = response.context["cards"]
    assert (arabic.language, arabic.direction) == ("ar", "rtl")
    assert english.pay == (
        "You receive 1,400 euros a month. At least 421.09 euros go to COA. You keep at most 978.91 euros.",
    )
    assert response.context["chosen"] == {"language": "ar", "net_month": Decimal(1400)}
    assert links() == []


def test_a_reader_of_english_sees_one_card(meeting, client_of, address):
    response = client_of(meeting.coach).post(address, {"language": "en"})
    assert [card.language for card in response.context["cards"]] == ["en"]


def test_the_coach_reads_that_there_is_no_card_in_the_language_of_the_resident(meeting, client_of, address):
    words = "There is no step card yet in the language of this resident: Kurdish (Kurmanji)."
    assert words not in client_of(meeting.coach).get(address).content.decode()
    with system_scope("test"):
        meeting.resident.language = "kmr"
        meeting.resident.save()
    assert words in client_of(meeting.coach).get(address).content.decode()


def test_an_unknown_language_is_refused(meeting, client_of, address):
    response = client_of(meeting.coach).post(f"{address}link/", {"language": "xx"})
    assert response.context["form"].errors["language"]
    assert links() == []


@pytest.mark.parametrize(("paper", "width"), [("a4", 595), ("a5", 420)])
def test_a_print_carries_a_private_link(meeting, client_of, address, paper, width):
    response = client_of(meeting.coach).post(f"{address}print/", {"language": "uk", "paper": paper})
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'inline; filename="{meeting.resident.code}-uk-{paper}.pdf"'
    with pikepdf.open(BytesIO(response.content)) as pdf:
        assert [round(page.mediabox[2]) for page in pdf.pages] == [width]
    assert [(link.language, link.created_by) for link in links()] == [("uk", meeting.coach)]


def test_paper_of_another_size_is_refused(meeting, client_of, address):
    response = client_of(meeting.coach).post(f"{address}print/", {"language": "uk", "paper": "a3"})
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/html")
    assert links() == []


def test_a_private_link_is_shown_once_and_opens_the_card(meeting, client_of, client, address):
    coach = client_of(meeting.coach)
    response = coach.post(f"{address}link/", {"language": "fa", "net_month": "1500.50"})
    url = response.context["url"]
    token = re.fullmatch(r"http://testserver/c/([-\w]{32})/", url)[1]
    assert f'href="{url}"' in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    (link,) = links()
    assert link.net_month == Decimal("1500.50")
    assert token not in repr(vars(link))
    assert link.expires_at - timezone.now() > timedelta(days=89)
    assert token not in coach.get(address).content.decode()
    assert client.get(url).status_code == 200


def test_making_and_revoking_stand_in_the_trail_without_the_token(meeting, client_of, address):
    coach = client_of(meeting.coach)
    url = coach.post(f"{address}link/", {"language": "fa"}).context["url"]
    (link,) = links()
    response = coach.post(f"{address}links/{link.pk}/revoke/")
    assert (response.status_code, response.url) == (302, address)
    entries = AuditEntry.objects.filter(action__startswith="card.").order_by("id")
    assert [(entry.action, entry.actor, entry.resident_id) for entry in entries] == [
        ("card.link_made", meeting.coach, meeting.resident.pk),
        ("card.link_revoked", meeting.coach, meeting.resident.pk),
    ]
    token = url.rstrip("/").rpartition("/")[2]
    assert all(token not in str(entry.changes) for entry in entries)
    assert coach.get(address).context["links"] == []
    history = coach.get(f"/residents/{meeting.resident.code}/?tab=history").content.decode()
    assert "Revoked a private link to the step card." in history


def test_who_may_not(meeting, client_of, address, as_coach):
    link, _token = create_card_link(meeting.resident, "ar")
    posts = [f"{address}print/", f"{address}link/", f"{address}links/{link.pk}/revoke/"]
    assert client_of(meeting.employer).get(address).status_code == 403
    assert client_of(meeting.other_coach).get(address).status_code == 404
    for each in posts:
        assert client_of(meeting.employer).post(each).status_code == 403
        assert client_of(meeting.other_coach).post(each).status_code == 404
        assert client_of(meeting.coach).get(each).status_code == 405
    assert client_of(meeting.coach).put(address).status_code == 405
    assert [each.is_open for each in links()] == [True]


def test_a_link_is_revoked_at_its_own_resident_only(meeting, client_of, as_coach):
    link, _token = create_card_link(meeting.resident, "ar")
    response = client_of(meeting.coach).post(f"/residents/B-222222/card/links/{link.pk}/revoke/")
    assert response.status_code == 404
    assert [each.is_open for each in links()] == [True]
