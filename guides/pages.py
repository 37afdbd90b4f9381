"""The pages of the guide: a text belongs to one of them."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

FIRST_HIRE, QUESTIONS = "first-hire", "questions"

PAGES: dict[str, str | Promise] = {
    FIRST_HIRE: _("Your first hire, step by step"),
    QUESTIONS: _("Questions and answers"),
}
URLS = {FIRST_HIRE: "guides:first_hire", QUESTIONS: "guides:questions"}
