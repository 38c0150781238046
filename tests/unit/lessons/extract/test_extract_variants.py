"""Findings of small reports in the layouts that reviews and inspections have."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dvrag.ingest.pipeline import build_report
from dvrag.ingest.readers.html import HtmlReader
from dvrag.ingest.readers.text import TextReader
from dvrag.lessons.extract.extract import extract
from dvrag.model.documents import Family, Report
from dvrag.model.findings import Draft, FindingKind, Scope
from dvrag.model.ids import report_id


def read(folder: Path, name: str, text: str, family: Family) -> Report:
    path = folder / name
    path.write_text(text, "utf-8")
    reader = HtmlReader() if path.suffix == ".html" else TextReader()
    return replace(build_report(reader.read(path), report_id(path.read_bytes())), family=family)


def found(report: Report, kind: FindingKind) -> list[Draft]:
    return [draft for draft in extract(report) if draft.kind is kind]


NUMBERED = """# Review

## 9 Recommendations

The panel makes two recommendations. They follow.

### Single agency: Marlshire Police

Recommendation 1 (Marlshire Police). By 31 March 2020, the force should review every third incident.

### National

Recommendation 2 [to the Home Office]: The Home Office should consider new guidance on separation.
"""


def test_numbered_recommendations_with_scope_addressee_and_date(tmp_path: Path) -> None:
    report = read(tmp_path, "review.md", NUMBERED, Family.DHR_OVERVIEW)
    first, second = found(report, FindingKind.RECOMMENDATION)
    assert (first.number, first.addressee, first.plan.scope) == ("1", "Marlshire Police", Scope.SINGLE_AGENCY)
    assert first.plan.deadline == "31 March 2020"
    assert (second.number, second.plan.scope) == ("2", Scope.NATIONAL)
    assert second.addressee in {"Home Office", "the Home Office"}
    assert report.text[first.start : first.end].startswith("By 31 March 2020")


PROSE = "<p>The partnership keeps this page so that people can read what was asked and what came of it since.</p>" * 6


def page(title: str, *rows: tuple[str, ...]) -> str:
    """A web page with prose and a table whose first row names the columns."""
    head, *body = rows
    lines = ["".join(f"<th>{cell}</th>" for cell in head), *("".join(f"<td>{c}</td>" for c in row) for row in body)]
    table = "".join(f"<tr>{line}</tr>" for line in lines)
    return (
        f"<html><body><main><h1>{title}</h1>{PROSE}<h2>Recommendations</h2><table>{table}</table></main></body></html>"
    )


TABLE = page(
    "Review",
    ("#", "Recommendation", "Addressed to"),
    ("9.1 a", "There is a need to train all practice staff. This was also recommended in 2017.", "NHS Vale Trust"),
    ("9.1 b", "Publish one referral route for every agency in the county.", "Vale Community Safety Partnership"),
)


def test_a_library_page(tmp_path: Path) -> None:
    first, second = found(read(tmp_path, "page.html", TABLE, Family.LIBRARY_SUMMARY), FindingKind.RECOMMENDATION)
    assert (first.number, first.addressee) == ("9.1 a", "NHS Vale Trust")
    assert (second.number, second.addressee) == ("9.1 b", "Vale Community Safety Partnership")
    assert first.earlier == "This was also recommended in 2017."
    assert second.earlier == ""


PLAN = page(
    "Action plan",
    ("Recommendation", "Scope", "Action to take", "Lead agency", "Target date", "Status"),
    ("1. Read repeated calls together.", "Local", "Write a rule.", "Vale Police", "1 May 2021", "Complete"),
)


def test_an_action_plan(tmp_path: Path) -> None:
    (row,) = found(read(tmp_path, "plan.html", PLAN, Family.ACTION_PLAN), FindingKind.RECOMMENDATION)
    assert (row.number, row.addressee) == ("1", "Vale Police")
    plan = row.plan
    assert (plan.scope, plan.deadline, plan.status, plan.action) == (
        Scope.LOCAL,
        "1 May 2021",
        "Complete",
        "Write a rule.",
    )


LETTER = """# Joint targeted area inspection of Vale

