"""The forms of the accounts: our own, and those of django-allauth in our words."""

from typing import ClassVar

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms
from django.contrib.auth import password_validation
from django.contrib.auth.hashers import make_password
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from jobdesk.accounts.models import Invitation, User
from jobdesk.accounts.queries import centres_granted_by, organisations_offered_by, own_organisations
from jobdesk.accounts.services import drop_unproven
from jobdesk.desks.models import Centre, Organisation
from jobdesk.trail.access import role_choices

NEW_PASSWORD_HELP = _("At least 12 characters. A short sentence is easy to remember.")
EMAIL = (_("E-mail address"), "")
PASSWORD = (_("Password"), "")
NEW_PASSWORD = (_("New password"), NEW_PASSWORD_HELP)
AGAIN = (_("The same password again"), "")
CODE = (_("Code"), _("The six digits in your app, or one of your recovery codes."))

EMAIL_ERRORS = {
    "required": _("Type an e-mail address, for example s.haddad@example.org."),
    "invalid": _("This is not a whole address. Type it as in s.haddad@example.org."),
}

Words = tuple[str | Promise, str | Promise]


class InviteForm(forms.Form):
    """Whom to invite, and to what. What may be chosen is what ``administrator`` administers."""

    email = forms.EmailField(
        label=_("E-mail address"), help_text=_("The invitation is sent here."), error_messages=EMAIL_ERRORS
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        error_messages={"required": _("Type the first and the last name.")},
    )
    organisation = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("Organisation"),
        error_messages={"required": _("Choose an organisation.")},
    )
    role = forms.ChoiceField(
        choices=role_choices,
        widget=forms.RadioSelect,
        label=_("Role"),
        error_messages={"required": _("Choose a role.")},
    )
    centres = forms.ModelMultipleChoiceField(
        Centre.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Centres"),
        help_text=_("Only for coaches and coordinators: they see the residents of these centres."),
    )
    language = forms.ChoiceField(
        choices=User._meta.get_field("language").choices,
        widget=forms.RadioSelect,
        label=_("Language of the e-mail and the site"),
    )

    def __init__(self, *args, administrator: User, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        organisations = organisations_offered_by(administrator)
        self.fields["organisation"].queryset = organisations
        self.fields["organisation"].initial = own_organisations(administrator).first()
        self.fields["centres"].queryset = centres_granted_by(administrator)
        self.fields["language"].initial = administrator.language
        if not self.fields["centres"].queryset.exists():
            del self.fields["centres"]

    def clean(self) -> dict:
        data = super().clean()
        data.setdefault("centres", Centre.objects.none())
        return data


class CentresForm(forms.Form):
    """In which centres somebody has a role, among those that the administrator looks after."""

    centres = forms.ModelMultipleChoiceField(
        Centre.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Centres"),
        help_text=_("They see the residents of these centres."),
    )

    def __init__(self, *args, centres: QuerySet[Centre], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["centres"].queryset = centres


class AccessRefusalForm(forms.Form):
    """Why a request for access is refused."""

    reason = forms.CharField(
        label=_("Why do you refuse this request?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Say why you refuse this request.")},
    )


class MemberFilterForm(forms.Form):
    """The filters above the list of members. A value that makes no sense counts as no filter."""

    q = forms.CharField(required=False)
    role = forms.ChoiceField(choices=role_choices, required=False)
    organisation = forms.ModelChoiceField(Organisation.objects.none(), required=False)

    def __init__(self, *args, organisations, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = organisations

    def chosen(self) -> dict[str, str]:
        """Return the arguments for queries.members_managed_by()."""
        self.is_valid()
        organisation = self.cleaned_data.get("organisation")
        return {
            "search": self.cleaned_data.get("q", ""),
            "role": self.cleaned_data.get("role", ""),
            "organisation": str(organisation.pk) if organisation else "",
        }


class AcceptForm(forms.Form):
    """Name and password of somebody who was invited and has no account yet."""

    name = forms.CharField(
        label=_("Your name"),
        help_text=_("As colleagues know you, for example “Samira Haddad”."),
        max_length=120,
        error_messages={"required": _("Type your first and last name.")},
    )
    password = forms.CharField(
        label=_("Choose a password"),
        help_text=NEW_PASSWORD_HELP,
        error_messages={"required": _("Choose a password of at least 12 characters.")},
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    password_again = forms.CharField(
        label=AGAIN[0],
        error_messages={"required": _("Type the password again.")},
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args, invitation: Invitation, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.invitation = invitation
        self.fields["name"].initial = invitation.name
        self.fields["name"].widget.attrs["autocomplete"] = "name"

    def clean(self) -> dict:
        data = super().clean()
        password = data.get("password")
        if not password:
            return data
        if data.get("password_again") and password != data["password_again"]:
            self.add_error("password_again", _("The two passwords are not the same."))
        user = User(email=self.invitation.email, name=data.get("name", ""))
        try:
            password_validation.validate_password(password, user)
        except forms.ValidationError as error:
            self.add_error("password", error)
        return data


class ProfileForm(forms.ModelForm):
    """A user's own name, telephone and language."""

    class Meta:
        model = User
        fields = ("name", "phone", "language")
        widgets: ClassVar = {
            "name": forms.TextInput(attrs={"autocomplete": "name"}),
            "phone": forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
            "language": forms.RadioSelect,
        }


class OurWords:
    """Gives the fields of an allauth form our label and help, and no words inside the box."""

    words: ClassVar[dict[str, Words]] = {}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, help_text) in self.words.items():
            field = self.fields[name]
            field.label, field.help_text = label, help_text
            field.widget.attrs.pop("placeholder", None)


class SignupForm(OurWords, account.SignupForm):
    """Name, address and password of somebody who makes an account themselves, where a view allows it."""

    name = forms.CharField(
        label=_("First and last name"),
        max_length=120,
        error_messages={"required": _("Type the first and the last name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ("name", "email", "password1")
    words: ClassVar = {
        "email": (_("E-mail address"), _("The address of your work. We send a code there.")),
        "password1": (_("Choose a password"), NEW_PASSWORD_HELP),
    }

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].error_messages |= EMAIL_ERRORS
        self.fields["password1"].error_messages["required"] = _(
            "Choose a password of at least 12 characters."
        )

    def clean_email(self) -> str:
        """Return the address. An account with it that nobody proved to be theirs does not count."""
        drop_unproven(self.cleaned_data["email"].lower())
        return super().clean_email()

    def try_save(self, request: HttpRequest) -> tuple[User | None, HttpResponse | None]:
        """Make the account; where there is one already, take as long and say the same."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)


class LoginForm(OurWords, account.LoginForm):
    words: ClassVar = {"login": EMAIL, "password": PASSWORD}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class ReauthenticateForm(OurWords, account.ReauthenticateForm):
    words: ClassVar = {"password": PASSWORD}


class ResetPasswordForm(OurWords, account.ResetPasswordForm):
    words: ClassVar = {"email": EMAIL}


class ResetPasswordKeyForm(OurWords, account.ResetPasswordKeyForm):
    words: ClassVar = {"password1": NEW_PASSWORD, "password2": AGAIN}


class ChangePasswordForm(OurWords, account.ChangePasswordForm):
    words: ClassVar = {
        "oldpassword": (_("Current password"), ""),
        "password1": NEW_PASSWORD,
        "password2": AGAIN,
    }


class SetPasswordForm(OurWords, account.SetPasswordForm):
    words: ClassVar = {"password1": NEW_PASSWORD, "password2": AGAIN}


class AddEmailForm(OurWords, account.AddEmailForm):
    words: ClassVar = {
        "email": (_("New e-mail address"), _("We send a code there. Your address changes once you type it."))
    }


class ConfirmCodeForm(OurWords, account.ConfirmEmailVerificationCodeForm):
    words: ClassVar = {"code": (_("Code of 6 digits"), "")}

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].error_messages["required"] = _("Type the six digits of the e-mail.")
        self.fields["code"].widget.attrs |= {"inputmode": "numeric", "class": "input--code"}


class SecondStepForm(OurWords, mfa.AuthenticateForm):
    words: ClassVar = {"code": CODE}


class SecondStepAgainForm(OurWords, mfa.ReauthenticateForm):
    words: ClassVar = {"code": CODE}


class ActivateSecondStepForm(OurWords, totp.ActivateTOTPForm):
    words: ClassVar = {"code": (_("Code in the app"), _("Six digits; they change every half minute."))}
