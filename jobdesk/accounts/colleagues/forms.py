"""The forms about colleagues."""

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from jobdesk.accounts.models import Invitation
from jobdesk.trail.access import duties_of


class DutiesForm(forms.Form):
    """What a colleague does: the duties of ``role``."""

    duties = forms.MultipleChoiceField(
        label=_("What does this colleague do?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one duty.")},
    )

    def __init__(self, *args, role: str, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["duties"].choices = [
            (code, format_html('{}<br><span class="small soft">{}</span>', duty.label, duty.text))
            for code, duty in duties_of(role).items()
        ]


class ColleagueForm(DutiesForm):
    """Whom to invite, and to do what."""

    email = forms.EmailField(
        label=_("E-mail address"),
        help_text=_("The invitation is sent here."),
        error_messages={
            "required": _("Type an e-mail address, for example s.haddad@example.org."),
            "invalid": _("This is not a whole address. Type it as in s.haddad@example.org."),
        },
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        error_messages={"required": _("Type the first and the last name.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    language = forms.ChoiceField(
        choices=Invitation._meta.get_field("language").choices,
        widget=forms.RadioSelect,
        label=_("Language of the e-mail and the site"),
        error_messages={"required": _("Choose a language.")},
    )

    field_order = ("email", "name", "duties", "language")
