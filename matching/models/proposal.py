"""A proposal, the words on its card, and what the company asks about it."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from employers.models import Vacancy
from jobdesk.codes import CodedQuerySet, ScopedCodedModel
from jobdesk.trail.scoping import COMPANY, DESK, ScopedManager, ScopedModel
from residents.models import Consent, Resident


class ProposalQuerySet(CodedQuerySet["Proposal"]):
    """The reads of proposals that are asked for often."""

    def in_play(self) -> Self:
        """Proposals with the company of which something may still come, or came."""
        return self.filter(status__in=Proposal.IN_PLAY)

    def at_desk(self) -> Self:
        """Proposals that did not reach the company yet: the resident is to be asked, is asked, or agreed."""
        return self.filter(status__in=Proposal.AT_DESK)

    def running(self) -> Self:
        """Proposals that may still end without a match, whoever's turn it is."""
        return self.filter(status__in=Proposal.RUNNING)

    def barring(self) -> Self:
        """Proposals after which the resident cannot be proposed for the same vacancy again."""
        return self.filter(status__in=Proposal.BARRING)

    def undecided(self) -> Self:
        """Proposals that wait for the employer, or for what comes of an invitation or an offer."""
        return self.filter(status__in=Proposal.UNDECIDED)

    def with_due(self) -> Self:
        """Each with ``turn_due_on``: the last day of whoever's turn it is; None where nobody's days run."""
        by_company = models.When(status=Proposal.Status.PROPOSED, then=F("remind_on"))
        by_talk = models.When(
            status=Proposal.Status.INVITED, then=Coalesce(F("interview__due_on"), F("due_on"))
        )
        return self.annotate(turn_due_on=models.Case(by_company, by_talk, default=F("due_on")))

    def on_the_clock(self) -> Self:
        """Proposals that wait for the employer's answer, and for no answer of the desk to a question."""
        asked = Question.objects.filter(proposal=models.OuterRef("pk"), answered_at=None)
        return self.filter(~models.Exists(asked), status=Proposal.Status.PROPOSED)


