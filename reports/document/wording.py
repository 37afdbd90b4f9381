"""The words of a report, in the active language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from employers.models import Sector
from matching.models import StartOverride
from reports.document import formatting
from reports.indicators import DEFINITIONS, UNITS, Unit
from reports.indicators.tables import OTHERS, OVERRIDE

if TYPE_CHECKING:
    from reports.document.contents import ReportContents

TABLES = {
    "funnel": gettext_lazy("From first talk to work"),
    "matched_outcome": gettext_lazy("What became of the people with a match"),
    "positions_by_sector": gettext_lazy("Positions by sector"),
    "retention_13": gettext_lazy("At work 13 weeks after the start?"),
    "retention_26": gettext_lazy("At work 26 weeks after the start?"),
    "retention_52": gettext_lazy("At work 52 weeks after the start?"),
    "overridden_starts": gettext_lazy("Starts recorded although something stood in the way"),
    "targets": gettext_lazy("Targets and results"),
}


def row_label(code: str) -> str:
    """Return the name of a figure, of a sector, or of a reason to record a start all the same."""
    if code in DEFINITIONS:
        return _(DEFINITIONS[code].name)
    if code.startswith(OVERRIDE):
        return str(StartOverride.Reason(code.removeprefix(OVERRIDE)).label)
    if code == OTHERS:
        return _("Other sectors")
    return str(dict(Sector.choices)[code])


def table_label(code: str) -> str:
    """Return the title of a table."""
    return str(TABLES[code])


def definition_text(code: str) -> str:
    """Return what a figure counts."""
    return _(DEFINITIONS[code].text)


def counted_of(code: str) -> str:
    """Return of whom a figure is counted."""
    return _(DEFINITIONS[code].who)


def unit_label(unit: str) -> str:
    """Return the name of a unit."""
    return _(UNITS[Unit(unit)])


def note_text(code: str, params: Mapping[str, int]) -> str:
    """Return the sentence of a note. Raises KeyError for an unknown code."""
    if code == "unknown_right":
        return ngettext(
            "For %(persons)s resident too little is known to say whether they may work. "
            "They do not count as allowed to work.",
            "For %(persons)s residents too little is known to say whether they may work. "
            "They do not count as allowed to work.",
            params["persons"],
        ) % {"persons": formatting.count(params["persons"])}
    return {
        "unknown_right_few": _(
            "For fewer than %(below)s residents too little is known to say whether they may work. "
            "They do not count as allowed to work."
        ),
        "no_outreach": _("No outreach was recorded in this period, so the path begins at the intake."),
        "small_counts": _(
            "In tables that divide a total, counts from 1 to %(largest)s are hidden. "
            "There were none in this report."
        ),
        "small_counts_hidden": _(
            "A star in a table stands for 1 to %(largest)s, "
            "or for a number that would give such a count away."
        ),
    }[code] % {"below": params.get("below"), "largest": params.get("below", 1) - 1}


def title(contents: ReportContents) -> str:
    """Return the project with its period."""
    return _("%(name)s, %(from)s to %(to)s") % {
        "name": contents.project_name,
        "from": date_format(contents.period.from_on, "j F Y"),
        "to": date_format(contents.period.to_on, "j F Y"),
    }


def summary(contents: ReportContents) -> str:
    """Return the sentences that open the report: the matches, against the target, and who worked."""
    matched, started = contents.figures["matched"].value, contents.figures["started"].value
    if not matched:
        return _("Nobody had a match yet on the cut-off date.")
    target = {row.code: row.target for row in contents.tables["funnel"].rows}.get("matched")
    return " ".join(filter(None, (_matched(matched), _against_target(matched, target), _started(started))))


def setting(contents: ReportContents) -> str:
    """Return the sentence on the centres: who stayed there and who may work; empty when nobody stayed."""
    residents, allowed = contents.figures["residents"].value, contents.figures["work_allowed"].value
    if not residents:
        return ""
    return _(
        "%(residents)s residents stayed in the centres of the project. "
        "On the last day of the period, %(allowed)s of them may work."
    ) % {"residents": formatting.count(residents), "allowed": formatting.count(allowed)}


def outcome(contents: ReportContents) -> list[str]:
    """Return the sentences on the people with a match who did not start."""
    matched = contents.figures["matched"].value
    waiting = contents.figures["waiting_for_number_or_permit"].value
    other = contents.figures["matched_other"].value
    if not matched:
        return []
    if waiting is None:
        return [_("How many people with a match have not started, and why, is too small a count to show.")]
    if not waiting and not other:
        return [_("Everybody with a match has started.")]
    return [_waiting(waiting), _other(other)]


def positions(contents: ReportContents) -> str:
    """Return the sentence that keeps persons and positions apart."""
    at_work, held = contents.figures["at_work"].value, contents.figures["positions"].value
    if not held:
        return _("Nobody in guidance began paid work in this period.")
    people = ngettext("%(count)s person", "%(count)s people", at_work) % {"count": formatting.count(at_work)}
    jobs = ngettext("%(count)s position", "%(count)s positions", held) % {"count": formatting.count(held)}
    share = formatting.percent(contents.figures["guidance_to_work_rate"].value, decimals=0)
    return _(
        "%(people)s in guidance (%(share)s) began paid work, in %(jobs)s. "
        "One person can have several positions."
    ) % {"people": people, "share": share, "jobs": jobs}


def funnel_sub(code: str, share: float | None, target: int | None) -> str:
    """Return what stands beside a step of the path: its share of the step before, and the target."""
    parts = {
        "intakes": _("%(share)s of the people with a first talk"),
        "matched": _("%(share)s of the people with an intake"),
        "started": _("%(share)s of the people with a match"),
    }
    of = parts[code] % {"share": formatting.percent(share)} if share is not None and code in parts else ""
    aim = _("target %(target)s") % {"target": formatting.count(target)} if target is not None else ""
    return ", ".join(filter(None, (of, aim)))


def funnel_conclusion(contents: ReportContents) -> str:
    """Return the path in one sentence, for readers who cannot see the bars."""
    return _("Of %(intakes)s people with an intake, %(matched)s had a match and %(started)s worked.") % {
        code: formatting.count(contents.figures[code].value) for code in ("intakes", "matched", "started")
    }


def funnel_caption(contents: ReportContents) -> str:
    """Return what stands under the bars; of the line of the target only where there is one."""
    if any(row.target is not None for row in contents.tables["funnel"].rows):
        return _("Persons, each counted once. The line is the target.")
    return _("Persons, each counted once.")


def _matched(matched: int) -> str:
    return ngettext(
        "%(count)s person and an employer want to sign a contract together.",
        "%(count)s people and an employer want to sign a contract together.",
        matched,
    ) % {"count": formatting.count(matched)}


def _against_target(matched: int, target: int | None) -> str:
    if target is None:
        return ""
    if matched == target:
        return _("That is exactly the target.")
    difference = {"count": formatting.count(abs(matched - target))}
    if matched > target:
        return _("That is %(count)s more than the target.") % difference
    return _("That is %(count)s fewer than the target.") % difference


def _started(started: int) -> str:
    if not started:
        return _("None of them has worked yet.")
    return ngettext(
        "%(count)s of them has worked at least one day.",
        "%(count)s of them have worked at least one day.",
        started,
    ) % {"count": formatting.count(started)}


def _waiting(waiting: int) -> str:
    if not waiting:
        return _("Nobody with a match is waiting for a number or a work permit.")
    return ngettext(
        "%(count)s person with a match is still waiting for a number or a work permit.",
        "%(count)s people with a match are still waiting for a number or a work permit.",
        waiting,
    ) % {"count": formatting.count(waiting)}


def _other(other: int) -> str:
    if not other:
        return _("Everybody else with a match has started.")
    return ngettext(
        "%(count)s other person has not started, for another reason.",
        "%(count)s other people have not started, for another reason.",
        other,
    ) % {"count": formatting.count(other)}
