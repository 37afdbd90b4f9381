"""The case: one file per noun."""

from residents.models.contact import OutreachContact
from residents.models.evidence import StepEvidence
from residents.models.intake import Intake
from residents.models.law import LawValue, Reassessment
from residents.models.legal import Document, LegalEvent
from residents.models.relocation import Relocation
from residents.models.resident import CentreStay, LanguageSkill, Resident
from residents.models.step import Step

__all__ = [
    "CentreStay",
    "Document",
    "Intake",
    "LanguageSkill",
    "LawValue",
    "LegalEvent",
    "OutreachContact",
    "Reassessment",
    "Relocation",
    "Resident",
    "Step",
    "StepEvidence",
]
