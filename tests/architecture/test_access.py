"""Every address × every role × one's own and a stranger's object, compared with one table.

A URL name that is not in the table fails, and so does one that is there and no longer exists.
"""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.conf import settings
from django.db import transaction
from django.urls import get_resolver, reverse

from jobdesk.trail.access import Role
from tests.architecture.world import build_side
from tests.factories.accounts import UserFactory

COACH, COORDINATOR, EMPLOYER, FUNDER, ADMINISTRATOR, PARTNER = Role
DESK = {COACH, COORDINATOR}
EVERYONE = set(Role)


@dataclass(frozen=True)
class Screen:
    """Who may open it, with which object, and what its owner gets; ``post`` for what only takes POST."""

    roles: frozenset[str] | set[str]
    of: str = ""  # the key of the object in tests/architecture/world.py
    post: bool = False
    own: int | None = 200
    extra: tuple[tuple[str, str], ...] = ()
    is_for_all: bool = False  # nobody's own: the law is one for all sides


# A text of the own country; of another one it is not found, tests/guides/test_texts.py.
GUIDE = (("country", "NL"), ("page", "first-hire"), ("code", "work"))
SCREENS = {
    "home": Screen(EVERYONE, own=302),
    "accounts:profile": Screen(EVERYONE),
    "accounts:choose_role": Screen(EVERYONE, post=True, own=302),
    "accounts:choose_centre": Screen(EVERYONE, post=True, own=302),
    "accounts:drafts": Screen(EVERYONE),
    "accounts:members": Screen({ADMINISTRATOR}),
    "accounts:invite": Screen({ADMINISTRATOR}),
    "accounts:deactivate_member": Screen({ADMINISTRATOR}, of="member"),
    "accounts:member_centres": Screen({ADMINISTRATOR}, of="membership"),
    "accounts:access_request": Screen({ADMINISTRATOR}, of="access_request"),
    "accounts:access_request_withdraw": Screen({ADMINISTRATOR}, of="access_request", post=True, own=302),
    "accounts:resend_invitation": Screen({ADMINISTRATOR}, of="invitation", post=True, own=302),
    "accounts:withdraw_invitation": Screen({ADMINISTRATOR}, of="invitation", post=True, own=302),
    "accounts:colleagues": Screen({EMPLOYER}),
    "accounts:colleague_invite": Screen({EMPLOYER}),
    "accounts:leave": Screen({EMPLOYER}),
    "accounts:colleague_duties": Screen({EMPLOYER}, of="colleague"),
    "accounts:colleague_let_go": Screen({EMPLOYER}, of="colleague"),
    "accounts:colleague_invite_again": Screen({EMPLOYER}, of="invited_colleague", post=True, own=302),
    "accounts:colleague_uninvite": Screen({EMPLOYER}, of="invited_colleague", post=True, own=302),
    "desks:desks": Screen({COORDINATOR, ADMINISTRATOR}),
    "desks:listing": Screen({COORDINATOR, ADMINISTRATOR}, extra=(("kind", "projects"),)),
    "desks:show": Screen({COORDINATOR, ADMINISTRATOR}, of="centre", extra=(("kind", "centres"),)),
    "desks:new": Screen({ADMINISTRATOR}, extra=(("kind", "centres"),)),
    "desks:change": Screen({ADMINISTRATOR}, of="centre", extra=(("kind", "centres"),)),
    "desks:close": Screen({ADMINISTRATOR}, of="centre", extra=(("kind", "centres"),)),
    "desks:reopen": Screen({ADMINISTRATOR}, of="centre", post=True, own=302, extra=(("kind", "centres"),)),
    "desks:weeks": Screen({COORDINATOR}, of="project_row"),
    "desks:targets": Screen({ADMINISTRATOR}, of="project_row"),
    "trail:trail": Screen({ADMINISTRATOR}),
    "employers:vacancy_work": Screen(DESK, of="vacancy"),
    "vocabulary:occupations": Screen({COACH, COORDINATOR, EMPLOYER}),
    "vocabulary:skills": Screen({COACH, COORDINATOR, EMPLOYER}),
    "imports:imports": Screen({COORDINATOR, EMPLOYER}),
    "jobs:jobs": Screen({COORDINATOR, ADMINISTRATOR}),
    "guides:texts": Screen({ADMINISTRATOR}),
    "guides:text_new": Screen({ADMINISTRATOR}, extra=GUIDE[:2]),
    "guides:text": Screen({ADMINISTRATOR}, extra=GUIDE),
    "guides:text_version": Screen({ADMINISTRATOR}, extra=(*GUIDE, ("version", "0"))),
    "guides:text_move": Screen({ADMINISTRATOR}, post=True, own=302, extra=GUIDE),
    "guides:text_remove": Screen({ADMINISTRATOR}, post=True, own=302, extra=GUIDE),
    "guides:text_drop": Screen({ADMINISTRATOR}, post=True, own=302, extra=GUIDE),
    "residents:law": Screen({ADMINISTRATOR}),
    "residents:law_rounds": Screen({ADMINISTRATOR}),
    "residents:law_rule": Screen({ADMINISTRATOR}, extra=(("name", "nl.work.waiting_months"),)),
    "residents:law_propose": Screen({ADMINISTRATOR}, extra=(("name", "nl.work.waiting_months"),)),
    "residents:law_decide": Screen({ADMINISTRATOR}, of="law_value", is_for_all=True),
    "residents:law_withdraw": Screen({ADMINISTRATOR}, of="law_value", post=True, own=302, is_for_all=True),
    "residents:register": Screen(DESK),
    "residents:number_ask": Screen(DESK, own=404),
    "residents:number_request": Screen(DESK, of="number_asked"),
    "residents:outreach": Screen(DESK),
    "residents:appointment_new": Screen(DESK, of="resident"),
    "residents:appointment": Screen(DESK, of="appointment"),
    "residents:sessions": Screen(DESK),
    "residents:session_new": Screen(DESK),
    "residents:session": Screen(DESK, of="session"),
    "residents:session_edit": Screen(DESK, of="session"),
    "residents:session_cancel": Screen(DESK, of="session"),
    "residents:session_invite": Screen(DESK, of="session"),
    "residents:session_tick": Screen(DESK, of="session", post=True, own=302),
    "residents:session_outcome": Screen(DESK, of="session", post=True, own=302),
    "residents:session_close": Screen(DESK, of="session", post=True, own=302),
    "residents:session_print": Screen(DESK, of="session", post=True),
    "matching:programmes": Screen(DESK),
    "matching:programme_new": Screen(DESK),
    "matching:programme": Screen(DESK, of="programme"),
    "matching:programme_change": Screen(DESK, of="programme"),
    "matching:programme_print": Screen(DESK, of="programme", post=True),
    "matching:enrolment": Screen(DESK, of="enrolment"),
    "matching:resident_programmes": Screen(DESK, of="resident"),
    "matching:fact": Screen(DESK, of="vacancy", post=True, own=404),
    "matching:journeys": Screen(DESK),
    "matching:journey": Screen(DESK, of="journey"),
    "matching:journey_end": Screen(DESK, of="known_journey", post=True, own=302),
    "matching:fairs": Screen(DESK),
    "matching:fair_new": Screen(DESK),
    "matching:fair": Screen(DESK, of="fair"),
    "matching:company_fairs": Screen({EMPLOYER}),
    "matching:company_fair": Screen({EMPLOYER}, of="company_fair"),
    "matching:fair_tables": Screen(DESK, of="fair"),
    "matching:fair_guests": Screen(DESK, of="fair"),
    "matching:fair_guest": Screen(DESK, of="fair_guest"),
    "matching:fair_meetings": Screen(DESK, of="fair"),
    "matching:fair_outcomes": Screen(DESK, of="fair"),
    "matching:fair_print": Screen(DESK, of="fair", post=True, own=302, extra=(("kind", "plan"),)),
    "residents:profile": Screen(DESK, of="resident"),
    "residents:household": Screen(DESK, of="resident"),
    "residents:assign": Screen(DESK, of="resident"),
    "residents:week": Screen(DESK),
    "residents:coach_days": Screen(DESK, of="coach_days"),
    "residents:coach_away": Screen(DESK, of="coach_user"),
    "residents:coach_away_remove": Screen(DESK, of="coach_absence", post=True, own=302),
    "residents:coach_pair": Screen({COORDINATOR}, of="pair_centre"),
    "residents:coach_pair_remove": Screen({COORDINATOR}, of="coach_pair", post=True, own=302),
    "residents:guidance": Screen(DESK, of="resident"),
    "residents:intake": Screen(DESK, of="resident"),
    "residents:contact_remove": Screen(DESK, of="contact", post=True, own=302),
    "residents:contact_restore": Screen(DESK, of="contact", post=True, own=302),
    "residents:intake_sheet": Screen(DESK, of="resident"),
    "residents:consents": Screen(DESK, of="resident"),
    "residents:consent_withdraw": Screen(DESK, of="consent", post=True, own=302),
    "residents:background": Screen(DESK, of="resident"),
    "residents:background_rows": Screen(DESK, of="resident", extra=(("kind", "experience"),)),
    "residents:procedure": Screen(DESK, of="resident"),
    "residents:right_to_work": Screen(DESK, of="resident"),
    "residents:step_new": Screen(DESK, of="resident"),
    "residents:step": Screen(DESK, of="step"),
    "residents:escalate": Screen(DESK, of="step"),
    "employers:vacancy_new": Screen({EMPLOYER}),
    "employers:vacancy_edit": Screen({EMPLOYER}, of="draft"),
    "employers:vacancy_preview": Screen({EMPLOYER}, of="draft"),
    "employers:vacancy_copy": Screen({EMPLOYER}, of="draft", post=True, own=302),
    "employers:vacancy_delete": Screen({EMPLOYER}, of="draft"),
    "employers:renew": Screen({EMPLOYER}, of="vacancy", post=True, own=302),
    "employers:publish": Screen({EMPLOYER}, of="vacancy", post=True, own=302),
    "employers:change_withdraw": Screen({EMPLOYER}, of="changing", post=True, own=302),
    "employers:charter": Screen({EMPLOYER}),
    "desk:today": Screen(DESK),
    "desk:today_done": Screen(DESK, of="line", post=True, own=302),
    "desk:today_undo": Screen(DESK, of="line", post=True, own=302),
    "desk:today_postpone": Screen(DESK, of="line", post=True),
    "desk:today_bring_back": Screen(DESK, of="postponed_line", post=True, own=302),
    "desk:find": Screen(DESK),
    "desk:calendar_settings": Screen(DESK),
    "desk:doubles": Screen({COORDINATOR}),
    "desk:not_the_same": Screen({COORDINATOR}, post=True, own=404),
    "desk:merge": Screen({COORDINATOR}, of="pair"),
    "desk:merge_undo": Screen({COORDINATOR}, of="merge"),
    "desk:shares": Screen(DESK, of="resident"),
    "desk:share": Screen(DESK, of="share"),
    "desk:share_end": Screen(DESK, of="share"),
    "desk:share_appointment": Screen(DESK, of="share"),
    "desk:share_note_read": Screen(DESK, of="share_note", post=True, own=302),
    "desk:entrusted": Screen({PARTNER}),
    "desk:entrusted_case": Screen({PARTNER}, of="share"),
    "desk:entrusted_step": Screen({PARTNER}, of="share_step", post=True, own=302),
    "desk:entrusted_appointment": Screen({PARTNER}, of="share_appointment", post=True, own=302),
    "desk:entrusted_check_in": Screen({PARTNER}, of="share_talk"),
    "desk:residents": Screen(DESK),
    "desk:steps": Screen(DESK),
    "lists:columns": Screen(DESK, post=True, own=302, extra=(("name", "residents"),)),
    "lists:views": Screen(DESK, extra=(("name", "residents"),)),
    "lists:search": Screen(DESK, post=True, own=302, extra=(("name", "residents"),)),
    "lists:bulk": Screen(DESK, post=True, own=302, extra=(("name", "residents"),)),
    "lists:export": Screen(DESK, extra=(("name", "residents"),)),
    "desk:resident": Screen(DESK, of="resident"),
    "residents:mentors": Screen(DESK),
    "residents:mentor_new": Screen(DESK),
    "residents:mentor": Screen(DESK, of="mentor"),
    "residents:mentor_change": Screen(DESK, of="mentor"),
    "residents:mentor_choose": Screen(DESK, of="resident"),
    "residents:duo": Screen(DESK, of="duo"),
    "residents:bundles": Screen(DESK),
    "residents:bundle": Screen(
        DESK,
        own=404,
        extra=(("kind", "experience"), ("key", "isco08:5141")),  # nobody shares that here
    ),
    "residents:training": Screen(DESK, of="training"),
    "residents:training_outcomes": Screen(DESK, of="training", post=True, own=302),
    "residents:plan": Screen(DESK, of="resident"),
    "residents:plan_goal": Screen(DESK, of="goal", post=True, own=400),
    "residents:plan_item": Screen(DESK, of="plan_action", post=True, own=400),
    "desk:move": Screen(DESK, of="resident"),
    "desk:relocations": Screen(DESK),
    "desk:relocation": Screen(DESK, of="leaving"),
    "desk:relocation_accept": Screen(DESK, of="coming"),
    "desk:relocation_decline": Screen(DESK, of="coming"),
    "desk:relocation_cancel": Screen(DESK, of="leaving"),
    "desk:card": Screen(DESK, of="resident"),
    "desk:card_pdf": Screen(DESK, of="resident", post=True),
    "desk:card_link": Screen(DESK, of="resident", post=True),
    "desk:card_revoke": Screen(DESK, of="card_link", post=True, own=302),
    "desk:card_work_add": Screen(DESK, of="resident", post=True, own=302),
    "desk:card_work_remove": Screen(DESK, of="card_work", post=True, own=302),
    "employers:companies": Screen(DESK),
    "employers:company": Screen(DESK, of="company"),
    "employers:company_decide": Screen({COORDINATOR}, of="waiting_company", post=True),
    "employers:company_change": Screen({COORDINATOR}, of="company"),
    "employers:company_reopen": Screen({COORDINATOR}, of="closed_company"),
    "employers:join": Screen({COORDINATOR}, of="join_request", post=True, own=302),
    "employers:invite": Screen({COORDINATOR, ADMINISTRATOR}),
    "employers:ask_again": Screen({EMPLOYER}, post=True, own=302),
    "matching:company_close": Screen({COORDINATOR}, of="company"),
    "matching:vacancies": Screen({COACH, COORDINATOR, EMPLOYER}),
    "matching:vacancy": Screen({COACH, COORDINATOR, EMPLOYER}, of="vacancy"),
    "matching:ask_times": Screen(DESK, of="vacancy", post=True, own=302),
    "matching:decide": Screen(DESK, of="submitted"),
    "matching:change": Screen(DESK, of="changing"),
    "matching:close": Screen({EMPLOYER}, of="vacancy"),
    "matching:propose": Screen(DESK, of="vacancy"),
    "matching:pipeline": Screen(DESK),
    "matching:pipeline_act": Screen(DESK, of="proposal", extra=(("action", "ask"),)),
    "desk:proposals": Screen(DESK),
    "matching:propose_confirm": Screen(DESK, of="vacancy"),
    "matching:propose_undo": Screen(DESK, of="vacancy", post=True, own=302),
    "matching:suiting": Screen(DESK, of="resident"),
    "matching:rankings": Screen({COORDINATOR}),
    "matching:rankings_file": Screen({COORDINATOR}),
    "matching:ranking": Screen({COORDINATOR}, of="ranking"),
    "matching:weights": Screen({COORDINATOR}),
    "matching:answer": Screen({EMPLOYER}, of="proposal"),
    "matching:take_back": Screen({EMPLOYER}, of="proposal", post=True, own=302),
    "matching:talk": Screen(DESK, of="invited"),
    "matching:card": Screen(DESK, of="proposal"),
    "matching:release": Screen(DESK, of="proposal"),
    "matching:releases": Screen(DESK),
    "matching:revoke": Screen(DESK, of="release"),
    "matching:released": Screen({EMPLOYER}, of="proposal"),
    "matching:released_sheet": Screen({EMPLOYER}, of="proposal"),
    "matching:seen": Screen(DESK, of="invited", post=True, own=302),
    "matching:withdraw": Screen(DESK, of="proposal"),
    "matching:match": Screen(DESK, of="invited"),
    "matching:match_clashes": Screen(DESK, of="invited", post=True),
    "matching:clashes": Screen(DESK, of="placement"),
    "matching:clash_reopen": Screen(DESK, of="clash", post=True, own=302),
    "desk:placements": Screen(DESK),
    "desk:placement": Screen(DESK, of="placement"),
    "matching:placement_record": Screen(DESK, of="placement"),
    "matching:start_override": Screen({COORDINATOR}, of="placement"),
    "matching:start_request": Screen(DESK, of="placement"),
    "matching:change_employer": Screen(DESK, of="placement"),
    "matching:placement_new": Screen(DESK, of="resident"),
    "matching:terms_correct": Screen(DESK, of="terms"),
    "matching:check_in": Screen(DESK, of="check_in"),
    "matching:check_in_read": Screen(DESK, of="check_in", post=True, own=302),
    "desk:check_in_link": Screen(DESK, of="check_in"),
    "desk:check_in_link_revoke": Screen(DESK, of="check_in_link", post=True, own=302),
    "matching:concerns": Screen(DESK),
    "matching:payslips": Screen(DESK, of="placement"),
    "matching:payslip_take_back": Screen(DESK, of="payslip", post=True, own=302),
    "matching:concern": Screen(DESK, of="concern"),
    "matching:concern_new": Screen(DESK, of="placement"),
    "matching:integrity": Screen(DESK, of="company"),
    "matching:integrity_close": Screen({COORDINATOR}, of="company_concern"),
    "matching:integrity_read": Screen({COORDINATOR}, of="measure_reply", post=True, own=302),
    "matching:measure_new": Screen({COORDINATOR}, of="company"),
    "matching:measure_decide": Screen({COORDINATOR}, of="measure"),
    "matching:resemblance": Screen({COORDINATOR}, of="resemblance"),
    "matching:measure": Screen({EMPLOYER}),
    "matching:integrity_report": Screen({PARTNER}),
    "matching:papers": Screen({EMPLOYER}),
    "matching:hire": Screen({EMPLOYER}, of="placement"),
    "matching:paper_check": Screen(DESK, of="filing"),
    "matching:close_account": Screen({EMPLOYER}),
    "desk:reminder_settings": Screen(EVERYONE),
    "desk:deliveries": Screen({COORDINATOR}),
    "desk:delivery_again": Screen({COORDINATOR}, of="unreached", post=True, own=302),
    "reports:overview": Screen({COORDINATOR}),
    "reports:reports": Screen({COORDINATOR, FUNDER}),
    "reports:report": Screen({COORDINATOR, FUNDER}, of="report"),
    "reports:report_again": Screen({COORDINATOR, FUNDER}, of="report", post=True, own=302),
    "reports:report_download": Screen(
        {COORDINATOR, FUNDER}, of="report", own=302, extra=(("file_format", "pdf"),)
    ),
}
PUBLIC = {
    "healthz": "says that the process answers",
    "readyz": "says that its parts answer",
    "accounts:choose_language": "the language of the sign-in page",
    "accounts:accept": "invitation by signed token, tests/jobdesk/accounts/",
    "residents:calculator": "what is left of a wage: no personal data, tests/residents/test_calculator.py",
    "guides:guide": "what employers should know: no personal data, tests/guides/test_guide.py",
    "guides:first_hire": "the same",
    "guides:questions": "the same",
    "guides:not_here": "the same",
    "employers:register": "a company registers, step by step, tests/employers/test_register.py",
    "employers:register_facts": "the same",
    "employers:register_known": "the same",
    "employers:register_charter": "the same",
    "employers:register_you": "the same",
    "employers:register_code": "the same",
    "employers:renew_by_mail": "vacancies are renewed by signed token, tests/employers/test_renew.py",
    "employers:openings_home": "vacancies that everybody may read, tests/employers/test_public_openings.py",
    "employers:openings": "the same",
    "employers:openings_rss": "the same",
    "employers:openings_json": "the same",
    "employers:openings_map": "the same",
    "employers:opening": "the same",
    "employers:robots": "the same",
    "desk:calendar_feed": "calendar by secret token, tests/desk/test_calendar.py",
    "desk:public_card": "step card by secret token, tests/desk/test_public_card.py",
    "desk:public_check_in": "a check-in by secret token, tests/desk/test_public_check_in.py",
    "dev_components": "only where DEV_PAGES is on",
    "dev_outbox": "only where DEV_PAGES is on",
    "dev_outbox_message": "only where DEV_PAGES is on",
}
OWN_ONLY = {
    "imports:template": "of the lists of one's hat only, tests/jobdesk/imports/test_vacancies.py",
    "imports:rows": "found by who sent it only, tests/jobdesk/imports/test_vacancies.py",
    "imports:columns": "found by who sent it only, tests/jobdesk/imports/test_vacancies.py",
    "imports:confirm": "found by who sent it only, tests/jobdesk/imports/test_vacancies.py",
    "imports:undo": "found by who sent it only, tests/jobdesk/imports/test_vacancies.py",
    "imports:download": "found by who sent it only, tests/jobdesk/imports/test_vacancies.py",
    "jobs:try_again": "found by who asked for it, or looks after them, tests/jobdesk/jobs/test_jobs.py",
    "jobs:cancel": "found by who asked for it, or looks after them, tests/jobdesk/jobs/test_jobs.py",
    "employers:register_welcome": "about one's own registration only, tests/employers/test_register.py",
    "employers:resend_invitation": "found by who sent it only, tests/employers/test_invite.py",
    "employers:withdraw_invitation": "found by who sent it only, tests/employers/test_invite.py",
    "lists:view": "a saved view, changed by its owner only, tests/desk/lists/test_views.py",
    "lists:bulk_run": "found by who asked for it only, tests/desk/lists/test_bulk.py",
    "lists:bulk_undo": "found by who asked for it only, tests/desk/lists/test_bulk.py",
    "lists:file": "found by who asked for it only, tests/desk/lists/test_export.py",
    "lists:file_download": "found by who asked for it only, tests/desk/lists/test_export.py",
    "matching:paper_send": "found among the papers of one's own hire, tests/matching/test_hire.py",
    "matching:paper_take_back": "the same, tests/matching/test_hire.py",
    "residents:evidence": "a file of a step, found within the scope, tests/residents/steps/test_evidence.py",
    "residents:evidence_remove": "the same, tests/residents/test_evidence_remove.py",
    "desk:reminder": "found by its recipient only, tests/desk/test_reminders.py",
}
# About the user, not about a role.
FOR_ANY_USER = {"accounts:drafts", "accounts:profile", "desk:reminder_settings"}
OURS = ("accounts", "desks", "trail", "vocabulary", "imports", "jobs", "lists", *settings.ROOMS)


