"""Every write on a case. One transaction each: checks the rules, saves, adds to the trail.

All raise ``jobdesk.trail.errors.RuleBroken`` when a rule of the field forbids what was asked.
"""

from residents.services.appointments import (
    cancel_appointment,
    change_appointment,
    keep_appointment,
    make_appointment,
    miss_appointment,
    reopen_appointment,
)
from residents.services.assessment import assess_many, assess_resident, assessing_later
from residents.services.cases import (
    RECEPTION,
    NumberTaken,
    Registration,
    assign_coach,
    move_to_centre,
    numbers_taken,
    prepare_registration,
    register_resident,
    register_residents,
    update_profile,
)
from residents.services.consents import record_consent, withdraw_consent
from residents.services.contacts import (
    check_contact,
    log_contacts,
    log_outreach,
    reach_new_resident,
    remove_contact,
    restore_contact,
)
from residents.services.declarations import next_month, open_income_declaration
from residents.services.evidence import (
    add_evidence,
    note_evidence_opened,
    remove_evidence,
    remove_old_evidence,
)
from residents.services.guidance import exit_guidance, reenter
from residents.services.households import record_household, remove_household
from residents.services.intakes import (
    AnswersMissing,
    Saved,
    complete_intake,
    note_sheet_printed,
    record_sitting,
    save_intake,
    start_intake,
)
from residents.services.mentors import add_mentor, change_mentor, end_duo, log_duo_meeting, start_duo
from residents.services.number_requests import ask_for_number, refuse_number_request
from residents.services.plans import (
    close_action,
    close_goal,
    plan_action,
    plan_review,
    record_review,
    reopen_action,
    reopen_goal,
    set_goal,
)
from residents.services.procedure import (
    DOCUMENT_FIELDS,
    EVENT_FIELDS,
    record_document,
    record_legal_event,
    remove_legal_event,
    withdraw_document,
)
from residents.services.relocations import (
    accept_relocation,
    announce_relocation,
    cancel_relocation,
    decline_relocation,
    hand_over_due,
)
from residents.services.renewals import open_document_renewals
from residents.services.search_keys import index_residents
from residents.services.sessions import (
    cancel_session,
    change_session,
    close_session,
    invite,
    note_list_printed,
    plan_session,
    record_outcome,
    set_present,
    withdraw_invitation,
)
from residents.services.stays import check_stay, correct_stay, record_stay, record_stays, remove_stay
from residents.services.steps import close_step, open_step, open_steps_for, postpone_step, reopen_step
from residents.services.taking_back_intakes import before_intake, take_back_answers, take_back_intake
from residents.services.trainings import (
    add_to_training,
    end_training,
    make_training,
    plan_training_session,
    set_training_outcome,
)
from residents.services.undoing import take_back_contact, take_back_postponement, unregister_resident

__all__ = [
    "DOCUMENT_FIELDS",
    "EVENT_FIELDS",
    "RECEPTION",
    "AnswersMissing",
    "NumberTaken",
    "Registration",
    "Saved",
    "accept_relocation",
    "add_evidence",
    "add_mentor",
    "add_to_training",
    "announce_relocation",
    "ask_for_number",
    "assess_many",
    "assess_resident",
    "assessing_later",
    "assign_coach",
    "before_intake",
    "cancel_appointment",
    "cancel_relocation",
    "cancel_session",
    "change_appointment",
    "change_mentor",
    "change_session",
    "check_contact",
    "check_stay",
    "close_action",
    "close_goal",
    "close_session",
    "close_step",
    "complete_intake",
    "correct_stay",
    "decline_relocation",
    "end_duo",
    "end_training",
    "exit_guidance",
    "hand_over_due",
    "index_residents",
    "invite",
    "keep_appointment",
    "log_contacts",
    "log_duo_meeting",
    "log_outreach",
    "make_appointment",
    "make_training",
    "miss_appointment",
    "move_to_centre",
    "next_month",
    "note_evidence_opened",
    "note_list_printed",
    "note_sheet_printed",
    "numbers_taken",
    "open_document_renewals",
    "open_income_declaration",
    "open_step",
    "open_steps_for",
    "plan_action",
    "plan_review",
    "plan_session",
    "plan_training_session",
    "postpone_step",
    "prepare_registration",
    "reach_new_resident",
    "record_consent",
    "record_document",
    "record_household",
    "record_legal_event",
    "record_outcome",
    "record_review",
    "record_sitting",
    "record_stay",
    "record_stays",
    "reenter",
    "refuse_number_request",
    "register_resident",
    "register_residents",
    "remove_contact",
    "remove_evidence",
    "remove_household",
    "remove_legal_event",
    "remove_old_evidence",
    "remove_stay",
    "reopen_action",
    "reopen_appointment",
    "reopen_goal",
    "reopen_step",
    "restore_contact",
    "save_intake",
    "set_goal",
    "set_present",
    "set_training_outcome",
    "start_duo",
    "start_intake",
    "take_back_answers",
    "take_back_contact",
    "take_back_intake",
    "take_back_postponement",
    "unregister_resident",
    "update_profile",
    "withdraw_consent",
    "withdraw_document",
    "withdraw_invitation",
]
