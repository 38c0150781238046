"""The actions as a table that is edited in place."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

import streamlit as st

from dvrag.errors import DvragError
from dvrag.lessons.actions.change import LONGEST_EVIDENCE, LONGEST_OWNER, NOT_RECORDED, STANDINGS, lateness, standing
from dvrag.model.actions import ActionStatus, Entry
from dvrag.model.ids import FindingId
from dvrag.registrar import Registrar
from dvrag.ui import words
from dvrag.ui.lessons import named
from dvrag.ui.markup import Tone, bullets, element, escaped, notice, show

SAID, FAILED = "actions_said", "actions_failed"
Seen: TypeAlias = dict[FindingId, int]
"""The version of each action that a person has before their eyes."""
_TABLE, _ROUND = "actions_table", "actions_round"
_EDITABLE = {"Owner": "owner", "Due": "due", "Status": "status", "Evidence": "evidence"}
_LABELS = {NOT_RECORDED: ActionStatus.NOT_STARTED, **{status.label: status for status in ActionStatus}}


def show_table(registrar: Registrar, entries: Sequence[Entry], who: str) -> None:
    """Show the table with a button that saves what was changed in it."""
    if not entries:
        show(element("p", escaped("No recommendation meets this. Take a restriction away.")))
        return
    line = "The table needs a wider window. Choose a recommendation here to change it, or take the view Board."
    with st.container(key="actions-narrow"):
        show(element("p", escaped(line), "dv-soft"))
    with st.container(key="actions-table"):
        _table(registrar, entries, who)


def _table(registrar: Registrar, entries: Sequence[Entry], who: str) -> None:
    show(element("p", escaped("Change owner, due date, status or evidence in the table, then save."), "dv-soft"))
    shown = hashlib.sha256("".join(entry.finding.id for entry in entries).encode()).hexdigest()[:12]
    key = f"{_TABLE}-{st.session_state.get(_ROUND, 0)}-{shown}"  # of these rows: edits never move to others
    seen: Seen = st.session_state.setdefault(f"{key}-seen", {e.finding.id: e.action.version for e in entries})
    st.data_editor(
        [_row(entry, registrar.today()) for entry in entries],
        key=key,
        hide_index=True,
        num_rows="fixed",
        placeholder="",
        disabled=[name for name in _row(entries[0], registrar.today()) if name not in _EDITABLE],
        column_config={
            "Owner": st.column_config.TextColumn(max_chars=LONGEST_OWNER, width=140),
            "Due": st.column_config.DateColumn(format="D MMM YYYY", width=110),
            "Status": st.column_config.SelectboxColumn(options=list(STANDINGS), required=True, width=120),
            "Evidence": st.column_config.TextColumn(max_chars=LONGEST_EVIDENCE, width=220),
            "Recommendation": st.column_config.TextColumn(width=240),
        },
        alt="The actions. Each of them can be changed in the form below the table, too.",
    )
    changed: Mapping[int, Mapping[str, Any]] = st.session_state.get(key, {}).get("edited_rows", {})
    label = f"Save {words.count(len(changed), 'changed row')}" if changed else "Save"
    if st.button(label, type="primary", disabled=not changed):
        save(registrar, {entries[row]: values_of(cells) for row, cells in changed.items()}, who, seen)


def values_of(cells: Mapping[str, Any]) -> dict[str, str]:
    """Return the fields of an action in the edited cells of a row; None stands for an emptied cell."""
    found = {_EDITABLE[name]: cells[name] for name in _EDITABLE if name in cells}
    if found.get("status"):
        found["status"] = _LABELS[found["status"]].value
    return {field: str(value or "")[: 10 if field == "due" else None] for field, value in found.items()}


def save(registrar: Registrar, changes: Mapping[Entry, Mapping[str, str]], who: str, seen: Seen | None = None) -> None:
    """Record the changes of each row; rows that fail are named with the reason and stay as they were.

    `seen` holds the versions that the person had before their eyes; after a conflict was shown it holds the new one.
    """
    versions: Seen = {} if seen is None else seen
    failed, done = [], 0
    for entry, values in changes.items():
        identity = entry.finding.id
        try:
            changed = registrar.act(identity, values, who, seen=versions.get(identity, entry.action.version))
            versions[identity] = changed.action.version
            done += 1
        except DvragError as error:
            failed.append(f"{named.title(entry)} ({named.area(entry)}): {error}")
            versions[identity] = registrar.register().find(identity).action.version
    said = f"{words.count(done, 'action')} saved."
    if failed:
        lines = [*failed, *([said] if done else [])]
        show(notice(Tone.PROBLEM, "Not everything could be saved", bullets(lines)))
    else:
        st.session_state[SAID] = said
        st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
        st.rerun()


def _row(entry: Entry, today: date) -> dict[str, Any]:
    finding, action = entry.finding, entry.action
    return {
        "Recommendation": named.short(f"{finding.number + ' ' if finding.number else ''}{finding.text}", 200),
        "Owner": action.owner,
        "Due": date.fromisoformat(action.due) if action.due else None,
        "Status": standing(entry),
        "Overdue": lateness(entry, today),
        "Evidence": action.evidence,
        "Told to": finding.addressee or words.NOT_STATED,
        "Printed deadline": finding.plan.deadline or "",
        "Printed status": finding.plan.status or "",
        "Area": named.area(entry),
        "Report": entry.report.title,
    }
