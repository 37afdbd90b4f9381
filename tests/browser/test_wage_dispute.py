"""A wage dispute from the private link to its closing: resident, coach, two coordinators, the company.

Nobody of the company learns who said what, or that one person did.
"""

import re

import pytest
from playwright.sync_api import expect

from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope, system_scope
from matching.models import Concern
from matching.services import create_check_in_link
from tests.desk.people import member, resident
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import CentreFactory
from tests.factories.matching import CheckInFactory


@pytest.fixture
def dispute(transactional_db) -> dict:
    """Somebody at work with a private link; their coach, two coordinators of two desks, and the company."""
    centre = CentreFactory()
    coach = member("coach", centre)
    check_in = CheckInFactory(placement__match__resident=resident(centre, coach))
    company = check_in.placement.match.company
    with open_scope(hat_for(coach, Role.COACH).scope):
        token = create_check_in_link(check_in, "en")[1]
    return {
        "token": token,
        "coach": coach,
        "first": MembershipFactory(role=Role.COORDINATOR, centres=[centre]).user,
        "second": MembershipFactory(role=Role.COORDINATOR, centres=[CentreFactory()]).user,
        "employer": MembershipFactory(role=Role.EMPLOYER, organisation=company.organisation).user,
        "company": company,
        "name": check_in.resident.first_name,
    }


def test_wage_dispute_from_the_private_link_to_its_closing(dispute, new_page, login):
    file = f"/employers/{dispute['company'].pk}/integrity/"

    phone = new_page(width=390)
    phone.goto(f"/w/{dispute['token']}/")
    phone.locator("#still_working button[value=yes]").click()
    phone.locator("#paid_as_agreed button[value=no]").click()
    expect(phone.locator("#paid_as_agreed button[value=no]")).to_have_attribute("aria-pressed", "true")
    with system_scope("test"):
        concern = Concern.objects.get()
    assert (concern.kind, concern.source, concern.owner) == ("pay", "resident", dispute["coach"])

    coach = new_page()
    login(coach, dispute["coach"].email)
    coach.goto("/today/")
    line = coach.locator("main li").filter(has_text=re.compile("not paid as agreed", re.I))
    line.get_by_role("link", name="Deal with it").click()
    coach.get_by_label("What did you do or hear?").fill("Called the planner: the overtime was forgotten.")
    coach.get_by_role("button", name="Note it").click()
    expect(coach.locator("main")).to_contain_text("the overtime was forgotten")

    first = new_page()
    login(first, dispute["first"].email)
    first.goto(file)
    expect(first.get_by_role("table", name="Concerns")).to_contain_text("Not paid as agreed")
    first.get_by_role("link", name="Propose a measure").click()
    first.get_by_label(re.compile("^Warning")).check()
    first.get_by_label("Pay is not as agreed").check()
    first.get_by_label("What it rests on, for the coordinator who decides").fill(
        "Overtime is paid late again."
    )
    first.get_by_role("button", name="Propose it").click()
    expect(
        first.get_by_role("heading", name=re.compile("Warning: Waits for a second coordinator"))
    ).to_be_visible()

    second = new_page()
    login(second, dispute["second"].email)
    second.goto("/today/")
    second.get_by_role("link", name="Read and decide").click()
    expect(second.locator("main")).to_contain_text("We could not confirm that the conditions")
    second.get_by_role("button", name="I agree: it holds from now on").click()
    expect(second.locator("main")).to_contain_text("A warning since")
    expect(second.get_by_role("table", name="Concerns")).to_contain_text("of another desk")
    expect(second.locator("main")).not_to_contain_text("the overtime was forgotten")

    coach.goto(f"/concerns/{concern.code}/")
    coach.get_by_label("Paid now").check()
    coach.get_by_label("In words: with whom, and what was agreed").fill("Paid on the slip of this month.")
    coach.get_by_role("button", name="It is dealt with").click()
    expect(coach.locator("main")).to_contain_text("Dealt with on")
    coach.goto(file)
    expect(coach.get_by_role("table", name="Concerns")).to_contain_text("Paid now")
    expect(coach.locator("main")).to_contain_text("A warning since")

    employer = new_page(width=390)
    login(employer, dispute["employer"].email)
    employer.goto("/vacancies/")
    employer.get_by_role("link", name="Read the decision, and answer").click()
    expect(employer.locator("main")).to_contain_text(
        "We could not confirm that the conditions of the charter"
    )
    for secret in (dispute["name"], "overtime", "paid"):
        expect(employer.locator("main")).not_to_contain_text(secret)
    employer.get_by_label("What you want to say").fill("We changed our planning.")
    employer.get_by_role("button", name="Send").click()
    expect(employer.locator("main")).to_contain_text("We changed our planning.")

    second.goto(file)
    expect(second.locator("main")).to_contain_text("We changed our planning.")
    second.get_by_role("button", name="Mark as read").click()
    expect(second.locator("main")).to_contain_text("Read by")
