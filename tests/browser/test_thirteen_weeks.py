"""One vacancy and five people at once: from the employer's first word to the thirteenth week at work.

Employer, coach, coordinator, resident and funder each have a browser of their own. The resident has private
links in Tigrinya: the step card, and check-ins on a phone of 320 pixels without JavaScript. At each station
the test asks what those see whose turn it is not. The clock is moved; nothing waits for time to pass.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Locator, Page, expect

from jobdesk.desks.models import Centre, Project
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import system_scope
from jobdesk.vocabulary.shipped import load_shipped
from matching.models import CheckIn, Concern, Interview, Placement, Proposal
from residents.models import Resident
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import OrganisationFactory
from tests.factories.matching import CheckInFactory, StartedPlacementFactory
from tests.files import pdf
from tests.matching.hotel import room_attendant

BEGIN = datetime(2026, 3, 2, 9, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
FIRST, LAST, OTHER = "Semhar", "Tesfay", "Bahar"
OLD_PHONE = {"width": 320, "height": 568, "java_script_enabled": False}
PHONE = {"width": 390, "height": 844}
GOOD = {
    "still_working": "yes",
    "paid_as_agreed": "yes",
    "hours_as_agreed": "yes",
    "feels_safe": "yes",
    "call_me": "no",
}
OTHERS = 5  # at work for the same project: how many of fewer people stayed is hidden from a funder
FIGURES = {"matched": 1, "started": 1, "kept_13": OTHERS + 1}  # the others had their intake elsewhere
PATIENCE = 60_000  # milliseconds: on a busy machine, with a report that is built within the request


@dataclass
class Thread:
    """The five, each with a page of their own, and the clock they share."""

    clock: time_machine.Traveller
    users: dict[str, str]
    pages: dict[str, Page]
    person: Resident
    sign_in: object

    def __getitem__(self, who: str) -> Page:
        return self.pages[who]

    def later(self, **span: float) -> None:
        """Move the clock on; everybody comes back another day, and signs in again."""
        self.clock.shift(timedelta(**span))
        for who, email in self.users.items():
            self.sign_in(self.pages[who], email)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A Monday morning on which the values of the law are known; the seconds go on."""
    with time_machine.travel(BEGIN, tick=True) as traveller:
        yield traveller


@pytest.fixture(autouse=True)
def _patient() -> Iterator[None]:
    """What is expected may take as long as what is done."""
    expect.set_options(timeout=PATIENCE)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture
def thread(transactional_db, clock, meeting, new_page, login, settings, tmp_path) -> Thread:
    """A desk with two residents who clean rooms; a company without a vacancy; the funder of the project."""
    settings.PRIVATE_DIR = tmp_path
    load_shipped()
    with system_scope("test"):
        meeting.vacancy.delete()
    funder = OrganisationFactory(kind="funder")
    meeting.project.funders.add(funder)
    coach = {"coach": meeting.coach, "language": "ti"}
    person = room_attendant(meeting, FIRST, last_name=LAST, years=5, **coach)
    room_attendant(meeting, OTHER, years=1, hours=12, **coach)
    at_work_since(timezone.localdate() - timedelta(days=7), meeting.project, meeting.centre)
    users = {
        "employer": meeting.employer.email,
        "coach": meeting.coach.email,
        "coordinator": meeting.coordinator.email,
        "funder": MembershipFactory(role=Role.FUNDER, organisation=funder).user.email,
    }
    pages = {who: new_page() for who in users} | {
        "card": new_page(**PHONE, locale="ti"),
        "check-in": new_page(**OLD_PHONE, locale="ti"),
    }
    for who, email in users.items():
        login(pages[who], email)
    for page in pages.values():
        page.set_default_timeout(PATIENCE)
    return Thread(clock, users, pages, person, login)


def at_work_since(day: date, project: Project, centre: Centre) -> None:
    """Others of the project, who began on a day, and say in week 13 that they still work."""
    for _number in range(OTHERS):
        placement = StartedPlacementFactory(
            match__resident__centre=centre,
            match__project=project,
            match__matched_on=day - timedelta(days=14),
            planned_start_on=day,
        )
        due_on = day + timedelta(weeks=13)
        CheckInFactory(
            placement=placement, week=13, due_on=due_on, done_on=due_on, status="done", still_working="yes"
        )


