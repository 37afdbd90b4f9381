"""The candidates of a vacancy as its page shows them: narrowed, cut to what is in sight, put in words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from employers.models import Vacancy
from jobdesk.vocabulary.models import Occupation, Scheme
from jobdesk.web.pages import page_url
from law.engine import NEEDS_NOTIFICATION, NEEDS_PERMIT
from matching.integrity.standing import is_barred
from matching.models import Proposal
from matching.profiles import Marks, marks_for
from matching.rankings.answers import choices_of
from matching.rankings.filters import Narrowed
from matching.rankings.parts import score_of
from matching.rankings.rows import Act, Ask, Busy, Row, Said, Section
from matching.rankings.words import (
    Names,
    fact_name,
    journey_said,
    languages_said,
    said,
    short_of,
    where_kept,
)
from matching.scoring import Check, Judgement, Near, Ranking, Scored, question, reasons
from matching.scoring.conditions import TRAVEL
from matching.scoring.occupations.distance import is_relevant
from residents.models import Resident
from residents.people.normalise import phone_digits

FIRST, FIRST_OTHERS = 15, 5  # rows in sight at first: of who suits, and of the lists below
STEP = 15
MOST = 150  # nobody reads further; a filter does
DAYS_IN_WEEK = 7
MANY_PROPOSALS = 3  # from here on it is said louder: employers wait for one another


PAPERS = {
    NEEDS_PERMIT: gettext_lazy("may work after a permit: %(time)s"),
    NEEDS_NOTIFICATION: gettext_lazy("may work after a notification: %(time)s"),
}


@dataclass(frozen=True)
class People:
    """The three lists of a vacancy's page."""

    ranked: Section
    check: Section
    near: Section


class Sight:
    """How many rows of each list are in sight, as the address says; more at each step, and never all."""

    def __init__(self, asked: Mapping[str, str]) -> None:
        self.sizes = {
            "ranked": _size(asked.get("ranked"), FIRST),
            "check": _size(asked.get("check"), FIRST_OTHERS),
            "near": _size(asked.get("near"), FIRST_OTHERS),
        }

    def pairs(self, more_of: str = "") -> dict[str, int]:
        """Return what the address says of the sizes, with one list a step longer."""
        sizes = {name: size + STEP * (name == more_of) for name, size in self.sizes.items()}
        first = {"ranked": FIRST, "check": FIRST_OTHERS, "near": FIRST_OTHERS}
        return {name: size for name, size in sizes.items() if size != first[name]}


def people_of(
    vacancy: Vacancy,
    ranking: Ranking,
    on: Narrowed,
    sight: Sight,
    *,
    chosen: Collection[str] = (),
) -> People:
    """Put the lists of a vacancy in words; what is said of people is read of those in sight."""
    lists: dict[str, Sequence[Scored | Check | Near]] = {
        "ranked": ranking.ranked,
        "check": ranking.check,
        "near": ranking.near,
    }
    seen = {name: found[: sight.sizes[name]] for name, found in lists.items()}
    judged = [each.judgement for found in seen.values() for each in found]
    writer = RowWriter(vacancy, judged, chosen)
    drawn = {
        "ranked": tuple(writer.suits(each.judgement) for each in seen["ranked"]),
        "check": tuple(writer.to_check(each.judgement) for each in seen["check"]),
        "near": tuple(writer.near(each.judgement) for each in seen["near"]),
    }
    return People(
        **{name: _section(name, drawn[name], len(found), on, sight) for name, found in lists.items()}
    )


class RowWriter:
    """Writes the rows of one vacancy: what they share is looked up once."""

    def __init__(self, vacancy: Vacancy, judged: Sequence[Judgement], chosen: Collection[str] = ()) -> None:
        keys = [int(each.id) for each in judged]
        self.vacancy, self.chosen = vacancy, chosen
        self.residents, self.marks = residents_by_key(keys), marks_for(vacancy, keys)
        self.names = Names(terms_of([vacancy], judged), str(vacancy.company))
        self.confirm_url = reverse("matching:propose_confirm", args=[vacancy.code])
        self.is_open = vacancy.status == Vacancy.Status.OPEN and not is_barred(
            vacancy.company, timezone.localdate()
        )

    def suits(self, judged: Judgement) -> Row:
        """A row of somebody who meets every condition."""
        resident = self.residents[int(judged.id)]
        return Row(
            **self._person(judged, resident),
            can_be_chosen=self._can_be_chosen(judged),
            is_chosen=resident.code in self.chosen,
            pros=pros_of(judged, self.names),
            facts=self._facts(judged, resident),
            score=score_of(judged),
        )

    def to_check(self, judged: Judgement) -> Row:
        """A row of somebody of whom something must be asked first: the questions, and the telephone."""
        resident = self.residents[int(judged.id)]
        return Row(
            **self._person(judged, resident),
            can_be_chosen=False,
            pros=pros_of(judged, self.names)[:1],
            asks=tuple(
                Ask(
                    fact_name(fact, self.names),
                    _("Ask: “%(question)s”") % {"question": said(question(fact), self.names)},
                    where_kept(fact, resident.code),
                    choices_of(judged, fact, resident.code),
                )
                for fact in judged.left_open
            ),
            phone=resident.phone,
            dial=phone_digits(resident.phone),
        )

    def near(self, judged: Judgement) -> Row:
        """A row of somebody who fails one condition, by little."""
        resident = self.residents[int(judged.id)]
        act = Act(_("Propose anyway"), f"{self.confirm_url}?who={resident.code}")
        return Row(
            **self._person(judged, resident),
            can_be_chosen=False,
            short=short_of(judged.failed[0], self.names),
            facts=(journey_said(judged, self.vacancy),) if judged.failed[0].condition == TRAVEL else (),
            act=act if self.is_open else None,
        )

    def by_name(self, judged: Judgement, standing: str) -> Row:
        """A row of somebody who was looked for by name: where they stand, and whether they can be chosen."""
        resident = self.residents[int(judged.id)]
        return Row(
            **self._person(judged, resident),
            can_be_chosen=self._can_be_chosen(judged),
            is_chosen=resident.code in self.chosen,
            pros=(Said("info", standing, "open"),),
            score=score_of(judged) if judged.values else None,
        )

    def _can_be_chosen(self, judged: Judgement) -> bool:
        return self.is_open and not self.marks[int(judged.id)].proposed_as

    def _person(self, judged: Judgement, resident: Resident) -> dict[str, Any]:
        return {
            "code": resident.code,
            "name": resident.short_name,
            "url": page_url("resident", resident.code),
            "busy": tuple(busy_of(self.marks[int(judged.id)])),
        }

    def _facts(self, judged: Judgement, resident: Resident) -> tuple[Said, ...]:
        asked = [each.language for group in judged.asked.demand.languages for each in group]
        return (
            journey_said(judged, self.vacancy),
            languages_said(judged.profile.languages, [*asked, *(judged.profile.languages or ())]),
            paper_said(judged, resident),
        )


