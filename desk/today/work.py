"""Lines about work: first days, wages, talks after the start."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from desk.queries.today import (
    check_ins_due,
    papers_to_check,
    starts_to_confirm,
    wages_too_low,
)
from desk.today.jobs import Duty, Job, day, person
from matching.wages.floor import placement_wage_test
from residents.law_values import parameters_in_force


def starts(duty: Duty) -> Iterator[Job]:
    """First days of work that are to be confirmed."""
    on = duty.on
    for placement in starts_to_confirm(duty.people, on):
        is_late = placement.planned_start_on < on
        if is_late:
            sentence = _("{name}: did the work at {company} begin?")
            sub = _("The first day was planned for %(day)s. It is not confirmed.")
        else:
            sentence = _("{name} begins today at {company}")
            sub = _("Confirm it when the first day has been worked.")
        yield Job(
            due_on=placement.planned_start_on,
            sentence=format_html(
                sentence, name=person(placement.resident), company=str(placement.match.company)
            ),
            sub=sub % {"day": day(placement.planned_start_on)},
            icon="bang" if is_late else "flag",
            kind="stop" if is_late else "go",
            action=_("Record the start"),
            url=reverse("matching:placement_record", args=[placement.code]),
            key=f"start-{placement.code}",
        )


def papers(duty: Duty) -> Iterator[Job]:
    """What companies sent for a hire: the desk looks at it within two working days."""
    for filing in papers_to_check(duty.people):
        step, is_late = filing.step, filing.check_due_on < duty.on
        count = ngettext("%(n)d file", "%(n)d files", filing.file_count) % {"n": filing.file_count}
        sub = _("Sent on %(day)s, %(count)s. Look at it by %(due)s.")
        sent_on = timezone.localdate(filing.sent_at)
        yield Job(
            due_on=filing.check_due_on,
            sentence=format_html(
                _("{name}: {company} sent {step}"),
                name=person(step.resident),
                company=str(filing.placement.match.company),
                step=step.get_kind_display(),
            ),
            sub=sub % {"day": day(sent_on), "count": count, "due": day(filing.check_due_on)},
            icon="bang" if is_late else "mail",
            kind="stop" if is_late else "go",
            action=_("Look at it"),
            url=reverse("matching:paper_check", args=[filing.placement.code, filing.pk]),
            key=f"paper-{filing.pk}",
            done="" if step.entry.ended_by else _("Complete"),
        )


def wages(duty: Duty) -> Iterator[Job]:
    """Work whose wage is below the legal minimum: due the day it was found, and never put off."""
    for placement in wages_too_low(duty.people):
        test = placement_wage_test(placement, parameters_in_force(), duty.on)
        sub = _("Agree on a higher wage with the employer, and record it. %(why)s")
        yield Job(
            due_on=placement.wage_low_on,
            sentence=format_html(
                _("{name}: the wage at {company} is too low"),
                name=person(placement.resident),
                company=str(placement.match.company),
            ),
            sub=sub % {"why": test.text},
            icon="bang",
            kind="stop",
            action=_("Record the new wage"),
            url=reverse("matching:placement_record", args=[placement.code]) + "#change",
            key=f"wage-{placement.code}",
            fixed_on=placement.wage_low_on,
        )


def check_ins(duty: Duty) -> Iterator[Job]:
    """Talks after the start that are late or planned for this week."""
    for check_in in check_ins_due(duty.people, duty.until):
        is_late, placement = check_in.due_on < duty.on, check_in.placement
        sentence = _("{name}: talk of week {week}")
        if check_in.is_answered:
            sentence = _("{name} answered the questions of week {week}")
            sub = _("Works at %(company)s since %(since)s.")
        elif is_late:
            sub = _("This was planned for %(day)s. Works at %(company)s since %(since)s.")
        else:
            sub = _("Planned for %(day)s. Works at %(company)s since %(since)s.")
        yield Job(
            due_on=min(check_in.due_on, duty.on) if check_in.is_answered else check_in.due_on,
            sentence=format_html(sentence, name=person(check_in.resident), week=check_in.week),
            sub=sub
            % {
                "day": day(check_in.due_on),
                "company": placement.match.company,
                "since": day(placement.started_on),
            },
            icon="bang" if is_late else "heart",
            kind="stop" if is_late else "",
            action=_("Read the answers") if check_in.is_answered else _("Record it"),
            url=reverse("matching:check_in", args=[check_in.pk]),
            key=f"talk-{check_in.pk}",
        )
