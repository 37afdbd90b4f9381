"""What only the rules of Zembla say."""

from law.countries.record import Requirement, Verdict

REASONS = {
    "interview_missing": "The day of the reception interview is not known.",
    "interview_waiting": "The reception interview was on %(on)s. Work is possible %(days)s days later, from "
    "%(from_on)s.",
    "interview_over": "The reception interview of %(on)s is %(days)s days or more ago.",
    "registration_required": "The employer must still register the worker at the Labour Board.",
    "registration_done": "The employer registered the worker at the Labour Board on %(on)s.",
}

REQUIREMENTS = (
    Requirement(
        code="worker_registered",
        label="Registration at the Labour Board by the employer",
        title="May work since %(from_on)s, once the employer registers the worker",
        card="first_registration",
    ),
)

MISSING = {"interview": "Day of the reception interview"}

ALLOWED = {
    "registration_done": Verdict(
        title="May work for this employer since %(from_on)s",
        badge="May work, registered",
        card="may_work_registered",
    )
}
