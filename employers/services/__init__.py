"""Every write about companies, their charter and their vacancies. The actor is that of the open scope.

All raise ``jobdesk.trail.errors.RuleBroken`` when a rule of the field forbids what was asked.
``matching.services`` approves and closes vacancies and closes companies: there the minimum wage is known, and
who was proposed.
"""

from employers.services.changes import (
    approve_change,
    return_change,
    waiting_change,
    with_values,
    withdraw_change,
)
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
from employers.services.openings import (
    close_vacancy,
    hold_vacancy,
    last_day,
    open_vacancy,
    renew_vacancy,
    resume_vacancy,
    return_vacancy,
    set_public,
    settle_places,
    warn_and_expire,
)
from employers.services.rows import CertificateSaid, rows_in, said
from employers.services.times import ask_for_times, can_ask_for_times
from employers.services.vacancies import (
    VacancyDetails,
    copy_vacancy,
    delete_draft,
    keep_client,
    missing_answers,
    post_vacancy,
    submit_vacancy,
    update_vacancy,
)
from employers.services.work import name_work, refuse_work

__all__ = [
    "CertificateSaid",
    "CompanyFacts",
    "Invited",
    "VacancyDetails",
    "approve_change",
    "approve_company",
    "ask_again",
    "ask_for_times",
    "ask_to_join",
    "can_ask_for_times",
    "change_company",
    "close_company",
    "close_vacancy",
    "copy_vacancy",
    "decline_join",
    "delete_draft",
    "grant_join",
    "hold_vacancy",
    "keep_client",
    "last_day",
    "missing_answers",
    "name_work",
    "open_vacancy",
    "post_vacancy",
    "refuse_company",
    "refuse_work",
    "register_company",
    "renew_vacancy",
    "reopen_company",
    "resume_vacancy",
    "return_change",
    "return_vacancy",
    "rows_in",
    "said",
    "set_public",
    "settle_places",
    "sign_charter",
    "submit_vacancy",
    "update_vacancy",
    "waiting_change",
    "warn_and_expire",
    "with_values",
    "withdraw_change",
]
