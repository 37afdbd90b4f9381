"""What a resident brings: work, education, languages, papers, wishes and strengths.

The rows belong to the resident and live on from one intake to the next; ``intake`` says in which one a row
was recorded. A row that was removed stays with ``removed_at``; ``objects`` leaves it out, for every reader.
"""

from typing import TypeVar

from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jobdesk.trail.scoping import DESK, ScopedManager, ScopedModel
from jobdesk.vocabulary.models import Occupation, Skill
from residents.choices import Cefr, Language
from residents.models.intake import Intake
from residents.models.resident import Resident

_Row = TypeVar("_Row", bound=models.Model)


class CurrentManager(ScopedManager[_Row]):
    """Leaves out what was removed."""

    def get_queryset(self) -> models.QuerySet[_Row]:
        return super().get_queryset().filter(removed_at=None)


class BackgroundRow(ScopedModel):
    """A row of somebody's background. ``version``: a form made from an older one is not saved unseen."""

    intake = models.ForeignKey(Intake, models.PROTECT, null=True, editable=False, related_name="+")
    removed_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    scope_lenses = {DESK: ("resident__centre", "centres")}
    objects = CurrentManager()
    with_removed = ScopedManager()

    class Meta:
        abstract = True


def _term_or_words(name: str, term: str) -> models.CheckConstraint:
    """Either a term of the vocabulary or one's own words."""
    return models.CheckConstraint(
        condition=(Q(**{f"{term}__isnull": True}) & ~Q(words="")) | Q(**{f"{term}__isnull": False}, words=""),
        name=name,
        violation_error_message=_("Choose from the list, or keep your own words."),
    )


class NamesWork(BackgroundRow):
    """A row that names work: by a term of the vocabulary, or in own words until somebody says which it is.

    ``misread_as``: the unit group that the words were read as, and do not mean; a person said so.
    """

    occupation = models.ForeignKey(
        Occupation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("occupation")
    )
    words = models.CharField(_("occupation in own words"), max_length=120, blank=True)
    misread_as = models.CharField(max_length=4, blank=True, editable=False)

    class Meta:
        abstract = True


class WorkExperience(NamesWork):
    """Work that somebody did. ``began_in``, ``ended_in``: ``2019`` or ``2019-03``, as well as they know."""

    class Employer(models.TextChoices):
        COMPANY = "company", _("A company")
        FAMILY = "family", _("The family's shop or farm")
        OWN = "own", _("Own business")
        DAY_LABOUR = "day_labour", _("By the day, without a contract")
        GOVERNMENT = "government", _("Government or army")
        NGO = "ngo", _("Aid organisation or association")
        CENTRE = "centre", _("In and around the reception centre")

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="work_experience")
    country = models.CharField(_("country"), max_length=2, blank=True)
    began_in = models.CharField(_("from"), max_length=7, blank=True)
    ended_in = models.CharField(_("until"), max_length=7, blank=True)
    years = models.DecimalField(
        _("how many years"),
        max_digits=3,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MaxValueValidator(60)],
    )
    employer = models.CharField(_("for whom"), max_length=10, choices=Employer, blank=True)
    tasks = models.CharField(_("what exactly"), max_length=500, blank=True)
    has_reference = models.BooleanField(_("somebody can be called about it"), default=False)

    class Meta:
        verbose_name = _("work experience")
        verbose_name_plural = _("work experience")
        ordering = ["-ended_in", "-began_in", "id"]
        constraints = [_term_or_words("experience_term_or_words", "occupation")]

    def __str__(self) -> str:
        return f"{self.resident_id} {self.occupation_id}"


