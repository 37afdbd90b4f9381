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
    step,
)

app_name = "residents"
urlpatterns = [
    path("what-is-left/", calculator.calculator, name="calculator"),
    path("residents/new/", register.register, name="register"),
    path("outreach/", outreach.outreach, name="outreach"),
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
