"""The e-mails to companies about a job fair: that they are invited, and that their conversations stand.

They say when and where, and lead to the page of the company; never who comes.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from employers.letters.company import Letter, deliver_letter
from jobdesk.accounts.models import User
from jobdesk.jobs.services import enqueue
from jobdesk.trail.access import who_may
from matching.models import Fair

LETTERS = {
    "invited": Letter(
        _("You are invited: meet people who suit your vacancy"),
        (
            _("The job desk invites you to “%(title)s”: %(when)s, %(place)s."),
            _("You talk to people who can do the work you offer. When, and with whom, you read in Jobdesk."),
        ),
        _("See when and where"),
    ),
    "ready": Letter(
        _("Your conversations are planned"),
        (
            _("For “%(title)s” on %(when)s, %(place)s, it is planned whom you talk to."),
            _("Look shortly before: times may change. After each conversation, say what you would like."),
        ),
        _("See your conversations"),
    ),
}


def tell_companies(fair: Fair, letter: str, companies: Iterable[int]) -> None:
    """Send a letter to everybody of these companies who answers candidates, after the commit."""
    people = User.objects.filter(
        who_may("fairs.attend", "memberships"),
        is_active=True,
        memberships__organisation__company__in=list(companies),
    )
    for user in people.distinct().order_by("pk"):
        enqueue("fair_letter", letter, fair.pk, user.pk)


def mail_letter(code: str, fair: Fair, user: User) -> None:
    """Send one letter. Raises as ``jobdesk.jobs.mails.deliver`` does."""
    letter, session = LETTERS[code], fair.session
    with translation.override(user.language):
        words = {
            "title": session.title,
            "when": date_format(timezone.localtime(session.starts_at), "l j F Y, H:i"),
            "place": f"{session.place}, {session.centre.name}",
        }
        lines = [str(line) % words for line in letter.lines]
        deliver_letter(user, letter.subject, lines, letter.button, reverse("matching:company_fairs"))
