"""What desks and employers fill in about proposals, matches, placements and check-ins."""

from matching.forms.answers import (
    ChooseTimeForm,
    InvitationForm,
    NoFitForm,
    OtherTimesForm,
    QuestionForm,
    ReplyForm,
)
from matching.forms.cards import CardTextForm, ReleaseForm
from matching.forms.common import ReasonForm
from matching.forms.placements import (
    ChangeForm,
    CheckInForm,
    DeclarationForm,
    EmployerForm,
    EndForm,
    MatchForm,
    NotificationForm,
    PermitForm,
    SendForm,
    StartForm,
)
from matching.forms.proposals import EndProposalForm
from matching.forms.vacancies import CloseForm, ReturnForm

__all__ = [
    "CardTextForm",
    "ChangeForm",
    "CheckInForm",
    "ChooseTimeForm",
    "CloseForm",
    "DeclarationForm",
    "EmployerForm",
    "EndForm",
    "EndProposalForm",
    "InvitationForm",
    "MatchForm",
    "NoFitForm",
    "NotificationForm",
    "OtherTimesForm",
    "PermitForm",
    "QuestionForm",
    "ReasonForm",
    "ReleaseForm",
    "ReplyForm",
    "ReturnForm",
    "SendForm",
    "StartForm",
]
