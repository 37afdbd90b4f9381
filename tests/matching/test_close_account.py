"""A company closes its account: what closes with it, and what keeps it open."""

import pytest

from employers.models import Company, Vacancy
from jobdesk.accounts.hats import hat_for
from jobdesk.accounts.models import Invitation, Membership
from jobdesk.jobs.models import Job
from jobdesk.trail.access import Role
from jobdesk.trail.audit import AuditEntry, StatusChange
from jobdesk.trail.scoping import open_scope, system_scope
from matching.models import Proposal
from matching.services import close_company
from tests.factories.accounts import InvitationFactory, MembershipFactory
from tests.factories.matching import PlacementFactory, ProposalFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/company/close/"


def test_closing_ends_everything_and_logs_out(meeting, client_of):
    company = meeting.vacancy.company
    colleague = MembershipFactory(role=Role.EMPLOYER, organisation=company.organisation)
    invitation = InvitationFactory(role=Role.EMPLOYER, organisation=company.organisation)
    proposal = ProposalFactory(vacancy=meeting.vacancy)
    client = client_of(meeting.employer)
    page = client.get(ADDRESS).content.decode()
    assert [name for name in (meeting.employer.name, colleague.user.name) if name not in page] == []

    page = client.post(ADDRESS, follow=True)

    assert page.redirect_chain == [("/account/login/", 302)]
    assert not Membership.objects.filter(organisation=company.organisation).exists()
    assert Invitation.objects.get(pk=invitation.pk).withdrawn_at is not None
    colleague.user.refresh_from_db()
    assert colleague.user.is_active is False
    with system_scope("test"):
        assert Vacancy.objects.get(pk=meeting.vacancy.pk).status == "closed"
        assert Proposal.objects.get(pk=proposal.pk).status == "withdrawn"
        assert Company.objects.get(pk=company.pk).status == Company.Status.CLOSED
    said = StatusChange.objects.get(subject_type="employers.company", subject_id=company.pk)
    assert (said.reason, said.actor) == ("The company closed its own account.", meeting.employer)
    assert not Job.objects.filter(kind="company_letter").exists()
    assert AuditEntry.objects.get(action="company.account_closed").actor == meeting.employer


def test_people_of_a_company_that_the_desk_closed_can_close_the_account(meeting, client_of):
    company = meeting.vacancy.company
    with open_scope(hat_for(meeting.coach, Role.COACH).scope):
        close_company(company, "It moved away.")

    client_of(meeting.employer).post(ADDRESS)

    assert not Membership.objects.filter(organisation=company.organisation).exists()
    assert StatusChange.objects.filter(subject_type="employers.company", subject_id=company.pk).count() == 1


def test_employer_without_a_company_is_led_to_register(client_of):
    user = MembershipFactory(role=Role.EMPLOYER).user
    assert client_of(user).get(ADDRESS).url == "/register/"


def test_company_with_somebody_at_work_stays_open(meeting, client_of):
    company = meeting.vacancy.company
    PlacementFactory(match__company=company, match__vacancy=meeting.vacancy)
    client = client_of(meeting.employer)
    assert "1 person works at your company or is to begin." in client.get(ADDRESS).content.decode()

    page = client.post(ADDRESS, follow=True).content.decode()

    assert "Somebody works at your company, or is to begin." in page
    assert Membership.objects.filter(organisation=company.organisation).count() == 1


def test_who_may_not_close(meeting, client_of):
    colleague = MembershipFactory(
        role=Role.EMPLOYER, organisation=meeting.vacancy.company.organisation, duties={"papers": True}
    )
    assert client_of(colleague.user).post(ADDRESS).status_code == 403
    assert client_of(meeting.coach).post(ADDRESS).status_code == 403
