"""The eight stations of one person's way to work, each read from the case as it stands on a day.

No queries: the resident comes from ``matching.queries.with_case``, which has fetched all that is read here.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobdesk.desks.models import USUAL_CHECK_IN_WEEKS
from law.countries.record import DocumentKind, Status
from law.engine import ALLOWED, MAY_WORK, NOT_ALLOWED, NOT_YET
from law.registry import country
from law.steps import (
    ACCOUNT,
    BY_DOCUMENT,
    NUMBER,
    PERMIT,
    START,
    VOLUNTEERING,
    StepKind,
    codes,
    kinds_for,
)
from matching.models import CheckIn, Placement
from residents.models import Document, LegalEvent, Resident, Step

DONE, NOW, BLOCKED, LATER, SKIP = "done", "now", "blocked", "later", "skip"
KEYS = ("application", "waiting", "document", "number", "bank", "permit", "start", "aftercare")

EXPIRY_NOTICE_DAYS = 30  # from here on an ending document asks for attention


@dataclass(frozen=True)
class Station:
    """One stop. ``who`` says who must act, or the date; ``is_holding`` that it holds up the start.

    ``kind``: the kind of step that this stop is about, whether or not there is such a step.
    """

    key: str
    name: str
    state: str
    state_text: str = ""
    who: str = ""
    icon: str = ""
    since: date | None = None
    step: Step | None = None
    kind: StepKind | None = None
    is_holding: bool = False

    def released(self) -> Station:
        """Return the same stop as one that runs: another one holds up the start already."""
        return replace(self, is_holding=False)


@dataclass(frozen=True)
class Case:
    """What the stations read of one resident, as of ``on``: of ``placement``, the one under way if any."""

    resident: Resident
    on: date
    placement: Placement | None
    steps: dict[str, list[Step]] = field(default_factory=dict)

    @classmethod
    def of(cls, resident: Resident, on: date, placement: Placement | None = None) -> Case:
        """Sort the steps of the case by kind, newest last. ``placement``: one of several that is meant."""
        steps: dict[str, list[Step]] = {}
        for step in sorted(resident.steps.all(), key=lambda step: (step.opened_on, step.pk)):
            steps.setdefault(step.kind, []).append(step)
        return cls(resident, on, placement or _under_way(resident), steps)

    @property
    def country(self) -> str:
        return self.resident.centre.country

    @cached_property
    def protection(self) -> Status | None:
        """The status that was granted last."""
        granted = [
            event.value
            for event in self.resident.legal_events.all()
            if event.type == LegalEvent.Type.STATUS_GRANTED and event.on <= self.on
        ]
        return country(self.country).status(granted[-1]) if granted else None

    @property
    def has_temporary_protection(self) -> bool:
        """Whether protection was given without an application for asylum."""
        return self.protection is not None and self.protection.is_temporary

    @cached_property
    def document(self) -> Document | None:
        """Of the documents that prove the stay and have begun, the one that ends last; None if none is."""
        seen = [
            document
            for document in self.resident.documents.all()
            if document.kind.proves_stay and document.from_on <= self.on
        ]
        return max(seen, key=lambda document: document.until_on or date.max, default=None)

    @property
    def document_kind(self) -> DocumentKind:
        """The kind of the document that was seen; of the one this person should have, if none was."""
        if self.document:
            return self.document.kind
        record = country(self.country)
        return record.document_by_code[
            self.protection.document if self.protection else record.applicant_document
        ]

    @property
    def permit_purpose(self) -> str:
        """What the steps are for that work waits for: a permit, a notification, a declaration."""
        if self.is_volunteer:
            return VOLUNTEERING
        needs = self.protection.work_needs if self.protection else ""
        needs = needs or country(self.country).work_needs
        return needs if kinds_for(needs, self.country) else PERMIT

    @cached_property
    def applied_on(self) -> date | None:
        """The day of the last application for asylum."""
        days = [
            event.on
            for event in self.resident.legal_events.all()
            if event.type == LegalEvent.Type.APPLICATION_LODGED and event.on <= self.on
        ]
        return days[-1] if days else None

    @cached_property
    def is_at_work(self) -> bool:
        return self.placement is not None and self.placement.status == Placement.Status.STARTED

    @cached_property
    def has_worked(self) -> bool:
        return any(placement.started_on for placement in self.resident.placements.all())

    @property
    def is_volunteer(self) -> bool:
        return self.placement is not None and self.placement.kind == Placement.Kind.VOLUNTEERING

    @property
    def is_planned_without_wage(self) -> bool:
        """Whether the work that is to begin pays nothing: it waits for no number and no account."""
        planned = self.placement is not None and self.placement.status == Placement.Status.PLANNED
        return planned and self.placement.kind not in Placement.PAID_KINDS

    def company_of(self, step: Step) -> str:
        """The company of the job that a step is for; of one for any job, that of the placement."""
        jobs = {each.code: each for each in self.resident.placements.all()}
        placement = jobs.get(step.subject, self.placement)
        return str(placement.match.company) if placement else ""

    @property
    def may_work(self) -> bool:
        """Whether the rules let this person work on the day, perhaps with a permit or a notification."""
        first = self.resident.work_allowed_from
        if self.resident.work_outcome == NOT_YET:
            return first is not None and first <= self.on
        return self.resident.work_outcome in MAY_WORK and (first is None or first <= self.on)

    def step(self, *kinds: str) -> Step | None:
        """The open step of these kinds, else the last closed one; no permit of an earlier placement."""
        code = self.placement.code if self.placement else ""
        steps = [
            step
            for kind in kinds
            for step in self.steps.get(kind, [])
            if not step.entry.of_one_job or step.subject in ("", code)
        ]
        still_open = [step for step in steps if step.status in Step.UNDER_WAY]
        return (still_open or steps or [None])[-1]

    def step_for(self, purpose: str) -> Step | None:
        """The step that serves a purpose, chosen as ``step`` does.

        Where the country has no such step, one that the case brought along from another country counts.
        """
        own = [kind.kind for kind in kinds_for(purpose, self.country)]
        return self.step(*(own or codes(lambda kind: kind.purpose == purpose)))

    def kind_for(self, purpose: str) -> StepKind | None:
        """The kind of step that serves a purpose in the country of the case; None where there is none."""
        return next(iter(kinds_for(purpose, self.country)), None)


def _under_way(resident: Resident) -> Placement | None:
    """The placement that the way to work is about: paid work first, and of that the one that has started.

    Someone who volunteers, or learns at a firm, and has a job planned still waits for that job.
    """
    by_status = {
        (placement.kind in Placement.PAID_KINDS, placement.status): placement
        for placement in reversed(resident.placements.all())
    }
    for is_paid in (True, False):
        for status in (Placement.Status.STARTED, Placement.Status.PLANNED):
            if (is_paid, status) in by_status:
                return by_status[is_paid, status]
    return None


def stations_of(case: Case) -> list[Station]:
    """Return the eight stations in their order; several may hold, see ``desk.case.path``."""
    return [
        _application(case),
        _waiting(case),
        _document(case),
        _number(case),
        _bank(case),
        _permit(case),
        _start(case),
        _aftercare(case),
    ]


def day(value: date) -> str:
    """A day as the path writes it: short, and with the year, as many lie in another one."""
    return date_format(value, "j N Y")


def party_of(step: Step, case: Case) -> str:
    """Who must act, by name where we know it."""
    resident = case.resident
    if step.party == Step.Party.EMPLOYER and (company := case.company_of(step)):
        return company
    return {
        Step.Party.RESIDENT: resident.first_name,
        Step.Party.COACH: _("coach"),
        Step.Party.EMPLOYER: _("employer"),
        Step.Party.AGENCY: resident.get_reception_display(),
        Step.Party.MUNICIPALITY: _("municipality of %(place)s") % {"place": resident.centre.municipality},
        Step.Party.AUTHORITY: _(step.entry.authority) if step.entry.authority else _("authority"),
    }[step.party]


def _application(case: Case) -> Station:
    key, name = KEYS[0], _("Asylum application")
    if case.has_temporary_protection:
        return Station(key, name, SKIP, _("Not needed"))
    if case.applied_on:
        return Station(key, name, DONE, _("Done"), day(case.applied_on), since=case.applied_on)
    if case.protection:
        return Station(key, name, DONE, _("Done"))
    return Station(key, name, NOW, _("Day not known"), _("coach"))


def _waiting(case: Case) -> Station:
    key, name, resident = KEYS[1], _("Waiting time"), case.resident
    if case.protection:
        return Station(key, name, SKIP, _("Not needed"))
    first = resident.work_allowed_from
    if case.may_work:
        who = _("until %(day)s") % {"day": day(first)} if first else ""
        return Station(key, name, DONE, _("Done"), who, since=first)
    if resident.work_outcome == NOT_ALLOWED:
        who = _(country(case.country).asylum_authority)
        return Station(
            key,
            _("Procedure"),
            NOW,
            _("May not work"),
            who,
            since=case.applied_on,
            is_holding=not case.is_at_work,
        )
    if first and case.applied_on:
        text = _("Runs, day %(day)d of %(total)d") % {
            "day": (case.on - case.applied_on).days,
            "total": (first - case.applied_on).days,
        }
        return Station(key, name, NOW, text, _("until %(day)s") % {"day": day(first)}, since=case.applied_on)
    if case.applied_on is None:
        return Station(key, name, LATER)
    return Station(key, name, NOW, _("End not known"), _("coach"), since=case.applied_on)


def _document(case: Case) -> Station:
    key, name = KEYS[2], _(case.document_kind.station_name)
    newest = case.document
    if newest is None:
        if case.may_work and case.protection:
            return Station(key, name, NOW, _("Not seen yet"), _("coach"))
        return Station(key, name, LATER, _("Not seen yet"))
    if newest.until_on is None:
        return Station(key, name, DONE, _("Valid"), since=newest.from_on)
    until = _("until %(day)s") % {"day": day(newest.until_on)}
    left = (newest.until_on - case.on).days
    if left > EXPIRY_NOTICE_DAYS:
        return Station(key, name, DONE, _("Valid"), until, since=newest.from_on)
    renewal = case.step(*codes(lambda kind: kind.ended_by == BY_DOCUMENT))
    if left >= 0:
        text = ngettext("Expires in %(days)d day", "Expires in %(days)d days", left) % {"days": left}
        return Station(key, name, NOW, text, until, since=newest.until_on, step=_if_open(renewal))
    text = ngettext("Expired %(days)d day ago", "Expired %(days)d days ago", -left) % {"days": -left}
    return Station(
        key,
        name,
        NOW,
        text,
        until,
        since=newest.until_on,
        step=_if_open(renewal),
        is_holding=not case.is_at_work,
    )


def _number(case: Case) -> Station:
    return _of_wage(case, KEYS[3], _("Number"), NUMBER)


def _bank(case: Case) -> Station:
    number = None if case.is_planned_without_wage else case.step_for(NUMBER)
    waits = number is not None and number.status == Step.Status.OPEN
    step, kind = case.step_for(ACCOUNT), case.kind_for(ACCOUNT)
    is_after = kind is not None and number is not None and number.kind in kind.waits_for
    if waits and is_after and (step is None or step.status in Step.UNDER_WAY):
        after = number.entry.after
        who, name = _(after) if after else "", _name(kind, _("Bank account"))
        return Station(KEYS[4], name, LATER, _("Not possible yet"), who, kind=kind)
    return _of_wage(case, KEYS[4], _("Bank account"), ACCOUNT)


def _of_wage(case: Case, key: str, otherwise: str, purpose: str) -> Station:
    """A number or an account: the person's own, and what paid work waits for."""
    step = case.step_for(purpose)
    kind = step.entry if step else case.kind_for(purpose)
    name = _name(kind, otherwise)
    if kind is None:
        return Station(key, name, SKIP, _("Not needed"))
    if case.is_planned_without_wage and (step is None or step.status in Step.UNDER_WAY):
        return Station(key, name, SKIP, _("Not needed"), kind=kind)
    return replace(_step_station(case, key, name, step), kind=kind)


