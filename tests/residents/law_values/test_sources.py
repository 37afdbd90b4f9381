"""Sources and notes in the reader's language."""

from jobdesk.web.data_texts import data_files, texts_in
from residents.law_values.sources import shipped_texts, source_text


def test_every_source_and_note_of_the_data_files_goes_to_the_translators():
    found = {
        text for path in data_files() if path.name in ("union.toml", "values.toml") for text in texts_in(path)
    }
    assert found == shipped_texts()


def test_what_an_administrator_wrote_stays_as_it_is():
    assert source_text("Staatscourant 2026, 12345") == "Staatscourant 2026, 12345"
    # The empty text is the head of a catalogue, not a translation.
    assert source_text("") == ""
