"""What waits between an employer and the desk: papers to file, and vacancies nobody has decided on."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet, Subquery
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from desk.reminders.record import TO_COORDINATORS, TO_DESK, TO_WHO_FILES, TO_WHO_POSTS, Kind, Topic
from employers.models import Vacancy
from jobdesk.trail.scoping import system_scope
from law.steps import codes, kind_of
from matching.models import Filing, Match, Placement
from matching.wages.floor import wage_test
from residents.law_values import parameters_in_force
from residents.models import Step

UNDECIDED_DAYS = 2


def papers_to_file(*, is_late: bool) -> Callable[[date], QuerySet[Placement]]:
    """Placements for which the employer must file a paper: ``paper`` and ``paper_due_on`` are the first due.

    ``is_late``: papers whose day has passed; else those that are not late, from the day they were asked for.
    """

    def rows(on: date) -> QuerySet[Placement]:
        # An employer's scope holds no steps. Of these only the kind and the day are told, of their own work.
        with system_scope("papers to file"):
            steps = Step.objects.filter(
                resident=OuterRef("resident"),
                subject=OuterRef("code"),
                kind__in=codes(lambda kind: kind.is_filed_by_employer),
                party=Step.Party.EMPLOYER,
                status=Step.Status.OPEN,
            )
        steps = (steps.filter(due_on__lt=on) if is_late else steps.filter(due_on__gte=on)).order_by(
            "due_on", "pk"
        )
        return (
            Placement.objects.under_way()
            .filter(match__status=Match.Status.STANDING)
            .select_related("resident__centre")
            .alias(first=Subquery(steps.values("pk")[:1]))
            .filter(first__isnull=False)
            .annotate(
                paper=Subquery(steps.values("kind")[:1]), paper_due_on=Subquery(steps.values("due_on")[:1])
            )
        )

    return rows


def paper_text(placement: Placement, on: date) -> str:
    """Return the sentence of the reminder, for employers: their own job, nothing of the resident."""
    if placement.paper_due_on < on:
        words = _("%(paper)s for %(job)s: it is your turn. It should have been there on %(day)s.")
    else:
        words = _("%(paper)s for %(job)s: it is your turn. It must be there by %(day)s.")
    return words % {
        "paper": _(kind_of(placement.paper, placement.resident.centre.country).label),
        "job": placement.job_title,
        "day": date_format(placement.paper_due_on, "j F Y"),
    }


def papers_url(placement: Placement) -> str:
    """Return where an employer sees what to copy, and sends it."""
    return reverse("matching:hire", args=[placement.code])


def papers_asked_again(_on: date) -> QuerySet[Filing]:
    """Papers that the desk asks a company for once more, until something is sent again."""
    with system_scope("papers asked again"):
        open_steps = Step.objects.filter(
            pk=OuterRef("step"), status=Step.Status.OPEN, party=Step.Party.EMPLOYER
        )
    later = Filing.objects.filter(step=OuterRef("step"), pk__gt=OuterRef("pk")).exclude(
        status=Filing.Status.TAKEN_BACK
    )
    return (
        Filing.objects.filter(Exists(open_steps), ~Exists(later), status=Filing.Status.ASKED_AGAIN)
        .filter(placement__status__in=Placement.UNDER_WAY)
        .select_related("step__resident__centre", "placement")
    )


def asked_again_text(filing: Filing, _on: date) -> str:
    """Return the sentence of the reminder, for employers; the reason may say more than an e-mail may."""
    words = _("%(paper)s for %(job)s: the job desk asks for it once more. Read why in Jobdesk.")
    return words % {"paper": filing.step.label, "job": filing.placement.job_title}


def papers_sent(_on: date) -> QuerySet[Filing]:
    """What companies sent, and that waits for the desk."""
    return Filing.objects.waiting().select_related(
        "step__resident__centre", "placement__resident", "placement__match__company__organisation"
    )


def paper_sent_text(filing: Filing, _on: date) -> str:
    """Return the sentence of the reminder, for the desk."""
    return _("%(name)s: %(company)s sent %(step)s. Look at it by %(day)s.") % {
        "name": filing.placement.resident.short_name,
        "company": filing.placement.match.company,
        "step": filing.step.get_kind_display(),
        "day": date_format(filing.check_due_on, "j F Y"),
    }


def undecided_vacancies(on: date) -> QuerySet[Vacancy]:
    """Vacancies that were handed in some days ago, and that nobody has opened or sent back."""
    return Vacancy.objects.filter(
        status=Vacancy.Status.SUBMITTED, submitted_on__lte=on - timedelta(days=UNDECIDED_DAYS)
    ).select_related("company__organisation")


def undecided_text(vacancy: Vacancy, _on: date) -> str:
    """Return the sentence of the reminder, for coordinators."""
    return _("%(company)s waits since %(day)s for your answer about the vacancy %(job)s.") % {
        "company": vacancy.company,
        "day": date_format(vacancy.submitted_on, "j F Y"),
        "job": vacancy.title,
    }


def undecided_url(vacancy: Vacancy) -> str:
    """Return where a coordinator decides on it."""
    return reverse("matching:decide", args=[vacancy.code])


def held_vacancies(_on: date) -> QuerySet[Vacancy]:
    """Vacancies on hold since their wage is below a legal minimum that became known."""
    return Vacancy.objects.filter(status=Vacancy.Status.HELD).select_related("company__organisation")


def held_text(vacancy: Vacancy, on: date) -> str:
    """Return the sentence of the reminder, for employers: what is too low, and what to do."""
    words = _("The vacancy %(job)s is on hold. %(why)s Raise the wage on its page, and it goes on at once.")
    test = wage_test(vacancy, parameters_in_force(), on)
    return words % {"job": vacancy.title, "why": test.text}


def held_url(vacancy: Vacancy) -> str:
    """Return where an employer reads why, and raises the wage."""
    return reverse("matching:vacancy", args=[vacancy.code])


HELD = Topic(
    "held",
    gettext_lazy("Vacancies on hold"),
    gettext_lazy("Vacancies whose wage is below a minimum wage that became known."),
    is_mandatory=True,
)
PAPERS = Topic(
    "papers",
    gettext_lazy("Papers that wait for you"),
    gettext_lazy(
        "Papers for the work of a candidate that it is your turn to file. Without them nobody can begin."
    ),
    is_mandatory=True,
)
SENT = Topic(
    "papers_sent",
    gettext_lazy("Papers that companies sent"),
    gettext_lazy(
        "What a company says it has filed for a hire. Somebody looks at it within two working days."
    ),
)
VACANCY = Topic(
    "vacancy",
    gettext_lazy("Vacancies that wait for approval"),
    gettext_lazy(
        "Vacancies that an employer handed in two days ago or longer, and that nobody has decided on."
    ),
)


def _papers(code: str, *, is_late: bool) -> Kind:
    rows = papers_to_file(is_late=is_late)
    return Kind(
        code=code,
        topic=PAPERS,
        to=TO_WHO_FILES,
        rows=rows,
        due="paper_due_on",
        text=paper_text,
        url=papers_url,
        company="match__company",
    )


HELD_VACANCY = Kind(
    code="vacancy_held",
    topic=HELD,
    to=TO_WHO_POSTS,
    rows=held_vacancies,
    due="held_on",
    text=held_text,
    url=held_url,
    company="company",
)
UNDECIDED_VACANCY = Kind(
    code="vacancy",
    topic=VACANCY,
    to=TO_COORDINATORS,
    rows=undecided_vacancies,
    due="submitted_on",
    text=undecided_text,
    url=undecided_url,
    country="company__organisation__country",
)
PAPER_AGAIN = Kind(
    code="paper_again",
    topic=PAPERS,
    to=TO_WHO_FILES,
    rows=papers_asked_again,
    due="answered_on",
    text=asked_again_text,
    url=lambda filing: reverse("matching:hire", args=[filing.placement.code]),
    company="placement__match__company",
)
PAPER_SENT = Kind(
    code="paper_sent",
    topic=SENT,
    to=TO_DESK,
    rows=papers_sent,
    due="check_due_on",
    text=paper_sent_text,
    url=lambda filing: reverse("matching:paper_check", args=[filing.placement.code, filing.pk]),
    person="placement__resident__",
)
PAPER_LATE = _papers("paper_late", is_late=True)
PAPER = _papers("paper", is_late=False)
