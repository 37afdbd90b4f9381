"""A meet & greet, job fair or work session: who takes part, who talks to whom, and what came of it."""

from datetime import timedelta

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from employers.models import Vacancy
from jobdesk.codes import ScopedCodedModel
from jobdesk.trail.scoping import COMPANY, DESK, ScopedModel
from matching.models.proposal import Proposal
from residents.models import Consent, GroupSession, Resident


class Fair(ScopedCodedModel):
    """Conversations between residents and companies at one group session, which says when and where.

    The session holds the list of who is invited and came. ``accepted_at``: since when conversations stand.
    """

    code_prefix = "J"
    KINDS = (
        GroupSession.Kind.MEET_GREET,
        GroupSession.Kind.JOB_FAIR,
        GroupSession.Kind.WORK_SESSION,
    )

    session = models.OneToOneField(GroupSession, models.PROTECT, related_name="fair")
    minutes_each = models.PositiveSmallIntegerField(
        _("minutes for a conversation"), default=10, validators=[MinValueValidator(5), MaxValueValidator(120)]
    )
    each = models.PositiveSmallIntegerField(
        _("conversations for a resident"),
        default=3,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
        help_text=_("At most so many."),
    )
    break_after = models.PositiveSmallIntegerField(
        _("break after so many rounds"), null=True, blank=True, validators=[MinValueValidator(1)]
    )
    break_minutes = models.PositiveSmallIntegerField(
        _("minutes of the break"), default=15, validators=[MinValueValidator(5), MaxValueValidator(120)]
    )
    centre_limit = models.PositiveSmallIntegerField(
        _("most of one centre at one vacancy"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("So that a company meets people of several centres."),
    )
    centre_limit_all = models.PositiveSmallIntegerField(
        _("most conversations of one centre"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Over the whole day, so that every centre has its part."),
    )
    accepted_at = models.DateTimeField(_("accepted at"), null=True, editable=False)

    scope_lenses = {DESK: ("session__centre", "centres")}

    class Meta:
        verbose_name = _("job fair")
        verbose_name_plural = _("job fairs")
        ordering = ["-session__starts_at", "-id"]

    def __str__(self) -> str:
        return self.code

    @property
    def rounds(self) -> int:
        """How many conversations fit into the hours, one after the other, the break taken out."""
        whole = self.session.minutes // self.minutes_each
        if self.break_after is None or self.break_after >= whole:
            return whole
        return max(self.break_after, (self.session.minutes - self.break_minutes) // self.minutes_each)

    def begins(self, number: int):
        """When a round begins, the first being 0."""
        pause = self.break_minutes if self.break_after is not None and number >= self.break_after else 0
        return self.session.starts_at + timedelta(minutes=number * self.minutes_each + pause)


class FairTable(ScopedModel):
    """A vacancy that takes part, and how many conversations its company wants; it may leave at ``until``.

    Its company reads of it once it is invited (``invited_at``), and of its conversations once they stand.
    """

    fair = models.ForeignKey(Fair, models.PROTECT, related_name="tables")
    vacancy = models.ForeignKey(
        Vacancy, models.PROTECT, related_name="fair_tables", verbose_name=_("vacancy")
    )
    seats = models.PositiveSmallIntegerField(
        _("conversations"), default=6, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    until = models.TimeField(_("leaves at"), null=True, blank=True)
    invited_at = models.DateTimeField(_("company invited at"), null=True, editable=False)

    scope_lenses = {
        DESK: ("fair__session__centre", "centres"),
        COMPANY: ("vacancy__company__organisation", "organisations"),
    }
    scope_conditions = {COMPANY: Q(invited_at__isnull=False)}

    class Meta:
        verbose_name = _("vacancy at a job fair")
        verbose_name_plural = _("vacancies at a job fair")
        ordering = ["vacancy__company__organisation__name", "vacancy__title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["fair", "vacancy"],
                name="fairtable_once",
                violation_error_message=_("This vacancy takes part already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.fair_id} {self.vacancy_id}"


class FairGuest(ScopedModel):
    """A resident who is invited. ``number`` stands on the badge and on what companies read, not the name.

    Who comes meets companies in person, so that it rests on a consent that says so.
    ``shows_first_name``: they agreed that companies read it. ``since``, ``until``: when they can be there.
    """

    class Status(models.TextChoices):
        ASKED = "asked", _("Invited")
        COMES = "comes", _("Comes")
        DECLINED = "declined", _("Does not come")

    fair = models.ForeignKey(Fair, models.PROTECT, related_name="guests")
    resident = models.ForeignKey(Resident, models.PROTECT, related_name="fair_guests")
    number = models.PositiveSmallIntegerField(_("number"))
    status = models.CharField(_("answer"), max_length=10, choices=Status, default=Status.ASKED)
    consent = models.OneToOneField(
        Consent, models.PROTECT, null=True, blank=True, related_name="fair_guest", editable=False
    )
    shows_first_name = models.BooleanField(_("companies may read the first name"), default=False)
    since = models.TimeField(_("there from"), null=True, blank=True)
    until = models.TimeField(_("there until"), null=True, blank=True)

    scope_lenses = {DESK: ("resident__centre", "centres")}

    class Meta:
        verbose_name = _("guest of a job fair")
        verbose_name_plural = _("guests of a job fair")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["fair", "resident"],
                name="fairguest_once",
                violation_error_message=_("This resident is invited already."),
            ),
            models.UniqueConstraint(
                fields=["fair", "number"],
                name="fairguest_number_once",
                violation_error_message=_("Somebody else has this number."),
            ),
            models.CheckConstraint(
                condition=~Q(status="comes") | Q(consent__isnull=False),
                name="fairguest_comes_with_consent",
                violation_error_message=_("Who comes agreed to meet companies in person."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.fair_id} {self.number}"


class FairRule(ScopedModel):
    """What the coach said of who meets whom: ``guest`` never at ``table``, or never where ``other`` is."""

    guest = models.ForeignKey(
        FairGuest, models.CASCADE, related_name="rules"
    )  # says nothing without the guest
    table = models.ForeignKey(FairTable, models.CASCADE, null=True, blank=True, related_name="rules")
    other = models.ForeignKey(FairGuest, models.CASCADE, null=True, blank=True, related_name="+")

    scope_lenses = {DESK: ("guest__resident__centre", "centres")}

    class Meta:
        verbose_name = _("wish for the conversations")
        verbose_name_plural = _("wishes for the conversations")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["guest", "table"],
                name="fairrule_table_once",
                violation_error_message=_("This is said already."),
            ),
            models.UniqueConstraint(
                fields=["guest", "other"],
                name="fairrule_other_once",
                violation_error_message=_("This is said already."),
            ),
            models.CheckConstraint(
                condition=Q(table__isnull=False, other__isnull=True)
                | Q(table__isnull=True, other__isnull=False),
                name="fairrule_table_or_other",
                violation_error_message=_("Choose a vacancy or somebody else, one of the two."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guest_id} {self.table_id or self.other_id}"

    @property
    def resident_id(self) -> int:
        """Whom it is about, for the trail."""
        return self.guest.resident_id


class FairMeeting(ScopedModel):
    """A conversation of a guest at a vacancy. ``round``: its turn, None where none was left.

    ``outcome`` is what both want, as the desk knows it; ``company_word`` what the company itself said.
    ``is_by_hand``: the coach put it there, and a new proposal leaves it. ``proposal``: what came of it.
    """

    class Outcome(models.TextChoices):
        BOTH = "both", _("Both want to go on")
        RESIDENT = "resident", _("The resident wants to go on")
        COMPANY = "company", _("The company wants to go on")
        NEITHER = "neither", _("Neither")
        NOT_HELD = "not_held", _("Did not take place")

    class Word(models.TextChoices):
        """What a company would like after a conversation."""

        TALK = "talk", _("Talk further")
        HIRE = "hire", _("Hire")
        NO = "no", _("Not go on")

    table = models.ForeignKey(FairTable, models.PROTECT, related_name="meetings")
    guest = models.ForeignKey(
        FairGuest, models.CASCADE, related_name="meetings"
    )  # a merge drops a second guest
    score = models.DecimalField(max_digits=5, decimal_places=4, null=True, editable=False)
    is_by_hand = models.BooleanField(default=False)
    round = models.PositiveSmallIntegerField(_("round"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    next_step = models.CharField(_("next step"), max_length=200, blank=True)
    company_word = models.CharField(_("what the company would like"), max_length=4, choices=Word, blank=True)
    proposal = models.OneToOneField(
        Proposal, models.PROTECT, null=True, blank=True, related_name="fair_meeting", editable=False
    )

    scope_lenses = {
        DESK: ("guest__resident__centre", "centres"),
        COMPANY: ("table__vacancy__company__organisation", "organisations"),
    }
    scope_conditions = {COMPANY: Q(table__invited_at__isnull=False, table__fair__accepted_at__isnull=False)}

    class Meta:
        verbose_name = _("conversation at a job fair")
        verbose_name_plural = _("conversations at a job fair")
        ordering = ["round", "table", "guest__number"]
        constraints = [
            models.UniqueConstraint(
                fields=["table", "guest"],
                name="fairmeeting_once",
                violation_error_message=_("These two meet already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.table_id} {self.guest_id}"

    @property
    def resident_id(self) -> int:
        """Whose conversation it is, for the trail."""
        return self.guest.resident_id
