"""Files of companies: one with a concern that is closed and a warning, and a banned one that comes back."""

from __future__ import annotations

from allauth.account.models import EmailAddress

from demo.places import PASSWORD, Places
from employers.models import Company, Sector
from employers.services import register_company
from jobdesk.accounts.hats import hat_for
from jobdesk.accounts.models import User
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import Scope, open_scope, system_scope
from matching.models import CompanyConcern, Concern, Measure
from matching.services.integrity import agree_measure, propose_measure
from matching.services.integrity_concerns import close_company_concern, report_concern

PHONE = "0475 55 01 77"


def build_integrity(places: Places) -> None:
    """Let two coordinators agree on a warning and a ban, and the banned company register again."""
    _warned(places)
    _banned(places)
    _registered("Cem Arslan", "info@heldernet.example", "Helder Facilitair", "88880029", "+31 475 550177")
    with open_scope(hat_for(places.users["partner"], Role.PARTNER).scope):
        report_concern(
            places.companies["zonneveld"],
            "fees",
            source=CompanyConcern.Source.PARTNER,
            text="Een cursist vertelt dat hij 150 euro moest betalen voor werkkleding, voor zijn eerste dag.",
            centre=None,
        )


def _warned(places: Places) -> None:
    """The company of the concern that was closed: the overtime was paid late."""
    with system_scope("demo data"):
        dealt_with = Concern.objects.filter(status=Concern.Status.CLOSED, kind=Concern.Kind.PAY)
        company = dealt_with.select_related("placement__match__company__organisation").first()
    if company is not None:
        _decided(
            places,
            company.placement.match.company,
            Measure.Kind.WARNING,
            ["pay"],
            "Overuren zijn pas betaald nadat wij twee keer belden. Het is recht gezet; wij kijken drie "
            "maanden naar de loonstroken.",
        )


def _banned(places: Places) -> None:
    company = _registered("Rob Gerrits", "rob@glansrijk.example", "Glansrijk Schoonmaak", "88880011", PHONE)
    coach = places.users["coach"]
    with open_scope(hat_for(coach, Role.COACH).scope):
        concern = report_concern(
            company,
            "papers",
            source=CompanyConcern.Source.RESIDENT,
            text="Tijdens een gesprek: de eigenaar vroeg om het paspoort en gaf het een week niet terug.",
            centre=places.centres["havenkwartier"],
        )
    with open_scope(hat_for(places.users["coordinator"], Role.COORDINATOR).scope):
        close_company_concern(
            concern, CompanyConcern.Outcome.MEASURE, "Gebeld met de eigenaar: hij ontkent het niet."
        )
    _decided(
        places,
        company,
        Measure.Kind.BAN,
        ["papers", "threat"],
        "Hield papieren achter en dreigde met de procedure. Gemeld bij de Nederlandse Arbeidsinspectie.",
    )


def _decided(places: Places, company: Company, kind: str, grounds: list[str], text: str) -> None:
    with open_scope(hat_for(places.users["coordinator"], Role.COORDINATOR).scope):
        measure = propose_measure(company, kind, grounds=grounds, text=text)
    with open_scope(hat_for(places.users["coordinator2"], Role.COORDINATOR).scope):
        agree_measure(measure)


def _registered(person: str, email: str, name: str, number: str, phone: str) -> Company:
    user = User.objects.create_user(email, PASSWORD, name=person, language="nl")
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    with open_scope(Scope(reader="nobody", actor=user)):
        return register_company(
            "NL",
            name=name,
            sector=Sector.CLEANING,
            register_number=number,
            municipality="Waterdam",
            phone=phone,
        )
