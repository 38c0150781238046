"""Which format a file has, by its content; its name only tells kinds of plain text apart."""

from __future__ import annotations

import json
import re
import zipfile
from enum import StrEnum
from pathlib import Path

from dvrag.errors import EncryptedError, UnreadableError

HEAD = 4096
JUNK = 1024
"""pdfium looks for the header of a PDF in this many bytes from the start."""

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MARKDOWN_NAMES = frozenset({".md", ".markdown"})
OTHER_KINDS = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"{\\rtf", "a Rich Text (RTF) document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"Rar!", "a RAR archive"),
    (b"%!PS", "a PostScript file"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
)
HTML = re.compile(rb"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])", re.IGNORECASE)
TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)


class Format(StrEnum):
    """A format that a reader exists for."""

    PDF = "pdf"
    HTML = "html"
    DOCX = "docx"
    TEXT = "text"
    MARKDOWN = "markdown"
    JSONL = "jsonl"


def sniff(path: Path) -> Format:
    """Return the file's format. Raises UnreadableError for an empty file, a kind without a reader, or a web page
    under another name; EncryptedError for a Word document with a password.
    """
    try:
        with path.open("rb") as file:
            head = file.read(HEAD)
    except OSError as error:
        raise UnreadableError(f"The file cannot be opened: {error.strerror or error}.") from error
    if not head.strip(b"\x00\xef\xbb\xbf \t\r\n"):
        raise UnreadableError("The file is empty.", hint="Fetch it again.")
    if b"%PDF-" in head[: JUNK + 5] and not _web_page(head):
        return Format.PDF
    if head.startswith(b"PK\x03\x04"):
        return _zip_kind(path)
    if head.startswith(OLE2):
        _refuse_ole2(path)
    for magic, kind in OTHER_KINDS:
        if head.startswith(magic):
            raise UnreadableError(f"The file is {kind}, not a report.", hint="Save it as PDF, DOCX, HTML or text.")
    return _text_kind(path, head)


def _web_page(head: bytes) -> bool:
    flat = head.replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    return flat.startswith(b"<") and HTML.search(flat) is not None


def _text_kind(path: Path, head: bytes) -> Format:
    suffix = path.suffix.lower()
    if _web_page(head):
        if suffix in (".pdf", ".docx", ".doc"):
            raise _not_what_it_says(head, suffix)
        return Format.HTML
    if suffix == ".pdf":
        raise UnreadableError("The file is not a PDF: it has no PDF header.", hint="Fetch it again.")
    if suffix == ".docx":
        raise UnreadableError("The file is not a Word document, whatever its name says.", hint="Fetch it again.")
    if suffix in (".html", ".htm", ".xhtml") and b"<" in head:
        return Format.HTML
    if suffix in (".jsonl", ".ndjson") or _json_line(head):
        return Format.JSONL
    return Format.MARKDOWN if suffix in MARKDOWN_NAMES else Format.TEXT


def _not_what_it_says(head: bytes, suffix: str) -> UnreadableError:
    name = {".pdf": "PDF"}.get(suffix, "Word document")
    match = TITLE.search(head.decode("utf-8", "replace"))
    title = re.sub(r"\s+", " ", match.group(1)).strip()[:80] if match else ""
    called = f" (“{title}”)" if title else ""
    return UnreadableError(
        f"The file is a web page, not a {name}{called}; the site probably sent an error page.",
        hint="Download the report again.",
    )


def _json_line(head: bytes) -> bool:
    first = head.lstrip(b"\xef\xbb\xbf\r\n\t ").split(b"\n", 1)[0]
    if not first.startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(first), dict)
    except ValueError:
        return False


def _zip_kind(path: Path) -> Format:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableError("The file is a damaged archive or Word document.", hint="Fetch it again.") from error
    if "word/document.xml" in names:
        return Format.DOCX
    raise UnreadableError(f"The file is {_other_zip(names)}, not a Word document.", hint="Save it as DOCX or PDF.")


def _other_zip(names: set[str]) -> str:
    if "xl/workbook.xml" in names:
        return "an Excel workbook"
    if "ppt/presentation.xml" in names:
        return "a PowerPoint presentation"
    if "META-INF/container.xml" in names:
        return "an EPUB book"
    if "content.xml" in names:
        return "an OpenDocument file"
    return "a ZIP archive"


def _refuse_ole2(path: Path) -> None:
    with path.open("rb") as file:
        content = file.read(1 << 20)
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise EncryptedError("The Word document needs a password to open.", hint="Save a copy without a password.")
    kind = "a Word 97–2003 document (.doc)" if "WordDocument".encode("utf-16-le") in content else "an old Office file"
    raise UnreadableError(f"The file is {kind}, which has no reader.", hint="Save it as DOCX or PDF.")
