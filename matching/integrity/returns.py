"""Which companies under a pause or ban another resembles: read from the database, see ``likeness``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from allauth.account.models import EmailAddress
from django.utils import timezone

from employers.models import Company, JoinRequest
from jobdesk.accounts.models import Invitation, Membership
from matching.integrity.likeness import Traits, evidence
from matching.models import Measure

# A pair: a company, the measure of the one that it resembles, and what is the same.
Pair = tuple[Company, Measure, tuple[str, ...]]


def resembling(companies: Collection[Company], on: date) -> list[Pair]:
    """Return which of these companies resemble one under a pause or ban in their country on a day.

    A fixed number of queries, however many there are. Needs a scope that reads all of them.
    """
    countries = {each.country for each in companies}
    measures = list(
        Measure.objects.barring(on)
        .filter(company__country__in=countries)
        .select_related("company__organisation")
        .order_by("pk")
    )
    if not measures:
        return []
    traits = traits_of([*companies, *(each.company for each in measures)])
    return [
        (company, measure, found)
        for company in companies
        for measure in measures
        if company.pk != measure.company_id and company.country == measure.company.country
        if (found := evidence(traits[company.pk], traits[measure.company_id]))
    ]


def traits_of(companies: Iterable[Company]) -> dict[int, Traits]:
    """Return by what each company can be recognised, by its key; four queries."""
    rows = {each.pk: each for each in companies}
    by_organisation = {each.organisation_id: each.pk for each in rows.values()}
    accounts: dict[int, set[int]] = defaultdict(set)
    people: dict[int, set[str]] = defaultdict(set)
    mails: dict[int, set[str]] = defaultdict(set)
    phones: dict[int, set[str]] = defaultdict(set)

    def add(company: int, user: int, name: str, email: str, phone: str) -> None:
        accounts[company].add(user)
        people[company].add(name)
        mails[company].add(email)
        phones[company].add(phone)

    fields = ("user_id", "user__name", "user__email", "user__phone")
    for organisation, *user in Membership.objects.filter(organisation__in=by_organisation).values_list(
        "organisation_id", *fields
    ):
        add(by_organisation[organisation], *user)
    asking = JoinRequest.objects.filter(company__in=rows, status=JoinRequest.Status.ASKED)
    for company, *user in asking.values_list("company_id", *fields):
        add(company, *user)
    invited = Invitation.objects.filter(
        organisation__in=by_organisation, accepted_at=None, withdrawn_at=None, expires_at__gt=timezone.now()
    )
    for organisation, name, email in invited.values_list("organisation_id", "name", "email"):
        people[by_organisation[organisation]].add(name)
        mails[by_organisation[organisation]].add(email)
    companies_of: dict[int, list[int]] = defaultdict(list)
    for pk, users in accounts.items():
        for user in users:
            companies_of[user].append(pk)
    proven = EmailAddress.objects.filter(user__in=companies_of, verified=True)
    for user, email in proven.values_list("user_id", "email"):
        for pk in companies_of[user]:
            mails[pk].add(email)
    return {
        pk: Traits(
            name=row.organisation.name,
            numbers=(row.register_number,) if row.register_number else (),
            phones=tuple({row.phone, *phones[pk]} - {""}),
            mails=tuple(mails[pk]),
            accounts=frozenset(accounts[pk]),
            people=tuple(people[pk]),
            postcode=row.postcode,
            place=row.municipality,
        )
        for pk, row in rows.items()
    }
