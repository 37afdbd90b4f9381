"""Two of everything: what is one's own and what is a stranger's, and a person for each role."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from jobdesk.access import Role
from jobdesk.accounts.hats import hat_for
from jobdesk.accounts.models import User
from jobdesk.imports.services import send_file
from jobdesk.scoping import open_scope, system_scope
from matching.models import Digest, Postponement, Proposal
from matching.services.cards import create_card_link
from matching.services.merging import merge_residents
from reports.models import Report
from tests.factories.accounts import InvitationFactory, MembershipFactory, UserFactory
from tests.factories.desks import CentreFactory, OrganisationFactory, ProjectFactory
from tests.factories.employers import CompanyFactory, VacancyFactory
from tests.factories.law import LawValueFactory
from tests.factories.matching import CheckInFactory, MatchFactory, PlacementFactory, ProposalFactory
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


@dataclass
class Side:
    """One centre with a resident, a company with a vacancy, a project with a report."""

    objects: dict[str, object]
    members: dict[str, User]


def build_side(country: str) -> Side:
    """Make one side. The two sides of a test lie in different countries."""
    agency = OrganisationFactory(country=country)
    funder = OrganisationFactory(kind="funder", country=country)
    centre = CentreFactory(country=country, organisation=agency)
    project = ProjectFactory(organisation=agency, centres=[centre], funders=[funder])
    employer = OrganisationFactory(kind="employer", country=country)
    company = CompanyFactory(organisation=employer)
    today = timezone.localdate()
    with system_scope("test"):
        resident = ResidentFactory(centre=centre)
        CentreStayFactory(resident=resident)
        event = LegalEventFactory(resident=resident)
        document = DocumentFactory(resident=resident)
        IntakeFactory(resident=resident, project=project, complete=True, share_consent=True)
        vacancy = VacancyFactory(company=company)
        draft = VacancyFactory(company=company, status="draft", submitted_on=None)
        submitted = VacancyFactory(company=company, status="submitted")
        proposal = ProposalFactory(resident=resident, vacancy=vacancy)
        invited = ProposalFactory(
            resident=ResidentFactory(centre=centre), vacancy=vacancy, status=Proposal.Status.INVITED
        )
        placement = PlacementFactory(
            match=MatchFactory(resident=resident, vacancy=vacancy, company=company, project=project)
        )
        report = Report.objects.create(
            project=project,
            from_on=project.starts_on,
            to_on=project.ends_on,
            cut_off_on=project.ends_on,
            language="en",
        )
        objects = {
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
            "vacancy": vacancy,
            "draft": draft,
            "submitted": submitted,
            "proposal": proposal,
            "invited": invited,
            "placement": placement,
            "check_in": CheckInFactory(
                placement=PlacementFactory(
                    match=MatchFactory(
                        resident=resident, vacancy=submitted, company=company, project=project
                    ),
                    status="started",
                    started_on=project.starts_on,
                )
            ),
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
        }
    organisations = {Role.EMPLOYER: employer, Role.FUNDER: funder}
    members = {}
    for role in Role.values:
        membership = MembershipFactory(
            role=role,
            organisation=organisations.get(role, agency),
            centres=[centre] if role in (Role.COACH, Role.COORDINATOR) else [],
        )
        members[role] = membership.user
    for role in (Role.COACH, Role.COORDINATOR):
        until_on = today + timedelta(days=1)
        Postponement.objects.create(user=members[role], line=objects["postponed_line"], until_on=until_on)
    objects["pair"] = (resident, ResidentFactory(centre=centre))
    with open_scope(hat_for(members[Role.COORDINATOR], Role.COORDINATOR).scope):
        objects["merge"] = merge_residents(ResidentFactory(centre=centre), ResidentFactory(centre=centre))
    with open_scope(hat_for(members[Role.COACH], Role.COACH).scope):
        objects["card_link"] = create_card_link(resident, language="nl")[0]
    with open_scope(hat_for(members[Role.COORDINATOR], Role.COORDINATOR).scope):
        objects["import"] = send_file(
            content=b"Name;Centre\nAmina;one\n",
            name="list.csv",
            kind="residents",
            source_name="List",
            organisation=agency,
            language="en",
        )
    Digest.objects.create(recipient=members[Role.COACH], day=today, status=Digest.Status.FAILED)
    objects["law_value"] = LawValueFactory(name=f"{country.lower()}.work.waiting_months")
    objects["unreached"] = members[Role.COACH]
    objects["member"] = MembershipFactory(organisation=agency, centres=[centre]).user
    objects["invitation"] = InvitationFactory(organisation=agency, invited_by=members[Role.ADMINISTRATOR])
    return Side(objects, members)
