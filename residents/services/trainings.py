"""Training groups: made from people who share something, with sessions of their own, until the outcomes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from jobdesk.accounts.models import User
from jobdesk.desks.models import Centre, Project
from jobdesk.trail import audit
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from residents import transitions
from residents.models import GroupSession, Resident, TrainingGroup, TrainingMember
from residents.services.contacts import check_project
from residents.services.rows import fields_of
from residents.services.sessions import invite, plan_session


@transaction.atomic
def make_training(
    title: str,
    residents: Iterable[Resident],
    *,
    project: Project,
    centre: Centre,
    led_by: User,
    shared: str = "",
) -> TrainingGroup:
    """Make a group of residents; it begins today. Saves, records the first status and each member."""
    today = timezone.localdate()
    chosen = list(residents)
    if not chosen:
        raise RuleBroken(_("Choose at least one resident."), field="residents")
    check_project(project, centre, today)
    group = TrainingGroup.objects.create(
        title=title.strip(), shared=shared, project=project, centre=centre, led_by=led_by, started_on=today
    )
    audit.record_status(group, "", group.status)
    audit.record("training.made", group, fields_of(group, "title", "project", "centre"))
    add_to_training(group, chosen)
    return group


@transaction.atomic
def add_to_training(group: TrainingGroup, residents: Iterable[Resident]) -> None:
    """Put residents in a running group; those who are in it already stay. Records each."""
    _check_running(group)
    there = set(group.members.values_list("resident_id", flat=True))
    for resident in residents:
        if resident.pk not in there:
            member = TrainingMember.objects.create(group=group, resident=resident)
            audit.record("training.joined", member, {"group": group.code})


@transaction.atomic
def plan_training_session(group: TrainingGroup, **fields: Any) -> GroupSession:
    """Plan a session of the group (fields of ``plan_session``) and invite its members."""
    hold(group)
    _check_running(group)
    session = plan_session(
        kind=GroupSession.Kind.TRAINING, project=group.project, centre=group.centre, **fields
    )
    group.sessions.add(session)
    going_on = group.members.exclude(outcome=TrainingMember.Outcome.STOPPED)
    invite(session, [member.resident for member in going_on.select_related("resident")])
    audit.record("training.session_planned", group, {"session": session.code})
    return session


@transaction.atomic
def set_training_outcome(member: TrainingMember, outcome: str) -> None:
    """Record what the group brought somebody (``TrainingMember.Outcome``), or nothing yet (empty)."""
    hold(member)
    if outcome and outcome not in TrainingMember.Outcome.values:
        raise RuleBroken(_("Choose what came of it."), field="outcome")
    before, member.outcome = member.outcome, outcome
    member.save(update_fields=["outcome"])
    audit.record("training.outcome", member, {"outcome": [before, outcome]})


@transaction.atomic
def end_training(group: TrainingGroup) -> None:
    """End a group. Everybody in it must have an outcome."""
    hold(group)
    if group.members.filter(outcome="").exists():
        raise RuleBroken(_("Say of everybody what came of it. Then end the group."))
    also = {"ended_on": timezone.localdate()}
    audit.change_status(group, TrainingGroup.Status.ENDED, transitions.TRAINING, also=also)


def _check_running(group: TrainingGroup) -> None:
    if group.status != TrainingGroup.Status.RUNNING:
        raise RuleBroken(_("This group has ended."))
