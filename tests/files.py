"""Files as people upload them: small, made in memory."""

from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

GPS, MAKE, ORIENTATION = 0x8825, 0x010F, 0x0112


def pdf(
    *, pages: int = 1, script: bool = False, launch: bool = False, attached: bool = False, password: str = ""
):
    """A PDF with empty pages, and what it should not hold."""
    out = BytesIO()
    with pikepdf.new() as made:
        for _page in range(pages):
            made.add_blank_page()
        if script:
            made.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")
        if launch:
            action = Dictionary(S=Name.Launch, F="cmd.exe")
            made.pages[0].Annots = Array([Dictionary(Type=Name.Annot, Subtype=Name.Link, A=action)])
        if attached:
            made.attachments["inside.exe"] = pikepdf.AttachedFileSpec(made, b"MZ", filename="inside.exe")
        locked = pikepdf.Encryption(owner=password, user=password) if password else None
        made.save(out, encryption=locked)
    return out.getvalue()


def jpeg(size: tuple[int, int] = (40, 30), *, turned: bool = False) -> bytes:
    """A photo as a telephone takes one: with the make, and the place, in its data."""
    image = Image.new("RGB", size, "white")
    exif = Image.Exif()
    exif[MAKE] = "Telephone"
    exif.get_ifd(GPS)[1] = "N"
    if turned:
        exif[ORIENTATION] = 6
    out = BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def png(size: tuple[int, int] = (40, 30)) -> bytes:
    """A picture of a screen."""
    out = BytesIO()
    Image.new("RGBA", size, (0, 0, 0, 0)).save(out, "PNG")
    return out.getvalue()


PDF = pdf()
