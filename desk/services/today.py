"""The lines of a user's own start page: put off until a day, and brought back."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from desk.models import Postponement
from jobdesk.accounts.models import User
from jobdesk.trail.audit import record
from jobdesk.trail.errors import RuleBroken


@transaction.atomic
def postpone_line(
    user: User, line: str, until_on: date, *, reason: str = "", fixed_on: date | None = None
) -> Postponement:
    """Hide a line from this user's start page until a day; the thing itself and its due day stay as they are.

    Saves, records ``line.postponed`` (never the reason), forgets what has come back. ``fixed_on`` is the day
    past which the line may not be hidden. Raises RuleBroken for a day that is not ahead or too far.
    """
    today = timezone.localdate()
    if until_on <= today:
        raise RuleBroken(_("Choose a day after today."), field="until_on")
    if until_on > today + timedelta(days=Postponement.MOST_DAYS):
        raise RuleBroken(_("Choose a day within three months."), field="until_on")
    if fixed_on is not None and until_on > fixed_on:
        if fixed_on <= today:
            raise RuleBroken(_("This day is fixed, and it has come: the line cannot be postponed any more."))
        raise RuleBroken(
            _("This day is fixed: you can postpone the line up to %(day)s.")
            % {"day": date_format(fixed_on, "j F")},
            field="until_on",
        )
    Postponement.objects.filter(user=user, until_on__lte=today).delete()
    kept, _is_new = Postponement.objects.update_or_create(
        user=user, line=line, defaults={"until_on": until_on, "reason": reason.strip()}
    )
    record("line.postponed", kept, {"line": line, "until_on": until_on})
    return kept


@transaction.atomic
def bring_back_line(user: User, line: str) -> None:
    """Show a postponed line again at once. Deletes, records ``line.brought_back``. Raises LookupError."""
    kept = Postponement.objects.filter(user=user, line=line).first()
    if kept is None:
        raise LookupError(line)
    record("line.brought_back", kept, {"line": line})
    kept.delete()
