"""No noun that only the demo, a test or the technical administration can make.

Every model stands in one table: on which page a user makes one and by which service, or which work of the
site does. A new model that is not there fails.
"""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

from jobdesk.trail.access import Role
from tests.architecture.test_access import PUBLIC, SCREENS, names_in_use
from tests.architecture.test_scoped_models import our_models

ROOT = Path(settings.BASE_DIR)
ROOMS = ("jobdesk", "law", "residents", "employers", "matching", "desk", "reports", "guides")
PRODUCT = [
    line for room in ROOMS for path in (ROOT / room).rglob("*.py") for line in path.read_text().splitlines()
]


@dataclass(frozen=True)
class Made:
    """``by`` is the service or command that makes one, by its dotted name; ``page`` where a user asks for it.

    Without a page it is made beside something else, or by work in the background.
    """

    by: str
    page: str = ""


ACCOUNTS, DESKS = "jobdesk.accounts", "jobdesk.desks.services"
INTEGRITY = "matching.services.integrity"
RESIDENTS, BACKGROUND = "residents.services", "residents.services.background"
PROGRAMMES = "matching.services.programmes"
NOUNS: dict[str, Made] = {
    # Who may do what, and where
    "accounts.User": Made(f"{ACCOUNTS}.services.accept_as_newcomer", "accounts:accept"),
    "accounts.Membership": Made(f"{ACCOUNTS}.services.accept_as_newcomer", "accounts:accept"),
    "accounts.Invitation": Made(f"{ACCOUNTS}.granting.issue_invitation", "accounts:invite"),
    "accounts.AccessRequest": Made(f"{ACCOUNTS}.access_requests.ask_for_access", "accounts:invite"),
    # An agency, with its first administrator: manage.py appoint_administrator.
    "desks.Organisation": Made(f"{DESKS}.add_organisation", "desks:new"),
    "desks.Region": Made(f"{DESKS}.add_region", "desks:new"),
    "desks.Centre": Made(f"{DESKS}.add_centre", "desks:new"),
    "desks.Project": Made(f"{DESKS}.add_project", "desks:new"),
    "desks.ProjectTarget": Made(f"{DESKS}.set_targets", "desks:targets"),
    # The trail and the work in the background
    "jobdesk.AuditEntry": Made("jobdesk.trail.audit.record"),
    "jobdesk.StatusChange": Made("jobdesk.trail.audit.record_status"),
    "jobs.Job": Made("jobdesk.jobs.services.enqueue"),
    "jobs.SealedMail": Made("jobdesk.jobs.mails.send_later"),
    # Words for work: shipped, and beside them a download of ESCO
    "vocabulary.Occupation": Made("jobdesk.vocabulary.esco.load_download"),
    "vocabulary.Skill": Made("jobdesk.vocabulary.esco.load_download"),
    "vocabulary.OccupationWord": Made("jobdesk.vocabulary.esco.load_download"),
    "vocabulary.SkillWord": Made("jobdesk.vocabulary.esco.load_download"),
    "vocabulary.OccupationSkill": Made("jobdesk.vocabulary.esco.load_download"),
    "vocabulary.Release": Made("jobdesk.vocabulary.esco.load_download"),
    # Lists
    "imports.Source": Made("jobdesk.imports.services.send_file", "imports:imports"),
    "imports.Import": Made("jobdesk.imports.services.send_file", "imports:imports"),
    "imports.ImportRow": Made("jobdesk.imports.running.keep_rows", "imports:columns"),
    "imports.ExternalKey": Made("jobdesk.imports.services.apply_rows", "imports:confirm"),
    "lists.SavedView": Made("jobdesk.lists.services.save_view", "lists:views"),
    "lists.ListPreference": Made("jobdesk.lists.services.choose_columns", "lists:columns"),
    "lists.BulkRun": Made("jobdesk.lists.bulk.ask_run", "lists:bulk"),
    "lists.BulkRow": Made("jobdesk.lists.bulk.ask_run", "lists:bulk"),
    "lists.ListFile": Made("jobdesk.lists.exports.request_file", "lists:export"),
    # Residents and their file
    "residents.Resident": Made(f"{RESIDENTS}.register_resident", "residents:register"),
    "residents.CentreStay": Made(f"{RESIDENTS}.register_resident", "residents:register"),
    "residents.SearchKey": Made(f"{RESIDENTS}.search_keys.index_residents"),
    "residents.OutreachContact": Made(f"{RESIDENTS}.log_outreach", "residents:outreach"),
    "residents.Appointment": Made(f"{RESIDENTS}.appointments.make_appointment", "residents:appointment_new"),
    "residents.Intake": Made(f"{RESIDENTS}.start_intake", "residents:intake"),
    "residents.IntakeSitting": Made(f"{RESIDENTS}.record_sitting", "residents:intake"),
    "residents.WorkExperience": Made(f"{BACKGROUND}.record_background", "residents:background_rows"),
    "residents.EducationRecord": Made(f"{BACKGROUND}.record_background", "residents:background_rows"),
    "residents.LanguageSkill": Made(f"{BACKGROUND}.record_background", "residents:background_rows"),
    "residents.Certificate": Made(f"{BACKGROUND}.record_background", "residents:background_rows"),
    "residents.WantedCertificate": Made(f"{BACKGROUND}.record_background", "residents:background_rows"),
    "residents.WishedWork": Made(f"{BACKGROUND}.record_background", "residents:background_rows"),
    "residents.Strength": Made(f"{BACKGROUND}.record_background", "residents:background_rows"),
    "residents.CoachDay": Made(f"{RESIDENTS}.coaching.set_days", "residents:coach_days"),
    "residents.CoachAbsence": Made(f"{RESIDENTS}.coaching.add_absence", "residents:coach_away"),
    "residents.CoachPair": Made(f"{RESIDENTS}.coaching.pair_coaches", "residents:coach_pair"),
    "residents.Consent": Made(f"{RESIDENTS}.record_consent", "residents:consents"),
    "residents.Household": Made(f"{RESIDENTS}.record_household", "residents:household"),
    "residents.LegalEvent": Made(f"{RESIDENTS}.record_legal_event", "residents:procedure"),
    "residents.Document": Made(f"{RESIDENTS}.record_document", "residents:procedure"),
    "residents.Step": Made(f"{RESIDENTS}.open_step", "residents:step_new"),
    "residents.StepEvidence": Made(f"{RESIDENTS}.evidence.add_evidence", "residents:step"),
    "residents.Merge": Made("desk.services.merging.merge_residents", "desk:merge"),
    "residents.NotSame": Made("desk.services.merging.say_not_the_same", "desk:not_the_same"),
    "residents.NumberRequest": Made(f"{RESIDENTS}.number_requests.ask_for_number", "residents:number_ask"),
    "residents.Mentor": Made(f"{RESIDENTS}.add_mentor", "residents:mentor_new"),
    "residents.Duo": Made(f"{RESIDENTS}.start_duo", "residents:mentor_choose"),
    "residents.DuoMeeting": Made(f"{RESIDENTS}.log_duo_meeting", "residents:duo"),
    "residents.Goal": Made(f"{RESIDENTS}.plans.set_goal", "residents:plan"),
    "residents.PlanAction": Made(f"{RESIDENTS}.plans.plan_action", "residents:plan_goal"),
    "residents.PlanReview": Made(f"{RESIDENTS}.plans.plan_review", "residents:plan"),
    "residents.Relocation": Made(f"{RESIDENTS}.relocations.announce_relocation", "desk:move"),
    "residents.GroupSession": Made(f"{RESIDENTS}.sessions.plan_session", "residents:session_new"),
    "residents.Attendance": Made(f"{RESIDENTS}.sessions.invite", "residents:session_invite"),
    "residents.TrainingGroup": Made(f"{RESIDENTS}.trainings.make_training", "residents:bundle"),
    "residents.TrainingMember": Made(f"{RESIDENTS}.trainings.make_training", "residents:bundle"),
    # The law
    "residents.LawValue": Made(f"{RESIDENTS}.law.propose_law_value", "residents:law_propose"),
    "residents.Reassessment": Made(f"{RESIDENTS}.law.approve_law_value", "residents:law_decide"),
    # Employers and their work
    "employers.Company": Made("employers.services.register_company", "employers:register"),
    "employers.CharterSignature": Made("employers.services.sign_charter", "employers:charter"),
    "employers.JoinRequest": Made("employers.services.ask_to_join", "employers:register_known"),
    "employers.Vacancy": Made("employers.services.post_vacancy", "employers:vacancy_new"),
    "employers.VacancyLanguage": Made("employers.services.post_vacancy", "employers:vacancy_new"),
    "employers.VacancyCertificate": Made("employers.services.post_vacancy", "employers:vacancy_new"),
    "employers.Client": Made("employers.services.keep_client", "employers:vacancy_new"),
    "employers.VacancyChange": Made("employers.services.changes.propose_change", "employers:vacancy_edit"),
    "matching.Proposal": Made("matching.services.suggest_resident", "matching:propose_confirm"),
    "matching.RankingLog": Made("matching.services.rankings.keep_ranking", "matching:propose"),
    "matching.Question": Made("matching.services.ask_question", "matching:answer"),
    "matching.Interview": Made("matching.services.invite_candidate", "matching:answer"),
    "matching.InterviewTime": Made("matching.services.invite_candidate", "matching:answer"),
    "matching.CardText": Made("matching.services.write_card_text", "matching:card"),
    "matching.Release": Made("matching.services.release_fields", "matching:release"),
    "matching.Programme": Made(f"{PROGRAMMES}.make_programme", "matching:programme_new"),
    "matching.ProgrammeStep": Made(f"{PROGRAMMES}.make_programme", "matching:programme_new"),
    "matching.ProgrammeRun": Made(f"{PROGRAMMES}.plan_run", "matching:programme"),
    "matching.Enrolment": Made(f"{PROGRAMMES}.enrol", "matching:resident_programmes"),
    "matching.EnrolmentOutcome": Made(f"{PROGRAMMES}.tell_outcome", "matching:enrolment"),
    "matching.Fair": Made("matching.services.plan_fair", "matching:fair_new"),
    "matching.FairTable": Made("matching.services.add_table", "matching:fair_tables"),
    "matching.FairGuest": Made("matching.services.invite_guests", "matching:fair_guests"),
    "matching.FairMeeting": Made("matching.services.propose_meetings", "matching:fair_meetings"),
    "matching.FairRule": Made("matching.services.keep_apart", "matching:fair_guest"),
    "matching.Match": Made("matching.services.record_match", "matching:match"),
    "matching.Placement": Made("matching.services.record_match", "matching:match"),
    "matching.PlacementTerms": Made("matching.services.change_placement", "matching:placement_record"),
    "matching.Filing": Made("matching.services.send_paper", "matching:paper_send"),
    "matching.KnownJourney": Made("matching.services.journeys.say_journey", "matching:journey"),
    "matching.MatchProfile": Made("matching.profiles.build_profiles"),
    "matching.ProfileChange": Made("matching.profiles.note_change"),
    "matching.ProfileRound": Made("matching.profiles.reconcile"),
    "matching.WorkClash": Made("matching.clashes.keeping.keep_clashes"),
    "matching.Suggestion": Made("matching.services.suggestions.renew_suggestions"),
    "matching.CheckIn": Made("matching.services.start_placement", "matching:placement_record"),
    "matching.StartOverride": Made("matching.services.override_start", "matching:start_override"),
    "matching.StartRequest": Made("matching.services.ask_for_override", "matching:start_request"),
    "matching.CheckInReply": Made("matching.services.record_check_in", "matching:check_in"),
    "matching.CheckInLink": Made("matching.services.create_check_in_link", "desk:check_in_link"),
    "matching.Payslip": Made("matching.services.record_payslip", "matching:payslips"),
    "matching.Concern": Made("matching.services.raise_concern", "matching:concern_new"),
    "matching.ConcernEntry": Made("matching.services.note_concern", "matching:concern"),
    "matching.CompanyConcern": Made(f"{INTEGRITY}_concerns.report_concern", "matching:integrity"),
    "matching.CompanyConcernWords": Made(f"{INTEGRITY}_concerns.report_concern", "matching:integrity"),
    "matching.Measure": Made(f"{INTEGRITY}.propose_measure", "matching:measure_new"),
    "matching.MeasureTalk": Made(f"{INTEGRITY}.agree_measure", "matching:measure_decide"),
    "matching.MeasureReply": Made(f"{INTEGRITY}.reply_to_measure", "matching:measure"),
    "matching.Resemblance": Made(f"{INTEGRITY}_returns.look_at", "employers:register"),
    # What a desk opens all day
    "desk.CalendarLink": Made("desk.services.calendar.make_calendar_link", "desk:calendar_settings"),
    "desk.CardLink": Made("desk.services.cards.create_card_link", "desk:card_link"),
    "desk.CardVacancy": Made("desk.services.card_work.add_card_work", "desk:card_work_add"),
    "desk.CaseShare": Made("desk.services.share_case", "desk:shares"),
    "desk.ShareNote": Made("desk.services.entrusted.write_note", "desk:entrusted_case"),
    "desk.Postponement": Made("desk.services.today.postpone_line", "desk:today_postpone"),
    "desk.Reminder": Made("desk.reminders.collect.collect"),
    "desk.ReminderRun": Made("desk.reminders.collect.collect"),
    "desk.Digest": Made("desk.reminders.digests.prepare_digests"),
    "desk.ReminderSettings": Made("desk.services.reminders.set_reminder_wishes", "desk:reminder_settings"),
    "desk.ReminderMute": Made("desk.services.reminders.set_reminder_wishes", "desk:reminder_settings"),
    "guides.GuideText": Made("guides.services.publish_text", "guides:text"),
    "reports.Report": Made("reports.services.request_report", "reports:reports"),
}


