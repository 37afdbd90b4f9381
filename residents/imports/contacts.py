"""A list of contacts: whom a coach spoke, when and how."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy

from jobdesk.imports.columns import Column, OwnCentre, OwnProject
from jobdesk.imports.kinds import Draft
from jobdesk.imports.models import ImportRow
from jobdesk.imports.reading.values import Day, OneOf, Text, YesNo, choices
from jobdesk.trail.scoping import current_scope
from residents import services
from residents.choices import Interpreter
from residents.imports import words
from residents.models import OutreachContact

KIND_WORDS = {
    "desk": "balie|aan de balie|spreekuur|loket|bureau|au bureau|guichet|inloop",
    "phone": "telefoon|telefonisch|bellen|gebeld|téléphone|par téléphone",
    "group": "groep|groepsbijeenkomst|voorlichting|bijeenkomst|groupe|session de groupe|info sessie|infosessie",
    "corridor": "gang|in het centrum|op de gang|dans le centre|couloir",
    "message": "bericht|sms|whatsapp|app|e-mail|mail|message",
}
OUTCOME_WORDS = {
    "interested": "wil intake|interesse|geïnteresseerd|intéressé|veut un intake",
    "later": "later|plus tard",
    "informed": "geïnformeerd|voorgelicht|informé",
    "referred": "doorverwezen|verwezen|orienté|vrijwilligerswerk",
    "not_now": "niet nu|geen interesse|nu niet|pas maintenant",
}
INTERPRETER_WORDS = {
    "none": "geen|niet nodig|nee|aucun|pas nécessaire",
    "phone": "telefonisch|telefoon|tolkentelefoon|par téléphone",
    "present": "aanwezig|ter plaatse|présent|sur place",
    "volunteer": "vrijwilliger|medebewoner|bénévole",
}
FIELDS = ("project", "centre", "on", "kind", "interpreter", "outcome", "is_outreach", "note")


class Contacts(words.OfResident):
    """Found by resident, project, day, how, outcome and note: two talks a day are two contacts."""

    slug = "contacts"
    label = gettext_lazy("Outreach contacts")
    hint = gettext_lazy("Whom a coach spoke, when and how.")
    model = OutreachContact
    fetched = ("centre", "project")

    project = Column(
        gettext_lazy("Project"),
        OwnProject(),
        "projectcode|projet|code projet",
        is_required=True,
        fixable=True,
    )
    centre = Column(
        gettext_lazy("Centre"),
        OwnCentre(),
        "centrum|azc|opvangcentrum|locatie|centre d'accueil|center",
        hint=gettext_lazy("Empty: where the resident lives now."),
        fixable=True,
    )
    on = Column(
        gettext_lazy("Day"),
        Day(),
        "datum|dag|op|date|jour|datum contact|contactdatum|gesproken op|date du contact",
        is_required=True,
        example="12-03-2026",
    )
    kind = Column(
        gettext_lazy("How"),
        OneOf(choices(OutreachContact.Kind.choices), KIND_WORDS),
        "hoe|soort|soort contact|type contact|wijze|comment|type|kanaal|canal",
        fixable=True,
    )
    interpreter = Column(
        gettext_lazy("Interpreter"),
        OneOf(choices(Interpreter.choices), INTERPRETER_WORDS),
        "tolk|interprète",
        fixable=True,
    )
    outcome = Column(
        gettext_lazy("Outcome"),
        OneOf(choices(OutreachContact.Outcome.choices), OUTCOME_WORDS),
        "uitkomst|resultaat|résultat|afloop|suite|result",
        fixable=True,
    )
    is_outreach = Column(
        gettext_lazy("Counts as outreach"),
        YesNo(),
        "telt als outreach|outreach|telt mee|compte",
        fixable=True,
    )
    note = Column(
        gettext_lazy("Note"),
        Text(2000, lines=True),
        "notitie|opmerking|opmerkingen|toelichting|verslag|remarque|remarques|note|notes|aantekening",
    )

    def find(self, draft: Draft) -> OutreachContact | None:
        resident = self.resident_of(draft)
        draft.given.setdefault("centre", resident.centre)
        draft.given.setdefault("kind", OutreachContact.Kind.DESK)
        draft.given.setdefault("outcome", OutreachContact.Outcome.INFORMED)
        same = words.said(draft, "project", "on", "kind", "outcome", "note")
        found = (each for each in self.rows_of(resident) if not words.differing(each, same))
        return self.written(next(found, None))

    def differences(self, draft: Draft) -> dict[str, tuple[Any, Any]]:
        said = words.said(draft, *FIELDS)
        if draft.existing.centre_id != draft.get("resident").centre_id:
            said.pop("centre")  # they moved since; the contact stays where it was
        return words.differing(draft.existing, said)

    def prepare(self, draft: Draft) -> OutreachContact:
        resident = draft.get("resident")
        contact = OutreachContact(
            resident=resident, coach=current_scope().actor, **words.said(draft, *FIELDS)
        )
        services.check_contact(contact)
        self.rows_of(resident).insert(0, contact)
        return contact

    def create_many(self, drafts: list[Draft]) -> list[OutreachContact]:
        contacts = [each.prepared for each in drafts]
        for draft, status in zip(drafts, services.log_contacts(contacts), strict=True):
            draft.before = {"status": status}
        return contacts

    def undo(self, row: ImportRow) -> None:
        contact = words.still_there(OutreachContact, row)
        services.take_back_contact(contact, status=row.before.get("status", ""))
