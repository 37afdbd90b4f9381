"""A list of mentors: volunteers with their field, languages, and when they are available."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from jobdesk.imports.columns import Column, OwnCentre
from jobdesk.imports.kinds import Draft, Kind
from jobdesk.imports.models import ImportRow
from jobdesk.imports.reading.values import Amount, Day, Email, ManyOf, OneOf, Phone, Text, choices
from residents import services
from residents.choices import Language
from residents.imports import words
from residents.models import Mentor
from residents.services.mentors import remove_mentor

STATUS_WORDS = {
    "active": "beschikbaar|actief|ja|disponible|actif|available|active",
    "paused": "pauze|nu niet|tijdelijk niet|niet beschikbaar|en pause|pas maintenant|indisponible|paused",
    "stopped": "gestopt|stopt|inactief|arrêté|inactif|stopped|inactive",
}
# What a list may say of a mentor; a status goes by its own service.
PROFILE = ("name", "email", "phone", "field", "languages", "availability", "duos_at_once", "note")


class Mentors(Kind):
    """Found in a centre by e-mail address, else by telephone, else by name.

    The same list again, with other days or another status, brings the register up to date.
    """

    slug = "mentors"
    label = gettext_lazy("Mentors")
    hint = gettext_lazy("Volunteers: their field, languages, and when they are available.")
    model = Mentor

    own_key = words.own_key()
    name = Column(
        gettext_lazy("Name"),
        Text(120),
        "naam|mentor|naam mentor|vrijwilliger|nom|nom du mentor|bénévole|volunteer",
        is_required=True,
        example="Truus Mulder",
    )
    centre = Column(
        gettext_lazy("Centre"),
        OwnCentre(),
        "centrum|azc|opvangcentrum|locatie|centre d'accueil|center|location",
        is_required=True,
        fixable=True,
    )
    email = Column(
        gettext_lazy("E-mail address"),
        Email(),
        "e-mail|email|mail|e-mailadres|emailadres|courriel|adresse e-mail",
    )
    phone = Column(
        gettext_lazy("Telephone"),
        Phone(),
        "telefoon|telefoonnummer|tel|tel.|mobiel|gsm|téléphone|portable|phone|mobile",
        example="0612345678",
    )
    field = Column(
        gettext_lazy("Field of work"),
        Text(120),
        "vakgebied|werkveld|sector|beroep|branche|domaine|secteur|métier|field|profession",
        is_required=True,
        fixable=True,
        example="Zorg en welzijn",
    )
    languages = Column(
        gettext_lazy("Languages"),
        ManyOf(choices(Language.choices), words.LANGUAGE),
        "talen|taal|spreekt|langues|langue|languages|language",
        example="nl, ar",
    )
    availability = Column(
        gettext_lazy("When available"),
        Text(120),
        "beschikbaarheid|wanneer|dagen|wanneer beschikbaar|disponibilité|disponibilités|quand|availability",
        example="dinsdagavond",
    )
    status = Column(
        gettext_lazy("Status"),
        OneOf(choices(Mentor.Status.choices), STATUS_WORDS),
        "beschikbaar|actief|état|statut|disponible|available",
        fixable=True,
    )
    duos_at_once = Column(
        gettext_lazy("Duos at the same time"),
        Amount(least=1, most=10),
        "aantal duo's|duo's tegelijk|max duo's|duos en même temps|nombre de duos|duos",
    )
    since_on = Column(
        gettext_lazy("Mentor since"),
        Day(),
        "mentor sinds|sinds|start|mentor depuis|depuis|since",
        hint=gettext_lazy("Only for new mentors. Empty: today."),
    )
    note = Column(
        gettext_lazy("Remark"),
        Text(1000, lines=True),
        "opmerking|opmerkingen|notitie|remarque|remarques|note|notes",
    )

    def find(self, draft: Draft) -> Mentor | None:
        there = Mentor.objects.select_related("centre").filter(centre=draft.get("centre")).order_by("pk")
        for name, lookup in (("email", "iexact"), ("phone", "exact")):
            if value := draft.get(name):
                found = there.filter(**{f"{name}__{lookup}": value}).first()
                if found:
                    return found
        # A name alone means somebody of whom the list, or the register, has no other address.
        same = there.filter(name__iexact=draft.get("name", ""))
        return next((each for each in same if self._fits(each, draft)), None)

    def differences(self, draft: Draft) -> dict[str, tuple[Any, Any]]:
        return words.differing(draft.existing, words.said(draft, *PROFILE, "status"))

    def create(self, draft: Draft) -> Mentor:
        mentor = services.add_mentor(**words.said(draft, *PROFILE, "centre", "since_on"))
        if (status := draft.get("status")) and status != mentor.status:
            services.change_mentor(mentor, status, {})
        return mentor

    def change(self, draft: Draft) -> None:
        new = {name: value for name, (_old, value) in draft.changes.items()}
        draft.before = {name: old for name, (old, _new) in draft.changes.items()}
        services.change_mentor(draft.existing, new.pop("status", draft.existing.status), new)

    def undo(self, row: ImportRow) -> None:
        mentor = words.still_there(Mentor, row)
        if row.outcome == ImportRow.Outcome.NEW:
            remove_mentor(mentor)
            return
        before = dict(row.before)
        status = before.pop("status", mentor.status)
        services.change_mentor(mentor, status, before)

    def name_of(self, draft: Draft) -> str:
        return draft.get("name", "")

    @staticmethod
    def _fits(mentor: Mentor, draft: Draft) -> bool:
        """Whether nothing that is said of both differs: a namesake has another address."""
        pairs = (
            (mentor.email.casefold(), draft.get("email", "").casefold()),
            (mentor.phone, draft.get("phone", "")),
        )
        return all(not ours or not theirs or ours == theirs for ours, theirs in pairs)
