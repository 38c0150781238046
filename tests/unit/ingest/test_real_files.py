"""Real reports and real damaged files, each read in a worker process."""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dvrag.config.settings import IngestSettings
from dvrag.errors import EncryptedError, InputError, UnreadableError
from dvrag.ingest.pool import ParsePool
from dvrag.model.raw import PageSource, RawDocument

pytestmark = [pytest.mark.shared, pytest.mark.slow, pytest.mark.timeout(1200)]
READABLE = {"control-ok", "tables-columns", "warnings", "attachments-js", "non-latin-script"}


@pytest.fixture
def pool() -> Iterator[ParsePool]:
    with ParsePool(IngestSettings(ocr=False, workers=1)) as made:
        yield made


def entries(folder: Path, name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / name).read_text("utf-8").splitlines()]


def outcome(pool: ParsePool, path: Path) -> RawDocument | InputError:
    try:
        return next(iter(pool.parse(path)))
    except InputError as error:
        return error


def test_every_inspection_report_is_read_with_all_its_pages(
    shared: Path, pool: ParsePool, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shared / "data" / "inspection-reports"
    pages, started = 0, time.perf_counter()
    for entry in entries(folder, "metadata.jsonl"):
        document = outcome(pool, folder / entry["file"])
        assert isinstance(document, RawDocument), f"{entry['file']}: {document}"
        assert [page.number for page in document.pages] == list(range(1, entry["pages"] + 1))
        assert all(page.source is PageSource.TEXT for page in document.pages if page.number == 1)
        for page in document.pages:
            for line in page.lines:
                assert line.text.strip()
                assert line.box is not None
                assert -5 <= line.box.x0 <= line.box.x1 <= page.width + 5
                assert -5 <= line.box.y0 <= line.box.y1 <= page.height + 5
        pages += entry["pages"]
    with capsys.disabled():
        print(f"\n{pages} pages, {pages / (time.perf_counter() - started):.0f} a second")


def test_every_bad_file_ends_with_a_document_or_a_plain_reason(
    shared: Path, pool: ParsePool, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = shared / "data" / "bad-pdfs"
    counts: Counter[str] = Counter()
    for entry in entries(folder, "manifest.jsonl"):
        found, category = outcome(pool, folder / entry["file"]), entry["category"]
        counts["read" if isinstance(found, RawDocument) else type(found).__name__] += 1
        if isinstance(found, InputError):
            assert "\n" not in str(found)
            assert "crash" not in str(found), entry["file"]
        if category == "encrypted-needs-password":
            assert isinstance(found, EncryptedError), entry["file"]
        if category == "html-error-page-renamed-pdf":
            assert isinstance(found, UnreadableError)
            assert "web page, not a PDF" in str(found)
        if category in READABLE:
            assert isinstance(found, RawDocument), f"{entry['file']}: {found}"
        if isinstance(found, RawDocument) and entry["pages"]:
            assert len(found.pages) == entry["pages"], entry["file"]
    with capsys.disabled():
        print(f"\n{dict(counts)}")