def _permit(case: Case) -> Station:
    key = KEYS[5]
    purpose = case.permit_purpose
    step = case.step_for(purpose)
    kind = step.entry if step else case.kind_for(purpose)
    name = _name(kind, _("Work permit"))
    is_asked = step is not None and step.status != Step.Status.NOT_NEEDED
    if not is_asked and _is_needless(case, purpose, step):
        return Station(key, name, SKIP, _("Not needed"), kind=kind)
    if case.placement is None:
        return Station(key, name, LATER, who=_("after the match"), kind=kind)
    return replace(_step_station(case, key, name, step), kind=kind)


def _is_needless(case: Case, purpose: str, step: Step | None) -> bool:
    """Whether the work needs no permit, notification or declaration, as nobody has asked for one."""
    if case.kind_for(purpose) is None:
        return True
    if purpose == VOLUNTEERING:
        return step is None
    return purpose == PERMIT and bool(case.protection or case.resident.work_outcome == ALLOWED)


def _name(kind: StepKind | None, otherwise: str) -> str:
    """The name of a stop: that of its kind of step, in the reader's language."""
    return _(kind.station_name) if kind else otherwise


def _step_station(case: Case, key: str, name: str, step: Step | None) -> Station:
    if step is None:
        if case.has_worked:
            return Station(key, name, DONE, _("Done"))
        return Station(key, name, LATER)
    if step.status == Step.Status.NOT_NEEDED:
        return Station(key, name, SKIP, _("Not needed"))
    if step.status == Step.Status.DONE:
        return Station(key, name, DONE, _("Done"), day(step.closed_on), since=step.closed_on)
    if step.status == Step.Status.WAITS:
        return Station(key, name, LATER, _("Not possible yet"))
    return _running(case, key, name, step)


