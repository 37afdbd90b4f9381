"""Work in the background that did not go by itself: an invitation refused, and one that is tried again."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from demo.places import Places
from jobdesk.accounts.access_requests import approve_access
from jobdesk.accounts.hats import hat_for
from jobdesk.accounts.models import AccessRequest, User
from jobdesk.accounts.services import invite_member
from jobdesk.desks.models import Centre
from jobdesk.jobs.models import Job
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope


def build_jobs(places: Places) -> None:
    """Invite two colleagues: the address of one is mistyped, the mail server of the other was not there.

    A third one waits for the second administrator.
    """
    now = timezone.now()
    ruth, hanna = places.users["administrator"], places.users["administrator3"]
    for name, email in (("Noor Visser", "noor@jobdesk.exmaple"), ("Tim Bakker", "tim@jobdesk.example")):
        asked = _asked(ruth, name, email, Role.COACH, places.centres["lindenhout"])
        with open_scope(hat_for(hanna, Role.ADMINISTRATOR).scope):
            approve_access(asked, site=settings.SITE_URL)
    _asked(hanna, "Sem Jacobs", "sem@jobdesk.example", Role.COORDINATOR, places.centres["havenkwartier"])
    refused, late = Job.objects.filter(kind="invitation").order_by("pk")
    two_days_ago = now - timedelta(days=2)
    Job.objects.filter(pk=refused.pk).update(
        status=Job.Status.FAILED,
        attempts=1,
        error="recipient refused, 550",
        asked_at=two_days_ago,
        ended_at=two_days_ago,
    )
    Job.objects.filter(pk=late.pk).update(
        attempts=3,
        error="ConnectionRefusedError",
        asked_at=now - timedelta(minutes=20),
        not_before=now + timedelta(minutes=40),
    )


def _asked(administrator: User, name: str, email: str, role: str, centre: Centre) -> AccessRequest:
    with open_scope(hat_for(administrator, Role.ADMINISTRATOR).scope):
        asked = invite_member(
            email=email,
            name=name,
            role=role,
            organisation=centre.organisation,
            centres=[centre],
            language="nl",
            site=settings.SITE_URL,
        )
    assert isinstance(asked, AccessRequest)  # noqa: S101 - such a role takes two
    return asked
