"""The life of a vacancy after it was handed in: opened, on hold, filled, renewed, ended, closed."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from employers.from_matching.integrity import integrity
from employers.from_matching.places_taken import places_taken
from employers.from_matching.wage_rules import check_wage, objection_to
from employers.letters.vacancy import tell_who_posts
from employers.models import Vacancy, VacancyChange
from employers.queries import brought_in
from employers.transitions import CHANGE_TRANSITIONS, VACANCY_TRANSITIONS
from jobdesk.trail.audit import acting_user, change_status, record
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold

_Status = Vacancy.Status


@transaction.atomic
def open_vacancy(vacancy: Vacancy) -> None:
    """Open a vacancy that waits for approval: people can be proposed until its last day.

    Saves, records the change of status, tells who posts vacancies. Raises RuleBroken for whoever brought the
    company in, when the company itself was not approved, is under a pause or ban, or may be one that came
    back.
    """
    hold(vacancy)
    refuse_who_brought_in(vacancy)
    if not vacancy.company.is_approved:
        raise RuleBroken(_("Approve the company first. Until then its vacancies stay closed."))
    integrity().check_open(vacancy.company)
    today = timezone.localdate()
    also = {"published_on": vacancy.published_on or today, "expires_on": last_day(today)}
    change_status(vacancy, _Status.OPEN, VACANCY_TRANSITIONS, also=also)
    tell_who_posts(vacancy.company, "opened", [vacancy])


@transaction.atomic
def return_vacancy(vacancy: Vacancy, code: str, reason: str) -> None:
    """Send a vacancy back to the employer: what has to change (``Vacancy.ReturnReason``), and a sentence.

    Saves, records the change of status, tells who posts vacancies. Raises RuleBroken without either.
    """
    hold(vacancy)
    also = why_returned(code, reason)
    change_status(vacancy, _Status.RETURNED, VACANCY_TRANSITIONS, reason=also["returned_reason"], also=also)
    tell_who_posts(vacancy.company, "returned", [vacancy])


@transaction.atomic
def hold_vacancy(vacancy: Vacancy) -> None:
    """Put a vacancy on hold whose wage is below a minimum that became known: nobody can be proposed for it.

    One that is open, or waits for approval. Saves, records the change of status.
    """
    hold(vacancy)
    also = {"held_on": timezone.localdate(), "held_from": vacancy.status}
    reason = gettext_noop("The wage is below the legal minimum.")
    change_status(vacancy, _Status.HELD, VACANCY_TRANSITIONS, reason=reason, also=also)


@transaction.atomic
def resume_vacancy(vacancy: Vacancy) -> None:
    """Let a vacancy that is on hold be what it was before, or filled. Saves, records the change of status."""
    hold(vacancy)
    also = {"held_on": None, "held_from": ""}
    reason = gettext_noop("The wage is not below the legal minimum any more.")
    change_status(vacancy, vacancy.held_from, VACANCY_TRANSITIONS, reason=reason, also=also)
    settle_places(vacancy)


@transaction.atomic
def settle_places(vacancy: Vacancy) -> None:
    """Make an open vacancy filled once its places are taken, and a filled one open again when one is free.

    Saves, records the change of status. One that opens again does so for some days at least, and is put on
    hold when its wage became too low meanwhile.
    """
    hold(vacancy)
    is_full = places_taken(vacancy) >= vacancy.places
    if is_full and vacancy.status == _Status.OPEN:
        change_status(vacancy, _Status.FILLED, VACANCY_TRANSITIONS)
    elif not is_full and vacancy.status == _Status.FILLED:
        soonest = timezone.localdate() + timedelta(days=Vacancy.NOTICE_DAYS)
        also = {"expires_on": max(vacancy.expires_on or soonest, soonest)}
        change_status(vacancy, _Status.OPEN, VACANCY_TRANSITIONS, also=also)
        if objection_to(vacancy):
            hold_vacancy(vacancy)


@transaction.atomic
def renew_vacancy(vacancy: Vacancy) -> None:
    """Keep a vacancy open for the whole term from today, or open one again that ended.

    Saves, records ``vacancy.renewed`` and a change of status. Raises RuleBroken when it ended too long ago or
    is neither open nor ended, when the desk does not work with the company now, and when the law does not
    allow the wage any more.
    """
    hold(vacancy)
    today = timezone.localdate()
    if not vacancy.can_be_renewed(today):
        raise RuleBroken(_("This vacancy cannot be renewed any more. Post it as a new one."))
    if not vacancy.company.is_approved:
        raise RuleBroken(_("The job desk does not work with your company now. Call the job desk to go on."))
    integrity().check_go_on(vacancy.company)
    check_wage(vacancy)
    vacancy.expires_on = last_day(today)
    vacancy.save(update_fields=["expires_on"])
    record("vacancy.renewed", vacancy, {"expires_on": vacancy.expires_on})
    if vacancy.status == _Status.EXPIRED:
        change_status(vacancy, _Status.OPEN, VACANCY_TRANSITIONS)
        settle_places(vacancy)


@transaction.atomic
def close_vacancy(vacancy: Vacancy, why: str) -> None:
    """Close a vacancy for good, for a reason (``Vacancy.CloseReason``), and take back a change that waits.

    Saves, records the change of status. Raises RuleBroken when it was closed, and without a reason.
    """
    hold(vacancy)
    if why not in Vacancy.CloseReason.values:
        raise RuleBroken(_("Choose why you close it."), "why")
    also = {"closed_for": why}
    change_status(vacancy, _Status.CLOSED, VACANCY_TRANSITIONS, reason=why, also=also)
    for change in vacancy.proposed_changes.filter(status=VacancyChange.Status.WAITING):
        change_status(change, VacancyChange.Status.WITHDRAWN, CHANGE_TRANSITIONS)


@transaction.atomic
def set_public(vacancy: Vacancy, *, is_public: bool) -> None:
    """Let passers-by read a vacancy while it is open, or not. Saves, records ``vacancy.public``."""
    hold(vacancy)
    if vacancy.is_public != is_public:
        vacancy.is_public = is_public
        vacancy.save(update_fields=["is_public"])
        record("vacancy.public", vacancy, {"is_public": is_public})


def warn_and_expire(today: date) -> int:
    """Warn companies of vacancies that end soon, and end those whose last day has passed; return how many.

    One e-mail a company for each of the two. A vacancy is warned of once for each last day; each is done in a
    transaction of its company, so that it can be stopped and run again.
    """
    soon = Vacancy.objects.filter(
        status=_Status.OPEN, expires_on__lte=today + timedelta(days=Vacancy.NOTICE_DAYS)
    )
    companies = defaultdict(list)
    for pk, company in soon.order_by("pk").values_list("pk", "company"):
        companies[company].append(pk)
    return sum(_warn_and_expire(company, pks, today) for company, pks in companies.items())


@transaction.atomic
def _warn_and_expire(company: int, pks: list[int], today: date) -> int:
    rows = Vacancy.objects.select_for_update(of=("self",)).select_related("company__organisation")
    soon = rows.filter(pk__in=pks, company=company, status=_Status.OPEN).order_by("expires_on", "pk")
    over = list(soon.filter(expires_on__lt=today))
    new = list(soon.filter(expires_on__gte=today).exclude(warned_of=F("expires_on")))
    for vacancy in over:
        change_status(vacancy, _Status.EXPIRED, VACANCY_TRANSITIONS, on=today)
    for vacancy in new:
        vacancy.warned_of = vacancy.expires_on
        vacancy.save(update_fields=["warned_of"])
    for letter, about in (("ended", over), ("ends", new)):
        if about:
            tell_who_posts(about[0].company, letter, about)
    return len(over) + len(new)


def refuse_who_brought_in(vacancy: Vacancy) -> None:
    """Raise RuleBroken for a user who brought the company in or works there: a colleague approves."""
    if brought_in(vacancy.company, acting_user()):
        raise RuleBroken(_("You brought this company in. A colleague reads its vacancies and decides."))


def why_returned(code: str, reason: str) -> dict[str, str]:
    """Return the fields that say why something goes back to a company. Raises RuleBroken without both."""
    if code not in Vacancy.ReturnReason.values:
        raise RuleBroken(_("Choose what has to change."), "code")
    if not reason.strip():
        raise RuleBroken(_("Say what has to change, so that the employer can mend it."), "reason")
    return {"returned_for": code, "returned_reason": reason.strip()}


def last_day(today: date) -> date:
    """Return the last day on which a vacancy is open that is opened or renewed today."""
    return today + timedelta(days=Vacancy.OPEN_DAYS)