def test_from_the_vacancy_to_the_thirteenth_week(thread):
    vacancy = post_vacancy(thread["employer"])
    approve(thread["coordinator"], vacancy)
    ask(thread, vacancy)
    say_yes_on_the_card(thread)
    proposal = introduce(thread, vacancy)
    invite(thread, proposal)
    agree_a_time(thread, proposal)
    thread.later(days=7)
    offer(thread, proposal)
    placement = match(thread, proposal)
    file_papers(thread, placement)
    thread.later(days=21)
    start(thread, placement)
    thread.later(days=7)
    answer_well(thread, placement, week=1)
    thread.later(days=21)
    concern = answer_badly(thread, placement, week=4)
    close(thread, concern)
    read(thread, placement, week=4)
    thread.later(days=63)
    answer_well(thread, placement, week=13)
    thread.later(days=1)
    count(thread)


def post_vacancy(page: Page) -> str:
    """The employer writes what the work is, and hands it in; it waits for somebody else."""
    page.goto("/vacancies/new/")
    main = page.get_by_role("main")
    main.locator("[name=title]").fill("Room attendant")
    main.locator("[name=occupation]").press_sequentially("room att")
    main.get_by_role("option", name="Room attendant").first.click()
    main.locator("[name=description]").fill("Twelve rooms in a morning, in a team of three.")
    main.locator("[name=places]").fill("1")
    main.locator("[name=hours]").fill("20")
    main.locator("[name=wage_hour]").fill("16.20")
    main.locator("[name=starts_on]").fill(day(timezone.localdate() + timedelta(days=49)))
    main.get_by_role("button", name="Hand in for approval").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Room attendant")
    return page.url.rstrip("/").rsplit("/", 1)[-1]


def approve(page: Page, vacancy: str) -> None:
    """The coordinator reads it and approves it: until then nobody is proposed."""
    page.goto(f"/vacancies/{vacancy}/")
    page.get_by_role("link", name="Decide").click()
    page.get_by_role("button", name="Approve").click()
    page.goto(f"/vacancies/{vacancy}/")
    expect(page.get_by_role("link", name="Propose someone").first).to_be_visible()


def ask(thread: Thread, vacancy: str) -> None:
    """The coach reads why somebody stands first, and asks that person; the company sees nobody."""
    coach = thread["coach"]
    coach.goto(f"/vacancies/{vacancy}/propose/")
    rows = coach.locator(".ranks > li")
    expect(rows.first).to_contain_text(FIRST)
    expect(rows.first).to_contain_text("5 years")
    expect(rows.filter(has_text=OTHER)).to_have_count(1)
    rows.first.get_by_role("checkbox").check()
    seen = coach.locator("#seen")
    expect(seen.get_by_role("button", name="Ask them first")).to_be_visible()
    no_names(seen.get_by_role("list").first)
    seen.get_by_role("button", name="Ask them first").click()
    expect(coach.locator(".toasts")).to_contain_text("1 person is asked")
    thread["employer"].goto(f"/vacancies/{vacancy}/")
    expect(thread["employer"].get_by_role("main")).to_contain_text("Room attendant")
    assert proposal_of(thread).code not in thread["employer"].content()


def say_yes_on_the_card(thread: Thread) -> None:
    """The coach makes a link; the resident reads the question in Tigrinya and taps yes."""
    coach, phone = thread["coach"], thread["card"]
    coach.goto(f"/residents/{thread.person.code}/card/")
    coach.get_by_role("button", name="Make a private link").click()
    phone.goto(coach.locator(".card-link__url").get_attribute("href"))
    expect(phone.locator("article.step-card")).to_have_attribute("lang", "ti")
    fits(phone)
    phone.locator("button[value=yes]").press("Enter")
    expect(phone.locator("button[value=yes]")).to_have_count(0)


def introduce(thread: Thread, vacancy: str) -> str:
    """The board says that it is the coach's turn; from then on the company reads a code, and no name."""
    coach, employer = thread["coach"], thread["employer"]
    coach.goto("/pipeline/")
    coach.get_by_role("button", name="Introduce").first.press("Enter")
    expect(coach.locator(".toasts")).to_contain_text("without the name")
    code = proposal_of(thread).code
    employer.goto(f"/vacancies/{vacancy}/")
    expect(employer.get_by_role("main")).to_contain_text(code)
    no_names(employer.locator("body"))
    return code


def invite(thread: Thread, proposal: str) -> None:
    """The company offers times for a talk."""
    employer = thread["employer"]
    employer.goto(f"/proposals/{proposal}/answer/")
    no_names(employer.locator("body"))
    employer.get_by_role("button", name="Invite this candidate").click()
    expect(employer.locator(".toasts")).to_contain_text("Thank you")