def test_every_model_says_where_it_is_made():
    assert {model._meta.label for model in our_models()} == set(NOUNS)


@pytest.mark.parametrize("label", NOUNS)
def test_the_page_and_the_service_are_there(label):
    made = NOUNS[label]
    service = import_string(made.by)
    assert callable(service)
    assert made.page == "" or made.page in names_in_use()
    module = inspect.getmodule(service).__name__
    assert module.split(".")[0] in ROOMS


@pytest.mark.parametrize("label", [label for label, made in NOUNS.items() if made.page in SCREENS])
def test_the_page_is_for_somebody(label):
    assert SCREENS[NOUNS[label].page].roles <= set(Role)
    assert SCREENS[NOUNS[label].page].roles


def test_a_page_without_login_is_that_of_an_invitation_or_a_registration():
    assert {made.page for made in NOUNS.values() if made.page in PUBLIC} == {
        "accounts:accept",
        "employers:register",
        "employers:register_known",
    }


@pytest.mark.parametrize("service", sorted({made.by for made in NOUNS.values()}))
def test_the_product_itself_calls_the_service(service):
    """And not only the demo and the tests, as it once was with companies."""
    called = re.compile(rf"(?<!def ){re.escape(service.rsplit('.', 1)[1])}\b")
    uses = [
        line
        for line in PRODUCT
        if called.search(line) and "import" not in line.split() and not line.strip().startswith(('"', "#"))
    ]
    assert uses
