"""A company closes its account: what closes with it, and what keeps it open."""

import pytest

from employers.models import Vacancy
from jobdesk.accounts.models import Invitation, Membership
from jobdesk.trail.access import Role
from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.scoping import system_scope
from matching.models import Proposal
from tests.factories.accounts import InvitationFactory, MembershipFactory
from tests.factories.matching import PlacementFactory, ProposalFactory

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
    assert AuditEntry.objects.get(action="company.account_closed").actor == meeting.employer


def test_company_with_somebody_at_work_stays_open(meeting, client_of):
    company = meeting.vacancy.company
    PlacementFactory(match__company=company, match__vacancy=meeting.vacancy)
    client = client_of(meeting.employer)
    assert "1 person works at your company or is to begin." in client.get(ADDRESS).content.decode()

    page = client.post(ADDRESS, follow=True).content.decode()

    assert "Somebody works at your company, or is to begin." in page
    assert Membership.objects.filter(organisation=company.organisation).count() == 1


@pytest.mark.django_db
def test_who_may_not_close(meeting, client_of):
    colleague = MembershipFactory(
        role=Role.EMPLOYER, organisation=meeting.vacancy.company.organisation, duties={"papers": True}
    )
    assert client_of(colleague.user).post(ADDRESS).status_code == 403
    assert client_of(meeting.coach).post(ADDRESS).status_code == 403
