"""Graded judgments of real reports and of the sample reports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dvrag.ingest.pipeline import build_report
from dvrag.ingest.readers.pdf import PdfReader
from dvrag.ingest.readers.text import TextReader
from dvrag.model.ids import report_id
from unit.lessons.judged.reading import judgments

REPOSITORY = Path(__file__).resolve().parents[4]
WEAK = "requires improvement"
SAMPLES = {
    "marlshire-peel-2018": ("peel-4", "2018/19", [WEAK, "good", WEAK, "inadequate", "good", "good", "good"]),
    "marlshire-peel-2022": (
        "peel-5",
        "2021/22",
        ["good", "adequate", WEAK, "adequate", WEAK, "good", "outstanding", "adequate", "inadequate"],
    ),
    "carrowdale-peel-2024": (
        "peel-5",
        "2023/24",
        ["outstanding", "adequate", WEAK, "adequate", "inadequate", "good", "adequate", WEAK],
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", SAMPLES)
def test_every_judgment_of_the_sample_reports(name: str) -> None:
    path = REPOSITORY / "corpus" / f"{name}.pdf"
    found = judgments(build_report(PdfReader().read(path), report_id(path.read_bytes())))
    scale, cycle, grades = SAMPLES[name]
    assert [one.grade for one in found] == grades
    assert {(one.scale, one.cycle, one.force) for one in found} == {(scale, cycle, found[0].body)}


@pytest.mark.shared
def test_the_page_that_announces_eleven_judgments_prints_ten(shared: Path) -> None:
    (path,) = (shared / "seeds").glob("004_*.txt")
    text = path.read_text("utf-8")
    printed = [
        line.lower() for line in text.splitlines() if line in ("Good", "Adequate", "Inadequate", WEAK.capitalize())
    ]
    found = judgments(build_report(TextReader().read(path), report_id(path.read_bytes())))
    assert len(found) == len(printed) == 10
    assert [one.grade for one in found] == printed
    assert all(f"\n{one.question}\n" in text for one in found)


@pytest.mark.shared
@pytest.mark.slow
def test_the_judgments_on_page_one_of_real_reports(shared: Path) -> None:
    folder = shared / "data" / "inspection-reports"
    right = total = 0
    for line in (folder / "facts.jsonl").read_text("utf-8").splitlines():
        known = json.loads(line)
        path = folder / known["file"]
        found = judgments(build_report(PdfReader().read(path), report_id(path.read_bytes())))
        grades = sorted(one.grade for one in found)
        for grade in known["grades"].values():
            total += 1
            right += grade in grades
            if grade in grades:
                grades.remove(grade)
    assert right == total == 53