class Proposal(ScopedCodedModel):
    """A resident and a vacancy, from the desk's first idea to a match or an end.

    The company sees ``code`` and the blind profile, from the day ``proposed_on`` on which the resident was
    introduced; of a proposal without that day it sees nothing at all, whatever its status.
    """

    code_prefix = "K"

    class Status(models.TextChoices):
        SUGGESTED = "suggested", _("To be asked")
        ASKED = "asked", pgettext_lazy("proposal", "Asked")
        AGREED = "agreed", pgettext_lazy("proposal", "Agreed")
        PROPOSED = "proposed", _("Waiting for the employer")
        INVITED = "invited", _("Invited")
        OFFERED = "offered", _("The company wants to hire")
        MATCHED = "matched", _("Match")
        NO_FIT = "no_fit", _("Does not fit")
        DECLINED = "declined", _("The resident does not want it")
        LAPSED = "lapsed", _("Lapsed without an answer")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    AT_DESK = (Status.SUGGESTED, Status.ASKED, Status.AGREED)
    UNDECIDED = (Status.PROPOSED, Status.INVITED, Status.OFFERED)
    RUNNING = (*AT_DESK, *UNDECIDED)
    IN_PLAY = (*UNDECIDED, Status.MATCHED)
    OPEN = (*AT_DESK, *IN_PLAY)
    BARRING = (*OPEN, Status.NO_FIT)
    TALKING = (Status.INVITED, Status.OFFERED)  # the company invited: its talk may be arranged or moved

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

    class End(models.TextChoices):
        """Why the resident does not want it (``DECLINES``), or the desk takes it back (``WITHDRAWALS``)."""

        OTHER_WORK = "other_work", _("Wants other work")
        TOO_FAR = "too_far", _("Too far away")
        TIMES = "times", _("The days or times do not suit")
        WAGE = "wage", _("The wage is too low")
        HEALTH = "health", _("Health")
        FAMILY = "family", _("Family or child care")
        TRUST = "trust", _("Does not trust the company")
        OWN = "own", _("Another reason of the resident")
        UNSAID = "unsaid", _("Said no, without a reason")
        MISTAKE = "mistake", _("Proposed by mistake")
        UNAVAILABLE = "unavailable", _("No longer available")
        ELSEWHERE = "elsewhere", _("Found other work or a course")
        MOVES = "moves", _("Moves to another centre")
        NO_CONSENT = "no_consent", _("The consent has ended")
        CLOSED = "closed", _("The vacancy is no longer open")
        FELL_THROUGH = "fell_through", _("The match fell through")
        DESK = "desk", _("Another reason of the desk")

    DECLINES = (
        End.OTHER_WORK,
        End.TOO_FAR,
        End.TIMES,
        End.WAGE,
        End.HEALTH,
        End.FAMILY,
        End.TRUST,
        End.OWN,
        End.UNSAID,
    )
    # Those of the desk that a person chooses; the others are what the program finds.
    WITHDRAWALS = (End.UNAVAILABLE, End.ELSEWHERE, End.MOVES, End.MISTAKE, End.DESK)

    resident = models.ForeignKey(Resident, models.PROTECT, related_name="proposals")
    vacancy = models.ForeignKey(Vacancy, models.PROTECT, related_name="proposals")
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.SUGGESTED)
    suggested_on = models.DateField(_("suggested on"), default=timezone.localdate)
    # Why somebody was added by hand; empty for a suggestion out of a ranking, which has its own reasons.
    suggestion_reason = models.CharField(_("why this person"), max_length=300, blank=True)
    # Since when it is in this status, and the last day of whoever's turn it is: then it waits too long.
    since_on = models.DateField(_("waits since"), default=timezone.localdate)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    # The consent to be introduced for this vacancy; older proposals rest on the consent to the profile.
    agreement = models.OneToOneField(
        Consent, models.PROTECT, null=True, related_name="proposal", editable=False
    )
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    proposed_on = models.DateField(_("proposed on"), null=True, blank=True)
    # When somebody of the company had the card before them for the first time.
    first_seen_at = models.DateTimeField(null=True, editable=False)
    # The day on which the company is reminded, and the last one to answer; without an answer it lapses.
    remind_on = models.DateField(_("reminder on"), null=True, blank=True)
    answer_due_on = models.DateField(_("answer due on"), null=True, blank=True)
    answered_on = models.DateField(_("answered on"), null=True, blank=True)
    answer_reason = models.CharField(_("why not"), max_length=12, choices=NoFit, blank=True)
    answer_note = models.CharField(_("answer"), max_length=500, blank=True)
    answer_sentence = models.CharField(
        _("what the candidate reads"), max_length=12, blank=True, choices=Sentence
    )
    answer_seen_at = models.DateTimeField(null=True, editable=False)
    end_reason = models.CharField(_("why it ended"), max_length=12, choices=End, blank=True)
    end_note = models.CharField(_("in words"), max_length=500, blank=True)

    scope_lenses = {
        DESK: ("resident__centre", "centres"),
        COMPANY: ("vacancy__company__organisation", "organisations"),
    }
    scope_conditions = {COMPANY: Q(proposed_on__isnull=False)}

    objects = ScopedManager.from_queryset(ProposalQuerySet)()

    class Meta:
        verbose_name = _("proposal")
        verbose_name_plural = _("proposals")
        ordering = ["-suggested_on", "-id"]
        indexes = [
            models.Index(fields=["status", "answer_due_on"], name="proposal_status_due"),
            models.Index(fields=["status", "since_on"], name="proposal_status_since"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["resident", "vacancy"],
                condition=Q(
                    status__in=["suggested", "asked", "agreed", "proposed", "invited", "offered", "matched"]
                ),
                name="proposal_open_once",
                violation_error_message=_("This resident has been proposed for this vacancy already."),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["suggested", "asked", "agreed"]) | Q(proposed_on__isnull=True),
                name="proposal_not_with_company",
                violation_error_message=_("The company does not know of this candidate yet."),
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["proposed", "invited", "offered", "matched", "no_fit"])
                | Q(proposed_on__isnull=False, remind_on__isnull=False, answer_due_on__isnull=False),
                name="proposal_with_company_since",
                violation_error_message=_("What a company sees has a day on which it was introduced."),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def is_in_play(self) -> bool:
        """Whether something may still come of it, or came: the company sees the card."""
        return self.status in self.IN_PLAY

    @property
    def is_at_desk(self) -> bool:
        """Whether the company knows nothing of it yet."""
        return self.status in self.AT_DESK

    @property
    def is_running(self) -> bool:
        """Whether it may still end without a match."""
        return self.status in self.RUNNING

    @property
    def is_talking(self) -> bool:
        """Whether the company invited the candidate, and may have offered the work."""
        return self.status in self.TALKING

    @property
    def status_for_company(self) -> str:
        """The status as the company reads it: a candidate who does not want it is withdrawn, without why."""
        shown = self.Status.WITHDRAWN if self.status == self.Status.DECLINED else self.Status(self.status)
        return str(shown.label)


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
