"""What the Netherlands knows of a case: events, documents, statuses, who gives reception."""

from law.countries.common import (
    ADMISSIBLE,
    APPEAL_ENDED,
    APPEALED,
    DECIDED,
    EMPLOYER_NOTIFIED,
    LODGED,
    TRACK_CHOSEN,
    TRANSFER,
    VOLUNTEER_DECLARATION,
    granted,
)
from law.countries.record import DocumentKind, EventKind, EventValue, Reception, Status
from law.messages import gettext_noop as _
from law.steps.record import NOTIFICATION

EVENTS = (
    LODGED,
    TRACK_CHOSEN,
    DECIDED,
    ADMISSIBLE,
    APPEALED,
    APPEAL_ENDED,
    granted(
        Status(
            code="refugee",
            label=_("Refugee"),
            name=_("Recognised refugee"),
            document="residence-permit",
            heard="vluchteling|vluchtelingenstatus|asielstatus a|réfugié",
        ),
        Status(
            code="subsidiary",
            label=_("Subsidiary protection"),
            name=_("Subsidiary protection"),
            document="residence-permit",
            heard="subsidiair|subsidiaire bescherming|protection subsidiaire",
        ),
        Status(
            code="temporary_protection",
            label=_("Temporary protection (Ukraine)"),
            name=_("Temporary protection (Ukraine)"),
            document="O-document",
            is_temporary=True,
            work_needs=NOTIFICATION,
            heard="tijdelijke bescherming|oekraïne|rtb|protection temporaire",
        ),
        # Work needs a permit then, while the exemption does not hold for them.
        Status(
            code="third_country",
            label=_("Temporary protection (fled Ukraine, other nationality)"),
            name=_("Temporary protection (fled Ukraine, other nationality)"),
            document="O-document",
            opens="temporary_protection",
            is_temporary=True,
            said={"status": "temporary_protection", "third_country": True},
            heard="derdelander|derdelander oekraïne|tijdelijke bescherming derdelander|"
            "ressortissant de pays tiers",
        ),
    ),
    TRANSFER,
    EventKind(
        code=EMPLOYER_NOTIFIED,
        label=_("Employer notified the work"),
        heard="melding uwv|melding werkgever|notification",
        employer="must",
    ),
    EventKind(
        code=VOLUNTEER_DECLARATION,
        label=_("Declaration for volunteering"),
        heard="vrijwilligersverklaring|vrijwilligerswerk",
        field="result",
        values=(
            EventValue(
                code="acknowledged", label=_("Received by UWV"), heard="ontvangstbevestiging|ontvangen"
            ),
            EventValue(code="granted", label=_("Granted")),
            EventValue(code="refused", label=_("Refused")),
        ),
        employer="may",
    ),
)

DOCUMENTS = (
    DocumentKind(
        code="W-document", label=_("W-document"), card="w_document", heard="w|w document|w-doc|wdocument|w2"
    ),
    DocumentKind(
        code="O-document",
        label=_("O-document or IND sticker"),
        station=_("O-document"),
        card="o_document",
        heard="o document|o-doc|sticker|ind-sticker|ind sticker",
    ),
    DocumentKind(
        code="residence-permit",
        label=_("Residence permit"),
        card="residence_permit",
        heard="verblijfsvergunning|verblijfstitel|vergunning|titre de séjour|asielvergunning",
    ),
    DocumentKind(
        code="TWV",
        label=_("Work permit (TWV)"),
        heard="tewerkstellingsvergunning|werkvergunning|permis de travail",
        proves_stay=False,
        of_employer=True,
    ),
)

RECEPTIONS = (
    Reception(code="COA", label="COA", scheme="reba"),
    Reception(code="Nidos", label="Nidos"),
    Reception(code="municipality", label=_("Municipality"), is_agency=False),
    Reception(code="none", label=_("None"), is_agency=False),
)
