"""A proposal, the words on its card, and what the company asks about it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from employers.models import Vacancy
from jobdesk.codes import CodedQuerySet, ScopedCodedModel
from jobdesk.trail.scoping import COMPANY, DESK, ScopedManager, ScopedModel
from residents.models import Resident


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
