"""A vacancy, and what it asks of people."""

from __future__ import annotations

from datetime import date, timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from employers.models.company import Client, Company
from employers.models.sector import Sector
from jobdesk.codes import ScopedCodedModel
from jobdesk.trail.scoping import COMPANY, DESK, ScopedModel
from jobdesk.vocabulary.languages import WORK_LANGUAGES, Cefr, LanguageUse
from jobdesk.vocabulary.models import Occupation, Skill
from jobdesk.web.amounts import MOST_HOURS
from jobdesk.web.week import WHOLE_WEEK

MOST_PLACES = 200  # of one vacancy: more is a slip of the hand


class Vacancy(ScopedCodedModel):
    """A vacancy. Desks see it once the company has submitted it; people can be proposed once it is open.

    A draft needs a title only; the rest is there once it is handed in.
    On hold is one whose wage is below a legal minimum that became known after it was handed in.
    Filled is one whose places are taken, ended one that nobody renewed: candidates who were proposed still
    get an answer.
    """

    code_prefix = "V"

    OPEN_DAYS = 60  # how long a vacancy stays open unless its company renews it
    NOTICE_DAYS = 7  # how long before its end the company is warned
    RENEWABLE_DAYS = 14  # how long after its end one click still opens it again

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Waiting for approval")
        OPEN = "open", _("Open")
        HELD = "held", _("On hold")
        RETURNED = "returned", _("Sent back")
        FILLED = "filled", _("Filled")
        EXPIRED = "expired", _("Ended")
        CLOSED = "closed", _("Closed")

    class ReturnReason(models.TextChoices):
        """What has to change before the desk opens it, or takes over a change of it."""

        WORK = "work", _("It is not clear what the work is")
        PAY = "pay", _("The wage or the contract is not right")
        TIMES = "times", _("The days or hours are not clear, or too many")
        ASKED = "asked", _("It asks more than the work needs")
        PLACE = "place", _("It is not clear where the work is")
        CHARTER = "charter", _("It does not fit the charter")
        OTHER = "other", _("Something else")

    class CloseReason(models.TextChoices):
        """Why a company closes a vacancy; of the desk are ``OF_DESK``."""

        ELSEWHERE = "elsewhere", _("We found somebody ourselves")
        NO_NEED = "no_need", _("We do not need anybody any more")
        OTHER = "other", _("Another reason")
        COMPANY = "company", _("The company was closed")
        DESK = "desk", _("The job desk closed it")

    class Contract(models.TextChoices):
        FIXED_TERM = "fixed_term", _("Fixed term")
        PERMANENT = "permanent", _("Permanent")
        TEMP_AGENCY = "temp_agency", _("Temp agency work")
        INTERNSHIP = "internship", _("Internship")
        WORK_EXPERIENCE = "work_experience", _("Work experience")
        APPRENTICESHIP = "apprenticeship", _("Apprenticeship")
        VOLUNTEERING = "volunteering", _("Volunteering")

    OF_DESK = (CloseReason.COMPANY, CloseReason.DESK)
    APPROVED = (Status.OPEN, Status.FILLED, Status.EXPIRED)
    PAID_CONTRACTS = (Contract.FIXED_TERM, Contract.PERMANENT, Contract.TEMP_AGENCY, Contract.APPRENTICESHIP)

    company = models.ForeignKey(Company, models.PROTECT, related_name="vacancies", verbose_name=_("company"))
    # For temp agency work: where it is. The company is the employer on paper.
    client = models.ForeignKey(
        Client, models.PROTECT, null=True, blank=True, related_name="vacancies", verbose_name=_("client")
    )
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.DRAFT)
    title = models.CharField(_("job title"), max_length=120)
    # A term of the vocabulary, or the employer's words when the list has none.
    occupation = models.ForeignKey(
        Occupation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("occupation")
    )
    occupation_words = models.CharField(_("occupation in own words"), max_length=120, blank=True)
    # The unit group that those words were read as, and do not mean; the desk said so.
    misread_as = models.CharField(max_length=4, blank=True, editable=False)
    description = models.TextField(_("what the work is"), max_length=4000, blank=True)
    sector = models.CharField(_("sector"), max_length=30, choices=Sector)
    municipality = models.CharField(_("place of work"), max_length=80, blank=True)
    contract = models.CharField(_("contract"), max_length=20, choices=Contract, default=Contract.FIXED_TERM)
    places = models.PositiveSmallIntegerField(
        _("number of people"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PLACES)],
    )
    hours = models.PositiveSmallIntegerField(
        _("hours a week"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_HOURS)],
    )
    wage_hour = models.DecimalField(
        _("gross wage an hour (EUR)"),
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    # Bits by day and part of the day: jobdesk/web/week.py. The words say what bits cannot.
    shifts = models.PositiveIntegerField(
        _("parts of the week"), null=True, blank=True, validators=[MaxValueValidator(WHOLE_WEEK)]
    )
    # When the desk last asked for them.
    times_asked_on = models.DateField(null=True, editable=False)
    working_times = models.CharField(_("about the times"), max_length=120, blank=True)
    training = models.CharField(_("what you teach"), max_length=300, blank=True)
    starts_on = models.DateField(_("start from"), null=True, blank=True)
    # Of a contract that ends; open where the company does not say.
    ends_on = models.DateField(_("last day of the work"), null=True, blank=True)
    # Somebody of the company, or a name; the number is that of this vacancy.
    contact = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("who answers questions"),
    )
    contact_name = models.CharField(_("name of somebody else"), max_length=120, blank=True)
    contact_phone = models.CharField(_("telephone for questions"), max_length=30, blank=True)
    is_contact_shown = models.BooleanField(_("candidates may call"), default=False)
    # Whether passers-by may read it too while it is open: the company's choice.
    is_public = models.BooleanField(_("public page"), default=False)
    submitted_on = models.DateField(null=True, editable=False)
    # First opened on, and the last day on which it is open.
    published_on = models.DateField(null=True, editable=False)
    expires_on = models.DateField(null=True, editable=False)
    # The end of which the company was warned: a renewal moves the end, and is warned of anew.
    warned_of = models.DateField(null=True, editable=False)
    closed_for = models.CharField(_("why it was closed"), max_length=12, choices=CloseReason, blank=True)
    returned_for = models.CharField(_("what has to change"), max_length=12, choices=ReturnReason, blank=True)
    returned_reason = models.CharField(_("why it was sent back"), max_length=500, blank=True)
    # While its wage is below a legal minimum that became known: since when, and what it was before.
    held_on = models.DateField(null=True, editable=False)
    held_from = models.CharField(max_length=12, blank=True, editable=False)

    scope_lenses = {
        DESK: ("company__organisation__country", "countries"),
        COMPANY: ("company__organisation", "organisations"),
    }

    class Meta:
        verbose_name = _("vacancy")
        verbose_name_plural = _("vacancies")
        ordering = ["-starts_on", "-id"]
        indexes = [
            models.Index(fields=["status", "starts_on"], name="vacancy_status_starts"),
            models.Index(fields=["status", "expires_on"], name="vacancy_status_expires"),
            # The few whose work is read anew for whoever may suit it.
            models.Index(fields=["status"], condition=~Q(occupation_words=""), name="vacancy_in_words"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(places__gte=1),
                name="vacancy_at_least_one_place",
                violation_error_message=_("A vacancy is for at least one person."),
            ),
            models.CheckConstraint(
                condition=Q(occupation__isnull=True) | Q(occupation_words=""),
                name="vacancy_term_or_words",
                violation_error_message=_("Choose from the list, or keep your own words."),
            ),
            models.CheckConstraint(
                condition=~Q(status="held") | Q(held_on__isnull=False, held_from__in=["submitted", "open"]),
                name="vacancy_held_since",
                violation_error_message=_("A vacancy on hold has a day, and what it was before."),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["open", "expired"]) | Q(expires_on__isnull=False),
                name="vacancy_open_until",
                violation_error_message=_("An open vacancy has a last day."),
            ),
            # A draft that its company closed stays as it was.
            models.CheckConstraint(
                condition=Q(status__in=["draft", "closed"])
                | Q(hours__isnull=False, starts_on__isnull=False) & ~Q(description="") & ~Q(municipality=""),
                name="vacancy_complete_unless_draft",
                violation_error_message=_("Fill in everything before you hand this in."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "closed"])
                | Q(ends_on__isnull=True)
                | Q(ends_on__gte=models.F("starts_on")) & ~Q(contract="permanent"),
                name="vacancy_ends_after_start",
                violation_error_message=_("The last day is after the start; a permanent contract has none."),
            ),
            models.CheckConstraint(
                condition=Q(contact__isnull=True) | Q(contact_name=""),
                name="vacancy_one_contact",
                violation_error_message=_("Choose a colleague, or fill in a name."),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def occupation_name(self) -> str:
        """The work, without the gender of who does it, where the vocabulary knows it; else their words."""
        if self.occupation is None:
            return self.occupation_words
        return self.occupation.work or self.occupation.label

    @property
    def is_paid(self) -> bool:
        """Whether the contract is one for which a wage is due."""
        return self.contract in self.PAID_CONTRACTS

    def first_day(self, today: date) -> date:
        """Return the day for which wage and right to work are asked: the start, or today once past."""
        return max(self.starts_on or today, today)

    @property
    def is_approved(self) -> bool:
        """Whether the desk approved it as it stands: what changes now is approved anew."""
        return self.status in self.APPROVED or self.held_from == self.Status.OPEN

    @property
    def is_published(self) -> bool:
        """Whether passers-by can read it now."""
        return self.is_public and self.status == self.Status.OPEN

    @property
    def last_day(self) -> date:
        """The last day on which it is or was open. Raises ValueError for one that never was."""
        if self.expires_on is None:
            raise ValueError(f"{self} was never open.")
        return self.expires_on

    def ends_soon(self, today: date) -> bool:
        """Say whether it is open and its company is to be warned of the end."""
        soon = today + timedelta(days=self.NOTICE_DAYS)
        return self.status == self.Status.OPEN and self.last_day <= soon

    @property
    def last_chance_on(self) -> date:
        """The last day on which one click renews it, some days after its end."""
        return self.last_day + timedelta(days=self.RENEWABLE_DAYS)

    def can_be_renewed(self, today: date) -> bool:
        """Say whether one click keeps it open, or opens it again: until some days after its end."""
        return self.status in (self.Status.OPEN, self.Status.EXPIRED) and today <= self.last_chance_on


class VacancyRow(ScopedModel):
    """A row of what a vacancy asks or offers: a part of it, replaced and deleted with it."""

    scope_lenses = {
        DESK: ("vacancy__company__organisation__country", "countries"),
        COMPANY: ("vacancy__company__organisation", "organisations"),
    }

    class Meta:
        abstract = True


class VacancyLanguage(VacancyRow):
    """How well a language must be known for one use of it at work."""

    vacancy = models.ForeignKey(Vacancy, models.CASCADE, related_name="languages")
    language = models.CharField(
        _("language"), max_length=5, choices=[(each.value, each.label) for each in WORK_LANGUAGES]
    )
    use = models.CharField(_("what for"), max_length=10, choices=LanguageUse)
    level = models.CharField(
        _("level"), max_length=2, choices=[(each.value, each.label) for each in Cefr if each != Cefr.A0]
    )

    class Meta:
        verbose_name = _("language asked")
        verbose_name_plural = _("languages asked")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["vacancy", "language", "use"],
                name="vacancy_language_once",
                violation_error_message=_("This language is there already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.language} {self.use} {self.level}"


class VacancyCertificate(VacancyRow):
    """A certificate that the work needs, or one that people get there (``is_offered``)."""

    vacancy = models.ForeignKey(Vacancy, models.CASCADE, related_name="certificates")
    # A term of the vocabulary, or the employer's words when the list has none.
    skill = models.ForeignKey(
        Skill, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("certificate")
    )
    words = models.CharField(_("in own words"), max_length=120, blank=True)
    is_offered = models.BooleanField(_("people get it with us"), default=False)

    class Meta:
        verbose_name = _("certificate of a vacancy")
        verbose_name_plural = _("certificates of vacancies")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=(Q(skill__isnull=True) & ~Q(words="")) | Q(skill__isnull=False, words=""),
                name="vacancy_certificate_words",
                violation_error_message=_("Choose from the list, or keep your own words."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.vacancy_id} {self.skill_id or self.words}"

    @property
    def name(self) -> str:
        """The certificate, as a term or in the employer's words."""
        return self.skill.label if self.skill else self.words
