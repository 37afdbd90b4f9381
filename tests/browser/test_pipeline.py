"""The coach asks, the resident says yes on a telephone, and the coach introduces."""

from playwright.sync_api import expect

from desk.services import create_card_link
from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope, system_scope
from matching.models import Proposal
from residents.models import Resident
from tests.factories.matching import DeskProposalFactory

SMALL = 320


def test_yes_on_the_card_is_introduced_by_the_keyboard(transactional_db, meeting, new_page, login):
    with system_scope("test"):
        Resident.objects.filter(pk=meeting.resident.pk).update(coach=meeting.coach)
    proposal = DeskProposalFactory(resident=meeting.resident, vacancy=meeting.vacancy, status="suggested")
    with open_scope(hat_for(meeting.coach, Role.COACH).scope):
        token = create_card_link(meeting.resident, "ar")[1]

    coach = new_page()
    login(coach, meeting.coach.email)
    coach.goto("/pipeline/")
    coach.get_by_role("button", name="Ask").press("Enter")
    expect(coach.locator(".slip .turn")).to_have_text(meeting.resident.first_name)

    phone = new_page(width=SMALL)
    phone.goto(f"/c/{token}/")
    expect(phone.locator("article.step-card")).to_have_attribute("dir", "rtl")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.locator("button[value=yes]").press("Enter")
    expect(phone.locator("button[value=yes]")).to_have_count(0)
    expect(phone.locator("button[value=no]")).to_be_visible()

    coach.reload()
    coach.get_by_role("button", name="Introduce").press("Enter")
    expect(coach.locator(".toasts")).to_contain_text("without the name")
    with system_scope("test"):
        assert Proposal.objects.get(pk=proposal.pk).status == "proposed"
