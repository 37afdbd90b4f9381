"""What joins a resident and an employer: proposal, question, interview, match, placement, check-in."""

import uuid
from datetime import date
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from employers.models import Company, Sector, Vacancy
from jobdesk.codes import CodedQuerySet, ScopedCodedModel
from jobdesk.desks.models import Project
from jobdesk.trail.scoping import COMPANY, DESK, ScopedManager, ScopedModel
from jobdesk.web.amounts import MOST_HOURS
from residents.choices import WorkKind
from residents.consents import holding_on
from residents.models import Appointment, Consent, Resident, Step, StepEvidence


class ProposalQuerySet(CodedQuerySet["Proposal"]):
    """The reads of proposals that are asked for often."""

    def in_play(self) -> Self:
        """Proposals of which something may still come, or came."""
        return self.filter(status__in=Proposal.IN_PLAY)

    def barring(self) -> Self:
        """Proposals after which the resident cannot be proposed for the same vacancy again."""
        return self.filter(status__in=Proposal.BARRING)

    def undecided(self) -> Self:
        """Proposals that wait for the employer, or for what comes of an invitation."""
        return self.filter(status__in=Proposal.UNDECIDED)

    def on_the_clock(self) -> Self:
        """Proposals that wait for the employer's answer, and for no answer of the desk to a question."""
        asked = Question.objects.filter(proposal=models.OuterRef("pk"), answered_at=None)
        return self.filter(~models.Exists(asked), status=Proposal.Status.PROPOSED)


class Proposal(ScopedCodedModel):
    """A resident proposed for a vacancy. The employer sees ``code`` and the blind profile."""

    code_prefix = "K"

    class Status(models.TextChoices):
        PROPOSED = "proposed", _("Waiting for the employer")
        INVITED = "invited", _("Invited")
        NO_FIT = "no_fit", _("Does not fit")
        LAPSED = "lapsed", _("Lapsed without an answer")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        MATCHED = "matched", _("Match")

    UNDECIDED = (Status.PROPOSED, Status.INVITED)
    IN_PLAY = (*UNDECIDED, Status.MATCHED)
    BARRING = (*IN_PLAY, Status.NO_FIT)

    class NoFit(models.TextChoices):
        """Why a candidate does not fit, as an employer can say it."""

        LANGUAGE = "language", _("We need more of the language")
        HOURS = "hours", _("The days or hours do not fit")
        EXPERIENCE = "experience", _("We need other experience")
        TRAVEL = "travel", _("The journey is too long")
        FILLED = "filled", _("The places are taken")
        OTHER = "other", _("Another reason")

    class Sentence(models.TextChoices):
        """What the resident reads of a no, on their step card in their own language (desk/card/phrases/)."""

        LANGUAGE = "language", _("This work needs more of the language.")
        HOURS = "hours", _("The working hours do not fit with the times you can work.")
        EXPERIENCE = "experience", _("We look for somebody who has done this work before.")
        TRAVEL = "travel", _("The journey to this work is too long.")
        CERTIFICATE = "certificate", _("This work needs a certificate that you do not have yet.")
        FILLED = "filled", _("All places for this work are taken.")
        OTHER = "other", _("We do not go on this time. It says nothing about what you can do.")

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="proposals")
    vacancy = models.ForeignKey(Vacancy, models.PROTECT, related_name="proposals")
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    proposed_on = models.DateField(_("proposed on"))
    # The day on which the company is reminded, and the last one to answer; without an answer it lapses.
    remind_on = models.DateField(_("reminder on"))
    answer_due_on = models.DateField(_("answer due on"))
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer_reason = models.CharField(_("why not"), max_length=12, choices=NoFit, blank=True)
    answer_note = models.CharField(_("answer"), max_length=500, blank=True)
    answer_sentence = models.CharField(
        _("what the candidate reads"), max_length=12, blank=True, choices=Sentence
    )
    answer_seen_at = models.DateTimeField(null=True, editable=False)

    scope_lenses = {
        DESK: ("resident__centre", "centres"),
        COMPANY: ("vacancy__company__organisation", "organisations"),
    }

    objects = ScopedManager.from_queryset(ProposalQuerySet)()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["-proposed_on", "-id"]
        indexes = [models.Index(fields=["status", "answer_due_on"], name="proposal_status_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["resident", "vacancy"],
                condition=Q(status__in=["proposed", "invited", "matched"]),
                name="proposal_open_once",
                violation_error_message=_("This resident has been proposed for this vacancy already."),
            )
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_in_play(self) -> bool:
        """Whether something may still come of it, or came: the company sees the card."""
        return self.status in self.IN_PLAY


class CardText(ScopedModel):
    """Words of a coach's own for the card of one candidate. The company reads them only while approved.

    ``approval`` is the mark of exactly this text beside exactly the card that the approver saw: a change of
    either makes another mark (``matching/employer_side/card_words.py``).
    """

    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="card_text")
    text = models.CharField(_("own words"), max_length=300, blank=True)
    language = models.CharField(_("in which language"), max_length=2, choices=settings.LANGUAGES)
    approval = models.CharField(max_length=64, blank=True, editable=False)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(_("approved on"), null=True)

    scope_lenses = {DESK: ("proposal__resident__centre", "centres")}

    class Meta:
        verbose_name = _("own words on a card")
        verbose_name_plural = _("own words on cards")
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.proposal_id)

    @property
    def resident_id(self) -> int:
        """Whose card it is, for the trail."""
        return self.proposal.resident_id


