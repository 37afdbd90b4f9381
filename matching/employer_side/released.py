"""What a resident can let one company see: the second door beside the blind profile, opened field by field.

Nothing is kept for it: a release names fields, and they are read when they are looked at, as they are then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Max
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jobdesk.accounts.models import User
from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.scoping import system_scope
from matching.models import Proposal, Release
from residents.intake.background import KINDS, section_of
from residents.models import Resident

VIEWED, DOWNLOADED = "release.viewed", "release.downloaded"
_KINDS = {kind.key: kind for kind in KINDS}


@dataclass(frozen=True)
class Field:
    """Something that can be released. ``read``: its lines for a resident; none where there is nothing."""

    label: Promise
    read: Callable[[Resident], list[str]]


@dataclass(frozen=True)
class Shown:
    """A field in words: what the company reads."""

    code: str
    label: str
    lines: list[str]


@dataclass(frozen=True)
class Look:
    """Somebody of the company who looked at a release: how many times, and when last."""

    name: str
    times: int
    last_at: datetime


def _said(name: str) -> Callable[[Resident], list[str]]:
    return lambda resident: [value] if (value := getattr(resident, name)) else []


def _rows(kind: str) -> Callable[[Resident], list[str]]:
    def read(resident: Resident) -> list[str]:
        lines = section_of(resident, _KINDS[kind]).lines
        return [" · ".join(filter(None, [line.title, line.detail, line.more])) for line in lines]

    return read


# In this order they are offered, and shown. A release keeps the codes.
FIELDS: dict[str, Field] = {
    "first_name": Field(_("First name"), _said("first_name")),
    "full_name": Field(_("Full name"), _said("full_name")),
    "phone": Field(_("Telephone"), _said("phone")),
    "email": Field(_("E-mail address"), _said("email")),
    "experience": Field(_("Work, with country, years and for whom"), _rows("experience")),
    "education": Field(_("Schools and diplomas, with country"), _rows("education")),
    "certificates": Field(_("Certificates, with their days"), _rows("certificates")),
    "languages": Field(_("All languages"), _rows("languages")),
}


def shown(resident: Resident, codes: Iterable[str]) -> list[Shown]:
    """Return fields of a resident in words, those without an answer left out."""
    wanted = set(codes)
    found = [
        Shown(code, str(field.label), field.read(resident))
        for code, field in FIELDS.items()
        if code in wanted
    ]
    return [each for each in found if each.lines]


def labels(codes: Iterable[str]) -> list[str]:
    """Return the names of fields, in the order in which they are offered."""
    wanted = set(codes)
    return [str(field.label) for code, field in FIELDS.items() if code in wanted]


def running_release(proposal: Proposal, on: date) -> Release | None:
    """Return what is released of a candidate on a day, if anything is."""
    running = Release.objects.running(on).filter(proposal=proposal)
    return running.select_related("consent", "proposal__vacancy").first()


def shown_of(release: Release) -> list[Shown]:
    """Return what a company reads; the release must have been fetched in its scope, and run."""
    with system_scope("released fields"):
        return shown(Resident.objects.get(pk=release.resident_id), release.fields)


def looks_at(releases: Iterable[Release]) -> dict[int, list[Look]]:
    """Return who looked at releases, by the key of the release, the last look first."""
    keys = [release.pk for release in releases]
    counted = (
        AuditEntry.objects.filter(
            subject_type=Release._meta.label_lower, subject_id__in=keys, action__in=(VIEWED, DOWNLOADED)
        )
        .values("subject_id", "actor")
        .annotate(times=Count("pk"), last_at=Max("at"))
        .order_by("-last_at")
    )
    rows = list(counted)
    names = dict(User.objects.filter(pk__in={row["actor"] for row in rows}).values_list("pk", "name"))
    found: dict[int, list[Look]] = {key: [] for key in keys}
    for row in rows:
        found[row["subject_id"]].append(Look(names[row["actor"]], row["times"], row["last_at"]))
    return found


@dataclass(frozen=True)
class Running:
    """A release of a proposal as the desk reads it in a list."""

    labels: list[str]
    until_on: date | None
    looks: list[Look]


def add_releases(proposals: Iterable[Proposal], on: date) -> None:
    """Give each proposal ``released``: what the company may see on a day and who looked, or None."""
    rows = {each.pk: each for each in proposals}
    releases = list(Release.objects.running(on).filter(proposal__in=rows).select_related("consent"))
    looks = looks_at(releases)
    by_proposal = {
        each.proposal_id: Running(labels(each.fields), each.consent.until_on, looks[each.pk])
        for each in releases
    }
    for key, proposal in rows.items():
        proposal.released = by_proposal.get(key)
