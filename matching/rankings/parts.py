"""The score of a judgement as its row unfolds it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from matching.rankings.rows import PartLine, Score
from matching.rankings.weights import HUNDRED, feature_name
from matching.scoring.judgement import Judgement


def score_of(judged: Judgement) -> Score:
    """Return the score in whole points, whose parts sum to it, and what it does without."""
    whole = judged.parts_of_100
    lines = tuple(
        PartLine(
            feature_name(each.feature), each.points, each.most, each.points * HUNDRED // max(each.most, 1)
        )
        for each in whole
    )
    return Score(sum(line.points for line in lines), lines, _known(judged))


def _known(judged: Judgement) -> str:
    if not judged.unknown:
        return ""
    words = {
        "percent": round(judged.known * HUNDRED),
        "parts": ", ".join(feature_name(each) for each in judged.unknown),
    }
    return _("Rests on %(percent)d%% of what weighs. Not known: %(parts)s.") % words
