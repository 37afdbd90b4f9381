"""From "asked for" to "decided": roles that one administrator asks for and another one gives.

See docs/adr/0006-four-eyes.md for which roles these are, and why.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.accounts.granting import check_grant, issue_invitation, reads_mail_of
from jobdesk.accounts.models import AccessRequest, Membership, User
from jobdesk.accounts.queries import administrators_of, own_agencies
from jobdesk.desks.models import Centre, Organisation
from jobdesk.jobs.services import enqueue
from jobdesk.trail.access import ROLES, is_of_role, record_of
from jobdesk.trail.audit import acting_user, change_status, record, record_status
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold

REQUEST_LASTS = timedelta(days=14)

Status = AccessRequest.Status
TRANSITIONS = {
    Status.WAITING: frozenset({Status.APPROVED, Status.REFUSED, Status.WITHDRAWN, Status.EXPIRED}),
}


@transaction.atomic
def ask_for_access(
    *,
    email: str,
    name: str,
    language: str,
    organisation: Organisation,
    role: str,
    centres: Sequence[Centre],
    site: str,
    user: User | None = None,
) -> AccessRequest:
    """Ask the other administrators of the agency for a role, or for more centres of the role of ``user``.

    Saves the request, records it with its status, and e-mails each of those who can approve it after the
    commit. Raises RuleBroken when the actor cannot give the role, the centres are of two agencies, the same
    waits already, or there is nobody to approve a role that sees residents.
    """
    actor = acting_user()
    check_grant(actor, role, organisation, centres)
    if len({centre.organisation_id for centre in centres}) > 1:
        raise RuleBroken(_("Choose centres of one agency at a time."), "centres")
    request = AccessRequest(
        agency=_agency_of(actor, organisation, centres),
        email=email,
        name=name,
        language=language,
        user=user,
        organisation=organisation,
        role=role,
        asked_by=actor,
        expires_at=timezone.now() + REQUEST_LASTS,
    )
    same = AccessRequest.objects.filter(
        agency=request.agency, email=email, organisation=organisation, role=role, status=Status.WAITING
    )
    _expire(same.filter(expires_at__lte=timezone.now()))
    if same.exists():
        raise RuleBroken(_("The same was asked for already and waits for a second administrator."), "email")
    approvers = those_who_can_approve(request)
    if not approvers and record_of(role).sees_residents:
        raise RuleBroken(_why_nobody(request), "role")
    request.save()
    request.centres.set(centres)
    record_status(request, "", Status.WAITING)
    record("access.asked", request, _said(request, centres))
    for approver in approvers:
        enqueue("access_request", request.pk, approver.pk, site)
    return request


@transaction.atomic
def approve_access(request: AccessRequest, *, site: str) -> None:
    """Give what was asked for: more centres at once, a role by an invitation that goes out after the commit.

    So does an e-mail to whoever asked.

    Moves the status and records it. Raises RuleBroken for who asked for it, who receives it, who is no
    administrator of the agency, when it was decided or has expired, and when it could not be asked for today.
    """
    _decide(request, Status.APPROVED)
    centres = list(request.centres.all())
    check_grant(acting_user(), request.role, request.organisation, centres)
    if not administrators_of(request.agency).filter(pk=request.asked_by_id).exists():
        raise RuleBroken(_("Who asked for this is no administrator any more. Ask for it yourself."))
    record("access.approved", request, _said(request, centres))
    _give(request, centres, site)
    enqueue("access_decided", request.pk, site)


@transaction.atomic
def refuse_access(request: AccessRequest, *, reason: str, site: str) -> None:
    """Refuse what was asked for; the reason stays in the history. Moves the status and records it.

    E-mails whoever asked after the commit.

    Raises RuleBroken without a reason, for who asked for it or receives it, and when it was decided.
    """
    if not reason.strip():
        raise RuleBroken(_("Say why you refuse this request."), "reason")
    _decide(request, Status.REFUSED, reason=reason.strip())
    record("access.refused", request, _said(request, list(request.centres.all())))
    enqueue("access_decided", request.pk, site)


@transaction.atomic
def withdraw_access(request: AccessRequest) -> None:
    """Take one's own request back. Moves the status and records it. Raises RuleBroken for somebody else."""
    hold(request)
    _check_open(request)
    if request.asked_by != acting_user():
        raise RuleBroken(_("Only who asked for it can withdraw it. You can refuse it."))
    change_status(request, Status.WITHDRAWN, TRANSITIONS)
    record("access.withdrawn", request)


