"""Sources and notes in the reader's language."""

from law.rules import Parameters
from residents.law_values.sources import _TEXTS, source_text


def test_every_source_and_note_of_the_data_files_can_be_translated():
    entries = Parameters.shipped().entries
    assert {each.source for each in entries} | {each.note for each in entries if each.note} == _TEXTS


def test_what_an_administrator_wrote_stays_as_it_is():
    assert source_text("Staatscourant 2026, 12345") == "Staatscourant 2026, 12345"
    # The empty text is the head of a catalogue, not a translation.
    assert source_text("") == ""
