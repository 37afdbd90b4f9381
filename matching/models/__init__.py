"""What joins a resident and an employer: one file per noun."""

from matching.models.check_in import CheckIn, CheckInLink, CheckInReply
from matching.models.company_concern import CompanyConcern, CompanyConcernWords, Severity, Topic
from matching.models.concern import Concern, ConcernEntry, ConcernQuerySet
from matching.models.fair import Fair, FairGuest, FairMeeting, FairRule, FairTable
from matching.models.filing import Filing, FilingQuerySet
from matching.models.interview import Interview, InterviewTime
from matching.models.known_journey import KnownJourney, KnownJourneyQuerySet
from matching.models.match import Match, MatchQuerySet
from matching.models.match_profile import MatchProfile, ProfileChange, ProfileRound
from matching.models.measure import Measure, MeasureQuerySet, MeasureReply, MeasureTalk
from matching.models.payslip import Payslip
from matching.models.placement import Placement, PlacementQuerySet
from matching.models.placement_terms import PlacementTerms
from matching.models.programme import (
    Enrolment,
    EnrolmentOutcome,
    Programme,
    ProgrammeRun,
    ProgrammeStep,
)
from matching.models.proposal import CardText, Proposal, ProposalQuerySet, Question
from matching.models.ranking_log import RankingLog, RankingLogQuerySet
from matching.models.release import Release, ReleaseQuerySet
from matching.models.resemblance import Resemblance
from matching.models.start_override import StartOverride, StartRequest
from matching.models.suggestion import Suggestion
from matching.models.work_clash import SEVERITIES, WorkClash

__all__ = [
    "SEVERITIES",
    "CardText",
    "CheckIn",
    "CheckInLink",
    "CheckInReply",
    "CompanyConcern",
    "CompanyConcernWords",
    "Concern",
    "ConcernEntry",
    "ConcernQuerySet",
    "Enrolment",
    "EnrolmentOutcome",
    "Fair",
    "FairGuest",
    "FairMeeting",
    "FairRule",
    "FairTable",
    "Filing",
    "FilingQuerySet",
    "Interview",
    "InterviewTime",
    "KnownJourney",
    "KnownJourneyQuerySet",
    "Match",
    "MatchProfile",
    "MatchQuerySet",
    "Measure",
    "MeasureQuerySet",
    "MeasureReply",
    "MeasureTalk",
    "Payslip",
    "Placement",
    "PlacementQuerySet",
    "PlacementTerms",
    "ProfileChange",
    "ProfileRound",
    "Programme",
    "ProgrammeRun",
    "ProgrammeStep",
    "Proposal",
    "ProposalQuerySet",
    "Question",
    "RankingLog",
    "RankingLogQuerySet",
    "Release",
    "ReleaseQuerySet",
    "Resemblance",
    "Severity",
    "StartOverride",
    "StartRequest",
    "Suggestion",
    "Topic",
    "WorkClash",
]
