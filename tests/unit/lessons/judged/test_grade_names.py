"""One name for a grade that reports word in several ways, and the question that an overall grade answers."""

from __future__ import annotations

from pathlib import Path

import pytest

from dvrag.model.documents import Family
from dvrag.model.findings import GRADES, Scale
from unit.lessons.judged.reading import PROSE, judgments, read

GOOD, POOR, WEAK = "good", "inadequate", "requires improvement"


@pytest.mark.parametrize(
    "printed",
    [
        *("Requires improvement", "Requires improvement to be good", "Require Improvement", "REQUIRES IMPROVEMENT."),
        *("Requires improvement (to be good)", "Needs improvement", "Requires  improvement to become good¹"),
    ],
)
def test_a_grade_that_reports_word_in_several_ways_has_one_name(tmp_path: Path, printed: str) -> None:
    text = (
        f"# Inspection of Wendle children’s services\n\nOfsted, 3 May 2019\n\n{PROSE}\n\n| Judgement | Grade |\n"
        f"|---|---|\n| Help and protection | {printed} |\n| Care leavers | Good |\n"
    )
    found = judgments(read(tmp_path, "r.md", text, Family.JOINT_INSPECTION))
    assert [(one.question, one.grade, one.scale) for one in found] == [
        ("Help and protection", WEAK, Scale.OFSTED_4),
        ("Care leavers", GOOD, Scale.OFSTED_4),
    ]
    assert {one.grade for one in found} <= set(GRADES[Scale.OFSTED_4])


def test_a_heading_that_gives_the_overall_grade_is_not_taken_for_the_date_above_it(tmp_path: Path) -> None:
    text = (
        f"# Wendle: services for children\n\nOfsted\n\nInspection date: 3 to 12 May 2013\n\n"
        f"## The overall judgement is inadequate\n\n{PROSE}\n\n"
        "| 1. Children who need help and protection | Inadequate |\n|---|---|\n| 2.1 Adoption performance | Good |\n"
    )
    found = judgments(read(tmp_path, "r.md", text, Family.JOINT_INSPECTION))
    assert [(one.question, one.grade) for one in found] == [
        ("The overall judgement", POOR),
        ("Children who need help and protection", POOR),
        ("Adoption performance", GOOD),
    ]
