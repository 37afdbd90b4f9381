"""The step card on paper as a reader's program sees it: structure by pikepdf, words and fonts by poppler."""

import logging
import re
import subprocess
from datetime import date
from decimal import Decimal
from io import BytesIO

import pikepdf
import pytest

from desk.card.contents import Bring, CardContents, Coach
from desk.card.now import Task
from desk.card.pdf import render_card
from desk.card.qr import qr_code
from desk.card.say import Month, Say, Weekdays
from desk.card.stops import ICONS, Stop
from desk.card.wording import LANGUAGES, card_text

URL = "https://jobdesk.example.org/c/" + "A" * 32 + "/"
DAY = date(2026, 9, 30)

# The longest card there is: every step with a day and a turn, all that can be brought, both lines on the pay.
FULL = CardContents(
    country="NL",
    first_name="Maximiliana",
    code="B-234567",
    made_on=DAY,
    kind="wait",
    title=Say("first_permit"),
    notes=(Say("first_permit_text"), Say("may_work_here_text"), Say("may_until", day=DAY)),
    hold=Say("hold", step=Say("bsn")),
    now=(
        Task(
            "euro",
            (Say("now_declare_late", month=Month(DAY), agency="Fedasil"), Say("now_declare_how")),
            True,
        ),
        Task("euro", (Say("now_declare", month=Month(DAY), agency="Fedasil", day=DAY),)),
        Task("bell", (Say("now_step", step=Say("insurance"), day=DAY),)),
        Task("idcard", (Say("now_renew", document=Say("residence_permit"), day=DAY),)),
    ),
    stops=tuple(
        Stop(state, icon, Say(name), Say("since", day=DAY), Say("turn_municipality"))
        for state, icon, name in zip(
            ("done", "done", "done", "blocked", "later", "now", "now", "now", "now", "later"),
            (*ICONS.values(), "euro", "shield"),
            (
                "application",
                "waiting",
                "residence_permit",
                "bsn",
                "bank",
                "twv",
                "declaration",
                "aftercare",
                "income",
                "insurance",
            ),
            strict=True,
        )
    ),
    bring=tuple(
        Bring("doc", Say(key))
        for key in (
            "bring_card",
            "residence_permit",
            "bring_letters",
            "bring_contract",
            "bring_payslip",
            "bring_bank",
        )
    ),
    pay=(
        Say("pay_gross", wage=Decimal("16.20"), hours=24),
        Say(
            "pay_left_at_most",
            net=Decimal(1400),
            due=Decimal("421.09"),
            left=Decimal("978.91"),
            agency="Fedasil",
        ),
    ),
    coaches=(
        Coach("Marieke B.", "+31 20 555 0100", (Say("coach_days", days=Weekdays(((0, "09:00–12:30"),))),)),
    ),
    desk="AZC Lindenhout, Veenmeer",
)


@pytest.fixture(autouse=True)
def _no_missing_glyphs(caplog):
    """WeasyPrint only logs what it cannot draw, load or tag."""
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        yield
    assert [record.getMessage() for record in caplog.records if record.name.startswith("weasyprint")] == []


def poppler(program: str, pdf: bytes) -> str:
    return subprocess.run(
        [program, "-", *["-"][: program == "pdftotext"]], input=pdf, capture_output=True, check=True
    ).stdout.decode()


@pytest.mark.parametrize(
    ("language", "paper"), [*((each, "a5") for each in LANGUAGES), ("ar", "a4"), ("nl", "a4")]
)
def test_the_longest_card_is_one_tagged_page_in_our_fonts(language, paper):
    made = render_card(card_text(FULL, language), paper, URL)
    with pikepdf.open(BytesIO(made)) as pdf:
        assert len(pdf.pages) == 1
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == language
        assert str(pdf.docinfo["/Title"]) == card_text(FULL, language).words["title"]
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert pdf.open_metadata()["pdfuaid:part"] == "1"
    fonts = re.findall(r"^[A-Z]{6}\+(\S+)", poppler("pdffonts", made), re.MULTILINE)
    assert fonts
    assert {font for font in fonts if not font.startswith("Jobdesk")} == set()


def test_the_words_are_on_the_page():
    text = " ".join(poppler("pdftotext", render_card(card_text(FULL, "nl"), "a5", URL)).split())
    for words in (
        "Uw weg naar werk, Maximiliana",
        "B-234567",
        "U mag werken, maar alleen met een werkvergunning (TWV).",
        "U kunt nog niet beginnen. Wij wachten op: BSN-nummer.",
        "Verklaring voor vrijwilligerswerk (UWV)",
        "De gemeente is aan zet.",
        "Uw loonstrook",
        "Marieke B.",
        "+31 20 555 0100",
    ):
        assert words in text, words


# Arabic letters are drawn as a bare shape and its dots; several share one shape, so programs that read
# the PDF back get some letters wrong. A screen reader reads the private page well.
@pytest.mark.parametrize(
    ("language", "words"),
    [("ti", "ተራ ምምሕዳር ከተማ እዩ"), ("uk", "Черга за муніципалітетом"), ("tr", "Sıra belediyede")],
)
def test_the_words_can_be_read_back_in_other_scripts(language, words):
    assert words in poppler("pdftotext", render_card(card_text(FULL, language), "a5", URL))


@pytest.mark.parametrize("language", ["ar", "fa", "prs"])
def test_names_codes_and_numbers_are_whole_in_languages_from_right_to_left(language):
    text = poppler("pdftotext", render_card(card_text(FULL, language), "a5", URL))
    words = ("Maximiliana", "B-234567", "TWV", "Fedasil", "Marieke B.", "+31 20 555 0100", "978.91", "2026")
    assert [each for each in words if each not in text] == []


def test_the_qr_code_has_its_white_edge_and_three_corners():
    code = qr_code(URL)
    assert code.size == 33 + 2 * 4
    for x, y in ((4, 4), (code.size - 5, 4), (4, code.size - 5)):
        assert f"M{x} {y}h1v1h-1z" in code.path
    assert not re.search(r"M[0-3] ", code.path)