@transaction.atomic
def appoint_administrator(*, email: str, name: str, agency: Organisation, language: str, site: str) -> None:
    """Let an administrator of an agency in, as those who run the service: no user does this.

    Approves the request for that person if one waits, else invites them. Raises RuleBroken when they have or
    were offered the role.
    """
    email, role = email.strip().lower(), _administering()
    waiting = AccessRequest.objects.filter(
        agency=agency, organisation=agency, email=email, role=role, status=Status.WAITING
    )
    request = waiting.filter(expires_at__gt=timezone.now()).first()
    if request:
        hold(request)
        change_status(request, Status.APPROVED, TRANSITIONS, also={"decided_at": timezone.now()})
        record("access.approved", request, _said(request, []))
        _give(request, [], site)
        return
    if Membership.objects.filter(user__email=email, organisation=agency, role=role).exists():
        raise RuleBroken(_("This person has this role in this organisation already."))
    issue_invitation(
        email=email,
        name=name,
        role=role,
        organisation=agency,
        centres=[],
        language=language,
        invited_by=None,
        site=site,
    )


def expire_access_requests(now: datetime) -> None:
    """Close what nobody decided on in time, and record it."""
    _expire(AccessRequest.objects.filter(status=Status.WAITING, expires_at__lte=now))


def those_who_can_approve(request: AccessRequest) -> list[User]:
    """Return the administrators of the agency who neither asked for it nor receive it."""
    return [
        each
        for each in administrators_of(request.agency)
        if each.pk != request.asked_by_id and not _receives(each, request)
    ]


def _receives(user: User, request: AccessRequest) -> bool:
    return user.pk == request.user_id or reads_mail_of(user, request.email)


def _why_nobody(request: AccessRequest) -> str:
    others = administrators_of(request.agency).exclude(pk=request.asked_by_id)
    if not others:
        return _(
            "A second administrator must approve this, and you are the only one of %(agency)s. "
            "Invite a second administrator first."
        ) % {"agency": request.agency.name}
    return _(
        "%(name)s is the only other administrator of %(agency)s, and nobody approves a role of their own. "
        "Let them ask for it: then you approve it."
    ) % {"name": others[0].name, "agency": request.agency.name}


def _decide(request: AccessRequest, to_status: str, *, reason: str = "") -> None:
    hold(request)
    _check_open(request)
    actor = acting_user()
    if request.asked_by_id == actor.pk:
        raise RuleBroken(_("You asked for this. Another administrator decides on it."))
    if _receives(actor, request):
        raise RuleBroken(_("This is a role of your own. Another administrator decides on it."))
    if not administrators_of(request.agency).filter(pk=actor.pk).exists():
        raise RuleBroken(_("Only an administrator of this agency decides on it."))
    decided = {"decided_by": actor, "decided_at": timezone.now()}
    change_status(request, to_status, TRANSITIONS, reason=reason, also=decided)


def _check_open(request: AccessRequest) -> None:
    if request.status == Status.WAITING and not request.is_open:
        raise RuleBroken(_("Nobody decided on this in time. Ask for it again."))


def _give(request: AccessRequest, centres: Sequence[Centre], site: str) -> None:
    if request.user_id:
        held = Membership.objects.select_for_update().filter(
            user=request.user_id, organisation=request.organisation_id, role=request.role
        )
        membership = held.first()
        if membership is None:
            raise RuleBroken(_("This person no longer has this role. Invite them again."))
        membership.centres.add(*centres)
        return
    request.invitation = issue_invitation(
        email=request.email,
        name=request.name,
        role=request.role,
        organisation=request.organisation,
        centres=centres,
        language=request.language,
        invited_by=request.asked_by,
        site=site,
    )
    request.save(update_fields=["invitation"])


def _agency_of(actor: User, organisation: Organisation, centres: Sequence[Centre]) -> Organisation:
    """Whose administrators decide: always those of a reception agency. Raises RuleBroken without one.

    Anybody may be made administrator of a partner by one person alone; so a partner's own do not decide.
    """
    if centres:
        return centres[0].organisation
    if organisation.kind == Organisation.Kind.AGENCY:
        return organisation
    agency = own_agencies(actor).filter(country=organisation.country).first()
    if agency is None:
        raise RuleBroken(_("Ask an administrator of the reception agency to give this role."), "role")
    return agency


def _expire(overdue: QuerySet[AccessRequest]) -> None:
    for pk in list(overdue.values_list("pk", flat=True)):
        with transaction.atomic():
            request = AccessRequest.objects.select_for_update().get(pk=pk)
            if request.status == Status.WAITING:  # nobody decided on it meanwhile
                change_status(request, Status.EXPIRED, TRANSITIONS)


def _said(request: AccessRequest, centres: Sequence[Centre]) -> dict[str, object]:
    return {
        "role": request.role,
        "organisation": request.organisation_id,
        "centres": [centre.code for centre in centres],
        "user": request.user_id,
    }


def _administering() -> str:
    """The role that looks after the members of an agency."""
    return next(
        code
        for code, role in ROLES.items()
        if is_of_role(code, "members.manage") and "agency" in role.works_for
    )
