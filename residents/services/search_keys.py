"""What residents are found by, written whenever a name or a number is."""

from collections.abc import Iterable

from django.db import transaction

from residents.models import Resident, SearchKey
from residents.people.normalise import search_words

FIELDS = frozenset({"first_name", "last_name", "phone", "reference_number"})


@transaction.atomic
def index_residents(residents: Iterable[Resident]) -> int:
    """Rewrite what these residents are found by; return how many search words there are now."""
    residents = list(residents)
    SearchKey.objects.filter(resident__in=[each.pk for each in residents]).delete()
    return len(
        SearchKey.objects.bulk_create([row for each in residents for row in _rows(each)], batch_size=2_000)
    )


def _rows(resident: Resident) -> list[SearchKey]:
    words = search_words(
        first_name=resident.first_name,
        last_name=resident.last_name,
        phone=resident.phone,
        number=resident.reference_number,
    )
    return [SearchKey(resident=resident, word=word, key=key) for word, key in words]
