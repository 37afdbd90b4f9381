"""A resident and the centres they stayed in."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jobdesk.accounts.models import User
from jobdesk.codes import CodedQuerySet, ScopedCodedModel
from jobdesk.desks.models import Centre
from jobdesk.trail.scoping import DESK, ScopedManager, ScopedModel
from residents.choices import Language, reception_choices


def held_by(user: User | int, path: str = "") -> Q:
    """Return the condition that a case is this coach's, alone or with another; ``path`` leads to the case."""
    return Q(**{f"{path}coach": user}) | Q(**{f"{path}second_coach": user})


class ResidentQuerySet(CodedQuerySet["Resident"]):
    """The reads of residents that are asked for often."""

    def guided(self) -> Self:
        """Those whose intake is under way or who are in guidance."""
        return self.filter(status__in=Resident.GUIDED)

    def held_by(self, user: User) -> Self:
        """The cases of a coach, alone or together with another one."""
        return self.filter(held_by(user))

    def present(self) -> Self:
        """All but those whose guidance has ended."""
        return self.exclude(status=Resident.Status.EXITED)


_Residents = ScopedManager.from_queryset(ResidentQuerySet)


class ResidentManager(_Residents["Resident"]):
    """Leaves out the records that were merged into another one; ``_base_manager`` has them too."""

    def get_queryset(self) -> ResidentQuerySet:
        return super().get_queryset().filter(merged_into=None)


class Resident(ScopedCodedModel):
    """A person who lives, or lived, in a reception centre. Their case moves with ``centre``.

    ``work_*`` and ``recheck_on`` repeat the decision of the rules for the day they were last assessed, so
    that lists and matching can filter; ``residents.services.assess_resident`` writes them.
    """

    code_prefix = "B"

    class Status(models.TextChoices):
        REGISTERED = "registered", _("Registered")
        CONTACTED = "contacted", _("Contacted")
        INTAKE = "intake", _("Intake under way")
        GUIDANCE = "guidance", _("In guidance")
        EXITED = "exited", _("Guidance ended")

    GUIDED = (Status.INTAKE, Status.GUIDANCE)

    class Gender(models.TextChoices):
        WOMAN = "woman", _("Woman")
        MAN = "man", _("Man")
        NON_BINARY = "non_binary", _("Non-binary")
        UNKNOWN = "unknown", _("Not known")

    class NumberMissing(models.TextChoices):
        NOT_YET = "not_yet", _("Not given yet")
        NOT_SHOWN = "not_shown", _("Not shown at the desk")
        OTHER_COUNTRY = "other_country", _("Registered in another country")

    reference_number = models.CharField(
        _("agency's number"),
        max_length=20,
        blank=True,
    )
    reference_missing = models.CharField(
        _("why there is no number"), max_length=20, choices=NumberMissing, blank=True
    )
    first_name = models.CharField(_("first name"), max_length=80)
    last_name = models.CharField(_("last name"), max_length=80, blank=True)
    birth_date = models.DateField(_("date of birth"), null=True, blank=True)
    gender = models.CharField(_("gender"), max_length=12, choices=Gender, default=Gender.UNKNOWN)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    language = models.CharField(
        _("language to speak in"), max_length=5, choices=Language, default=Language.EN
    )
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="residents", verbose_name=_("centre"))
    reception = models.CharField(_("reception by"), max_length=12, choices=reception_choices)
    coach = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="caseload",
        verbose_name=_("coach"),
    )
    # Who holds the case too. What has to be done is there once: whoever does it first has done it.
    second_coach = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="second_caseload",
        verbose_name=_("second coach"),
    )
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.REGISTERED)
    last_contact_on = models.DateField(_("last seen"), null=True, editable=False)

    work_outcome = models.CharField(_("may work"), max_length=20, blank=True, editable=False)
    work_allowed_from = models.DateField(_("may work from"), null=True, editable=False)
    work_allowed_until = models.DateField(_("may work until"), null=True, editable=False)
    work_requirement = models.CharField(_("what is required"), max_length=40, blank=True, editable=False)
    recheck_on = models.DateField(_("assess again on"), null=True, editable=False, db_index=True)

    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, editable=False, related_name="merged_records"
    )

    scope_lenses = {DESK: ("centre", "centres")}

    objects = ResidentManager()

    class Meta:
        verbose_name = _("resident")
        verbose_name_plural = _("residents")
        ordering = ["last_name", "first_name", "id"]
        indexes = [
            models.Index(fields=["centre", "status"], name="resident_centre_status"),
            models.Index(
                fields=["centre", "last_name", "first_name", "id"],
                name="resident_centre_name",
            ),
            models.Index(fields=["coach", "status"], name="resident_coach_status"),
            models.Index(
                fields=["second_coach"],
                condition=Q(second_coach__isnull=False),
                name="resident_second_coach",
            ),
            models.Index(fields=["birth_date"], name="resident_birth_date"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["reception", "reference_number"],
                condition=~Q(reference_number=""),
                name="resident_number_once",
                violation_error_message=_("There is already a resident with this number."),
            ),
            models.CheckConstraint(
                condition=Q(second_coach=None) | (Q(coach__isnull=False) & ~Q(second_coach=F("coach"))),
                name="resident_two_coaches",
                violation_error_message=_("Choose a second coach beside the first, and somebody else."),
            ),
            models.CheckConstraint(
                condition=~Q(reference_number="") | ~Q(reference_missing=""),
                name="resident_number_or_reason",
                violation_error_message=_("Fill in the number, or choose why there is none."),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def resident_id(self) -> int:
        """The person a row is about, for the trail: here the row itself."""
        return self.pk

    @property
    def coaches(self) -> list[User]:
        """Who holds the case: nobody, one, or two."""
        return [each for each in (self.coach, self.second_coach) if each]

    @property
    def coach_names(self) -> str:
        """Their names, with a comma between."""
        return ", ".join(each.name for each in self.coaches)

    @property
    def full_name(self) -> str:
        """First and last name as written on the document."""
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def short_name(self) -> str:
        """First name and the initial of the last: ``Yonas T.``"""
        return f"{self.first_name} {self.last_name[0]}." if self.last_name else self.first_name


class CentreStay(ScopedModel):
    """When a resident lived in a centre. ``until_on`` is the last day; empty while it lasts."""

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="stays")
    centre = models.ForeignKey(Centre, models.PROTECT, related_name="stays", verbose_name=_("centre"))
    from_on = models.DateField(_("from"))
    until_on = models.DateField(_("until"), null=True, blank=True)

    scope_lenses = {DESK: ("resident__centre", "centres")}

    class Meta:
        verbose_name = _("stay")
        verbose_name_plural = _("stays")
        ordering = ["-from_on", "-id"]
        indexes = [models.Index(fields=["centre", "from_on"], name="stay_centre_from")]
        constraints = [
            models.UniqueConstraint(
                fields=["resident"],
                condition=Q(until_on__isnull=True),
                name="stay_one_at_a_time",
                violation_error_message=_("This resident already stays in a centre."),
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=models.F("from_on")),
                name="stay_ends_after_start",
                violation_error_message=_("A stay ends on or after the day it starts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resident_id} {self.centre_id} {self.from_on}"
