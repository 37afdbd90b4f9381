"""The kinds of reminders: for each, which rows it is about, who gets it, and its words.

``rows(on)`` reads through scoped managers: with everything open it finds whom to remind, and in the scope of
the recipient it finds what may stand in their e-mail. A kind that repeats (a document 90, 30, 7 days before)
is several kinds under one topic; a topic is what a user can mute.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from desk.reminders.certificates import certificate_text, certificate_url, expiring_certificates
from desk.reminders.employers import (
    paper_text,
    papers_to_file,
    papers_url,
    undecided_text,
    undecided_url,
    undecided_vacancies,
)
from jobdesk.trail.access import roles_that_may
from law.engine import MAY_WORK
from law.steps import ON_WAGE, codes
from matching.models import CheckIn, Placement, Proposal
from residents.models import Document, NumberRequest, PlanAction, PlanReview, Relocation, Resident, Step
from residents.models.legal import document_codes

DUE_SOON_DAYS = 3
ESCALATED_AFTER_DAYS = 14
CONTRACT_DAYS = 30
ALLOWED_SINCE_DAYS = 6  # a server that was down for some days must not keep this from a coach
ANSWER_DAYS = 2
LAPSED_SINCE_DAYS = 14

# Who is reminded. TO_DESK: the coach of the resident, or the coordinators of the centre where there is no
# coach who (still) works there, or the coaches of a centre that has no coordinator either.
TO_DESK, TO_COORDINATORS, TO_EMPLOYER = "desk", "coordinators", "employer"
# What the roles of a recipient may do: see jobdesk/trail/access.py.
ACTIONS = {TO_DESK: "cases.take", TO_COORDINATORS: "cases.oversee", TO_EMPLOYER: "vacancies.post"}


@dataclass(frozen=True)
class Topic:
    """What a user can mute, and the heading in the e-mail. ``is_mandatory``: cannot be muted."""

    code: str
    label: str | Promise
    help: str | Promise
    is_mandatory: bool = False


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of reminder. ``due`` names the row's day, ``person`` the path from a row to its resident.

    ``centre``: the path to the centre whose coordinators get it, where it is not that of the resident.
    ``country``: the path to the country all of whose coordinators get it. ``company``: the path to the
    company whose members get it. ``tells``: the kinds, later in ``ALL``, whose line about the same row is
    left out of an e-mail that has this one: it says the same and more.
    """

    code: str
    topic: Topic
    to: str
    rows: Callable[[date], QuerySet]
    due: str
    text: Callable[[Model, date], str]
    url: Callable[[Model], str]
    person: str = "resident__"
    centre: str = ""
    country: str = ""
    company: str = "vacancy__company"
    tells: tuple[str, ...] = ()


DUE_SOON = Topic(
    "due_soon",
    gettext_lazy("Due soon"),
    gettext_lazy("Steps that are due within three days."),
)
OVERDUE = Topic(
    "overdue",
    gettext_lazy("Late"),
    gettext_lazy("Steps that are late. A person waits."),
    is_mandatory=True,
)
ESCALATED = Topic(
    "escalated",
    gettext_lazy("Late for more than two weeks"),
    gettext_lazy("Steps at your centre that are more than 14 days late."),
    is_mandatory=True,
)
EXPIRING = Topic(
    "expiring",
    gettext_lazy("Documents and permits that expire"),
    gettext_lazy("90, 30 and 7 days before. Without them the right to work may end."),
    is_mandatory=True,
)
CERTIFICATE = Topic(
    "certificate",
    gettext_lazy("Certificates and driving licences that expire"),
    gettext_lazy(
        "Certificates and driving licences, 60 and 14 days before they expire: in time for a course or an "
        "examination."
    ),
)
DECLARATION = Topic(
    "declaration",
    gettext_lazy("Income to declare"),
    gettext_lazy("Declarations of income to the reception agency, from the day on which they can be sent."),
)
CONTRACT = Topic(
    "contract",
    gettext_lazy("Contracts that end"),
    gettext_lazy("Contracts that end within 30 days."),
)
CHECK_IN = Topic(
    "check_in",
    gettext_lazy("Talks after the start"),
    gettext_lazy("Talks with people at work that are due."),
)
ALLOWED = Topic(
    "allowed",
    gettext_lazy("May work from now on"),
    gettext_lazy("The day on which somebody may work for the first time."),
)
ANSWER = Topic(
    "answer",
    gettext_lazy("Candidates who wait for your answer"),
    gettext_lazy("Candidates who wait for your answer, two days before it is due."),
)
PAPERS = Topic(
    "papers",
    gettext_lazy("Papers that wait for you"),
    gettext_lazy(
        "Papers for the work of a candidate that it is your turn to file. Without them nobody can begin."
    ),
    is_mandatory=True,
)
VACANCY = Topic(
    "vacancy",
    gettext_lazy("Vacancies that wait for approval"),
    gettext_lazy(
        "Vacancies that an employer handed in two days ago or longer, and that nobody has decided on."
    ),
)
PLAN = Topic(
    "plan",
    gettext_lazy("Plans"),
    gettext_lazy("What you agreed to do for a resident, and reviews of plans, on their day."),
)
MOVES = Topic(
    "moves",
    gettext_lazy("Residents who move"),
    gettext_lazy("Cases you are asked to take over, and those that nobody has accepted in time."),
    is_mandatory=True,
)
LAPSED = Topic(
    "lapsed",
    gettext_lazy("Employers who did not answer"),
    gettext_lazy("Proposals that lapsed without an answer of the employer."),
)


