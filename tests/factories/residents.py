"""Residents and what belongs to their case."""

from datetime import date, timedelta

import factory
from django.utils import timezone

from jobdesk.trail.scoping import system_scope
from residents.choices import Interpreter, Language
from residents.models import (
    Appointment,
    Attendance,
    CentreStay,
    Certificate,
    Consent,
    Document,
    Duo,
    Goal,
    GroupSession,
    Household,
    Intake,
    LanguageSkill,
    LegalEvent,
    Mentor,
    NumberRequest,
    OutreachContact,
    PlanAction,
    PlanReview,
    Relocation,
    Resident,
    Step,
    TrainingGroup,
)
from residents.services import index_residents
from tests.factories.scoped import ScopedFactory


def _days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


class ResidentFactory(ScopedFactory):
    """An adult in guidance at a Dutch centre, with a V-number, who can be found by name and number."""

    class Meta:
        model = Resident

    first_name = factory.Sequence(lambda n: f"Yonas{n}")
    last_name = "Tesfay"
    birth_date = date(1995, 4, 12)
    gender = Resident.Gender.MAN
    language = Language.TI
    reference_number = factory.Sequence(lambda n: f"28{n:08d}")
    centre = factory.SubFactory("tests.factories.desks.CentreFactory")
    reception = factory.LazyAttribute(lambda o: "Fedasil" if o.centre.country == "BE" else "COA")
    status = Resident.Status.GUIDANCE

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        resident = super()._create(model_class, *args, **kwargs)
        with system_scope("test data"):
            index_residents([resident])
        return resident


class CentreStayFactory(ScopedFactory):
    """A stay that lasts."""

    class Meta:
        model = CentreStay

    resident = factory.SubFactory(ResidentFactory)
    centre = factory.SelfAttribute("resident.centre")
    from_on = factory.LazyFunction(lambda: _days_ago(300))


class HouseholdFactory(ScopedFactory):
    """One adult, since a year."""

    class Meta:
        model = Household

    resident = factory.SubFactory(ResidentFactory)
    from_on = factory.LazyFunction(lambda: _days_ago(365))
    adults = 1


class LanguageSkillFactory(ScopedFactory):
    class Meta:
        model = LanguageSkill

    resident = factory.SubFactory(ResidentFactory)
    language = Language.NL
    level = "A1"


class CertificateFactory(ScopedFactory):
    """A certificate in own words, without an end."""

    class Meta:
        model = Certificate

    resident = factory.SubFactory(ResidentFactory)
    words = "Rope access"


class LegalEventFactory(ScopedFactory):
    """An application lodged 300 days ago: past every waiting time."""

    class Meta:
        model = LegalEvent

    resident = factory.SubFactory(ResidentFactory)
    type = LegalEvent.Type.APPLICATION_LODGED
    on = factory.LazyFunction(lambda: _days_ago(300))


class DocumentFactory(ScopedFactory):
    """A W-document that is valid for half a year more."""

    class Meta:
        model = Document

    resident = factory.SubFactory(ResidentFactory)
    type = "W-document"
    from_on = factory.LazyFunction(lambda: _days_ago(180))
    until_on = factory.LazyFunction(lambda: _days_ago(-180))


class ConsentFactory(ScopedFactory):
    """The consent to be shown to employers, for a year from ten days ago."""

    class Meta:
        model = Consent

    resident = factory.SubFactory(ResidentFactory)
    purpose = Consent.Purpose.PROFILE
    given_on = factory.LazyFunction(lambda: _days_ago(10))
    until_on = factory.LazyFunction(lambda: _days_ago(-355))


class ContactFactory(ScopedFactory):
    class Meta:
        model = OutreachContact

    resident = factory.SubFactory(ResidentFactory)
    project = factory.SubFactory("tests.factories.desks.ProjectFactory")
    centre = factory.SelfAttribute("resident.centre")
    on = factory.LazyFunction(lambda: _days_ago(10))
    outcome = OutreachContact.Outcome.INTERESTED


class IntakeFactory(ScopedFactory):
    """An intake under way; ``complete=True`` makes one that was finished five days ago."""

    class Meta:
        model = Intake

    class Params:
        complete = factory.Trait(
            status=Intake.Status.COMPLETE,
            completed_on=factory.LazyFunction(lambda: _days_ago(5)),
        )

    resident = factory.SubFactory(ResidentFactory)
    project = factory.SubFactory("tests.factories.desks.ProjectFactory")
    centre = factory.SelfAttribute("resident.centre")
    started_on = factory.LazyFunction(lambda: _days_ago(7))
    interpreter = Interpreter.PHONE

    @factory.post_generation
    def consent(self, create, extracted, **kwargs):
        """Whoever answered yes has given the consent, as the service records it."""
        if self.share_consent:
            ConsentFactory(resident=self.resident)


