"""One case through the whole product, with five people signed in, on the demo data.

From the first contact at the desk to the funder's PDF, whose text is read back and compared with what was
published of the two pilots (tables T1 and T2).
"""

import json
import subprocess
from datetime import date, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone
from playwright.sync_api import Page, expect

from demo.places import DOMAIN
from jobdesk.accounts.models import User
from jobdesk.trail.scoping import system_scope
from matching.models import Placement, Proposal
from residents.models import Resident

REPORT_PATIENCE = 60_000  # milliseconds; in tests the task runs within the request
FIRST, LAST, NUMBER = "Tsegay", "Mehari", "V990011223"


@pytest.fixture
def demo(transactional_db):
    """The demo data; everybody reads English, so that the words of the test are those of the code."""
    call_command("load_demo", stdout=StringIO())
    User.objects.update(language="en")


@pytest.fixture
def people(demo, new_page, login) -> dict[str, Page]:
    """A page of their own for each of the five, and for a second administrator."""
    pages = {}
    for who in ("administrator", "administrator3", "coach", "coordinator", "employer", "funder"):
        page = new_page()
        login(page, f"{who}@{DOMAIN}")
        page.goto("/")
        pages[who] = page
    pages["funder"].set_default_timeout(REPORT_PATIENCE)
    return pages


def test_one_case_from_first_contact_to_the_funders_report(people, tmp_path):
    before = started_in_running_project(people["funder"])
    ask_for_a_coach(people["administrator"])
    let_the_coach_in(people["administrator3"])
    code = log_contact(people["coach"])
    record_procedure(people["coach"], code)
    do_intake(people["coach"], code)
    vacancy = post_vacancy(people["employer"])
    approve(people["coordinator"], vacancy)
    propose(people["coach"], vacancy, code)
    invite(people["employer"], vacancy)
    placement = record_match(people["coach"])
    start(people["coach"], placement)
    see_in_overview(people["coordinator"], code)
    assert started_in_running_project(people["funder"]) == before + 1
    check_published(people["funder"], tmp_path)


def send(page: Page, action: str) -> None:
    """Press the first button in sight of the form that carries this action."""
    page.locator(f"main button[name=action][value='{action}']:visible").first.click()


def go_on(page: Page, part: str) -> None:
    """Go on to the next part of the intake, and wait until it is there."""
    send(page, "next")
    page.wait_for_url(f"**/intake/?part={part}")


def ask_for_a_coach(page: Page) -> None:
    """A coach sees residents: the invitation waits for a second administrator."""
    mail.outbox.clear()  # what the demo sent
    page.goto("/members/invite/")
    page.fill("main [name=name]", "Samira Haddad")
    page.fill("main [name=email]", "samira@example.org")
    choose(page, "role", "coach")
    page.select_option("main [name=organisation]", label="COA")
    page.locator("main [name=centres]").first.check()
    page.locator("main form button[type=submit]").last.click()
    expect(page.locator("main")).to_contain_text("Samira Haddad")
    assert ["samira@example.org"] not in [message.to for message in mail.outbox]


def let_the_coach_in(page: Page) -> None:
    page.goto("/members/")
    page.get_by_role("link", name="Samira Haddad").click()
    page.get_by_role("button", name="Approve").click()
    expect(page.locator(".timeline")).to_contain_text("Hanna Smit")
    invitation = next(message for message in mail.outbox if message.to == ["samira@example.org"])
    assert "Samira" not in invitation.subject


def log_contact(page: Page) -> str:
    page.goto("/outreach/")
    page.get_by_text("Register somebody new").click()
    page.fill("main [name=first_name]", FIRST)
    page.fill("main [name=last_name]", LAST)
    page.fill("main [name=reference_number]", NUMBER)
    page.select_option("main [name=language]", "ti")
    page.check("main [name=outcome][value=interested]")
    page.fill("main [name=note]", "Wants to work in a kitchen.")
    send(page, "save")
    expect(page.locator("h1")).to_contain_text(FIRST)
    with system_scope("test"):
        return Resident.objects.get(first_name=FIRST, last_name=LAST).code


def record_procedure(page: Page, code: str) -> None:
    """An application of 300 days ago, and a W-document for half a year more; then the decision is there."""
    today = timezone.localdate()
    page.goto(f"/residents/{code}/")
    expect(page.locator(".banner").first).to_contain_text("Incomplete")
    page.goto(f"/residents/{code}/profile/")
    page.fill("main [name=birth_date]", "1996-05-17")
    page.locator("main form button[type=submit]").last.click()
    page.goto(f"/residents/{code}/procedure/")
    page.select_option("main [name=event-type]", "application_lodged")
    page.fill("main [name=event-on]", day(today - timedelta(days=300)))
    send(page, "add:event")
    page.select_option("main [name=document-type]", "W-document")
    page.fill("main [name=document-from_on]", day(today - timedelta(days=280)))
    page.fill("main [name=document-until_on]", day(today + timedelta(days=180)))
    send(page, "add:document")
    page.goto(f"/residents/{code}/")
    expect(page.locator(".banner").first).to_contain_text("with a work permit")


