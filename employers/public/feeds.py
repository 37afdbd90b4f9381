"""The public vacancies as feeds, with the filters of the list: RSS 2.0 and JSON Feed 1.1."""

from __future__ import annotations

import json
from datetime import date, datetime, time
from typing import Any, cast

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Rss201rev2Feed, SyndicationFeed
from django.utils.translation import get_language, gettext

from employers.models import Vacancy
from employers.public.job_posting import described
from employers.public.openings import Wanted, find_openings, opening_url

MOST_ITEMS = 100


class JsonFeed(SyndicationFeed):
    """JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile: Any, encoding: str) -> None:
        """Write the feed into a file that is open."""
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "description": self.feed["description"],
            "language": self.feed["language"],
            "items": [self._item(item) for item in self.items],
        }
        outfile.write(json.dumps(feed, ensure_ascii=False).encode(encoding))

    def _item(self, item: dict[str, Any]) -> dict[str, Any]:
        return {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "content_html": item["description"],
            "date_published": item["pubdate"].isoformat(),
            "tags": list(item["categories"]),
        }


class RssOpenings(Feed):  # type: ignore[type-arg]  # generic in the stubs only
    """The public vacancies that somebody looks for, the newest first. Needs a system scope."""

    feed_type: type[SyndicationFeed] = Rss201rev2Feed

    def get_object(self, request: HttpRequest) -> Wanted:
        """Return what is looked for, from the address."""
        return Wanted.of(request.GET)

    def title(self) -> str:
        """Name the feed."""
        return gettext("Work for people who live in a reception centre")

    def description(self) -> str:
        """Say what is in it."""
        return gettext("Vacancies of companies that the job desk knows.")

    def link(self, wanted: Wanted) -> str:
        """The list with the same filters."""
        return settings.SITE_URL + reverse("employers:openings", args=[get_language()]) + wanted.query

    def items(self, wanted: Wanted) -> list[Vacancy]:
        """Return the newest ones."""
        return list(find_openings(wanted)[:MOST_ITEMS])

    def item_title(self, item: Vacancy) -> str:
        """The job and the place."""
        return f"{item.title}, {item.municipality}"

    def item_description(self, item: Vacancy) -> str:
        """What the company wrote, and the facts."""
        return str(described(item))

    def item_link(self, item: Vacancy) -> str:
        """The public page."""
        return opening_url(item)

    def item_guid(self, item: Vacancy) -> str:
        """The same in every language and for good."""
        return item.code

    item_guid_is_permalink = False

    def item_pubdate(self, item: Vacancy) -> datetime:
        """The day on which it was opened, at midnight here."""
        return timezone.make_aware(datetime.combine(cast("date", item.published_on), time()))

    def item_categories(self, item: Vacancy) -> list[str]:
        """The occupation."""
        return [item.occupation_name] if item.occupation_name else []


class JsonOpenings(RssOpenings):
    """The same as JSON."""

    feed_type = JsonFeed
