"""Log lines that say what went wrong and where, without the data it went wrong on."""

import logging
import re
import traceback

# Whoever reads the token of a private link in a log could follow it: to a step card, a calendar, an
# invitation, a new password, a confirmed address. Django logs the path of what it refuses.
SECRET_PATH = re.compile(r"(/(?:c|w|calendar|i|account/password/reset/key)/)[^/\s\"'?]{8,}")


class ImpersonalFormatter(logging.Formatter):
    """Leaves out the messages of exceptions: a database's says "Key (last_name)=(…) already exists".

    Leaves out the tokens of private links as well, wherever in a line they stand.
    """

    def format(self, record: logging.LogRecord) -> str:
        return SECRET_PATH.sub(r"\1…", super().format(record))

    def formatException(self, ei) -> str:  # noqa: N802 (the name is logging's)
        kind, _error, frames = ei
        where = "".join(traceback.format_tb(frames)).rstrip()
        return f"{where}\n{kind.__module__}.{kind.__qualname__}"


class TaskOutcomeFilter(logging.Filter):
    """Cuts the message of the exception out of Celery's own line about a failed task."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name == "celery.app.trace" and isinstance(record.args, dict) and "exc" in record.args:
            record.args = {
                **record.args,
                "exc": str(record.args["exc"]).partition("(")[0],
            }
        return True