def do_intake(page: Page, code: str) -> None:
    """Part by part; broken off once, and nothing is lost."""
    page.goto(f"/residents/{code}/intake/")
    page.locator("main form button[type=submit]").last.click()
    page.goto(f"/residents/{code}/intake/?part=work")
    page.fill("main [name=occupation]", "Kitchen help")
    page.fill("main [name=experience_years]", "4")
    send(page, "stop")
    page.wait_for_url(f"**/residents/{code}/")
    page.goto(f"/residents/{code}/intake/?part=meeting")
    page.check("main [name=interpreter][value=phone]", force=True)
    go_on(page, "language")
    page.check("main [name=dutch_or_french][value=A2]", force=True)
    go_on(page, "work")
    expect(page.locator("main [name=occupation]")).to_have_value("Kitchen help")
    go_on(page, "time")
    for box in range(6):
        page.locator("main [name=availability]").nth(box).check(force=True)
    page.fill("main [name=hours]", "24")
    go_on(page, "travel")
    page.fill("main [name=travel_minutes]", "an hour")
    page.check("main [name=cycling][value=yes]", force=True)
    send(page, "next")
    expect(page.get_by_role("alert").filter(has_text="One answer is not right yet")).to_be_visible()
    expect(page.locator("main [name=travel_minutes]")).to_have_value("an hour")
    expect(page.locator("main [name=cycling][value=yes]")).to_be_checked()
    page.fill("main [name=travel_minutes]", "45")
    go_on(page, "education")
    page.locator("main [name=education][value=isced_3], select[name=education]").first.wait_for()
    choose(page, "education", "isced_3")
    go_on(page, "care")
    go_on(page, "wishes")
    page.fill("main [name=wish]", "A kitchen in a hotel")
    go_on(page, "consent")
    choose(page, "share_consent", "yes")
    send(page, "complete")
    expect(page.locator("main")).to_contain_text("complete")
    with system_scope("test"):
        assert Resident.objects.get(code=code).status == Resident.Status.GUIDANCE


def choose(page: Page, name: str, value: str) -> None:
    """Choose in a list or among radio buttons, whichever the question has."""
    if page.locator(f"main select[name={name}]").count():
        page.select_option(f"main select[name={name}]", value)
    else:
        page.check(f"main [name={name}][value={value}]", force=True)


def post_vacancy(page: Page) -> str:
    page.goto("/vacancies/new/")
    page.fill("main [name=title]", "Breakfast cook")
    page.fill("main [name=description]", "Breakfast for sixty guests, in a team of three.")
    page.select_option("main [name=sector]", "hospitality")
    page.fill("main [name=municipality]", "Waterdam")
    page.select_option("main [name=contract]", "fixed_term")
    page.fill("main [name=places]", "1")
    page.fill("main [name=hours]", "24")
    page.fill("main [name=wage_hour]", "16.20")
    page.fill("main [name=starts_on]", day(timezone.localdate() + timedelta(days=10)))
    send(page, "submit")
    expect(page.locator("h1")).to_contain_text("Breakfast cook")
    return page.url.rstrip("/").rsplit("/", 1)[-1]


def approve(page: Page, vacancy: str) -> None:
    page.goto(f"/vacancies/{vacancy}/decide/")
    send(page, "approve")
    page.goto(f"/vacancies/{vacancy}/")
    expect(page.locator("main")).to_contain_text("Open")


def propose(page: Page, vacancy: str, code: str) -> None:
    page.goto(f"/vacancies/{vacancy}/propose/")
    search = page.get_by_role("searchbox", name="Search by name, number or code")
    search.fill(LAST)
    search.press("Enter")
    page.locator(f"[name=who][value='{code}']").check()
    seen = page.locator("#seen")
    seen.get_by_label("They agreed").check()
    seen.get_by_label("Why do you choose").fill("Has cooked for many people, and wants to begin soon.")
    seen.get_by_role("button", name="Propose 1 person").click()
    expect(page.locator("body")).to_contain_text("1 person is proposed")


