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
    other_nationality,
    refugee,
    subsidiary,
    temporary_protection,
)
from law.countries.record import DocumentKind, EventKind, EventValue, Reception
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
        refugee("residence-permit"),
        subsidiary("residence-permit"),
        temporary_protection("O-document", work_needs=NOTIFICATION),
        # Work needs a permit then, while the exemption does not hold for them.
        other_nationality("O-document"),
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
