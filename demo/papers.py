"""Papers of hires in every state: to file, sent, seen, asked once more, done; in both countries."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from demo.places import Places
from jobdesk.accounts.hats import hat_for
from jobdesk.files.checking import CheckedFile, checked
from jobdesk.trail.access import Role
from jobdesk.trail.scoping import open_scope, system_scope
from matching.models import Filing, Placement
from matching.services import ask_paper_again, complete_paper, see_paper, send_paper
from residents.models import Resident, Step

AGAIN = "Op de foto staat het kenmerk van UWV niet. Maak de foto opnieuw, met de hele bladzijde."


def build_papers(places: Places) -> None:
    """Let companies say what they have filed, and the desk answer; the rest is still to be filed."""
    # Hotel De Linde: a copy that is done and a permit that UWV decides on; a notification, asked once more.
    copy = _send(places, "employer", "linde", "Yonas", "identity_copy")
    permit = _send(places, "employer", "linde", "Yonas", "twv", days_ago=9, reference="TWV-2231-0098")
    notified = _send(places, "employer", "linde", "Iryna", "notification", photo="Melding tewerkstelling")
    with open_scope(hat_for(places.users["coach"], Role.COACH).scope):
        complete_paper(copy)
        see_paper(permit)
        ask_paper_again(notified, AGAIN)
    # What waits for the desks.
    _send(places, "employer2", "zonneveld", "Nazanin", "identity_copy")
    _send(places, "employer3", "maasfruit", "", "dimona", photo="Dimona, ontvangstbewijs")


def _send(
    places: Places,
    user: str,
    company: str,
    name: str,
    kind: str,
    *,
    days_ago: int = 0,
    reference: str = "",
    photo: str = "",
) -> Filing:
    """Let a person of a company file a paper of the first planned hire of this name who still has it open."""
    with system_scope("demo"):
        step = (
            Step.objects.filter(
                kind=kind,
                status=Step.Status.OPEN,
                resident__in=Resident.objects.filter(first_name__startswith=name),
                subject__in=Placement.objects.filter(
                    status=Placement.Status.PLANNED, match__company=places.companies[company]
                ).values("code"),
            )
            .select_related("resident__centre")
            .order_by("pk")[0]
        )
    with open_scope(hat_for(places.users[user], Role.EMPLOYER).scope):
        placement = Placement.objects.select_related("resident__centre", "match").get(code=step.subject)
        files = [_photo(photo)] if photo else []
        return send_paper(placement, step, places.today - timedelta(days=days_ago), reference, files)


def _photo(title: str) -> CheckedFile:
    """A confirmation as somebody takes a picture of it."""
    image = Image.new("RGB", (900, 1200), "#f4f1ea")
    ImageDraw.Draw(image).text((80, 120), f"{title}\n\nOntvangen.", fill="#222222", font_size=44)
    out = BytesIO()
    image.save(out, "JPEG")
    return checked(SimpleUploadedFile("photo.jpg", out.getvalue()))
