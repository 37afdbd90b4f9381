"""Lines about what companies say of candidates: answers and silence, questions, talks."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from desk.queries.today import questions_asked, talks_to_work_on, unread_answers
from desk.today.jobs import Duty, Job, day, person
from law.rules import add_working_days
from matching.interviews.words import when
from matching.models import Interview, Proposal

QUESTION_WORKING_DAYS = 2  # in which a company hears from the desk; its own days stand still meanwhile
WHAT_NOW = {
    Proposal.Status.INVITED: "%(job)s: %(names)s",
    Proposal.Status.NO_FIT: "%(job)s: %(names)s",
    Proposal.Status.LAPSED: gettext_noop(
        "%(job)s: %(names)s. The last day to answer has passed, or the vacancy was closed: call the company, "
        "or propose them elsewhere."
    ),
}
ICONS = {
    Proposal.Status.INVITED: "mail",
    Proposal.Status.NO_FIT: "mail",
    Proposal.Status.LAPSED: "phone",
}
KINDS = {Proposal.Status.INVITED: "go", Proposal.Status.NO_FIT: "", Proposal.Status.LAPSED: "stop"}


def answers(duty: Duty) -> Iterator[Job]:
    """Answers of employers, or their silence: one line for each vacancy and kind of answer, due today."""
    groups: dict[tuple[int, str], list[Proposal]] = {}
    for proposal in unread_answers(duty.people):
        groups.setdefault((proposal.vacancy_id, proposal.status), []).append(proposal)
    for (_vacancy, status), found in groups.items():
        vacancy, names = found[0].vacancy, ", ".join(each.resident.short_name for each in found)
        n = len(found)
        sentence = {
            Proposal.Status.INVITED: ngettext(
                "{company} wants to talk to {n} candidate", "{company} wants to talk to {n} candidates", n
            ),
            Proposal.Status.NO_FIT: ngettext(
                "{company}: {n} candidate does not fit", "{company}: {n} candidates do not fit", n
            ),
            Proposal.Status.LAPSED: ngettext(
                "{company} did not answer about {n} candidate",
                "{company} did not answer about {n} candidates",
                n,
            ),
        }[status]
        url, is_silence = reverse("matching:vacancy", args=[vacancy.code]), status == Proposal.Status.LAPSED
        yield Job(
            due_on=duty.on,
            sentence=format_html(
                sentence,
                company=format_html('<a class="strong" href="{}">{}</a>', url, vacancy.company),
                n=n,
            ),
            sub=_(WHAT_NOW[status]) % {"job": vacancy.title, "names": names},
            icon=ICONS[status],
            kind=KINDS[status],
            action=_("Call or propose elsewhere") if is_silence else _("See the answer"),
            url=url,
            key=f"answers-{vacancy.code}-{status}",
            done=_("Done") if is_silence else _("Read"),
        )


def questions(duty: Duty) -> Iterator[Job]:
    """Questions of companies about a candidate."""
    for each in questions_asked(duty.people):
        proposal, asked_on = each.proposal, timezone.localdate(each.asked_at)
        country = proposal.vacancy.company.organisation.country
        due_on = add_working_days(asked_on, QUESTION_WORKING_DAYS, country)
        is_late = due_on < duty.on
        yield Job(
            due_on=due_on if is_late else duty.on,
            sentence=format_html(
                _("{company} asks something about {name}"),
                company=str(proposal.vacancy.company),
                name=person(proposal.resident),
            ),
            sub=_("%(job)s. Asked on %(day)s; it answers once it hears from you.")
            % {"job": proposal.vacancy.title, "day": day(asked_on)},
            icon="question",
            kind="stop" if is_late else "wait",
            action=_("Read and answer"),
            url=reverse("matching:talk", args=[proposal.code]),
            key=f"question-{each.pk}",
        )


def talks(duty: Duty) -> Iterator[Job]:
    """Talks for which a time is to be chosen, that end in a match, or of which a company says nothing."""
    for each in talks_to_work_on(duty.people, duty.on):
        is_late = each.due_on < duty.on
        sentence, sub, action, url = _talk(each)
        yield Job(
            due_on=each.due_on if is_late else duty.on,
            sentence=format_html(
                sentence,
                name=person(each.proposal.resident),
                company=str(each.proposal.vacancy.company),
            ),
            sub=sub % {"job": each.proposal.vacancy.title, "day": day(each.due_on), "when": when(each)},
            icon="phone" if each.status in COMPANYS_TURN else "cal",
            kind="stop" if is_late else "go",
            action=action,
            url=reverse(url, args=[each.proposal.code]),
            key=f"interview-{each.proposal.code}",
        )


COMPANYS_TURN = (Interview.Status.AGREED, Interview.Status.OTHER_TIMES)


def _talk(interview: Interview) -> tuple[str, str, str, str]:
    """Sentence, what to do, the word on the button, and the page it leads to."""
    return {
        Interview.Status.OFFERED: (
            _("{name}: choose a time for the talk at {company}"),
            _("%(job)s. The company hears it by %(day)s at the latest."),
            _("Choose a time"),
            "matching:talk",
        ),
        Interview.Status.WANTED: (
            _("{company} wants to hire {name}"),
            _("%(job)s. Ask the candidate; when both say yes, record the match."),
            _("Record a match"),
            "matching:match",
        ),
        Interview.Status.AGREED: (
            _("{company} does not say what came of the talk with {name}"),
            _("%(job)s. The talk was on %(when)s. Call the company."),
            _("See the talk"),
            "matching:talk",
        ),
        Interview.Status.OTHER_TIMES: (
            _("{company} offers no other times for {name}"),
            _("%(job)s. Asked for; the company had until %(day)s. Call it."),
            _("See the talk"),
            "matching:talk",
        ),
    }[Interview.Status(interview.status)]
