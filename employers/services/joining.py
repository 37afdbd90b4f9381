"""Somebody joins a company that is known already."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from employers.from_matching.integrity import integrity
from employers.letters.company import tell
from employers.models import Company, JoinRequest
from employers.queries import checkers_in
from employers.transitions import JOIN_TRANSITIONS
from jobdesk.accounts.services import join_organisation
from jobdesk.trail.audit import acting_user, change_status, record, record_status
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from jobdesk.trail.scoping import system_scope


@transaction.atomic
def ask_to_join(company: Company) -> JoinRequest:
    """Ask, as the actor, to become one of the people of a company. Saves, records the first status.

    Tells those who check companies of its country. Raises RuleBroken for somebody who has asked or is in it.
    """
    user = acting_user()
    with system_scope("ask to join a company"):
        hold(company)
        if user.memberships.filter(organisation=company.organisation_id).exists():
            raise RuleBroken(_("You work for this company in Jobdesk already."))
        if company.join_requests.filter(user=user, status=JoinRequest.Status.ASKED).exists():
            raise RuleBroken(_("You have asked this already."))
        request = JoinRequest.objects.create(company=company, user=user, asked_on=timezone.localdate())
        record_status(request, "", request.status)
        for checker in checkers_in(company.organisation.country):
            tell(checker, "join_asked", company)
    integrity().look_at(company)
    return request


@transaction.atomic
def grant_join(request: JoinRequest) -> None:
    """Make somebody who asked one of the people of the company.

    Saves, records the change of status, the membership and ``company.joined``, and tells them. Raises
    RuleBroken when it was answered, and while nobody looked at what of them is that of a company under a
    pause or ban.
    """
    hold(request)
    integrity().check_open(request.company)
    change_status(request, JoinRequest.Status.GRANTED, JOIN_TRANSITIONS)
    join_organisation(request.user, request.company.organisation)
    record("company.joined", request.company, {"user": request.user_id})
    tell(request.user, "join_granted", request.company)


@transaction.atomic
def decline_join(request: JoinRequest) -> None:
    """Refuse somebody who asked to join. Saves, records the change of status, tells them.

    Raises RuleBroken when it was answered.
    """
    hold(request)
    change_status(request, JoinRequest.Status.DECLINED, JOIN_TRANSITIONS)
    tell(request.user, "join_declined", request.company)
