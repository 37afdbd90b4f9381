"""What a company changes of a vacancy that the desk approved: at once, or once it is approved anew."""

from __future__ import annotations

import json
from collections.abc import Mapping
from copy import copy
from datetime import date
from typing import Any, cast

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Field
from django.utils import timezone
from django.utils.translation import gettext as _

from employers.from_matching.wage_rules import OF_WAGE, check_wage
from employers.letters.vacancy import tell_who_posts
from employers.models import Vacancy, VacancyChange
from employers.services.openings import refuse_who_brought_in, why_returned
from employers.services.rows import ROWS, plain_rows, rows_in, said, write_rows
from employers.transitions import CHANGE_TRANSITIONS
from jobdesk.trail.audit import change_status, record, record_status
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold

_Status = VacancyChange.Status
# Changed at once: nobody who was proposed, and no reader of the public page, is misled. A higher wage too.
# What the work asks of people is read by the desk: it says who can be proposed.
FREE_WHILE_OPEN = frozenset(
    {
        "places",
        "shifts",
        "working_times",
        "contact",
        "contact_name",
        "contact_phone",
        "is_contact_shown",
    }
)


def split_change(vacancy: Vacancy, details: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Divide details into those that are taken over at once, and those that the desk approves."""
    free = {name for name in details if name in FREE_WHILE_OPEN or _is_raise(vacancy, name, details[name])}
    now = {name: value for name, value in details.items() if name in free}
    return now, {name: value for name, value in details.items() if name not in free}


def waiting_change(vacancy: Vacancy) -> VacancyChange | None:
    """Return what the company wants to change and the desk has not answered; None when there is nothing."""
    return vacancy.proposed_changes.filter(status=_Status.WAITING).first()


def with_values(vacancy: Vacancy, values: Mapping[str, Any]) -> Vacancy:
    """Set fields of a vacancy from what a change holds, without saving; return it. Rows: ``rows_in``."""
    for name, value in values.items():
        if name in ROWS:
            continue
        field = _field(name)
        setattr(vacancy, field.attname, field.to_python(value))
    return vacancy


def propose_change(vacancy: Vacancy, details: Mapping[str, Any]) -> VacancyChange | None:
    """Keep what is to be approved anew, together with what waits already; return it, None for nothing.

    Saves, records ``vacancy.change_proposed``; a change that leads back to what is approved is taken back.
    Call inside a transaction, with the vacancy held. Raises RuleBroken when the law does not allow the wage,
    and for a start that has passed.
    """
    waiting = waiting_change(vacancy)
    kept = waiting.values if waiting else {}
    wanted = with_values(copy(vacancy), kept)
    for name in details.keys() - ROWS.keys():
        setattr(wanted, name, details[name])
    rows = rows_in(kept) | {name: details[name] for name in ROWS if name in details}
    names = sorted({*details, *kept} - rows.keys())
    values, was = ({name: _plain(each, name) for name in names} for each in (wanted, vacancy))
    values |= {name: plain_rows(each) for name, each in rows.items()}
    was |= {name: plain_rows(said(vacancy, name)) for name in rows}
    values = {name: value for name, value in values.items() if value != was[name]}
    if not values:
        if waiting:
            withdraw_change(waiting)
        return None
    _check(wanted, values)
    if waiting and waiting.values == values:
        return waiting
    if waiting is None:
        waiting = VacancyChange(vacancy=vacancy)
    waiting.values, waiting.was = values, {name: was[name] for name in values}
    waiting.proposed_on = timezone.localdate()
    is_new = waiting.pk is None
    waiting.save()
    if is_new:
        record_status(waiting, "", waiting.status)
    record("vacancy.change_proposed", vacancy, values)
    return waiting


@transaction.atomic
def withdraw_change(change: VacancyChange) -> None:
    """Take back a change that waits, by the company. Saves, records the change of status."""
    hold(change)
    change_status(change, _Status.WITHDRAWN, CHANGE_TRANSITIONS)


@transaction.atomic
def approve_change(change: VacancyChange) -> None:
    """Take over what a company changed. Saves, records ``vacancy.updated``, tells who posts vacancies.

    Raises RuleBroken for whoever brought the company in, and when the law does not allow the wage.
    """
    vacancy = change.vacancy
    hold(vacancy)
    hold(change)
    refuse_who_brought_in(vacancy)
    change_status(change, _Status.APPROVED, CHANGE_TRANSITIONS)
    with_values(vacancy, change.values)
    _check(vacancy, change.values)
    columns = change.values.keys() - ROWS.keys()
    if "occupation_words" in columns:
        vacancy.misread_as = ""  # other words are read anew
        columns |= {"misread_as"}
    vacancy.save(update_fields=list(columns))
    write_rows(vacancy, rows_in(change.values))
    record("vacancy.updated", vacancy, change.values)
    tell_who_posts(vacancy.company, "change_approved", [vacancy])


@transaction.atomic
def return_change(change: VacancyChange, code: str, reason: str) -> None:
    """Refuse a change, with what is wrong (``Vacancy.ReturnReason``) and a sentence; the vacancy stays.

    Saves, records the change of status, tells who posts vacancies. Raises RuleBroken without either.
    """
    hold(change)
    also = why_returned(code, reason)
    change_status(change, _Status.RETURNED, CHANGE_TRANSITIONS, reason=also["returned_reason"], also=also)
    tell_who_posts(change.vacancy.company, "change_returned", [change.vacancy])


def _is_raise(vacancy: Vacancy, name: str, value: Any) -> bool:
    return name == "wage_hour" and None not in (value, vacancy.wage_hour) and value >= vacancy.wage_hour


def _check(wanted: Vacancy, values: Mapping[str, Any]) -> None:
    if OF_WAGE & set(values):
        check_wage(wanted)
    if "starts_on" in values and wanted.first_day(timezone.localdate()) != wanted.starts_on:
        raise RuleBroken(_("Choose a start that is today or later."), "starts_on")
    if words := wrong_end(wanted.contract, wanted.starts_on, wanted.ends_on):
        raise RuleBroken(words, "ends_on")


def wrong_end(contract: str, starts_on: date | None, ends_on: date | None) -> str:
    """Say what is wrong with the last day of a vacancy; empty where nothing is, and where it says none."""
    if ends_on is None:
        return ""
    if contract == Vacancy.Contract.PERMANENT:
        return _("A permanent contract has no last day. Leave it open, or choose another contract.")
    return _("Choose a last day that is after the start.") if starts_on and ends_on < starts_on else ""


def _field(name: str) -> Field[Any, Any]:
    return cast("Field[Any, Any]", Vacancy._meta.get_field(name))


def _plain(vacancy: Vacancy, name: str) -> Any:
    """The value of a field as JSON keeps it."""
    value = getattr(vacancy, _field(name).attname)
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))
