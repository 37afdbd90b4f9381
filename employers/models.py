"""Companies, the charter that they signed, who asks to join them, and their vacancies."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobdesk.codes import ScopedCodedModel
from jobdesk.desks.models import Organisation
from jobdesk.trail.scoping import COMPANY, DESK, ScopedModel
from jobdesk.vocabulary.models import Occupation

MOST_PLACES = 200  # of one vacancy: more is a slip of the hand


class Sector(models.TextChoices):
    """Sectors as the desks' reports name them."""

    PRODUCTION_NON_FOOD = "production_non_food", _("Production, non-food")
    PRODUCTION_FOOD = "production_food", _("Production, food")
    LOGISTICS = "logistics", _("Logistics")
    CLEANING = "cleaning", _("Cleaning")
    FRUIT_PICKING = "fruit_picking", _("Fruit picking")
    HORTICULTURE = "horticulture", _("Horticulture")
    HOSPITALITY = "hospitality", _("Hotels and restaurants")
    CONSTRUCTION = "construction", _("Construction and installation")
    CARE = "care", _("Care and welfare")
    RETAIL = "retail", _("Shops")
    OTHER = "other", _("Other")


class Company(ScopedModel):
    """An employer. ``organisation`` is what its users are members of.

    Until the desk has approved it, none of its vacancies is opened and it sees no candidate.
    """

    class Status(models.TextChoices):
        REGISTERED = "registered", _("Waits for the check")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Refused")
        CLOSED = "closed", _("Closed")

    # A company in one of these can work with the desk, or is about to.
    WELCOME = (Status.REGISTERED, Status.APPROVED)

    organisation = models.OneToOneField(
        Organisation,
        models.PROTECT,
        related_name="company",
        verbose_name=_("organisation"),
    )
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.REGISTERED)
    # The day from which it waits, or last waited, for the check.
    registered_on = models.DateField(_("registered on"), default=timezone.localdate)
    refused_reason = models.CharField(_("why it was refused"), max_length=500, blank=True)
    # Who invited it: somebody else checks it.
    brought_in_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("brought in by"),
    )
    sector = models.CharField(_("sector"), max_length=30, choices=Sector)
    # As its country keeps it: law/countries/company_number.py. Empty: the desk still has to ask.
    register_number = models.CharField(_("company number"), max_length=20, blank=True)
    municipality = models.CharField(_("municipality"), max_length=80)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)

    scope_lenses = {
        DESK: ("organisation__country", "countries"),
        COMPANY: ("organisation", "organisations"),
    }

    class Meta:
        verbose_name = _("company")
        verbose_name_plural = _("companies")
        ordering = ["organisation__name", "id"]
        indexes = [models.Index(fields=["status", "registered_on"], name="company_status_since")]
        constraints = [
            models.UniqueConstraint(
                fields=["register_number"],
                condition=~Q(register_number=""),
                name="company_register_number_once",
                violation_error_message=_("There is already a company with this number."),
            )
        ]

    def __str__(self) -> str:
        return self.organisation.name

    @property
    def employer_code(self) -> str:
        """How documents, events and the rules on the right to work name this employer."""
        return f"E{self.pk}"

    @property
    def is_approved(self) -> bool:
        """Whether the desk has checked it and works with it."""
        return self.status == self.Status.APPROVED


