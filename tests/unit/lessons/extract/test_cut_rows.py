"""Recommendations in rows that a page break cuts, that leave cells empty, or that stand on a short web page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dvrag.model.documents import Family
from unit.ingest.typesetting import report_of, typeset
from unit.lessons.extract.extract_reading import Said, drafts, said, table

REC = "recommendation"
LONG = (
    "Check each address for earlier calls before officers arrive, tell the caller what was found, write down who was "
    "told, and send the record to the safeguarding hub on the same day so that a pattern of calls to one address is "
    "seen by someone who can act on it, whichever officer takes the next call from that address."
)
HEADS = ("No.", "Recommendation", "Lead agency", "Target date")
ROWS = (
    ("1", "House survivors within two weeks of a request for help.", "Saltmere Council", "May 2022"),
    ("2", "Ask about abuse at every first visit and keep a note of the answer.", "Saltmere Trust", "June 2022"),
    ("3", LONG, "Saltmere Police", "June 2022"),
    ("4", "Train all tutors before the start of term.", "Saltmere College", "July 2022"),
)
WIDTHS = ("30pt", "200pt", "90pt", "80pt")


def plan(first: int, rows: int, *, repeated: bool) -> str:
    """A plan that breaks inside its third row; `first` is the first of its columns."""
    heads = "".join(f"[*{name}*]," for name in HEADS[first:])
    cells = "".join(f"[{cell}]," for row in ROWS[:rows] for cell in row[first:])
    head = f"table.header({heads})," if repeated else heads
    before = "".join(f"Line {number} of the text before the table in this plan.\\\n" for number in range(3))
    after = "After the table the panel says more about how it met and whom it asked."
    page = "#set page(width: 560pt, height: 260pt, margin: 40pt)\n#set text(size: 10pt)\n"
    return f"{page}{before}#table(columns: ({', '.join(WIDTHS[first:])}), {head} {cells})\n{after}"


@pytest.mark.parametrize("repeated", [True, False])
@pytest.mark.parametrize("rows", [3, 4])
@pytest.mark.parametrize("first", [0, 1])
def test_a_recommendation_that_the_page_cuts_is_read_whole(
    tmp_path: Path, first: int, rows: int, repeated: bool
) -> None:
    raw = typeset(tmp_path, plan(first, rows, repeated=repeated))
    assert len(raw.pages) == 2
    assert not any(LONG in line.text for page in raw.pages for line in page.lines)
    report = replace(report_of(raw), family=Family.ACTION_PLAN)
    found = drafts(report)
    assert [(d.addressee, d.plan.deadline) for d in found] == [row[2:] for row in ROWS[:rows]]
    assert [report.text[d.start : d.end] for d in found] == [row[1] for row in ROWS[:rows]]
    assert not any(draft.doubts for draft in found)


def test_a_row_with_an_empty_cell_keeps_its_columns(tmp_path: Path) -> None:
    heads = ("No.", "Recommendation", "Action to take", "Addressed to", "Target date")
    plan = table(
        heads,
        (
            "1",
            "House survivors within two weeks of a request.",
            "Agree a list of homes.",
            "Saltmere Council",
            "May 2022",
        ),
        ("2", "Ask about abuse at every visit.", "", "Saltmere Trust", "June 2022"),
        ("", "Write to each surgery about its duty.", "Agree the letter.", "Saltmere Partnership", ""),
        ("4", "Tell each tutor whom to ring.", "", "", "July 2022"),
    )
    html = f"<html><body><main><h1>Action plan</h1>{plan}</main></body></html>"
    assert said(tmp_path, html, Family.ACTION_PLAN, "plan.html") == [
        Said(REC, "1", "House survivors within two weeks of a request.", "Saltmere Council", "May 2022"),
        Said(REC, "2", "Ask about abuse at every visit.", "Saltmere Trust", "June 2022"),
        Said(REC, None, "Write to each surgery about its duty.", "Saltmere Partnership"),
        Said(REC, "4", "Tell each tutor whom to ring.", None, "July 2022"),
    ]


def test_the_table_of_a_short_page_and_not_the_sentence_above_it(tmp_path: Path) -> None:
    rows = table(("No.", "Recommendation", "Addressed to"), ("1", "House survivors in two weeks.", "Saltmere Council"))
    html = (
        "<html><body><h1>Saltmere review</h1><h2>Recommendations</h2>"
        f"<p>The partnership asked three agencies to act on what it had found.</p>{rows}</body></html>"
    )
    assert said(tmp_path, html, Family.LIBRARY_SUMMARY, "page.html") == [
        Said(REC, "1", "House survivors in two weeks.", "Saltmere Council")
    ]
