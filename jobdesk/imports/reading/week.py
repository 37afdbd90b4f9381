"""Days and parts of them as people write them in a list."""

from __future__ import annotations

import re
from typing import Any

from django.utils.translation import gettext as _

from jobdesk.imports.reading.cells import key
from jobdesk.imports.reading.values import Reading, Unreadable, Values

DAY_WORDS = {
    **dict.fromkeys(["ma", "maandag", "lundi", "lun", "monday", "mon"], 0),
    **dict.fromkeys(["di", "dinsdag", "mardi", "mar", "tuesday", "tue"], 1),
    **dict.fromkeys(["wo", "woensdag", "mercredi", "mer", "wednesday", "wed"], 2),
    **dict.fromkeys(["do", "donderdag", "jeudi", "jeu", "thursday", "thu"], 3),
    **dict.fromkeys(["vr", "vrijdag", "vendredi", "ven", "friday", "fri"], 4),
    **dict.fromkeys(["za", "zaterdag", "samedi", "sam", "saturday", "sat"], 5),
    **dict.fromkeys(["zo", "zondag", "dimanche", "dim", "sunday", "sun"], 6),
}
SHIFT_WORDS = {
    **dict.fromkeys(["ochtend", "ochtends", "morgen", "voormiddag", "matin", "morning"], 0),
    **dict.fromkeys(["middag", "middags", "namiddag", "apresmidi", "afternoon"], 1),
    **dict.fromkeys(["avond", "nacht", "nachts", "soir", "nuit", "night", "evening"], 2),
}
BY_DAY = 0b011  # a day that is named without a part of it: morning and afternoon


class PartsOfWeek(Values):
    """Days, and parts of them: “ma-vr”, “ma, di ochtend, za nacht”."""

    @property
    def form(self) -> str:
        return _("Days and parts of them: ma-vr, or: ma ochtend, di, za nacht")

    def of(self, cell: Any, text: str) -> Reading:
        bits = 0
        for piece in re.split(r"[,;+\n]|\ben\b|\bet\b|\band\b", text):
            if piece.strip():
                bits |= self._piece(piece)
        return Reading(bits)

    def _piece(self, piece: str) -> int:
        days: list[int] = []
        shifts, is_range = 0, False
        for word in re.findall(r"-|t/m|[^\W\d_]+(?:-midi)?", piece):
            if word in ("-", "t/m"):
                is_range = True
            elif key(word) in DAY_WORDS:
                day = DAY_WORDS[key(word)]
                days += range(days[-1] + 1, day + 1) if is_range and days else [day]
                is_range = False
            elif key(word) in SHIFT_WORDS:
                shifts |= 1 << SHIFT_WORDS[key(word)]
            else:
                raise Unreadable(_("“%(word)s” is no day or part of a day.") % {"word": word})
        if not days:
            raise Unreadable(_("Name the days, such as: ma-vr."))
        return sum((shifts or BY_DAY) << (day * 3) for day in set(days))
