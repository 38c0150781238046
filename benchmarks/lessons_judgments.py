"""How many graded judgments are read right from real inspection reports: those a table of facts names, and a PEEL page.

Run: `.venv/bin/python -m benchmarks.lessons_judgments [--shared ../shared]`

The facts hold the grades on page 1 of some reports on services for children, by area of judgment; a grade counts as
right where the one judgment of that area has it, letter for letter. In the PEEL page every grade on a line of its own
is one printed judgment; right are those read with that grade, in that order. How many are read is printed beside both.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from dvrag.config.settings import IngestSettings
from dvrag.ingest.pipeline import build_report
from dvrag.ingest.pool import ParsePool
from dvrag.lessons.judged.read import judged
from dvrag.model.documents import Report
from dvrag.model.findings import FindingKind, Judgment
from dvrag.model.ids import report_id

GRADES = ("outstanding", "good", "adequate", "requires improvement", "inadequate")
AREAS = {
    "impact_of_leaders_grade": "impact of leaders",
    "help_and_protection_grade": "help and protection",
    "in_care_grade": "children in care",
    "care_leavers_grade": "care leavers",
    "overall_effectiveness_grade": "overall effectiveness",
}
"""Keys of the facts and words of the area that each stands for."""


def judgments(report: Report) -> list[Judgment]:
    """Return the graded judgments that are read from a report."""
    return [draft.judgment for draft in judged(report) if draft.judgment and draft.kind is FindingKind.JUDGMENT]


def right_facts(found: list[Judgment], grades: Mapping[str, str]) -> Iterator[tuple[str, str, bool]]:
    """Yield (area, grade, whether it is read right) for each grade that is known of a report."""
    for name, grade in grades.items():
        named = [one for one in found if AREAS[name] in one.question.lower()]
        exact = [one for one in named if one.question.lower().endswith(AREAS[name])] or named
        yield name, grade, len(exact) == 1 and exact[0].grade == grade


def printed(text: str) -> list[str]:
    """Return the grades that stand on a line of their own, in order."""
    return [line.strip().lower() for line in text.splitlines() if line.strip().lower() in GRADES]


def report_of(pool: ParsePool, path: Path) -> Report:
    """Return the report of a file."""
    (raw,) = pool.parse(path)
    return build_report(raw, report_id(path.read_bytes()))


def measure_facts(pool: ParsePool, folder: Path) -> None:
    """Print what of the known grades is read right, and how many judgments are read beyond them."""
    right = total = read = 0
    for line in (folder / "facts.jsonl").read_text("utf-8").splitlines():
        known = json.loads(line)
        found = judgments(report_of(pool, folder / known["file"]))
        read += len(found)
        for name, grade, ok in right_facts(found, known["grades"]):
            total += 1
            right += ok
            if not ok:
                print(f"  wrong: {known['file']}: {name} is {grade}")
    share = right / max(1, total)
    print(
        f"Page 1 of the reports in facts.jsonl: {right} of {total} grades right ({share:.3f}); {read} judgments read."
    )


def measure_page(pool: ParsePool, path: Path) -> None:
    """Print what of the printed grades of a PEEL page is read right."""
    expected = printed(path.read_text("utf-8"))
    found = [one.grade for one in judgments(report_of(pool, path))]
    right = sum(one == other for one, other in zip(expected, found, strict=False))
    print(f"{path.name}: {right} of {len(expected)} printed grades right; {len(found)} judgments read.")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    shared = parser.parse_args().shared
    if not shared.is_dir():
        print(f"There is no {shared}, which holds the real reports, so nothing is measured.")
        return
    with ParsePool(IngestSettings(workers=1)) as pool:
        measure_facts(pool, shared / "data" / "inspection-reports")
        for path in sorted((shared / "seeds").glob("*.txt")):
            if printed(path.read_text("utf-8")):
                measure_page(pool, path)


if __name__ == "__main__":
    main()
