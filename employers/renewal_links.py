"""The link in an e-mail that renews vacancies without logging in: what it says, and until when it holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from django.core import signing

from employers.models import Vacancy
from jobdesk.accounts.hats import Hat, hats_that_may
from jobdesk.accounts.models import User

SALT = "employers.renewal"
# From the warning to the last day on which one click opens it again.
AGE = timedelta(days=Vacancy.NOTICE_DAYS + Vacancy.RENEWABLE_DAYS + 1)


class Renewal(NamedTuple):
    """Who renews, as what, and the keys of the vacancies that the e-mail was about."""

    hat: Hat
    vacancies: list[int]


def renewal_token(user: User, vacancies: Sequence[Vacancy]) -> str:
    """Return what stands in the address: keys and a signature, no names."""
    said = {"user": user.pk, "of": vacancies[0].company.organisation_id}
    return signing.dumps(said | {"vacancies": [each.pk for each in vacancies]}, salt=SALT, compress=True)


def read_renewal(token: str) -> Renewal | None:
    """Return what a token allows; None when it is not ours, too old, or its user posts no vacancies there."""
    try:
        said = signing.loads(token, salt=SALT, max_age=AGE)
    except signing.BadSignature:
        return None
    user = User.objects.filter(pk=said["user"], is_active=True).first()
    hats = hats_that_may(user, "vacancies.post") if user else []
    hat = next((each for each in hats if said["of"] in each.organisation_ids), None)
    return Renewal(hat, said["vacancies"]) if hat else None
