"""Employers on their way in: one in each state, somebody who asks to join one, and an open invitation."""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import timedelta
from decimal import Decimal

from allauth.account.models import EmailAddress
from django.conf import settings

from demo.places import DOMAIN, PASSWORD, Places
from employers.models import Company, Sector
from employers.services import (
    CertificateSaid,
    approve_company,
    ask_to_join,
    keep_client,
    post_vacancy,
    refuse_company,
    register_company,
    submit_vacancy,
)
from jobdesk.accounts.hats import hat_for
from jobdesk.accounts.models import Invitation, User
from jobdesk.accounts.services import accept_as_user, invite_employer
from jobdesk.trail.access import Role
from jobdesk.trail.audit import AuditEntry, StatusChange
from jobdesk.trail.scoping import Scope, open_scope
from jobdesk.vocabulary.languages import LanguageAsked
from jobdesk.vocabulary.models import Occupation, Skill
from jobdesk.web.week import WORKING_DAYS_BY_DAY
from matching.services import close_company

EVENINGS = sum(0b100 << (day * 3) for day in range(2, 7))  # Wednesday to Sunday
REFUSED = (
    "Op dit nummer neemt niemand op en het adres bestaat niet. Bel ons met het adres waar het werk is, "
    "dan kijken wij opnieuw."
)


def build_employers(places: Places) -> None:
    """Let companies register as they do on a phone, and the desk decide on some of them."""
    _waits_with_a_vacancy(places)
    _invited(places)
    _no_number(places)
    _agency(places)
    with open_scope(hat_for(places.users["coordinator"], Role.COORDINATOR).scope):
        refused = _registered(places, "snelwerk", "Joost Blok", "Snelwerk", Sector.LOGISTICS, "99990451")
        refuse_company(refused, REFUSED)
        closed = _registered(
            places, "anker", "Petra Kuiper", "Café Het Anker", Sector.HOSPITALITY, "99990468"
        )
        close_company(closed, "Het café is verkocht. De nieuwe eigenaar meldt zich zelf aan.")
    _date_back(refused, 12)
    _date_back(closed, 40)
    with _as(_user("bram", "Bram Smit")):
        ask_to_join(places.companies["linde"])
    with open_scope(hat_for(places.users["coordinator"], Role.COORDINATOR).scope):
        invite_employer(email=f"zorghof@{DOMAIN}", name="Mia Janssens", language="nl", site=settings.SITE_URL)


def _waits_with_a_vacancy(places: Places) -> None:
    company = _registered(places, "sluis", "Karin Mulder", "Bistro De Sluis", Sector.HOSPITALITY, "99990412")
    with open_scope(hat_for(User.objects.get(email=f"sluis@{DOMAIN}"), Role.EMPLOYER).scope):
        vacancy = post_vacancy(
            company,
            title="Afwasser",
            occupation_words="Afwassen in een restaurant",
            description="Afwassen en de keuken schoonhouden in een team van vier. Wij leren u het werk.",
            sector=Sector.HOSPITALITY,
            municipality="Waterdam",
            contract="fixed_term",
            places=1,
            hours=20,
            wage_hour=Decimal("15.20"),
            working_times="17.00 tot 22.00 uur",
            shifts=EVENINGS,
            starts_on=places.today + timedelta(days=30),
        )
        submit_vacancy(vacancy)


def _agency(places: Places) -> None:
    """A temp agency that posts for one of its clients; a colleague of the desk has approved it."""
    company = _registered(
        places, "werkbrug", "Ruben Visser", "Werkbrug Uitzend", Sector.LOGISTICS, "99990475", is_agency=True
    )
    with open_scope(hat_for(places.users["coordinator"], Role.COORDINATOR).scope):
        approve_company(company)
    user = User.objects.get(email=f"werkbrug@{DOMAIN}")
    with open_scope(hat_for(user, Role.EMPLOYER).scope):
        client = keep_client(
            company, name="Distripark Waterdam", register_number="99990483", municipality="Waterdam"
        )
        vacancy = post_vacancy(
            company,
            client=client,
            title="Magazijnmedewerker",
            occupation=Occupation.objects.get(code="order-picker"),
            description="Bestellingen verzamelen met een scanner, met zeven collega’s. U loopt veel.",
            sector=Sector.LOGISTICS,
            municipality="Waterdam",
            contract="temp_agency",
            places=4,
            hours=36,
            wage_hour=Decimal("15.40"),
            shifts=WORKING_DAYS_BY_DAY,
            working_times="ploegen: 6.00 tot 14.00 en 14.00 tot 22.00 uur",
            languages=(LanguageAsked("nl", "listening", "A2"), LanguageAsked("nl", "reading", "A1")),
            certificates=(CertificateSaid(Skill.objects.get(code="vca-basic"), "", False),),
            training="U leert op de heftruck rijden; wij betalen het examen.",
            starts_on=places.today + timedelta(days=24),
            contact=user,
            contact_phone="+31 20 555 01 47",
            is_contact_shown=True,
        )
        submit_vacancy(vacancy)


def _invited(places: Places) -> None:
    """A company that the coordinator invited: a colleague must approve it."""
    with open_scope(hat_for(places.users["coordinator"], Role.COORDINATOR).scope):
        invite_employer(
            email=f"tuinderij@{DOMAIN}", name="Wim Goossens", language="nl", site=settings.SITE_URL
        )
    user = _user("tuinderij", "Wim Goossens")
    with _as(user):
        accept_as_user(Invitation.objects.get(email=user.email))
    _registered(
        places, "tuinderij", "", "Tuinderij Goossens", Sector.HORTICULTURE, "0999904110", "BE", "Bilzerbos"
    )


def _no_number(places: Places) -> None:
    """A company that went on without its number: the desk calls for it."""
    _registered(places, "klus", "Ali Kaya", "Klusbedrijf Kaya", Sector.CONSTRUCTION, "")


def _registered(
    places: Places,
    key: str,
    person: str,
    name: str,
    sector: str,
    number: str,
    country: str = "NL",
    municipality: str = "Waterdam",
    *,
    is_agency: bool = False,
) -> Company:
    user = User.objects.filter(email=f"{key}@{DOMAIN}").first() or _user(key, person)
    with _as(user):
        company = register_company(
            country,
            name=name,
            sector=sector,
            register_number=number,
            municipality=municipality,
            phone="+31 20 555 01 40" if country == "NL" else "+32 2 555 01 40",
            is_agency=is_agency,
        )
    places.companies[key] = company
    return company


def _user(key: str, name: str) -> User:
    user = User.objects.create_user(f"{key}@{DOMAIN}", PASSWORD, name=name, language="nl")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def _as(user: User) -> AbstractContextManager[Scope]:
    return open_scope(Scope(reader="nobody", actor=user))


def _date_back(company: Company, days: int) -> None:
    """Let what happened with a company have happened some days ago."""
    ago = timedelta(days=days)
    of_it = {"subject_type": company._meta.label_lower, "subject_id": company.pk}
    for change in StatusChange.objects.filter(**of_it):
        StatusChange.objects.filter(pk=change.pk).update(at=change.at - ago, on=change.on - ago)
    for entry in AuditEntry.objects.filter(**of_it):
        AuditEntry.objects.filter(pk=entry.pk).update(at=entry.at - ago)
    for signature in company.signatures.all():
        signature.signed_at -= ago
        signature.save(update_fields=["signed_at"])
    company.registered_on -= ago
    company.save(update_fields=["registered_on"])
