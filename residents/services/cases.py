"""The case as a whole: opened, corrected, assigned, moved to another centre."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jobdesk.accounts.models import User
from jobdesk.desks.models import Centre
from jobdesk.trail import audit
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.scoping import system_scope
from law.registry import country
from law.steps import RELOCATION
from residents.models import CentreStay, Resident
from residents.people.normalise import normalise_number
from residents.queries.coaching import other_of_pair
from residents.services import search_keys
from residents.services.assessment import assess_locked, assess_resident
from residents.services.handovers import holders_of, tell_of_handover
from residents.services.rows import fields_of, lock, set_fields
from residents.services.steps import restart_steps

PROFILE_FIELDS = (
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


def reception_of(centre: Centre) -> str:
    """Return who gives reception to somebody who is new in a centre."""
    return country(centre.country).receptions[0].code


class NumberTaken(RuleBroken):
    """Somebody has this number already. ``code`` is theirs, empty when they are outside the open scope.

    ``wanted``: the number, reception and centre (its code) that were entered, to ask the desk that has it.
    """

    def __init__(self, code: str, wanted: Resident) -> None:
        if code:
            message = _("There is already a resident with this number.")
        else:
            message = _(
                "Another desk has this number already. Check it; if it is right, ask that desk for the case."
            )
        super().__init__(message, field="reference_number")
        self.code = code
        self.wanted = {
            "number": wanted.reference_number,
            "reception": wanted.reception,
            "centre": wanted.centre.code,
        }


@dataclass(frozen=True)
class Registration:
    """A case that may be opened, as far as its number is nobody else's."""

    resident: Resident
    from_on: date


@transaction.atomic
def register_resident(*, centre: Centre, from_on: date | None = None, **profile: Any) -> Resident:
    """Open a case at a centre, where the resident has stayed since ``from_on`` (today).

    ``profile``: the fields of PROFILE_FIELDS. Without ``reception``, that of the centre's country.
    Raises NumberTaken, also when another registration came first by a moment.
    """
    registration = prepare_registration(centre=centre, from_on=from_on, **profile)
    _refuse_taken_number(registration.resident)
    register_residents([registration])
    return registration.resident


def prepare_registration(*, centre: Centre, from_on: date | None = None, **profile: Any) -> Registration:
    """Return what ``register_resident`` opens with the same arguments, without writing. Raises RuleBroken."""
    resident = Resident(centre=centre, reception=reception_of(centre))
    _set_profile(resident, profile)
    today = timezone.localdate()
    if from_on and from_on > today:
        raise RuleBroken(_("The first day in the centre cannot be in the future."), field="from_on")
    return Registration(resident, from_on or today)


@transaction.atomic
def register_residents(registrations: Sequence[Registration]) -> None:
    """Open many cases and assess them, in a fixed number of queries; or open none.

    The caller has looked whether the numbers are free. Raises NumberTaken when another registration came
    first by a moment: the database has the last word.
    """
    residents = [each.resident for each in registrations]
    try:
        with transaction.atomic():
            Resident.create_many(residents)
    except IntegrityError:
        for resident in residents:
            _refuse_taken_number(resident)
        raise
    search_keys.index_residents(residents)
    CentreStay.create_many(
        [CentreStay(resident=each.resident, centre=each.resident.centre, from_on=each.from_on)
         for each in registrations]
    )  # fmt: skip
    audit.record_status_many((each, "", None) for each in residents)
    audit.record_many(
        "resident.registered",
        ((each, fields_of(each, "centre", *PROFILE_FIELDS)) for each in residents),
    )
    assess_locked(residents, timezone.localdate())


@transaction.atomic
def update_profile(resident: Resident, **profile: Any) -> Resident:
    """Correct who the resident is and how to reach them, and assess again. Raises NumberTaken."""
    if correct_profile(resident, **profile):
        assess_resident(resident)
    return resident


@transaction.atomic
def correct_profile(resident: Resident, **profile: Any) -> bool:
    """Do what ``update_profile`` does except for the assessment; return whether anything changed.

    For lists: the caller assesses all residents of many rows at once.
    """
    lock(resident)
    changes = _set_profile(resident, profile)
    if not changes:
        return False
    _save_with_number(resident)
    if search_keys.FIELDS & set(changes):
        search_keys.index_residents([resident])
    audit.record("resident.profile_changed", resident, changes)
    return True


@transaction.atomic
def assign_coach(resident: Resident, coach: User | None) -> None:
    """Give the case to a coach of the resident's centre, or to nobody.

    Whoever takes new cases there with a colleague holds it together with them. Raises RuleBroken for somebody
    who does not work there.
    """
    lock(resident)
    if coach is not None and coach == resident.coach:
        return
    assign_coaches(resident, coach, other_of_pair(coach, resident.centre) if coach else None)


