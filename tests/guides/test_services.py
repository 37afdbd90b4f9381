"""Writing the guide: versions, drafts, order, and whose it is."""

from dataclasses import replace

import pytest

from guides import queries, shipped
from guides.models import GuideText
from guides.pages import FIRST_HIRE, QUESTIONS
from guides.queries import all_entries, entries, entry
from guides.services import (
    Overtaken,
    add_text,
    drop_draft,
    keep_draft,
    move_text,
    publish_text,
    remove_text,
    restore_text,
)
from guides.shipped import Words, shipped_texts
from jobdesk.trail.audit import AuditEntry
from jobdesk.trail.errors import RuleBroken
from tests.guides.conftest import WORDS

pytestmark = pytest.mark.django_db
COST = ("NL", QUESTIONS, "cost")
NEWER = WORDS | {"nl": Words("Mag het ook ’s nachts?", "Nee.")}


def actions() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))


def codes(page=QUESTIONS) -> list[str]:
    return [each.code for each in entries("NL", page)]


def test_published_text_takes_the_place_of_the_shipped_one(as_ruth, ruth):
    row = publish_text(*COST, WORDS, based_on=0)
    found = entry(*COST)
    assert (row.version, row.state, row.written_by) == (1, "published", ruth)
    assert (found.words, found.place) == (WORDS, shipped_texts("NL")[QUESTIONS, "cost"].place)
    assert actions() == ["guide.published"]
    assert entry("BE", QUESTIONS, "cost").words == shipped_texts("BE")[QUESTIONS, "cost"].words


def test_draft_is_not_read_until_it_is_published(as_ruth):
    publish_text(*COST, WORDS, based_on=0)
    keep_draft(*COST, NEWER, based_on=1)
    found = entry(*COST)
    assert (found.words, found.version) == (WORDS, 2)
    assert found.draft.words["nl"]["body"] == "Nee."
    publish_text(*COST, NEWER, based_on=2)
    assert entry(*COST).words == NEWER
    assert entry(*COST).draft is None
    assert actions() == ["guide.published", "guide.drafted", "guide.published"]


def test_dropped_draft_leaves_what_was_read(as_ruth):
    keep_draft(*COST, WORDS, based_on=0)
    drop_draft(entry(*COST))
    found = entry(*COST)
    assert (found.draft, found.state) == (None, "shipped")
    assert found.words == found.original.words
    with pytest.raises(RuleBroken, match="no draft"):
        drop_draft(found)


def test_second_writer_is_told_and_nothing_is_overwritten(as_ruth, ruth):
    publish_text(*COST, WORDS, based_on=0)
    with pytest.raises(Overtaken, match=ruth.name) as caught:
        publish_text(*COST, NEWER, based_on=0)
    assert caught.value.latest.version == 1
    assert entry(*COST).words == WORDS
    assert publish_text(*COST, NEWER, based_on=1).version == 2


def test_same_version_written_twice_at_once_is_refused_by_the_database(as_ruth, monkeypatch):
    """Two requests that read before either wrote: the one that comes second sees the other's."""
    found = entry(*COST)
    publish_text(*COST, WORDS, based_on=0)
    with pytest.raises(Overtaken):
        remove_text(found)
    assert GuideText.objects.count() == 1


def test_text_of_another_country_is_refused(as_user, lien):
    with as_user(lien):
        found = entry(*COST)
        for write in (
            lambda: publish_text(*COST, WORDS, based_on=0),
            lambda: keep_draft(*COST, WORDS, based_on=0),
            lambda: add_text("NL", QUESTIONS, WORDS),
            lambda: remove_text(found),
            lambda: restore_text(found, None),
            lambda: move_text(found, is_up=True),
            lambda: drop_draft(found),
        ):
            with pytest.raises(RuleBroken, match="do not administer"):
                write()
    assert not GuideText.objects.exists()


@pytest.mark.parametrize(
    ("change", "field", "message"),
    [
        ({"fr": Words("La nuit ?", " ")}, "body_fr", "every language"),
        ({"en": Words("Night?", "In {{ step dimona }}")}, "body_en", r"\{\{ step dimona \}\}"),
    ],
)
def test_text_that_cannot_be_read_is_refused(as_ruth, change, field, message):
    with pytest.raises(RuleBroken, match=message) as caught:
        publish_text(*COST, WORDS | change, based_on=0)
    assert caught.value.field == field
    assert not GuideText.objects.exists()


def test_publishing_the_same_again_is_refused(as_ruth):
    publish_text(*COST, WORDS, based_on=0)
    with pytest.raises(RuleBroken, match="published already"):
        publish_text(*COST, WORDS, based_on=1)


