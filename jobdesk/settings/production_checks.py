"""What makes a server refuse to start."""

from cryptography.fernet import Fernet

KNOWN_TO_ALL = ("only-for-", "django-insecure-", "changeme")
KNOWN_DATA_KEY = "b25seS1mb3ItYS1tYWNoaW5lLW5vYm9keS1lbHNlLTA="
SHORTEST_SECRET = 50  # characters, as Django's own check security.W009


def faults(
    *,
    secret_key: str,
    data_keys: list[str],
    debug: bool,
    allowed_hosts: list[str],
    engine: str,
    redis_url: str,
) -> list[str]:
    """Return a sentence for each thing that is missing or unsafe; empty when the server may start."""
    found = []
    if secret_key.startswith(KNOWN_TO_ALL) or len(secret_key) < SHORTEST_SECRET:
        found.append(f"SECRET_KEY must be a secret of your own of at least {SHORTEST_SECRET} characters.")
    if not data_keys or KNOWN_DATA_KEY in data_keys or not all(_is_fernet_key(key) for key in data_keys):
        found.append("DATA_KEYS must be one or more Fernet keys of your own, separated by commas.")
    if debug:
        found.append("DEBUG must be off: its error pages show people's data.")
    if not allowed_hosts:
        found.append("ALLOWED_HOSTS must name the site's address.")
    if not engine.endswith("postgresql"):
        found.append("DATABASE_URL must be a PostgreSQL database.")
    if not redis_url:
        found.append(
            "REDIS_URL must be a Redis: tasks wait there, and the limits on signing in are counted there."
        )
    return found


def _is_fernet_key(key: str) -> bool:
    try:
        Fernet(key)
    except ValueError:
        return False
    return True
