"""Lines about proposals before a company knows of them: a yes to pass on, silence, a no."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from desk.queries.today import agreements, declined_on_card, unanswered_questions
from desk.today.jobs import Duty, Job, day, person
from matching.models import Proposal


def agreed(duty: Duty) -> Iterator[Job]:
    """Residents who said yes and are not introduced."""
    for each in agreements(duty.people):
        yield _job(
            duty,
            each,
            _("{name} wants to work at {company}: introduce them"),
            _("%(job)s. Said yes on %(day)s; the company hears nothing before you introduce them."),
            icon="send",
            kind="go",
            action=_("Introduce"),
            url=_act(each, "introduce"),
        )


def silent(duty: Duty) -> Iterator[Job]:
    """Residents who were asked and have not answered in time."""
    for each in unanswered_questions(duty.people, duty.on):
        yield _job(
            duty,
            each,
            _("{name} has not said whether they want the work at {company}"),
            _("%(job)s. Asked on %(day)s: call, and record the answer."),
            icon="phone",
            kind="stop",
            action=_("Ask again"),
            url=_act(each, "ask_again"),
        )


def declined(duty: Duty) -> Iterator[Job]:
    """Residents who said no on their step card: the desk asks why, and looks for something else."""
    for each in declined_on_card(duty.people, duty.on):
        yield _job(
            duty,
            each,
            _("{name} does not want the work at {company}"),
            _("%(job)s. Said no on the step card on %(day)s: ask why, and what they would like."),
            icon="question",
            kind="",
            action=_("See the case"),
            url=reverse("desk:resident", args=[each.resident.code]),
        )


def _job(
    duty: Duty, proposal: Proposal, sentence: str, sub: str, *, icon: str, kind: str, action: str, url: str
) -> Job:
    is_late = proposal.due_on is not None and proposal.due_on < duty.on
    return Job(
        due_on=proposal.due_on if is_late and proposal.due_on else duty.on,
        sentence=format_html(sentence, name=person(proposal.resident), company=str(proposal.vacancy.company)),
        sub=sub % {"job": proposal.vacancy.title, "day": day(proposal.since_on)},
        icon=icon,
        kind="stop" if is_late else kind,
        action=action,
        url=url,
        key=f"proposal-{proposal.code}",
    )


def _act(proposal: Proposal, action: str) -> str:
    return reverse("matching:pipeline_act", args=[proposal.code, action])
