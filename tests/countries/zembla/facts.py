"""What Zembla knows of a case."""

from law.countries.common import DECIDED, EMPLOYER_NOTIFIED, LODGED, granted
from law.countries.record import DocumentKind, EventKind, Reception, Status

INTERVIEW = "reception_interview"

EVENTS = (
    LODGED,
    EventKind(code=INTERVIEW, label="Reception interview", heard="first talk|talk at the shelter"),
    DECIDED,
    granted(
        Status(
            code="sanctuary",
            label="Sanctuary",
            name="Person with sanctuary",
            document="silver-pass",
            heard="haven|royal sanctuary",
        )
    ),
    EventKind(
        code=EMPLOYER_NOTIFIED,
        label="Worker registered at the Labour Board",
        heard="registered worker",
        employer="must",
    ),
)

DOCUMENTS = (
    DocumentKind(code="grey-pass", label="Grey pass", card="grey_pass", heard="grey|pass (grey)"),
    DocumentKind(code="silver-pass", label="Silver pass", card="silver_pass", heard="silver|pass (silver)"),
)

RECEPTIONS = (
    Reception(code="Shelter", label="Shelter Office", scheme="toll"),
    Reception(code="own-roof", label="Own roof", is_agency=False),
)