class ReleaseQuerySet(models.QuerySet["Release"]):
    """The reads of releases that are asked for often."""

    def running(self, on: date) -> Self:
        """Those by which a company may see something on a day.

        The consent holds, the candidate is in play for the vacancy, and the work of a match is not over.
        """
        over = Placement.objects.exclude(status__in=Placement.UNDER_WAY).filter(
            match__proposal=OuterRef("proposal")
        )
        return self.filter(
            ~Exists(over), holding_on(on, "consent"), proposal__status__in=Proposal.IN_PLAY
        ).order_by("consent__until_on", "id")


class Release(ScopedModel):
    """What a resident and their coach let one company see of the resident, for one vacancy, until a day.

    It rests on its consent, which says how it was asked and until when, and ends with it.
    ``fields``: codes of ``matching/employer_side/released.py``.
    """

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="releases")
    consent = models.OneToOneField(Consent, models.PROTECT, related_name="release")
    fields = models.JSONField(_("what the company sees"), default=list)
    released_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    scope_lenses = {
        DESK: ("proposal__resident__centre", "centres"),
        COMPANY: ("proposal__vacancy__company__organisation", "organisations"),
    }

    objects = ScopedManager.from_queryset(ReleaseQuerySet)()

    class Meta:
        verbose_name = _("release")
        verbose_name_plural = _("releases")
        ordering = ["-id"]

    def __str__(self) -> str:
        return str(self.proposal_id)

    @property
    def resident_id(self) -> int:
        """Who is seen, for the trail."""
        return self.proposal.resident_id


class Question(ScopedModel):
    """What a company asks the desk about a candidate before it answers, and what the desk says.

    Until then the days to answer stand still. Both texts are read by the company and the desk only.
    """

    proposal = models.ForeignKey(Proposal, models.PROTECT, related_name="questions")
    text = models.CharField(_("question"), max_length=500)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    answer = models.CharField(_("answer"), max_length=1000, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(_("answered at"), null=True)

    scope_lenses = {
        DESK: ("proposal__resident__centre", "centres"),
        COMPANY: ("proposal__vacancy__company__organisation", "organisations"),
    }

    class Meta:
        verbose_name = _("question of a company")
        verbose_name_plural = _("questions of companies")
        ordering = ["asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal"],
                condition=Q(answered_at=None),
                name="question_open_once",
                violation_error_message=_("Your question before this one is not answered yet."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.asked_at:%Y-%m-%d}"


class Interview(ScopedModel):
    """The talk that a company offers a candidate it invited: one for a proposal, moved when it must be.

    ``due_on`` is the last day for whoever's turn it is: the desk says which time the resident takes, the
    company offers other times, or says what came of the talk. ``uid`` and ``sequence`` are what the calendar
    of the company knows it by.
    """

    class Status(models.TextChoices):
        OFFERED = "offered", _("Times offered")
        AGREED = "agreed", _("Agreed")
        OTHER_TIMES = "other_times", _("Other times asked for")
        WANTED = "wanted", _("The company wants to hire")
        OVER = "over", _("Called off or over")

    class Way(models.TextChoices):
        PLACE = "place", _("At the company")
        PHONE = "phone", _("By telephone")
        VIDEO = "video", _("By video")

    class Bring(models.TextChoices):
        """What to take along, as the step card can say it in every language."""

        CV = "cv", _("A CV")
        CERTIFICATES = "certificates", _("Diplomas and certificates")
        CLOTHES = "clothes", _("Clothes and shoes that may get dirty")

    MOST_TIMES = 3

    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="interview")
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.OFFERED)
    way = models.CharField(_("kind of talk"), max_length=6, choices=Way, default=Way.PLACE)
    place = models.CharField(_("where"), max_length=160)
    ask_for = models.CharField(_("whom to ask for"), max_length=80)
    bring = models.JSONField(_("to take along"), default=list, blank=True)
    starts_at = models.DateTimeField(_("starts at"), null=True, blank=True)
    ends_at = models.DateTimeField(_("ends at"), null=True, blank=True)
    due_on = models.DateField()
    # Why it was moved, or other times are asked for: in the words of who did.
    reason = models.CharField(_("why"), max_length=300, blank=True)
    appointment = models.OneToOneField(Appointment, models.PROTECT, null=True, related_name="+")
    uid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    sequence = models.PositiveSmallIntegerField(default=0, editable=False)

    scope_lenses = {
        DESK: ("proposal__resident__centre", "centres"),
        COMPANY: ("proposal__vacancy__company__organisation", "organisations"),
    }

    class Meta:
        verbose_name = _("talk with a company")
        verbose_name_plural = _("talks with companies")
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["status", "due_on"], name="interview_status_due")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="agreed") | Q(starts_at__isnull=False, ends_at__gt=models.F("starts_at")),
                name="interview_agreed_has_time",
                violation_error_message=_("A talk that is agreed has a time, and ends after it starts."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.proposal_id} {self.status}"

    @property
    def resident_id(self) -> int:
        """The resident whose case it is about, as the trail keeps it."""
        return self.proposal.resident_id


