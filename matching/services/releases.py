"""What one company may see of a resident: released, looked at, revoked."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.trail.audit import acting_user, record
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from matching.employer_side.released import DOWNLOADED, VIEWED, running_release, shown
from matching.models import Proposal, Release
from residents.choices import Interpreter
from residents.models import Consent
from residents.services import record_consent, withdraw_consent

LONGEST = timedelta(days=92)  # then it is asked again: people forget what they agreed to


@transaction.atomic
def release_fields(
    proposal: Proposal,
    fields: Collection[str],
    *,
    until_on: date,
    given_on: date | None = None,
    way: str = Consent.Way.SPOKEN,
    interpreter: str = Interpreter.NONE,
    interpreter_language: str = "",
) -> Release:
    """Let the company of a vacancy see fields of a candidate until a day, both included, as they agreed.

    An earlier release to it for this vacancy ends: the new one says all that it sees. Saves a consent, adds
    ``consent.given`` and ``release.made``. Raises RuleBroken when nothing is chosen or there is nothing to
    show in a field, the day is past or too far, or the candidate is not in play.
    """
    hold(proposal)
    today = timezone.localdate()
    if not proposal.is_in_play:
        raise RuleBroken(_("This candidate is no longer in play: nothing can be released."))
    chosen = [each.code for each in shown(proposal.resident, fields)]
    if not chosen or set(chosen) != set(fields):
        raise RuleBroken(_("Choose what the company may see."), "fields")
    if until_on < today:
        raise RuleBroken(_("Choose today or a later day."), "until_on")
    if until_on > today + LONGEST:
        raise RuleBroken(
            _("At most %(days)d days from now: then ask again.") % {"days": LONGEST.days}, "until_on"
        )
    if earlier := running_release(proposal, today):
        revoke_release(earlier)
    consent = record_consent(
        proposal.resident,
        purpose=Consent.Purpose.RELEASE,
        recipient=str(proposal.vacancy.company),
        given_on=given_on,
        until_on=until_on,
        way=way,
        interpreter=interpreter,
        interpreter_language=interpreter_language,
    )
    release = Release.objects.create(
        proposal=proposal, consent=consent, fields=chosen, released_by=acting_user()
    )
    record("release.made", release, {"fields": chosen, "until_on": until_on})
    return release


@transaction.atomic
def revoke_release(release: Release) -> None:
    """End a release at once, and its consent; again does nothing. Adds ``consent.withdrawn``."""
    withdraw_consent(release.consent)


@transaction.atomic
def note_release_viewed(release: Release) -> None:
    """Record that somebody of the company looked at what is released: each time."""
    record(VIEWED, release, {"fields": release.fields})


@transaction.atomic
def note_release_downloaded(release: Release) -> None:
    """Record that somebody of the company took what is released along on paper: each time."""
    record(DOWNLOADED, release, {"fields": release.fields})
