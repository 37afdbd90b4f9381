"""How Jobdesk connects to its database."""

from pathlib import Path

import dj_database_url


def database_settings(url: str, *, sqlite_file: Path) -> dict:
    """Return Django's settings for the database at ``url``, or for ``sqlite_file`` when there is none."""
    if url:
        database = dict(dj_database_url.parse(url))
    else:
        database = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(sqlite_file)}
    options = database.setdefault("OPTIONS", {})
    if database["ENGINE"].endswith("sqlite3"):
        # Readers do not wait for the writer (WAL); a writer takes its lock at BEGIN and waits for it,
        # instead of failing half-way with "database is locked".
        options.setdefault("transaction_mode", "IMMEDIATE")
        options.setdefault("timeout", 20)  # seconds
        options.setdefault(
            "init_command",
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
        )
    else:
        # As many as there are threads. A request that gets none fails before its reader gives up (seconds).
        options.setdefault("pool", {"min_size": 1, "max_size": 8, "timeout": 5})
    return database
