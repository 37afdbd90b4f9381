"""``python -m jobdesk.probe URL``: exits 0 when the site inside this container answers 200 there."""

import os
import sys
from urllib.error import URLError
from urllib.request import Request, urlopen

PATIENCE = 5  # seconds


def answers(url: str) -> bool:
    """Ask ``url`` under the site's own name, since Django refuses any other than those of ALLOWED_HOSTS."""
    name = os.environ["ALLOWED_HOSTS"].split(",")[0].strip().lstrip(".")
    try:
        with urlopen(Request(url, headers={"Host": name}), timeout=PATIENCE) as answer:  # noqa: S310 (our own URL)
            return answer.status == 200
    except (URLError, TimeoutError):
        return False


if __name__ == "__main__":
    sys.exit(not answers(sys.argv[1]))