def invite(page: Page, vacancy: str) -> None:
    """The employer sees a code and terms of the list: neither name nor number, nor what somebody typed."""
    with system_scope("test"):
        proposal = Proposal.objects.get(vacancy__code=vacancy)
    page.goto(f"/vacancies/{vacancy}/")
    text = page.locator("body").inner_text() + page.content()
    assert proposal.code in text
    assert [leak for leak in (FIRST, LAST, NUMBER, "Lindenhout", "Kitchen help") if leak in text] == []
    page.goto(f"/proposals/{proposal.code}/answer/")
    page.locator("main button[value=invite]").first.click()
    expect(page.locator("main")).to_contain_text("Invited")


def record_match(page: Page) -> str:
    with system_scope("test"):
        proposal = Proposal.objects.get(resident__first_name=FIRST, resident__last_name=LAST)
    today = timezone.localdate()
    page.goto(f"/proposals/{proposal.code}/match/")
    page.fill("main [name=matched_on]", day(today))
    page.fill("main [name=planned_start_on]", day(today + timedelta(days=10)))
    seen = page.locator("main [name=clash_seen]")
    expect(seen).to_be_visible()
    seen.check()
    page.locator("main form button[type=submit]").last.click()
    page.wait_for_url("**/placements/**")
    with system_scope("test"):
        return Placement.objects.get(resident__first_name=FIRST, resident__last_name=LAST).code


def start(page: Page, placement: str) -> None:
    """Refused without a work permit, with the reason; recorded once the permit is there."""
    today = timezone.localdate()
    page.goto(f"/placements/{placement}/record/")
    press_start(page, today)
    expect(page.locator("main [role=alert]").first).to_contain_text("permit")
    with system_scope("test"):
        assert Placement.objects.get(code=placement).started_on is None
    permit = page.locator("form:has([name=action][value=permit])")
    permit.locator("[name=from_on]").fill(day(today))
    permit.locator("[name=until_on]").fill(day(today + timedelta(days=150)))
    permit.locator("button[type=submit]").click()
    page.goto(f"/placements/{placement}/record/")
    press_start(page, today)
    page.goto(f"/placements/{placement}/")
    expect(page.locator("main")).to_contain_text("At work")
    with system_scope("test"):
        assert Placement.objects.get(code=placement).check_ins.count() == 5


def press_start(page: Page, on: date) -> None:
    form = page.locator("form:has([name=action][value=start])")
    form.locator("[name=started_on]").fill(day(on))
    form.locator("button[type=submit]").click()


def see_in_overview(page: Page, code: str) -> None:
    page.goto("/overview/")
    expect(page.locator("h1")).to_contain_text("Figures")
    page.goto(f"/residents/{code}/")
    expect(page.locator("h1")).to_contain_text(FIRST)


def started_in_running_project(page: Page) -> int:
    make_report(page, "Grensland aan het werk", None, None)
    with page.expect_download() as download:
        page.get_by_role("link", name="JSON").click()
    return json.loads(download.value.path().read_text())["figures"]["started"]["value"]


def make_report(page: Page, project: str, begin: date | None, end: date | None) -> None:
    page.goto("/reports/")
    form = page.locator("main form:has([name=project])")
    form.locator("[name=project]").select_option(label=project)
    today = timezone.localdate()
    form.locator("[name=from_on]").fill(day(begin or date(today.year - 1, 9, 1)))
    form.locator("[name=to_on]").fill(day(end or today))
    form.locator("[name=cut_off_on]").fill(day(end or today))
    form.locator("[name=language]").select_option("en")
    form.locator("button[type=submit]").click()
    page.get_by_role("link", name="PDF").wait_for()


def check_published(page: Page, tmp_path) -> None:
    make_report(page, "Werk vanuit de opvang, Almere", date(2023, 1, 1), date(2023, 12, 31))
    almere = read_pdf(page, tmp_path / "almere.pdf")
    for figure in ("1,200", "800", "170", "60", "46", "35.3%"):
        assert figure in almere.split(), figure
    assert "7 people with a match are still waiting for a number or a work permit." in " ".join(
        almere.split()
    )
    make_report(page, "Future2work²", date(2023, 1, 1), date(2024, 4, 17))
    belgium = read_pdf(page, tmp_path / "f2w2.pdf")
    for figure in ("228", "164", "60", "69", "36.6%", "13", "12", "11", "8", "17"):
        assert figure in belgium.split(), figure


def read_pdf(page: Page, path) -> str:
    """Download the PDF and return its text as it is laid out."""
    with page.expect_download() as download:
        page.get_by_role("link", name="PDF").click()
    download.value.save_as(path)
    done = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True)
    return done.stdout


def day(value: date) -> str:
    return value.isoformat()
