"""Two of everything: what is one's own and what is a stranger's, and a person for each role."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count

from django.utils import timezone

from desk.models import Digest, Postponement
from desk.services.card_work import add_card_work
from desk.services.cards import create_card_link
from desk.services.merging import merge_residents
from employers.models import Company
from jobdesk.accounts.hats import hat_for
from jobdesk.accounts.models import User
from jobdesk.desks.models import Centre, Organisation, Project
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope, system_scope
from matching.models import Proposal
from matching.services import create_check_in_link
from reports.models import Report
from tests.factories.accounts import AccessRequestFactory, InvitationFactory, MembershipFactory, UserFactory
from tests.factories.coaching import CoachAbsenceFactory, CoachPairFactory
from tests.factories.desks import CentreFactory, OrganisationFactory, ProjectFactory
from tests.factories.employers import CompanyFactory, JoinRequestFactory, VacancyChangeFactory, VacancyFactory
from tests.factories.fairs import FairFactory, FairGuestFactory, FairTableFactory
from tests.factories.law import LawValueFactory
from tests.factories.matching import (
    CheckInFactory,
    CompanyConcernFactory,
    ConcernFactory,
    FilingFactory,
    KnownJourneyFactory,
    MatchFactory,
    MeasureFactory,
    MeasureReplyFactory,
    PayslipFactory,
    PlacementFactory,
    ProposalFactory,
    RankingLogFactory,
    ReleaseFactory,
    ResemblanceFactory,
    WorkClashFactory,
)
from tests.factories.programmes import EnrolmentFactory, ProgrammeFactory
from tests.factories.residents import (
    AppointmentFactory,
    CentreStayFactory,
    ConsentFactory,
    ContactFactory,
    DocumentFactory,
    DuoFactory,
    GoalFactory,
    GroupSessionFactory,
    IntakeFactory,
    LegalEventFactory,
    MentorFactory,
    NumberRequestFactory,
    PlanActionFactory,
    RelocationFactory,
    ResidentFactory,
    StepFactory,
    TrainingGroupFactory,
)
from tests.factories.shares import CaseShareFactory, ShareNoteFactory

TOWNS = (f"Waterdam {number}" for number in count())  # a journey is known once for each


@dataclass
class Side:
    """One centre, one company and one project, with a person for each role and one object of each kind."""

    agency: Organisation
    centre: Centre
    company: Company
    project: Project
    members: dict[str, User]
    objects: dict[str, object] = field(default_factory=dict)

    @contextmanager
    def as_role(self, role: str) -> Iterator[None]:
        """Write as the person who has this role here."""
        with open_scope(hat_for(self.members[role], role).scope):
            yield


def build_side(country: str) -> Side:
    """Make one side. The two sides of a test lie in different countries."""
    agency = OrganisationFactory(country=country)
    funder = OrganisationFactory(kind="funder", country=country)
    employer = OrganisationFactory(kind="employer", country=country)
    centre = CentreFactory(country=country, organisation=agency)
    partner = OrganisationFactory(kind="partner", country=country)
    organisations = {Role.EMPLOYER: employer, Role.FUNDER: funder, Role.PARTNER: partner}
    members = {
        role: MembershipFactory(
            role=role,
            organisation=organisations.get(role, agency),
            centres=[centre] if role in (Role.COACH, Role.COORDINATOR) else [],
        ).user
        for role in Role
    }
    side = Side(
        agency=agency,
        centre=centre,
        company=CompanyFactory(organisation=employer),
        project=ProjectFactory(organisation=agency, centres=[centre], funders=[funder]),
        members=members,
    )
    side.objects["law_value"] = LawValueFactory(name=f"{country.lower()}.work.waiting_months")
    add_one_of_each(side)
    return side


def add_share(side: Side) -> None:
    """Share the newest resident's case with the partner of this side, with everything in it."""
    reader = side.members[Role.PARTNER]
    resident, talk = side.objects["resident"], side.objects["check_in"]
    step = StepFactory(resident=resident, kind="health_insurance")
    share = CaseShareFactory(
        resident=resident, organisation=reader.memberships.get().organisation, steps=[step]
    )
    appointment = AppointmentFactory(resident=resident, with_user=reader, kind="other")
    side.objects |= {
        "share": share,
        "share_note": {"code": share.code, "pk": ShareNoteFactory(share=share, author=reader).pk},
        "share_step": {"code": share.code, "pk": step.pk},
        "share_talk": {"code": share.code, "pk": talk.pk},
        "share_appointment": {"code": share.code, "appointment": appointment.code},
    }


