"""Proposals, matches, placements and check-ins. Children take the resident of what they hang from."""

from datetime import timedelta
from decimal import Decimal

import factory
from django.utils import timezone

from employers.models import Sector
from jobdesk.desks.places import plain_name
from jobdesk.trail.scoping import system_scope
from matching.clashes.records import Severity
from matching.models import (
    CheckIn,
    CompanyConcern,
    Concern,
    Filing,
    Interview,
    InterviewTime,
    KnownJourney,
    Match,
    Measure,
    MeasureReply,
    MeasureTalk,
    Payslip,
    Placement,
    Proposal,
    Question,
    RankingLog,
    Release,
    Resemblance,
    WorkClash,
)
from matching.rankings.exchange import inputs_of
from matching.services.terms import keep_first_terms
from residents.models import Consent
from tests.factories.accounts import UserFactory
from tests.factories.employers import CompanyFactory, VacancyFactory
from tests.factories.residents import ConsentFactory, StepFactory
from tests.factories.scoped import ScopedFactory
from tests.matching.scoring.cases import VACANCY


class ProposalFactory(ScopedFactory):
    """A proposal made two days ago that waits for the employer."""

    class Meta:
        model = Proposal

    resident = factory.SubFactory("tests.factories.residents.ResidentFactory")
    vacancy = factory.SubFactory(VacancyFactory)
    status = Proposal.Status.PROPOSED
    proposed_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=2))
    suggested_on = factory.SelfAttribute("proposed_on")
    since_on = factory.SelfAttribute("proposed_on")
    remind_on = factory.LazyAttribute(lambda row: row.proposed_on + timedelta(days=7))
    answer_due_on = factory.LazyAttribute(lambda row: row.proposed_on + timedelta(days=14))

    @factory.post_generation
    def consent(self, create, extracted, **kwargs):
        """Whoever is proposed has agreed to it."""
        with system_scope("test data"):
            if not self.resident.consents.exists():
                ConsentFactory(resident=self.resident)


class DeskProposalFactory(ProposalFactory):
    """A resident who is asked since two days whether they want a vacancy; the company knows nothing of it."""

    status = Proposal.Status.ASKED
    proposed_on = None
    suggested_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=2))
    since_on = factory.SelfAttribute("suggested_on")
    due_on = factory.LazyAttribute(lambda row: row.since_on + timedelta(days=7))
    remind_on = None
    answer_due_on = None


class RankingLogFactory(ScopedFactory):
    """A look at the candidates of a vacancy, of whom there were none."""

    class Meta:
        model = RankingLog

    kind = RankingLog.Kind.PEOPLE
    subject = "V-222222"
    on = factory.LazyFunction(timezone.localdate)
    user = factory.SubFactory("tests.factories.accounts.UserFactory")
    centre = factory.SubFactory("tests.factories.desks.CentreFactory")
    version = "1-0"
    order = {"ranked": [], "near": [], "check": []}
    inputs = factory.LazyFunction(lambda: RankingLog.packed(inputs_of([VACANCY], [])))


class KnownJourneyFactory(ScopedFactory):
    class Meta:
        model = KnownJourney

    centre = factory.SubFactory("tests.factories.desks.CentreFactory")
    municipality = "Waterdam"
    place = factory.LazyAttribute(lambda row: plain_name(row.municipality))
    minutes = 40
    reason = "Bus 12"
    said_by = factory.SubFactory("tests.factories.accounts.UserFactory")


class QuestionFactory(ScopedFactory):
    """A question of the company that the desk has not answered."""

    class Meta:
        model = Question

    proposal = factory.SubFactory(ProposalFactory)
    text = "Can this person work on Saturdays?"
    asked_by = factory.SubFactory("tests.factories.accounts.UserFactory")


class InterviewFactory(ScopedFactory):
    """A talk at one of two times, in a week and the day after, that waits for the desk."""

    class Meta:
        model = Interview

    proposal = factory.SubFactory(ProposalFactory, status="invited")
    place = "Havenstraat 1, Waterdam"
    ask_for = "Sanne de Wit"
    due_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=6))

    @factory.post_generation
    def times(self, create, extracted, **kwargs):
        """Half an hour each."""
        for days in (7, 8):
            starts_at = timezone.now() + timedelta(days=days)
            ends_at = starts_at + timedelta(minutes=30)
            with system_scope("test data"):
                InterviewTime.objects.create(interview=self, starts_at=starts_at, ends_at=ends_at)


class AgreedInterviewFactory(InterviewFactory):
    """A talk in a week, of half an hour."""

    status = Interview.Status.AGREED
    starts_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=7))
    ends_at = factory.LazyAttribute(lambda row: row.starts_at + timedelta(minutes=30))


class ReleaseFactory(ScopedFactory):
    """A release of the first name for two weeks, that begins today."""

    class Meta:
        model = Release

    proposal = factory.SubFactory(ProposalFactory)
    consent = factory.SubFactory(
        ConsentFactory,
        resident=factory.SelfAttribute("..proposal.resident"),
        purpose=Consent.Purpose.RELEASE,
        given_on=factory.LazyFunction(timezone.localdate),
        until_on=factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=14)),
    )
    fields = ["first_name"]
    released_by = factory.SubFactory("tests.factories.accounts.UserFactory")


class MatchFactory(ScopedFactory):
    """A standing match of a week ago, in the same company as its vacancy."""

    class Meta:
        model = Match

    resident = factory.SubFactory("tests.factories.residents.ResidentFactory")
    vacancy = factory.SubFactory(VacancyFactory)
    company = factory.LazyAttribute(lambda row: row.vacancy.company)
    project = factory.SubFactory("tests.factories.desks.ProjectFactory")
    matched_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=7))


