"""Work on the step card: put there by the desk, read by the resident in their language, while it is open."""

import pytest

from desk import services
from desk.models import CardVacancy
from desk.services import create_card_link
from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import open_scope, system_scope
from tests.factories.desks import OrganisationFactory
from tests.factories.employers import VacancyFactory


@pytest.fixture
def card(meeting):
    return f"/residents/{meeting.resident.code}/card/"


def belgian_vacancy():
    return VacancyFactory(company__organisation=OrganisationFactory(kind="employer", country="BE"))


def on_card(meeting) -> list[str]:
    with system_scope("test"):
        rows = CardVacancy.objects.filter(resident=meeting.resident)
        return list(rows.values_list("vacancy__code", flat=True))


def public_card(meeting, client) -> str:
    with open_scope(hat_for(meeting.coach, Role.COACH).scope):
        _link, token = create_card_link(meeting.resident, "ti")
    return client.get(f"/c/{token}/").content.decode()


def test_coach_puts_a_vacancy_on_the_card_and_takes_it_away(meeting, client_of, card):
    client = client_of(meeting.coach)
    assert [each.code for each in client.get(card).context["offers"]] == [meeting.vacancy.code]
    client.post(f"{card}work/", {"vacancy": meeting.vacancy.code})
    page = client.get(card)
    assert (on_card(meeting), list(page.context["offers"])) == ([meeting.vacancy.code], [])
    assert [work.code for work in page.context["cards"][0].work] == [meeting.vacancy.code]
    for _again in range(2):
        assert client.post(f"{card}work/{meeting.vacancy.code}/remove/").status_code == 302
    assert on_card(meeting) == []
    entries = AuditEntry.objects.filter(action__startswith="card.work").order_by("pk")
    assert [(each.action, each.resident_id) for each in entries] == [
        ("card.work_added", meeting.resident.pk),
        ("card.work_removed", meeting.resident.pk),
    ]


def test_resident_reads_it_with_a_link_to_the_public_page(meeting, client, as_coach):
    services.add_card_work(meeting.resident, meeting.vacancy)
    page = public_card(meeting, client)
    assert "ክትሓቱሉ እትኽእሉ ስራሕ" in page
    assert "ኣብ ሰሙን 24 ሰዓት።" in page
    assert (meeting.vacancy.title in page, meeting.vacancy.code in page) == (True, True)
    assert "/work/" not in page
    meeting.vacancy.is_public = True
    meeting.vacancy.save()
    assert f"/work/en/{meeting.vacancy.code}/" in public_card(meeting, client)


@pytest.mark.parametrize("status", ["filled", "expired", "closed"])
def test_what_is_not_open_any_more_is_not_shown_and_leaves_room(meeting, client, as_coach, status):
    services.add_card_work(meeting.resident, meeting.vacancy)
    meeting.vacancy.status = status
    meeting.vacancy.save()
    assert meeting.vacancy.code not in public_card(meeting, client)
    for _each in range(3):
        services.add_card_work(meeting.resident, VacancyFactory(company=meeting.company))
    assert len(on_card(meeting)) == 4


def test_card_holds_three_and_each_once(meeting, as_coach):
    vacancies = [VacancyFactory(company=meeting.company) for _each in range(4)]
    for vacancy in [*vacancies[:3], vacancies[0]]:
        services.add_card_work(meeting.resident, vacancy)
    with pytest.raises(RuleBroken, match="room for three"):
        services.add_card_work(meeting.resident, vacancies[3])
    assert on_card(meeting) == [each.code for each in vacancies[:3]]


def test_one_that_is_not_open_or_abroad_is_refused(meeting, as_coach):
    for vacancy in (VacancyFactory(company=meeting.company, status="filled"), belgian_vacancy()):
        with pytest.raises(RuleBroken):
            services.add_card_work(meeting.resident, vacancy)


def test_nearest_comes_first(meeting, client_of, card):
    near = VacancyFactory(company=meeting.company, municipality=meeting.centre.municipality)
    far = VacancyFactory(company=meeting.company, municipality="Maastricht")
    unknown = VacancyFactory(company=meeting.company, municipality="Nergenshuizen")
    offers = [each.code for each in client_of(meeting.coach).get(card).context["offers"]]
    assert offers.index(near.code) < offers.index(far.code) < offers.index(unknown.code)


@pytest.mark.parametrize("typed", ["", "V-999999", "draft", "abroad"])
def test_nothing_else_gets_on_the_card(meeting, client_of, card, typed):
    codes = {
        "draft": VacancyFactory(company=meeting.company, status="draft", submitted_on=None).code,
        "abroad": belgian_vacancy().code,
    }
    response = client_of(meeting.coach).post(
        f"{card}work/", {"vacancy": codes.get(typed, typed)}, follow=True
    )
    assert "Choose a vacancy." in response.content.decode()
    assert on_card(meeting) == []


def test_stranger_neither_adds_nor_removes(meeting, client_of, card, as_coach):
    services.add_card_work(meeting.resident, meeting.vacancy)
    for user, status in ((meeting.other_coach, 404), (meeting.employer, 403)):
        client = client_of(user)
        assert client.post(f"{card}work/", {"vacancy": meeting.vacancy.code}).status_code == status
        assert client.post(f"{card}work/{meeting.vacancy.code}/remove/").status_code == status
    assert on_card(meeting) == [meeting.vacancy.code]