def _day(value: date) -> str:
    return date_format(value, "j F Y")


def _open_steps() -> QuerySet[Step]:
    return (
        Step.objects.filter(status=Step.Status.OPEN)
        .exclude(resident__status=Resident.Status.EXITED)
        .select_related("resident__coach", "resident__centre")
    )


def _steps_due_soon(on: date) -> QuerySet[Step]:
    return _open_steps().filter(due_on__gte=on, due_on__lte=on + timedelta(days=DUE_SOON_DAYS))


def _declarations(on: date) -> QuerySet[Step]:
    """Those with more time than ``DUE_SOON_DAYS``: after that, they are due soon."""
    kinds = codes(lambda kind: ON_WAGE in kind.opened_by)
    return _open_steps().filter(kind__in=kinds, due_on__gt=on + timedelta(days=DUE_SOON_DAYS))


def _steps_overdue(on: date) -> QuerySet[Step]:
    return _open_steps().filter(due_on__lt=on)


def _steps_escalated(on: date) -> QuerySet[Step]:
    return _open_steps().filter(due_on__lt=on - timedelta(days=ESCALATED_AFTER_DAYS))


def _documents(more_than: int, at_most: int) -> Callable[[date], QuerySet[Document]]:
    """Documents with so many days left, without a later one that takes their place.

    A permit for one employer takes the place of no other; any proof of stay takes that of an earlier one.
    """

    def rows(on: date) -> QuerySet[Document]:
        later = Document.objects.filter(resident=OuterRef("resident")).filter(
            Q(until_on__gt=OuterRef("until_on")) | Q(until_on=None)
        )
        same = later.filter(type=OuterRef("type"), employer=OuterRef("employer"))
        stay = later.proving_stay()
        return (
            Document.objects.filter(
                until_on__gt=on + timedelta(days=more_than), until_on__lte=on + timedelta(days=at_most)
            )
            .exclude(resident__status=Resident.Status.EXITED)
            .exclude(Exists(same))
            .exclude(Exists(stay), ~Q(type__in=document_codes(lambda kind: not kind.proves_stay)))
            .select_related("resident__centre")
        )

    return rows


def _contracts(on: date) -> QuerySet[Placement]:
    return Placement.objects.filter(
        status=Placement.Status.STARTED,
        planned_end_on__gte=on,
        planned_end_on__lte=on + timedelta(days=CONTRACT_DAYS),
    ).select_related("resident")


def _check_ins(on: date) -> QuerySet[CheckIn]:
    return CheckIn.objects.filter(
        status=CheckIn.Status.PLANNED, due_on__lte=on, placement__status=Placement.Status.STARTED
    ).select_related("resident")


def _allowed(on: date) -> QuerySet[Resident]:
    return Resident.objects.present().filter(
        work_outcome__in=MAY_WORK,
        work_allowed_from__lte=on,
        work_allowed_from__gte=on - timedelta(days=ALLOWED_SINCE_DAYS),
    )


