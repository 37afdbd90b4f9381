from django.urls import path

from residents.views import (
    assign,
    calculator,
    guidance,
    intake,
    outreach,
    procedure,
    profile,
    register,
    right_to_work,
    session,
    session_form,
    session_invite,
    sessions,
    step,
)

app_name = "residents"
urlpatterns = [
    path("what-is-left/", calculator.calculator, name="calculator"),
    path("residents/new/", register.register, name="register"),
    path("outreach/", outreach.outreach, name="outreach"),
    path("sessions/", sessions.sessions, name="sessions"),
    path("sessions/new/", session_form.session_new, name="session_new"),
    path("sessions/<code:code>/", session.session, name="session"),
    path("sessions/<code:code>/edit/", session_form.session_edit, name="session_edit"),
    path("sessions/<code:code>/cancel/", session_form.session_cancel, name="session_cancel"),
    path("sessions/<code:code>/invite/", session_invite.session_invite, name="session_invite"),
    path("sessions/<code:code>/tick/", session.session_tick, name="session_tick"),
    path("sessions/<code:code>/outcome/", session.session_outcome, name="session_outcome"),
    path("sessions/<code:code>/close/", session.session_close, name="session_close"),
    path("sessions/<code:code>/print/", session.session_print, name="session_print"),
    path("residents/<code:code>/profile/", profile.profile, name="profile"),
    path("residents/<code:code>/assign/", assign.assign, name="assign"),
    path("residents/<code:code>/guidance/", guidance.guidance, name="guidance"),
    path("residents/<code:code>/intake/", intake.intake, name="intake"),
    path("residents/<code:code>/procedure/", procedure.procedure, name="procedure"),
    path(
        "residents/<code:code>/right-to-work/",
        right_to_work.right_to_work,
        name="right_to_work",
    ),
    path("residents/<code:code>/steps/new/", step.step_new, name="step_new"),
    path("residents/<code:code>/steps/<int:pk>/", step.step, name="step"),
    path("residents/<code:code>/steps/<int:pk>/escalate/", step.escalate, name="escalate"),
    path("residents/<code:code>/evidence/<int:pk>/", step.evidence, name="evidence"),
]
