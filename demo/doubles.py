"""One person registered twice at a desk, spelt in two ways: to compare, merge and take back."""

from datetime import timedelta

from demo.places import Places
from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope
from residents.models import Resident
from residents.services import register_resident, update_profile


def build_doubles(places: Places) -> None:
    """Register a second record of somebody of the desk, as another coach would who did not look first."""
    with open_scope(hat_for(places.users["coordinator"], Role.COORDINATOR).scope):
        known = Resident.objects.get(first_name="Dawit", last_name="Asmerom")
        born_on = known.birth_date or places.today - timedelta(days=29 * 365)
        if known.birth_date is None:
            update_profile(known, birth_date=born_on)
        register_resident(
            centre=known.centre,
            from_on=places.today - timedelta(days=12),
            first_name="Dawiet",
            last_name="Asmarom",
            birth_date=born_on,
            language="ti",
            phone="0612345678",
            reference_missing=Resident.NumberMissing.NOT_SHOWN,
        )
