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
    CorrectForm,
    DeclarationForm,
    EmployerForm,
    EndForm,
    ExtendForm,
    FoundWorkForm,
    MatchForm,
    NotificationForm,
    PermitForm,
    SendForm,
    StartForm,
)
from matching.forms.proposals import EndProposalForm
from matching.forms.starts import AskStartForm, DeclineStartForm, OverrideStartForm
from matching.forms.vacancies import CloseForm, ReturnForm

__all__ = [
    "AskStartForm",
    "CardTextForm",
    "ChangeForm",
    "CheckInForm",
    "ChooseTimeForm",
    "CloseForm",
    "ConcernForm",
    "ConcernNoteForm",
    "CorrectForm",
    "DeclarationForm",
    "DeclineStartForm",
    "EmployerForm",
    "EndForm",
    "EndProposalForm",
    "ExtendForm",
    "FoundWorkForm",
    "HandOverForm",
    "InvitationForm",
    "MatchForm",
    "NoFitForm",
    "NotificationForm",
    "OtherTimesForm",
    "OutcomeForm",
    "OverrideStartForm",
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
