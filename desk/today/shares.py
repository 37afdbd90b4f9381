"""Lines about shared cases: what a partner wrote, and shares that end."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from desk.models import ShareNote
from desk.queries.shares import shares_ending, unread_notes
from desk.today.jobs import Duty, Job, day, person
from matching.models import CheckIn


def written(duty: Duty) -> Iterator[Job]:
    """What partners wrote and nobody has read. A concern, or a no in a talk, is for the day it came."""
    for note in unread_notes(duty.people):
        is_concern = note.kind == ShareNote.Kind.CONCERN
        sentence = _("{name}: {partner} has a concern") if is_concern else _("{name}: {partner} wrote")
        share = note.share
        yield Job(
            due_on=timezone.localdate(note.at) if is_concern else duty.on,
            sentence=format_html(sentence, name=person(share.resident), partner=share.organisation.name),
            sub=f"{_said(note)} {note.author.name}, {day(timezone.localdate(note.at))}.",
            icon="bang" if is_concern else "note",
            kind="stop" if is_concern else "",
            action=_("Open it"),
            url=reverse("desk:share", args=[share.code]) + "#notes",
            key=f"sharenote-{note.pk}",
            done=_("Read it"),
            fixed_on=duty.on if is_concern else None,
        )


def _said(note: ShareNote) -> str:
    if note.check_in is None:
        return "“" + Truncator(note.text).words(12, truncate=" …") + "”"
    if note.check_in.still_working == CheckIn.Answer.NO:
        return _("In the talk of week %(week)d: not at work any more.") % {"week": note.check_in.week}
    troubles = {"week": note.check_in.week, "troubles": ", ".join(note.check_in.troubles)}
    return _("In the talk of week %(week)d, a no at: %(troubles)s.") % troubles


def ending(duty: Duty) -> Iterator[Job]:
    """Shares that end within a week: ask the resident whether to go on."""
    for share in shares_ending(duty.people, duty.on):
        sentence = _("{name}: the sharing with {partner} ends on {day}")
        yield Job(
            due_on=max(share.until_on, duty.on),
            sentence=format_html(
                sentence,
                name=person(share.resident),
                partner=share.organisation.name,
                day=day(share.until_on),
            ),
            sub=_("To go on, ask the resident again and choose a later day."),
            icon="link",
            kind="wait",
            action=_("Extend or let it end"),
            url=reverse("desk:share", args=[share.code]),
            key=f"share-{share.code}",
            fixed_on=share.until_on,
        )
