"""The PDF as a reader's program sees it: structure by pikepdf, words by pdftotext."""

import logging
import re
import subprocess
from dataclasses import replace
from datetime import date
from io import BytesIO

import pikepdf
import pytest
from django.utils import translation

from reports.document import wording
from reports.document.pdf import render_pdf
from tests.reports import samples

MADE_ON = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _no_missing_glyphs(caplog):
    """WeasyPrint only logs what it cannot draw, load or tag."""
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        yield
    assert [record.getMessage() for record in caplog.records if record.name.startswith("weasyprint")] == []


def text_of(pdf: bytes) -> str:
    out = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(out.stdout.decode().replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_the_pdf_is_tagged_and_names_itself(language):
    with translation.override(language):
        made, title = render_pdf(samples.almere(), MADE_ON), wording.title(samples.almere())
    with pikepdf.open(BytesIO(made)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == language
        assert str(pdf.docinfo["/Title"]) == title
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        with pdf.open_outline() as outline:
            assert len(outline.root) == 3
        assert len(pdf.pages) == 5
        assert pdf.open_metadata()["pdfuaid:part"] == "1"


def test_the_words_carry_the_published_figures_of_almere():
    with translation.override("en"):
        text = text_of(render_pdf(samples.almere(), MADE_ON))
    for words in (
        "60 people and an employer want to sign a contract together. That is 10 more than the target.",
        "46 of them have worked at least one day.",
        "1,200 residents stayed in the centres of the project.",
        "800 of them may work.",
        "7 people with a match are still waiting for a number or a work permit.",
        "170 60 35.3% 46",
        "2 of ",
    ):
        assert words in text, words


def test_the_words_carry_the_published_figures_of_future2work():
    with translation.override("nl"):
        text = text_of(render_pdf(samples.f2w2(), MADE_ON))
    for words in ("228", "164 60 36,6% 69", "(37%)", "17 april 2024", "24 november 2026"):
        assert words in text, words
    sectors = text[text.index("164 60 36,6% 69") + len("164 60 36,6% 69") :]
    assert [int(word) for word in sectors.split() if word.isdigit()][:7] == [13, 12, 11, 8, 8, 17, 69]


@pytest.mark.parametrize("language", ["nl", "fr", "en"])
def test_no_word_stands_out_of_the_margin(language):
    with translation.override(language):
        made = render_pdf(samples.almere(), MADE_ON)
    out = subprocess.run(
        ["pdftotext", "-bbox", "-f", "2", "-", "-"], input=made, capture_output=True, check=True
    )
    ends = [float(end) for end in re.findall(r'xMax="([0-9.]+)"', out.stdout.decode())]
    assert max(ends) <= (210 - 20) / 25.4 * 72 + 1


def test_the_line_of_the_target_is_explained_only_where_it_is_drawn():
    with translation.override("en"):
        made = samples.f2w2()
        funnel = made.tables["funnel"]
        bare = replace(funnel, rows=tuple(replace(row, target=None) for row in funnel.rows))
        made_bare = replace(made, tables={**made.tables, "funnel": bare})
        with_target, without = (text_of(render_pdf(each, MADE_ON)) for each in (made, made_bare))
    assert "Persons, each counted once. The line is the target." in with_target
    assert "Persons, each counted once." in without
    assert "The line is the target." not in without


def test_the_notes_come_before_the_definitions():
    with translation.override("en"):
        text = text_of(render_pdf(samples.almere(), MADE_ON))
    assert text.index("In tables that divide a total") < text.index("Figures and definitions")


def test_hidden_counts_are_stars():
    with translation.override("en"):
        text = text_of(render_pdf(samples.almere(hide_below=10), MADE_ON))
    assert "Waiting for a number or a work permit * " in text
    assert "Not started for another reason * " in text
