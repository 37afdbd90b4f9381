"""The case: one file per noun."""

from residents.models.appointment import Appointment
from residents.models.background import (
    BackgroundRow,
    Certificate,
    EducationRecord,
    LanguageSkill,
    NamesWork,
    Strength,
    WantedCertificate,
    WishedWork,
    WorkExperience,
)
from residents.models.coaching import CoachAbsence, CoachDay, CoachPair
from residents.models.consent import Consent
from residents.models.contact import OutreachContact
from residents.models.double import Merge, NotSame
from residents.models.evidence import StepEvidence
from residents.models.household import Household
from residents.models.intake import Intake, IntakeSitting
from residents.models.law import LawValue, Reassessment
from residents.models.legal import Document, LegalEvent
from residents.models.mentor import Duo, DuoMeeting, Mentor
from residents.models.number_request import NumberRequest
from residents.models.plan import Goal, PlanAction, PlanReview
from residents.models.relocation import Relocation
from residents.models.resident import CentreStay, Resident, held_by
from residents.models.search import SearchKey
from residents.models.session import Attendance, GroupSession
from residents.models.step import Step
from residents.models.training import TrainingGroup, TrainingMember

__all__ = [
    "Appointment",
    "Attendance",
    "BackgroundRow",
    "CentreStay",
    "Certificate",
    "CoachAbsence",
    "CoachDay",
    "CoachPair",
    "Consent",
    "Document",
    "Duo",
    "DuoMeeting",
    "EducationRecord",
    "Goal",
    "GroupSession",
    "Household",
    "Intake",
    "IntakeSitting",
    "LanguageSkill",
    "LawValue",
    "LegalEvent",
    "Mentor",
    "Merge",
    "NamesWork",
    "NotSame",
    "NumberRequest",
    "OutreachContact",
    "PlanAction",
    "PlanReview",
    "Reassessment",
    "Relocation",
    "Resident",
    "SearchKey",
    "Step",
    "StepEvidence",
    "Strength",
    "TrainingGroup",
    "TrainingMember",
    "WantedCertificate",
    "WishedWork",
    "WorkExperience",
    "held_by",
]
