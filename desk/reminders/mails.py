"""The e-mail of the day: what its recipient may see when it is written, in their language."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Model
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from desk.models import Digest, Reminder, ReminderMute
from desk.reminders.kinds import KINDS
from desk.reminders.record import ACTIONS, Kind, Topic
from jobdesk.accounts.hats import hats_that_may
from jobdesk.accounts.models import User
from jobdesk.trail.scoping import open_scope
from residents.law_values import read_once

MOST_LINES = 25  # under one heading; a longer list is worked on at the screen


@dataclass
class Group:
    """What stands under one heading; ``rest`` is how many more there are."""

    topic: Topic
    lines: list[dict] = field(default_factory=list)
    rest: int = 0


@dataclass(frozen=True)
class Subject:
    """What a reminder is about, with the key of the hat in which its recipient sees it."""

    row: Model
    hat: str


def digest_mail(digest: Digest) -> EmailMultiAlternatives | None:
    """Return the e-mail of a digest, or None when there is nothing to say (any more).

    What was done since, was moved to another day, was muted, lies outside the recipient's scope, or is told
    by another line (``Kind.tells``) is left out. The subject holds no name and no number.
    """
    user = digest.recipient
    with translation.override(user.language), read_once():
        groups = _groups(digest)
        if not groups or not user.is_active:
            return None
        context = {
            "groups": groups,
            "language": user.language,
            "first_name": user.name.split()[0],
            "site": settings.SITE_URL,
            "settings_url": settings.SITE_URL + reverse("desk:reminder_settings"),
        }
        mail = EmailMultiAlternatives(
            subject=_("Your reminders from Jobdesk"),
            body=render_to_string("email/reminders.txt", context),
            to=[user.email],
            headers={
                "Message-ID": f"<reminders-{digest.pk}@{urlsplit(settings.SITE_URL).hostname}>",
                "Auto-Submitted": "auto-generated",
            },
        )
        mail.attach_alternative(render_to_string("email/reminders.html", context), "text/html")
    return mail


def _groups(digest: Digest) -> list[Group]:
    muted = set(ReminderMute.objects.filter(user=digest.recipient).values_list("topic", flat=True))
    groups: dict[Topic, Group] = {}
    told: set[tuple[str, int]] = set()
    by_kind = {kind: list(each) for kind, each in groupby(_by_kind(digest), lambda one: one.kind)}
    for kind in KINDS.values():
        if kind.topic.code in muted and not kind.topic.is_mandatory:
            continue
        subjects = visible_subjects(kind, digest.recipient, by_kind.get(kind.code, ()), digest.day)
        for reminder in by_kind.get(kind.code, ()):
            if reminder.pk in subjects and (kind.code, reminder.subject_id) not in told:
                told |= {(other, reminder.subject_id) for other in kind.tells}
                group = groups.setdefault(kind.topic, Group(kind.topic))
                _add(group, kind, reminder, subjects[reminder.pk].row, digest)
    return list(groups.values())


def _by_kind(digest: Digest) -> Iterable[Reminder]:
    return digest.reminders.order_by("kind", "due_on", "pk")


def _add(group: Group, kind: Kind, reminder: Reminder, row: Model, digest: Digest) -> None:
    if len(group.lines) == MOST_LINES:
        group.rest += 1
        return
    link = settings.SITE_URL + reverse("desk:reminder", args=[reminder.pk])
    group.lines.append({"text": kind.text(row, digest.day), "url": link})


def visible_subjects(kind: Kind, user: User, reminders: Iterable[Reminder], on) -> dict[int, Subject]:
    """Return, by the key of the reminder, the subjects that ``user`` may see and that still need something.

    Read in the scope of each hat in which the user gets this kind; conditions on days hold as of ``on``.
    """
    reminders = list(reminders)
    found: dict[int, Subject] = {}
    if not reminders:
        return found
    for hat in hats_that_may(user, ACTIONS[kind.to]):
        with open_scope(hat.scope):
            rows = kind.rows(on).in_bulk([each.subject_id for each in reminders])
        for each in reminders:
            row = rows.get(each.subject_id)
            if row is not None and getattr(row, kind.due) == each.due_on:
                found.setdefault(each.pk, Subject(row, hat.key))
    return found
