"""A file somebody sends: what it is, its sheets, its headings and the values of its cells."""

from jobdesk.imports.reading.book import Book, FileRefused, Row, SheetInfo, open_book
from jobdesk.imports.reading.headings import Headings, find_headings

__all__ = ["Book", "FileRefused", "Headings", "Row", "SheetInfo", "find_headings", "open_book"]
