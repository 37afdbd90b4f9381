"""The signature under the charter."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from employers.charter import charter_on
from employers.models import CharterSignature, Company
from jobdesk.trail.audit import acting_user, record
from jobdesk.trail.errors import RuleBroken
from jobdesk.trail.locks import hold


@transaction.atomic
def sign_charter(company: Company) -> CharterSignature:
    """Sign the charter of today for a company, as the actor. Saves, records ``charter.signed``.

    Raises RuleBroken when this version was signed before.
    """
    hold(company)
    version = charter_on(timezone.localdate()).version
    if company.signatures.filter(version=version).exists():
        raise RuleBroken(_("Your company has signed this charter already."))
    signature = CharterSignature.objects.create(
        company=company, version=version, signed_by=acting_user(), signed_at=timezone.now()
    )
    record("charter.signed", company, {"version": version})
    return signature
