"""Organisations, centres, projects, companies and the people who sign in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from employers.charter import charter_on
from employers.models import CharterSignature, Company, Sector
from jobdesk.accounts.models import Membership, User
from jobdesk.desks.models import Centre, Organisation, Project, ProjectTarget, Region
from jobdesk.trail.access import Role
from jobdesk.trail.audit import StatusChange, record_status
from law import registry

PASSWORD = "samen-aan-het-werk"  # noqa: S105 - printed on purpose, for demo data only
DOMAIN = "jobdesk.example"


@dataclass
class Places:
    """What the rest of the demo data stands on."""

    today: date
    centres: dict[str, Centre] = field(default_factory=dict)
    projects: dict[str, Project] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    companies: dict[str, Company] = field(default_factory=dict)


# code: name, country, region, municipality, postcode, latitude, longitude, capacity
CENTRES = {
    "lindenhout": ("AZC Lindenhout", "NL", "Zuid", "Veenmeer", "5991 LH", "51.28600", "6.02400", 420),
    "havenkwartier": ("AZC Havenkwartier", "NL", "Zuid", "Waterdam", "6041 HK", "51.19400", "5.98700", 360),
    "bilzerbos": (
        "Opvangcentrum Bilzerbos",
        "BE",
        "Limburg",
        "Bilzerbos",
        "3740",
        "50.87300",
        "5.51800",
        210,
    ),
    "almere": ("AZC Almere", "NL", "Flevoland", "Almere", "1314 AL", "52.37140", "5.21730", 1250),
    "maasoever": (
        "Opvangcentrum Maasoever",
        "BE",
        "Limburg",
        "Maasoever",
        "3630",
        "50.96700",
        "5.69300",
        240,
    ),
    "kempenrand": (
        "Opvangcentrum Kempenrand",
        "BE",
        "Limburg",
        "Kempenrand",
        "3950",
        "51.16700",
        "5.44200",
        180,
    ),
    "haspenveld": (
        "Opvangcentrum Haspenveld",
        "BE",
        "Limburg",
        "Haspenveld",
        "3800",
        "50.81600",
        "5.18600",
        200,
    ),
    "demerdal": ("Opvangcentrum Demerdal", "BE", "Limburg", "Demerdal", "3500", "50.93000", "5.33700", 160),
}
# key: name, country, sector, municipality; the numbers are drawn from ranges that nobody has
COMPANIES = {
    "linde": ("Hotel De Linde", "NL", Sector.HOSPITALITY, "Waterdam"),
    "zonneveld": ("Bakkerij Zonneveld", "NL", Sector.PRODUCTION_FOOD, "Veenmeer"),
    "logis": ("Logis Waterdam", "NL", Sector.LOGISTICS, "Waterdam"),
    "kweker": ("Kwekerij Het Veld", "NL", Sector.HORTICULTURE, "Veenmeer"),
    "schilder": ("Schildersbedrijf Kleurrijk", "NL", Sector.CONSTRUCTION, "Waterdam"),
    "maasfruit": ("Maasfruit", "BE", Sector.FRUIT_PICKING, "Maasoever"),
    "kunststof": ("Kunststof Kempen", "BE", Sector.PRODUCTION_NON_FOOD, "Kempenrand"),
    "poets": ("Net en Klaar", "BE", Sector.CLEANING, "Demerdal"),
    "pakket": ("Pakket Limburg", "BE", Sector.LOGISTICS, "Demerdal"),
    "conserven": ("Haspen Conserven", "BE", Sector.PRODUCTION_FOOD, "Haspenveld"),
    "rusthuis": ("Rusthuis De Meander", "BE", Sector.CARE, "Demerdal"),
}
# key: name, language, role, organisation, centres
USERS = {
    "coach": ("Marieke Bos", "nl", Role.COACH, "Werkpunt Grensland", ["lindenhout", "havenkwartier"]),
    "coach2": ("Luc Peeters", "fr", Role.COACH, "Werkpunt Grensland", ["bilzerbos"]),
    "coordinator": (
        "Jeroen Visser",
        "nl",
        Role.COORDINATOR,
        "Werkpunt Grensland",
        list(CENTRES),
    ),
    "coordinator2": (
        "Ilse Martens",
        "nl",
        Role.COORDINATOR,
        "Werkpunt Grensland",
        ["lindenhout", "havenkwartier", "bilzerbos"],
    ),
    "employer": ("Sanne de Wit", "nl", Role.EMPLOYER, "Hotel De Linde", []),
    "employer2": ("Tom Bakker", "nl", Role.EMPLOYER, "Bakkerij Zonneveld", []),
    "employer3": ("Nele Claes", "nl", Role.EMPLOYER, "Maasfruit", []),
    "employer4": ("Joost Hendriks", "nl", Role.EMPLOYER, "Hotel De Linde", []),
    "employer5": ("Marit Kuiper", "nl", Role.EMPLOYER, "Hotel De Linde", []),
    "funder": ("Anne Dubois", "nl", Role.FUNDER, "Fonds Werk en Opvang", []),
    "administrator": ("Ruth de Groot", "nl", Role.ADMINISTRATOR, "COA", []),
    "administrator2": ("Pieter Aerts", "nl", Role.ADMINISTRATOR, "Fedasil", []),
    # Roles that see residents and values of the law take two administrators of an agency.
    "administrator3": ("Hanna Smit", "nl", Role.ADMINISTRATOR, "COA", []),
    "administrator4": ("Lien Maes", "fr", Role.ADMINISTRATOR, "Fedasil", []),
    "coach3": ("Nadia Smeets", "nl", Role.COACH, "Werkpunt Grensland", ["lindenhout"]),
    "partner": ("Eva Willems", "nl", Role.PARTNER, "Taalhuis Waterdam", []),
    "partner2": ("Henk Prins", "nl", Role.PARTNER, "Gemeente Waterdam", []),
}
# Of a company whose people divide the work; who is not here does all of it.
DUTIES = {"employer4": ("vacancies", "candidates"), "employer5": ("papers",)}
MAIN_LOGINS = [
    "coach",
    "coordinator",
    "employer",
    "funder",
    "administrator",
    "administrator2",
    "administrator3",
    "coach2",
    "coach3",
    "partner",
    "partner2",
]


def build_places(today: date) -> Places:
    """Make everything that is not about residents."""
    places = Places(today)
    organisations = _organisations()
    regions: dict[tuple[str, str], Region] = {}
    for code, (
        name,
        country,
        region,
        municipality,
        postcode,
        latitude,
        longitude,
        capacity,
    ) in CENTRES.items():
        if (country, region) not in regions:
            regions[country, region] = Region.objects.create(country=country, name=region)
        places.centres[code] = Centre.objects.create(
            code=code,
            name=name,
            organisation=organisations[registry.country(country).receptions[0].code],
            region=regions[country, region],
            country=country,
            municipality=municipality,
            postcode=postcode,
            latitude=Decimal(latitude),
            longitude=Decimal(longitude),
            capacity=capacity,
        )
    for at, (key, (name, country, sector, municipality)) in enumerate(COMPANIES.items()):
        company = places.companies[key] = Company.objects.create(
            organisation=organisations[name],
            register_number=_number(at, country),
            phone=f"{'+31 20' if country == 'NL' else '+32 2'} 555 02 {at + 10}",
            sector=sector,
            municipality=municipality,
            status=Company.Status.APPROVED,
            registered_on=today - timedelta(days=202),
        )
        record_status(company, "", Company.Status.REGISTERED, on=company.registered_on)
        record_status(company, company.Status.REGISTERED, company.status, on=today - timedelta(days=201))
        StatusChange.objects.filter(subject_type="employers.company", subject_id=company.pk).update(
            at=timezone.now() - timedelta(days=201)
        )
    _users(places, organisations)
    _projects(places, organisations)
    return places


def _number(at: int, country: str) -> str:
    """A company number with the right digits, that no company has."""
    if country == "NL":
        return f"{99990300 + at}"
    stem = 9999030 + at
    return f"0{stem}{97 - stem % 97:02}"


def _organisations() -> dict[str, Organisation]:
    kind = Organisation.Kind
    rows = [
        ("COA", kind.AGENCY, "NL"),
        ("Fedasil", kind.AGENCY, "BE"),
        ("Werkpunt Grensland", kind.PARTNER, "NL"),
        ("Fonds Werk en Opvang", kind.FUNDER, "NL"),
        ("Taalhuis Waterdam", kind.PARTNER, "NL"),
        ("Gemeente Waterdam", kind.MUNICIPALITY, "NL"),
    ]
    rows += [(name, kind.EMPLOYER, country) for name, country, _sector, _place in COMPANIES.values()]
    return {
        name: Organisation.objects.create(name=name, kind=what, country=country)
        for name, what, country in rows
    }


def _users(places: Places, organisations: dict[str, Organisation]) -> None:
    hashed = make_password(PASSWORD)  # once for all: hashing is slow on purpose
    for number, (key, (name, language, role, organisation, centres)) in enumerate(USERS.items()):
        country = "+32 2" if language == "fr" else "+31 20"
        phone = f"{country} 555 01 {number + 10}" if centres else ""  # numbers that nobody has
        user = User.objects.create(
            email=f"{key}@{DOMAIN}", password=hashed, name=name, language=language, phone=phone
        )
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        membership = Membership.objects.create(
            user=user,
            organisation=organisations[organisation],
            role=role,
            duties=dict.fromkeys(DUTIES[key], True) if key in DUTIES else None,
            created_at=timezone.now() - timedelta(days=max(300 - 20 * number, 10)),
        )
        membership.centres.set([places.centres[code] for code in centres])
        places.users[key] = user
    for key, company in places.companies.items():
        signer = {"linde": "employer", "zonneveld": "employer2", "maasfruit": "employer3"}.get(key)
        signed_at = timezone.now() - timedelta(days=200)
        CharterSignature.objects.create(
            company=company,
            version=charter_on(timezone.localdate(signed_at)).version,
            signed_at=signed_at,
            signed_by=places.users[signer] if signer else None,
        )


def _projects(places: Places, organisations: dict[str, Organisation]) -> None:
    running_from = date(places.today.year - 1, 9, 1)
    limburg = ["maasoever", "kempenrand", "haspenveld", "demerdal"]
    rows = [
        # code, name, from, until, budget, grant, centres
        (
            "ALMERE",
            "Werk vanuit de opvang, Almere",
            date(2023, 1, 1),
            date(2023, 12, 31),
            None,
            None,
            ["almere"],
        ),
        ("F2W2", "Future2work²", date(2023, 1, 1), date(2025, 12, 31), "700410.55", "525410.55", limburg),
        (
            "GRENSLAND",
            "Grensland aan het werk",
            running_from,
            date(running_from.year + 3, 8, 31),
            "960000.00",
            "576000.00",
            ["lindenhout", "havenkwartier", "bilzerbos"],
        ),
    ]
    for code, name, starts_on, ends_on, budget, grant, centres in rows:
        project = Project.objects.create(
            code=code,
            name=name,
            organisation=organisations["Werkpunt Grensland"],
            starts_on=starts_on,
            ends_on=ends_on,
            budget=budget and Decimal(budget),
            grant=grant and Decimal(grant),
        )
        project.centres.set([places.centres[each] for each in centres])
        project.funders.set([organisations["Fonds Werk en Opvang"]])
        places.projects[code] = project
    targets = [
        ("ALMERE", "matched", 50),  # the aim that was published
        ("GRENSLAND", "outreach", 70),
        ("GRENSLAND", "intakes", 40),
        ("GRENSLAND", "matched", 20),
        ("GRENSLAND", "started", 15),
    ]
    for code, figure, value in targets:
        ProjectTarget.objects.create(project=places.projects[code], figure=figure, value=value)
