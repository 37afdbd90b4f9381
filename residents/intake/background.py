"""What the screens show of somebody's background: seven sections of rows, each with its question."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from jobdesk.vocabulary.own_words import Offer, offers
from residents.forms import background as forms
from residents.here import language_at
from residents.intake.own_language import Spoken, spoken
from residents.models import (
    BackgroundRow,
    Certificate,
    EducationRecord,
    LanguageSkill,
    NamesWork,
    Resident,
    Strength,
    WantedCertificate,
    WishedWork,
    WorkExperience,
)

EXPIRES_SOON_DAYS = 60
SAID_IN: dict[type[BackgroundRow], str] = {WorkExperience: "occupation", WishedWork: "wish"}


@dataclass(frozen=True)
class Line:
    """A row in words. ``marks``: pairs of a kind of badge and its word.

    ``offer``: of work in own words, which of the list it may be; None where nothing is alike.
    """

    row: BackgroundRow
    title: str
    detail: str = ""
    more: str = ""
    marks: tuple[tuple[str, str], ...] = ()
    offer: Offer | None = None


@dataclass(frozen=True)
class Said:
    """Work that the last intake names in own words, while no row does; and which of the list it may be."""

    words: str
    offer: Offer
    years: Decimal | None


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of rows. ``part``: in which part of the intake it is asked."""

    key: str
    part: str
    model: type[BackgroundRow]
    form: type[forms.BackgroundForm]
    name: str | Promise
    question: str | Promise
    empty: str | Promise
    add: str | Promise
    line: Callable[[Any], Line]


@dataclass
class Section:
    """A kind of rows of one resident, perhaps with a form open. ``undone``: a row that was just removed."""

    kind: Kind
    resident: Resident
    lines: list[Line]
    twin: Spoken | None
    form: forms.BackgroundForm | None = None
    editing: BackgroundRow | None = None
    removed: Line | None = None
    is_fresh: bool = False
    came_from: str = ""
    said: Said | None = None
    url: str = field(init=False)

    def __post_init__(self) -> None:
        self.url = reverse("residents:background_rows", args=[self.resident.code, self.kind.key])

    @property
    def from_query(self) -> str:
        """What keeps the way back to the intake in an address."""
        return "&from=intake" if self.came_from else ""

    @property
    def form_url(self) -> str:
        """Where the form that is open opens again."""
        form = f"change={self.editing.pk}" if self.editing else "add=1"
        return f"{self.url}?{form}{self.from_query}#background-{self.kind.key}"

    @property
    def draft(self) -> str:
        """The name under which the browser keeps what is typed in the form that is open."""
        return f"{self.resident.code}:{self.kind.key}:{self.editing.pk if self.editing else 'new'}"

    @property
    def back_url(self) -> str:
        """Where the page goes without a change."""
        name = "residents:intake" if self.came_from else "residents:background"
        query = f"?part={self.kind.part}" if self.came_from else ""
        return f"{reverse(name, args=[self.resident.code])}{query}#background-{self.kind.key}"


def lines_of(resident: Resident, kind: Kind) -> list[Line]:
    """Return the rows of a kind, as they read."""
    rows = kind.model.objects.filter(resident=resident)
    related = [each.name for each in kind.model._meta.fields if each.name in ("occupation", "skill")]
    if related:
        rows = rows.select_related(*related)
    return [kind.line(row) for row in rows]


def section_of(resident: Resident, kind: Kind, **extra: Any) -> Section:
    """Return a section of the resident, with what words in the list may mean."""
    lines = lines_of(resident, kind)
    if issubclass(kind.model, NamesWork):
        lines = _with_offers(lines, resident)
        extra["said"] = None if lines else said_of(resident, kind)
    twin = spoken(f"background_{kind.key}", resident.language, kind.question)
    return Section(kind, resident, lines, twin, **extra)


def sections_of(resident: Resident, part: str = "", came_from: str = "") -> list[Section]:
    """Return the sections that a part of the intake asks, or all."""
    return [section_of(resident, kind, came_from=came_from) for kind in KINDS if part in ("", kind.part)]


