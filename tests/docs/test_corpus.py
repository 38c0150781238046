"""What stands in corpus/ is what its sources give, is large and mixed enough, and says that it is fictional."""

from __future__ import annotations

import sys
import zipfile
from collections import Counter
from pathlib import Path

import numpy as np
import pypdf
import pypdfium2
import pytest

CORPUS = Path(__file__).resolve().parents[2] / "corpus"
sys.path.insert(0, str(CORPUS))

from build import SCANNED, build, documents, target  # noqa: E402

SOURCES = documents()


def page_images(path: Path) -> list[np.ndarray]:
    document = pypdfium2.PdfDocument(path)
    return [page.render(scale=0.5, grayscale=True).to_numpy().astype(float) for page in document]


@pytest.mark.parametrize(
    "source", [s for s in SOURCES if s.stem not in SCANNED and s.suffix != ".md"], ids=lambda s: s.stem
)
def test_a_report_is_what_its_source_gives(source: Path, tmp_path: Path) -> None:
    assert build(source, tmp_path).read_bytes() == target(source).read_bytes()


@pytest.mark.parametrize("source", [s for s in SOURCES if s.suffix == ".md"], ids=lambda s: s.stem)
def test_a_word_document_has_the_members_that_its_source_gives(source: Path, tmp_path: Path) -> None:
    made = build(source, tmp_path)
    if made.suffix == ".md":
        assert made.read_bytes() == target(source).read_bytes()
        return
    with zipfile.ZipFile(made) as new, zipfile.ZipFile(target(source)) as committed:
        assert {n: new.read(n) for n in new.namelist()} == {n: committed.read(n) for n in committed.namelist()}
        assert {info.date_time for info in new.infolist()} == {info.date_time for info in committed.infolist()}


@pytest.mark.parametrize("source", [s for s in SOURCES if s.stem in SCANNED], ids=lambda s: s.stem)
def test_a_scan_shows_what_its_source_gives_and_has_no_text(source: Path, tmp_path: Path) -> None:
    made, committed = page_images(build(source, tmp_path)), page_images(target(source))
    assert len(made) == len(committed) == 2
    assert max(np.abs(a - b).mean() for a, b in zip(made, committed, strict=True)) < 1.0
    assert [page.extract_text() for page in pypdf.PdfReader(target(source)).pages] == ["", ""]


def test_there_are_enough_reports_of_every_format(corpus: tuple[Path, ...]) -> None:
    assert sorted(target(s).name for s in SOURCES) == [path.name for path in corpus]
    formats = Counter(path.suffix for path in corpus)
    assert formats[".pdf"] >= 10
    assert formats[".html"] >= 2
    assert formats[".docx"] >= 1
    assert formats[".txt"] >= 1
    assert len(SCANNED) >= 1


def test_there_are_at_least_100_pages(corpus: tuple[Path, ...]) -> None:
    assert sum(len(pypdf.PdfReader(path).pages) for path in corpus if path.suffix == ".pdf") >= 100


@pytest.mark.parametrize("source", SOURCES, ids=lambda s: s.stem)
def test_each_says_that_it_is_fictional(source: Path) -> None:
    text = source.read_text("utf-8")
    assert "Fictional document." in text or "#notice()" in text


def test_each_is_described(corpus: tuple[Path, ...]) -> None:
    page = (CORPUS / "README.md").read_text("utf-8")
    assert [path.stem for path in corpus if f"| `{path.stem}` |" not in page] == []


def test_printed_page_numbers_differ_from_physical_ones() -> None:
    labels = pypdf.PdfReader(CORPUS / "brackenford-dhr-marian-overview.pdf").page_labels
    assert labels[:4] == ["i", "ii", "iii", "1"]