def _unanswered(on: date) -> QuerySet[Proposal]:
    return Proposal.objects.filter(
        status=Proposal.Status.PROPOSED,
        answer_due_on__gte=on,
        answer_due_on__lte=on + timedelta(days=ANSWER_DAYS),
    ).select_related("vacancy")


def _lapsed(on: date) -> QuerySet[Proposal]:
    return Proposal.objects.filter(
        status=Proposal.Status.LAPSED,
        answer_seen_at=None,
        answer_due_on__gte=on - timedelta(days=LAPSED_SINCE_DAYS),
    ).select_related("resident", "vacancy__company__organisation")


def _plan_actions(on: date) -> QuerySet[PlanAction]:
    return (
        PlanAction.objects.filter(status=PlanAction.Status.OPEN, owner=PlanAction.Owner.COACH, due_on__lte=on)
        .exclude(resident__status=Resident.Status.EXITED)
        .select_related("resident")
    )


def _plan_reviews(on: date) -> QuerySet[PlanReview]:
    return (
        PlanReview.objects.filter(done_on=None, due_on__lte=on)
        .exclude(resident__status=Resident.Status.EXITED)
        .select_related("resident")
    )


def _moves(**which) -> QuerySet[Relocation]:
    return Relocation.objects.filter(**which).select_related("resident", "from_centre", "to_centre")


def _moves_asked(_on: date) -> QuerySet[Relocation]:
    return _moves(status=Relocation.Status.ASKED)


def _numbers_asked(_on: date) -> QuerySet[NumberRequest]:
    return NumberRequest.objects.filter(status=NumberRequest.Status.ASKED).select_related("asking_centre")


def _moves_late(on: date) -> QuerySet[Relocation]:
    return _moves(status=Relocation.Status.ASKED, answer_due_on__lt=on)


def _moves_declined(on: date) -> QuerySet[Relocation]:
    since = on - timedelta(days=LAPSED_SINCE_DAYS)
    return _moves(status=Relocation.Status.DECLINED, answered_on__gte=since)


def _due_soon_text(step: Step, _on: date) -> str:
    words = _("%(name)s: %(step)s is due on %(day)s. Whose turn: %(party)s.")
    return words % _step_words(step)


def _overdue_text(step: Step, _on: date) -> str:
    words = _("%(name)s: %(step)s was due on %(day)s. Whose turn: %(party)s.")
    return words % _step_words(step)


def _declaration_text(step: Step, _on: date) -> str:
    words = _("%(name)s: %(step)s, to be sent by %(day)s. Keep the proof.")
    return words % _step_words(step)


def _escalated_text(step: Step, on: date) -> str:
    late = (on - step.due_on).days
    coach = step.resident.coach
    if coach is None:
        words = ngettext(
            "%(name)s: %(step)s is %(days)d day late. There is no coach.",
            "%(name)s: %(step)s is %(days)d days late. There is no coach.",
            late,
        )
    else:
        words = ngettext(
            "%(name)s (coach %(coach)s): %(step)s is %(days)d day late.",
            "%(name)s (coach %(coach)s): %(step)s is %(days)d days late.",
            late,
        )
    return words % {**_step_words(step), "days": late, "coach": coach.short_name if coach else ""}


def _step_words(step: Step) -> dict[str, str]:
    return {
        "name": step.resident.short_name,
        "step": step.get_kind_display(),
        "day": _day(step.due_on),
        "party": step.get_party_display(),
    }


def _document_text(document: Document, _on: date) -> str:
    return _("%(name)s: %(document)s is valid until %(day)s.") % {
        "name": document.resident.short_name,
        "document": document.get_type_display(),
        "day": _day(document.until_on),
    }


def _contract_text(placement: Placement, _on: date) -> str:
    return _("%(name)s: the contract as %(job)s ends on %(day)s.") % {
        "name": placement.resident.short_name,
        "job": placement.job_title,
        "day": _day(placement.planned_end_on),
    }


def _check_in_text(check_in: CheckIn, _on: date) -> str:
    return _("%(name)s: the talk of week %(week)d was planned for %(day)s.") % {
        "name": check_in.resident.short_name,
        "week": check_in.week,
        "day": _day(check_in.due_on),
    }


def _allowed_text(resident: Resident, on: date) -> str:
    names = {"name": resident.short_name, "day": _day(resident.work_allowed_from)}
    if resident.work_allowed_from == on:
        return _("From today %(name)s may work.") % names
    return _("%(name)s may work since %(day)s.") % names


