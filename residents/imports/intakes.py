"""A list of intakes: what residents answered, also when only a part of it was asked."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobdesk.imports.columns import Column, OwnProject
from jobdesk.imports.kinds import Draft
from jobdesk.imports.models import ImportRow
from jobdesk.imports.reading.values import Amount, Day, ManyOf, OneOf, Text, YesNo, choices
from jobdesk.imports.reading.week import PartsOfWeek
from jobdesk.trail.errors import RuleBroken
from residents import services
from residents.choices import Barrier, Cefr, Interpreter
from residents.here import language_label
from residents.imports import words
from residents.imports.contacts import INTERPRETER_WORDS
from residents.intake.questions import QUESTIONS, answers_of
from residents.models import Intake

CEFR_WORDS = {"A0": "geen|niet|aucun|0|analfabeet"}
EDUCATION_WORDS = {
    "none": "geen|geen onderwijs|aucun",
    "isced_1": "basisschool|lagere school|basisonderwijs|primaire",
    "isced_2": "vmbo|middelbaar onderbouw|secondaire inférieur|lager secundair",
    "isced_3": "mbo|havo|vwo|middelbaar|hoger secundair|secondaire|secondaire supérieur|beroepsonderwijs",
    "isced_4": "mbo 4|post secundair|hbo5",
    "isced_6": "hbo|bachelor|hoger onderwijs|bachelier",
    "isced_7": "wo|universiteit|master|université",
    "unknown": "onbekend|inconnu",
}
BARRIER_WORDS = {
    "mobility": "vervoer|reizen|mobiliteit|mobilité|transport",
    "child_care": "kinderopvang|kinderen|garde d'enfants",
    "health": "gezondheid|santé",
    "language": "taal|langue",
    "digital": "digitaal|computer|numérique",
    "banking": "bankrekening|bank|banque",
    "id_documents": "documenten|papieren|papiers|identiteit",
    "money": "schulden|geld|dettes|argent",
    "none": "geen|niets|aucun|rien",
}
CYCLING_WORDS = {"yes": "ja|oui|j|x|1", "no": "nee|neen|non|n|0", "learning": "leert|wil leren|apprend"}


class Intakes(words.OfResident):
    """Found by resident, project and day, or the one that is under way for the project."""

    slug = "intakes"
    label = gettext_lazy("Intakes")
    hint = gettext_lazy("What residents can and want, asked in the first interview.")
    model = Intake

    project = Column(
        gettext_lazy("Project"),
        OwnProject(),
        "projectcode|projet|code projet",
        is_required=True,
        fixable=True,
    )
    started_on = Column(
        gettext_lazy("Begun on"),
        Day(),
        "datum|dag|datum intake|intakedatum|intake|date|date intake|begonnen op|date d'intake",
        is_required=True,
        example="20-03-2026",
    )
    completed_on = Column(
        gettext_lazy("Completed on"),
        Day(),
        "afgerond op|voltooid op|datum afgerond|terminé le|completed",
        hint=gettext_lazy("Opens guidance. Empty: the intake stays unfinished."),
        example="20-03-2026",
    )
    interpreter = Column(
        gettext_lazy("Interpreter"),
        OneOf(choices(Interpreter.choices), INTERPRETER_WORDS),
        "tolk|interprète",
        fixable=True,
    )
    dutch_or_french = Column(
        language_label(),
        OneOf(choices(Cefr.choices), CEFR_WORDS),
        "nederlands|niveau nederlands|taalniveau|nl niveau|français|niveau français",
        example="A2",
    )
    english = Column(
        gettext_lazy("English"), OneOf(choices(Cefr.choices), CEFR_WORDS), "engels|niveau engels|anglais"
    )
    occupation = Column(
        gettext_lazy("Last or best known work"),
        Text(120),
        "beroep|laatste werk|werkervaring|laatste beroep|métier|profession|occupation",
        example="Kok",
    )
    experience_years = Column(
        gettext_lazy("Years of experience"),
        Amount(places=1, most=60),
        "jaren ervaring|ervaring (jaren)|années d'expérience",
    )
    skills = Column(
        gettext_lazy("Skills and certificates"),
        Text(300),
        "vaardigheden|certificaten|compétences|certificats",
    )
    education = Column(
        gettext_lazy("Highest education"),
        OneOf(choices(Intake.Education.choices), EDUCATION_WORDS),
        "opleiding|opleidingsniveau|hoogste opleiding|niveau d'études|formation",
    )
    diploma = Column(
        gettext_lazy("Diploma"),
        OneOf(
            choices(Intake.Diploma.choices),
            {
                "none": "geen|nee|aucun|non",
                "not_valued": "niet gewaardeerd|buitenland",
                "valued": "gewaardeerd|erkend|reconnu",
            },
        ),
        "diploma|diploma gewaardeerd|diplôme",
    )
    lessons = Column(
        gettext_lazy("When there are lessons"),
        PartsOfWeek(),
        "lessen|les|inburgering|taalles|cours",
        example="ma-wo ochtend",
    )
    availability = Column(
        gettext_lazy("When they can work"),
        PartsOfWeek(),
        "beschikbaarheid|beschikbaar|werkdagen|disponibilité|disponible",
        example="ma-vr",
    )
    hours = Column(
        gettext_lazy("Hours a week"),
        Amount(least=1, most=60),
        "uren|uren per week|gewenste uren|heures",
        example="24",
    )
    starts_from = Column(
        gettext_lazy("Can start from"), Day(), "start vanaf|kan starten|disponible à partir du"
    )
    travel_minutes = Column(
        gettext_lazy("Longest journey, one way (minutes)"),
        Amount(most=240),
        "reistijd|max reistijd|minuten|temps de trajet",
        example="45",
    )
    cycling = Column(
        gettext_lazy("Cycling"), OneOf(choices(Intake.Cycling.choices), CYCLING_WORDS), "fietsen|fiets|vélo"
    )
    barriers = Column(
        gettext_lazy("What stands in the way"),
        ManyOf(choices(Barrier.choices), BARRIER_WORDS),
        "belemmeringen|belemmering|obstakels|obstacles|freins",
    )
    obstacles = Column(
        gettext_lazy("More about it"), Text(300), "toelichting belemmering|toelichting obstakels|précisions"
    )
    wish = Column(
        gettext_lazy("Wish"),
        Text(300),
        "wens|werkwens|gewenst werk|souhait|projet professionnel",
        example="Keuken",
    )
    share_consent = Column(
        gettext_lazy("May be shown to employers without a name"),
        YesNo(),
        "toestemming|akkoord delen|consent|consentement|accord",
        example="ja",
    )
    note = Column(
        gettext_lazy("Note of the coach"),
        Text(4000, lines=True),
        "notitie|opmerking|opmerkingen|remarques|note",
    )

    def find(self, draft: Draft) -> Intake | None:
        intakes = self.resident_of(draft).intakes.select_related("resident", "project", "centre__region")
        of_project = intakes.filter(project=draft.get("project"))
        return (
            of_project.filter(started_on=draft.get("started_on")).first()
            or of_project.filter(status=Intake.Status.STARTED).first()
        )

    def differences(self, draft: Draft) -> dict[str, tuple[Any, Any]]:
        said = words.said(draft, *QUESTIONS)
        if draft.existing.status == Intake.Status.STARTED:
            said |= words.said(draft, "completed_on")
        return words.differing(draft.existing, said)

    def create(self, draft: Draft) -> Intake:
        resident = draft.get("resident")
        draft.before = services.before_intake(resident)
        if draft.get("started_on") > timezone.localdate():
            raise RuleBroken(_("An intake cannot begin in the future."), field="started_on")
        intake = services.start_intake(resident, draft.get("project"), draft.get("started_on"))
        self._answer(intake, words.said(draft, *QUESTIONS), draft.get("completed_on"))
        return intake

    def change(self, draft: Draft) -> None:
        new = {name: value for name, (_old, value) in draft.changes.items()}
        draft.before = services.before_intake(draft.existing.resident) | {
            "answers": {name: old for name, (old, _new) in draft.changes.items() if name != "completed_on"}
        }
        self._answer(draft.existing, new, new.pop("completed_on", None))

    def undo(self, row: ImportRow) -> None:
        intake = words.still_there(Intake, row)
        if row.outcome == ImportRow.Outcome.NEW:
            services.take_back_intake(intake, row.before)
        else:
            services.take_back_answers(intake, row.before)

    def _answer(self, intake: Intake, answers: dict[str, Any], completed_on: Any) -> None:
        services.save_intake(intake, answers, seen=answers_of(intake, answers))
        if not completed_on:
            return
        try:
            services.complete_intake(intake, completed_on)
        except services.AnswersMissing as error:
            names = ", ".join(str(self.columns[name].label) for name in error.names)
            raise RuleBroken(
                _("Before the intake is complete, these are needed: %(names)s.") % {"names": names},
                field="completed_on",
            ) from error
