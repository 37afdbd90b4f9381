"""The decision on the right to work for one job: this employer, this kind of work, this day."""

from dataclasses import replace
from datetime import date

from employers.models import Company, Vacancy
from law.engine import Decision, Facts, assess
from matching.models import Placement
from residents.choices import WorkKind
from residents.law_values import parameters_in_force
from residents.models import Resident
from residents.models.legal import document_codes
from residents.right_to_work.facts import facts_of
from residents.right_to_work.wording import reason_text

_WORK_OF_CONTRACT = {
    Vacancy.Contract.TEMP_AGENCY: WorkKind.TEMP_AGENCY,
    Vacancy.Contract.INTERNSHIP: WorkKind.INTERNSHIP,
    Vacancy.Contract.WORK_EXPERIENCE: WorkKind.INTERNSHIP,
    Vacancy.Contract.VOLUNTEERING: WorkKind.VOLUNTEERING,
}


def decision_for_vacancy(resident: Resident, vacancy: Vacancy, today: date) -> Decision:
    """Decide for the first day of a vacancy, or for today when that day has passed."""
    work = _WORK_OF_CONTRACT.get(vacancy.contract, WorkKind.EMPLOYEE)
    return _decide(resident, work, vacancy.company, vacancy.first_day(today))


def decision_for_placement(placement: Placement, on: date) -> Decision:
    """Decide for a placement as of a day."""
    return _decide(placement.resident, placement.work_kind, placement.match.company, on)


def decision_without_permit(placement: Placement, on: date) -> Decision:
    """Decide as if no work permit had been given: says whether the work rests on one."""
    facts = _facts(placement.resident, placement.work_kind, placement.match.company)
    permits = document_codes(lambda kind: kind.of_employer)
    others = tuple(document for document in facts.documents if document.type not in permits)
    return assess(replace(facts, documents=others), on, parameters_in_force())


def reasons_against(decision: Decision) -> list[str]:
    """Return the sentences that say what is missing or forbids the work, in the reader's language."""
    return [reason_text(reason) for reason in decision.reasons if reason.holds is not True]


def _decide(resident: Resident, work: str, company: Company, on: date) -> Decision:
    return assess(_facts(resident, work, company), on, parameters_in_force())


def _facts(resident: Resident, work: str, company: Company) -> Facts:
    return facts_of(resident, work=work, employer=company.employer_code)