def agree_a_time(thread: Thread, proposal: str) -> None:
    """The coach takes one of the times with the resident; the company reads which."""
    coach, employer = thread["coach"], thread["employer"]
    coach.goto(f"/proposals/{proposal}/talk/")
    coach.get_by_role("main").get_by_role("radio").first.check()
    coach.locator("button[name=action][value=agree]").click()
    expect(coach.locator(".toasts")).to_contain_text("Agreed")
    employer.goto(f"/proposals/{proposal}/answer/")
    expect(employer.get_by_role("main")).to_contain_text("The candidate asks for")
    no_names(employer.locator("body"))


def offer(thread: Thread, proposal: str) -> None:
    """After the talk the company wants to hire: the board has it under its station."""
    with system_scope("test"):
        assert Interview.objects.get(proposal__code=proposal).starts_at < timezone.now()
    employer, coach = thread["employer"], thread["coach"]
    employer.goto(f"/proposals/{proposal}/answer/")
    employer.get_by_role("button", name="We want to hire").click()
    expect(employer.get_by_role("main")).to_contain_text("You want to hire")
    no_names(employer.locator("body"))
    coach.goto("/pipeline/")
    expect(coach.get_by_role("link", name="Record a match").first).to_be_visible()


def match(thread: Thread, proposal: str) -> str:
    """Both said yes: the coach records what was agreed; now the company has a name to file papers with."""
    coach, employer = thread["coach"], thread["employer"]
    coach.goto(f"/proposals/{proposal}/match/")
    main = coach.get_by_role("main")
    expect(main.locator("[name=hours]")).to_have_value("20")
    expect(main.locator("[name=wage_hour]")).to_have_value(re.compile("^16[.,]20$"))
    main.locator("[name=planned_start_on]").fill(day(timezone.localdate() + timedelta(days=21)))
    main.get_by_role("button", name="Record the match").click()
    coach.wait_for_url("**/placements/**")
    with system_scope("test"):
        code = Placement.objects.get(resident=thread.person).code
    employer.goto(f"/papers/{code}/")
    expect(employer.get_by_role("heading", level=1)).to_have_text(f"{FIRST} {LAST}")
    return code


def file_papers(thread: Thread, placement: str) -> None:
    """The company files what is its own; the desk reads each paper and completes it."""
    employer, coach = thread["employer"], thread["coach"]
    permit_until = day(timezone.localdate() + timedelta(days=300))
    employer.goto(f"/papers/{placement}/")
    card = employer.locator(".card", has=employer.get_by_role("heading", name="Work permit"))
    if not card.locator("[name=reference]").is_visible():
        card.locator("summary").first.click()
    card.locator("[name=reference]").fill("TWV-2026-118")
    card.get_by_label("The confirmation of receipt").set_input_files(
        [{"name": "twv.pdf", "mimeType": "application/pdf", "buffer": pdf()}]
    )
    card.get_by_role("button", name="I have sent it").click()
    expect(card).to_contain_text("1 file, which only the job desk can open.")
    coach.goto("/today/")
    coach.get_by_role("link", name="Look at it").first.click()
    expect(coach.get_by_role("main")).to_contain_text("TWV-2026-118")
    complete = coach.locator("form", has=coach.get_by_role("button", name="Complete"))
    complete.locator("[name=from_on]").fill(day(timezone.localdate()))
    complete.locator("[name=until_on]").fill(permit_until)
    complete.get_by_role("button", name="Complete").click()
    coach.wait_for_url(f"**/residents/{thread.person.code}/")
    employer.reload()
    expect(card).to_contain_text("done on")


def start(thread: Thread, placement: str) -> None:
    """The first day is recorded; the check-ins are planned, the board has it under its last station."""
    coach = thread["coach"]
    coach.goto(f"/placements/{placement}/record/")
    form = coach.locator("form", has=coach.get_by_role("button", name="Record the start"))
    form.locator("[name=started_on]").fill(day(timezone.localdate()))
    form.get_by_role("button", name="Record the start").click()
    coach.wait_for_url(f"**/placements/{placement}/")
    expect(coach.get_by_role("main")).to_contain_text("At work")
    coach.goto("/pipeline/")
    expect(coach.get_by_role("main")).to_contain_text(FIRST)
    with system_scope("test"):
        weeks = Placement.objects.get(code=placement).check_ins.values_list("week", flat=True)
        assert [*weeks] == [1, 4, 13, 26, 52]


def check_in_of(placement: str, week: int) -> CheckIn:
    with system_scope("test"):
        return CheckIn.objects.get(placement__code=placement, week=week)


