"""What a company promises, and since when: the one place where the charter and its versions stand.

A change of the text is a new version with its first day. From that day companies are asked to sign it before
they hand in another vacancy; what is in hand goes on under the version that they signed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Pledge:
    """One promise in few words: ``what`` in bold, then the rest of the sentence."""

    what: str | Promise
    rest: str | Promise


@dataclass(frozen=True)
class Chapter:
    """One part of the whole text."""

    title: str | Promise
    lines: tuple[str | Promise, ...]


@dataclass(frozen=True)
class Charter:
    """One version. ``since``: its first day; ``pledges``: what is ticked; ``chapters``: the whole text."""

    version: int
    since: date
    pledges: tuple[Pledge, ...]
    chapters: tuple[Chapter, ...]


FIRST = Charter(
    version=1,
    since=date(2023, 1, 1),
    pledges=(
        Pledge(_("The usual wage"), _("the same as for your other people.")),
        Pledge(_("An answer within five working days"), _("also when it is no.")),
        Pledge(_("No money asked"), _("for work, papers, transport or a bed.")),
        Pledge(_("Time for the course"), _("lessons and appointments go on.")),
    ),
    chapters=(
        Chapter(
            _("Equal work, equal pay"),
            (
                _(
                    "You pay the wage in your vacancy: never less than the legal minimum, nor less than your "
                    "collective agreement."
                ),
                _(
                    "You pay all hours that are worked, on time, into the person’s own bank account, with a "
                    "pay slip."
                ),
                _("You ask no money for work, papers, transport or a bed."),
            ),
        ),
        Chapter(
            _("Only work that is allowed"),
            (
                _(
                    "Nobody starts before the papers are in order: the work permit, the notification or the "
                    "declaration."
                ),
                _("You file the papers that are yours. The job desk tells you which, and helps."),
                _("You keep a copy of the identity document as the law asks, and use it for nothing else."),
            ),
        ),
        Chapter(
            _("Safe and respected"),
            (
                _(
                    "You explain the work and its dangers in words that are understood, and give the clothes "
                    "that protect."
                ),
                _("You choose people for what they can do. Origin, religion, gender and age play no part."),
                _("You leave room for the integration course and for appointments about the procedure."),
            ),
        ),
        Chapter(
            _("We answer each other"),
            (
                _("You answer a proposal within five working days. A “no” helps too: somebody is waiting."),
                _("The job coach asks after the start how it goes: with you and with the person at work."),
                _("If something is wrong, you tell the job coach. The job coach tells you."),
            ),
        ),
    ),
)

CHARTERS = (FIRST,)  # oldest first


def charter_on(day: date) -> Charter:
    """Return the version that companies sign on a day. Raises LookupError before the first one."""
    in_force = [charter for charter in CHARTERS if charter.since <= day]
    if not in_force:
        raise LookupError(f"There was no charter on {day}.")
    return in_force[-1]