class InterviewTime(ScopedModel):
    """One of the times that a company offers for a talk."""

    interview = models.ForeignKey(Interview, models.CASCADE, related_name="times")
    starts_at = models.DateTimeField(_("starts at"))
    ends_at = models.DateTimeField(_("ends at"))

    scope_lenses = {
        DESK: ("interview__proposal__resident__centre", "centres"),
        COMPANY: ("interview__proposal__vacancy__company__organisation", "organisations"),
    }

    class Meta:
        verbose_name = _("time offered for a talk")
        verbose_name_plural = _("times offered for a talk")
        ordering = ["starts_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["interview", "starts_at"],
                name="interviewtime_once",
                violation_error_message=_("This time is offered twice."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.interview_id} {self.starts_at:%Y-%m-%d %H:%M}"


class MatchQuerySet(models.QuerySet["Match"]):
    """The reads of matches that are asked for often."""

    def standing(self) -> Self:
        """Matches that neither fell through nor were a mistake."""
        return self.filter(status=Match.Status.STANDING)


class Match(ScopedModel):
    """Resident and employer both intend to contract. ``matched_on`` is the day they both said so."""

    class Status(models.TextChoices):
        STANDING = "standing", _("Standing")
        FALLEN_THROUGH = "fallen_through", _("Fell through")
        RECORDED_IN_ERROR = "recorded_in_error", _("Recorded in error")

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="matches")
    company = models.ForeignKey(Company, models.PROTECT, related_name="matches", verbose_name=_("company"))
    vacancy = models.ForeignKey(
        Vacancy,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="matches",
        verbose_name=_("vacancy"),
    )
    proposal = models.OneToOneField(Proposal, models.PROTECT, null=True, blank=True, related_name="match")
    project = models.ForeignKey(Project, models.PROTECT, related_name="matches", verbose_name=_("project"))
    status = models.CharField(_("status"), max_length=20, choices=Status, default=Status.STANDING)
    matched_on = models.DateField(_("matched on"))

    scope_lenses = {
        DESK: ("resident__centre", "centres"),
        COMPANY: ("company__organisation", "organisations"),
    }

    objects = ScopedManager.from_queryset(MatchQuerySet)()

    class Meta:
        verbose_name = _("match")
        verbose_name_plural = _("matches")
        ordering = ["-matched_on", "-id"]
        indexes = [models.Index(fields=["project", "matched_on"], name="match_project_on")]
        constraints = [
            models.UniqueConstraint(
                fields=["resident", "vacancy"],
                condition=Q(status="standing") & Q(vacancy__isnull=False),
                name="match_standing_once",
                violation_error_message=_("This match has been recorded already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.resident_id} {self.company_id} {self.matched_on}"


class PlacementQuerySet(CodedQuerySet["Placement"]):
    """The reads of placements that are asked for often."""

    def under_way(self) -> Self:
        """Placements that are planned or at work: neither over nor called off."""
        return self.filter(status__in=Placement.UNDER_WAY)


class Placement(ScopedCodedModel):
    """What follows a match. It has *started* only when the person has worked a day: ``started_on``."""

    code_prefix = "P"

    class Kind(models.TextChoices):
        PAID_JOB = "paid_job", _("Paid job")
        TEMP_AGENCY = "temp_agency", _("Temp agency work")
        INTERNSHIP = "internship", _("Internship")
        WORK_EXPERIENCE = "work_experience", _("Work experience")
        APPRENTICESHIP = "apprenticeship", _("Apprenticeship")
        VOLUNTEERING = "volunteering", _("Volunteering")
        EDUCATION = "education", _("Education")

    PAID_KINDS = (Kind.PAID_JOB, Kind.TEMP_AGENCY, Kind.APPRENTICESHIP)

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        STARTED = "started", _("At work")
        ENDED = "ended", _("Ended")
        CANCELLED = "cancelled", _("Did not start")

    UNDER_WAY = (Status.PLANNED, Status.STARTED)
    WORKED = (Status.STARTED, Status.ENDED)  # at least a day

    class EndReason(models.TextChoices):
        CONTRACT_END = "contract_end", _("Contract ended")
        RESIDENT_LEFT = "resident_left", _("Resident stopped")
        EMPLOYER_ENDED = "employer_ended", _("Employer stopped")
        RIGHT_TO_WORK_ENDED = "right_to_work_ended", _("Right to work ended")
        MOVED = "moved", _("Moved away")
        BETTER_JOB = "better_job", _("Found other work")
        OTHER_EMPLOYER = "other_employer", _("Goes on with another employer")
        OTHER = "other", _("Other reason")

    match = models.ForeignKey(Match, models.PROTECT, related_name="placements")
    resident = models.ForeignKey(Resident, models.PROTECT, related_name="placements")
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.PLANNED)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.PAID_JOB)
    job_title = models.CharField(_("job title"), max_length=120)
    sector = models.CharField(_("sector"), max_length=30, choices=Sector)
    hours = models.PositiveSmallIntegerField(_("hours a week"), validators=[MaxValueValidator(MOST_HOURS)])
    wage_hour = models.DecimalField(
        _("gross wage an hour (EUR)"),
        max_digits=6,
        decimal_places=2,
        null=True,
        blank=True,
    )
    # The day on which the wage was found to be below the legal minimum; the coach has it corrected.
    wage_low_on = models.DateField(null=True, blank=True, editable=False)
    planned_start_on = models.DateField(_("planned start"))
    started_on = models.DateField(_("first day worked"), null=True, blank=True)
    planned_end_on = models.DateField(_("contract ends on"), null=True, blank=True)
    ended_on = models.DateField(_("last day"), null=True, blank=True)
    end_reason = models.CharField(_("why it ended"), max_length=20, choices=EndReason, blank=True)
    # The same work with another employer, which began when the earlier placement stopped.
    follows = models.OneToOneField(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="followed_by",
        verbose_name=_("goes on from"),
    )

    scope_lenses = {
        DESK: ("resident__centre", "centres"),
        COMPANY: ("match__company__organisation", "organisations"),
    }

    objects = ScopedManager.from_queryset(PlacementQuerySet)()

    class Meta:
        verbose_name = _("placement")
        verbose_name_plural = _("placements")
        ordering = ["-planned_start_on", "-id"]
        indexes = [
            models.Index(fields=["status", "planned_start_on"], name="placement_status_start"),
            models.Index(fields=["started_on"], name="placement_started"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(status__in=["started", "ended"]) | Q(started_on__isnull=False),
                name="placement_started_has_day",
                violation_error_message=_("A placement has started only when the first day worked is known."),
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=models.F("started_on")),
                name="placement_ends_after_start",
                violation_error_message=_("A placement ends on or after its first day."),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def work_kind(self) -> str:
        """The kind of work as the rules on the right to work name it."""
        return {
            self.Kind.TEMP_AGENCY: WorkKind.TEMP_AGENCY,
            self.Kind.INTERNSHIP: WorkKind.INTERNSHIP,
            self.Kind.WORK_EXPERIENCE: WorkKind.INTERNSHIP,
            self.Kind.VOLUNTEERING: WorkKind.VOLUNTEERING,
            self.Kind.EDUCATION: WorkKind.EDUCATION,
        }.get(self.kind, WorkKind.EMPLOYEE)


class CheckIn(ScopedModel):
    """A planned contact after the start: still working, paid as agreed, hours, safe, wishes."""

    WEEKS = (1, 4, 13, 26, 52)

    class Status(models.TextChoices):
        PLANNED = "planned", _("Planned")
        DONE = "done", _("Done")
        MISSED = "missed", _("Not reached")

    class Answer(models.TextChoices):
        YES = "yes", _("Yes")
        NO = "no", _("No")
        UNKNOWN = "unknown", _("Not known")

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="check_ins")
    resident = models.ForeignKey(Resident, models.PROTECT, related_name="check_ins")
    week = models.PositiveSmallIntegerField(_("week after the start"))
    due_on = models.DateField(_("planned for"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.PLANNED)
    done_on = models.DateField(_("spoken on"), null=True, blank=True)
    still_working = models.CharField(_("still at work"), max_length=10, choices=Answer, blank=True)
    paid_as_agreed = models.CharField(_("paid as agreed"), max_length=10, choices=Answer, blank=True)
    hours_as_agreed = models.CharField(_("hours as agreed"), max_length=10, choices=Answer, blank=True)
    feels_safe = models.CharField(_("feels safe at work"), max_length=10, choices=Answer, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)

    scope_lenses = {DESK: ("resident__centre", "centres")}

    class Meta:
        verbose_name = _("check-in")
        verbose_name_plural = _("check-ins")
        ordering = ["due_on", "id"]
        indexes = [models.Index(fields=["status", "due_on"], name="checkin_status_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["placement", "week"],
                name="checkin_week_once",
                violation_error_message=_("This check-in is planned already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.placement_id} week {self.week}"

    @property
    def troubles(self) -> list[str]:
        """What got a no, in words: the pay, the hours, the safety."""
        fields = [self._meta.get_field(name) for name in ("paid_as_agreed", "hours_as_agreed", "feels_safe")]
        return [str(field.verbose_name) for field in fields if getattr(self, field.name) == self.Answer.NO]


class FilingQuerySet(models.QuerySet["Filing"]):
    """The reads of filed papers that are asked for often."""

    def waiting(self) -> Self:
        """Papers that the desk still has to look at: not those whose step was closed in another way."""
        return self.filter(status=Filing.Status.SENT, step__status=Step.Status.OPEN)


class Filing(ScopedModel):
    """What a company says it has filed for somebody whom it hires: a step that the desk checks.

    ``filed_on`` is the day on which it went to the authority; of the confirmation of a start, the first day
    worked. The company sees that files were sent and by whom; only the desk opens them.
    """

    class Status(models.TextChoices):
        SENT = "sent", _("Waits for the desk")
        SEEN = "seen", _("Seen, waits for the authority")
        COMPLETE = "complete", _("Complete")
        ASKED_AGAIN = "asked_again", _("Asked again")
        TAKEN_BACK = "taken_back", _("Taken back")

    placement = models.ForeignKey(Placement, models.PROTECT, related_name="filings")
    step = models.ForeignKey(Step, models.PROTECT, related_name="filings")
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.SENT)
    filed_on = models.DateField(_("filed on"))
    reference = models.CharField(_("reference of the authority"), max_length=60, blank=True)
    files = models.ManyToManyField(StepEvidence, related_name="filings", blank=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(_("sent at"), default=timezone.now)
    check_due_on = models.DateField(_("checked by"))
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    reason = models.CharField(_("why it is asked again"), max_length=500, blank=True)

    scope_lenses = {
        DESK: ("placement__resident__centre", "centres"),
        COMPANY: ("placement__match__company__organisation", "organisations"),
    }

    objects = ScopedManager.from_queryset(FilingQuerySet)()

    class Meta:
        verbose_name = _("filed paper")
        verbose_name_plural = _("filed papers")
        ordering = ["-sent_at", "-id"]
        indexes = [models.Index(fields=["status", "check_due_on"], name="filing_status_due")]
        constraints = [
            models.UniqueConstraint(
                fields=["step"],
                condition=Q(status="sent"),
                name="filing_waits_once",
                violation_error_message=_("This has been sent already, and waits for the desk."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.step_id} {self.status}"

    @property
    def resident_id(self) -> int:
        """The person it is about, for the trail."""
        return self.placement.resident_id
