"""What is let in of what people upload: PDFs that do nothing, photos without what a camera adds."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from jobdesk.files.scanning import refuse_malware
from jobdesk.trail.errors import RuleBroken

if TYPE_CHECKING:
    import pikepdf

MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE  # a photo of a telephone has 3 to 8 MB
MOST_PAGES = 50
MOST_OBJECTS = 50_000  # in a PDF: 50 scanned pages have some hundreds
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 2600  # pixels: a page of A4 at 220 dots an inch
PDF, PNG, JPEG = "application/pdf", "image/png", "image/jpeg"
SUFFIXES = {PDF: ".pdf", PNG: ".png", JPEG: ".jpg"}
ACCEPT = ".pdf,.png,.jpg,.jpeg"  # an iPhone turns its own format into JPEG when it reads this

# What a PDF may not hold: programs, and whatever opens or carries another file.
_KEYS = frozenset({"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/RichMedia", "/XFA"})
_ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/GoToR", "/Rendition"}
)
_DEEPEST = 100


@dataclass(frozen=True)
class CheckedFile:
    """A file as it may be kept; ``content_type`` was read from its contents, not taken from the sender."""

    content: bytes
    content_type: str

    @property
    def suffix(self) -> str:
        """The end of its name, by its contents: ``.pdf``."""
        return SUFFIXES[self.content_type]


def checked(file: UploadedFile) -> CheckedFile:
    """Return an uploaded file as it may be kept: a PDF as it is, a photo drawn anew, upright and bare.

    Raises RuleBroken, for the field ``file``, for what is empty, too big, not a PDF, PNG or JPEG by its
    contents, broken, locked, able to do something, or infected.
    """
    if not file.size:
        raise _refusal(_("The submitted file is empty."))
    if file.size > MOST_BYTES:
        raise _refusal(_("The file is too big: at most %(size)d MB.") % {"size": MOST_BYTES // MEGABYTE})
    file.seek(0)
    content = file.read()
    refuse_malware(content)
    if content.startswith(b"%PDF-"):
        _check_pdf(content)
        return CheckedFile(content, PDF)
    return _drawn_anew(content)


def _refusal(message: str) -> RuleBroken:
    return RuleBroken(message, "file")


def _drawn_anew(content: bytes) -> CheckedFile:
    """The picture and nothing else: no place, no camera, nothing that hides behind it."""
    from PIL import Image, ImageOps, UnidentifiedImageError  # a tenth of a second that only files need

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image: Image.Image = Image.open(BytesIO(content), formats=("JPEG", "PNG"))
            if image.width * image.height > MOST_PIXELS:
                raise _refusal(_("The photo has too many pixels. Take one with a lower resolution."))
            kind = PNG if image.format == "PNG" else JPEG
            image = ImageOps.exif_transpose(image)
            image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            drawn = Image.new("RGB", image.size, "white")
            drawn.paste(image, mask=image.convert("RGBA").getchannel("A") if kind == PNG else None)
    except UnidentifiedImageError:
        raise _refusal(_("Choose a PDF or a photo (JPEG or PNG).")) from None
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise _refusal(_("This photo cannot be read. Take it again, or choose another file.")) from None
    out = BytesIO()
    drawn.save(out, "PNG" if kind == PNG else "JPEG", quality=85, optimize=True)
    return CheckedFile(out.getvalue(), kind)


def _check_pdf(content: bytes) -> None:
    import pikepdf

    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            if len(pdf.objects) > MOST_OBJECTS or len(pdf.pages) > MOST_PAGES:
                raise _refusal(_("The PDF has too many pages: at most %(pages)d.") % {"pages": MOST_PAGES})
            if not pdf.pages:
                raise _refusal(_("This PDF cannot be read. Make it again, or take a photo of the paper."))
            does_something = any(_does_something(each) for top in pdf.objects for each in _parts(top))
    except pikepdf.PasswordError:
        raise _refusal(
            _("This PDF is locked with a password. Save it without one, or take a photo.")
        ) from None
    except (pikepdf.PdfError, pikepdf.ForeignObjectError, ValueError, RecursionError):
        raise _refusal(_("This PDF cannot be read. Make it again, or take a photo of the paper.")) from None
    if does_something:
        raise _refusal(
            _("This PDF holds a program or another file. Print it to a new PDF, or take a photo of it.")
        )


def _parts(part: Any, depth: int = 0) -> Iterator[pikepdf.Dictionary]:
    """The dictionaries in an object of a PDF; what it only points to is an object of its own."""
    import pikepdf

    if depth > _DEEPEST:
        raise ValueError("nested too deep")
    if isinstance(part, pikepdf.Stream):
        part = part.stream_dict
    if isinstance(part, pikepdf.Dictionary):
        yield part
        inner = [value for _key, value in part.items()]
    elif isinstance(part, pikepdf.Array):
        inner = list(part)
    else:
        return
    for each in inner:
        if isinstance(each, pikepdf.Object) and not each.is_indirect:
            yield from _parts(each, depth + 1)


def _does_something(part: pikepdf.Dictionary) -> bool:
    keys = set(part.keys())
    return bool(keys & _KEYS) or ("/S" in keys and str(part["/S"]) in _ACTIONS)
