"""Every write that joins a resident and an employer. The actor is that of the open scope.

All raise ``jobdesk.trail.errors.RuleBroken`` when a rule of the field forbids what was asked.
"""

from matching.services.agreements import change_placement, correct_terms, extend_placement
from matching.services.answers import (
    can_take_back,
    decline_candidate,
    mark_answer_seen,
    mark_answers_seen,
    mark_answers_unseen,
    take_back_answer,
)
from matching.services.card_texts import approve_card_text, write_card_text
from matching.services.check_ins import (
    answer_check_in,
    create_check_in_link,
    open_check_in_link,
    read_replies,
    record_check_in,
    revoke_check_in_link,
)
from matching.services.clashes import know_clash, note_seen, record_match_knowing, reopen_clash
from matching.services.closing import close_account, close_company, people_at_work
from matching.services.concerns import (
    close_concern,
    hand_over_concern,
    note_concern,
    raise_concern,
    reopen_concern,
)
from matching.services.declarations import open_declarations
from matching.services.employers import change_employer
from matching.services.fair_meetings import (
    accept_meetings,
    add_meeting,
    drop_meeting,
    forget_rule,
    keep_apart,
    propose_after,
    propose_meetings,
    record_outcome,
    reopen_meetings,
    say_word,
)
from matching.services.fairs import (
    accept_invitation,
    add_table,
    decline_invitation,
    invite_companies,
    invite_guests,
    note_fair_printed,
    plan_fair,
    remove_table,
)
from matching.services.filings import (
    ask_paper_again,
    complete_paper,
    note_papers_read,
    reopen_paper,
    see_paper,
    send_paper,
    take_back_paper,
)
from matching.services.found_work import FoundWork, record_found_work
from matching.services.hindrances import WAGE, hindrance_name, hindrances_to, kinds_of
from matching.services.interviews import (
    Invitation,
    agree_time,
    ask_for_other_times,
    invite_candidate,
    offer_other_times,
    say_will_hire,
)
from matching.services.matches import MatchDetails, match_fell_through, record_match, void_match
from matching.services.past_work import PastWork, record_past_work, take_back_past_work
from matching.services.payslips import record_payslip, take_back_payslip
from matching.services.permits import (
    awaits_permit,
    has_asked_permit,
    open_papers,
    record_notification,
    record_volunteer_declaration,
    record_work_permit,
)
from matching.services.placements import cancel_placement, end_placement
from matching.services.proposal_nights import (
    lapse_stalled,
    lapse_unanswered,
    withdraw_from_closed,
    withdraw_unconsented,
)
from matching.services.proposals import (
    ask_again,
    ask_resident,
    introduce,
    note_first_seen,
    propose_now,
    record_agreement,
    record_decline,
    suggest_resident,
    take_back_introductions,
    withdraw_proposal,
)
from matching.services.questions import answer_question, ask_question
from matching.services.rankings import delete_rankings
from matching.services.releases import (
    note_release_downloaded,
    note_release_viewed,
    release_fields,
    revoke_release,
)
from matching.services.renewals import open_permit_renewals, review_permit_steps
from matching.services.starting import (
    ask_for_override,
    decline_override,
    override_start,
    read_override_answer,
    start_placement,
    unread_override_answer,
)
from matching.services.terms import begin_terms
from matching.services.vacancies import approve_vacancy, close_vacancy
from matching.services.wage_rounds import ask_for_wage_rounds_of_today, retest_wages

__all__ = [
    "WAGE",
    "FoundWork",
    "Invitation",
    "MatchDetails",
    "PastWork",
    "accept_invitation",
    "accept_meetings",
    "add_meeting",
    "add_table",
    "agree_time",
    "answer_check_in",
    "answer_question",
    "approve_card_text",
    "approve_vacancy",
    "ask_again",
    "ask_for_other_times",
    "ask_for_override",
    "ask_for_wage_rounds_of_today",
    "ask_paper_again",
    "ask_question",
    "ask_resident",
    "awaits_permit",
    "begin_terms",
    "can_take_back",
    "cancel_placement",
    "change_employer",
    "change_placement",
    "close_account",
    "close_company",
    "close_concern",
    "close_vacancy",
    "complete_paper",
    "correct_terms",
    "create_check_in_link",
    "decline_candidate",
    "decline_invitation",
    "decline_override",
    "delete_rankings",
    "drop_meeting",
    "end_placement",
    "extend_placement",
    "forget_rule",
    "hand_over_concern",
    "has_asked_permit",
    "hindrance_name",
    "hindrances_to",
    "introduce",
    "invite_candidate",
    "invite_companies",
    "invite_guests",
    "keep_apart",
    "kinds_of",
    "know_clash",
    "lapse_stalled",
    "lapse_unanswered",
    "mark_answer_seen",
    "mark_answers_seen",
    "mark_answers_unseen",
    "match_fell_through",
    "note_concern",
    "note_fair_printed",
    "note_first_seen",
    "note_papers_read",
    "note_release_downloaded",
    "note_release_viewed",
    "note_seen",
    "offer_other_times",
    "open_check_in_link",
    "open_declarations",
    "open_papers",
    "open_permit_renewals",
    "override_start",
    "people_at_work",
    "plan_fair",
    "propose_after",
    "propose_meetings",
    "propose_now",
    "raise_concern",
    "read_override_answer",
    "read_replies",
    "record_agreement",
    "record_check_in",
    "record_decline",
    "record_found_work",
    "record_match",
    "record_match_knowing",
    "record_notification",
    "record_outcome",
    "record_past_work",
    "record_payslip",
    "record_volunteer_declaration",
    "record_work_permit",
    "release_fields",
    "remove_table",
    "reopen_clash",
    "reopen_concern",
    "reopen_meetings",
    "reopen_paper",
    "retest_wages",
    "review_permit_steps",
    "revoke_check_in_link",
    "revoke_release",
    "say_will_hire",
    "say_word",
    "see_paper",
    "send_paper",
    "start_placement",
    "suggest_resident",
    "take_back_answer",
    "take_back_introductions",
    "take_back_paper",
    "take_back_past_work",
    "take_back_payslip",
    "unread_override_answer",
    "void_match",
    "withdraw_from_closed",
    "withdraw_proposal",
    "withdraw_unconsented",
    "write_card_text",
]