def names_in_use() -> set[str]:
    resolver = get_resolver()
    plain = {key for key in resolver.reverse_dict if isinstance(key, str)}
    ours = {name for name in plain if not name.startswith(("account_", "mfa_"))}
    for namespace in OURS:
        _prefix, inner = resolver.namespace_dict[namespace]
        ours |= {f"{namespace}:{key}" for key in inner.reverse_dict if isinstance(key, str)}
    return ours


# Objects whose address names the resident first.
UNDER_A_RESIDENT = {
    "card_link",
    "consent",
    "duo",
    "contact",
    "goal",
    "plan_action",
    "step",
}


BY_KEY = {"centre", "project_row"}  # their code is for lists; their address has the key


def address(name: str, screen: Screen, objects: dict) -> str:
    if not screen.of:
        return reverse(name, kwargs=dict(screen.extra))
    subject = objects[screen.of]
    arguments = dict(screen.extra)
    if screen.of in UNDER_A_RESIDENT:
        arguments |= {"code": subject.resident.code, "pk": subject.pk}
    elif screen.of == "filing":
        arguments |= {"code": subject.placement.code, "pk": subject.pk}
    elif isinstance(subject, dict):
        arguments |= subject  # the parts of its address by name
    elif isinstance(subject, tuple):
        arguments |= {"code": subject[0].code, "other": subject[1].code}
    elif isinstance(subject, str):
        arguments["key"] = subject
    elif screen.of not in BY_KEY and hasattr(subject, "code"):
        arguments["code"] = subject.code
    else:
        arguments["pk"] = subject.pk
    return reverse(name, kwargs=arguments)