def _unanswered_text(proposal: Proposal, _on: date) -> str:
    # For employers: the candidate's code and their own job title, nothing of the resident.
    return _("Candidate %(code)s for %(job)s: please answer by %(day)s.") % {
        "code": proposal.code,
        "job": proposal.vacancy.title,
        "day": _day(proposal.answer_due_on),
    }


def _lapsed_text(proposal: Proposal, _on: date) -> str:
    return _("%(company)s did not answer about %(name)s for %(job)s.") % {
        "company": proposal.vacancy.company,
        "name": proposal.resident.short_name,
        "job": proposal.vacancy.title,
    }


def _plan_action_text(action: PlanAction, _on: date) -> str:
    return _("%(name)s: %(what)s, agreed for %(day)s.") % {
        "name": action.resident.short_name,
        "what": action.what,
        "day": _day(action.due_on),
    }


def _plan_review_text(review: PlanReview, _on: date) -> str:
    return _("%(name)s: look at the plan together, planned for %(day)s.") % {
        "name": review.resident.short_name,
        "day": _day(review.due_on),
    }


def _plan_url(row: PlanAction | PlanReview) -> str:
    return reverse("residents:plan", args=[row.resident.code])


def _move_words(move: Relocation) -> dict[str, str]:
    return {
        "name": move.resident.short_name,
        "old": move.from_centre.name,
        "new": move.to_centre.name,
        "day": _day(move.moves_on),
        "due": _day(move.answer_due_on),
    }


def _move_asked_text(move: Relocation, _on: date) -> str:
    words = _("%(name)s moves from %(old)s to %(new)s on %(day)s. Please answer by %(due)s.")
    return words % _move_words(move)


def _number_asked_text(question: NumberRequest, _on: date) -> str:
    # No name: the row is also in the scope of the desk that asks.
    words = _("%(centre)s has a resident with the same number as one of yours, and asks for the case.")
    return words % {"centre": question.asking_centre.name}


def _number_url(question: NumberRequest) -> str:
    return reverse("residents:number_request", args=[question.code])


def _move_late_text(move: Relocation, _on: date) -> str:
    words = _("%(name)s moves to %(new)s on %(day)s. The desk there should have answered by %(due)s.")
    return words % _move_words(move)


def _move_declined_text(move: Relocation, _on: date) -> str:
    return _("%(name)s: %(new)s sent the case back.") % _move_words(move)


def _move_url(move: Relocation) -> str:
    return reverse("desk:relocation", args=[move.code])


def _step_url(step: Step) -> str:
    return reverse("residents:step", args=[step.resident.code, step.pk])


def _procedure_url(document: Document) -> str:
    return reverse("residents:procedure", args=[document.resident.code])


def _vacancy_url(proposal: Proposal) -> str:
    return reverse("matching:vacancy", args=[proposal.vacancy.code])


def _expiring(code: str, more_than: int, at_most: int) -> Kind:
    rows = _documents(more_than, at_most)
    return Kind(
        code=code,
        topic=EXPIRING,
        to=TO_DESK,
        rows=rows,
        due="until_on",
        text=_document_text,
        url=_procedure_url,
    )


def _certificate(code: str, more_than: int, at_most: int) -> Kind:
    rows = expiring_certificates(more_than, at_most)
    return Kind(
        code=code,
        topic=CERTIFICATE,
        to=TO_DESK,
        rows=rows,
        due="expires_on",
        text=certificate_text,
        url=certificate_url,
    )


def _papers(code: str, *, is_late: bool) -> Kind:
    rows = papers_to_file(is_late=is_late)
    return Kind(
        code=code,
        topic=PAPERS,
        to=TO_EMPLOYER,
        rows=rows,
        due="paper_due_on",
        text=paper_text,
        url=papers_url,
        company="match__company",
    )