def add_one_of_each(side: Side) -> None:
    """Add one more of everything; ``side.objects`` then names the newest."""
    centre, company, project = side.centre, side.company, side.project
    country, today = centre.country, timezone.localdate()
    with system_scope("test"):
        resident = ResidentFactory(centre=centre, coach=side.members[Role.COACH])
        CentreStayFactory(resident=resident)
        event = LegalEventFactory(resident=resident)
        document = DocumentFactory(resident=resident)
        IntakeFactory(resident=resident, project=project, complete=True, share_consent=True)
        vacancy = VacancyFactory(company=company)
        draft = VacancyFactory(company=company, status="draft", submitted_on=None)
        submitted = VacancyFactory(company=company, status="submitted")
        changing = VacancyChangeFactory(vacancy__company=company).vacancy
        proposal = ProposalFactory(resident=resident, vacancy=vacancy)
        invited = ProposalFactory(
            resident=ResidentFactory(centre=centre), vacancy=vacancy, status=Proposal.Status.INVITED
        )
        placement = PlacementFactory(
            match=MatchFactory(resident=resident, vacancy=vacancy, company=company, project=project)
        )
        fair = FairFactory(session__centre=centre, session__project=project, session__led_by=UserFactory())
        programme = ProgrammeFactory(centre=centre, project=project)
        measured = CompanyFactory(organisation=OrganisationFactory(kind="employer", country=country))
        measure = MeasureFactory(company=measured)
        table = FairTableFactory(fair=fair, vacancy=vacancy, invited_at=timezone.now())
        report = Report.objects.create(
            project=project,
            from_on=project.starts_on,
            to_on=project.ends_on,
            cut_off_on=project.ends_on,
            language="en",
        )
        side.objects |= {
            "resident": resident,
            "event": event,
            "document": document,
            "consent": ConsentFactory(resident=resident),
            "contact": ContactFactory(resident=resident, project=project),
            "step": StepFactory(resident=resident),
            "goal": GoalFactory(resident=resident),
            "mentor": MentorFactory(centre=centre),
            "duo": DuoFactory(resident=resident, mentor=MentorFactory(centre=centre)),
            "training": TrainingGroupFactory(project=project, centre=centre),
            "plan_action": PlanActionFactory(resident=resident),
            "line": f"step-{StepFactory(resident=resident, kind='bank_account', due_on=today).pk}",
            "postponed_line": f"start-{placement.code}",
            "company": company,
            "waiting_company": CompanyFactory(
                organisation=OrganisationFactory(kind="employer", country=country), status="registered"
            ),
            "closed_company": CompanyFactory(
                organisation=OrganisationFactory(kind="employer", country=country), status="closed"
            ),
            "join_request": JoinRequestFactory(company=company),
            "vacancy": vacancy,
            "draft": draft,
            "submitted": submitted,
            "changing": changing,
            "proposal": proposal,
            "known_journey": KnownJourneyFactory(
                centre=centre, municipality=next(TOWNS), said_by=side.members[Role.COACH]
            ),
            "journey": {"code": vacancy.code, "centre": centre.pk},
            "ranking": RankingLogFactory(user=side.members[Role.COACH], centre=centre),
            "release": ReleaseFactory(proposal=proposal, released_by=side.members[Role.COACH]),
            "invited": invited,
            "placement": placement,
            "filing": FilingFactory(placement=placement),
            "check_in": CheckInFactory(
                placement=PlacementFactory(
                    match=MatchFactory(
                        resident=resident, vacancy=submitted, company=company, project=project
                    ),
                    status="started",
                    started_on=project.starts_on,
                )
            ),
            "concern": ConcernFactory(placement=placement),
            "terms": {"code": placement.code, "pk": placement.terms.get().pk},
            "clash": {"code": placement.code, "pk": WorkClashFactory(placement=placement).pk},
            "company_concern": CompanyConcernFactory(company=company, centre=centre),
            "measure": measure,
            "measure_reply": MeasureReplyFactory(measure=measure),
            "resemblance": ResemblanceFactory(
                company__organisation=OrganisationFactory(kind="employer", country=country), measure=measure
            ),
            "payslip": {"code": placement.code, "pk": PayslipFactory(placement=placement).pk},
            "report": report,
            "leaving": RelocationFactory(
                resident=ResidentFactory(centre=centre), to_centre=CentreFactory(country=country)
            ),
            "coming": RelocationFactory(
                resident=ResidentFactory(centre=CentreFactory(country=country)), to_centre=centre
            ),
            "number_asked": NumberRequestFactory(
                resident=ResidentFactory(centre=CentreFactory(country=country)), asking_centre=centre
            ),
            "appointment": AppointmentFactory(resident=resident),
            "session": GroupSessionFactory(centre=centre, project=project, led_by=UserFactory()),
            "programme": programme,
            "enrolment": {
                "code": programme.code,
                "pk": EnrolmentFactory(run__programme=programme, resident=resident).pk,
            },
            "fair": fair,
            "company_fair": table.fair,
            "fair_guest": {
                "code": fair.code,
                "number": FairGuestFactory(fair=fair, resident=resident).number,
            },
        }
    add_share(side)
    coach = side.members[Role.COACH]
    side.objects |= {
        "coach_days": {"pk": coach.pk, "centre": centre.code},
        "coach_user": {"pk": coach.pk},
        "coach_absence": {"pk": coach.pk, "absence": CoachAbsenceFactory(user=coach).pk},
        "pair_centre": {"centre": centre.code},
        "coach_pair": CoachPairFactory(centre=centre, first=coach),
    }
    for role in (Role.COACH, Role.COORDINATOR):
        Postponement.objects.create(
            user=side.members[role],
            line=side.objects["postponed_line"],
            until_on=today + timedelta(days=1),
        )
    side.objects["pair"] = (side.objects["resident"], ResidentFactory(centre=centre))
    with side.as_role(Role.COORDINATOR):
        side.objects["merge"] = merge_residents(
            ResidentFactory(centre=centre), ResidentFactory(centre=centre)
        )
    with side.as_role(Role.COACH):
        add_card_work(side.objects["resident"], side.objects["vacancy"])
        side.objects["card_work"] = (side.objects["resident"], side.objects["vacancy"])
        link = create_check_in_link(side.objects["check_in"], "nl")[0]
        side.objects["check_in_link"] = {"pk": link.check_in_id, "link": link.pk}
        side.objects["card_link"] = create_card_link(side.objects["resident"], language="nl")[0]
    unreached = MembershipFactory(role=Role.COACH, organisation=side.agency, centres=[centre]).user
    Digest.objects.create(recipient=unreached, day=today, status=Digest.Status.FAILED)
    side.objects["unreached"] = unreached
    side.objects["member"] = MembershipFactory(organisation=side.agency, centres=[centre]).user
    side.objects["colleague"] = MembershipFactory(role=Role.EMPLOYER, organisation=company.organisation)
    side.objects["invited_colleague"] = InvitationFactory(
        role=Role.EMPLOYER, organisation=company.organisation, invited_by=side.members[Role.EMPLOYER]
    )
    side.objects |= {"centre": centre, "project_row": project}
    side.objects["membership"] = side.objects["member"].memberships.get()
    side.objects["access_request"] = AccessRequestFactory(
        agency=side.agency, centres=[centre], asked_by=side.members[Role.ADMINISTRATOR]
    )
    side.objects["invitation"] = InvitationFactory(
        organisation=side.agency, invited_by=side.members[Role.ADMINISTRATOR]
    )
