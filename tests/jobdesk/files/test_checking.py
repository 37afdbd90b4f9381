"""What is let in of what people upload, and what becomes of it."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from jobdesk.files import checking
from jobdesk.files.checking import checked
from jobdesk.files.scanning import EICAR
from jobdesk.trail.errors import RuleBroken
from tests.files import PDF, jpeg, pdf, png


def sent(content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("evil.exe", content, content_type="application/x-msdownload")


def opened(content: bytes) -> Image.Image:
    return Image.open(BytesIO(content))


def test_pdf_is_kept_as_it_is():
    found = checked(sent(PDF))
    assert (found.content, found.content_type, found.suffix) == (PDF, "application/pdf", ".pdf")


def test_photo_loses_where_and_with_what_it_was_taken():
    assert b"Telephone" in jpeg()
    found = checked(sent(jpeg()))
    assert (found.content_type, dict(opened(found.content).getexif())) == ("image/jpeg", {})
    assert b"Telephone" not in found.content


def test_photo_stands_upright():
    assert opened(checked(sent(jpeg((40, 30), turned=True))).content).size == (30, 40)


def test_large_photo_becomes_one_that_can_be_read():
    assert max(opened(checked(sent(jpeg((6000, 400)))).content).size) == checking.LONGEST_SIDE


@pytest.mark.parametrize("picture", [jpeg(), png()], ids=["jpeg", "png"])
def test_what_hides_behind_a_picture_is_gone(picture):
    found = checked(sent(picture + b"PK\x03\x04 <script>hidden</script>"))
    assert b"hidden" not in found.content


def test_picture_one_can_see_through_gets_a_white_ground():
    found = checked(sent(png()))
    assert (found.suffix, opened(found.content).getpixel((1, 1))) == (".png", (255, 255, 255))


UNREADABLE = "This PDF cannot be read. Make it again, or take a photo of the paper."
DOES_SOMETHING = "This PDF holds a program or another file. Print it to a new PDF, or take a photo of it."


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "The submitted file is empty."),
        (b"MZ program", "Choose a PDF or a photo (JPEG or PNG)."),
        (b"\xff\xd8\xffMZ", "Choose a PDF or a photo (JPEG or PNG)."),
        (b"GIF89a", "Choose a PDF or a photo (JPEG or PNG)."),
        (jpeg((400, 300))[:400], "This photo cannot be read. Take it again, or choose another file."),
        (b"%PDF-1.7\nletter", UNREADABLE),
        (pdf(pages=0), UNREADABLE),
        (pdf(pages=51), "The PDF has too many pages: at most 50."),
        (pdf(script=True), DOES_SOMETHING),
        (pdf(launch=True), DOES_SOMETHING),
        (pdf(attached=True), DOES_SOMETHING),
        (pdf(password="x"), "This PDF is locked with a password. Save it without one, or take a photo."),
        (PDF + EICAR, "A virus was found in this file. It was not kept."),
    ],
    # A name of its own for each: the content of a locked PDF is another one each time.
    ids=[
        "empty",
        "program",
        "program as photo",
        "GIF",
        "cut photo",
        "no PDF",
        "no page",
        "51 pages",
        "script",
        "launch",
        "attached",
        "locked",
        "virus",
    ],
)
def test_what_cannot_be_kept_is_refused_with_what_to_do(content, message):
    with pytest.raises(RuleBroken) as refused:
        checked(sent(content))
    assert (refused.value.message, refused.value.field) == (message, "file")


def test_too_big_is_refused_unread(monkeypatch):
    monkeypatch.setattr(checking, "MOST_BYTES", 100)
    with pytest.raises(RuleBroken, match="too big"):
        checked(sent(b"x" * 101))


def test_picture_that_would_fill_the_memory_is_refused(monkeypatch):
    monkeypatch.setattr(checking, "MOST_PIXELS", 1000)
    with pytest.raises(RuleBroken, match="too many pixels"):
        checked(sent(png((100, 100))))
