"""One action at a time: a form for a phone, or for those who cannot use the table, and what people changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from dvrag.lessons.actions.change import LONGEST_EVIDENCE, LONGEST_OWNER, standing
from dvrag.model.actions import ActionStatus, Entry
from dvrag.registrar import Registrar
from dvrag.ui.actions.edit import save
from dvrag.ui.lessons import named
from dvrag.ui.lessons.details import told
from dvrag.ui.lessons.table import choose_one
from dvrag.ui.markup import bullets, element, escaped, show

CHOICE = "actions_one"


def show_one(registrar: Registrar, entries: Sequence[Entry], who: str) -> None:
    """Show a list to choose a recommendation from; then its action in a form, and its history."""
    entry = choose_one(entries, CHOICE, "Change one recommendation", "Choose a recommendation")
    if entry is None:
        return
    show(element("h2", escaped(named.title(entry))), element("p", escaped(entry.finding.text), "dv-passage"))
    _form(registrar, entry, who)
    edits = registrar.history(entry.finding.id)
    show(element("h3", escaped("What people changed")))
    show(bullets([told(edit) for edit in reversed(edits)]) if edits else element("p", escaped("Nothing so far.")))


def _form(registrar: Registrar, entry: Entry, who: str) -> None:
    action, statuses = entry.action, list(ActionStatus)
    with st.form(f"action-{entry.finding.id}-{action.version}", border=False):
        status = st.selectbox(
            "Status",
            statuses,
            index=statuses.index(action.status),
            format_func=lambda value: standing(entry) if value is action.status else value.label,
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
