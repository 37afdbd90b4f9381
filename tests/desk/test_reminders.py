"""The kinds of reminders, the e-mail of the day, and the screens around it."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from io import StringIO
from smtplib import SMTPDataError, SMTPRecipientsRefused, SMTPServerDisconnected
from types import SimpleNamespace

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from desk.models import Digest, Reminder, ReminderMute, ReminderSettings
from desk.reminders.collect import collect
from desk.reminders.digests import LEASE, MAX_ATTEMPTS, digests_to_send, prepare_digests, send_digest
from desk.reminders.kinds import ALL, KINDS, topics_for
from desk.tasks import remind
from jobdesk.trail.access import Role
from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.scoping import system_scope
from law.steps import step_kinds
from matching.models import Placement
from residents.models import Resident, Step
from tests.desk.people import day, member, resident, signed_in
from tests.factories.accounts import MembershipFactory
from tests.factories.desks import CentreFactory
from tests.factories.employers import CompanyFactory, VacancyFactory
from tests.factories.matching import (
    AgreedInterviewFactory,
    CheckInFactory,
    ConcernFactory,
    FilingFactory,
    MatchFactory,
    PlacementFactory,
    ProposalFactory,
    QuestionFactory,
    StartedPlacementFactory,
)
from tests.factories.residents import (
    CertificateFactory,
    DocumentFactory,
    NumberRequestFactory,
    PlanActionFactory,
    PlanReviewFactory,
    RelocationFactory,
    ResidentFactory,
    StepFactory,
)

pytestmark = pytest.mark.django_db
OF_EMPLOYERS = {"answer", "talk", "paper", "paper_again", "paper_late", "vacancy_held"}
SETTINGS = reverse("desk:reminder_settings")
DELIVERIES = reverse("desk:deliveries")


@pytest.fixture
def desk():
    """A centre with a coach, a coordinator and one resident; ``other`` is at another centre."""
    centre, elsewhere = CentreFactory(), CentreFactory()
    coach = member(Role.COACH, centre)
    return SimpleNamespace(
        centre=centre,
        coach=coach,
        coordinator=member(Role.COORDINATOR, centre),
        other=member(Role.COORDINATOR, elsewhere),
        yonas=resident(centre, coach),
    )


def collected(on=None) -> set[tuple]:
    """Collect; return (recipient, kind, subject) of all that is in the outbox."""
    with system_scope("test"):
        collect(on or day(0), batch=2)
    return set(Reminder.objects.values_list("recipient", "kind", "subject_id"))


def at(hour: int, on=None) -> datetime:
    """The moment of this day and hour in Amsterdam."""
    return timezone.make_aware(datetime.combine(on or day(0), time(hour)))


def sent(hour: int = 12) -> list[mail.EmailMultiAlternatives]:
    """Collect, and send what is to be sent at this hour of today; return the e-mails of it."""
    collected()
    prepare_digests(at(hour))
    mail.outbox.clear()
    for pk in digests_to_send(at(hour)).values_list("pk", flat=True):
        send_digest(pk, at(hour))
    return mail.outbox


# ── The kinds ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("due", "kinds"),
    [
        (4, set()),
        (3, {"due_soon"}),
        (0, {"due_soon"}),
        (-1, {"overdue"}),
        (-14, {"overdue"}),
        (-15, {"overdue", "escalated"}),
    ],
)
def test_step_reminds_by_its_day(desk, due, kinds):
    step = StepFactory(resident=desk.yonas, due_on=day(due))
    StepFactory(
        resident=desk.yonas,
        kind="twv",
        due_on=day(due),
        status=Step.Status.DONE,
        closed_on=day(-1),
    )
    to = {"escalated": desk.coordinator.pk}
    assert collected() == {(to.get(kind, desk.coach.pk), kind, step.pk) for kind in kinds}


@pytest.mark.parametrize(
    ("fields", "kinds"),
    [
        ({}, {("other", "move_asked")}),
        (
            {"answer_due_on": day(-1)},
            {("other", "move_asked"), ("other", "move_late"), ("coordinator", "move_late_old")},
        ),
        ({"status": "accepted", "answer_due_on": day(-1)}, set()),
        ({"status": "declined", "answered_on": day(0)}, {("coach", "move_declined")}),
        ({"status": "declined", "answered_on": day(-20)}, set()),
    ],
)
def test_move_reminds_the_desk_that_must_act(desk, fields, kinds):
    centre = desk.other.memberships.get().centres.get()
    move = RelocationFactory(resident=desk.yonas, to_centre=centre, **fields)
    assert collected() == {(getattr(desk, who).pk, kind, move.pk) for who, kind in kinds}


@pytest.mark.parametrize(
    ("left", "kinds"),
    [
        (91, set()),
        (90, {"expiring_90"}),
        (31, {"expiring_90"}),
        (30, {"expiring_30"}),
        (8, {"expiring_30"}),
        (7, {"expiring_7"}),
        (0, {"expiring_7"}),
        (-1, set()),
    ],
)
def test_document_reminds_90_30_and_7_days_before(desk, left, kinds):
    document = DocumentFactory(resident=desk.yonas, until_on=day(left))
    assert collected() == {(desk.coach.pk, kind, document.pk) for kind in kinds}


def test_document_that_was_renewed_reminds_nobody(desk):
    DocumentFactory(resident=desk.yonas, until_on=day(5))
    DocumentFactory(resident=desk.yonas, until_on=day(300))
    assert collected() == set()


def test_permit_of_another_employer_takes_the_place_of_none(desk):
    ends = DocumentFactory(resident=desk.yonas, type="TWV", employer="C-2", until_on=day(5))
    DocumentFactory(resident=desk.yonas, type="TWV", employer="C-3", until_on=day(300))
    assert collected() == {(desk.coach.pk, "expiring_7", ends.pk)}


def test_document_of_a_procedure_that_ended_in_a_residence_permit_reminds_nobody(desk):
    DocumentFactory(resident=desk.yonas, until_on=day(5))
    DocumentFactory(resident=desk.yonas, type="residence-permit", until_on=day(900))
    assert collected() == set()


def test_document_reminds_once_for_each_term(desk):
    document = DocumentFactory(resident=desk.yonas, until_on=day(90))
    for on in range(90):
        collected(day(on))
    kinds = Reminder.objects.filter(subject_id=document.pk).values_list("kind", flat=True)
    assert sorted(kinds) == ["expiring_30", "expiring_7", "expiring_90"]


@pytest.mark.parametrize(
    ("left", "kinds"),
    [
        (61, []),
        (60, ["certificate_60"]),
        (15, ["certificate_60"]),
        (14, ["certificate_14"]),
        (0, ["certificate_14"]),
        (-1, []),
    ],
)
def test_certificate_that_expires_reminds(desk, left, kinds):
    certificate = CertificateFactory(resident=desk.yonas, expires_on=day(left))
    assert collected() == {(desk.coach.pk, kind, certificate.pk) for kind in kinds}


def test_certificate_that_was_renewed_or_removed_reminds_nobody(desk):
    CertificateFactory(resident=desk.yonas, expires_on=day(5))
    CertificateFactory(resident=desk.yonas, expires_on=day(900))
    CertificateFactory(resident=desk.yonas, words="Rigging", expires_on=day(5), removed_at=timezone.now())
    CertificateFactory(resident=desk.yonas, words="Diving")
    assert collected() == set()


@pytest.mark.parametrize(
    ("end", "status", "reminds"), [(30, "started", True), (31, "started", False), (10, "ended", False)]
)
def test_contract_that_ends_reminds(desk, end, status, reminds):
    placement = StartedPlacementFactory(
        match=MatchFactory(resident=desk.yonas), planned_end_on=day(end), status=status
    )
    assert collected() == ({(desk.coach.pk, "contract", placement.pk)} if reminds else set())


@pytest.mark.parametrize(
    ("due", "status", "reminds"),
    [(0, "planned", True), (-3, "planned", True), (1, "planned", False), (0, "done", False)],
)
def test_check_in_reminds_from_its_day(desk, due, status, reminds):
    placement = StartedPlacementFactory(match=MatchFactory(resident=desk.yonas))
    check_in = CheckInFactory(placement=placement, due_on=day(due), status=status)
    assert collected() == ({(desk.coach.pk, "check_in", check_in.pk)} if reminds else set())


def test_check_in_of_a_placement_that_ended_reminds_nobody(desk):
    placement = StartedPlacementFactory(
        match=MatchFactory(resident=desk.yonas), status=Placement.Status.ENDED, ended_on=day(-1)
    )
    CheckInFactory(placement=placement, due_on=day(0))
    assert collected() == set()


@pytest.mark.parametrize(
    ("fields", "reminds"),
    [
        ({"work_allowed_from": 0, "work_outcome": "needs_permit"}, True),
        ({"work_allowed_from": -6, "work_outcome": "allowed"}, True),
        ({"work_allowed_from": -7, "work_outcome": "allowed"}, False),
        ({"work_allowed_from": 1, "work_outcome": "allowed"}, False),
        ({"work_allowed_from": 0, "work_outcome": "not_allowed"}, False),
        ({"work_allowed_from": 0, "work_outcome": "allowed", "status": "exited"}, False),
    ],
)
def test_day_on_which_somebody_may_work_reminds(desk, fields, reminds):
    fields = fields | {"work_allowed_from": day(fields["work_allowed_from"])}
    amal = resident(desk.centre, desk.coach, first_name="Amal", **fields)
    assert collected() == ({(desk.coach.pk, "allowed", amal.pk)} if reminds else set())


def who_does(duty, company):
    return MembershipFactory(role=Role.EMPLOYER, organisation=company.organisation, duties={duty: True})


@pytest.mark.parametrize(
    ("due", "status", "kind"),
    [
        (7, "proposed", "answer"),  # half of the ten working days have passed
        (0, "proposed", "answer"),
        (8, "proposed", None),
        (-1, "proposed", None),
        (2, "invited", None),
        (-1, "lapsed", "lapsed"),
        (-15, "lapsed", None),
    ],
)
def test_proposal_without_an_answer_reminds_the_employer_then_the_coach(desk, due, status, kind):
    company = CompanyFactory()
    employer = who_does("candidates", company).user
    who_does("papers", company)
    MembershipFactory(role=Role.EMPLOYER)
    proposal = ProposalFactory(
        resident=desk.yonas,
        vacancy=VacancyFactory(company=company),
        remind_on=day(due - 7),
        answer_due_on=day(due),
        status=status,
    )
    to = {"answer": employer, "lapsed": desk.coach}
    assert collected() == ({(to[kind].pk, kind, proposal.pk)} if kind else set())


def test_a_question_stops_the_reminder_too(desk):
    company = CompanyFactory()
    who_does("candidates", company)
    QuestionFactory(
        proposal__resident=desk.yonas,
        proposal__vacancy=VacancyFactory(company=company),
        proposal__remind_on=day(0),
    )
    assert collected() == set()


@pytest.mark.parametrize(
    ("status", "began", "reminds"),
    [
        ("agreed", -1, True),
        ("agreed", 1, False),
        ("other_times", 1, True),
        ("offered", -1, False),
        ("over", -1, False),
    ],
)
def test_a_talk_of_which_nothing_is_said_reminds_the_company(desk, status, began, reminds):
    company = CompanyFactory()
    employer = who_does("candidates", company).user
    who_does("papers", company)
    talk = AgreedInterviewFactory(
        proposal__resident=desk.yonas,
        proposal__vacancy=VacancyFactory(company=company),
        status=status,
        starts_at=timezone.now() + timedelta(days=began),
    )
    assert collected() == ({(employer.pk, "talk", talk.pk)} if reminds else set())


@pytest.mark.parametrize(
    ("due", "status", "kinds"),
    [
        (35, "open", {"paper"}),
        (0, "open", {"paper"}),
        (-1, "open", {"paper_late"}),
        (35, "waits", set()),
    ],
)
def test_paper_of_a_match_reminds_the_employer_who_files_it(desk, due, status, kinds):
    company = CompanyFactory()
    employer = who_does("papers", company).user
    who_does("candidates", company)
    MembershipFactory(role=Role.EMPLOYER)
    placement = PlacementFactory(match=MatchFactory(resident=desk.yonas, company=company))
    step = {"resident": desk.yonas, "status": status, "due_on": day(due)}
    StepFactory(**step, kind="twv", party="employer", subject=placement.code)
    StepFactory(**step, kind="dimona", party="employer", subject="P-OTHER")
    mine = {kind for recipient, kind, pk in collected() if (recipient, pk) == (employer.pk, placement.pk)}
    assert mine == kinds
    assert Reminder.objects.filter(kind__in=OF_EMPLOYERS).count() == len(kinds)


def test_who_no_longer_files_papers_reads_of_none(desk):
    company = CompanyFactory()
    membership = who_does("papers", company)
    placement = PlacementFactory(match=MatchFactory(resident=desk.yonas, company=company))
    step = {"resident": desk.yonas, "subject": placement.code, "party": "employer"}
    StepFactory(**step, kind="twv", due_on=day(30))
    collected()
    membership.duties = {"candidates": True}
    membership.save()
    assert sent() == []


def test_e_mail_about_a_paper_names_the_job_and_no_resident(desk):
    company = CompanyFactory()
    employer = MembershipFactory(role=Role.EMPLOYER, organisation=company.organisation).user
    placement = PlacementFactory(match=MatchFactory(resident=desk.yonas, company=company))
    step = {"resident": desk.yonas, "subject": placement.code, "party": "employer"}
    StepFactory(**step, kind="twv", due_on=day(30))
    (message,) = sent()
    words = message.body + message.alternatives[0][0] + message.subject
    assert message.to == [employer.email]
    assert "Work permit (TWV) for Room attendant: it is your turn. It must be there by" in words
    for leak in ("Yonas", "Tesfay", desk.yonas.code, desk.yonas.reference_number, desk.centre.name):
        assert leak not in words
    response = signed_in(employer).get(f"/reminders/{Reminder.objects.get().pk}/")
    assert response.url == reverse("matching:hire", args=[placement.code])


@pytest.mark.parametrize(
    ("since", "status", "reminds"),
    [(-2, "submitted", True), (-1, "submitted", False), (-2, "open", False), (-2, "returned", False)],
)
def test_vacancy_nobody_decided_on_reminds_the_coordinators_of_the_country(desk, since, status, reminds):
    member(Role.COORDINATOR, CentreFactory(country="BE"))
    vacancy = VacancyFactory(company__organisation__country="NL", status=status, submitted_on=day(since))
    people = {desk.coordinator.pk, desk.other.pk} if reminds else set()
    assert collected() == {(pk, "vacancy", vacancy.pk) for pk in people}


def test_declaration_reminds_when_it_can_be_sent_and_when_it_is_due_soon(desk):
    step = StepFactory(resident=desk.yonas, kind="income_declaration", due_on=day(29))
    for on in range(30):
        collected(day(on))
    kinds = Reminder.objects.filter(subject_id=step.pk).values_list("kind", flat=True)
    assert sorted(kinds) == ["declaration", "due_soon"]


def test_lapsed_proposal_that_was_seen_reminds_nobody(desk):
    ProposalFactory(
        resident=desk.yonas, status="lapsed", answer_due_on=day(-1), answer_seen_at=timezone.now()
    )
    assert collected() == set()


def test_step_of_somebody_whose_guidance_ended_reminds_nobody(desk):
    gone = resident(desk.centre, desk.coach, status=Resident.Status.EXITED)
    StepFactory(resident=gone, due_on=day(-30))
    assert collected() == set()


# ── Who is reminded ────────────────────────────────────────────────────────────────────────────────────────


def test_without_a_coach_the_coordinators_of_the_centre_are_reminded(desk):
    second = member(Role.COORDINATOR, desk.centre)
    step = StepFactory(resident=resident(desk.centre), due_on=day(0))
    assert collected() == {
        (desk.coordinator.pk, "due_soon", step.pk),
        (second.pk, "due_soon", step.pk),
    }


@pytest.mark.parametrize("loss", ["membership", "centre", "account"])
def test_coach_who_left_is_not_reminded_and_the_coordinators_are(desk, loss):
    step = StepFactory(resident=desk.yonas, due_on=day(0))
    if loss == "membership":
        desk.coach.memberships.all().delete()
    elif loss == "centre":
        desk.coach.memberships.get().centres.set([CentreFactory()])
    else:
        desk.coach.is_active = False
        desk.coach.save()
    assert collected() == {(desk.coordinator.pk, "due_soon", step.pk)}


def test_without_coach_and_coordinator_the_coaches_of_the_centre_are_reminded(desk):
    desk.coordinator.memberships.all().delete()
    with system_scope("test"):
        Resident.objects.filter(pk=desk.yonas.pk).update(coach=None)
    colleague = member(Role.COACH, desk.centre)
    step = StepFactory(resident=desk.yonas, due_on=day(0))
    assert collected() == {(pk, "due_soon", step.pk) for pk in (desk.coach.pk, colleague.pk)}


def test_coach_who_left_after_the_collecting_gets_no_e_mail(desk):
    StepFactory(resident=desk.yonas, due_on=day(0))
    collected()
    desk.coach.memberships.get().centres.set([CentreFactory()])
    desk.coach.memberships.update(role=Role.COACH)
    prepare_digests(at(12))
    send_digest(Digest.objects.get().pk, at(12))
    assert (mail.outbox, Digest.objects.get().status) == ([], Digest.Status.EMPTY)


def test_coordinator_of_two_organisations_is_reminded_once(desk):
    MembershipFactory(user=desk.coordinator, role=Role.COORDINATOR, centres=[desk.centre])
    StepFactory(resident=resident(desk.centre), due_on=day(0))
    collected()
    assert Reminder.objects.count() == 1


def test_muted_topic_is_left_out_and_a_mandatory_one_is_not(desk):
    ReminderMute.objects.create(user=desk.coach, topic="due_soon")
    ReminderMute.objects.create(user=desk.coach, topic="overdue")
    StepFactory(resident=desk.yonas, due_on=day(0))
    late = StepFactory(resident=desk.yonas, kind="twv", due_on=day(-1))
    assert collected() == {(desk.coach.pk, "overdue", late.pk)}


# ── Exactly once ───────────────────────────────────────────────────────────────────────────────────────────


def test_second_run_adds_nothing_but_what_came_since(desk):
    for kind in list(step_kinds("NL"))[:5]:
        StepFactory(resident=desk.yonas, kind=kind, due_on=day(3))
    with system_scope("test"):
        assert (collect(day(0), batch=2), collect(day(0), batch=2), collect(day(1))) == (5, 0, 0)
        StepFactory(resident=desk.yonas, kind="document_renewal", due_on=day(0))
        assert collect(day(0), batch=2) == 1


def test_day_that_moved_reminds_again(desk):
    step = StepFactory(resident=desk.yonas, due_on=day(0))
    collected()
    Reminder.objects.get()
    with system_scope("test"):
        Step.objects.filter(pk=step.pk).update(due_on=day(2))
    collected()
    assert sorted(Reminder.objects.values_list("due_on", flat=True)) == [day(0), day(2)]


# ── The e-mail ─────────────────────────────────────────────────────────────────────────────────────────────


def test_e_mail_names_what_is_due_and_leads_to_it(desk, settings):
    settings.SITE_URL = "https://jobdesk.example.org"
    step = StepFactory(resident=desk.yonas, due_on=day(-2))
    (message,) = sent()
    reminder = Reminder.objects.get()
    link = f"https://jobdesk.example.org/reminders/{reminder.pk}/"
    (html, kind), text = message.alternatives[0], message.body

    assert (message.to, message.subject, kind) == (
        [desk.coach.email],
        "Your reminders from Jobdesk",
        "text/html",
    )
    assert f"- Yonas T.: Citizen service number (BSN) was due on {day(-2):%-d %B %Y}." in text
    assert (text.count(link), html.count(f'href="{link}"')) == (1, 1)
    assert "Tesfay" not in text + html
    assert desk.yonas.reference_number not in text + html

    client = signed_in(desk.coach)
    assert client.get(f"/reminders/{reminder.pk}/").url == reverse(
        "residents:step", args=[desk.yonas.code, step.pk]
    )
    assert client.get(client.get(f"/reminders/{reminder.pk}/").url).status_code == 200


def test_e_mail_to_an_employer_names_no_resident(desk):
    company = CompanyFactory()
    employer = MembershipFactory(role=Role.EMPLOYER, organisation=company.organisation).user
    proposal = ProposalFactory(
        resident=desk.yonas,
        vacancy=VacancyFactory(company=company),
        remind_on=day(0),
        answer_due_on=day(1),
    )
    (message,) = sent()
    words = message.body + message.alternatives[0][0] + message.subject
    assert message.to == [employer.email]
    assert f"Candidate {proposal.code} for Room attendant: please answer by" in words
    for leak in ("Yonas", "Tesfay", desk.yonas.code, desk.yonas.reference_number, desk.centre.name):
        assert leak not in words
    response = signed_in(employer).get(f"/reminders/{Reminder.objects.get().pk}/")
    assert response.url == reverse("matching:vacancy", args=[proposal.vacancy.code])


def test_employer_reads_in_an_e_mail_why_a_vacancy_is_on_hold(desk):
    company = CompanyFactory()
    employer = MembershipFactory(role=Role.EMPLOYER, organisation=company.organisation).user
    vacancy = VacancyFactory(
        company=company, wage_hour=Decimal("5.00"), status="held", held_on=day(0), held_from="open"
    )
    (message,) = sent()
    assert message.to == [employer.email]
    assert "The vacancy Room attendant is on hold. The wage is below the last known legal minimum" in (
        message.body
    )
    response = signed_in(employer).get(f"/reminders/{Reminder.objects.get().pk}/")
    assert response.url == reverse("matching:vacancy", args=[vacancy.code])


def test_an_e_mail_asks_for_the_law_once_however_many_lines_it_has(desk):
    company = CompanyFactory()
    MembershipFactory(role=Role.EMPLOYER, organisation=company.organisation)
    for _number in range(3):
        VacancyFactory(
            company=company, wage_hour=Decimal("5.00"), status="held", held_on=day(0), held_from="open"
        )
    with CaptureQueriesContext(connection) as queries:
        (message,) = sent()
    assert message.body.count("is on hold") == 3
    of_the_law = [each for each in queries if "residents_lawvalue" in each["sql"]]
    assert len(of_the_law) == 1


def test_one_e_mail_holds_every_kind_that_a_person_gets(desk):
    MembershipFactory(user=desk.coach, role=Role.COORDINATOR, centres=[desk.centre])
    placement = StartedPlacementFactory(
        match=MatchFactory(resident=desk.yonas),
        planned_end_on=day(20),
        wage_hour=Decimal("5.00"),
        wage_low_on=day(0),
    )
    CheckInFactory(placement=placement, due_on=day(0))
    ConcernFactory(placement=placement)
    ConcernFactory(placement=placement, kind="hours", opened_on=day(-1))
    FilingFactory(placement=placement)
    StepFactory(resident=desk.yonas, due_on=day(1))
    StepFactory(resident=desk.yonas, kind="twv", due_on=day(-20))
    StepFactory(resident=desk.yonas, kind="bank_account", due_on=day(-2))
    for left, kind in ((5, "W-document"), (20, "TWV"), (80, "professional-card")):
        DocumentFactory(resident=desk.yonas, type=kind, until_on=day(left))
    StepFactory(resident=desk.yonas, kind="income_declaration", due_on=day(20))
    VacancyFactory(
        company__organisation__country=desk.centre.country, status="submitted", submitted_on=day(-2)
    )
    for left, words in ((10, "Rope access"), (40, "Rigging")):
        CertificateFactory(resident=desk.yonas, words=words, expires_on=day(left))
    ProposalFactory(resident=desk.yonas, status="lapsed", answer_due_on=day(-1))
    resident(desk.centre, desk.coach, first_name="Amal", work_allowed_from=day(0))
    PlanActionFactory(resident=desk.yonas, due_on=day(0))
    PlanReviewFactory(resident=desk.yonas, due_on=day(0))
    elsewhere = desk.other.memberships.get().centres.get()
    for due in (day(-1), day(1)):
        RelocationFactory(
            resident=ResidentFactory(centre=elsewhere), to_centre=desk.centre, answer_due_on=due
        )
    RelocationFactory(resident=desk.yonas, to_centre=elsewhere, answer_due_on=day(-1))
    NumberRequestFactory(resident=desk.yonas, asking_centre=elsewhere)
    RelocationFactory(
        resident=desk.yonas, to_centre=elsewhere, status="declined", answered_on=day(0), declined_why="other"
    )
    (message,) = [one for one in sent() if one.to == [desk.coach.email]]
    assert set(Reminder.objects.filter(recipient=desk.coach).values_list("kind", flat=True)) == (
        {kind.code for kind in ALL} - OF_EMPLOYERS
    )
    assert message.body.count("\n- ") == len(ALL) - len(OF_EMPLOYERS)
    assert "From today Amal T. may work." in message.body


def test_a_late_step_without_a_coach_is_one_line_for_the_coordinator(desk):
    yonas = resident(desk.centre, None)
    StepFactory(resident=yonas, due_on=day(-20))
    StepFactory(resident=yonas, kind="twv", due_on=day(-2))
    (message,) = sent()
    assert Reminder.objects.filter(recipient=desk.coordinator).count() == 3
    assert [line for line in message.body.splitlines() if line.startswith("- ")] == [
        "- Yonas T.: Citizen service number (BSN) is 20 days late. There is no coach.",
        f"- Yonas T.: Work permit (TWV) was due on {day(-2):%-d %B %Y}. Whose turn: Municipality.",
    ]


def test_a_late_move_is_one_line_for_who_coordinates_both_centres(desk):
    elsewhere = desk.other.memberships.get().centres.get()
    desk.coordinator.memberships.get().centres.add(elsewhere)
    RelocationFactory(resident=desk.yonas, to_centre=elsewhere, answer_due_on=day(-1))
    message = next(one for one in sent() if one.to == [desk.coordinator.email])
    kinds = Reminder.objects.filter(recipient=desk.coordinator).values_list("kind", flat=True)
    assert set(kinds) == {"move_asked", "move_late", "move_late_old"}
    assert message.body.count("\n- ") == 1
    assert "The desk there should have answered by" in message.body


def test_a_kind_is_told_by_an_earlier_one_about_the_same_rows():
    order = [kind.code for kind in ALL]
    with system_scope("test"):
        for kind in ALL:
            for other in kind.tells:
                assert order.index(kind.code) < order.index(other)
                assert kind.rows(day(0)).model is KINDS[other].rows(day(0)).model


def test_e_mail_is_in_the_language_of_its_reader(desk):
    desk.coach.language = "nl"
    desk.coach.save()
    StepFactory(resident=desk.yonas, due_on=day(0))
    (message,) = sent()
    assert '<html lang="nl">' in message.alternatives[0][0]


@pytest.mark.parametrize(
    ("chosen", "hour", "messages"), [(None, 6, 0), (None, 7, 1), (15, 14, 0), (15, 15, 1), (15, 23, 1)]
)
def test_e_mail_waits_for_the_hour_in_amsterdam(desk, chosen, hour, messages):
    if chosen:
        ReminderSettings.objects.create(user=desk.coach, hour=chosen)
    StepFactory(resident=desk.yonas, due_on=day(0))
    assert len(sent(hour)) == messages


def test_there_is_one_e_mail_a_day_and_what_comes_later_waits_for_the_next(desk):
    StepFactory(resident=desk.yonas, due_on=day(0))
    assert len(sent(8)) == 1
    StepFactory(resident=desk.yonas, kind="twv", due_on=day(1))
    assert len(sent(9)) == 0
    prepare_digests(at(8, day(1)))
    (pk,) = digests_to_send(at(8, day(1))).values_list("pk", flat=True)
    send_digest(pk, at(8, day(1)))
    assert "Work permit (TWV) is due" in mail.outbox[-1].body
    assert Reminder.objects.filter(sent_at=None).count() == 0


def test_what_was_done_since_is_left_out(desk):
    step = StepFactory(resident=desk.yonas, due_on=day(0))
    collected()
    with system_scope("test"):
        Step.objects.filter(pk=step.pk).update(status="done", closed_on=day(0))
    assert sent() == []
    client = signed_in(desk.coach)
    assert client.get(f"/reminders/{Reminder.objects.get().pk}/").url == "/"


def test_long_list_is_cut_and_says_so(desk):
    for _ in range(27):
        StepFactory(resident=resident(desk.centre, desk.coach), due_on=day(0))
    (message,) = sent()
    assert (message.body.count("Yonas T.:"), message.body.count("And 2 more, in Jobdesk.")) == (25, 1)


def test_digest_takes_as_many_queries_for_many_reminders_as_for_one(desk, django_assert_num_queries):
    StepFactory(resident=desk.yonas, due_on=day(0))
    for _ in range(5):
        StepFactory(resident=resident(desk.centre, desk.coach), due_on=day(0))
    collected()
    prepare_digests(at(12))
    digest = Digest.objects.get()
    with django_assert_num_queries(13):
        send_digest(digest.pk, at(12))


# ── Sending ────────────────────────────────────────────────────────────────────────────────────────────────


class FailingBackend(EmailBackend):
    """A mail server that raises ``error``."""

    error: Exception = SMTPServerDisconnected("gone")

    def send_messages(self, _messages):
        raise self.error


@pytest.fixture
def failing(desk, settings):
    """A digest that waits, and a mail server that fails."""
    StepFactory(resident=desk.yonas, due_on=day(0))
    collected()
    prepare_digests(at(8))
    settings.EMAIL_BACKEND = f"{__name__}.FailingBackend"
    FailingBackend.error = SMTPServerDisconnected("gone")
    return Digest.objects.get()


def test_sending_is_tried_again_after_growing_pauses_and_then_given_up(failing):
    now, pauses = at(8), []
    while (pause := send_digest(failing.pk, now)) is not None:
        assert send_digest(failing.pk, now) is None  # not before the pause is over
        pauses.append(pause // timedelta(minutes=1))
        now += pause
    failing.refresh_from_db()
    assert pauses == [2, 4, 8, 16, 32, 50, 50, 50, 50, 50, 50]
    assert (failing.status, failing.attempts) == (Digest.Status.FAILED, MAX_ATTEMPTS)
    assert failing.last_error == "SMTPServerDisconnected"


@pytest.mark.parametrize(("code", "status"), [(550, Digest.Status.BOUNCED), (450, Digest.Status.WAITING)])
def test_refused_address_is_kept_without_the_address(failing, desk, code, status):
    FailingBackend.error = SMTPRecipientsRefused({desk.coach.email: (code, b"no such user Marieke")})
    send_digest(failing.pk, at(8))
    failing.refresh_from_db()
    assert (failing.status, failing.last_error) == (status, f"recipient refused, {code}")


@pytest.mark.parametrize(("code", "status"), [(554, Digest.Status.FAILED), (452, Digest.Status.WAITING)])
def test_refused_message_is_not_sent_again_and_again(failing, code, status):
    FailingBackend.error = SMTPDataError(code, b"looks like spam to Marieke")
    send_digest(failing.pk, at(8))
    failing.refresh_from_db()
    assert (failing.status, failing.last_error) == (status, f"message refused, {code}")


def test_digest_of_a_dead_worker_is_sent_again_after_the_lease(failing, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    Digest.objects.update(status=Digest.Status.SENDING, attempts=1, try_at=at(8) + LEASE)
    send_digest(failing.pk, at(8))
    assert mail.outbox == []
    send_digest(failing.pk, at(8) + LEASE)
    assert (len(mail.outbox), Digest.objects.get().status) == (1, Digest.Status.SENT)


def test_digest_that_kills_its_worker_each_time_becomes_visible(failing):
    Digest.objects.update(status=Digest.Status.SENDING, attempts=MAX_ATTEMPTS, try_at=at(8))
    send_digest(failing.pk, at(8) + LEASE)
    failing.refresh_from_db()
    assert (failing.status, failing.last_error) == (Digest.Status.FAILED, "the worker did not finish")


def test_hourly_task_collects_once_a_day_and_sends(desk):
    ReminderSettings.objects.create(user=desk.coach, hour=0)
    StepFactory(resident=desk.yonas, due_on=day(0))
    remind()
    StepFactory(resident=desk.yonas, kind="twv", due_on=day(0))
    remind()
    assert (Reminder.objects.count(), len(mail.outbox)) == (1, 1)


def test_command_collects_and_sends_whatever_the_hour(desk):
    ReminderSettings.objects.create(user=desk.coach, hour=22)
    StepFactory(resident=desk.yonas, due_on=day(3))
    out = StringIO()
    call_command("send_reminders", stdout=out)
    assert out.getvalue() == "1 new reminders, 1 of 1 e-mails sent.\n"
    assert mail.outbox[0].to == [desk.coach.email]


def test_command_refuses_a_day_that_has_not_come(desk):
    StepFactory(resident=desk.yonas, due_on=day(3))
    with pytest.raises(CommandError, match="has not come yet"):
        call_command("send_reminders", on=day(1))
    assert (Reminder.objects.count(), mail.outbox) == (0, [])


@pytest.mark.parametrize("status", [Digest.Status.SENDING, Digest.Status.WAITING])
def test_command_leaves_alone_what_a_worker_sends_or_has_put_off(desk, status):
    StepFactory(resident=desk.yonas, due_on=day(0))
    collected()
    prepare_digests(timezone.now(), hour=23)
    Digest.objects.update(status=status, attempts=1, try_at=timezone.now() + LEASE)
    out = StringIO()
    call_command("send_reminders", stdout=out)
    assert out.getvalue() == "0 new reminders, 0 of 0 e-mails sent.\n"
    assert mail.outbox == []


def test_command_says_what_did_not_get_through(desk, settings):
    StepFactory(resident=desk.yonas, due_on=day(0))
    settings.EMAIL_BACKEND = f"{__name__}.FailingBackend"
    FailingBackend.error = SMTPServerDisconnected("gone")
    out = StringIO()
    call_command("send_reminders", stdout=out)
    assert out.getvalue().splitlines() == [
        "1 new reminders, 0 of 1 e-mails sent.",
        "1 did not get through and are tried again.",
    ]
    assert Digest.objects.get().try_at <= timezone.now() + timedelta(minutes=2)


# ── The link in the e-mail ─────────────────────────────────────────────────────────────────────────────────


def test_link_asks_to_log_in_first(desk, client):
    StepFactory(resident=desk.yonas, due_on=day(0))
    collected()
    url = f"/reminders/{Reminder.objects.get().pk}/"
    assert client.get(url).url == f"{reverse('account_login')}?next={url}"


def test_link_of_somebody_else_is_not_found(desk):
    StepFactory(resident=desk.yonas, due_on=day(0))
    collected()
    url = f"/reminders/{Reminder.objects.get().pk}/"
    assert signed_in(desk.coordinator).get(url).status_code == 404
    assert signed_in(desk.coach).post(url).status_code == 405


def test_link_opens_the_page_in_the_role_that_sees_it(desk):
    company = CompanyFactory()
    MembershipFactory(user=desk.coordinator, role=Role.COACH, centres=[CentreFactory()])
    MembershipFactory(user=desk.coordinator, role=Role.EMPLOYER, organisation=company.organisation)
    step = StepFactory(resident=desk.yonas, due_on=day(-20))
    collected()
    client = signed_in(desk.coordinator)
    target = reverse("residents:step", args=[desk.yonas.code, step.pk])
    assert client.get(target).status_code == 404  # as a coach elsewhere
    response = client.get(f"/reminders/{Reminder.objects.get(recipient=desk.coordinator).pk}/")
    assert response.url == target
    assert client.get(target).status_code == 200


# ── One's own choice ───────────────────────────────────────────────────────────────────────────────────────


def test_settings_show_what_this_role_gets(desk):
    response = signed_in(desk.coach).get(SETTINGS)
    form = response.context["form"]
    assert [code for code, _label in form.fields["topics"].choices] == [
        "papers_sent",
        "due_soon",
        "declaration",
        "check_in",
        "plan",
        "contract",
        "certificate",
        "allowed",
        "lapsed",
    ]
    assert [topic.code for topic in response.context["always"]] == [
        "concern",
        "moves",
        "overdue",
        "wage",
        "expiring",
    ]
    employer = MembershipFactory(role=Role.EMPLOYER)
    assert [topic.code for topic in topics_for([employer])] == ["held", "papers", "answer", "talk"]
    assert form.initial == {"hour": 7, "topics": [code for code, _label in form.fields["topics"].choices]}


def test_settings_keep_the_hour_and_what_is_muted_and_record_it(desk):
    client = signed_in(desk.coach)
    response = client.post(SETTINGS, {"hour": 15, "topics": ["due_soon", "check_in", "allowed"]})
    assert response.url == SETTINGS
    assert desk.coach.reminder_settings.hour == 15
    assert sorted(desk.coach.reminder_mutes.values_list("topic", flat=True)) == [
        "certificate",
        "contract",
        "declaration",
        "lapsed",
        "papers_sent",
        "plan",
    ]
    entry = AuditEntry.objects.get(action="reminders.chosen")
    muted = ["certificate", "contract", "declaration", "lapsed", "papers_sent", "plan"]
    assert entry.changes == {"hour": [7, 15], "muted": [[], muted]}
    assert client.get(SETTINGS).context["form"].initial == {
        "hour": 15,
        "topics": ["due_soon", "check_in", "allowed"],
    }
    every = [
        "papers_sent",
        "due_soon",
        "declaration",
        "check_in",
        "plan",
        "contract",
        "certificate",
        "allowed",
        "lapsed",
    ]
    client.post(SETTINGS, {"hour": 15, "topics": every})
    assert ReminderMute.objects.count() == 0


@pytest.mark.parametrize("data", [{"hour": 3}, {"hour": "x"}, {"hour": 8, "topics": ["overdue"]}])
def test_settings_refuse_what_cannot_be_chosen(desk, data):
    response = signed_in(desk.coach).post(SETTINGS, data)
    assert (response.status_code, ReminderSettings.objects.count()) == (200, 0)


@pytest.mark.parametrize("role", Role)
def test_settings_open_for_every_role(role):
    assert signed_in(MembershipFactory(role=role).user).get(SETTINGS).status_code == 200


# ── E-mails that do not arrive ─────────────────────────────────────────────────────────────────────────────


def bounced(user, *days) -> list[Digest]:
    return [
        Digest.objects.create(
            recipient=user, day=on, status=Digest.Status.BOUNCED, last_error="recipient refused, 550"
        )
        for on in days
    ]


def test_deliveries_list_whom_the_e_mail_does_not_reach_since_when(desk):
    bounced(desk.coach, day(-3), day(-1))
    Digest.objects.create(recipient=desk.coach, day=day(-9), status=Digest.Status.SENT)
    bounced(desk.other, day(-2))
    response = signed_in(desk.coordinator).get(DELIVERIES)
    (user,) = response.context["users"]
    assert (user, user.since, user.failure_text) == (desk.coach, day(-3), "The address was refused")
    assert "The mail server refused the e-mail address. (550)" in response.content.decode()
    assert desk.other.name not in response.content.decode()


def test_start_page_of_the_coordinator_says_so_and_that_of_the_coach_does_not(desk):
    url = reverse("desk:today")
    assert signed_in(desk.coordinator).get(url).context["not_reached"] == 0
    bounced(desk.coach, day(-3), day(-1))
    page = signed_in(desk.coordinator).get(url)
    assert page.context["not_reached"] == 1
    assert "The e-mail with reminders does not reach 1 person" in page.content.decode()
    assert f'href="{DELIVERIES}"' in page.content.decode()
    assert signed_in(desk.coach).get(url).context["not_reached"] == 0


def test_deliveries_show_employers_of_the_country(desk):
    employer = MembershipFactory(role=Role.EMPLOYER).user
    bounced(employer, day(0))
    (user,) = signed_in(desk.coordinator).get(DELIVERIES).context["users"]
    assert user == employer


def test_trying_again_sends_all_days_in_one_e_mail(desk, django_capture_on_commit_callbacks):
    StepFactory(resident=desk.yonas, due_on=day(0))
    StepFactory(resident=desk.yonas, kind="twv", due_on=day(0))
    collected()
    older, last = bounced(desk.coach, day(-1), day(0))
    for reminder, digest in zip(Reminder.objects.order_by("pk"), (older, last), strict=True):
        Reminder.objects.filter(pk=reminder.pk).update(digest=digest)
    url = reverse("desk:delivery_again", args=[desk.coach.pk])
    with django_capture_on_commit_callbacks(execute=True):
        assert signed_in(desk.coordinator).post(url).url == DELIVERIES
    (message,) = mail.outbox
    assert message.body.count("\n- ") == 2
    statuses = Digest.objects.order_by("day").values_list("status", flat=True)
    assert list(statuses) == [Digest.Status.EMPTY, Digest.Status.SENT]
    assert AuditEntry.objects.get(action="digest.tried_again").actor == desk.coordinator
    assert signed_in(desk.coordinator).get(DELIVERIES).context["users"] == []


def test_deliveries_are_for_coordinators_of_the_same_centre(desk):
    bounced(desk.coach, day(0))
    url = reverse("desk:delivery_again", args=[desk.coach.pk])
    assert signed_in(desk.coach).get(DELIVERIES).status_code == 403
    assert signed_in(desk.coach).post(url).status_code == 403
    assert signed_in(desk.other).post(url).status_code == 404
    assert signed_in(desk.coordinator).get(url).status_code == 405
    assert signed_in(desk.coordinator).post(DELIVERIES).status_code == 405
    assert Digest.objects.get().status == Digest.Status.BOUNCED


def test_every_kind_has_a_topic_with_words():
    assert len(KINDS) == len(ALL)
    assert all(str(kind.topic.label) and str(kind.topic.help) for kind in ALL)