# The order is that of the e-mail: what may not wait comes first.
ALL = (
    Kind(
        code="move_late",
        topic=MOVES,
        to=TO_COORDINATORS,
        rows=_moves_late,
        due="answer_due_on",
        text=_move_late_text,
        url=_move_url,
        centre="to_centre",
        tells=("move_late_old", "move_asked"),
    ),
    Kind(
        code="move_late_old",
        topic=MOVES,
        to=TO_COORDINATORS,
        rows=_moves_late,
        due="answer_due_on",
        text=_move_late_text,
        url=_move_url,
        centre="from_centre",
    ),
    Kind(
        code="move_asked",
        topic=MOVES,
        to=TO_COORDINATORS,
        rows=_moves_asked,
        due="asked_on",
        text=_move_asked_text,
        url=_move_url,
        centre="to_centre",
    ),
    Kind(
        code="number_asked",
        topic=MOVES,
        to=TO_COORDINATORS,
        rows=_numbers_asked,
        due="asked_on",
        text=_number_asked_text,
        url=_number_url,
    ),
    Kind(
        code="move_declined",
        topic=MOVES,
        to=TO_DESK,
        rows=_moves_declined,
        due="answered_on",
        text=_move_declined_text,
        url=_move_url,
    ),
    Kind(
        code="escalated",
        topic=ESCALATED,
        to=TO_COORDINATORS,
        rows=_steps_escalated,
        due="due_on",
        text=_escalated_text,
        url=_step_url,
        tells=("overdue",),
    ),
    Kind(
        code="overdue",
        topic=OVERDUE,
        to=TO_DESK,
        rows=_steps_overdue,
        due="due_on",
        text=_overdue_text,
        url=_step_url,
    ),
    _expiring("expiring_7", -1, 7),
    _expiring("expiring_30", 7, 30),
    _expiring("expiring_90", 30, 90),
    Kind(
        code="due_soon",
        topic=DUE_SOON,
        to=TO_DESK,
        rows=_steps_due_soon,
        due="due_on",
        text=_due_soon_text,
        url=_step_url,
    ),
    Kind(
        code="declaration",
        topic=DECLARATION,
        to=TO_DESK,
        rows=_declarations,
        due="due_on",
        text=_declaration_text,
        url=_step_url,
    ),
    Kind(
        code="check_in",
        topic=CHECK_IN,
        to=TO_DESK,
        rows=_check_ins,
        due="due_on",
        text=_check_in_text,
        url=lambda check_in: reverse("matching:check_in", args=[check_in.pk]),
    ),
    Kind(
        code="plan_action",
        topic=PLAN,
        to=TO_DESK,
        rows=_plan_actions,
        due="due_on",
        text=_plan_action_text,
        url=_plan_url,
    ),
    Kind(
        code="plan_review",
        topic=PLAN,
        to=TO_DESK,
        rows=_plan_reviews,
        due="due_on",
        text=_plan_review_text,
        url=_plan_url,
    ),
    Kind(
        code="contract",
        topic=CONTRACT,
        to=TO_DESK,
        rows=_contracts,
        due="planned_end_on",
        text=_contract_text,
        url=lambda placement: reverse("desk:placement", args=[placement.code]),
    ),
    _certificate("certificate_14", -1, 14),
    _certificate("certificate_60", 14, 60),
    Kind(
        code="allowed",
        topic=ALLOWED,
        to=TO_DESK,
        rows=_allowed,
        due="work_allowed_from",
        text=_allowed_text,
        url=lambda resident: reverse("desk:resident", args=[resident.code]),
        person="",
    ),
    Kind(
        code="lapsed",
        topic=LAPSED,
        to=TO_DESK,
        rows=_lapsed,
        due="answer_due_on",
        text=_lapsed_text,
        url=_vacancy_url,
    ),
    Kind(
        code="vacancy",
        topic=VACANCY,
        to=TO_COORDINATORS,
        rows=undecided_vacancies,
        due="submitted_on",
        text=undecided_text,
        url=undecided_url,
        country="company__organisation__country",
    ),
    _papers("paper_late", is_late=True),
    _papers("paper", is_late=False),
    Kind(
        code="answer",
        topic=ANSWER,
        to=TO_EMPLOYER,
        rows=_unanswered,
        due="answer_due_on",
        text=_unanswered_text,
        url=_vacancy_url,
    ),
)
KINDS = {kind.code: kind for kind in ALL}


def topics_for(roles: set[str]) -> list[Topic]:
    """Return the topics that users with one of these roles can get, in the order of the e-mail."""
    return list(dict.fromkeys(kind.topic for kind in ALL if roles_that_may(ACTIONS[kind.to]) & roles))
