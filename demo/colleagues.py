"""The people of a hotel who divide the work, and one who was invited."""

from django.conf import settings

from demo.places import Places
from jobdesk.accounts.colleagues.services import invite_colleague
from jobdesk.accounts.hats import hat_for
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope


def build_colleagues(places: Places) -> None:
    """Invite a colleague to the hotel; the e-mail goes out once the worker runs."""
    with open_scope(hat_for(places.users["employer"], Role.EMPLOYER).scope):
        invite_colleague(
            places.companies["linde"].organisation,
            email="receptie.linde@jobdesk.example",
            name="Daan Mulder",
            duties=["candidates"],
            language="nl",
            site=settings.SITE_URL,
        )
