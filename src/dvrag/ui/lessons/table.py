"""The findings as a table, and the one that is chosen in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from dvrag.model.actions import Entry
from dvrag.model.ids import FindingId
from dvrag.ui.lessons import named

CHOICE, _TABLE = "lessons_finding", "lessons_table"
_WIDTHS = {
    "Finding": 150,
    "Text": 320,
    "Told to": 140,
    "Themes": 150,
    "Area": 95,
    "Published": 110,
    "Page": 50,
    "Check": 70,
}


def show_table(entries: Sequence[Entry], labels: Mapping[str, str]) -> None:
    """Show one row a finding; a row that is pressed becomes the chosen one."""
    rows = [
        {
            "Finding": named.title(entry),
            "Text": named.short(entry.finding.text),
            "Told to": entry.finding.addressee or "not stated",
            "Themes": named.themes(entry, labels),
            "Area": named.area(entry),
            "Published": named.published(entry),
            "Page": entry.finding.page_label or (str(entry.finding.page) if entry.finding.page else ""),
            "Check": "to check" if entry.to_check else "",
        }
        for entry in entries
    ]
    st.dataframe(
        rows,
        key=_TABLE,
        hide_index=True,
        placeholder="",
        on_select=lambda: _choose(entries),
        selection_mode="single-row",
        column_config={name: st.column_config.Column(width=width) for name, width in _WIDTHS.items()},
        alt="The findings. The same findings can be chosen in the list below the table.",
    )


def chosen(entries: Sequence[Entry]) -> Entry | None:
    """Show a list to choose a finding from, for those who cannot use the table; return the chosen one."""
    return choose_one(entries, CHOICE, "Show one finding", "Choose a finding, or select its row in the table")


def choose_one(entries: Sequence[Entry], key: str, label: str, placeholder: str) -> Entry | None:
    """Show a list of findings, of which one can be chosen; return it. What is no longer among them is dropped."""
    by_id = {entry.finding.id: entry for entry in entries}
    if st.session_state.get(key) not in by_id:
        st.session_state[key] = None
    found: FindingId | None = st.selectbox(
        label,
        list(by_id),
        index=None,
        key=key,
        format_func=lambda identity: named.listed(by_id[identity]),
        placeholder=placeholder,
        persist_state="session",
    )
    return by_id[found] if found is not None else None


def _choose(entries: Sequence[Entry]) -> None:
    rows = st.session_state[_TABLE]["selection"]["rows"]
    st.session_state[CHOICE] = entries[rows[0]].finding.id if rows and rows[0] < len(entries) else None
