"""Users, the roles they have in organisations, and invitations."""

from collections.abc import Iterable
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jobdesk.desks.models import Centre, Organisation
from jobdesk.trail.access import duties_of, duty_labels, role_choices, who_may


def default_language() -> str:
    """The language of the site, for whoever has not chosen one."""
    return settings.LANGUAGE_CODE


class UserQuerySet(models.QuerySet["User"]):
    """The reads of users that are asked for often."""

    def unproven(self) -> Self:
        """Accounts that somebody made without showing yet that the address is theirs: they hold nothing."""
        return self.filter(memberships=None, is_staff=False, last_login=None).exclude(
            emailaddress__verified=True
        )

    def serving(self, centres: Iterable[Centre | int]) -> Self:
        """The active colleagues who may take cases at any of these centres, each once, by name."""
        return (
            self.filter(
                who_may("cases.take", "memberships"), is_active=True, memberships__centres__in=centres
            )
            .distinct()
            .order_by("name", "pk")
        )


_Users = BaseUserManager.from_queryset(UserQuerySet)


class UserManager(_Users["User"]):
    """Makes users from an e-mail address; it is kept in lower case."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create a user. Raises ValueError without an e-mail address."""
        if not email:
            raise ValueError("A user needs an e-mail address.")
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """Create a user who may enter the technical administration (/admin/)."""
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email: str) -> "User":
        return self.get(email=email.strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """A person who signs in, by e-mail address."""

    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    phone = models.CharField(_("telephone"), max_length=30, blank=True)
    language = models.CharField(
        _("language"),
        max_length=5,
        choices=settings.LANGUAGES,
        default=default_language,
    )
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("may enter the technical administration"), default=False)
    date_joined = models.DateTimeField(_("member since"), default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message=_("There is already a user with this e-mail address."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def short_name(self) -> str:
        """First name and the initial of the last: ``Marieke B.``"""
        first, *rest = self.name.split()
        return f"{first} {rest[-1][0]}." if rest else first

    @property
    def initials(self) -> str:
        """The first letters of the first and the last word of the name."""
        words = self.name.split()
        return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


class WithDuties(models.Model):
    """Which duties of its role somebody has, or is offered: the keys of an object, which both databases find.

    Who says nothing gives all duties that the role has. The codes are those of jobdesk/trail/access.py.
    """

    role: str
    duties = models.JSONField(_("duties"), default=None, editable=False)

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.duties is None:
            self.duties = dict.fromkeys(duties_of(self.role), True)
        super().save(*args, **kwargs)

    @property
    def duty_labels(self) -> list[str]:
        """The names of the duties, in the order in which they are offered."""
        return [str(label) for label in duty_labels(self)]


class Membership(WithDuties):
    """A user's role in an organisation; for a coach or coordinator also in which centres."""

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name=_("user"))
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="memberships",
        verbose_name=_("organisation"),
    )
    role = models.CharField(_("role"), max_length=20, choices=role_choices)
    centres = models.ManyToManyField(
        Centre, related_name="memberships", blank=True, verbose_name=_("centres")
    )
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["user", "role", "organisation"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                name="membership_once",
                violation_error_message=_("This user has this role in this organisation already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.organisation}"


class Invitation(WithDuties):
    """An invitation by e-mail to take up a role. The link carries a signed token, never the address.

    Without an organisation: to bring an employer that is not known here yet, and to register it.
    """

    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=120, blank=True)
    language = models.CharField(
        _("language"),
        max_length=5,
        choices=settings.LANGUAGES,
        default=default_language,
    )
    organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="invitations",
        verbose_name=_("organisation"),
    )
    role = models.CharField(_("role"), max_length=20, choices=role_choices)
    centres = models.ManyToManyField(Centre, blank=True, related_name="+", verbose_name=_("centres"))
    # Nobody: appointed by whoever runs the service (manage.py appoint_administrator).
    invited_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("invited by")
    )
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(_("expires at"))
    accepted_at = models.DateTimeField(_("accepted at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.organisation or '–'}"

    @property
    def is_open(self) -> bool:
        """Whether it can still be accepted."""
        return not self.accepted_at and not self.withdrawn_at and self.expires_at > timezone.now()


class AccessRequest(models.Model):
    """A role, or more centres of a role, that counts only once a second administrator approves it.

    ``user`` has the role already and gets more centres; without one, approval sends an invitation. ``agency``
    is whose administrators decide. See docs/adr/0006-four-eyes.md.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waits for a second administrator")
        APPROVED = "approved", _("Approved")
        REFUSED = "refused", _("Refused")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        EXPIRED = "expired", _("Expired")

    agency = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("reception agency")
    )
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(
        _("language"), max_length=5, choices=settings.LANGUAGES, default=default_language
    )
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name=_("user"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    role = models.CharField(_("role"), max_length=20, choices=role_choices)
    centres = models.ManyToManyField(Centre, blank=True, related_name="+", verbose_name=_("centres"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.WAITING)
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("asked by"))
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    expires_at = models.DateTimeField(_("expires at"))
    # Nobody: approved by whoever runs the service (manage.py appoint_administrator).
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    invitation = models.OneToOneField(
        Invitation, models.PROTECT, null=True, related_name="request", verbose_name=_("invitation")
    )

    class Meta:
        verbose_name = _("request for access")
        verbose_name_plural = _("requests for access")
        ordering = ["expires_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=F("asked_by")),
                name="access_request_four_eyes",
                violation_error_message=_("Somebody else than who asked for it decides on it."),
            ),
            models.CheckConstraint(
                condition=Q(status__in=["approved", "refused"], decided_at__isnull=False)
                | Q(status__in=["waiting", "withdrawn", "expired"], decided_at=None, decided_by=None),
                name="access_request_decided_at",
                violation_error_message=_("A decision on a request says when it was taken."),
            ),
            models.UniqueConstraint(
                fields=["agency", "email", "organisation", "role"],
                condition=Q(status="waiting"),
                name="access_request_once",
                violation_error_message=_("The same was asked for already and waits."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()}, {self.organisation}"

    @property
    def is_open(self) -> bool:
        """Whether it can still be decided on."""
        return self.status == self.Status.WAITING and self.expires_at > timezone.now()
