"""A list of stays: in which centres residents lived, and when."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobdesk.desks.models import Centre
from jobdesk.imports.columns import AnyCentre, Column
from jobdesk.imports.kinds import Draft
from jobdesk.imports.models import ImportRow
from jobdesk.imports.reading.values import Day
from jobdesk.trail.errors import RuleBroken
from residents import services
from residents.imports import words
from residents.models import CentreStay


class Stays(words.OfResident):
    """Found by resident and first day. A stay that lasts, in another centre, is a move."""

    slug = "stays"
    label = gettext_lazy("Stays in centres")
    hint = gettext_lazy("In which centres a resident lived before, and when.")
    model = CentreStay
    fetched = ("centre",)

    centre = Column(
        gettext_lazy("Centre"),
        AnyCentre(),
        "centrum|azc|opvangcentrum|locatie|opvanglocatie|centre d'accueil|center",
        is_required=True,
        fixable=True,
    )
    from_on = Column(
        gettext_lazy("First day"),
        Day(),
        "van|vanaf|begin|begindatum|aankomst|aankomstdatum|datum in|instroom|du|début|date début|arrivée|from|start",
        is_required=True,
        example="14-02-2025",
    )
    until_on = Column(
        gettext_lazy("Last day"),
        Day(),
        "tot|tot en met|t/m|einde|einddatum|vertrek|vertrekdatum|datum uit|uitstroom|au|fin|date fin|départ|until|end|to",
        hint=gettext_lazy("Empty while the stay lasts."),
        example="30-06-2025",
    )

    def find(self, draft: Draft) -> CentreStay | None:
        stays = self.rows_of(self.resident_of(draft))
        found = next((each for each in stays if each.from_on == draft.get("from_on")), None)
        if found is None and "until_on" not in draft.given:
            # The stay that lasts, with another first day.
            centre = draft.get("centre")
            found = next((each for each in stays if each.until_on is None and each.centre == centre), None)
        return self.written(found)

    def differences(self, draft: Draft) -> dict[str, tuple[Any, Any]]:
        return words.differing(draft.existing, words.said(draft, "centre", "from_on", "until_on"))

    def prepare(self, draft: Draft) -> CentreStay:
        resident, centre, from_on = (draft.get(name) for name in ("resident", "centre", "from_on"))
        if "until_on" not in draft.given and centre != resident.centre:
            raise RuleBroken(_("A move is recorded on the page of the resident."), field="centre")
        stay = CentreStay(resident=resident, centre=centre, from_on=from_on, until_on=draft.get("until_on"))
        stays = self.rows_of(resident)
        services.check_stay(stay, stays)
        stays.insert(0, stay)
        return stay

    def create_many(self, drafts: list[Draft]) -> list[CentreStay]:
        stays = [each.prepared for each in drafts]
        services.record_stays(stays)
        return stays

    def change(self, draft: Draft) -> None:
        stay = draft.existing
        draft.before = {"centre": stay.centre_id, "from_on": stay.from_on, "until_on": stay.until_on}
        services.correct_stay(stay, **{name: new for name, (_old, new) in draft.changes.items()})

    def undo(self, row: ImportRow) -> None:
        stay = words.still_there(CentreStay, row)
        if row.outcome == ImportRow.Outcome.NEW:
            services.remove_stay(stay)
            return
        until_on = row.before["until_on"]
        services.correct_stay(
            stay,
            centre=Centre.objects.get(pk=row.before["centre"]),
            from_on=date.fromisoformat(row.before["from_on"]),
            until_on=date.fromisoformat(until_on) if until_on else None,
        )
