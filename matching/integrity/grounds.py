"""What a measure rests on: how many different residents were concerned by each topic, over all desks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from employers.models import Company
from jobdesk.trail.scoping import system_scope
from matching.integrity.rules import concern_kinds, named_from_people
from matching.models import Concern, Topic


def people_by_topic(company: Company) -> dict[str, int]:
    """Count the different residents with a concern about their work at a company, by topic.

    What turned out not to be so does not count. What was said of the company itself counts nobody: one person
    may have told a coach and a partner.
    """
    kinds = concern_kinds()
    found: dict[str, set[int]] = defaultdict(set)
    with system_scope("concerns about a company"):
        rows = Concern.objects.filter(placement__match__company=company, kind__in=kinds).exclude(
            outcome=Concern.Outcome.UNFOUNDED
        )
        for kind, resident in rows.order_by("pk").values_list("kind", "resident_id"):
            found[kinds[kind]].add(resident)
    return {topic: len(residents) for topic, residents in found.items()}


def topics_to_tell(company: Company, grounds: Iterable[str]) -> list[str]:
    """Return the grounds that may be named to the company: enough different residents stand behind each.

    "Something else" is never named: it says nothing, or too much.
    """
    people = people_by_topic(company)
    return [
        topic for topic in grounds if topic != Topic.OTHER and people.get(topic, 0) >= named_from_people()
    ]
