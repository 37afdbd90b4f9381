"""The e-mails about a company: what each says, and to which page it leads. No subject holds a name.

A letter is written when it is sent, from the company as it is then, in the language of who receives it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from employers.models import Company
from employers.queries import members_of
from jobdesk.accounts.models import User
from jobdesk.jobs.mails import deliver
from jobdesk.jobs.services import enqueue
from jobdesk.web.pages import page_url


def _page_at_desk(company: Company) -> str:
    return reverse("employers:company", args=[company.pk])


def _start(_company: Company) -> str:
    return reverse("home")


def _measure(_company: Company) -> str:
    return page_url("measure")


def _register(_company: Company) -> str:
    return page_url("register")


@dataclass(frozen=True)
class Letter:
    """One e-mail. The lines may name ``%(company)s``, ``%(reason)s`` and ``%(guide)s`` (its address).

    ``button`` leads to ``page``.
    """

    subject: str | Promise
    lines: tuple[str | Promise, ...]
    button: str | Promise
    page: Callable[[Company], str] = _start


LETTERS = {
    "registered": Letter(
        _("An employer waits for your check"),
        (
            _("%(company)s registered in Jobdesk and waits for the job desk."),
            _("Look whether it is a real company that offers lawful work, and approve it or say why not."),
        ),
        _("Look at the company"),
        _page_at_desk,
    ),
    "join_asked": Letter(
        _("Somebody asks to join an employer"),
        (
            _("Somebody says that they work for %(company)s and asks to join it in Jobdesk."),
            _("Call the company to be sure, and answer."),
        ),
        _("Look at the request"),
        _page_at_desk,
    ),
    "approved": Letter(
        _("Your company is approved"),
        (
            _("The job desk checked %(company)s. Welcome."),
            _("Your vacancies can be opened from now on, and job coaches can propose people for them."),
            _("What comes next, which papers you file and how long it takes: %(guide)s"),
        ),
        _("To your vacancies"),
    ),
    "refused": Letter(
        _("Your company is not approved"),
        (
            _("The job desk looked at %(company)s and does not approve it now. This is why:"),
            "%(reason)s",
            _("Is this mended, or not right? Say so in Jobdesk and we look again."),
        ),
        _("See what you can do"),
    ),
    "closed": Letter(
        _("Your company is closed in Jobdesk"),
        (
            _("The job desk closed %(company)s in Jobdesk: your vacancies are closed too."),
            _("People who work for you go on working. Call the job desk with any question."),
        ),
        _("To Jobdesk"),
    ),
    "reopened": Letter(
        _("Your company is open again"),
        (
            _("The job desk opened %(company)s again and checks it once more."),
            _("You can write vacancies meanwhile. They are opened after the check."),
        ),
        _("To your vacancies"),
    ),
    # What was decided, and why, stands on a page behind the login: an e-mail is passed on.
    "measure": Letter(
        _("The job desk decided something about your company"),
        (
            _("The job desk took a decision about %(company)s. You read it in Jobdesk."),
            _("Is it not right? You can say so there: the job desk reads your answer."),
        ),
        _("Read the decision"),
        _measure,
    ),
    "measure_ended": Letter(
        _("A decision about your company has ended"),
        (_("A decision that the job desk took about %(company)s does not hold any more."),),
        _("To your vacancies"),
    ),
    "join_granted": Letter(
        _("You work for your company in Jobdesk"),
        (_("You asked to join %(company)s. That is done: you see its vacancies and candidates."),),
        _("To your vacancies"),
    ),
    "join_declined": Letter(
        _("You cannot join this company"),
        (
            _("You asked to join %(company)s. The answer is no: nobody there knows your request."),
            _("Is this not right? Ask somebody at the company to call the job desk."),
        ),
        _("Register another company"),
        _register,
    ),
}


def tell(user: User, letter: str, company: Company) -> None:
    """Send a letter about a company to a user after the commit."""
    enqueue("company_letter", letter, company.pk, user.pk)


def tell_people(company: Company, letter: str) -> None:
    """Send a letter to everybody of a company after the commit."""
    for user in members_of(company):
        tell(user, letter, company)


def mail_letter(code: str, company: Company, user: User) -> None:
    """Send one letter. Raises as ``jobdesk.jobs.mails.deliver`` does."""
    letter = LETTERS[code]
    words = {
        "company": company.organisation.name,
        "reason": company.refused_reason,
        "guide": settings.SITE_URL + page_url("guide"),
    }
    with translation.override(user.language):
        lines = [str(line) % words for line in letter.lines]
        deliver_letter(user, letter.subject, lines, letter.button, letter.page(company))


def deliver_letter(
    user: User,
    subject: str | Promise,
    lines: list[str],
    button: str | Promise,
    page: str,
    file: tuple[str, bytes, str] | None = None,
) -> None:
    """Send lines and a button that leads to a page, in the language that is active.

    ``file``: what comes with it: name, content and type.
    Raises as ``jobdesk.jobs.mails.deliver`` does.
    """
    context = {
        "title": subject,
        "first_name": user.name.split()[0],
        "lines": lines,
        "button": button,
        "link": settings.SITE_URL + page,
        "language": user.language,
    }
    message = EmailMultiAlternatives(
        subject=str(subject), body=render_to_string("email/letter.txt", context), to=[user.email]
    )
    message.attach_alternative(render_to_string("email/letter.html", context), "text/html")
    if file is not None:
        message.attach(*file)
    deliver(message)