def said_of(resident: Resident, kind: Kind) -> Said | None:
    """Return what the last intake says of the work of a kind in own words, where the list has something.

    None once a row was recorded, also when it was removed: a person has decided then. A wish is offered and
    never counted: a sentence may say what somebody does not want.
    """
    name = SAID_IN[kind.model]
    if kind.model.with_removed.filter(resident=resident).exists():
        return None
    intakes = resident.intakes.exclude(**{name: ""}).order_by("-started_on", "-pk")
    words, years = intakes.values_list(name, "experience_years").first() or ("", None)
    if not words:
        return None
    (offer,) = offers([(words, "")], language_at(resident.centre))
    is_read = offer.is_read and kind.model is WorkExperience
    return Said(words, offer._replace(is_read=is_read), years) if offer.terms else None


def _with_offers(lines: list[Line], resident: Resident) -> list[Line]:
    """Ask of work in own words which of the list it is."""
    asked = {line.row.pk: line.row for line in lines if isinstance(line.row, NamesWork) and line.row.words}
    if not asked:
        return lines
    found = offers([(row.words, row.misread_as) for row in asked.values()], language_at(resident.centre))
    by_row = dict(zip(asked, found, strict=True))
    return [
        replace(line, offer=offer) if (offer := by_row.get(line.row.pk)) and offer.terms else line
        for line in lines
    ]


def _experience(row: WorkExperience) -> Line:
    years = row.years and ngettext("%(years)s year", "%(years)s years", 1 if row.years == 1 else 2) % {
        "years": number_format(row.years.normalize(), use_l10n=True)
    }
    return Line(
        row,
        title=_title(row.occupation, row.words),
        detail=_joined(
            _country(row.country), _period(row.began_in, row.ended_in), years, row.get_employer_display()
        ),
        more=row.tasks,
        marks=(*_own_words(row.occupation), *([("go", _("Reference"))] if row.has_reference else [])),
    )


def _education(row: EducationRecord) -> Line:
    kinds = {"valued": "go", "partly": "go", "requested": "wait", "refused": "stop"}
    valued_on = row.valued_on and date_format(row.valued_on, "j F Y")
    kind = kinds.get(row.valuation)
    mark = [(kind, _joined(row.get_valuation_display(), valued_on))] if kind else []
    diploma = row.diploma and _("diploma: %(answer)s") % {"answer": row.get_diploma_display().lower()}
    return Line(
        row,
        title=_joined(row.get_level_display(), row.field, by=": "),
        detail=_joined(_country(row.country), _month(row.ended_in), diploma),
        marks=tuple(mark),
    )


def _language(row: LanguageSkill) -> Line:
    levels = [
        _("%(skill)s %(level)s") % {"skill": row._meta.get_field(name).verbose_name, "level": level}
        for name in ("listening", "reading", "writing")
        if (level := getattr(row, name) and getattr(row, f"get_{name}_display")())
    ]
    speaking = _("speaking %(level)s") % {"level": row.get_level_display()}
    return Line(
        row,
        title=str(row.get_language_display()),
        detail=_joined(speaking, *levels, str(row.get_assessed_display()).lower()),
    )


def _certificate(row: Certificate) -> Line:
    obtained = row.obtained_on and _("obtained on %(day)s") % {"day": date_format(row.obtained_on, "j F Y")}
    return Line(
        row,
        title=_title(row.skill, row.words),
        detail=_joined(obtained, _validity(row)),
        marks=(
            *_own_words(row.skill),
            *_expiry(row.expires_on, timezone.localdate()),
            *([("go", _("Paper seen"))] if row.is_seen else []),
        ),
    )


def _wish(row: WishedWork) -> Line:
    return Line(
        row, title=_title(row.occupation, row.words), detail=row.remark, marks=_own_words(row.occupation)
    )


def _wanted(row: WantedCertificate) -> Line:
    return Line(row, title=_title(row.skill, row.words), detail=row.remark, marks=_own_words(row.skill))


def _strength(row: Strength) -> Line:
    return Line(row, title=row.answer, detail=str(row.get_question_display()))


def _validity(row: Certificate) -> str:
    if row.expires_on:
        return _("valid until %(day)s") % {"day": date_format(row.expires_on, "j F Y")}
    months = row.skill.usual_months if row.skill else None
    if not months:
        return ""
    if months % 12:
        words = ngettext("usually valid for %(n)d month", "usually valid for %(n)d months", months)
        return words % {"n": months}
    years = months // 12
    return ngettext("usually valid for %(n)d year", "usually valid for %(n)d years", years) % {"n": years}


