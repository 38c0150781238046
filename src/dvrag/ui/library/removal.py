"""Removing a report: what goes is said first, then it goes for good."""

from __future__ import annotations

from pathlib import Path, PurePath

import streamlit as st

from dvrag.model.building import Records
from dvrag.model.results import ReportSummary
from dvrag.ui import session, words
from dvrag.ui.library import acts
from dvrag.ui.library.running import begin
from dvrag.ui.markup import bullets, element, escaped, show


def show_removal(summary: ReportSummary, records: Records, *, disabled: bool) -> None:
    """Show the button that asks first."""
    if st.button("Remove this report", key="library_remove", disabled=disabled):
        _confirm(summary, records, session.library_path())


@st.dialog("Remove this report?")
def _confirm(summary: ReportSummary, records: Records, library: Path) -> None:
    show(element("p", escaped(f"“{summary.title}” ({summary.source})")), bullets(what_goes(summary, records)))
    show(element("p", escaped("It cannot be brought back from here. Your own copy of the file stays as it is.")))
    name = reference(summary, records)
    with st.container(horizontal=True):
        remove = st.button(
            "Remove",
            key="library_remove_yes",
            on_click=begin,
            args=(lambda: acts.remove(name, library),),
        )
        keep = st.button("Keep", key="library_remove_no", type="primary")
    if remove or keep:
        st.rerun()


def what_goes(summary: ReportSummary, records: Records) -> tuple[str, ...]:
    """Return what goes with a report, in words: its file as a whole, passages, findings, people's changes of them."""
    beside = [other for file in records.files_of(summary.id) for other in file.reports if other != summary.id]
    going = {summary.id, *beside}
    findings, edits = (
        sum(n for report, n in found.items() if report in going) for found in (records.findings, records.edits)
    )
    others = len(going) - 1
    whole = f"Its file goes as a whole, and {words.count(others, 'other report')} with it." if others else ""
    lines = (
        whole,
        f"Its text and {words.count(summary.passages, 'passage')}: no question is answered from it any more.",
        f"{words.sentence(words.count(findings, 'finding'))} under Lessons and Actions." if findings else "",
        f"{words.sentence(words.count(edits, 'change'))} that people made there." if edits else "",
        "The copy of the file that the library keeps.",
    )
    return tuple(line for line in lines if line)


def reference(summary: ReportSummary, records: Records) -> str:
    """Return what names the report to the library: its id, or the name of a file that holds others too."""
    shared = [file for file in records.files_of(summary.id) if len(file.reports) > 1]
    return PurePath(shared[0].path).name if shared else summary.id
