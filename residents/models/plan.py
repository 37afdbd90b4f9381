"""The plan of a resident: what they aim at, who does what by when, and when it is looked at again."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jobdesk.trail.scoping import DESK, ScopedModel
from residents.choices import Barrier
from residents.models.resident import Resident


class Goal(ScopedModel):
    """What a resident aims at. Work experience or education may come before a paid job."""

    class Kind(models.TextChoices):
        PAID_JOB = "paid_job", _("Paid job")
        TEMP_AGENCY = "temp_agency", _("Temp agency work")
        INTERNSHIP = "internship", _("Internship")
        WORK_EXPERIENCE = "work_experience", _("Work experience")
        APPRENTICESHIP = "apprenticeship", _("Apprenticeship")
        EDUCATION = "education", _("Education")
        VOLUNTEERING = "volunteering", _("Volunteering")
        OWN_BUSINESS = "own_business", _("Own business")

    class Status(models.TextChoices):
        OPEN = "open", _("Under way")
        REACHED = "reached", _("Reached")
        DROPPED = "dropped", _("Given up")

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="goals")
    kind = models.CharField(_("goal"), max_length=20, choices=Kind)
    words = models.CharField(_("in their own words"), max_length=300, blank=True)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    set_on = models.DateField(_("set on"))
    by_on = models.DateField(_("by which day"), null=True, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    scope_lenses = {DESK: ("resident__centre", "centres")}

    class Meta:
        verbose_name = _("goal")
        verbose_name_plural = _("goals")
        ordering = ["set_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="open", closed_on__isnull=True)
                | (~Q(status="open") & Q(closed_on__isnull=False)),
                name="goal_closed_has_day",
                violation_error_message=_("A goal that is reached or given up has the day of it."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.status}"


class PlanAction(ScopedModel):
    """Something that somebody does by a day, for a goal or about what stands in the way."""

    class Owner(models.TextChoices):
        RESIDENT = "resident", _("Resident")
        COACH = "coach", _("Coach")
        EMPLOYER = "employer", _("Employer")
        MENTOR = "mentor", _("Mentor")
        AGENCY = "agency", _("Reception agency")
        MUNICIPALITY = "municipality", _("Municipality")

    class Status(models.TextChoices):
        OPEN = "open", _("Open")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Not needed")

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="plan_actions")
    goal = models.ForeignKey(
        Goal, models.PROTECT, null=True, blank=True, related_name="actions", verbose_name=_("for which goal")
    )
    barrier = models.CharField(_("about what stands in the way"), max_length=20, choices=Barrier, blank=True)
    what = models.CharField(_("what"), max_length=200)
    owner = models.CharField(_("who"), max_length=12, choices=Owner)
    due_on = models.DateField(_("by which day"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.OPEN)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    scope_lenses = {DESK: ("resident__centre", "centres")}

    class Meta:
        verbose_name = _("action of the plan")
        verbose_name_plural = _("actions of the plan")
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["status", "due_on"], name="planaction_status_due")]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="open", closed_on__isnull=True)
                | (~Q(status="open") & Q(closed_on__isnull=False)),
                name="planaction_closed_has_day",
                violation_error_message=_("An action that is done has the day of it."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.owner} {self.due_on}"


class PlanReview(ScopedModel):
    """A day on which resident and coach look at the plan together."""

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="plan_reviews")
    due_on = models.DateField(_("planned for"))
    done_on = models.DateField(_("held on"), null=True, blank=True)
    note = models.TextField(_("what was agreed"), max_length=2000, blank=True)

    scope_lenses = {DESK: ("resident__centre", "centres")}

    class Meta:
        verbose_name = _("review of the plan")
        verbose_name_plural = _("reviews of the plan")
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["done_on", "due_on"], name="planreview_done_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["resident"],
                condition=Q(done_on__isnull=True),
                name="planreview_one_planned",
                violation_error_message=_("A review of this plan is planned already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.resident_id} {self.due_on}"
