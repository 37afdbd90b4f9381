"""Occupations and skills by their terms: public reference data, shared by all desks and employers."""

from django.db import models
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jobdesk.vocabulary.data import LANGUAGES as LANGUAGES


class Scheme(models.TextChoices):
    """Where a term comes from. OWN: the everyday occupations and certificates that the product ships."""

    ISCO = "isco08", "ISCO-08"
    OWN = "own", "Jobdesk"
    ESCO = "esco", "ESCO"


class Term(models.Model):
    """A term with its name in three languages; a name we do not have is empty.

    ``is_current``: still in the list it comes from. A term that went stays for the rows that name it.
    """

    scheme = models.CharField(_("scheme"), max_length=10, choices=Scheme)
    code = models.CharField(_("code"), max_length=120)
    label_nl = models.CharField(_("name in Dutch"), max_length=250, blank=True)
    label_fr = models.CharField(_("name in French"), max_length=250, blank=True)
    label_en = models.CharField(_("name in English"), max_length=250, blank=True)
    is_current = models.BooleanField(_("in use"), default=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.label

    @property
    def key(self) -> str:
        """How a form names the term: ``own:cleaner``, ``isco08:9112``."""
        return f"{self.scheme}:{self.code}"

    @property
    def label(self) -> str:
        """The name in the reader's language, else in one that we have."""
        return self.label_in(get_language() or "nl")

    def label_in(self, language: str) -> str:
        """The name in a language, else in English, Dutch or French."""
        labels = (getattr(self, f"label_{each}", "") for each in (language, "en", "nl", "fr"))
        return capfirst(next(filter(None, labels), self.code))


class Occupation(Term):
    """An occupation. ``parent`` leads up: ESCO and everyday terms stand under a unit group of ISCO-08.

    ``work_…`` name the work and not the person who does it: without gender, and not telling of a faith.
    """

    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("part of")
    )

    work_nl = models.CharField(_("the work in Dutch"), max_length=250, blank=True)
    work_fr = models.CharField(_("the work in French"), max_length=250, blank=True)
    work_en = models.CharField(_("the work in English"), max_length=250, blank=True)

    class Meta:
        verbose_name = _("occupation")
        verbose_name_plural = _("occupations")
        ordering = ["scheme", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "code"],
                name="occupation_code_once",
                violation_error_message=_("There is already an occupation with this code."),
            )
        ]

    @property
    def unit_group(self) -> str:
        """The code of the unit group of ISCO-08 (of a larger group: its own code)."""
        return self.code if self.scheme == Scheme.ISCO else self.parent.code

    @property
    def work(self) -> str:
        """The work in the reader's language, else that of the nearest group above; empty for a wide group."""
        language = get_language() or "nl"
        name = getattr(self, f"work_{language}", "") or self.work_en
        if name:
            return capfirst(name)
        return self.parent.work if self.parent else ""


class Skill(Term):
    """A skill, a certificate or a licence. ``usual_months``: how long a paper usually is valid.

    ``is_on_cards``: a company may read it of a candidate without a name. Those that tell of a status or an
    origin are not, nor are those of ESCO: among 14,000 are languages and faiths that nobody has looked at.
    """

    class Kind(models.TextChoices):
        CERTIFICATE = "certificate", _("Certificate")
        LICENCE = "licence", _("Driving licence")
        CARD = "card", _("Card or registration")
        SKILL = "skill", _("Skill")
        KNOWLEDGE = "knowledge", _("Knowledge")

    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    country = models.CharField(_("country"), max_length=2, blank=True)
    usual_months = models.PositiveSmallIntegerField(_("usually valid for (months)"), null=True, blank=True)
    is_on_cards = models.BooleanField(_("shown of candidates without a name"), default=False)

    class Meta:
        verbose_name = _("skill or certificate")
        verbose_name_plural = _("skills and certificates")
        ordering = ["scheme", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "code"],
                name="skill_code_once",
                violation_error_message=_("There is already a skill with this code."),
            )
        ]


class OccupationWord(models.Model):
    """Another word for an occupation, as people say it."""

    occupation = models.ForeignKey(Occupation, models.CASCADE, related_name="words")
    language = models.CharField(_("language"), max_length=2)
    text = models.CharField(_("word"), max_length=250)

    class Meta:
        verbose_name = _("word for an occupation")
        verbose_name_plural = _("words for occupations")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text


class SkillWord(models.Model):
    """Another word for a skill or certificate."""

    skill = models.ForeignKey(Skill, models.CASCADE, related_name="words")
    language = models.CharField(_("language"), max_length=2)
    text = models.CharField(_("word"), max_length=250)

    class Meta:
        verbose_name = _("word for a skill")
        verbose_name_plural = _("words for skills")
        ordering = ["id"]

    def __str__(self) -> str:
        return self.text


class OccupationSkill(models.Model):
    """A skill that an occupation asks for, by ESCO."""

    occupation = models.ForeignKey(Occupation, models.CASCADE, related_name="skills_asked")
    skill = models.ForeignKey(Skill, models.CASCADE, related_name="occupations")
    is_essential = models.BooleanField(_("essential"))

    class Meta:
        verbose_name = _("skill of an occupation")
        verbose_name_plural = _("skills of occupations")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["occupation", "skill"],
                name="occupation_skill_once",
                violation_error_message=_("This occupation has this skill already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.occupation_id} {self.skill_id}"


class Release(models.Model):
    """Which edition of a scheme is loaded. A new one tells every process to read the words again."""

    scheme = models.CharField(_("scheme"), max_length=10, choices=Scheme, unique=True)
    digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(_("loaded on"))

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["scheme"]

    def __str__(self) -> str:
        return f"{self.scheme} {self.loaded_at:%Y-%m-%d}"
