"""Reads about companies."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from employers.charter import charter_on
from employers.models import CharterSignature, Company, JoinRequest, Vacancy, VacancyChange
from jobdesk.accounts.models import Invitation, Membership, User
from jobdesk.desks.models import Organisation
from jobdesk.trail.access import who_may
from jobdesk.trail.audit import AuditEntry, StatusChange
from jobdesk.trail.scoping import system_scope
from jobdesk.vocabulary.own_words import Offer, offers
from law import registry
from law.rules import add_working_days

CHECK_DAYS = 1  # working days in which the desk looks at a company


def own_company() -> Company | None:
    """Return the company of the employer whose scope is open; None when they have not registered it yet."""
    return Company.objects.select_related("organisation").order_by("pk").first()


def organisation_to_bring(user: User) -> Organisation | None:
    """Return the organisation for which a user acts and that has no company yet; None when there is none."""
    return (
        Organisation.objects.filter(
            who_may("charter.sign", "memberships"), memberships__user=user, company=None
        )
        .order_by("pk")
        .first()
    )


def has_signed(company: Company, day: date | None = None) -> bool:
    """Say whether a company has signed the charter that is in force on a day (today)."""
    version = charter_on(day or timezone.localdate()).version
    return company.signatures.filter(version=version).exists()


def latest_signature(company: Company) -> CharterSignature | None:
    """Return the signature under the newest version that a company signed."""
    return company.signatures.select_related("signed_by").order_by("-version").first()


def company_numbered(number: str, country: str) -> Company | None:
    """Return the company with this number in a country, of all that there are; None for an empty number."""
    if not number:
        return None
    with system_scope("find a company by its number"):
        return (
            Company.objects.filter(country=country, register_number=number)
            .select_related("organisation")
            .first()
        )


def join_request_of(user: User) -> JoinRequest | None:
    """Return the last request of a user to join a company."""
    with system_scope("own request to join"):
        return (
            JoinRequest.objects.filter(user=user)
            .select_related("company__organisation")
            .order_by("-pk")
            .first()
        )


def checkers_in(country: str) -> QuerySet[User]:
    """The active users who may approve a company of a country, by name."""
    return User.objects.filter(
        pk__in=User.objects.filter(
            who_may("employers.decide", "memberships"),
            is_active=True,
            memberships__centres__country=country,
        ).values("pk")
    ).order_by("name", "pk")


def members_of(company: Company) -> QuerySet[User]:
    """The active people of a company, by name."""
    return User.objects.filter(is_active=True, memberships__organisation=company.organisation_id).order_by(
        "name", "pk"
    )


def who_posts(company: Company) -> QuerySet[User]:
    """The active people of a company who post vacancies, by name."""
    posting = Membership.objects.filter(who_may("vacancies.post"), organisation=company.organisation_id)
    return User.objects.filter(is_active=True, pk__in=posting.values("user")).order_by("name", "pk")


def brought_in(company: Company, user: User) -> bool:
    """Say whether a user brought a company in, or is one of its people: somebody else approves it."""
    return user.pk == company.brought_in_by_id or members_of(company).filter(pk=user.pk).exists()


def waiting_changes() -> QuerySet[VacancyChange]:
    """The changes of vacancies in the scope that wait for the desk, the longest wait first."""
    return (
        VacancyChange.objects.filter(status=VacancyChange.Status.WAITING)
        .select_related("vacancy__company__organisation")
        .order_by("proposed_on", "pk")
    )


def check_due_on(company: Company) -> date:
    """Return the day on which a company that waits should have heard from the desk."""
    return add_working_days(company.registered_on, CHECK_DAYS, company.organisation.country)


def waiting_companies() -> QuerySet[Company]:
    """The companies of the scope that wait for the check, the longest wait first."""
    return (
        Company.objects.filter(status=Company.Status.REGISTERED)
        .select_related("organisation", "brought_in_by")
        .order_by("registered_on", "pk")
    )


def join_requests_waiting() -> QuerySet[JoinRequest]:
    """The requests of the scope that nobody answered, the longest wait first."""
    return (
        JoinRequest.objects.filter(status=JoinRequest.Status.ASKED)
        .select_related("company__organisation", "user")
        .order_by("asked_on", "pk")
    )


def with_charter(companies: QuerySet[Company]) -> QuerySet[Company]:
    """Annotate whether each has signed the charter that is in force: ``has_charter``."""
    version = charter_on(timezone.localdate()).version
    signed = CharterSignature.objects.filter(company=OuterRef("pk"), version=version)
    return companies.annotate(has_charter=Exists(signed))


def status_changes_of(company: Company) -> QuerySet[StatusChange]:
    """The changes of status of a company, newest first."""
    return StatusChange.objects.filter(
        subject_type=company._meta.label_lower, subject_id=company.pk
    ).select_related("actor")


def changes_of(company: Company) -> QuerySet[AuditEntry]:
    """What was changed in the facts of a company and who joined it, newest first."""
    return AuditEntry.objects.filter(
        subject_type=company._meta.label_lower,
        subject_id=company.pk,
        action__in=("company.changed", "company.joined", "charter.signed"),
    ).select_related("actor")


def invitations_of(user: User) -> QuerySet[Invitation]:
    """The invitations of employers that ``user`` sent and nobody answered or withdrew; expired ones too."""
    return (
        Invitation.objects.filter(
            who_may("charter.sign"), invited_by=user, accepted_at=None, withdrawn_at=None
        )
        .select_related("organisation")
        .order_by("expires_at", "pk")
    )


def approved_on(vacancy: Vacancy) -> date | None:
    """Return the day on which the desk last approved a vacancy; None when it has not."""
    opened = StatusChange.objects.filter(
        subject_type=vacancy._meta.label_lower, subject_id=vacancy.pk, to_status=Vacancy.Status.OPEN
    )
    last = opened.exclude(from_status=Vacancy.Status.HELD).order_by("-pk").first()
    return last.on if last else None


def with_content(vacancies: QuerySet[Vacancy]) -> QuerySet[Vacancy]:
    """Fetch with vacancies all that they say, and of whom."""
    return vacancies.select_related(
        "company__organisation", "occupation__parent", "client", "contact"
    ).prefetch_related("languages", "certificates__skill")


def why_company_is_open(organisation: Organisation) -> str:
    """Return why an administrator cannot close an organisation: it is a company that works with the desk."""
    with system_scope("close an organisation"):
        companies = Company.objects.filter(organisation=organisation)
        is_open = companies.exclude(status=Company.Status.CLOSED).exists()
    if not is_open:
        return ""
    return _("It is a company that works with the desk. A coordinator closes it under “Employers” first.")


def work_language(vacancy: Vacancy) -> str:
    """Return the language in which a company most likely writes: the first of its country."""
    return registry.country(vacancy.company.organisation.country).languages[0]


def work_offer(vacancy: Vacancy) -> Offer | None:
    """Return which occupations the company's own words may mean; None where it chose one, or none is alike.

    Asks for ``company__organisation``.
    """
    if vacancy.occupation_id or not vacancy.occupation_words:
        return None
    (found,) = offers([(vacancy.occupation_words, vacancy.misread_as)], work_language(vacancy))
    return found if found.terms else None