class PlacementFactory(ScopedFactory):
    """A planned paid job that starts in two weeks."""

    class Meta:
        model = Placement

    match = factory.SubFactory(MatchFactory)
    resident = factory.LazyAttribute(lambda row: row.match.resident)
    kind = Placement.Kind.PAID_JOB
    job_title = "Room attendant"
    sector = Sector.HOSPITALITY
    hours = 24
    wage_hour = Decimal("16.20")
    planned_start_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=14))

    @factory.post_generation
    def terms(self, create, extracted, **kwargs):
        """What was agreed at the match is what the columns say."""
        with system_scope("test data"):
            keep_first_terms(self)


class BarePlacementFactory(PlacementFactory):
    """A placement without versions of its terms, so that nothing rests on it."""

    @factory.post_generation
    def terms(self, create, extracted, **kwargs):
        """None."""


class StartedPlacementFactory(PlacementFactory):
    """A placement of someone who has been at work for ten days."""

    status = Placement.Status.STARTED
    planned_start_on = factory.LazyFunction(lambda: timezone.localdate() - timedelta(days=10))
    started_on = factory.LazyAttribute(lambda row: row.planned_start_on)


class CheckInFactory(ScopedFactory):
    """The first check-in after a start, due since three days."""

    class Meta:
        model = CheckIn

    placement = factory.SubFactory(StartedPlacementFactory)
    resident = factory.LazyAttribute(lambda row: row.placement.resident)
    week = 1
    due_on = factory.LazyAttribute(lambda row: row.placement.started_on + timedelta(weeks=row.week))


class ConcernFactory(ScopedFactory):
    """An open concern of today about the pay, which the resident told of."""

    class Meta:
        model = Concern

    placement = factory.SubFactory(StartedPlacementFactory)
    resident = factory.LazyAttribute(lambda row: row.placement.resident)
    kind = Concern.Kind.PAY
    source = Concern.Source.RESIDENT
    opened_on = factory.LazyFunction(timezone.localdate)
    due_on = factory.LazyAttribute(lambda row: row.opened_on)


class WorkClashFactory(ScopedFactory):
    """Lessons on Tuesday morning, when the work is."""

    class Meta:
        model = WorkClash

    placement = factory.SubFactory(StartedPlacementFactory)
    resident = factory.LazyAttribute(lambda row: row.placement.resident)
    kind = "lessons"
    severity = Severity.HURTS
    params = {"parts": 0b001000}
    fingerprint = "0123456789abcdef"


class PayslipFactory(ScopedFactory):
    """The payslip of the month in which the work began, of what was agreed."""

    class Meta:
        model = Payslip

    placement = factory.SubFactory(StartedPlacementFactory)
    month_on = factory.LazyAttribute(lambda row: row.placement.planned_start_on.replace(day=1))
    gross = Decimal("1684.80")
    hours = Decimal(104)
    recorded_by = factory.SubFactory(UserFactory)


class FilingFactory(ScopedFactory):
    """The permit of a planned job, which the company says it has asked for today."""

    class Meta:
        model = Filing

    placement = factory.SubFactory(PlacementFactory)
    step = factory.LazyAttribute(
        lambda row: StepFactory(
            resident=row.placement.resident, kind="twv", party="coach", subject=row.placement.code
        )
    )
    filed_on = factory.LazyFunction(timezone.localdate)
    sent_by = factory.SubFactory(UserFactory)
    check_due_on = factory.LazyFunction(lambda: timezone.localdate() + timedelta(days=2))


class CompanyConcernFactory(ScopedFactory):
    """A serious concern of today about the pay at a company, which a coach heard of."""

    class Meta:
        model = CompanyConcern

    company = factory.SubFactory(CompanyFactory)
    topic = "pay"
    severity = "serious"
    source = CompanyConcern.Source.COACH
    centre = factory.SubFactory("tests.factories.desks.CentreFactory")
    reported_by = factory.SubFactory(UserFactory)
    reported_on = factory.LazyFunction(timezone.localdate)
    look_by_on = factory.LazyAttribute(lambda row: row.reported_on)


class MeasureFactory(ScopedFactory):
    """A ban that two coordinators agreed on today. ``waits=True``: for the second of them."""

    class Meta:
        model = Measure

    company = factory.SubFactory(CompanyFactory)
    kind = Measure.Kind.BAN
    status = Measure.Status.IN_FORCE
    grounds = factory.LazyFunction(lambda: ["pay"])
    text = "Wages were not paid for two months."
    proposed_by = factory.SubFactory(UserFactory)
    decided_by = factory.SubFactory(UserFactory)
    decided_on = factory.LazyFunction(timezone.localdate)

    class Params:
        waits = factory.Trait(status=Measure.Status.PROPOSED, decided_by=None, decided_on=None)


class ResemblanceFactory(ScopedFactory):
    """A company that waits for the check has the telephone of one under a ban."""

    class Meta:
        model = Resemblance

    company = factory.SubFactory(CompanyFactory, status="registered")
    measure = factory.SubFactory(MeasureFactory)
    evidence = factory.LazyFunction(lambda: ["phone"])


class MeasureReplyFactory(ScopedFactory):
    """A company said what it thinks of a measure; nobody has read it."""

    class Meta:
        model = MeasureReply

    measure = factory.SubFactory(MeasureFactory)
    text = "Everything was paid last week."
    by = factory.SubFactory(UserFactory)


class MeasureTalkFactory(ScopedFactory):
    """Somebody whom a measure touches is to be spoken to today."""

    class Meta:
        model = MeasureTalk

    measure = factory.SubFactory(MeasureFactory)
    resident = factory.SubFactory("tests.factories.residents.ResidentFactory")
    due_on = factory.LazyFunction(timezone.localdate)
