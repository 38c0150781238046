"""One action at a time: a form for a phone, or for those who cannot use the table, and what people changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from dvrag.lessons.actions.change import LONGEST_EVIDENCE, LONGEST_OWNER
from dvrag.model.actions import ActionStatus, Entry
from dvrag.model.ids import FindingId
from dvrag.registrar import Registrar
from dvrag.ui.actions.edit import save
from dvrag.ui.lessons import named
from dvrag.ui.lessons.details import told
from dvrag.ui.markup import bullets, element, escaped, show

CHOICE = "actions_one"


def show_one(registrar: Registrar, entries: Sequence[Entry], who: str) -> None:
    """Show a list to choose a recommendation from; then its action in a form, and its history."""
    entry = _chosen(entries)
    if entry is None:
        return
    show(element("h2", escaped(named.title(entry))), element("p", escaped(entry.finding.text), "dv-passage"))
    _form(registrar, entry, who)
    edits = registrar.history(entry.finding.id)
    show(element("h3", escaped("What people changed")))
    show(bullets([told(edit) for edit in reversed(edits)]) if edits else element("p", escaped("Nothing so far.")))


def _chosen(entries: Sequence[Entry]) -> Entry | None:
    by_id = {entry.finding.id: entry for entry in entries}
    if st.session_state.get(CHOICE) not in by_id:
        st.session_state[CHOICE] = None
    found: FindingId | None = st.selectbox(
        "Change one recommendation",
        list(by_id),
        index=None,
        key=CHOICE,
        format_func=lambda identity: named.listed(by_id[identity]),
        placeholder="Choose a recommendation",
        persist_state="session",
    )
    return by_id[found] if found is not None else None


def _form(registrar: Registrar, entry: Entry, who: str) -> None:
    action, statuses = entry.action, list(ActionStatus)
    with st.form(f"action-{entry.finding.id}-{action.version}", border=False):
        status = st.selectbox(
            "Status", statuses, index=statuses.index(action.status), format_func=lambda value: value.label
        )
        owner = st.text_input("Owner", value=action.owner, max_chars=LONGEST_OWNER, autocomplete="off")
        due = st.date_input("Due", value=date.fromisoformat(action.due) if action.due else None, format="DD/MM/YYYY")
        evidence = st.text_area("Evidence", value=action.evidence, max_chars=LONGEST_EVIDENCE)
        if st.form_submit_button("Save this action"):
            now = {"status": action.status.value, "owner": action.owner, "due": action.due, "evidence": action.evidence}
            new = {
                "status": status.value,
                "owner": owner,
                "due": due.isoformat() if isinstance(due, date) else "",
                "evidence": evidence,
            }
            changed = {field: value for field, value in new.items() if value != (now[field] or "")}
            save(registrar, {entry: changed} if changed else {}, who, {entry.finding.id: action.version})
