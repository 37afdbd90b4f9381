"""Every write about companies, their charter and their vacancies. The actor is that of the open scope.

All raise ``jobdesk.trail.errors.RuleBroken`` when a rule of the field forbids what was asked.
``matching.services`` approves and closes vacancies and closes companies: there the minimum wage is known, and
who was proposed.
"""

from employers.services.charter import sign_charter
from employers.services.companies import (
    CompanyFacts,
    Invited,
    approve_company,
    ask_again,
    change_company,
    close_company,
    refuse_company,
    register_company,
    reopen_company,
)
from employers.services.joining import ask_to_join, decline_join, grant_join
from employers.services.vacancies import (
    VacancyDetails,
    changeable_fields,
    close_vacancy,
    hold_vacancy,
    open_vacancy,
    post_vacancy,
    resume_vacancy,
    return_vacancy,
    submit_vacancy,
    update_vacancy,
)

__all__ = [
    "CompanyFacts",
    "Invited",
    "VacancyDetails",
    "approve_company",
    "ask_again",
    "ask_to_join",
    "change_company",
    "changeable_fields",
    "close_company",
    "close_vacancy",
    "decline_join",
    "grant_join",
    "hold_vacancy",
    "open_vacancy",
    "post_vacancy",
    "refuse_company",
    "register_company",
    "reopen_company",
    "resume_vacancy",
    "return_vacancy",
    "sign_charter",
    "submit_vacancy",
    "update_vacancy",
]
