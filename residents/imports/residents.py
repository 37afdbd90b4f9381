"""A list of residents."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jobdesk.accounts.models import User
from jobdesk.imports.columns import Column, OwnCentre
from jobdesk.imports.kinds import Draft
from jobdesk.imports.models import ImportRow
from jobdesk.imports.reading.cells import plain
from jobdesk.imports.reading.values import Day, Email, Number, OneOf, Phone, Text, choices
from jobdesk.trail.errors import RuleBroken
from residents import services
from residents.choices import Language, reception_choices
from residents.here import countries_here, reference_help
from residents.imports import words
from residents.models import Resident
from residents.people.normalise import normalise_number
from residents.people.spelling import plain as plain_name

PROFILE = (
    "reference_number",
    "reference_missing",
    "first_name",
    "last_name",
    "birth_date",
    "gender",
    "phone",
    "email",
    "language",
    "reception",
)
WHOLE_NAME = ("first_name", "name_prefix", "last_name", "full_name")


class Residents(words.AssessedTogether):
    """Found by our code or the agency's number; without one, by name and day of birth in the centre."""

    slug = "residents"
    label = gettext_lazy("Residents")
    hint = gettext_lazy("Who lives in the centre: number, name, day of birth, language.")
    model = Resident
    needs = (("first_name", "full_name"), ("reference_number", "reference_missing", "resident_code"))

    own_key = words.own_key()
    resident_code = words.resident_code()
    reference_number = Column(
        gettext_lazy("Agency's number"),
        Number(20),
        "v-nummer|vnummer|v nr|vnr|v-nr|ov-nummer|ov nummer|numéro ov|n° ov|ov|zaaknummer|dossiernummer|"
        "numéro de dossier|n° dossier|reference|referentie|nummer|agency number|registratienummer",
        hint=format_lazy("{number} {use}", number=reference_help(), use=gettext_lazy("Tells who it is.")),
        example="2812345678",
    )
    reference_missing = Column(
        gettext_lazy("Why there is no number"),
        OneOf(choices(Resident.NumberMissing.choices), words.NUMBER_MISSING),
        "reden geen nummer|geen nummer|raison sans numéro|reason no number",
        hint=gettext_lazy("Only for people without a number."),
        fixable=True,
    )
    first_name = Column(
        gettext_lazy("First name"),
        Text(80),
        "voornaam|voornamen|roepnaam|prénom|prenom|prénoms|given name|given names|firstname",
        example="Amina",
    )
    name_prefix = Column(
        gettext_lazy("Prefix of the last name"),
        Text(30),
        "voorvoegsel|voorvoegsels|tussenvoegsel|tussenvoegsels|tv|vv|particule|prefix|infix",
        hint=gettext_lazy("Stands before the last name: van der, el, ben."),
    )
    last_name = Column(
        gettext_lazy("Last name"),
        Text(80),
        "achternaam|familienaam|geslachtsnaam|nom|nom de famille|surname|family name|lastname",
        example="Darwish",
    )
    full_name = Column(
        gettext_lazy("Whole name"),
        Text(160),
        "naam|volledige naam|naam bewoner|bewoner|nom complet|nom et prénom|name|full name|resident",
        hint=gettext_lazy(
            "Only when first and last name share a column: “Darwish, Amina” or “Amina Darwish”."
        ),
    )
    birth_date = Column(
        gettext_lazy("Date of birth"),
        Day(is_birth=True),
        "geboortedatum|geb.datum|geb datum|gebdat|geboren|geboren op|date de naissance|né le|née le|dob|birthdate|birthday",
        example="03-05-1996",
    )
    gender = Column(
        gettext_lazy("Gender"),
        OneOf(choices(Resident.Gender.choices), words.GENDER),
        "geslacht|m/v|man/vrouw|sexe|genre|sex",
        example="v",
    )
    phone = Column(
        gettext_lazy("Telephone"),
        Phone(),
        "telefoon|telefoonnummer|telefoonnr|tel|telnr|tel.|tel nr|mobiel|gsm|gsm-nummer|06-nummer|téléphone|portable|phone|mobile",
        example="0612345678",
    )
    email = Column(
        gettext_lazy("E-mail address"),
        Email(),
        "e-mail|email|mail|e-mailadres|emailadres|courriel|adresse e-mail",
    )
    language = Column(
        gettext_lazy("Language to speak in"),
        OneOf(choices(Language.choices), words.LANGUAGE),
        "taal|spreektaal|voertaal|moedertaal|tolktaal|langue|langue parlée|langue maternelle|language",
        example="ar",
        fixable=True,
    )
    reception = Column(
        gettext_lazy("Reception by"),
        OneOf(
            lambda: dict(reception_choices(countries_here())), understood=lambda: dict(reception_choices())
        ),
        "opvang|opvang door|accueil|accueil par",
        hint=gettext_lazy("Empty: the agency of the centre's country."),
        fixable=True,
    )
    centre = Column(
        gettext_lazy("Centre"),
        OwnCentre(),
        "centrum|azc|opvangcentrum|locatie|opvanglocatie|centre d'accueil|center|location",
        is_required=True,
        fixable=True,
    )
    from_on = Column(
        gettext_lazy("In the centre since"),
        Day(),
        "in centrum sinds|aankomst|aankomstdatum|datum aankomst|instroomdatum|datum instroom|arrivée|date d'arrivée|"
        "arrival|since|sinds|in opvang sinds",
        hint=gettext_lazy("Only for new residents. Empty: today."),
        example="14-02-2026",
    )
    coach = Column(
        gettext_lazy("Coach"),
        Text(254),
        "coach (e-mailadres)|jobcoach (e-mailadres)|coach|jobcoach|workbuddy|consulent|e-mail coach|begeleider|accompagnateur",
        hint=gettext_lazy("E-mail address, or the name as Jobdesk shows it."),
        fixable=True,
    )

    def before_import(self, dataset: Any, **_kwargs: Any) -> None:
        """Fetch the people these rows name by number, in one query for all."""
        self._numbered = words.residents_numbered(dataset["reference_number"])
        numbers = (normalise_number(plain(each)) for each in dataset["reference_number"])
        self._taken = services.numbers_taken(numbers)

    def find(self, draft: Draft) -> Resident | None:
        self._complete(draft)
        if code := draft.given.pop("resident_code", ""):
            return words.resident_with_code(code)
        number, centre = draft.get("reference_number"), draft.get("centre")
        if number:
            reception = draft.get("reception", services.reception_of(centre))
            same = (each for each in self._numbered[number] if each.reception == reception)
            return next(same, None)
        self.write_waiting()  # it may be somebody of a row above
        nameless = Resident.objects.filter(
            centre=centre,
            reference_number="",
            first_name__iexact=draft.get("first_name", ""),
            last_name__iexact=draft.get("last_name", ""),
            birth_date=draft.get("birth_date"),
        )
        return nameless.select_related("centre__region", "coach").first()

    def identity(self, draft: Draft) -> Any:
        if draft.existing:
            return draft.existing.pk
        if number := draft.get("reference_number"):
            return (number, draft.get("reception", ""))
        return (
            plain_name(f"{draft.get('first_name', '')} {draft.get('last_name', '')}"),
            draft.get("birth_date"),
            draft.get(words.OWN_KEY),
        )

    def differences(self, draft: Draft) -> dict[str, tuple[Any, Any]]:
        resident = draft.existing
        if draft.get("centre") != resident.centre:
            raise RuleBroken(
                _(
                    "We know this resident in another of your centres. Record the move first, or import the stays."
                ),
                field="centre",
            )
        self._coach_of(draft)
        said = {name: draft.get(name) for name in (*PROFILE, "coach") if name in draft.given}
        if plain_name(draft.get("full_name", "")) == plain_name(resident.full_name):
            # Where the last name begins is only guessed from a whole name; we know it better.
            said.pop("first_name", None)
            said.pop("last_name", None)
        if resident.reference_number:
            said.pop("reference_missing", None)
        return {
            name: (getattr(resident, name), value)
            for name, value in said.items()
            if getattr(resident, name) != value
        }

    def doubts(self, draft: Draft) -> list[tuple[str, str]]:
        who = (plain_name(self.name_of(draft)), draft.get("birth_date"))
        if who[1] and who in self._known_people:
            return [
                (
                    "first_name",
                    _("Somebody with this name and day of birth is there already. Is it the same person?"),
                )
            ]
        return []

    def prepare(self, draft: Draft) -> services.Registration | None:
        prepared = services.prepare_registration(**self._profile(draft))
        number = (prepared.resident.reception, prepared.resident.reference_number)
        if number in self._taken:
            return None  # the service says by whom
        if number[1]:
            self._taken.add(number)
        return prepared

    def create(self, draft: Draft) -> Resident:
        resident = services.register_resident(**self._profile(draft))
        if coach := draft.get("coach"):
            services.assign_coach(resident, coach)
        return resident

    def create_many(self, drafts: list[Draft]) -> list[Resident]:
        services.register_residents([each.prepared for each in drafts])
        for draft in drafts:
            if coach := draft.get("coach"):
                services.assign_coach(draft.prepared.resident, coach)
        return [each.prepared.resident for each in drafts]

    def change(self, draft: Draft) -> None:
        new = {name: value for name, (_old, value) in draft.changes.items()}
        draft.before = {
            name: old.pk if isinstance(old, User) else old for name, (old, _new) in draft.changes.items()
        }
        coach = new.pop("coach", None)
        if new and services.correct_profile(draft.existing, **new):
            self.to_assess.add(draft.existing.pk)
        if coach:
            services.assign_coach(draft.existing, coach)

    def undo(self, row: ImportRow) -> None:
        resident = words.still_there(Resident, row)
        if row.outcome == ImportRow.Outcome.NEW:
            services.unregister_resident(resident)
            return
        before = dict(row.before)
        if "coach" in before:
            services.assign_coach(resident, User.objects.filter(pk=before.pop("coach")).first())
        if before.get("birth_date"):
            before["birth_date"] = date.fromisoformat(before["birth_date"])
        if before:
            services.update_profile(resident, **before)

    def subjects(self, row: ImportRow) -> Q:
        if row.outcome == ImportRow.Outcome.NEW:
            return Q(resident_id=row.subject_id)
        return super().subjects(row)

    def name_of(self, draft: Draft) -> str:
        return f"{draft.get('first_name', '')} {draft.get('last_name', '')}".strip()

    def _plain_name(self, row: dict) -> str:
        names = " ".join(plain(row.get(name)) for name in WHOLE_NAME)
        return " ".join(names.split()) or plain(row.get("reference_number"))

    def _profile(self, draft: Draft) -> dict[str, Any]:
        """What the services register; puts the coach in their place."""
        if not draft.get("reference_number") and not draft.get("reference_missing"):
            raise RuleBroken(_("Fill in the number, or why there is none."), field="reference_number")
        self._coach_of(draft)
        said = {name: draft.given[name] for name in PROFILE if name in draft.given}
        return {"first_name": "", **said, "centre": draft.get("centre"), "from_on": draft.get("from_on")}

    def _complete(self, draft: Draft) -> None:
        """Take the whole name apart, and write the number as it is compared."""
        if whole := draft.get("full_name", ""):
            first, last = split_name(whole)
            draft.given.setdefault("first_name", first)
            draft.given.setdefault("last_name", last)
        if prefix := draft.given.pop("name_prefix", ""):
            draft.given["last_name"] = f"{prefix} {draft.get('last_name', '')}".strip()
        if not draft.get("first_name"):
            raise RuleBroken(_("Fill in a first name."), field="first_name")
        if "reference_number" in draft.given:
            draft.given["reference_number"] = normalise_number(draft.given["reference_number"])

    def _coach_of(self, draft: Draft) -> None:
        """Put the coach of the centre in the place of their address or name."""
        said = draft.get("coach")
        if not isinstance(said, str):
            return
        serving = User.objects.serving([draft.get("centre")])
        if "@" in said:
            found = list(serving.filter(email__iexact=said))
            refusal = _("Nobody with this address works in this centre.")
        else:
            found = [each for each in serving if plain_name(str(each)) == plain_name(said)]
            refusal = _("No one person of this name works in this centre. Use the e-mail address.")
        if len(found) != 1:
            raise RuleBroken(refusal, field="coach")
        draft.given["coach"] = found[0]

    @cached_property
    def _known_people(self) -> set[tuple[str, date]]:
        people = Resident.objects.exclude(birth_date=None).values_list(
            "first_name", "last_name", "birth_date"
        )
        return {(plain_name(f"{first} {last}"), born) for first, last, born in people.iterator(2000)}


def split_name(whole: str) -> tuple[str, str]:
    """Return first and last name: what stands after a comma is the first; else the last word is the last."""
    if "," in whole:
        last, _comma, first = whole.partition(",")
        return first.strip(), last.strip()
    first, _space, last = whole.rpartition(" ")
    return (first, last) if first else (last, "")
