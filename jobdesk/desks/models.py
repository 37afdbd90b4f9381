"""Who runs and pays the desks, where they are, and under which project."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from jobdesk.desks.countries import country_choices


class Closable(models.Model):
    """What is never deleted: cases hang on it. Once closed, forms no longer offer it."""

    closed_on = models.DateField(_("closed on"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True


class Organisation(Closable):
    """An agency, a partner, a funder, a municipality or an employer."""

    class Kind(models.TextChoices):
        AGENCY = "agency", _("Reception agency")
        PARTNER = "partner", _("Partner")
        FUNDER = "funder", _("Funder")
        MUNICIPALITY = "municipality", _("Municipality")
        EMPLOYER = "employer", _("Employer")

    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    country = models.CharField(_("country"), max_length=2, choices=country_choices)

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "kind", "name"],
                name="organisation_name_once",
                violation_error_message=_("There is already an organisation with this name."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Region(Closable):
    """A region that centres and travel are grouped by."""

    name = models.CharField(_("name"), max_length=80)
    country = models.CharField(_("country"), max_length=2, choices=country_choices)

    class Meta:
        verbose_name = _("region")
        verbose_name_plural = _("regions")
        ordering = ["country", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["country", "name"],
                name="region_name_once",
                violation_error_message=_("There is already a region with this name."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Centre(Closable):
    """A reception centre."""

    code = models.SlugField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=120)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="centres",
        verbose_name=_("reception agency"),
    )
    region = models.ForeignKey(Region, models.PROTECT, related_name="centres", verbose_name=_("region"))
    country = models.CharField(_("country"), max_length=2, choices=country_choices)
    municipality = models.CharField(_("municipality"), max_length=80)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)
    latitude = models.DecimalField(_("latitude"), max_digits=8, decimal_places=5)
    longitude = models.DecimalField(_("longitude"), max_digits=8, decimal_places=5)
    capacity = models.PositiveIntegerField(_("capacity (places)"))

    class Meta:
        verbose_name = _("centre")
        verbose_name_plural = _("centres")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


USUAL_CHECK_IN_WEEKS = (1, 4, 13, 26, 52)  # after a start


def usual_check_in_weeks() -> list[int]:
    """Return in which weeks after a start somebody is spoken to, where a project does not say otherwise."""
    return list(USUAL_CHECK_IN_WEEKS)


class Project(Closable):
    """A funded programme: where, when, by whom, with which targets."""

    code = models.SlugField(_("code"), max_length=20, unique=True)
    name = models.CharField(_("name"), max_length=120)
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="projects_run",
        verbose_name=_("run by"),
    )
    funders = models.ManyToManyField(Organisation, related_name="projects_funded", verbose_name=_("funders"))
    centres = models.ManyToManyField(Centre, related_name="projects", verbose_name=_("centres"))
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    budget = models.DecimalField(_("budget (EUR)"), max_digits=12, decimal_places=2, null=True, blank=True)
    grant = models.DecimalField(_("grant (EUR)"), max_digits=12, decimal_places=2, null=True, blank=True)
    guidance_months = models.PositiveSmallIntegerField(_("guidance (months)"), default=18)
    check_in_weeks = models.JSONField(_("weeks of the check-ins"), default=usual_check_in_weeks)

    class Meta:
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        ordering = ["-starts_on", "code"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                name="project_ends_after_start",
                violation_error_message=_("A project ends on or after the day it starts."),
            ),
            models.CheckConstraint(
                condition=models.Q(grant__isnull=True)
                | models.Q(budget__isnull=True)
                | models.Q(grant__lte=models.F("budget")),
                name="project_grant_within_budget",
                violation_error_message=_("The grant cannot be higher than the budget."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProjectTarget(models.Model):
    """What a project set out to reach, by the code of the figure in a report (for example ``matched``)."""

    project = models.ForeignKey(Project, models.CASCADE, related_name="targets")
    figure = models.SlugField(_("figure"), max_length=40)
    value = models.DecimalField(_("value"), max_digits=10, decimal_places=3)

    class Meta:
        verbose_name = _("target")
        verbose_name_plural = _("targets")
        ordering = ["project", "figure"]
        constraints = [
            models.UniqueConstraint(
                fields=["project", "figure"],
                name="target_once",
                violation_error_message=_("This project has a target for this figure already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.project.code} {self.figure}"

    def clean(self) -> None:
        if self.value is not None and self.value < 0:
            raise ValidationError({"value": _("A target is zero or more.")})