class EducationRecord(BackgroundRow):
    """A school or course. ``valued_on``: the day of the valuation, or of the request while it runs."""

    class Level(models.TextChoices):
        PRIMARY = "isced_1", _("Primary school")
        LOWER_SECONDARY = "isced_2", _("Lower secondary school")
        UPPER_SECONDARY = "isced_3", _("Upper secondary school")
        VOCATIONAL = "isced_3v", _("Vocational training, upper secondary")
        POST_SECONDARY = "isced_4", _("Post-secondary, not higher education")
        SHORT_TERTIARY = "isced_5", _("Short higher education (associate degree, HBO5)")
        BACHELOR = "isced_6", _("Bachelor or comparable")
        MASTER = "isced_7", _("Master or comparable")
        DOCTOR = "isced_8", _("Doctorate")
        COURSE = "course", _("A course or training on the job")

    class Diploma(models.TextChoices):
        SHOWN = "shown", _("Yes, seen")
        YES = "yes", _("Yes, not seen")
        LOST = "lost", _("Yes, but lost or left behind")
        NO = "no", _("No, not finished")
        STUDYING = "studying", _("Studies now")

    class Valuation(models.TextChoices):
        OPEN = "open", _("Not asked for")
        NOT_NEEDED = "not_needed", _("Not needed")
        REQUESTED = "requested", _("Asked for")
        VALUED = "valued", _("Valued")
        PARTLY = "partly", _("Valued at a lower level")
        REFUSED = "refused", _("Not valued")

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="education")
    level = models.CharField(_("level"), max_length=10, choices=Level)
    field = models.CharField(_("which direction"), max_length=120, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    ended_in = models.CharField(_("until"), max_length=7, blank=True)
    diploma = models.CharField(_("diploma"), max_length=10, choices=Diploma, blank=True)
    valuation = models.CharField(
        _("valuation of the diploma"), max_length=12, choices=Valuation, default=Valuation.OPEN
    )
    valued_on = models.DateField(_("day of the valuation or the request"), null=True, blank=True)

    class Meta:
        verbose_name = _("education")
        verbose_name_plural = _("education")
        ordering = ["-ended_in", "-level", "id"]

    def __str__(self) -> str:
        return f"{self.resident_id} {self.level}"


class LanguageSkill(BackgroundRow):
    """How well a resident knows a language. ``level`` is how they speak it; the others may be unknown."""

    class Assessed(models.TextChoices):
        SELF = "self", _("Says so")
        COACH = "coach", _("Heard by the coach")
        TEST = "test", _("Tested")
        DIPLOMA = "diploma", _("Diploma")

    resident = models.ForeignKey(Resident, models.CASCADE, related_name="language_skills")
    language = models.CharField(_("language"), max_length=5, choices=Language)
    level = models.CharField(_("speaking"), max_length=2, choices=Cefr)
    listening = models.CharField(_("listening"), max_length=2, choices=Cefr, blank=True)
    reading = models.CharField(_("reading"), max_length=2, choices=Cefr, blank=True)
    writing = models.CharField(_("writing"), max_length=2, choices=Cefr, blank=True)
    assessed = models.CharField(_("how assessed"), max_length=10, choices=Assessed, default=Assessed.COACH)

    class Meta:
        verbose_name = _("language")
        verbose_name_plural = _("languages")
        ordering = ["language"]
        constraints = [
            models.UniqueConstraint(
                fields=["resident", "language"],
                condition=Q(removed_at=None),
                name="language_once",
                violation_error_message=_("This language is there already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.level}"


class Certificate(BackgroundRow):
    """A skill or a paper that shows one. ``is_seen``: the coach has seen the paper."""

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="certificates")
    skill = models.ForeignKey(
        Skill, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("skill or certificate")
    )
    words = models.CharField(_("in own words"), max_length=120, blank=True)
    obtained_on = models.DateField(_("obtained on"), null=True, blank=True)
    expires_on = models.DateField(_("valid until"), null=True, blank=True)
    is_seen = models.BooleanField(_("the paper was seen"), default=False)

    class Meta:
        verbose_name = _("skill or certificate")
        verbose_name_plural = _("skills and certificates")
        ordering = ["id"]
        indexes = [models.Index(fields=["expires_on"], name="certificate_expires")]
        constraints = [
            _term_or_words("certificate_term_or_words", "skill"),
            models.CheckConstraint(
                condition=Q(obtained_on__isnull=True)
                | Q(expires_on__isnull=True)
                | Q(expires_on__gte=models.F("obtained_on")),
                name="certificate_ends_after_start",
                violation_error_message=_("A certificate ends on or after the day it was obtained."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resident_id} {self.skill_id}"


class WantedCertificate(BackgroundRow):
    """A skill or a paper that somebody would like to learn or get."""

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="wanted_certificates")
    skill = models.ForeignKey(
        Skill, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("skill or certificate")
    )
    words = models.CharField(_("in own words"), max_length=120, blank=True)
    remark = models.CharField(_("what for"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("wanted certificate")
        verbose_name_plural = _("wanted certificates")
        ordering = ["id"]
        constraints = [_term_or_words("wanted_term_or_words", "skill")]

    def __str__(self) -> str:
        return f"{self.resident_id} {self.skill_id}"


class WishedWork(NamesWork):
    """Work that somebody would like to do; ``rank`` 1 is the dearest wish."""

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="wished_work")
    rank = models.PositiveSmallIntegerField(_("rank"), editable=False)
    remark = models.CharField(_("why, or what matters in it"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("wished work")
        verbose_name_plural = _("wished work")
        ordering = ["rank", "id"]
        constraints = [_term_or_words("wish_term_or_words", "occupation")]

    def __str__(self) -> str:
        return f"{self.resident_id} {self.rank}"


class Strength(BackgroundRow):
    """An answer to a question that looks at what goes well (appreciative inquiry)."""

    class Question(models.TextChoices):
        PROUD = "proud", _("What are you proud of?")
        ENERGY = "energy", _("What gives you energy?")
        ASKED = "asked", _("What do others ask you to help with?")
        BEST = "best", _("When was work at its best for you?")

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="strengths")
    question = models.CharField(_("question"), max_length=10, choices=Question)
    answer = models.CharField(_("answer"), max_length=500)

    class Meta:
        verbose_name = _("strength")
        verbose_name_plural = _("strengths")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.resident_id} {self.question}"