def pros_of(judged: Judgement, names: Names) -> tuple[Said, ...]:
    """Return the strongest reason for and the weightiest against.

    Not that a permit takes time: that stands among the facts of the row.
    """
    found = reasons(judged)
    cons = [each for each in found.cons if "days" not in each.params]
    return (
        *(Said("plus", said(each, names), "plus") for each in found.pros[:1]),
        *(Said("minus", said(each, names), "minus") for each in cons[:1]),
        *(
            [
                Said(
                    "question",
                    _("Their own words were read as this work: ask whether that is right."),
                    "open",
                )
            ]
            if rests_on_words(judged)
            else []
        ),
    )


def rests_on_words(judged: Judgement) -> bool:
    """Say whether somebody is here only by work or a wish that was read from own words."""
    isco, profile = judged.asked.demand.isco, judged.profile
    speak = {each.isco for each in profile.occupations or () if is_relevant(isco, [each], ())}
    speak |= {wish for wish in profile.wishes or () if is_relevant(isco, (), [wish])}
    return bool(speak) and speak <= profile.read_from_words


def busy_of(marks: Marks) -> list[Busy]:
    """Say in how many proposals somebody is, where they work or will, and who said no before."""
    found = []
    if marks.proposed_as:
        found.append(Busy("flag", str(Proposal.Status(marks.proposed_as).label)))
    if marks.open_proposals:
        words = ngettext(
            "already in %(n)d open proposal", "already in %(n)d open proposals", marks.open_proposals
        )
        is_full = marks.open_proposals >= MANY_PROPOSALS
        found.append(Busy("pause" if is_full else "send", words % {"n": marks.open_proposals}, is_full))
    if marks.works_at:
        found.append(Busy("bag", _("at work at %(company)s") % {"company": ", ".join(marks.works_at)}, True))
    if marks.promised_by:
        found.append(
            Busy("bag", _("matched with %(company)s") % {"company": ", ".join(marks.promised_by)}, True)
        )
    if marks.declined_on:
        words = _("this company said no on %(day)s")
        found.append(Busy("x", words % {"day": date_format(marks.declined_on, "j F")}, True))
    return found


def paper_said(judged: Judgement, resident: Resident) -> Said:
    """Say what must be filed before the start, and how long it takes."""
    profile = judged.profile
    if profile.permit_employer and profile.permit_employer == judged.asked.demand.company:
        return Said("check", _("has the permit for this company"))
    if not profile.lead_days or resident.work_outcome not in PAPERS:
        return Said("check", _("may work, nothing to file first"))
    weeks = ceil(profile.lead_days / DAYS_IN_WEEK)
    time = ngettext("%(n)d week", "%(n)d weeks", weeks) % {"n": weeks}
    return Said("hourglass", str(PAPERS[resident.work_outcome]) % {"time": time})


def _section(name: str, rows: tuple[Row, ...], total: int, on: Narrowed, sight: Sight) -> Section:
    has_more = len(rows) < total and sight.sizes[name] < MOST
    return Section(rows, total, on.address(**sight.pairs(name)) + f"#{name}" if has_more else "")


def residents_by_key(keys: Collection[int]) -> dict[int, Resident]:
    """Return residents by their key, with their centre; one query."""
    return {each.pk: each for each in Resident.objects.filter(pk__in=keys).select_related("centre")}


def terms_of(vacancies: Iterable[Vacancy], judged: Iterable[Judgement]) -> dict[str, str]:
    """Return the codes that the sentences about these people may name, in words; one query."""
    profiles = {one.profile.id: one.profile for one in judged}.values()
    codes = {each.isco for one in profiles for each in one.occupations or ()}
    codes |= {code for one in profiles for code in one.wishes or ()}
    rows = Occupation.objects.filter(scheme=Scheme.ISCO, code__in=codes).select_related("parent__parent")
    skills = (each.skill for vacancy in vacancies for each in vacancy.certificates.all() if each.skill)
    certificates = {skill.code: skill.label for skill in skills}
    return certificates | {each.code: each.work for each in rows}


def _size(asked: str | None, first: int) -> int:
    return min(max(int(asked), first), MOST) if asked and asked.isdecimal() else first
