"""Small real files for the readers, typeset while the tests run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
import typst

from dvrag.ingest.readers.pdf import PdfReader
from dvrag.model.raw import RawDocument, RawLine

Typeset = Callable[..., Path]


@pytest.fixture
def typeset(tmp_path: Path) -> Typeset:
    """Return a function that typesets Typst source into a PDF file."""

    def make(source: str, name: str = "report.pdf") -> Path:
        path = tmp_path / name
        path.write_bytes(typst.compile(source.encode()))
        return path

    return make


@pytest.fixture
def read_pdf(typeset: Typeset) -> Callable[[str], RawDocument]:
    """Return a function that typesets source and reads it back."""
    return lambda source: PdfReader().read(typeset(source))


@pytest.fixture
def scanned(typeset: Typeset, tmp_path: Path) -> Callable[[str], Path]:
    """Return a function that typesets source and keeps only a picture of each page."""

    def make(source: str) -> Path:
        with pypdfium2.PdfDocument(typeset(source)) as pdf:
            images = [page.render(scale=200 / 72).to_pil().convert("L") for page in pdf]
        path = tmp_path / "scan.pdf"
        images[0].save(path, save_all=True, append_images=images[1:], resolution=200)
        return path

    return make


def texts(document: RawDocument) -> list[str]:
    """Return the texts of all lines in order."""
    return [line.text for line in lines(document)]


def lines(document: RawDocument) -> list[RawLine]:
    """Return all lines in order."""
    return [line for page in document.pages for line in page.lines]
