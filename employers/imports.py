"""A list of vacancies, which a company brings in for itself."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from employers import services
from employers.forms.registration import CompanyNumberField
from employers.from_matching.wage_rules import likely_wage
from employers.models import MOST_PLACES, Client, Company, Sector, Vacancy
from employers.queries import own_company
from employers.services import CertificateSaid
from jobdesk.imports.columns import OWN_KEY, Column
from jobdesk.imports.kinds import Draft, Kind
from jobdesk.imports.models import ImportRow
from jobdesk.imports.reading.cells import key, shown
from jobdesk.imports.reading.values import (
    Amount,
    Day,
    Number,
    OneOf,
    Phone,
    Reading,
    Text,
    Unreadable,
    Values,
    choices,
)
from jobdesk.imports.reading.week import PartsOfWeek
from jobdesk.imports.terms import ManyTerms, OneTerm
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import COMPANY, current_scope
from jobdesk.vocabulary.fields import Chosen
from jobdesk.vocabulary.languages import WORK_LANGUAGES, LanguageAsked, LanguageUse
from jobdesk.vocabulary.models import Skill
from jobdesk.web.amounts import MOST_HOURS, MOST_WAGE
from jobdesk.web.money import euros_per
from law import registry

SECTOR_WORDS = {
    "production_non_food": "productie|productie non-food|industrie",
    "production_food": "voeding|productie food|alimentation",
    "logistics": "logistiek|magazijn|logistique",
    "cleaning": "schoonmaak|poets|nettoyage",
    "fruit_picking": "fruitpluk|fruit|cueillette",
    "horticulture": "tuinbouw|glastuinbouw|horticulture",
    "hospitality": "horeca|hotel",
    "construction": "bouw|installatie|construction",
    "care": "zorg|welzijn|soins",
    "retail": "winkel|detailhandel|commerce",
    "other": "anders|overig|autre",
}
CONTRACT_WORDS = {
    "fixed_term": "tijdelijk|bepaalde tijd|cdd|durée déterminée|temporary",
    "permanent": "vast|onbepaalde tijd|cdi|durée indéterminée",
    "temp_agency": "uitzendwerk|uitzend|interim|intérim",
    "internship": "stage",
    "work_experience": "werkervaringsplaats|wep|werkervaring",
    "apprenticeship": "leerwerkplek|bbl|alternance",
    "volunteering": "vrijwilligerswerk|bénévolat",
}
# The columns that are fields of a vacancy as they are.
PLAIN = (
    "title",
    "description",
    "sector",
    "contract",
    "places",
    "hours",
    "wage_hour",
    "shifts",
    "working_times",
    "languages",
    "training",
    "starts_on",
    "ends_on",
    "contact_name",
    "contact_phone",
)
LANGUAGE_WORDS = {
    "nl": "nederlands|dutch|néerlandais|nl",
    "fr": "frans|french|français|fr",
    "en": "engels|english|anglais|en",
    "de": "duits|german|allemand|de",
}
USE_WORDS = {
    "listening": "verstaan|luisteren|begrijpen|comprendre|écouter|understanding|listening",
    "speaking": "spreken|praten|parler|speaking",
    "reading": "lezen|lire|reading",
    "writing": "schrijven|écrire|writing",
}


def _by_word(table: dict[str, str]) -> dict[str, str]:
    return {key(word): code for code, words in table.items() for word in words.split("|")}


class LanguagesAsked(Values):
    """Languages with their levels: “Nederlands A1”, “Nederlands verstaan A2, spreken A1; Engels lezen A1”."""

    languages, uses = _by_word(LANGUAGE_WORDS), _by_word(USE_WORDS)

    @property
    def form(self) -> str:
        return _("Language and level, such as: Nederlands verstaan A2, spreken A1; Engels lezen A1")

    def of(self, cell: Any, text: str) -> Reading:  # noqa: ARG002 - a reading may need the cell
        levels: dict[tuple[str, str], str] = {}
        language = ""
        for piece in re.split(r"[,;\n]", text):
            use = str(LanguageUse.SPEAKING)
            for word in re.findall(r"\w+", piece):
                if key(word) in self.languages:
                    language = self.languages[key(word)]
                elif key(word) in self.uses:
                    use = self.uses[key(word)]
                elif language and re.fullmatch(r"[ABC][12]", word.upper()):
                    levels[language, use] = word.upper()
                else:
                    raise Unreadable(
                        _("“%(word)s” is no language, use or level. Write it as: Nederlands spreken A1.")
                        % {"word": word}
                    )
        order = [(each, use) for each in WORK_LANGUAGES for use in LanguageUse]
        return Reading(tuple(LanguageAsked(*each, levels[each]) for each in order if each in levels))


class Vacancies(Kind):
    """Found by title, client and place of work, among those of the company that are not closed."""

    slug = "vacancies"
    label = gettext_lazy("Vacancies")
    hint = gettext_lazy("Several vacancies at once. Each becomes a draft, which you look at and hand in.")
    model = Vacancy
    action = "vacancies.post"
    leaves_wrong_rows_out = True

    own_key = Column(
        gettext_lazy("Number of the row at the source"),
        Number(80),
        "nummer|vacaturenummer|referentie|référence|reference|id",
        hint=gettext_lazy("If your list has one: it finds the same row again at the next import."),
    )
    title = Column(
        gettext_lazy("Job title"),
        Text(120),
        "functie|functietitel|titel|vacature|fonction|poste|intitulé|job|title",
        is_required=True,
        example="Kamermedewerker",
    )
    occupation = Column(
        gettext_lazy("Occupation"), OneTerm("occupation"), "beroep|métier|profession", example="kamermeisje"
    )
    description = Column(
        gettext_lazy("What the work is"),
        Text(4000, lines=True),
        "omschrijving|beschrijving|taken|description|tâches",
        example="Kamers schoonmaken, met vijf collega's.",
    )
    sector = Column(
        gettext_lazy("Sector"),
        OneOf(choices(Sector.choices), SECTOR_WORDS),
        "branche|secteur",
        hint=gettext_lazy("Empty: the sector of your company."),
    )
    municipality = Column(
        gettext_lazy("Place of work"),
        Text(80),
        "plaats|werkplek|gemeente|standplaats|lieu|commune|place",
        hint=gettext_lazy("Empty: the municipality of your company, or of the client."),
        example="Almere",
    )
    client_name = Column(
        gettext_lazy("Client"),
        Text(100),
        "klant|inlener|opdrachtgever|entreprise utilisatrice",
        hint=gettext_lazy("Only for a temp agency: where the work is."),
    )
    client_number = Column(
        gettext_lazy("Company number of the client"), Number(40), "kvk klant|kbo klant|numéro du client"
    )
    client_municipality = Column(
        gettext_lazy("Municipality of the client"), Text(80), "gemeente klant|plaats klant|commune du client"
    )
    contract = Column(
        gettext_lazy("Contract"),
        OneOf(choices(Vacancy.Contract.choices), CONTRACT_WORDS),
        "contractsoort|type contrat|contrat",
        fixable=True,
    )
    places = Column(
        gettext_lazy("Number of people"),
        Amount(least=1, most=MOST_PLACES),
        "aantal|aantal mensen|plaatsen|nombre|nombre de personnes",
        example="2",
    )
    hours = Column(
        gettext_lazy("Hours a week"),
        Amount(least=1, most=MOST_HOURS),
        "uren|uren per week|heures|heures par semaine",
        example="24",
    )
    wage_hour = Column(
        gettext_lazy("Gross wage an hour"),
        Amount(places=2, most=int(MOST_WAGE)),
        "uurloon|bruto uurloon|loon|salaire|salaire horaire|salaire brut",
        example="16,20",
    )
    shifts = Column(
        gettext_lazy("Days and times"),
        PartsOfWeek(),
        "dagen|werkdagen|jours|horaire",
        example="ma-vr ochtend",
    )
    working_times = Column(
        gettext_lazy("About the times"), Text(120), "tijden|werktijden|horaires", example="6.30 tot 14.30 uur"
    )
    languages = Column(
        gettext_lazy("Language"),
        LanguagesAsked(),
        "taal|talen|langue|langues",
        example="Nederlands spreken A1",
    )
    needed = Column(
        gettext_lazy("Certificates that the work needs"),
        ManyTerms("skill"),
        "certificaten|certificaat|diploma's|certificats",
    )
    offered = Column(
        gettext_lazy("Certificates that people get"), ManyTerms("skill"), "te behalen|certificats offerts"
    )
    training = Column(
        gettext_lazy("What people learn with you"), Text(300), "opleiding|leren|formation|training"
    )
    starts_on = Column(
        gettext_lazy("Start from"),
        Day(),
        "start|startdatum|begin|vanaf|début|date de début",
        example="01-03-2027",
    )
    ends_on = Column(
        gettext_lazy("Last day of the work"),
        Day(),
        "einde|einddatum|tot|tot en met|fin|date de fin|end",
        hint=gettext_lazy("Only of a contract that ends."),
        example="31-08-2027",
    )
    contact_name = Column(
        gettext_lazy("Who answers questions"), Text(120), "contact|contactpersoon|personne de contact"
    )
    contact_phone = Column(
        gettext_lazy("Telephone for questions"), Phone(), "telefoon|telefoon contact|téléphone"
    )

    def find(self, draft: Draft) -> Vacancy | None:
        found = Vacancy.objects.filter(company=self._company, title=draft.get("title"))
        found = found.filter(client=self._known_client(draft), municipality=self._municipality(draft))
        return (
            found.exclude(status=Vacancy.Status.CLOSED).prefetch_related("languages", "certificates").first()
        )

    def differences(self, draft: Draft) -> dict[str, tuple[Any, Any]]:
        said = self._said(draft)
        return {
            name: (services.said(draft.existing, name), value)
            for name, value in said.items()
            if services.said(draft.existing, name) != value
        }

    def create(self, draft: Draft) -> Vacancy:
        details: dict[str, Any] = {"sector": self._company.sector, "municipality": self._municipality(draft)}
        if self._company.is_agency:
            details["contract"] = Vacancy.Contract.TEMP_AGENCY
        details |= self._said(draft)
        if draft.get("client_name"):
            details["client"] = services.keep_client(self._company, **self._client(draft))
        return services.post_vacancy(self._company, **details)

    def doubts(self, draft: Draft) -> list[tuple[str, str]]:
        wage, likely = draft.get("wage_hour"), likely_wage(self._company.organisation.country)
        if wage is None or likely is None or wage <= likely:
            return []
        words = _("%(amount)s is a lot. Look at it before you hand the vacancy in.")
        return [("wage_hour", words % {"amount": euros_per(wage, "hour")})]

    def undo(self, row: ImportRow) -> None:
        found = Vacancy.objects.filter(pk=row.subject_id or 0).first()
        if found is None:
            raise RuleBroken(_("it is not there any more"))
        services.delete_draft(found)

    def identity(self, draft: Draft) -> Any:
        names = ("title", "client_name", "client_number", "municipality", OWN_KEY)
        return draft.existing.pk if draft.existing else tuple(str(draft.get(name)) for name in names)

    def name_of(self, draft: Draft) -> str:
        return str(draft.get("title", ""))

    def _plain_name(self, row: dict[str, Any]) -> str:
        return shown(row.get("title"))

    @cached_property
    def _company(self) -> Company:
        """Whose list it is: nobody brings one in for somebody else."""
        company = own_company() if current_scope().reader == COMPANY else None
        if company is None:
            raise RuleBroken(_("A company brings in its own vacancies."))
        return company

    def _said(self, draft: Draft) -> dict[str, Any]:
        """What the row says, as the services take it; the client apart."""
        said = {name: draft.given[name] for name in PLAIN if name in draft.given}
        if chosen := draft.get("occupation"):
            said |= {"occupation": chosen.term, "occupation_words": chosen.words}
        if "needed" in draft.given or "offered" in draft.given:
            rows = (*self._rows(draft, "needed"), *self._rows(draft, "offered"))
            said["certificates"] = tuple(dict.fromkeys(rows))
        return said

    def _rows(self, draft: Draft, name: str) -> list[CertificateSaid]:
        found: tuple[Chosen, ...] = draft.get(name, ())
        return [
            CertificateSaid(cast("Skill | None", each.term), each.words, name == "offered") for each in found
        ]

    def _municipality(self, draft: Draft) -> str:
        own = "" if self._company.is_agency else self._company.municipality
        return draft.get("municipality") or draft.get("client_municipality") or own

    def _client(self, draft: Draft) -> dict[str, str]:
        """The client of a row, with the number as its country keeps it. Raises RuleBroken."""
        if not self._company.is_agency:
            raise RuleBroken(_("Only a temp agency names a client."), "client_name")
        place = draft.get("client_municipality") or draft.get("municipality")
        if not place:
            raise RuleBroken(_("Fill in where the client is."), "client_municipality")
        number = draft.get("client_number", "")
        kind = registry.country(self._company.organisation.country).company_number
        if kind and number:
            try:
                number = CompanyNumberField(kind).clean(number)
            except ValidationError as error:
                raise RuleBroken(error.messages[0], "client_number") from error
        return {"name": draft.get("client_name"), "register_number": number, "municipality": place}

    def _known_client(self, draft: Draft) -> Client | None:
        if not draft.get("client_name"):
            return None
        facts = self._client(draft)
        known = self._company.clients.filter(register_number=facts["register_number"])
        if not facts["register_number"]:
            known = known.filter(name=facts["name"], municipality=facts["municipality"])
        return known.first()
