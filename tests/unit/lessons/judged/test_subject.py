"""On which scale and in which cycle a report judges."""

from __future__ import annotations

from pathlib import Path

import pytest

from dvrag.lessons.judged.read import judged
from dvrag.model.documents import Family
from dvrag.model.findings import Scale
from unit.lessons.judged.reading import PROSE, judgments, read

CRIME = "Investigating crime"
SCALES = {
    "adequate among the grades": ("PEEL assessment", "Adequate", Scale.PEEL_5, ""),
    "five tiers named": ("PEEL. We use a five-tier scale.", "Good", Scale.PEEL_5, ""),
    "four tiers named": ("PEEL. We use a four-tier scale.", "Good", Scale.PEEL_4, ""),
    "a cycle of four": ("PEEL 2018/19", "Good", Scale.PEEL_4, "2018/19"),
    "a cycle of five": ("PEEL 2023–25", "Good", Scale.PEEL_5, "2023–25"),
    "an early year": ("PEEL: Police effectiveness 2016", "Inadequate", Scale.PEEL_4, "2016"),
    "the first of five": ("PEEL. We moved from four tiers of judgment to five.", "Good", Scale.PEEL_5, "2021/22"),
    "nothing told": ("PEEL assessment", "Good", Scale.OTHER, ""),
}


@pytest.mark.parametrize("case", SCALES, ids=str)
def test_the_scale_and_cycle_follow_what_is_printed(case: str, tmp_path: Path) -> None:
    opening, grade, scale, cycle = SCALES[case]
    text = f"# An inspection of Orrin Police\n\n{opening}\n\n## {CRIME}\n\n{grade}\n\n{PROSE}\n"
    (draft,) = judged(read(tmp_path, "r.md", text, Family.INSPECTION))
    assert draft.judgment
    assert (draft.judgment.scale, draft.judgment.cycle) == (scale, cycle)
    assert bool(draft.doubts) == (case in ("the first of five", "nothing told"))


def test_odd_files_give_nothing_and_do_not_fail(tmp_path: Path) -> None:
    for text in (
        "Good",
        "# Good\n\nGood",
        "| Good |\n|---|\n| Good |",
        "|\n\n| |",
        "# \n\n5 percent",
        "Good\n\n" * 300,
    ):
        assert judgments(read(tmp_path, "r.md", text, Family.INSPECTION)) == []