class StepFactory(ScopedFactory):
    """A BSN registration that the municipality has not done yet."""

    class Meta:
        model = Step

    resident = factory.SubFactory(ResidentFactory)
    kind = "bsn"
    party = Step.Party.MUNICIPALITY
    opened_on = factory.LazyFunction(lambda: _days_ago(20))
    due_on = factory.LazyFunction(lambda: _days_ago(-10))


class NumberRequestFactory(ScopedFactory):
    """A question of yesterday about a number that another desk has."""

    class Meta:
        model = NumberRequest

    resident = factory.SubFactory(ResidentFactory)
    number = factory.SelfAttribute("resident.reference_number")
    asking_centre = factory.SubFactory("tests.factories.desks.CentreFactory")
    why = "This person stays with us since Monday."
    asked_by = factory.SubFactory("tests.factories.accounts.UserFactory")
    asked_on = factory.LazyFunction(lambda: _days_ago(1))


class RelocationFactory(ScopedFactory):
    """A move in ten days, announced yesterday, to a centre that has not answered yet."""

    class Meta:
        model = Relocation

    resident = factory.SubFactory(ResidentFactory)
    from_centre = factory.SelfAttribute("resident.centre")
    to_centre = factory.SubFactory("tests.factories.desks.CentreFactory")
    moves_on = factory.LazyFunction(lambda: _days_ago(-10))
    handover_on = factory.SelfAttribute("moves_on")
    asked_on = factory.LazyFunction(lambda: _days_ago(1))
    answer_due_on = factory.LazyFunction(lambda: _days_ago(-2))


class GroupSessionFactory(ScopedFactory):
    """A session about work that begins now. Give ``centre`` and ``led_by``."""

    class Meta:
        model = GroupSession

    title = "Working here: how to begin"
    project = factory.SubFactory("tests.factories.desks.ProjectFactory")
    centre = factory.SubFactory("tests.factories.desks.CentreFactory")
    place = "Room 2"
    starts_at = factory.LazyFunction(lambda: timezone.now().replace(second=0, microsecond=0))
    led_by = factory.SubFactory("tests.factories.accounts.UserFactory")


class AttendanceFactory(ScopedFactory):
    """Somebody who is invited."""

    class Meta:
        model = Attendance

    session = factory.SubFactory(GroupSessionFactory)
    resident = factory.SubFactory(ResidentFactory)
    invited_on = factory.LazyFunction(timezone.localdate)


class AppointmentFactory(ScopedFactory):
    """A talk of half an hour that begins now."""

    class Meta:
        model = Appointment

    resident = factory.SubFactory(ResidentFactory)
    with_user = factory.SubFactory("tests.factories.accounts.UserFactory")
    starts_at = factory.LazyFunction(lambda: timezone.now().replace(second=0, microsecond=0))
    place = "Job desk"


class GoalFactory(ScopedFactory):
    """A paid job, aimed at since a month."""

    class Meta:
        model = Goal

    resident = factory.SubFactory(ResidentFactory)
    kind = Goal.Kind.PAID_JOB
    set_on = factory.LazyFunction(lambda: _days_ago(30))


class PlanActionFactory(ScopedFactory):
    """Something the coach does by the day after tomorrow."""

    class Meta:
        model = PlanAction

    resident = factory.SubFactory(ResidentFactory)
    what = "Call the language school"
    owner = PlanAction.Owner.COACH
    due_on = factory.LazyFunction(lambda: _days_ago(-2))


class PlanReviewFactory(ScopedFactory):
    """A review that is planned for next week."""

    class Meta:
        model = PlanReview

    resident = factory.SubFactory(ResidentFactory)
    due_on = factory.LazyFunction(lambda: _days_ago(-7))


class MentorFactory(ScopedFactory):
    """A volunteer who speaks Dutch and Arabic and has room for one duo."""

    class Meta:
        model = Mentor

    centre = factory.SubFactory("tests.factories.desks.CentreFactory")
    name = factory.Sequence(lambda n: f"Truus Mulder{n}")
    field = "Care"
    languages = "nl,ar"
    since_on = factory.LazyFunction(lambda: _days_ago(400))


class DuoFactory(ScopedFactory):
    """A duo that runs since two months."""

    class Meta:
        model = Duo

    mentor = factory.SubFactory(MentorFactory)
    resident = factory.SubFactory(ResidentFactory)
    goal = "A CV and a first talk"
    started_on = factory.LazyFunction(lambda: _days_ago(60))


class TrainingGroupFactory(ScopedFactory):
    """A group made a month ago, still without people."""

    class Meta:
        model = TrainingGroup

    title = "Hairdressers"
    project = factory.SubFactory("tests.factories.desks.ProjectFactory")
    centre = factory.SubFactory("tests.factories.desks.CentreFactory")
    led_by = factory.SubFactory("tests.factories.accounts.UserFactory")
    started_on = factory.LazyFunction(lambda: _days_ago(30))