def ask(client, name: str, screen: Screen, objects: dict):
    url = address(name, screen, objects)
    return client.post(url) if screen.post else client.get(url)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """Two sides, made once: making them takes longer than asking them for an address."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_side("NL"), build_side("BE")
        transaction.set_rollback(True)


@pytest.fixture
def sides(world, db):
    """The two sides; what a test writes goes with its savepoint."""
    return world


def test_every_url_name_is_in_the_table():
    assert names_in_use() == set(SCREENS) | set(PUBLIC) | set(OWN_ONLY)


@pytest.mark.parametrize("name", SCREENS)
def test_who_gets_what(name, sides, client):
    screen, (own, foreign) = SCREENS[name], sides
    got, wanted = {}, {}
    for role in Role:
        client.force_login(own.members[role])
        allowed = role in screen.roles
        if screen.of:
            got[role, "foreign"] = ask(client, name, screen, foreign.objects).status_code
            found = screen.own if screen.is_for_all else 404
            wanted[role, "foreign"] = found if allowed else 403
        got[role, "own"] = ask(client, name, screen, own.objects).status_code
        wanted[role, "own"] = screen.own if allowed else 403
    assert got == wanted


@pytest.mark.parametrize("name", [name for name, screen in SCREENS.items() if not screen.post])
def test_posting_is_as_closed_as_reading(name, sides, client):
    """Of a page that also takes a form: the form of what one may not see is refused before it is read."""
    screen, (own, foreign) = SCREENS[name], sides
    got, wanted = {}, {}
    for role in Role:
        client.force_login(own.members[role])
        allowed = role in screen.roles
        if screen.of and not (allowed and screen.is_for_all):
            status = client.post(address(name, screen, foreign.objects)).status_code
            got[role, "foreign"], wanted[role, "foreign"] = status, 404 if allowed else 403
        if not allowed:
            got[role, "own"] = client.post(address(name, screen, own.objects)).status_code
            wanted[role, "own"] = 403
    read_only = set(got.values()) == {405}  # it takes no form from anybody
    assert read_only or not got or got == wanted


@pytest.mark.parametrize("name", SCREENS)
def test_strangers_are_sent_to_sign_in(name, sides, client):
    screen, (own, _foreign) = SCREENS[name], sides
    response = ask(client, name, screen, own.objects)
    assert (response.status_code, response.url.split("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize("name", sorted(set(SCREENS) - FOR_ANY_USER))
def test_users_without_a_role_get_nothing(name, sides, client):
    screen, (own, _foreign) = SCREENS[name], sides
    client.force_login(UserFactory())
    expected = 302 if screen.roles == EVERYONE and screen.post else 403
    assert ask(client, name, screen, own.objects).status_code == expected


@pytest.mark.parametrize("name", SCREENS)
def test_wrong_methods_are_refused(name, sides, client):
    screen, (own, _foreign) = SCREENS[name], sides
    client.force_login(own.members[sorted(screen.roles)[0]])
    url = address(name, screen, own.objects)
    assert client.delete(url).status_code == 405
    if screen.post:
        assert client.get(url).status_code == 405
