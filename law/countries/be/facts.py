"""What Belgium knows of a case: events, documents, statuses, who gives reception."""

from law.countries.common import (
    ADMISSIBLE,
    APPEAL_ENDED,
    APPEALED,
    DECIDED,
    ELSEWHERE,
    LODGED,
    TRACK_CHOSEN,
    TRANSFER,
    granted,
    other_nationality,
    refugee,
    subsidiary,
    temporary_protection,
)
from law.countries.record import DocumentKind, Mention, Reception, Region
from law.messages import gettext_noop as _

EVENTS = (
    LODGED,
    TRACK_CHOSEN,
    DECIDED,
    ADMISSIBLE,
    APPEALED,
    APPEAL_ENDED,
    ELSEWHERE,
    granted(
        refugee("residence-permit"),
        subsidiary("residence-permit"),
        temporary_protection("A-card"),
        other_nationality("A-card"),
    ),
    TRANSFER,
)

# What a card says of the labour market.
_MENTIONS = (
    Mention(
        code="unlimited",
        label=_("Unlimited"),
        heard="onbeperkt|illimité|arbeid vrij toegestaan|arbeidsmarkt onbeperkt",
    ),
    Mention(code="limited", label=_("Limited"), heard="beperkt|limité"),
    Mention(code="none", label=_("No access"), heard="geen|nee|neen|aucun|arbeidsmarkt nee"),
)

DOCUMENTS = (
    DocumentKind(
        code="attestation",
        label=_("Attestation of immatriculation (orange card)"),
        station=_("Orange card"),
        card="orange_card",
        heard="attest|attest van immatriculatie|ai|model a|oranje kaart|carte orange|"
        "attestation d'immatriculation",
        mentions=_MENTIONS,
    ),
    DocumentKind(
        code="A-card",
        label=_("A card"),
        card="a_card",
        heard="a kaart|a-kaart|carte a|kaart a",
        mentions=_MENTIONS,
    ),
    DocumentKind(
        code="residence-permit",
        label=_("Residence permit"),
        card="residence_permit",
        heard="verblijfsvergunning|verblijfstitel|vergunning|titre de séjour|asielvergunning",
        mentions=_MENTIONS,
    ),
    DocumentKind(
        code="professional-card",
        label=_("Professional card"),
        heard="beroepskaart|carte professionnelle",
        proves_stay=False,
        mentions=_MENTIONS,
    ),
)

RECEPTIONS = (
    Reception(
        code="Fedasil",
        label="Fedasil",
        scheme="cumul",
        ends_after="be.reception.contract_months",
        ends_text=_(
            "Fedasil can end the place (code 207) when a contract is stable and the net wage is above the "
            "living wage."
        ),
    ),
    Reception(code="municipality", label=_("Municipality"), is_agency=False),
    Reception(code="none", label=_("None"), is_agency=False),
)

REGIONS = (
    Region(code="Flanders", label=_("Flanders")),
    Region(code="Brussels", label=_("Brussels")),
    Region(code="Wallonia", label=_("Wallonia")),
    Region(code="German-speaking", label=_("German-speaking Community")),
)
