"""Events of the procedure that countries of the European Union share, and what they can say.

A country takes what it knows and adds its own; `law/engine/procedure.py` reads these.
"""

from law.countries.record import EventKind, EventValue, Status
from law.messages import gettext_noop as _

APPLICATION_LODGED, TRACK, FIRST_DECISION = "application_lodged", "track", "first_decision"
SUBSEQUENT_ADMISSIBLE, DECISION_ELSEWHERE = "subsequent_admissible", "decision_elsewhere"
APPEAL_LODGED, APPEAL_DECIDED = "appeal_lodged", "appeal_decided"
STATUS_GRANTED, DUBLIN_TRANSFER = "status_granted", "dublin_transfer_notified"
EMPLOYER_NOTIFIED, VOLUNTEER_DECLARATION = "employer_notified", "volunteer_declaration"

APPEAL_LOST = ("refused", "inadmissible", "rejected", "dismissed", "lost")
APPEAL_WON = ("granted", "won")
APPEAL_ANNULLED = "annulled"

LODGED = EventKind(
    code=APPLICATION_LODGED,
    label=_("Asylum application lodged"),
    heard="asielaanvraag|aanvraag|asielverzoek|demande d'asile|introduction demande|asylum application",
    may_be_subsequent=True,
)
TRACK_CHOSEN = EventKind(
    code=TRACK,
    label=_("Track of the procedure"),
    heard="spoor|procedure|type procedure|procédure",
    field="value",
    values=(
        EventValue(
            code="regular",
            label=_("Regular procedure"),
            heard="algemeen|spoor 4|algemene procedure|ordinaire|normale",
        ),
        EventValue(code="accelerated", label=_("Accelerated procedure"), heard="versneld|accéléré"),
        EventValue(
            code="safe_country", label=_("Safe country of origin"), heard="veilig land|spoor 2|pays sûr"
        ),
        EventValue(code="dublin", label=_("Dublin procedure"), heard="spoor 1"),
    ),
)
DECIDED = EventKind(
    code=FIRST_DECISION,
    label=_("First decision notified"),
    heard="eerste beslissing|beslissing|beschikking|décision|première décision|cgvs",
    field="result",
    values=(
        EventValue(
            code="granted",
            label=_("Granted"),
            heard="toegekend|ingewilligd|verleend|positief|accordé|positif|gegrond",
        ),
        EventValue(
            code="refused",
            label=_("Refused"),
            heard="afgewezen|geweigerd|negatief|refusé|négatif|ongegrond",
        ),
        EventValue(code="inadmissible", label=_("Inadmissible"), heard="niet-ontvankelijk|irrecevable"),
    ),
)
ADMISSIBLE = EventKind(code=SUBSEQUENT_ADMISSIBLE, label=_("Subsequent application declared admissible"))
APPEALED = EventKind(
    code=APPEAL_LODGED,
    label=_("Appeal lodged"),
    heard="beroep|beroep ingesteld|recours|recours introduit",
)
APPEAL_ENDED = EventKind(
    code=APPEAL_DECIDED,
    label=_("Appeal decided"),
    heard="uitspraak beroep|uitspraak|arrêt|décision sur recours|rvv",
    field="result",
    values=(
        EventValue(code="granted", label=_("Appeal won")),
        EventValue(code="refused", label=_("Appeal lost")),
        EventValue(
            code=APPEAL_ANNULLED, label=_("Decision annulled, to be decided again"), heard="vernietigd|annulé"
        ),
    ),
    also=(*APPEAL_WON, *APPEAL_LOST),
)
ELSEWHERE = EventKind(
    code=DECISION_ELSEWHERE,
    label=_("Decision in another member state"),
    heard="beslissing andere lidstaat|décision autre état membre",
)
TRANSFER = EventKind(
    code=DUBLIN_TRANSFER,
    label=_("Dublin transfer notified"),
    heard="dublin|dublinclaim|overdracht",
)


def refugee(document: str) -> Status:
    """Recognised as a refugee; ``document`` proves it."""
    return Status(
        code="refugee",
        label=_("Refugee"),
        name=_("Recognised refugee"),
        document=document,
        heard="vluchteling|vluchtelingenstatus|asielstatus a|réfugié",
    )


def subsidiary(document: str) -> Status:
    """Subsidiary protection; ``document`` proves it."""
    return Status(
        code="subsidiary",
        label=_("Subsidiary protection"),
        name=_("Subsidiary protection"),
        document=document,
        heard="subsidiair|subsidiaire bescherming|protection subsidiaire",
    )


def temporary_protection(document: str, work_needs: str = "") -> Status:
    """Temporary protection of people from Ukraine; ``work_needs``: the purpose of the step work waits for."""
    return Status(
        code="temporary_protection",
        label=_("Temporary protection (Ukraine)"),
        name=_("Temporary protection (Ukraine)"),
        document=document,
        is_temporary=True,
        work_needs=work_needs,
        heard="tijdelijke bescherming|oekraïne|rtb|protection temporaire",
    )


def other_nationality(document: str) -> Status:
    """Temporary protection of people who fled Ukraine with another nationality."""
    return Status(
        code="third_country",
        label=_("Temporary protection (fled Ukraine, other nationality)"),
        name=_("Temporary protection (fled Ukraine, other nationality)"),
        document=document,
        opens="temporary_protection",
        is_temporary=True,
        said={"status": "temporary_protection", "third_country": True},
        heard="derdelander|derdelander oekraïne|tijdelijke bescherming derdelander|"
        "ressortissant de pays tiers",
    )


def granted(*statuses: EventValue) -> EventKind:
    """The grant of one of a country's statuses."""
    return EventKind(
        code=STATUS_GRANTED,
        label=_("Status granted"),
        heard="status|statusverlening|vergunning verleend|statut accordé|statut",
        field="status",
        values=statuses,
    )


# How well somebody speaks Dutch (or French in Brussels and Wallonia): asked in the resident's own language.
DUTCH_OR_FRENCH = {
    "ar": "ما مدى إتقانك للغة الهولندية (أو الفرنسية في بروكسل ووالونيا)؟",
    "tr": "Hollandacayı (Brüksel ve Valonya'da Fransızcayı) ne kadar iyi konuşuyorsunuz?",
    "fa": "هلندی (یا در بروکسل و والونی، فرانسوی) را چقدر خوب صحبت می‌کنید؟",
    "uk": "Наскільки добре ви розмовляєте нідерландською (або французькою у Брюсселі та Валлонії)?",
    "ru": "Насколько хорошо вы говорите по-нидерландски (или по-французски в Брюсселе и Валлонии)?",
    "es": "¿Qué tal habla neerlandés (o francés en Bruselas y Valonia)?",
    "ti": "ሆላንድኛ (ወይ ኣብ ብራስልስን ዋሎንያን ፈረንሳይኛ) ክሳብ ክንደይ ትዛረቡ?",
    "so": "Intee in le'eg baad ku hadashaa Af-Hollandays (ama Af-Faransiis Brussels iyo Wallonia)?",
}
