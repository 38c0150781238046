"""What the product makes of each sample report, as recorded in documents/*.json.

To record anew after a deliberate change: GOLDEN=write pytest tests/golden, and read the diff.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from dvrag.chunk.passages import chunk
from dvrag.config.settings import ChunkSettings, IngestSettings
from dvrag.ingest.pipeline import build_report
from dvrag.ingest.pool import ParsePool
from dvrag.model.documents import BlockKind, Report
from dvrag.model.ids import report_id
from dvrag.testing.fakes import WordTokens

REPOSITORY = Path(__file__).resolve().parents[2]
FOLDER = Path(__file__).parent / "documents"
ENDINGS = (".pdf", ".html", ".docx", ".txt", ".md")
SAMPLES = [p for p in sorted((REPOSITORY / "corpus").iterdir()) if p.suffix in ENDINGS and p.name != "README.md"]
WRITE = os.environ.get("GOLDEN", "") == "write"
TOLERANCE = 0.03
"""Counts may differ by this share: typesetters and recognition differ by a line between versions."""


@pytest.fixture(scope="module")
def pool() -> Any:
    with ParsePool(IngestSettings(workers=1)) as opened:
        yield opened


def summary(report: Report) -> dict[str, Any]:
    """What a reader would check by eye: family, facts, headings, numbers, sizes."""
    numbers = [block.paragraph for block in report.blocks if block.paragraph and block.kind is not BlockKind.LIST_ITEM]
    facts = report.facts
    return {
        "family": str(report.family),
        "authority": str(report.authority),
        "facts": {
            name: getattr(facts, name).value
            for name in ("title", "publisher", "area", "force", "partnership", "published", "year_of_death", "version")
        },
        "labels": [page.label for page in report.pages],
        "sections": [" > ".join(section.path) for section in report.sections[1:]],
        "numbers": numbers,
        "glossary": report.glossary,
        "counts": {
            **{str(kind): count for kind, count in sorted(Counter(block.kind for block in report.blocks).items())},
            "characters": len(report.text),
            "passages": len(chunk(report, ChunkSettings(), WordTokens())),
        },
    }


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_sample_report(path: Path, pool: ParsePool) -> None:
    (raw,) = pool.parse(path)
    found = summary(build_report(raw, report_id(path.read_bytes())))
    recorded = FOLDER / f"{path.stem}.json"
    if WRITE:
        recorded.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", "utf-8")
    expected = json.loads(recorded.read_text("utf-8"))
    counts, wanted = found.pop("counts"), expected.pop("counts")
    assert found == expected
    assert counts.keys() == wanted.keys()
    for name, count in wanted.items():
        assert abs(counts[name] - count) <= max(1, TOLERANCE * count), name


def test_every_record_has_its_report() -> None:
    assert {path.stem for path in FOLDER.glob("*.json")} == {path.stem for path in SAMPLES}


def test_the_samples_hold_every_kind_of_block() -> None:
    kinds = {kind for path in FOLDER.glob("*.json") for kind in json.loads(path.read_text("utf-8"))["counts"]}
    assert {str(kind) for kind in BlockKind} <= kinds
