"""What several lists share: how people write the codes, the columns that say who it is, and finding them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobdesk.imports.columns import OWN_KEY, Column
from jobdesk.imports.kinds import Draft, Kind
from jobdesk.imports.models import ImportRow, Source
from jobdesk.imports.reading.cells import plain
from jobdesk.imports.reading.values import Number
from jobdesk.trail.errors import RuleBroken
from residents import services
from residents.here import reference_help
from residents.models import Resident
from residents.people.normalise import normalise_number

GENDER = {
    "man": "m|mannelijk|h|homme|masculin|male|heer|dhr|monsieur",
    "woman": "v|vrouw|vrouwelijk|f|femme|féminin|female|mevr|mevrouw|madame",
    "non_binary": "x|divers|anders|autre",
    "unknown": "onbekend|inconnu|o|u|niet bekend",
}
LANGUAGE = {
    "nl": "nederlands|nld|néerlandais|vlaams",
    "fr": "frans|fra|français",
    "en": "engels|eng|anglais",
    "de": "duits|deu|allemand",
    "ar": "arabisch|ara|arabe|syrisch|syrisch-arabisch|syr",
    "ti": "tigrinya|tir|tigrigna|tigrinja",
    "tr": "turks|tur|turc",
    "fa": "farsi|fas|per|perzisch|persan",
    "prs": "dari|afghaans",
    "ps": "pashto|pus|pasjtoe|pachto",
    "kmr": "koerdisch|kurmanji|kur|kurde|koerdisch (kurmanji)",
    "uk": "oekraïens|ukr|ukrainien",
    "ru": "russisch|rus|russe",
    "so": "somalisch|som|somali",
    "es": "spaans|spa|espagnol",
    "pt": "portugees|por|portugais",
    "am": "amhaars|amh|amharique",
    "rn": "kirundi|run",
    "und": "anders|overig|autre|other|onbekend",
}
NUMBER_MISSING = {
    "not_yet": "nog niet|aangevraagd|pas encore|in aanvraag",
    "not_shown": "niet getoond|onbekend|non montré|niet bekend",
    "other_country": "ander land|autre pays",
}


def own_key() -> Column:
    """The number that the source itself gives a row."""
    return Column(
        gettext_lazy("Number of the row at the source"),
        Number(80),
        "id|extern id|external id|rij-id|record id|recordnummer|volgnummer|identifiant|uniek nummer|uid|sleutel|key",
        hint=gettext_lazy("If your list has one: it finds the same row again at the next import."),
    )


def resident_code() -> Column:
    """Who it is about, by our own code."""
    return Column(
        gettext_lazy("Code of the resident"),
        Number(12),
        "code|bewonercode|code bewoner|code résident|resident code|jobdesk code",
        hint=gettext_lazy("As in B-4F7K2M. Needed only without the agency's number."),
    )


WHO = ("resident_number", "resident_code", "resident_key")


class AssessedTogether(Kind):
    """A list whose rows change what the right to work follows from: its residents are assessed afterwards."""

    def __init__(self, source: Source | None = None) -> None:
        super().__init__(source)
        self.to_assess: set[int] = set()

    def finish(self) -> None:
        pks, self.to_assess = self.to_assess, set()
        if pks:
            services.assess_many(pks, timezone.localdate())


class OfResident(AssessedTogether):
    """A list of which each row is about a resident, who must be known and in the scope."""

    needs = (WHO,)
    fetched: ClassVar[tuple[str, ...]] = ()  # what ``rows_of`` fetches along

    own_key = own_key()
    resident_number = Column(
        gettext_lazy("Agency's number"),
        Number(20),
        "v-nummer|vnummer|v nr|vnr|v-nr|ov-nummer|ov nummer|numéro ov|n° ov|ov|dossiernummer|nummer|"
        "numéro de dossier|bewonernummer|reference|referentie|agency number",
        hint=reference_help(),
        example="2812345678",
    )
    resident_code = resident_code()
    resident_key = Column(
        gettext_lazy("Number of the resident at the source"),
        Number(80),
        "bewoner id|bewoner-id|persoon id|persoonsnummer|client id|cliëntnummer|id résident|resident id|person id",
        hint=gettext_lazy("The number with which the residents of the same source were imported."),
    )

    def before_import(self, dataset: Any, **_kwargs: Any) -> None:
        """Fetch the people these rows name by number, in one query for all."""
        self._numbered = residents_numbered(dataset["resident_number"])
        self._people = {one.pk: one for some in self._numbered.values() for one in some}
        self._rows: dict[int, list[Any]] = {}

    def resident_of(self, draft: Draft) -> Resident:
        """Return whom the row is about. Raises RuleBroken; says the same of nobody and of somebody elsewhere."""
        if number := draft.get("resident_number"):
            found = self._numbered[normalise_number(number)]
            field = "resident_number"
        elif code := draft.get("resident_code"):
            found, field = [resident_with_code(code)], "resident_code"
        elif key := draft.get("resident_key"):
            kept = self.source.keys.filter(kind="residents", key=key).first() if self.source else None
            found, field = list(_locked().filter(pk=kept.subject_id)) if kept else [], "resident_key"
        else:
            raise RuleBroken(_("Say who it is: a number or a code."), field="resident_number")
        if len(found) > 1:
            raise RuleBroken(_("Two of your residents have this number. Use the code."), field=field)
        if not found:
            raise RuleBroken(_("This is nobody in your centres."), field=field)
        # One object for one person, so that each row sees what those above did.
        resident = self._people.setdefault(found[0].pk, found[0])
        draft.given["resident"] = resident
        draft.label = resident.full_name
        return resident

    def _known(self, draft: Draft) -> models.Model | None:
        found = super()._known(draft)
        if found is not None:
            resident = self.resident_of(draft)
            if found.resident_id != resident.pk:
                raise RuleBroken(
                    _("This number was about somebody else when it was imported before."), field=OWN_KEY
                )
            found.resident = resident
        return found

    def rows_of(self, resident: Resident) -> list[Any]:
        """Return what there is of a resident, newest first, with what waits to be written.

        Fetched in one query for all the people these rows name by number.
        """
        if resident.pk not in self._rows:
            missing = self._people.keys() - self._rows.keys()
            self._rows |= {pk: [] for pk in missing}
            for row in self.model.objects.filter(resident__in=missing).select_related(*self.fetched):
                row.resident = self._people[row.resident_id]
                self._rows[row.resident_id].append(row)
        return self._rows[resident.pk]

    def written(self, row: Any) -> Any:
        """Return one of the rows, written if it still waits for that."""
        if row is not None and row.pk is None:
            self.write_waiting()
        return row

    def name_of(self, draft: Draft) -> str:
        return draft.label

    def code_of(self, subject: models.Model) -> str:
        return subject.resident.code

    def _plain_name(self, row: dict) -> str:
        return next((plain(row.get(name)) for name in WHO if row.get(name)), "")


def resident_with_code(code: str) -> Resident:
    """Return the resident of the scope with our code. Raises RuleBroken, also for somebody elsewhere."""
    found = _locked().filter(code=code.upper()).first()
    if found is None:
        raise RuleBroken(_("This is nobody in your centres."), field="resident_code")
    return found


def residents_numbered(cells: Iterable[Any]) -> dict[str, list[Resident]]:
    """Return the residents of the scope with these numbers, by number; nobody for the others."""
    numbers = {normalise_number(plain(cell)) for cell in cells} - {""}
    found: dict[str, list[Resident]] = defaultdict(list)
    for resident in _locked().filter(reference_number__in=numbers).order_by("pk"):
        found[resident.reference_number].append(resident)
    return found


def _locked() -> QuerySet[Resident]:
    """The residents of the scope, kept from changing until the list is through."""
    return Resident.objects.select_for_update(of=("self",)).select_related("centre__region", "coach")


def said(draft: Draft, *names: str) -> dict[str, Any]:
    """Return those of the columns in which the row says something."""
    return {name: draft.given[name] for name in names if name in draft.given}


def differing(subject: models.Model, values: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Return column → (old, new) for those that are not so yet."""
    return {
        name: (getattr(subject, name), value)
        for name, value in values.items()
        if getattr(subject, name) != value
    }


def still_there(model: type[models.Model], row: ImportRow) -> Any:
    """Return the row of ours that an import wrote. Raises RuleBroken when it is gone or out of sight."""
    found = model.objects.filter(pk=row.subject_id).first()
    if found is None:
        raise RuleBroken(_("it is not there any more"))
    return found


__all__ = ["OWN_KEY", "OfResident", "differing", "own_key", "said", "still_there"]