def _expiry(expires_on: date | None, today: date) -> tuple[tuple[str, str], ...]:
    if expires_on is None or (expires_on - today).days > EXPIRES_SOON_DAYS:
        return ()
    return (("stop", _("Expired")),) if expires_on < today else (("wait", _("Expires soon")),)


def _title(term: Any, words: str) -> str:
    return term.label if term else capfirst(words)


def _own_words(term: Any) -> tuple[tuple[str, str], ...]:
    return () if term else (("open", _("Not in the list")),)


def _country(code: str) -> str:
    return forms.country_name(code) if code else ""


def _period(began_in: str, ended_in: str) -> str:
    if began_in and ended_in:
        return _("%(first)s to %(last)s") % {"first": _month(began_in), "last": _month(ended_in)}
    if began_in:
        return _("since %(first)s") % {"first": _month(began_in)}
    return _("until %(last)s") % {"last": _month(ended_in)} if ended_in else ""


def _month(text: str) -> str:
    year, dash, month = text.partition("-")
    return date_format(date(int(year), int(month), 1), "F Y") if dash else text


def _joined(*parts: Any, by: str = " · ") -> str:
    return by.join(str(part) for part in parts if part)


KINDS = (
    Kind(
        key="languages",
        part="language",
        model=LanguageSkill,
        form=forms.LanguageForm,
        name=gettext_lazy("Languages"),
        question=gettext_lazy("Which languages do you speak, and how well?"),
        empty=gettext_lazy("No languages yet."),
        add=gettext_lazy("Add a language"),
        line=_language,
    ),
    Kind(
        key="experience",
        part="work",
        model=WorkExperience,
        form=forms.ExperienceForm,
        name=gettext_lazy("Work experience"),
        question=gettext_lazy("Which work have you done, where and how long? Unpaid work counts too."),
        empty=gettext_lazy("No work yet. Also count work at home, on the farm and in the family's shop."),
        add=gettext_lazy("Add work"),
        line=_experience,
    ),
    Kind(
        key="certificates",
        part="work",
        model=Certificate,
        form=forms.CertificateForm,
        name=gettext_lazy("Skills and certificates"),
        question=gettext_lazy(
            "What are you good at, and which certificates or driving licences do you have?"
        ),
        empty=gettext_lazy("No skills or certificates yet."),
        add=gettext_lazy("Add a skill or certificate"),
        line=_certificate,
    ),
    Kind(
        key="education",
        part="education",
        model=EducationRecord,
        form=forms.EducationForm,
        name=gettext_lazy("Schools and courses"),
        question=gettext_lazy("Which schools and courses did you follow?"),
        empty=gettext_lazy("No schools or courses yet."),
        add=gettext_lazy("Add a school or course"),
        line=_education,
    ),
    Kind(
        key="wishes",
        part="wishes",
        model=WishedWork,
        form=forms.WishForm,
        name=gettext_lazy("Wished work"),
        question=gettext_lazy("Which work would you like to do? The dearest wish first."),
        empty=gettext_lazy("No wishes yet."),
        add=gettext_lazy("Add a wish"),
        line=_wish,
    ),
    Kind(
        key="wanted",
        part="wishes",
        model=WantedCertificate,
        form=forms.WantedForm,
        name=gettext_lazy("Wanted skills and certificates"),
        question=gettext_lazy(
            "Which skill would you like to learn, or which certificate would you like to get?"
        ),
        empty=gettext_lazy("Nothing yet. The desk makes a group when enough people want the same."),
        add=gettext_lazy("Add a wanted certificate"),
        line=_wanted,
    ),
    Kind(
        key="strengths",
        part="wishes",
        model=Strength,
        form=forms.StrengthForm,
        name=gettext_lazy("Strengths"),
        question=gettext_lazy(
            "What are you proud of? What gives you energy? What do others ask you to help with?"
        ),
        empty=gettext_lazy("No answers yet. Ask about what went well, also at home or on the way here."),
        add=gettext_lazy("Add an answer"),
        line=_strength,
    ),
)
BY_KEY = {kind.key: kind for kind in KINDS}
