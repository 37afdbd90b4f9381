"""What a company writes of a vacancy, until it hands it in and afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Required, TypedDict, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from employers.from_matching.integrity import integrity
from employers.from_matching.wage_rules import OF_WAGE, check_wage, objection_to
from employers.models import Client, Company, Vacancy, VacancyChange
from employers.queries import has_signed
from employers.services.changes import propose_change, split_change, wrong_end
from employers.services.openings import resume_vacancy, settle_places
from employers.services.rows import ROWS, CertificateSaid, said, write_rows
from employers.transitions import VACANCY_TRANSITIONS
from jobdesk.accounts.models import User
from jobdesk.trail.audit import change_status, record, record_status
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold
from jobdesk.vocabulary.languages import LanguageAsked
from jobdesk.vocabulary.models import Occupation, Term


class VacancyDetails(TypedDict, total=False):
    """What an employer says of a vacancy; the fields of the form. ``shifts``: bits of jobdesk/web/week.py."""

    title: Required[str]
    client: Client | None
    occupation: Occupation | None
    occupation_words: str
    description: str
    sector: Required[str]
    municipality: str
    contract: str
    places: int
    hours: int | None
    wage_hour: Decimal | None
    shifts: int | None
    working_times: str
    languages: Sequence[LanguageAsked]
    certificates: Sequence[CertificateSaid]
    training: str
    starts_on: date | None
    ends_on: date | None
    contact: User | None
    contact_name: str
    contact_phone: str
    is_contact_shown: bool


@transaction.atomic
def post_vacancy(company: Company, **details: Unpack[VacancyDetails]) -> Vacancy:
    """Make a vacancy as a draft, which only the company sees; title and sector are enough.

    Saves, records its first status and ``vacancy.posted``. Raises RuleBroken for a company that was closed.
    """
    return _post(company, details, {})


@transaction.atomic
def copy_vacancy(vacancy: Vacancy) -> Vacancy:
    """Make a draft that says the same as a vacancy in any state; a start that has passed is left out, with
    its last day.

    Saves, records its first status and ``vacancy.posted`` with the code of the one it is a copy of. Raises
    RuleBroken for a company that was closed.
    """
    details = {name: said(vacancy, name) for name in VacancyDetails.__annotations__}
    if vacancy.starts_on and vacancy.starts_on < timezone.localdate():
        details |= {"starts_on": None, "ends_on": None}
    return _post(vacancy.company, details, {"copy_of": vacancy.code})


@transaction.atomic
def delete_draft(vacancy: Vacancy) -> None:
    """Throw a draft away. Records ``vacancy.deleted``. Raises RuleBroken once it was handed in."""
    hold(vacancy)
    if vacancy.status != Vacancy.Status.DRAFT:
        raise RuleBroken(_("This vacancy was handed in. Close it instead."))
    record("vacancy.deleted", vacancy, {"title": vacancy.title})
    vacancy.delete()


@transaction.atomic
def keep_client(company: Company, *, name: str, register_number: str, municipality: str) -> Client:
    """Return the client of an agency with this number or, without one, with this name and place.

    One that is new is saved, and ``client.added`` recorded.
    """
    known = company.clients.filter(register_number=register_number)
    if not register_number:
        known = known.filter(name=name, municipality=municipality)
    if found := known.first():
        return found
    facts = {"name": name, "register_number": register_number, "municipality": municipality}
    client = Client.objects.create(company=company, **facts)
    record("client.added", client, facts)
    return client


@transaction.atomic
def update_vacancy(vacancy: Vacancy, **details: Unpack[VacancyDetails]) -> VacancyChange | None:
    """Change a vacancy; of one that the desk approved, propose what is approved anew and return that.

    Saves, records ``vacancy.updated`` with the fields that changed at once, and what ``propose_change`` does.
    One that is on hold becomes what it was (``resume_vacancy``) once its wage is allowed, and one that is
    open or filled becomes the other by its places. Raises RuleBroken when it is closed, and when the wage of
    one that was handed in changes to what is not allowed, and when its last day cannot be.
    """
    hold(vacancy)
    if vacancy.status == Vacancy.Status.CLOSED:
        raise RuleBroken(_("This vacancy is closed and cannot be changed."))
    at_once, proposed = split_change(vacancy, details) if vacancy.is_approved else (details, {})
    changed = {name: value for name, value in at_once.items() if said(vacancy, name) != value}
    columns = {name: value for name, value in changed.items() if name not in ROWS}
    if "occupation_words" in columns:
        columns["misread_as"] = ""  # other words are read anew
    for name, value in columns.items():
        setattr(vacancy, name, value)
    if vacancy.status != Vacancy.Status.DRAFT and (
        words := wrong_end(vacancy.contract, vacancy.starts_on, vacancy.ends_on)
    ):
        raise RuleBroken(words, "ends_on")
    if vacancy.status not in (Vacancy.Status.DRAFT, Vacancy.Status.RETURNED) and OF_WAGE & set(changed):
        check_wage(vacancy)
    if changed:
        vacancy.save(update_fields=list(columns))
        write_rows(vacancy, changed)
        record("vacancy.updated", vacancy, _plain(changed))
    change = propose_change(vacancy, proposed) if proposed else None
    if vacancy.status == Vacancy.Status.HELD and not objection_to(vacancy):
        resume_vacancy(vacancy)
    if "places" in changed:
        settle_places(vacancy)
    return change


@transaction.atomic
def submit_vacancy(vacancy: Vacancy) -> None:
    """Hand a draft, or one that was sent back, to the desk for approval. Saves, records the change of status.

    A company that waits for its own check may do so too. Raises RuleBroken for one that was refused or
    closed, or is under a pause or ban, without the charter of now, while an answer is missing
    (``missing_answers``), or when the law does not allow the wage.
    """
    hold(vacancy)
    if vacancy.company.status not in Company.WELCOME:
        raise RuleBroken(_("The job desk does not work with your company now. Call the job desk to go on."))
    integrity().check_go_on(vacancy.company)
    if not has_signed(vacancy.company):
        raise RuleBroken(_("Sign our charter first. Then you can hand in this vacancy."))
    names = (*VacancyDetails.__annotations__, "company")
    missing = missing_answers({name: said(vacancy, name) for name in names}, timezone.localdate())
    if missing:
        raise RuleBroken(" ".join(missing.values()), next(iter(missing)))
    check_wage(vacancy)
    also = {"submitted_on": timezone.localdate(), "returned_for": "", "returned_reason": ""}
    change_status(vacancy, Vacancy.Status.SUBMITTED, VACANCY_TRANSITIONS, also=also)


def missing_answers(answers: Mapping[str, Any], today: date | None = None) -> dict[str, str]:
    """Return what a vacancy must say before the desk reads it, and does not: field → sentence.

    ``answers``: VacancyDetails with the company. ``today``: it is handed in on this day, so it cannot have
    begun.
    """
    contract, starts_on = answers["contract"], answers["starts_on"]
    is_agency_work = contract == Vacancy.Contract.TEMP_AGENCY
    found = {
        "description": not answers["description"] and _("Say what the work is."),
        "municipality": not answers["municipality"] and _("Fill in where the work is."),
        "client": is_agency_work and not answers["client"] and _("Say at which client the work is."),
        "contract": is_agency_work
        and not answers["company"].is_agency
        and _("Only a temp agency offers temp agency work. Choose another contract."),
        "hours": answers["hours"] is None and _("Fill in the hours as a number, for example 24."),
        "wage_hour": contract in Vacancy.PAID_CONTRACTS
        and answers["wage_hour"] is None
        and _("Fill in the wage an hour, for example 15.60."),
        "starts_on": (starts_on is None and _("Choose the day of the start."))
        or (today is not None and starts_on < today and _("Choose a start that is today or later.")),
        "ends_on": wrong_end(contract, starts_on, answers["ends_on"]),
    }
    return {name: words for name, words in found.items() if words}


def _post(company: Company, details: Mapping[str, Any], more: Mapping[str, Any]) -> Vacancy:
    if company.status == Company.Status.CLOSED:
        raise RuleBroken(_("Your company is closed in Jobdesk. Call the job desk to go on."))
    columns = {name: value for name, value in details.items() if name not in ROWS}
    vacancy = Vacancy.objects.create(company=company, **columns)
    write_rows(vacancy, details)
    record_status(vacancy, "", vacancy.status)
    record("vacancy.posted", vacancy, _plain(details) | dict(more))
    return vacancy


def _plain(details: Mapping[str, Any]) -> dict[str, Any]:
    """Details as the trail keeps them: terms by their key, people and clients by theirs."""
    return {name: _kept(value) for name, value in details.items()}


def _kept(value: Any) -> Any:
    if isinstance(value, Term):
        return value.key
    if isinstance(value, (User, Client)):
        return value.pk
    if isinstance(value, (tuple, list)):
        return [_kept(each) for each in value]
    return value