def test_version_is_never_changed(as_ruth):
    row = publish_text(*COST, WORDS, based_on=0)
    row.state = "removed"
    with pytest.raises(TypeError):
        row.save()


def test_added_text_comes_last_under_an_anchor_of_its_own(as_ruth):
    first, second = add_text("NL", QUESTIONS, WORDS), add_text("NL", QUESTIONS, NEWER)
    assert codes()[-2:] == ["mag-het-ook-s-nachts", "mag-het-ook-s-nachts-2"]
    assert first.place < second.place


def test_new_draft_is_read_by_nobody(as_ruth):
    row = add_text("NL", QUESTIONS, WORDS, is_draft=True)
    assert row.code not in codes()
    assert [each.state for each in all_entries("NL", QUESTIONS) if each.code == row.code] == ["draft"]
    drop_draft(entry("NL", QUESTIONS, row.code))
    assert entry("NL", QUESTIONS, row.code).state == "removed"


def test_removed_text_comes_back(as_ruth):
    remove_text(entry(*COST))
    assert "cost" not in codes()
    with pytest.raises(RuleBroken, match="removed already"):
        remove_text(entry(*COST))
    restore_text(entry(*COST), None)
    assert "cost" in codes()
    assert actions() == ["guide.removed", "guide.restored"]


def test_old_version_comes_back_as_the_newest(as_ruth):
    first = publish_text(*COST, WORDS, based_on=0)
    publish_text(*COST, NEWER, based_on=1)
    row = restore_text(entry(*COST), first)
    assert (row.version, entry(*COST).words) == (3, WORDS)


def test_text_without_one_of_the_product_cannot_follow_it(as_ruth):
    row = add_text("NL", QUESTIONS, WORDS)
    with pytest.raises(RuleBroken, match="without a text"):
        restore_text(entry("NL", QUESTIONS, row.code), None)


def test_texts_are_moved_one_place_at_a_time(as_ruth):
    before = codes()
    move_text(entry("NL", QUESTIONS, before[2]), is_up=True)
    assert codes() == [before[0], before[2], before[1], *before[3:]]
    move_text(entry("NL", QUESTIONS, before[2]), is_up=True)
    assert codes() == [before[2], before[0], before[1], *before[3:]]
    move_text(entry("NL", QUESTIONS, before[2]), is_up=False)
    move_text(entry("NL", QUESTIONS, before[2]), is_up=False)
    assert codes() == before
    assert entry("NL", QUESTIONS, before[2]).state == "shipped"


def test_ends_of_a_page_are_no_place_to_move_to(as_ruth):
    first, last = codes()[0], codes()[-1]
    assert move_text(entry("NL", QUESTIONS, first), is_up=True) is None
    assert move_text(entry("NL", QUESTIONS, last), is_up=False) is None
    move_text(entry("NL", QUESTIONS, last), is_up=True)
    move_text(entry("NL", QUESTIONS, last), is_up=False)
    assert codes()[-1] == last


def test_text_with_a_draft_is_not_moved(as_ruth):
    keep_draft(*COST, WORDS, based_on=0)
    with pytest.raises(RuleBroken, match="draft"):
        move_text(entry(*COST), is_up=True)


def test_update_of_the_product_shows_where_it_differs(as_ruth, monkeypatch):
    publish_text(*COST, WORDS, based_on=0)
    publish_text("NL", FIRST_HIRE, "work", WORDS, based_on=0)
    texts = dict(shipped_texts("NL"))
    own = texts[QUESTIONS, "cost"]
    texts[QUESTIONS, "cost"] = replace(own, words=own.words | {"en": Words("Cost?", "Nothing.")})
    monkeypatch.setattr(queries, "shipped_texts", lambda _country: texts)
    assert [each.code for each in all_entries("NL") if each.is_behind] == ["cost"]
    publish_text(*COST, WORDS, based_on=1)
    assert [each.code for each in all_entries("NL") if each.is_behind] == []


def test_text_that_follows_the_product_changes_with_it(as_ruth, monkeypatch):
    remove_text(entry(*COST))
    restore_text(entry(*COST), None)
    texts = dict(shipped.shipped_texts("NL"))
    texts[QUESTIONS, "cost"] = replace(texts[QUESTIONS, "cost"], words=WORDS)
    monkeypatch.setattr(queries, "shipped_texts", lambda _country: texts)
    assert entry(*COST).words == WORDS
    del texts[QUESTIONS, "cost"]
    assert "cost" not in codes()


def test_reading_a_page_takes_one_query(as_ruth, django_assert_num_queries):
    publish_text(*COST, WORDS, based_on=0)
    with django_assert_num_queries(1):
        entries("NL", QUESTIONS)