## Key strengths

- Alerts reach schools early.

## What needs to improve?

- The timeliness of assessments.
- Management oversight of referrals at the front door.

## Next steps

The council should prepare a written statement.
"""


def test_each_point_of_a_letter_is_an_area_for_improvement(tmp_path: Path) -> None:
    report = read(tmp_path, "letter.md", LETTER, Family.JOINT_INSPECTION)
    points = found(report, FindingKind.AREA_FOR_IMPROVEMENT)
    assert [report.text[p.start : p.end] for p in points] == [
        "The timeliness of assessments.",
        "Management oversight of referrals at the front door.",
    ]


ABSTRACT = (
    "# Abstracts\n\n## 2019 – Vale – Child K\n\nLearning themes include: seeing the child alone; "
    "sharing what the school knew; asking fathers. Recommendations include: the board to audit records by May 2020; "
    "officers should speak to children.\n"
)


def test_lists_between_semicolons(tmp_path: Path) -> None:
    report = read(tmp_path, "abstracts.md", ABSTRACT, Family.CASE_REVIEW)
    assert len(found(report, FindingKind.LESSON)) == 3
    first, second = found(report, FindingKind.RECOMMENDATION)
    assert first.plan.deadline == "May 2020"
    assert second.addressee == "officers"


CONCERN = """# Inspection of Vale Police

## Protecting vulnerable people

### Cause of concern

Vale Police does not assess risk in time.

### Recommendations

Recommendation 1: By 30 June 2022, Vale Police should clear its backlog.

### Area for improvement

The force should answer calls sooner.

We visited two stations.
"""


def test_a_cause_of_concern_and_its_recommendation(tmp_path: Path) -> None:
    report = read(tmp_path, "inspection.md", CONCERN, Family.INSPECTION)
    (cause,) = found(report, FindingKind.CAUSE_OF_CONCERN)
    (asked,) = found(report, FindingKind.RECOMMENDATION)
    (area,) = found(report, FindingKind.AREA_FOR_IMPROVEMENT)
    assert report.text[cause.start : cause.end] == "Vale Police does not assess risk in time."
    assert (cause.addressee, asked.plan.deadline) == ("Vale Police", "30 June 2022")
    assert report.text[area.start : area.end] == "The force should answer calls sooner."


LESSONS = (
    "# Review\n\n## Lessons to be learnt\n\n9.1 A pattern cannot be seen one call at a time.\n\n9.2 Ask in private.\n"
)


def test_lessons_are_paragraphs(tmp_path: Path) -> None:
    report = read(tmp_path, "lessons.md", LESSONS, Family.DHR_OVERVIEW)
    assert [draft.number for draft in found(report, FindingKind.LESSON)] == [None, None]


@pytest.mark.parametrize(
    ("text", "family"),
    [
        (NUMBERED, Family.NEWS),
        (
            "# Report\n\n## Progress against our earlier recommendations\n\n- Forces should train staff. Done.\n",
            Family.OTHER,
        ),
        ("# Report\n\n## Findings\n\nRecommendation 4 was accepted by the force in May.\n", Family.DHR_OVERVIEW),
        ("# Report\n\nNothing is asked here.\n", Family.OTHER),
    ],
)
def test_what_is_no_finding(tmp_path: Path, text: str, family: Family) -> None:
    report = read(tmp_path, "other.md", text, family)
    assert found(report, FindingKind.RECOMMENDATION) == []


@pytest.mark.shared
def test_the_library_page_beside_the_checkout(tmp_path: Path, shared: Path) -> None:
    (source,) = (shared / "seeds").glob("002_*.txt")
    report = read(tmp_path, "page.txt", source.read_text("utf-8"), Family.LIBRARY_SUMMARY)
    rows = found(report, FindingKind.RECOMMENDATION)
    assert len(rows) == 12
    assert all(row.addressee for row in rows)
