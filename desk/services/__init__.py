"""Every write of the desk itself: links, reminders, lines of the start page, moves, shares.

The actor is that of the open scope.

All raise ``jobdesk.trail.errors.RuleBroken`` when a rule of the field forbids what was asked.
"""

from desk.services.card_answers import answer_by_card
from desk.services.card_work import add_card_work, remove_card_work
from desk.services.cards import create_card_link, open_card_link, revoke_card_link
from desk.services.relocations import announce_move
from desk.services.reminders import set_reminder_wishes, try_delivery_again
from desk.services.shares import (
    change_share,
    end_share,
    read_note,
    share_case,
    unread_note,
    write_down_ends,
)
from desk.services.today import bring_back_line, postpone_line

__all__ = [
    "add_card_work",
    "announce_move",
    "answer_by_card",
    "bring_back_line",
    "change_share",
    "create_card_link",
    "end_share",
    "open_card_link",
    "postpone_line",
    "read_note",
    "remove_card_work",
    "revoke_card_link",
    "set_reminder_wishes",
    "share_case",
    "try_delivery_again",
    "unread_note",
    "write_down_ends",
]
