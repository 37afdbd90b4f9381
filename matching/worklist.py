"""What the desk has to do: the lines of the start page, worst first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from matching import queries
from matching.models import CheckIn, Placement, Proposal
from residents.eligibility import NEEDS_NOTIFICATION, NEEDS_PERMIT
from residents.models import Document, Intake, Resident, Step

AHEAD_DAYS = 6  # "this week": today and the six days after it
EXPIRES_SOON_DAYS = 14  # an ending document is for today from here on,
EXPIRES_DAYS = 30  # and for this week from here on
EXPIRED_DAYS = 30  # an expired one is shown this long
ALLOWED_SINCE_DAYS = 6  # a coach who comes once a week must not miss it
NO_CONTACT_DAYS = 30
INTAKE_DAYS = 7  # an intake that lies longer is for today

STEP_ICONS = {
    Step.Kind.BSN: "idcard",
    Step.Kind.NATIONAL_NUMBER: "idcard",
    Step.Kind.BANK_ACCOUNT: "bank",
    Step.Kind.TWV: "stamp",
    Step.Kind.NOTIFICATION: "send",
    Step.Kind.DIMONA: "send",
    Step.Kind.INCOME_DECLARATION: "euro",
    Step.Kind.HEALTH_INSURANCE: "heart",
    Step.Kind.DOCUMENT_RENEWAL: "doc",
    Step.Kind.VOLUNTEER_DECLARATION: "stamp",
    Step.Kind.DIPLOMA_VALUATION: "doc",
    Step.Kind.INTEGRATION_PLAN: "flag",
}


@dataclass(frozen=True)
class Job:
    """One thing to do: ``sentence`` links the person, ``action`` and ``url`` lead to the form for it."""

    due_on: date
    sentence: str
    sub: str
    icon: str
    kind: str
    action: str
    url: str


@dataclass
class Worklist:
    """The work in three groups."""

    overdue: list[Job] = field(default_factory=list)
    today: list[Job] = field(default_factory=list)
    week: list[Job] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.overdue) + len(self.today) + len(self.week)

    @property
    def groups(self) -> list[dict]:
        """The groups that hold something, worst first, as the page shows them."""
        groups = [
            {"id": "late", "title": _("Late"), "jobs": self.overdue, "kind": "stop"},
            {"id": "now", "title": _("Today"), "jobs": self.today, "kind": "plain"},
            {"id": "week", "title": _("This week"), "jobs": self.week, "kind": "plain"},
        ]
        return [group for group in groups if group["jobs"]]

    def add(self, job: Job, on: date) -> None:
        """Put a job in the group of its day."""
        group = self.overdue if job.due_on < on else self.today if job.due_on == on else self.week
        group.append(job)


def worklist(people: QuerySet[Resident], on: date) -> Worklist:
    """Return what is to be done for these residents as of ``on``; eight queries however much there is."""
    until = on + timedelta(days=AHEAD_DAYS)
    jobs = [
        *_steps(queries.steps_due(people, until), on),
        *_starts(queries.starts_to_confirm(people, on), on),
        *_check_ins(queries.check_ins_due(people, until), on),
        *_answers(queries.unread_answers(people), on),
        *_documents(
            queries.documents_expiring(
                people, on - timedelta(days=EXPIRED_DAYS), on + timedelta(days=EXPIRES_DAYS)
            ),
            on,
        ),
        *_allowed(
            queries.residents_newly_allowed(people, on - timedelta(days=ALLOWED_SINCE_DAYS), until), on
        ),
        *_intakes(queries.unfinished_intakes(people), on),
        *_not_seen(queries.residents_not_seen(people, on - timedelta(days=NO_CONTACT_DAYS)), on),
    ]
    work = Worklist()
    for job in sorted(jobs, key=lambda job: job.due_on):
        work.add(job, on)
    return work


def day(value: date) -> str:
    """A day of this year as the worklist writes it: ``4 November``."""
    return date_format(value, "j F")


def person(resident: Resident) -> SafeString:
    """The name of a resident as a link to their page."""
    url = reverse("matching:resident", args=[resident.code])
    return format_html('<a class="strong" href="{}">{}</a>', url, resident.short_name)


def _steps(steps: Iterable[Step], on: date) -> Iterator[Job]:
    for step in steps:
        resident, waited = step.resident, (on - step.opened_on).days
        is_late = step.due_on < on
        if is_late:
            sentence = _("{name}: {step} is late")
            sub = _("This was due on %(day)s. Whose turn: %(party)s. Waiting for %(days)d days.")
        elif step.due_on == on:
            sentence = _("{name}: {step} is due today")
            sub = _("Whose turn: %(party)s. Waiting for %(days)d days.")
        else:
            sentence = _("{name}: {step} is due")
            sub = _("By %(day)s. Whose turn: %(party)s. Waiting for %(days)d days.")
        yield Job(
            due_on=step.due_on,
            sentence=format_html(sentence, name=person(resident), step=step.get_kind_display()),
            sub=sub % {"day": day(step.due_on), "party": step.get_party_display(), "days": waited},
            icon="pause" if is_late else STEP_ICONS[step.kind],
            kind="stop" if is_late else "wait" if step.due_on == on else "",
            action=_("Record it"),
            url=reverse("residents:step", args=[resident.code, step.pk]),
        )


def _starts(placements: Iterable[Placement], on: date) -> Iterator[Job]:
    for placement in placements:
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
        )


def _check_ins(check_ins: Iterable[CheckIn], on: date) -> Iterator[Job]:
    for check_in in check_ins:
        is_late, placement = check_in.due_on < on, check_in.placement
        if is_late:
            sub = _("This was planned for %(day)s. Works at %(company)s since %(since)s.")
        else:
            sub = _("Planned for %(day)s. Works at %(company)s since %(since)s.")
        yield Job(
            due_on=check_in.due_on,
            sentence=format_html(
                _("{name}: talk of week {week}"), name=person(check_in.resident), week=check_in.week
            ),
            sub=sub
            % {
                "day": day(check_in.due_on),
                "company": placement.match.company,
                "since": day(placement.started_on),
            },
            icon="bang" if is_late else "heart",
            kind="stop" if is_late else "",
            action=_("Record it"),
            url=reverse("matching:check_in", args=[check_in.pk]),
        )


def _answers(proposals: Iterable[Proposal], on: date) -> Iterator[Job]:
    """One line for each vacancy and kind of answer, due today."""
    groups: dict[tuple[int, str], list[Proposal]] = {}
    for proposal in proposals:
        groups.setdefault((proposal.vacancy_id, proposal.status), []).append(proposal)
    for (_vacancy, status), answers in groups.items():
        vacancy, names = answers[0].vacancy, ", ".join(each.resident.short_name for each in answers)
        n = len(answers)
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
        url = reverse("matching:vacancy", args=[vacancy.code])
        yield Job(
            due_on=on,
            sentence=format_html(
                sentence,
                company=format_html('<a class="strong" href="{}">{}</a>', url, vacancy.company),
                n=n,
            ),
            sub=f"{vacancy.title}: {names}",
            icon="clock" if status == Proposal.Status.LAPSED else "mail",
            kind="go" if status == Proposal.Status.INVITED else "",
            action=_("See the answer"),
            url=url,
        )


def _documents(documents: Iterable[Document], on: date) -> Iterator[Job]:
    for document in documents:
        left = (document.until_on - on).days
        names = {"name": person(document.resident), "document": document.get_type_display()}
        if left < 0:
            sentence, sub = _("{name}: {document} has expired"), _("It was valid until %(day)s.")
        else:
            sentence = ngettext(
                "{name}: {document} expires in {days} day", "{name}: {document} expires in {days} days", left
            )
            sub = _("It is valid until %(day)s. Ask for the renewal in time.")
        soon = on if left <= EXPIRES_SOON_DAYS else on + timedelta(days=AHEAD_DAYS)
        yield Job(
            due_on=document.until_on if left < 0 else soon,
            sentence=format_html(sentence, days=left, **names),
            sub=sub % {"day": date_format(document.until_on, "j F Y")},
            icon="doc",
            kind="stop" if left < 0 else "wait",
            action=_("Record the document"),
            url=reverse("residents:procedure", args=[document.resident.code]),
        )


def _allowed(residents: Iterable[Resident], on: date) -> Iterator[Job]:
    for resident in residents:
        first = resident.work_allowed_from
        if first == on:
            sentence = _("{name} may work from today")
        elif first < on:
            sentence = _("{name} may work since {day}")
        else:
            sentence = _("{name} may work from {day}")
        needs_intake = resident.status != Resident.Status.GUIDANCE
        yield Job(
            due_on=max(first, on),
            sentence=format_html(sentence, name=person(resident), day=day(first)),
            sub=_allowed_sub(resident),
            icon="flag",
            kind="go",
            action=_allowed_action(resident),
            url=reverse("residents:intake", args=[resident.code])
            if needs_intake
            else reverse("matching:vacancies"),
        )


def _allowed_action(resident: Resident) -> str:
    if resident.status == Resident.Status.GUIDANCE:
        return _("See vacancies")
    return _("Finish the intake") if resident.status == Resident.Status.INTAKE else _("Do the intake")


def _allowed_sub(resident: Resident) -> str:
    if resident.work_outcome == NEEDS_PERMIT:
        return _("The employer needs a work permit first.")
    if resident.work_outcome == NEEDS_NOTIFICATION:
        return _("The employer notifies the work first.")
    return _("There is no placement yet.")


def _intakes(intakes: Iterable[Intake], on: date) -> Iterator[Job]:
    for intake in intakes:
        lies = (on - intake.started_on).days
        yield Job(
            due_on=on if lies >= INTAKE_DAYS else on + timedelta(days=1),
            sentence=format_html(_("{name}: the intake is not finished"), name=person(intake.resident)),
            sub=_("Begun on %(day)s.") % {"day": day(intake.started_on)},
            icon="pen",
            kind="wait" if lies >= INTAKE_DAYS else "",
            action=_("Finish the intake"),
            url=reverse("residents:intake", args=[intake.resident.code]),
        )


def _not_seen(residents: Iterable[Resident], on: date) -> Iterator[Job]:
    for resident in residents:
        if resident.last_contact_on:
            days = (on - resident.last_contact_on).days
            sentence = format_html(_("{name}: no contact for {days} days"), name=person(resident), days=days)
            sub = _("Last seen on %(day)s.") % {"day": day(resident.last_contact_on)}
        else:
            sentence = format_html(_("{name}: in guidance, but never seen"), name=person(resident))
            sub = _("No contact has been logged.")
        yield Job(
            due_on=on + timedelta(days=AHEAD_DAYS),
            sentence=sentence,
            sub=sub,
            icon="phone",
            kind="",
            action=_("Log a contact"),
            url=f"{reverse('residents:outreach')}?resident={resident.code}",
        )
