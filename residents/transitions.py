"""Which status may follow which. ``jobdesk.trail.audit.change_status`` checks and records each move."""

from residents.models import (
    Appointment,
    Attendance,
    Duo,
    Goal,
    GroupSession,
    Intake,
    Mentor,
    NumberRequest,
    PlanAction,
    Relocation,
    Resident,
    Step,
    TrainingGroup,
)
from residents.models.law import LawValue

RESIDENT = {
    Resident.Status.REGISTERED: frozenset(
        {Resident.Status.CONTACTED, Resident.Status.INTAKE, Resident.Status.EXITED}
    ),
    Resident.Status.CONTACTED: frozenset({Resident.Status.INTAKE, Resident.Status.EXITED}),
    Resident.Status.INTAKE: frozenset({Resident.Status.GUIDANCE, Resident.Status.EXITED}),
    Resident.Status.GUIDANCE: frozenset({Resident.Status.EXITED}),
    # Someone who comes back goes on where they were: in guidance after a complete intake, else as contacted.
    Resident.Status.EXITED: frozenset({Resident.Status.GUIDANCE, Resident.Status.CONTACTED}),
}

INTAKE = {Intake.Status.STARTED: frozenset({Intake.Status.COMPLETE})}

LAW_VALUE = {
    LawValue.Status.PROPOSED: frozenset(
        {LawValue.Status.APPROVED, LawValue.Status.REFUSED, LawValue.Status.WITHDRAWN}
    ),
}

STEP = {
    Step.Status.WAITS: frozenset({Step.Status.OPEN, Step.Status.DONE, Step.Status.NOT_NEEDED}),
    Step.Status.OPEN: frozenset({Step.Status.DONE, Step.Status.NOT_NEEDED, Step.Status.WAITS}),
    # A step closed by mistake is open again; what it let begin waits again.
    Step.Status.DONE: frozenset({Step.Status.OPEN}),
}

RELOCATION = {
    Relocation.Status.ASKED: frozenset(
        {Relocation.Status.ACCEPTED, Relocation.Status.DECLINED, Relocation.Status.CANCELLED}
    ),
    Relocation.Status.ACCEPTED: frozenset({Relocation.Status.DONE, Relocation.Status.CANCELLED}),
}

SESSION = {
    GroupSession.Status.PLANNED: frozenset({GroupSession.Status.HELD, GroupSession.Status.CANCELLED}),
}

ATTENDANCE = {
    Attendance.Status.INVITED: frozenset({Attendance.Status.PRESENT, Attendance.Status.ABSENT}),
    # A list is put right also after the session.
    Attendance.Status.PRESENT: frozenset({Attendance.Status.INVITED, Attendance.Status.ABSENT}),
    Attendance.Status.ABSENT: frozenset({Attendance.Status.PRESENT}),
}

APPOINTMENT = {
    Appointment.Status.PLANNED: frozenset(
        {Appointment.Status.KEPT, Appointment.Status.MISSED, Appointment.Status.CANCELLED}
    ),
    # What was said by mistake is taken back.
    Appointment.Status.KEPT: frozenset({Appointment.Status.PLANNED}),
    Appointment.Status.MISSED: frozenset({Appointment.Status.PLANNED}),
    Appointment.Status.CANCELLED: frozenset({Appointment.Status.PLANNED}),
}

# What was closed by mistake, or is taken up again, opens again.
GOAL = {
    Goal.Status.OPEN: frozenset({Goal.Status.REACHED, Goal.Status.DROPPED}),
    Goal.Status.REACHED: frozenset({Goal.Status.OPEN}),
    Goal.Status.DROPPED: frozenset({Goal.Status.OPEN}),
}

PLAN_ACTION = {
    PlanAction.Status.OPEN: frozenset({PlanAction.Status.DONE, PlanAction.Status.DROPPED}),
    PlanAction.Status.DONE: frozenset({PlanAction.Status.OPEN}),
    PlanAction.Status.DROPPED: frozenset({PlanAction.Status.OPEN}),
}

MENTOR = {
    Mentor.Status.ACTIVE: frozenset({Mentor.Status.PAUSED, Mentor.Status.STOPPED}),
    Mentor.Status.PAUSED: frozenset({Mentor.Status.ACTIVE, Mentor.Status.STOPPED}),
    Mentor.Status.STOPPED: frozenset({Mentor.Status.ACTIVE}),
}

DUO = {Duo.Status.RUNNING: frozenset({Duo.Status.ENDED})}
TRAINING = {TrainingGroup.Status.RUNNING: frozenset({TrainingGroup.Status.ENDED})}

NUMBER_REQUEST = {
    NumberRequest.Status.ASKED: frozenset({NumberRequest.Status.HANDED, NumberRequest.Status.REFUSED})
}
