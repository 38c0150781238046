"""PDF files: pypdfium2 for text, boxes and lines; pypdf for outline, properties, labels and damaged structure."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from pypdf import PdfReader as StructureReader
from pypdf import PdfWriter

from dvrag.errors import EncryptedError, LimitError, UnreadableError
from dvrag.ingest.readers.pdf_page import PageReader, PageText
from dvrag.ingest.readers.pdf_properties import DAMAGE, Properties, read_properties
from dvrag.model.raw import PageSource, RawDocument, RawPage

LEAST_FILE = 60
"""Bytes: the smallest valid PDF is longer."""


@dataclass(frozen=True, slots=True)
class MarkedDocument:
    """A document and the numbers of its pages whose text only recognition (OCR) can give."""

    document: RawDocument
    unread: tuple[int, ...]


class PdfReader:
    """Reads the text layer of PDF files; a page without one has source EMPTY."""

    formats: tuple[str, ...] = ("pdf",)

    def __init__(self, max_pages: int = 2000) -> None:
        self.max_pages = max_pages

    def read(self, path: Path) -> RawDocument:
        """Return the lines of a PDF. Raises EncryptedError, LimitError (pages) or UnreadableError."""
        return self.read_marked(path).document

    def read_marked(self, path: Path) -> MarkedDocument:
        """Return the lines of a PDF and which pages need recognition. Raises as `read`."""
        pdf = open_pdf(path)
        try:
            count = len(pdf)
            if count > self.max_pages:
                raise LimitError(
                    f"It has {count} pages; the limit is {self.max_pages}.", hint="Split it or raise ingest.max_pages."
                )
            if count == 0:
                raise UnreadableError("The PDF has no pages.")
            properties = read_properties(str(path), count)
            return self._document(path, pdf, properties)
        finally:
            pdf.close()

    def _document(self, path: Path, pdf: Any, properties: Properties) -> MarkedDocument:
        reader, pages, unread, warnings = PageReader(), [], [], list(properties.warnings)
        for index in range(len(pdf)):
            number = index + 1
            text = _page_text(reader, pdf, index)
            if text is None:
                warnings.append(f"Page {number} is damaged and could not be read.")
                text = PageText((), 0.0, 0.0, garbage=False, blank=True)
            if text.garbage:
                warnings.append(f"Page {number} has a text layer whose characters cannot be read.")
            if not text.lines and not text.blank:
                unread.append(number)
            source = PageSource.TEXT if text.lines else PageSource.EMPTY
            label = properties.labels[index] if properties.labels else None
            pages.append(RawPage(number, text.lines, label, round(text.width, 2), round(text.height, 2), source))
        document = RawDocument(path.name, "pdf", tuple(pages), properties.outline, properties.values, tuple(warnings))
        return MarkedDocument(document, tuple(unread))


def open_pdf(path: Path) -> Any:
    """Return the file as a pypdfium2 document; one that pdfium refuses is rewritten in memory by pypdf first."""
    if path.stat().st_size < LEAST_FILE:
        raise UnreadableError("The PDF is cut off: it holds no pages.", hint="Fetch the file again.")
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_PASSWORD:
            raise EncryptedError("The PDF needs a password to open.", hint="Save a copy without a password.") from error
        if getattr(error, "err_code", None) == pdfium.FPDF_ERR_SECURITY:
            raise EncryptedError(
                "The PDF is protected in a way that cannot be opened here.", hint="Save a plain copy."
            ) from error
    return _rewritten(path)


def _rewritten(path: Path) -> Any:
    damaged = UnreadableError(
        "The PDF is damaged: its structure cannot be read.", hint="Fetch the file again or print it to a new PDF."
    )
    try:
        reader = StructureReader(path, strict=False)
        if reader.is_encrypted:
            reader.decrypt("")
        buffer = io.BytesIO()
        PdfWriter(clone_from=reader).write(buffer)
        return pypdfium2.PdfDocument(buffer.getvalue())
    except (*DAMAGE, pypdfium2.PdfiumError):
        raise damaged from None


def _page_text(reader: PageReader, pdf: Any, index: int) -> PageText | None:
    try:
        page = pdf[index]
    except pypdfium2.PdfiumError:
        return None
    try:
        return reader.read(page)
    except pypdfium2.PdfiumError:
        return None
    finally:
        page.close()


def with_page(document: RawDocument, page: RawPage) -> RawDocument:
    """Return the document with the page of that number replaced."""
    pages = tuple(page if old.number == page.number else old for old in document.pages)
    return replace(document, pages=pages)
