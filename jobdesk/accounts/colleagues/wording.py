"""Sentences about colleagues."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from jobdesk.accounts.colleagues.queries import who_manage
from jobdesk.accounts.hats import Hat
from jobdesk.trail.access import duties_giving, duties_of, may


def any_of(names: Sequence[str]) -> str:
    """Return names as a choice: “Sanne, Joost or Marit”."""
    *others, last = names
    return _("%(names)s or %(last)s") % {"names": ", ".join(others), "last": last} if others else last


def who_can_help(hat: Hat, action: str) -> str:
    """Return, in one sentence, which duty is missing for ``action``, and who of the company can give it."""
    giving = duties_giving(hat.role, action)
    duty = next(record.label for code, record in duties_of(hat.role).items() if code in giving)
    if may(hat, "colleagues.manage"):
        return _("This belongs to the duty “%(duty)s”: you can take it on under “Colleagues”.") % {
            "duty": duty
        }
    names = [each.user.name for organisation in hat.organisation_ids for each in who_manage(organisation)]
    if not names:
        return _(
            "This belongs to the duty “%(duty)s”, and nobody at %(company)s can give it: ask the job desk."
        ) % {
            "duty": duty,
            "company": hat.organisation_name,
        }
    return _("This belongs to the duty “%(duty)s”: ask %(names)s to give it to you.") % {
        "duty": duty,
        "names": any_of(names),
    }