@transaction.atomic
def assign_coaches(resident: Resident, coach: User | None, second: User | None) -> None:
    """Give the case to one coach of the resident's centre, to two, or to nobody; record it if it changes.

    Raises RuleBroken for somebody who does not work there, for one person twice, and for a second coach
    without a first.
    """
    lock(resident)
    for field, each in (("coach", coach), ("second_coach", second)):
        if each and not serves(each, resident.centre):
            raise RuleBroken(_("This coach does not work in the centre of the resident."), field=field)
    if second and (coach is None or coach == second):
        raise RuleBroken(_("Choose a second coach beside the first, and somebody else."), "second_coach")
    before = holders_of(resident)
    changes = set_fields(resident, {"coach": coach, "second_coach": second})
    if changes:
        resident.save(update_fields=["coach", "second_coach"])
        audit.record("resident.assigned", resident, changes)
        tell_of_handover(resident, before)


@transaction.atomic
def move_to_centre(
    resident: Resident, centre: Centre, on: date | None = None, coach: User | None = None
) -> None:
    """Let the case follow the resident to another centre of the same country, from ``on`` (today).

    The new centre may lie outside the scope of the user who records it: the case then leaves their sight.
    ``coach`` is the one of the new desk, if known; with a pair there, both. Steps that the new municipality
    must take begin again.
    """
    lock(resident)
    check_no_move_under_way(resident)
    on = on or timezone.localdate()
    if centre.pk == resident.centre_id:
        raise RuleBroken(_("The resident is in this centre already."), field="centre")
    if centre.country != resident.centre.country:
        raise RuleBroken(_("A case cannot move to another country."), field="centre")
    if on > timezone.localdate():
        raise RuleBroken(_("Record a move on the day itself or later."), field="on")
    _end_stay(resident, on)
    with system_scope("move to another centre"):
        second = other_of_pair(coach, centre) if coach else None
        before = holders_of(resident)
        changes = set_fields(resident, {"centre": centre, "coach": coach, "second_coach": second})
        resident.save(update_fields=["centre", "coach", "second_coach"])
        CentreStay.objects.create(resident=resident, centre=centre, from_on=on)
        audit.record("resident.moved", resident, {**changes, "on": on})
        restart_steps(resident, RELOCATION, on)
        assess_resident(resident)
        tell_of_handover(resident, before)


def _set_profile(resident: Resident, profile: dict[str, Any]) -> dict[str, list[Any]]:
    if unknown := set(profile) - set(PROFILE_FIELDS):
        raise TypeError(f"Not in the profile: {', '.join(sorted(unknown))}")
    if "reference_number" in profile:
        profile["reference_number"] = normalise_number(profile["reference_number"])
    changes = set_fields(resident, profile)
    if resident.reference_number:
        changes |= set_fields(resident, {"reference_missing": ""})
    elif not resident.reference_missing:
        raise RuleBroken(_("Fill in the number, or choose why there is none."), field="reference_number")
    if not resident.first_name.strip():
        raise RuleBroken(_("Fill in a first name."), field="first_name")
    if resident.birth_date and resident.birth_date > timezone.localdate():
        raise RuleBroken(_("The date of birth cannot be in the future."), field="birth_date")
    return changes


def _save_with_number(resident: Resident) -> None:
    """Save; the database has the last word on whose number it is, so that two desks cannot both win."""
    _refuse_taken_number(resident)
    try:
        with transaction.atomic():
            resident.save()
    except IntegrityError:
        _refuse_taken_number(resident)
        raise


def _refuse_taken_number(resident: Resident) -> None:
    if not resident.reference_number:
        return
    same = {"reception": resident.reception, "reference_number": resident.reference_number}
    with system_scope("number already used"):
        taken = Resident.objects.filter(**same).exclude(pk=resident.pk).exists()
    if taken:
        mine = Resident.objects.filter(**same).exclude(pk=resident.pk).values_list("code", flat=True)
        raise NumberTaken(mine.first() or "", resident)


def numbers_taken(numbers: Iterable[str]) -> set[tuple[str, str]]:
    """Return which of these numbers anybody has, wherever they are: (reception, number)."""
    with system_scope("number already used"):
        found = Resident.objects.filter(reference_number__in={each for each in numbers if each})
        return set(found.values_list("reception", "reference_number"))


def serves(user: User, centre: Centre) -> bool:
    """Say whether this user works at the desk of a centre."""
    return User.objects.serving([centre]).filter(pk=user.pk).exists()


def check_no_move_under_way(resident: Resident) -> None:
    """Raise RuleBroken when a move has been announced that is not handed over yet."""
    if resident.relocations.under_way().exists():
        raise RuleBroken(_("A move of this resident has been announced already."))


def check_stay_can_end(resident: Resident, on: date) -> CentreStay | None:
    """Return the present stay, if any. Raises RuleBroken when the resident came after ``on``.

    Someone who comes and is sent on the same day has lived there that one day: both centres keep it.
    """
    stay = resident.stays.filter(until_on__isnull=True).first()
    if stay and stay.from_on > on:
        raise RuleBroken(
            _("The resident came to this centre on %(day)s: choose a later day.")
            % {"day": date_format(stay.from_on, "j F Y")},
            field="on",
        )
    return stay


def _end_stay(resident: Resident, on: date) -> None:
    stay = check_stay_can_end(resident, on)
    if stay:
        stay.until_on = max(on - timedelta(days=1), stay.from_on)
        stay.save(update_fields=["until_on"])
