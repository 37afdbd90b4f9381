"""The e-mails about vacancies, to who posts them: opened, sent back, a change answered, about to end, ended.

No subject holds a name. A letter is written when it is sent, from the vacancies as they are then.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from employers.letters.company import deliver_letter
from employers.models import Company, Vacancy
from employers.queries import who_posts
from employers.renewal_links import renewal_token
from jobdesk.accounts.models import User
from jobdesk.jobs.services import enqueue
from jobdesk.web.pages import page_url

Page = Callable[[User, Sequence[Vacancy]], str]


def _vacancy(_user: User, vacancies: Sequence[Vacancy]) -> str:
    return page_url("vacancy", vacancies[0].code)


def _form(_user: User, vacancies: Sequence[Vacancy]) -> str:
    return reverse("employers:vacancy_edit", args=[vacancies[0].code])


def _renewal(user: User, vacancies: Sequence[Vacancy]) -> str:
    return reverse("employers:renew_by_mail", args=[renewal_token(user, vacancies)])


@dataclass(frozen=True)
class VacancyLetter:
    """One e-mail. ``line`` stands there once for each vacancy, between ``opening`` and ``closing``.

    It may name ``%(title)s``, ``%(code)s``, ``%(day)s`` (the last on which it is open) and ``%(reason)s``.
    """

    subject: str | Promise
    opening: str | Promise
    line: str | Promise
    closing: str | Promise
    button: str | Promise
    page: Page = _vacancy


LETTERS = {
    "opened": VacancyLetter(
        _("Your vacancy is open"),
        _("The job desk approved this vacancy:"),
        _("%(title)s (%(code)s), open until %(day)s"),
        _("Job coaches can propose people from now on. We warn you a week before it ends."),
        _("Look at the vacancy"),
    ),
    "returned": VacancyLetter(
        _("The job desk asks you to change your vacancy"),
        _("The job desk read this vacancy and does not open it yet:"),
        _("%(title)s (%(code)s): %(reason)s"),
        _("Change it and hand it in again. What you wrote is still there."),
        _("Change the vacancy"),
        _form,
    ),
    "change_approved": VacancyLetter(
        _("The change of your vacancy is approved"),
        _("The job desk approved what you changed in this vacancy:"),
        _("%(title)s (%(code)s)"),
        _("Everybody sees the new text from now on."),
        _("Look at the vacancy"),
    ),
    "change_returned": VacancyLetter(
        _("The change of your vacancy is not approved"),
        _("The job desk does not take over what you changed in this vacancy. It stays open as it was."),
        _("%(title)s (%(code)s)"),
        _("The page of the vacancy says why, and what you can do."),
        _("Look at the vacancy"),
    ),
    "times_asked": VacancyLetter(
        _("At which times is the work of your vacancy?"),
        _("This vacancy does not say in which parts of the week the work is:"),
        _("%(title)s (%(code)s)"),
        _("With the times, job coaches see who is free: many people have lessons or children to care for."),
        _("Fill in the times"),
        _form,
    ),
    "ends": VacancyLetter(
        _("Your vacancy ends within a week"),
        _("After this day nobody new is proposed:"),
        _("%(title)s (%(code)s): open until %(day)s"),
        _("Do you still look for people? One click keeps it open. You do not have to log in."),
        _("Renew"),
        _renewal,
    ),
    "ended": VacancyLetter(
        _("Your vacancy has ended"),
        _("Nobody new is proposed any more. Candidates whom you have not answered yet still wait for you:"),
        _("%(title)s (%(code)s): was open until %(day)s"),
        _("Do you still look for people? For two weeks one click opens it again, without logging in."),
        _("Renew and open again"),
        _renewal,
    ),
}


def tell_who_posts(company: Company, letter: str, vacancies: Sequence[Vacancy]) -> None:
    """Send a letter about vacancies of one company to everybody there who posts them, after the commit."""
    for user in who_posts(company):
        enqueue("vacancy_letter", letter, user.pk, *(each.pk for each in vacancies))


def mail_vacancy_letter(code: str, user: User, vacancies: Sequence[Vacancy]) -> None:
    """Send one letter. Raises as ``jobdesk.jobs.mails.deliver`` does."""
    letter = LETTERS[code]
    with translation.override(user.language):
        about = [str(letter.line) % _words(each) for each in vacancies]
        lines = [str(letter.opening), *about, str(letter.closing)]
        deliver_letter(user, letter.subject, lines, letter.button, letter.page(user, vacancies))


def _words(vacancy: Vacancy) -> dict[str, str]:
    return {
        "title": vacancy.title,
        "code": vacancy.code,
        "day": date_format(vacancy.expires_on, "j F Y") if vacancy.expires_on else "",
        "reason": vacancy.returned_reason,
    }
