"""From a registration to a company that the desk works with, and its end."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain, count
from typing import Any, NotRequired, TypedDict, Unpack

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from employers.from_matching.integrity import integrity
from employers.letters.company import tell, tell_people
from employers.models import Company
from employers.queries import brought_in, checkers_in, company_numbered, organisation_to_bring
from employers.services.charter import sign_charter
from employers.transitions import COMPANY_TRANSITIONS
from jobdesk.accounts.colleagues.queries import who_manage
from jobdesk.accounts.models import Invitation, User
from jobdesk.accounts.services import found_organisation, invite_to_company
from jobdesk.desks.models import Organisation
from jobdesk.trail.audit import acting_user, change_status, record, record_status
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from jobdesk.trail.scoping import system_scope
from law import registry


class CompanyFacts(TypedDict):
    """What a company says of itself; the fields of the forms. ``register_number`` as its country keeps it."""

    name: str
    sector: str
    register_number: str
    municipality: str
    phone: str
    is_agency: NotRequired[bool]


class Invited(TypedDict):
    """Who is let in when a company is opened again. ``site``: its address, without a slash at the end."""

    email: str
    name: str
    language: str
    site: str


@transaction.atomic
def register_company(country: str, **facts: Unpack[CompanyFacts]) -> Company:
    """Make the company of the actor, who signs the charter for it; it waits for the desk.

    Uses the organisation that the actor was invited to, if that has no company; else makes one and gives
    the actor the role in it. Saves, records the first status, ``company.registered`` and ``charter.signed``,
    tells those who check companies of this country, and compares it with those under a pause or ban. Raises
    RuleBroken when there is a company with this number.
    """
    user = acting_user()
    with system_scope("register a company"):
        if company_numbered(facts["register_number"], country):
            raise _known()
        organisation = _organisation(user, country, facts)
        company = Company(organisation=organisation, brought_in_by=_inviter(user), **_own(facts))
        _save_numbered(company)
        record_status(company, "", company.status)
        record("company.registered", company, {**facts, "country": country})
        sign_charter(company)
        _tell_checkers(company)
    integrity().look_at(company)
    return company


@transaction.atomic
def change_company(company: Company, **facts: Unpack[CompanyFacts]) -> None:
    """Change the facts of a company. Saves, records ``company.changed`` with both, compares it anew.

    Raises RuleBroken when another company has the number, or another organisation of the country the name.
    """
    hold(company)
    organisation = company.organisation
    was = {"name": organisation.name} | {name: getattr(company, name) for name in _own(facts)}
    changed = {name: [was[name], value] for name, value in facts.items() if was[name] != value}
    if not changed:
        return
    if "register_number" in changed and company_numbered(facts["register_number"], company.country):
        raise _known()
    if "name" in changed:
        if _is_taken(facts["name"], organisation.country):
            raise RuleBroken(_("There is already an organisation with this name. Add the place."), "name")
        organisation.name = facts["name"]
        organisation.save(update_fields=["name"])
    for name, value in _own(facts).items():
        setattr(company, name, value)
    _save_numbered(company)
    record("company.changed", company, changed)
    integrity().look_at(company)


@transaction.atomic
def approve_company(company: Company) -> None:
    """Let a company that waits work with the desk. Saves, records the change of status, tells its people.

    Raises RuleBroken for whoever brought it in, or is one of its people, without the number that its country
    gives companies, under a pause or ban, and until two people looked at one that it resembles.
    """
    hold(company)
    if brought_in(company, acting_user()):
        raise RuleBroken(_("You brought this company in. A colleague checks and approves it."))
    if registry.country(company.organisation.country).company_number and not company.register_number:
        raise RuleBroken(_("Call the company for its number first, and fill it in."), "register_number")
    integrity().check_approve(company)
    change_status(company, Company.Status.APPROVED, COMPANY_TRANSITIONS)
    tell_people(company, "approved")


@transaction.atomic
def refuse_company(company: Company, reason: str) -> None:
    """Refuse a company that waits; it reads why. Saves, records the change of status, tells its people.

    Raises RuleBroken without a reason.
    """
    hold(company)
    reason = reason.strip()
    if not reason:
        raise RuleBroken(_("Say why, in words that the company can read."), "reason")
    also = {"refused_reason": reason}
    change_status(company, Company.Status.REFUSED, COMPANY_TRANSITIONS, reason=reason, also=also)
    tell_people(company, "refused")


@transaction.atomic
def ask_again(company: Company) -> None:
    """Ask the desk to look again, once what was wrong is mended.

    Saves, records the change of status, tells the desk. Raises RuleBroken unless it was refused.
    """
    hold(company)
    if company.status != Company.Status.REFUSED:
        raise RuleBroken(_("The job desk has not refused your company."))
    _wait_again(company)


@transaction.atomic
def close_company(company: Company, reason: str) -> None:
    """Stop working with a company. Saves, records the change of status.

    ``matching.services.closing`` closes what stands open with it, and tells its people. Raises RuleBroken
    without a reason.
    """
    hold(company)
    reason = reason.strip()
    if not reason:
        raise RuleBroken(_("Say why, in words that the company can read."), "reason")
    change_status(company, Company.Status.CLOSED, COMPANY_TRANSITIONS, reason=reason)


@transaction.atomic
def reopen_company(company: Company, invited: Invited | None = None) -> None:
    """Let a closed company wait for the check again; ``invited`` lets its people in, where nobody can.

    Whoever invites has brought the company in, and somebody else checks it.
    Saves, records the change of status, tells the desk and its people. Raises RuleBroken for one that is not
    closed, and without ``invited`` where nobody manages its colleagues.
    """
    hold(company)
    if company.status != Company.Status.CLOSED:
        raise RuleBroken(_("This company is not closed."))
    if not who_manage(company.organisation).exists():
        if invited is None:
            raise RuleBroken(_("Nobody of this company can log in. Say whom you invite."), "email")
        invite_to_company(company.organisation, **invited)
        company.brought_in_by = acting_user()
        company.save(update_fields=["brought_in_by"])
    _wait_again(company)
    integrity().look_at(company)
    tell_people(company, "reopened")


def _wait_again(company: Company) -> None:
    also = {"refused_reason": "", "registered_on": timezone.localdate()}
    change_status(company, Company.Status.REGISTERED, COMPANY_TRANSITIONS, also=also)
    _tell_checkers(company)


def _own(facts: Mapping[str, Any]) -> dict[str, Any]:
    """The facts that stand on the company itself; its name is that of its organisation."""
    return {name: value for name, value in facts.items() if name != "name"}


def _known() -> RuleBroken:
    return RuleBroken(_("There is already a company with this number."), "register_number")


def _save_numbered(company: Company) -> None:
    """Save, unless somebody else registered the number at this moment."""
    try:
        with transaction.atomic():
            company.save()
    except IntegrityError as error:
        if company_numbered(company.register_number, company.country):
            raise _known() from error
        raise


def _organisation(user: User, country: str, facts: CompanyFacts) -> Organisation:
    name = _free_name(facts, country)
    given = organisation_to_bring(user)
    if given is None:
        given = Organisation.objects.create(name=name, kind=Organisation.Kind.EMPLOYER, country=country)
        found_organisation(user, given)
    elif given.name != facts["name"]:
        given.name = name
        given.save(update_fields=["name"])
    return given


def _free_name(facts: CompanyFacts, country: str) -> str:
    """The name; with the place, and if need be a number, where there is another company of this name."""
    name, place = facts["name"], f"{facts['name']} ({facts['municipality']})"
    numbered = (f"{place} {number}" for number in count(2))
    return next(each for each in chain((name, place), numbered) if not _is_taken(each, country))


def _is_taken(name: str, country: str) -> bool:
    kind = Organisation.Kind.EMPLOYER
    return Organisation.objects.filter(name=name, kind=kind, country=country).exists()


def _inviter(user: User) -> User | None:
    """Who invited somebody to bring their company, if anybody did."""
    invitation = (
        Invitation.objects.filter(email=user.email)
        .exclude(accepted_at=None)
        .select_related("invited_by")
        .order_by("-accepted_at")
        .first()
    )
    return invitation.invited_by if invitation else None


def _tell_checkers(company: Company) -> None:
    for user in checkers_in(company.organisation.country):
        tell(user, "registered", company)
