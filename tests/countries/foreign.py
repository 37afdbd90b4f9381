"""One check for all that people read: no word of another country stands in it."""

import re
import subprocess
from html.parser import HTMLParser

# Offices, numbers, documents and places of the two other countries, in three languages.
WORDS = re.compile(
    r"""\b(?:UWV|TWV|BSN|COA|Nidos|IND|Fedasil|CGRS|CGRA|CGVS|CALL|RvV|CCE)\b
    |\b(?:[Dd]imona|DIMONA|[Rr]eba)\b
    |\bV-(?:number|nummer)|\bOV[- ](?:number|nummer)|num[ée]ro\ (?:V|OV)\b
    |\b[WO]-[Dd]ocument|\b[Dd]ocuments?\ [WO]\b
    |\b[Oo]range\ card|\b[Oo]ranje\ kaart|\b[Cc]artes?\ orange
    |\bA[ -]card\b|\bA-kaart|\b[Cc]artes?\ A\b
    |[Dd]utch|Netherlands|Nederland|[Nn][ée]erlandais|Pays-Bas|Holland
    |[Bb]elg|Brussel|Bruxelles|[Ww]alloni|Flanders|Flemish|[Vv]laand|[Vv]laams|Flandre
    |\b[Cc]umul\b""",
    re.VERBOSE,
)
LANGUAGES = frozenset({"Dutch", "Nederlands", "Néerlandais", "néerlandais", "Nederlandstalig"})
READ = frozenset({"title", "placeholder", "aria-label", "alt"})
UNREAD = frozenset({"script", "style", "template"})


class _Reader(HTMLParser):
    """Collects what is read: the texts, and the attributes that are shown or spoken."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.unread = 0

    def handle_starttag(self, tag, attrs):
        self.unread += tag in UNREAD
        self.pieces += [value or "" for name, value in attrs if name in READ]

    def handle_endtag(self, tag):
        self.unread -= tag in UNREAD

    def handle_data(self, data):
        if not self.unread:
            self.pieces.append(" ".join(data.split()))


def text_of_page(content: str) -> str:
    """Return what is read on a page. A language to choose, by its bare name, is a language of people."""
    reader = _Reader()
    reader.feed(content)
    return " ".join(piece for piece in reader.pieces if piece and piece not in LANGUAGES)


def text_of_pdf(pdf: bytes) -> str:
    """Return what is read in a PDF."""
    out = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(out.stdout.decode().split())


def foreign_words(text: str) -> list[str]:
    """Return the words of another country, each with what stands around it."""
    return [text[max(match.start() - 40, 0) : match.end() + 40] for match in WORDS.finditer(text)]


def assert_own(text: str) -> None:
    """See that no word of another country stands in what somebody reads."""
    found = foreign_words(text)
    assert not found, found
