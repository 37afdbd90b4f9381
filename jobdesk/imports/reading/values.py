"""What a cell means: text, a day, a number, yes or no, one of some words.

``Values.read`` turns a cell into a ``Reading``, or raises ``Unreadable`` with a sentence for the reader.
Nothing is guessed in silence: what could have been meant otherwise gets a remark.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jobdesk.imports.reading.cells import ERRORS, Fault, key, plain


class Unreadable(ValueError):
    """A cell that cannot be what its column says."""


@dataclass(frozen=True)
class Reading:
    """A value, and what should be said about how it was read."""

    value: Any
    remark: str = ""


class Values:
    """How a column's cells are read. ``words`` of a mapping: what a cell says → the code it stands for."""

    form = ""  # what to write, for the page with the explanation

    @property
    def offered(self) -> Mapping[str, Any]:
        """The codes one can choose from, with their words; none for a column without codes."""
        return {}

    def read(self, cell: Any, words: Mapping[str, str] | None = None) -> Reading:
        """Read a cell; an empty one gives None. Raises Unreadable."""
        if isinstance(cell, Fault):
            raise Unreadable(cell.message)
        text = plain(cell)
        if text.upper() in ERRORS:
            raise Unreadable(_("The spreadsheet itself has an error here (%(error)s).") % {"error": text})
        if text in ("", "-", "–", "—", "?") or key(text) in NOTHING:
            return Reading(None)
        if words and key(text) in words:
            text = words[key(text)]
        return self.of(cell, text)

    def of(self, cell: Any, text: str) -> Reading:
        """Read a cell that is not empty."""
        raise NotImplementedError


NOTHING = frozenset({"null", "none", "nil", "nvt", "na", "nb", "leeg", "vide", "onbekendeonbekend"})


@dataclass(frozen=True)
class Text(Values):
    """Any text up to a length."""

    length: int
    lines: bool = False

    @property
    def form(self) -> str:
        return _("Text of at most %(count)d characters") % {"count": self.length}

    def of(self, cell: Any, text: str) -> Reading:
        if not self.lines:
            text = " ".join(text.split())
        if len(text) > self.length:
            raise Unreadable(
                _("This has %(count)d characters; at most %(limit)d fit.")
                % {"count": len(text), "limit": self.length}
            )
        return Reading(text)


_SHORTENED = re.compile(r"^\d([.,]\d+)?E\+?\d+$", re.IGNORECASE)


@dataclass(frozen=True)
class Number(Values):
    """A number that is a name: of a person, a file, a row. Digits and letters, never counted with."""

    length: int = 20

    @property
    def form(self) -> str:
        return _("A number or code, as text: a zero in front stays")

    def of(self, cell: Any, text: str) -> Reading:
        if _SHORTENED.match(text):
            raise Unreadable(
                _("The spreadsheet shortened this number. Make the column “text” and fill it in again.")
            )
        text = " ".join(text.split())
        if text.endswith(".0") and text[:-2].isdigit():
            text = text[:-2]
        if len(text) > self.length:
            raise Unreadable(
                _("This has %(count)d characters; at most %(limit)d fit.")
                % {"count": len(text), "limit": self.length}
            )
        return Reading(text)


@dataclass(frozen=True)
class Phone(Number):
    """A telephone number; the zero that a spreadsheet drops in front comes back."""

    length: int = 30

    def of(self, cell: Any, text: str) -> Reading:
        number = super().of(cell, text).value
        digits = re.sub(r"[\s./()-]", "", number)
        if not re.fullmatch(r"\+?\d{6,15}", digits):
            raise Unreadable(_("This is not a telephone number."))
        if digits.startswith(("31", "32")) and len(digits) in (10, 11):
            return Reading(f"+{digits}")
        if re.fullmatch(r"6\d{8}|4\d{8}", digits):
            return Reading(f"0{digits}", _("The spreadsheet dropped the zero in front; it is put back."))
        return Reading(number)


@dataclass(frozen=True)
class Email(Text):
    """An e-mail address."""

    length: int = 254

    @property
    def form(self) -> str:
        return _("An e-mail address")

    def of(self, cell: Any, text: str) -> Reading:
        if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s.]+", text):
            raise Unreadable(_("This is not an e-mail address."))
        return super().of(cell, text)


MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januari jan janvier janv january",
            "februari feb februar fevrier fevr fev february",
            "maart mrt mars march mar",
            "april apr avril avr",
            "mei mai may",
            "juni jun juin june",
            "juli jul juillet juil july",
            "augustus aug aout august",
            "september sep sept septembre",
            "oktober okt octobre oct october",
            "november nov novembre",
            "december dec decembre",
        ),
        1,
    )
    for name in names.split()
}
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_COMPACT = re.compile(r"(19|20)(\d\d)(\d\d)(\d\d)")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*([-/. ])\s*(\d{1,2})\s*[-/. ]\s*(\d{4}|\d{2})")
_NAMED = re.compile(r"(\d{1,2})(?:e|er|ste|de|st|nd|rd|th|\.)?[\s./-]*([^\W\d_]+)\.?[\s,./-]*(\d{4}|\d{2})")
_NAME_FIRST = re.compile(r"([^\W\d_]+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")
_CLOCK = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}([.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?$")
_EPOCH = date(1899, 12, 30)  # day 0 of a spreadsheet's calendar, from March 1900 on
_SERIAL = (3654, 80_000)  # from 1910 to 2119


@dataclass(frozen=True)
class Day(Values):
    """A day, day first or ISO, with figures or the name of the month, or a spreadsheet's own date."""

    is_birth: bool = False

    @property
    def form(self) -> str:
        return _("A day: 31-12-2025, 31/12/2025, 2025-12-31 or 31 december 2025")

    def of(self, cell: Any, text: str) -> Reading:
        if isinstance(cell, datetime):
            return Reading(cell.date())
        if isinstance(cell, date):
            return Reading(cell)
        text = _CLOCK.sub("", text).strip()
        if found := _ISO.fullmatch(text):
            return Reading(_day(text, *map(int, found.groups())))
        if found := _COMPACT.fullmatch(text):
            century, year, month, day = found.groups()
            return Reading(_day(text, int(century + year), int(month), int(day)))
        if found := _DAY_FIRST.fullmatch(text):
            return self._day_first(text, *found.groups())
        if found := _NAMED.fullmatch(text):
            day, name, year = found.groups()
            return self._named(text, day, name, year)
        if found := _NAME_FIRST.fullmatch(text):
            name, day, year = found.groups()
            return self._named(text, day, name, year)
        if re.fullmatch(r"\d{4,5}([.,]\d+)?", text):
            return self._serial(text)
        raise Unreadable(_("This is not a day. Write it as 31-12-2025 or 2025-12-31."))

    def _day_first(self, text: str, day: str, mark: str, month: str, year: str) -> Reading:
        if int(month) > 12 >= int(day):
            raise Unreadable(
                _(
                    "There is no month %(month)s. If the month comes first here, write the day first or use "
                    "2025-12-31."
                )
                % {"month": month}
            )
        read = _day(text, self._year(year), int(month), int(day))
        is_doubtful = mark == "/" and int(day) <= 12 and day.lstrip("0") != month.lstrip("0")
        if is_doubtful or len(year) == 2:
            return Reading(read, _("Read as %(day)s.") % {"day": date_format(read, "j F Y")})
        return Reading(read)

    def _named(self, text: str, day: str, name: str, year: str) -> Reading:
        month = MONTHS.get(key(name))
        if month is None:
            raise Unreadable(_("“%(word)s” is not a month.") % {"word": name})
        return Reading(_day(text, self._year(year), month, int(day)))

    def _serial(self, text: str) -> Reading:
        days = int(Decimal(text.replace(",", ".")))
        if not _SERIAL[0] <= days <= _SERIAL[1]:
            raise Unreadable(_("This is not a day. Write it as 31-12-2025 or 2025-12-31."))
        read = _EPOCH + timedelta(days=days)
        return Reading(
            read,
            _("The number %(number)s was read as a spreadsheet's day: %(day)s.")
            % {"number": text, "day": date_format(read, "j F Y")},
        )

    def _year(self, year: str) -> int:
        """Two digits: a birth lies behind us, anything else at most ten years ahead."""
        if len(year) == 4:
            return int(year)
        this_year = timezone.localdate().year
        read = this_year // 100 * 100 + int(year)
        return read - 100 if read > this_year + (0 if self.is_birth else 10) else read


def _day(text: str, year: int, month: int, day: int) -> date:
    if not month or not day:
        raise Unreadable(_("The day is not known here. Leave the cell empty, or fill in a whole day."))
    try:
        read = date(year, month, day)
    except ValueError:
        raise Unreadable(_("The day %(text)s does not exist.") % {"text": text}) from None
    if not 1900 <= year <= 2120:
        raise Unreadable(_("The year %(year)d cannot be right.") % {"year": year})
    return read


@dataclass(frozen=True)
class Amount(Values):
    """A number to count with; a comma or a point before the decimals, points or spaces between thousands."""

    places: int = 0
    least: int = 0
    most: int = 1_000_000

    @property
    def form(self) -> str:
        sample = "15,60" if self.places else "24"
        return _("A number from %(least)d to %(most)d, such as %(sample)s") % {
            "least": self.least,
            "most": self.most,
            "sample": sample,
        }

    def of(self, cell: Any, text: str) -> Reading:
        bare = re.sub(r"[\s'€]|EUR|uur|heures?|hours?|min(uten|utes)?\b", "", text, flags=re.IGNORECASE)
        if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?", bare) and not (
            self.places and bare.count(".") == 1 and "," not in bare
        ):
            bare = bare.replace(".", "")
        elif re.fullmatch(r"-?\d{1,3}(,\d{3})+\.\d+", bare):
            bare = bare.replace(",", "")
        try:
            number = Decimal(bare.replace(",", "."))
        except InvalidOperation:
            raise Unreadable(_("This is not a number.")) from None
        if not number.is_finite() or not self.least <= number <= self.most:
            raise Unreadable(
                _("Fill in a number from %(least)d to %(most)d.") % {"least": self.least, "most": self.most}
            )
        kept = number.quantize(Decimal(1).scaleb(-self.places))
        if kept != number:
            remark = _("Rounded to %(number)s.") % {"number": kept}
            return Reading(kept if self.places else int(kept), remark)
        return Reading(kept if self.places else int(kept))


_YES = frozenset(
    [
        "ja",
        "j",
        "yes",
        "y",
        "oui",
        "o",
        "si",
        "true",
        "waar",
        "vrai",
        "x",
        "v",
        "1",
        "ok",
        "akkoord",
        "aanwezig",
    ]
)
_NO = frozenset(["nee", "n", "neen", "no", "non", "false", "onwaar", "faux", "0", "geen"])


class YesNo(Values):
    """Yes or no, in the ways people write it."""

    @property
    def form(self) -> str:
        return _("yes or no (ja, nee, oui, non, x, 1, 0)")

    def of(self, cell: Any, text: str) -> Reading:
        if text in ("✓", "✔", "☑"):
            return Reading(True)
        word = key(text)
        if word in _YES:
            return Reading(True)
        if word in _NO:
            return Reading(False)
        raise Unreadable(_("Write yes or no."))


@dataclass(frozen=True)
class OneOf(Values):
    """One of some codes: by the code, by its words in any language of the site, or by how people write it.

    What differs by site is given as functions: ``choices`` and ``words`` are then asked for when a cell is read.
    ``understood``: where more is understood than is offered, all of that; what takes the row may refuse it.
    """

    choices: Mapping[str, Any] | Callable[[], Mapping[str, Any]]
    words: Mapping[str, str] | Callable[[], Mapping[str, str]] = field(default_factory=dict)
    understood: Callable[[], Mapping[str, Any]] | None = None

    @property
    def offered(self) -> Mapping[str, Any]:
        return self.choices() if callable(self.choices) else self.choices

    @property
    def form(self) -> str:
        return ", ".join(str(label) for label in self.offered.values())

    def of(self, cell: Any, text: str) -> Reading:
        found = self._known().get(key(text))
        if found is None:
            names = [str(label) for label in self.offered.values()]
            shown = ", ".join(names[:8]) + (", …" if len(names) > 8 else "")
            raise Unreadable(_("Choose one of: %(names)s.") % {"names": shown})
        return Reading(found)

    def _known(self) -> dict[str, str]:
        codes = tuple(self._understood())
        if codes not in self._read:
            self._read[codes] = self._all_words()
        return self._read[codes]

    def _understood(self) -> Mapping[str, Any]:
        return self.understood() if self.understood else self.offered

    @cached_property
    def _read(self) -> dict[tuple[str, ...], dict[str, str]]:
        """How each cell is understood, by the codes there are: put together once."""
        return {}

    def _all_words(self) -> dict[str, str]:
        known = {}
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                known |= {key(label): code for code, label in self._understood().items()}
        for code, words in (self.words() if callable(self.words) else self.words).items():
            known |= {key(word): code for word in words.split("|")}
        return known | {key(code): code for code in self._understood()}


@dataclass(frozen=True)
class ManyOf(OneOf):
    """Some of the codes, with commas, semicolons or slashes between; kept as codes with commas."""

    def of(self, cell: Any, text: str) -> Reading:
        found = [
            super(ManyOf, self).of(cell, each).value for each in re.split(r"[,;/+\n]", text) if each.strip()
        ]
        return Reading(",".join(dict.fromkeys(found)))


def choices(codes: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """Return a model's choices as a reading wants them."""
    return {str(code): label for code, label in codes}
