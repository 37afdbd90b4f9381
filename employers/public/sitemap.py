"""The public vacancies as search engines find them, each in every language."""

from datetime import date

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import get_language

from employers.models import Vacancy
from employers.public.openings import openings_of_all


class OpeningsMap(Sitemap):  # type: ignore[type-arg]  # generic in the stubs only
    """Each public vacancy with its other languages. Needs a system scope."""

    i18n = True
    languages = [code for code, _name in settings.LANGUAGES]
    alternates = True
    protocol = settings.SITE_URL.partition(":")[0]

    def items(self) -> QuerySet[Vacancy]:
        """The vacancies that everybody may read."""
        return openings_of_all()

    def location(self, item: Vacancy) -> str:
        """The page in the language that is active."""
        return reverse("employers:opening", args=[get_language(), item.code])

    def lastmod(self, item: Vacancy) -> date | None:
        """The day on which it was opened."""
        return item.published_on
