"""Reports made from small files, read with the product's readers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dvrag.ingest.pipeline import build_report
from dvrag.ingest.readers.html import HtmlReader
from dvrag.ingest.readers.text import TextReader
from dvrag.model.documents import Report
from dvrag.model.ids import report_id

Reading = Callable[..., Report]


@pytest.fixture
def read(tmp_path: Path) -> Reading:
    """A function from the text of a file and its name to its report."""

    def reading(text: str, name: str = "report.txt") -> Report:
        path = tmp_path / name
        path.write_text(text, "utf-8")
        reader = HtmlReader() if path.suffix == ".html" else TextReader()
        return build_report(reader.read(path), report_id(path.read_bytes()))

    return reading
