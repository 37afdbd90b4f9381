"""Writing the guide: every change is a new version of a text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from guides.markdown import unknown_figures
from guides.models import GuideText
from guides.queries import Entry, all_entries, entry, languages
from guides.shipped import Words
from jobdesk.accounts.queries import countries_administered_by
from jobdesk.trail import audit
from jobdesk.trail.audit import acting_user
from jobdesk.trail.errors import RuleBroken
from law import registry

State = GuideText.State
LONGEST_CODE = 40
STEP = 10  # between the last text of a page and a new one after it


class Overtaken(RuleBroken):
    """Somebody else wrote a version since this one was begun. ``latest`` is theirs."""

    def __init__(self, latest: GuideText) -> None:
        super().__init__(
            _(
                "%(name)s changed this text while you were writing. Nothing of yours is lost: compare, "
                "and save once more."
            )
            % {"name": latest.written_by.name}
        )
        self.latest = latest


@transaction.atomic
def publish_text(
    country: str, page: str, code: str, words: Mapping[str, Words], *, based_on: int
) -> GuideText:
    """Show these words to every reader from now on. Adds a version and records ``guide.published``.

    ``based_on`` is the version that was opened to write them. Raises Overtaken when there is a later one, and
    RuleBroken for a country that the actor does not look after, words that are missing in a language, a
    figure that cannot be asked, and words that are those that are read already.
    """
    found = _checked(country, page, code, words, based_on)
    if found and found.state == State.PUBLISHED and found.words == words and not found.is_behind:
        raise RuleBroken(_("This is what is published already."))
    row = _append(country, page, code, State.PUBLISHED, words, found)
    audit.record("guide.published", row, {"version": [based_on, row.version]})
    return row


@transaction.atomic
def keep_draft(country: str, page: str, code: str, words: Mapping[str, Words], *, based_on: int) -> GuideText:
    """Keep these words for later; readers go on seeing what is published. Records ``guide.drafted``.

    Raises as ``publish_text`` does.
    """
    found = _checked(country, page, code, words, based_on)
    row = _append(country, page, code, State.DRAFT, words, found)
    audit.record("guide.drafted", row, {"version": [based_on, row.version]})
    return row


def add_text(country: str, page: str, words: Mapping[str, Words], *, is_draft: bool = False) -> GuideText:
    """Add a text behind the others of a page. Its anchor is made of its title in the first language.

    Raises as ``publish_text`` does.
    """
    code = _free_code(country, page, words)
    write = keep_draft if is_draft else publish_text
    return write(country, page, code, words, based_on=0)


@transaction.atomic
def remove_text(found: Entry) -> GuideText:
    """Take a text out of the guide; its history stays and brings it back. Records ``guide.removed``.

    Raises RuleBroken for a country that the actor does not look after, and when it is removed already.
    """
    _check_country(found.country)
    if found.state == State.REMOVED:
        raise RuleBroken(_("This text is removed already."))
    row = _append(found.country, found.page, found.code, State.REMOVED, found.words, found)
    audit.record("guide.removed", row)
    return row


@transaction.atomic
def drop_draft(found: Entry) -> GuideText:
    """End a draft: what readers see now becomes the last version again, or nothing if there was nothing.

    Records ``guide.draft_dropped``. Raises RuleBroken for a country that the actor does not look after, and
    when there is no draft.
    """
    _check_country(found.country)
    if found.draft is None and found.state != State.DRAFT:
        raise RuleBroken(_("There is no draft."))
    state = State.REMOVED if found.state == State.DRAFT else State(found.state)
    row = _append(found.country, found.page, found.code, state, found.words, found)
    audit.record("guide.draft_dropped", row)
    return row


@transaction.atomic
def restore_text(found: Entry, version: GuideText | None) -> GuideText:
    """Publish an old version again as the newest, or follow the product's own text (None).

    A draft that waits is over by that. Records ``guide.restored``. Raises RuleBroken for a country that the
    actor does not look after, a figure that cannot be asked any more, and when the product has no such text.
    """
    _check_country(found.country)
    if version is None:
        if found.original is None:
            raise RuleBroken(_("Jobdesk comes without a text here."))
        row = _append(found.country, found.page, found.code, State.SHIPPED, found.original.words, found)
    else:
        words = {language: Words(**each) for language, each in version.words.items()}
        _check_words(found.country, words)
        row = _append(found.country, found.page, found.code, State.PUBLISHED, words, found)
    audit.record("guide.restored", row, {"from": [None, version.version if version else 0]})
    return row


@transaction.atomic
def move_text(found: Entry, *, is_up: bool) -> GuideText | None:
    """Put a text before the one above it, or behind the one below; None at the end of the page.

    Records ``guide.moved``. Raises RuleBroken for a country that the actor does not look after, and while a
    draft waits: the move would come after it.
    """
    _check_country(found.country)
    if found.draft:
        raise RuleBroken(_("Publish the draft first, or throw it away."))
    shown = [each for each in all_entries(found.country, found.page) if each.is_shown]
    here = next((number for number, each in enumerate(shown) if each.code == found.code), None)
    if here is None:
        return None
    before, after = (here - 2, here - 1) if is_up else (here + 1, here + 2)
    if (is_up and here == 0) or (not is_up and here == len(shown) - 1):
        return None
    low = shown[before].place if before >= 0 else shown[after].place - 2 * STEP
    high = shown[after].place if after < len(shown) else shown[before].place + 2 * STEP
    row = _append(found.country, found.page, found.code, found.state, found.words, found, (low + high) / 2)
    audit.record("guide.moved", row, {"place": [found.place, row.place]})
    return row


def _checked(country: str, page: str, code: str, words: Mapping[str, Words], based_on: int) -> Entry | None:
    _check_country(country)
    _check_words(country, words)
    found = entry(country, page, code)
    if found and found.last and found.version != based_on:
        raise Overtaken(found.last)
    return found


def _check_country(country: str) -> None:
    if country not in countries_administered_by(acting_user()):
        raise RuleBroken(_("You do not administer an agency of this country. Its own administrators decide."))


def _check_words(country: str, words: Mapping[str, Words]) -> None:
    record, today = registry.country(country), timezone.localdate()
    for language in languages():
        said = words.get(language)
        if said is None or not said.title.strip() or not said.body.strip():
            raise RuleBroken(_("Write the text in every language."), f"body_{language}")
        if unknown := unknown_figures(said.body, record, today):
            raise RuleBroken(
                _("There is no such figure: %(figures)s. The list of figures says what there is.")
                % {"figures": ", ".join(unknown)},
                f"body_{language}",
            )


def _append(
    country: str,
    page: str,
    code: str,
    state: str,
    words: Mapping[str, Words],
    found: Entry | None,
    place: float | None = None,
) -> GuideText:
    if place is None:
        place = found.place if found else _place_at_end(country, page)
    row = GuideText(
        country=country,
        page=page,
        code=code,
        version=(found.version if found else 0) + 1,
        state=state,
        place=place,
        words={language: asdict(each) for language, each in words.items()},
        original=found.original.digest if found and found.original else "",
        written_by=acting_user(),
    )
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:  # the same version by somebody else, in this moment
        latest = entry(country, page, code)
        if latest is None or latest.last is None:
            raise
        raise Overtaken(latest.last) from None
    return row


def _place_at_end(country: str, page: str) -> float:
    return max((each.place for each in all_entries(country, page)), default=0) + STEP


def _free_code(country: str, page: str, words: Mapping[str, Words]) -> str:
    """Return an anchor for a new text that none of the page has or had."""
    said = next(iter(words.values()), Words("", ""))
    wanted = slugify(said.title)[: LONGEST_CODE - 4].strip("-") or "text"
    taken = {each.code for each in all_entries(country, page)}
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(code for code in (wanted, *numbered) if code not in taken)
