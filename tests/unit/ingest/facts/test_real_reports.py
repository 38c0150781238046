"""Facts and families of real inspection reports, from their text alone."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from dvrag.ingest.readers.pdf import PdfReader
from dvrag.ingest.readers.text import TextReader
from dvrag.model.documents import Family, Report
from unit.ingest.typesetting import report_of

pytestmark = [pytest.mark.shared, pytest.mark.slow]


@pytest.fixture(scope="module")
def reports(shared: Path) -> list[tuple[dict[str, str], Report]]:
    """Each report with what is known of it, read under a name that says nothing."""
    folder = shared / "data" / "inspection-reports"
    known = [json.loads(line) for line in (folder / "metadata.jsonl").read_text("utf-8").splitlines()]
    return [
        (k, report_of(replace(PdfReader().read(folder / k["file"]), source="report.pdf", properties={}))) for k in known
    ]


def plain(name: str | None) -> str:
    return (name or "").casefold().replace("&", "and").replace("-", " ").strip()


def test_the_family_is_recognised(reports: list[tuple[dict[str, str], Report]]) -> None:
    assert {report.family for _, report in reports} == {Family.JOINT_INSPECTION}


def test_the_area_is_read_from_the_text(reports: list[tuple[dict[str, str], Report]]) -> None:
    right = [plain(report.facts.area.value) == plain(known["local_authority"]) for known, report in reports]
    assert sum(right) >= 0.95 * len(right)


def test_the_date_of_letters_is_read_from_the_text(reports: list[tuple[dict[str, str], Report]]) -> None:
    letters = [(known, report) for known, report in reports if known["source"].startswith("JTAI")]
    right = [report.facts.published.value == known["publication_date"] for known, report in letters]
    assert sum(right) >= 0.9 * len(right)


def test_no_date_of_another_thing_is_taken(reports: list[tuple[dict[str, str], Report]]) -> None:
    for known, report in reports:
        value = report.facts.published.value
        assert value is None or abs(int(value[:4]) - int(known["publication_date"][:4])) <= 1


@pytest.mark.parametrize(
    ("prefix", "family"),
    [
        ("000", Family.NEWS), ("001", Family.NEWS), ("002", Family.LIBRARY_SUMMARY), ("003", Family.OPINION),
        ("004", Family.INSPECTION),
    ],
)  # fmt: skip
def test_plain_texts_are_recognised(shared: Path, prefix: str, family: Family) -> None:
    (path,) = (shared / "seeds").glob(f"{prefix}_*.txt")
    assert report_of(TextReader().read(path)).family is family
