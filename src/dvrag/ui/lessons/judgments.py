"""Graded judgments, a table for each scale: grades of different scales are not comparable."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import streamlit as st

from dvrag.assistant import Assistant
from dvrag.model.actions import Entry
from dvrag.model.findings import GRADES, FindingKind, Scale
from dvrag.ui.lessons import named
from dvrag.ui.lessons.place import open_entry
from dvrag.ui.markup import element, escaped, show

_SCALES = {
    Scale.PEEL_5: "PEEL, five grades (since 2021/22)",
    Scale.PEEL_4: "PEEL, four grades (before 2021/22)",
    Scale.OFSTED_4: "Ofsted, four grades",
    Scale.OTHER: "Other scales",
}


def show_judgments(assistant: Assistant, entries: Sequence[Entry]) -> None:
    """Show the judgments among the entries; one can be opened in its report."""
    by_scale: dict[Scale, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.finding.kind is FindingKind.JUDGMENT and entry.finding.judgment:
            by_scale[entry.finding.judgment.scale].append(entry)
    if not by_scale:
        show(element("p", escaped("No graded judgment is among the reports chosen. Inspections hold them.")))
        return
    if len(by_scale) > 1:
        line = (
            "The scales differ, so each has a table of its own: a grade of one cannot be compared with one of another."
        )
        show(element("p", escaped(line)))
    for scale in _SCALES:
        if by_scale[scale]:
            _scale(scale, by_scale[scale])
    _open(assistant, [entry for scale in _SCALES for entry in by_scale[scale]])


def _scale(scale: Scale, entries: Sequence[Entry]) -> None:
    show(element("h2", escaped(_SCALES[scale])))
    grades = GRADES.get(scale)
    if grades:
        show(element("p", escaped(f"Best first: {', '.join(grades)}."), "dv-soft"))
    rows = [
        {
            "Judged": judgment.body,
            "Question": judgment.question,
            "Grade": judgment.grade.capitalize(),
            "Cycle": judgment.cycle or "not stated",
            "Published": named.published(entry),
            "Check": "to check" if entry.to_check else "",
        }
        for entry in entries
        if (judgment := entry.finding.judgment)
    ]
    st.dataframe(rows, key=f"judgments-{scale.value}", hide_index=True, alt=f"Judgments: {_SCALES[scale]}.")


def _open(assistant: Assistant, entries: Sequence[Entry]) -> None:
    chosen = st.selectbox(
        "Read a judgment in its report",
        range(len(entries)),
        index=None,
        key="judgments_chosen",
        format_func=lambda i: _label(entries[i]),
        placeholder="Choose a judgment",
        persist_state="session",
    )
    if chosen is not None and st.button("Open it in its report"):
        open_entry(assistant, entries[chosen])


def _label(entry: Entry) -> str:
    judgment = entry.finding.judgment
    return f"{judgment.body}, {judgment.question}: {judgment.grade}, {named.published(entry)}" if judgment else ""
