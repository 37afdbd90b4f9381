"""Where tasks wait for a worker."""

from pathlib import Path


def queue_settings(redis_url: str, folder: Path) -> tuple[str, dict]:
    """Return Celery's broker URL and its options: Redis, or files in ``folder`` on a machine without Redis.

    Makes the folders that the file broker reads: it fails on a missing one.
    """
    if redis_url:
        return redis_url, {"socket_connect_timeout": 2}  # seconds; a page waits when something is queued
    messages, control = folder / "messages", folder / "control"
    for path in (messages, control):
        path.mkdir(parents=True, exist_ok=True)
    return "filesystem://localhost/", {
        "data_folder_in": str(messages),
        "data_folder_out": str(messages),
        "control_folder": str(control),
        "polling_interval": 0.05,  # seconds; the default of 1 makes a person wait for a report
    }
