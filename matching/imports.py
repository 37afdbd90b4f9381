"""A list of placements: who worked where, from when to when."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from employers.imports import SECTOR_WORDS
from employers.models import Company, Sector
from jobdesk.imports.columns import Column, OwnProject
from jobdesk.imports.kinds import Draft
from jobdesk.imports.models import ImportRow
from jobdesk.imports.reading.cells import key
from jobdesk.imports.reading.values import Amount, Day, OneOf, Text, choices
from jobdesk.trail.errors import RuleBroken
from jobdesk.web.amounts import MOST_HOURS
from matching import services
from matching.models import Placement
from matching.services import MatchDetails, PastWork
from residents.imports import words

KIND_WORDS = {
    "paid_job": "betaald werk|betaalde baan|baan|arbeidscontract|emploi|contrat de travail|job",
    "temp_agency": "uitzendwerk|uitzend|interim|intérim|uitzendkracht",
    "internship": "stage",
    "work_experience": "werkervaringsplaats|wep|werkervaring|expérience professionnelle",
    "apprenticeship": "leerwerkplek|bbl|leerwerktraject|alternance",
    "volunteering": "vrijwilligerswerk|bénévolat",
    "education": "opleiding|formation",
}
END_WORDS = {
    "contract_end": "contract afgelopen|einde contract|fin de contrat",
    "resident_left": "zelf gestopt|ontslag genomen|démission",
    "employer_ended": "ontslag|ontslagen|licencié|werkgever gestopt",
    "right_to_work_ended": "geen werkrecht meer|vergunning verlopen",
    "moved": "verhuisd|déménagé",
    "better_job": "ander werk|betere baan|autre emploi",
    "education": "naar school|opleiding|école",
    "health": "gezondheid|ziek|santé|maladie|gezin|famille",
    "harm": "onveilig|niet betaald|dangereux|impayé|non payé",
    "other": "anders|autre",
}


class Placements(words.OfResident):
    """Found by resident, employer, job and planned start."""

    slug = "placements"
    label = gettext_lazy("Placements")
    hint = gettext_lazy("Who worked where, from when to when. The employer must be known.")
    model = Placement

    employer = Column(
        gettext_lazy("Employer"),
        Text(120),
        "werkgever|bedrijf|bedrijfsnaam|employeur|entreprise|company|kvk|kbo",
        hint=gettext_lazy("Name, company number or code, as in E12."),
        is_required=True,
    )
    project = Column(
        gettext_lazy("Project"),
        OwnProject(),
        "projectcode|projet|code projet",
        is_required=True,
        fixable=True,
    )
    matched_on = Column(
        gettext_lazy("Matched on"),
        Day(),
        "matchdatum|datum match|match op|date du match",
        hint=gettext_lazy("Empty: the first day of work."),
        example="01-04-2026",
    )
    kind = Column(
        gettext_lazy("Kind of work"),
        OneOf(choices(Placement.Kind.choices), KIND_WORDS),
        "soort|soort plaatsing|soort werk|type de contrat|type|contract",
        fixable=True,
    )
    job_title = Column(
        gettext_lazy("Job title"),
        Text(120),
        "functie|beroep|fonction|poste|job",
        is_required=True,
        example="Afwasser",
    )
    sector = Column(
        gettext_lazy("Sector"),
        OneOf(choices(Sector.choices), SECTOR_WORDS),
        "branche|secteur",
        hint=gettext_lazy("Empty: the sector of the employer."),
        fixable=True,
    )
    hours = Column(
        gettext_lazy("Hours a week"),
        Amount(least=1, most=MOST_HOURS),
        "uren|uren per week|heures",
        is_required=True,
        example="24",
    )
    wage_hour = Column(
        gettext_lazy("Gross wage an hour (EUR)"),
        Amount(places=2, most=200),
        "uurloon|bruto uurloon|loon|salaire horaire|salaire",
        example="15,60",
    )
    planned_start_on = Column(
        gettext_lazy("Planned start"), Day(), "geplande start|startdatum gepland|début prévu"
    )
    started_on = Column(
        gettext_lazy("First day worked"),
        Day(),
        "startdatum|start|eerste werkdag|begindatum|premier jour|date de début",
        example="06-04-2026",
    )
    planned_end_on = Column(
        gettext_lazy("Contract ends on"), Day(), "contract tot|einde contract|fin du contrat"
    )
    ended_on = Column(
        gettext_lazy("Last day"), Day(), "einddatum|laatste werkdag|gestopt op|dernier jour|date de fin"
    )
    end_reason = Column(
        gettext_lazy("Why it ended"),
        OneOf(choices(Placement.EndReason.choices), END_WORDS),
        "reden einde|reden beëindiging|motif de fin",
        fixable=True,
    )

    def find(self, draft: Draft) -> Placement | None:
        resident = self.resident_of(draft)
        draft.given["employer"] = self._employer(draft)
        start = draft.get("planned_start_on") or draft.get("started_on")
        if start is None:
            raise RuleBroken(_("Fill in the first day, worked or planned."), field="started_on")
        draft.given["planned_start_on"] = start
        draft.given.setdefault("matched_on", start)
        draft.given.setdefault("kind", Placement.Kind.PAID_JOB)
        draft.given.setdefault("sector", draft.get("employer").sector)
        placements = resident.placements.select_related("resident", "match__project", "match__company")
        return placements.filter(
            match__company=draft.get("employer"), planned_start_on=start, job_title=draft.get("job_title")
        ).first()

    def differences(self, draft: Draft) -> dict[str, tuple[Any, Any]]:
        said = words.said(
            draft,
            "kind",
            "sector",
            "hours",
            "wage_hour",
            "started_on",
            "planned_end_on",
            "ended_on",
            "end_reason",
        )
        return words.differing(draft.existing, said)

    def create(self, draft: Draft) -> Placement:
        agreed = words.said(
            draft, "project", "matched_on", "kind", "hours", "wage_hour", "planned_start_on", "planned_end_on"
        )
        work = words.said(draft, "job_title", "sector", "started_on", "ended_on", "end_reason")
        return services.record_past_work(
            draft.get("resident"), draft.get("employer"), MatchDetails(**agreed), PastWork(**work)
        )

    def undo(self, row: ImportRow) -> None:
        services.take_back_past_work(words.still_there(Placement, row))

    def code_of(self, subject: Placement) -> str:
        return subject.code

    def _employer(self, draft: Draft) -> Company:
        said = draft.get("employer")
        if not isinstance(said, str):
            return said
        found = self._employers.get(key(said))
        if found is None:
            raise RuleBroken(_("We know no employer of this name, number or code."), field="employer")
        return found

    @property
    def _employers(self) -> dict[str, Company]:
        if not hasattr(self, "_known_employers"):
            companies = list(Company.objects.select_related("organisation").order_by("-pk"))
            known = {key(each.organisation.name): each for each in companies}
            known |= {key(each.register_number): each for each in companies if each.register_number}
            self._known_employers = known | {key(each.employer_code): each for each in companies}
        return self._known_employers