class CharterSignature(ScopedModel):
    """One version of the charter (employers/charter.py), signed for a company. Rows are only ever added."""

    company = models.ForeignKey(Company, models.PROTECT, related_name="signatures", verbose_name=_("company"))
    version = models.PositiveSmallIntegerField(_("version"))
    signed_at = models.DateTimeField(_("signed at"), default=timezone.now)
    # Unknown for some of those from before versions were kept.
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("signed by")
    )

    scope_lenses = {
        DESK: ("company__organisation__country", "countries"),
        COMPANY: ("company__organisation", "organisations"),
    }

    class Meta:
        verbose_name = _("signature under the charter")
        verbose_name_plural = _("signatures under the charter")
        ordering = ["-version", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "version"],
                name="charter_signed_once",
                violation_error_message=_("Your company has signed this charter already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.company_id}, {self.version}"


class JoinRequest(ScopedModel):
    """Somebody with an account says that they work for a company that is known already."""

    class Status(models.TextChoices):
        ASKED = "asked", _("Asked")
        GRANTED = "granted", _("Granted")
        DECLINED = "declined", _("Declined")

    company = models.ForeignKey(
        Company, models.PROTECT, related_name="join_requests", verbose_name=_("company")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="join_requests", verbose_name=_("user")
    )
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.ASKED)
    asked_on = models.DateField(_("asked on"), default=timezone.localdate)

    scope_lenses = {
        DESK: ("company__organisation__country", "countries"),
        COMPANY: ("company__organisation", "organisations"),
    }

    class Meta:
        verbose_name = _("request to join a company")
        verbose_name_plural = _("requests to join a company")
        ordering = ["asked_on", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["company", "user"],
                condition=Q(status="asked"),
                name="join_asked_once",
                violation_error_message=_("You have asked this already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.company_id}, {self.status}"


class Vacancy(ScopedCodedModel):
    """A vacancy. Desks see it once the company has submitted it; people can be proposed once it is open.

    On hold is one whose wage is below a legal minimum that became known after it was handed in.
    """

    code_prefix = "V"

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Waiting for approval")
        OPEN = "open", _("Open")
        HELD = "held", _("On hold")
        RETURNED = "returned", _("Sent back")
        CLOSED = "closed", _("Closed")

    class Contract(models.TextChoices):
        FIXED_TERM = "fixed_term", _("Fixed term")
        PERMANENT = "permanent", _("Permanent")
        TEMP_AGENCY = "temp_agency", _("Temp agency work")
        INTERNSHIP = "internship", _("Internship")
        WORK_EXPERIENCE = "work_experience", _("Work experience")
        APPRENTICESHIP = "apprenticeship", _("Apprenticeship")
        VOLUNTEERING = "volunteering", _("Volunteering")

    PAID_CONTRACTS = (Contract.FIXED_TERM, Contract.PERMANENT, Contract.TEMP_AGENCY, Contract.APPRENTICESHIP)

    company = models.ForeignKey(Company, models.PROTECT, related_name="vacancies", verbose_name=_("company"))
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.DRAFT)
    title = models.CharField(_("job title"), max_length=120)
    # A term of the vocabulary, or the employer's words when the list has none.
    occupation = models.ForeignKey(
        Occupation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("occupation")
    )
    occupation_words = models.CharField(_("occupation in own words"), max_length=120, blank=True)
    description = models.TextField(_("what the work is"), max_length=4000)
    sector = models.CharField(_("sector"), max_length=30, choices=Sector)
    municipality = models.CharField(_("place of work"), max_length=80)
    contract = models.CharField(_("contract"), max_length=20, choices=Contract, default=Contract.FIXED_TERM)
    places = models.PositiveSmallIntegerField(
        _("number of people"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MOST_PLACES)],
    )
    hours = models.PositiveSmallIntegerField(
        _("hours a week"), validators=[MinValueValidator(1), MaxValueValidator(48)]
    )
    wage_hour = models.DecimalField(
        _("gross wage an hour (EUR)"),
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    working_times = models.CharField(_("working times"), max_length=120, blank=True)
    language = models.CharField(_("language asked"), max_length=60, blank=True)
    starts_on = models.DateField(_("start from"))
    submitted_on = models.DateField(null=True, editable=False)
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
        indexes = [models.Index(fields=["status", "starts_on"], name="vacancy_status_starts")]
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
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def occupation_name(self) -> str:
        """The occupation, as a term or in the employer's words."""
        return self.occupation.label if self.occupation else self.occupation_words

    @property
    def is_paid(self) -> bool:
        """Whether the contract is one for which a wage is due."""
        return self.contract in self.PAID_CONTRACTS
