"""JSON lines in, one at a time, each error naming its line and field."""

import json
from argparse import ArgumentTypeError
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any

from law.rules.reading import FactError, read_day


class LineError(ValueError):
    """A line that cannot be read."""


def day_argument(text: str) -> date:
    """A day given on the command line. Raises ArgumentTypeError."""
    try:
        return read_day(text, "--on")
    except FactError as error:
        raise ArgumentTypeError(error.message) from None


def parsed_lines(lines: Iterable[bytes], parse: Callable[[Any], Any]) -> Iterator[Any | LineError]:
    """Each line that is not blank, parsed; or a LineError that names the line and the field."""
    for number, line in enumerate(lines, start=1):
        try:
            text = line.decode("utf-8-sig")
            if text.strip():
                yield parse(json.loads(text, object_pairs_hook=_without_double_fields))
        except UnicodeDecodeError:
            yield LineError(f"line {number}: is not UTF-8")
        except json.JSONDecodeError as error:
            yield LineError(f"line {number}: is not JSON: {error.msg}, at character {error.pos + 1}")
        except FactError as error:
            yield LineError(f"line {number}: {error}")
        except RecursionError:
            yield LineError(f"line {number}: is nested too deeply")
        except ValueError:  # Python refuses to read a whole number of thousands of digits
            yield LineError(f"line {number}: holds a number that is too long")


def _without_double_fields(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for name, value in pairs:
        if name in fields:
            raise FactError(name, "is there twice")
        fields[name] = value
    return fields
