"""The structured first interview, which opens guidance."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jobdesk.desks.models import Centre, Project
from jobdesk.trail.scoping import DESK, ScopedModel
from jobdesk.web.week import WHOLE_WEEK
from residents.choices import Cefr, Interpreter, Language
from residents.models.resident import Resident


class Intake(ScopedModel):
    """One intake. Empty answers mean "not asked yet"; ``completed_on`` is the day it opened guidance."""

    class Status(models.TextChoices):
        STARTED = "started", _("Not finished")
        COMPLETE = "complete", _("Complete")

    class Education(models.TextChoices):
        NONE = "none", _("No school or primary school not finished")
        PRIMARY = "isced_1", _("Primary school")
        LOWER_SECONDARY = "isced_2", _("Lower secondary school")
        UPPER_SECONDARY = "isced_3", _("Upper secondary school or vocational training")
        POST_SECONDARY = "isced_4", _("Post-secondary, not higher education")
        BACHELOR = "isced_6", _("Bachelor or comparable")
        MASTER = "isced_7", _("Master or higher")
        UNKNOWN = "unknown", _("Does not know")

    class Cycling(models.TextChoices):
        YES = "yes", _("Yes")
        NO = "no", _("No")
        LEARNING = "learning", _("Wants to learn")
        UNKNOWN = "unknown", _("Does not know")

    class Licence(models.TextChoices):
        VALID = "valid", _("Yes, valid here")
        ABROAD = "abroad", _("From abroad, not valid here")
        LEARNING = "learning", _("Takes lessons")
        NONE = "none", _("No")

    class Transport(models.TextChoices):
        ALONE = "alone", _("Yes")
        WITH_HELP = "with_help", _("With somebody the first time")
        NO = "no", _("No")

    class Children(models.TextChoices):
        NONE = "none", _("No")
        ARRANGED = "arranged", _("Yes, the care is arranged")
        PARTLY = "partly", _("Yes, arranged for some of the time")
        OPEN = "open", _("Yes, and there is no care yet")

    class Diploma(models.TextChoices):
        NONE = "none", _("No diploma")
        NOT_VALUED = "not_valued", _("From abroad, not valued")
        VALUED = "valued", _("From abroad, valued here")
        LOCAL = "local", _("From here")
        UNKNOWN = "unknown", _("Does not know")

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="intakes")
    project = models.ForeignKey(Project, models.PROTECT, related_name="intakes", verbose_name=_("project"))
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="intakes", verbose_name=_("centre"))
    coach = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="intakes",
        verbose_name=_("coach"),
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.STARTED)
    started_on = models.DateField(_("begun on"))
    completed_on = models.DateField(_("completed on"), null=True, blank=True)
    interpreter = models.CharField(_("interpreter"), max_length=10, choices=Interpreter, blank=True)
    # How many times it was saved. What two people did at once is told apart answer by answer: merging.py.
    version = models.PositiveIntegerField(default=1, editable=False)

    occupation = models.CharField(_("last or best known work"), max_length=120, blank=True)
    experience_years = models.DecimalField(
        _("years of experience"),
        max_digits=3,
        decimal_places=1,
        null=True,
        blank=True,
        validators=[MaxValueValidator(60)],
    )
    education = models.CharField(_("highest education"), max_length=10, choices=Education, blank=True)
    dutch_or_french = models.CharField(
        _("language of the country"),
        max_length=2,
        choices=Cefr,
        blank=True,
    )
    english = models.CharField(_("English"), max_length=2, choices=Cefr, blank=True)
    diploma = models.CharField(_("diploma"), max_length=10, choices=Diploma, blank=True)
    skills = models.CharField(_("skills and certificates"), max_length=300, blank=True)
    wish = models.CharField(_("wish"), max_length=300, blank=True)
    lessons = models.PositiveIntegerField(
        _("parts of the week with an integration or language course"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(WHOLE_WEEK)],
    )
    availability = models.PositiveIntegerField(
        _("parts of the week"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(WHOLE_WEEK)],
    )
    starts_from = models.DateField(_("can start from"), null=True, blank=True)
    hours = models.PositiveSmallIntegerField(
        _("hours a week"), null=True, blank=True, validators=[MaxValueValidator(60)]
    )
    children = models.CharField(_("children to care for"), max_length=10, choices=Children, blank=True)
    travel_minutes = models.PositiveSmallIntegerField(
        _("longest journey, one way (minutes)"),
        null=True,
        blank=True,
        validators=[MaxValueValidator(240)],
    )
    cycling = models.CharField(_("cycling"), max_length=10, choices=Cycling, blank=True)
    licence = models.CharField(_("driving licence"), max_length=10, choices=Licence, blank=True)
    transport = models.CharField(_("public transport"), max_length=10, choices=Transport, blank=True)
    # Codes of residents.choices.Barrier, with commas between; ``about_…`` say what is done about each.
    barriers = models.CharField(_("what stands in the way"), max_length=120, blank=True)
    about_mobility = models.CharField(_("getting to work: what is done"), max_length=200, blank=True)
    about_child_care = models.CharField(_("child care: what is done"), max_length=200, blank=True)
    about_health = models.CharField(_("health: what is done"), max_length=200, blank=True)
    about_language = models.CharField(_("language: what is done"), max_length=200, blank=True)
    about_digital = models.CharField(
        _("computer and telephone skills: what is done"), max_length=200, blank=True
    )
    about_banking = models.CharField(_("bank account: what is done"), max_length=200, blank=True)
    about_id_documents = models.CharField(_("identity documents: what is done"), max_length=200, blank=True)
    about_money = models.CharField(_("debts and costs: what is done"), max_length=200, blank=True)
    about_housing = models.CharField(_("housing: what is done"), max_length=200, blank=True)
    obstacles = models.CharField(_("obstacles"), max_length=300, blank=True)
    share_consent = models.BooleanField(_("may be shown to employers without a name"), null=True, blank=True)
    note = models.TextField(_("note of the coach"), max_length=4000, blank=True)

    scope_lenses = {DESK: ("resident__centre", "centres")}

    class Meta:
        verbose_name = _("intake")
        verbose_name_plural = _("intakes")
        ordering = ["-started_on", "-id"]
        indexes = [models.Index(fields=["project", "completed_on"], name="intake_project_completed")]
        constraints = [
            models.UniqueConstraint(
                fields=["resident", "project"],
                condition=Q(status="started"),
                name="intake_one_under_way",
                violation_error_message=_("There is already an unfinished intake of this resident."),
            ),
            models.CheckConstraint(
                condition=Q(status="started", completed_on__isnull=True)
                | Q(status="complete", completed_on__isnull=False),
                name="intake_complete_has_day",
                violation_error_message=_("A complete intake has the day on which it was completed."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resident_id} {self.started_on}"


class IntakeSitting(ScopedModel):
    """One of the talks in which an intake was held: who sat there, when, and through which interpreter."""

    intake = models.ForeignKey(Intake, models.CASCADE, related_name="sittings")
    coach = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("coach")
    )
    on = models.DateField(_("day"))
    interpreter = models.CharField(_("interpreter"), max_length=10, choices=Interpreter, blank=True)
    interpreter_language = models.CharField(
        _("language of the interpreter"), max_length=5, choices=Language, blank=True
    )

    scope_lenses = {DESK: ("intake__resident__centre", "centres")}

    class Meta:
        verbose_name = _("talk of the intake")
        verbose_name_plural = _("talks of the intake")
        ordering = ["on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["intake", "coach", "on"],
                name="sitting_once_a_day",
                violation_error_message=_("This talk is recorded already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.intake_id} {self.on}"

    @property
    def resident_id(self) -> int:
        """Whose talk it was, for the trail."""
        return self.intake.resident_id