def link_of(thread: Thread, placement: str, week: int) -> str:
    """The coach makes the private link of a check-in, in the language of the resident."""
    coach = thread["coach"]
    coach.goto(f"/check-ins/{check_in_of(placement, week).pk}/link/")
    expect(coach.locator("main [name=language]")).to_have_value("ti")
    coach.get_by_role("button", name="Make").click()
    return str(coach.locator(".card-link__url").get_attribute("href"))


def tap(page: Page, link: str, **answers: str) -> None:
    """Answer the five questions on the old phone, one tap each."""
    page.goto(link)
    expect(page.locator("html")).to_have_attribute("lang", "ti")
    fits(page)
    for question, value in answers.items():
        button = page.locator(f"#{question} button[value={value}]")
        button.press("Enter")
        expect(button).to_have_attribute("aria-pressed", "true")
    fits(page)


def answer_well(thread: Thread, placement: str, week: int) -> None:
    """All is well: the coach reads it from Today, and the talk is done."""
    tap(thread["check-in"], link_of(thread, placement, week), **GOOD)
    read(thread, placement, week)


def read(thread: Thread, placement: str, week: int) -> None:
    coach, check_in = thread["coach"], check_in_of(placement, week)
    coach.goto("/today/")
    line = coach.locator(f"[data-line=talk-{check_in.pk}]")
    line.get_by_role("link", name="Read the answers").click()
    coach.get_by_role("button", name="I have read this").click()
    expect(coach.get_by_role("button", name="I have read this")).to_have_count(0)
    check_in = check_in_of(placement, week)
    assert (check_in.status, check_in.still_working) == ("done", "yes")


def answer_badly(thread: Thread, placement: str, week: int) -> str:
    """Not paid: from that tap on it stands on Today of coach and coordinator, and nowhere at the company."""
    tap(thread["check-in"], link_of(thread, placement, week), **GOOD | {"paid_as_agreed": "no"})
    with system_scope("test"):
        code = Concern.objects.get(kind="pay").code
    for who in ("coach", "coordinator"):
        thread[who].goto("/today/")
        line = thread[who].locator(f"[data-line=concern-{code}]")
        expect(line).to_contain_text(FIRST)
        expect(line.get_by_role("link", name="Deal with it")).to_be_visible()
    employer = thread["employer"]
    for address in ("/", f"/papers/{placement}/", "/vacancies/"):
        employer.goto(address)
        assert code not in employer.content()
    assert employer.goto(f"/concerns/{code}/").status == 403
    return code


def close(thread: Thread, concern: str) -> None:
    """The coach calls the company and closes it with what came of it: gone from both start pages."""
    coach = thread["coach"]
    coach.goto(f"/concerns/{concern}/")
    form = coach.locator("form", has=coach.get_by_role("button", name="It is dealt with"))
    form.locator("[name=outcome][value=paid]").check(force=True)
    form.locator("[name=text]").fill("The company paid the missing day.")
    form.get_by_role("button", name="It is dealt with").click()
    expect(coach.get_by_role("main")).to_contain_text("paid now")
    for who in ("coach", "coordinator"):
        thread[who].goto("/today/")
        expect(thread[who].get_by_role("heading", level=1)).to_be_visible()
        expect(thread[who].locator(f"[data-line=concern-{concern}]")).to_have_count(0)


def count(thread: Thread) -> None:
    """The funder's report has the match, the start and the thirteen weeks; no name, and no file."""
    funder = thread["funder"]
    funder.goto("/reports/")
    form = funder.locator("main form", has=funder.locator("[name=cut_off_on]"))
    form.locator("[name=language]").select_option("en")
    form.get_by_role("button").last.click()
    funder.get_by_role("link", name="PDF").wait_for()
    no_names(funder.locator("body"))
    with funder.expect_download() as download:
        funder.get_by_role("link", name="JSON").click()
    text = download.value.path().read_text()
    assert [name for name in (FIRST, LAST, OTHER) if name in text] == []
    figures = json.loads(text)["figures"]
    assert {code: figures[code]["value"] for code in FIGURES} == FIGURES
    assert funder.goto(f"/residents/{thread.person.code}/").status == 403
    thread["coordinator"].goto("/overview/")
    expect(thread["coordinator"].get_by_role("heading", level=1)).to_contain_text("Figures")


def no_names(part: Locator) -> None:
    """Nothing in sight, nor in the page's source, says who it is."""
    text = part.inner_text() + part.evaluate("each => each.outerHTML")
    assert [name for name in (FIRST, LAST, OTHER) if name in text] == []


def fits(page: Page) -> None:
    """Nothing has to be moved sideways to be read."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def proposal_of(thread: Thread) -> Proposal:
    with system_scope("test"):
        return Proposal.objects.get(resident=thread.person)


def day(value: date) -> str:
    return value.isoformat()
