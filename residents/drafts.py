"""What a browser needs to keep unsent answers: whose they are, and the key that only their reader gets.

A draft is written in the browser, encrypted with the key of its owner. The key stands in no storage: it comes
with the page of who is signed in. Whoever sits down at the same computer later cannot read it.
"""

import base64

from django.utils.crypto import salted_hmac

from jobdesk.accounts.models import User


def draft_key(user: User) -> str:
    """Return the key of a user's drafts: 256 bits, in base64, the same as long as the site's secret is."""
    return base64.b64encode(
        salted_hmac("residents.drafts", str(user.pk), algorithm="sha256").digest()
    ).decode()