def _running(case: Case, key: str, name: str, step: Step) -> Station:
    days = max((case.on - step.opened_on).days, 0)
    is_late = step.due_on is not None and step.due_on < case.on
    if is_late:
        text = ngettext("Late, %(days)d day", "Late, %(days)d days", days) % {"days": days}
    elif step.due_on:
        text = _("Runs, day %(day)d of %(total)d") % {
            "day": days,
            "total": (step.due_on - step.opened_on).days,
        }
    else:
        text = _("Runs, day %(day)d") % {"day": days}
    holds = is_late and not case.is_at_work
    return Station(
        key, name, NOW, text, party_of(step, case), since=step.opened_on, step=step, is_holding=holds
    )


def _start(case: Case) -> Station:
    key, name, placement = KEYS[6], _("First working day"), case.placement
    if placement is None:
        return Station(key, name, LATER)
    if case.is_at_work:
        return Station(key, name, DONE, _("Started"), day(placement.started_on), since=placement.started_on)
    declared = case.step_for(START)
    if declared is not None and declared.status == Step.Status.OPEN:
        kind = declared.entry
        return replace(_running(case, key, _(kind.station_name), declared), kind=kind)
    planned = _("planned for %(day)s") % {"day": day(placement.planned_start_on)}
    if placement.planned_start_on < case.on:
        return Station(key, name, NOW, _("Not confirmed"), planned, since=placement.planned_start_on)
    return Station(key, name, LATER, who=planned)


def _aftercare(case: Case) -> Station:
    key, name = KEYS[7], _("Aftercare")
    if not case.is_at_work:
        talks = len(USUAL_CHECK_IN_WEEKS)
        return Station(key, name, LATER, who=ngettext("%(n)d talk", "%(n)d talks", talks) % {"n": talks})
    waiting = [each for each in case.placement.check_ins.all() if each.status == CheckIn.Status.PLANNED]
    if not waiting:
        return Station(key, name, DONE, _("Done"))
    due = min(waiting, key=lambda check_in: check_in.due_on)
    if due.due_on < case.on:
        late = (case.on - due.due_on).days
        text = ngettext("Talk %(days)d day late", "Talk %(days)d days late", late) % {"days": late}
        return Station(key, name, NOW, text, _("coach"), since=due.due_on)
    text = _("Talk of week %(week)d") % {"week": due.week}
    return Station(key, name, NOW, text, day(due.due_on), since=case.placement.started_on)


def _if_open(step: Step | None) -> Step | None:
    return step if step is not None and step.status == Step.Status.OPEN else None
