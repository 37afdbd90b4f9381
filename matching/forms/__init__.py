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
from matching.forms.concerns import (
    ConcernForm,
    ConcernNoteForm,
    HandOverForm,
    OutcomeForm,
    ReopenForm,
)
from matching.forms.payslips import PayslipForm
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
    "ConcernForm",
    "ConcernNoteForm",
    "DeclarationForm",
    "EmployerForm",
    "EndForm",
    "EndProposalForm",
    "HandOverForm",
    "InvitationForm",
    "MatchForm",
    "NoFitForm",
    "NotificationForm",
    "OtherTimesForm",
    "OutcomeForm",
    "PayslipForm",
    "PermitForm",
    "QuestionForm",
    "ReasonForm",
    "ReleaseForm",
    "ReopenForm",
    "ReplyForm",
    "ReturnForm",
    "SendForm",
    "StartForm",
]
