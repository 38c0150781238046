"""The actions as files: out to a spreadsheet or a report, and back in from a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import streamlit as st

from dvrag.answer.question.safety import LIMITS, SIGNPOSTS
from dvrag.lessons.actions.board_report import Board, board_report
from dvrag.lessons.actions.exchange import ImportPlan
from dvrag.lessons.actions.table import actions_table
from dvrag.model.actions import ActionStatus, Entry
from dvrag.registrar import Registrar
from dvrag.ui import words
from dvrag.ui.actions.edit import SAID
from dvrag.ui.markup import Tone, bullets, element, escaped, notice, show

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_MEGABYTES = 5
"""Of a file that is brought in."""
SHOWN = 50
"""Changes listed before an import, at most."""


def show_files(registrar: Registrar, entries: Sequence[Entry], who: str) -> None:
    """Show what can be written for others, and the way back in."""
    edits = registrar.register().edits
    show(element("h2", escaped("Take it along")))
    show(
        element(
            "p",
            escaped(
                "The files hold the recommendations chosen above. Excel is the safer choice: it keeps dates as dates."
            ),
        )
    )
    with st.container(horizontal=True):
        excel, text = actions_table("xlsx", entries, edits), actions_table("csv", entries, edits)
        st.download_button("Excel", excel, file_name="actions.xlsx", mime=_EXCEL, on_click="ignore")
        st.download_button("CSV", text, file_name="actions.csv", mime="text/csv", on_click="ignore")
        board = Board(registrar.today(), "Progress on recommendations", (LIMITS, *SIGNPOSTS))
        report = board_report(entries, edits, board) if entries else b""
        st.download_button(
            "Report for a board (Word)",
            report,
            file_name="progress.docx",
            mime=_WORD,
            on_click="ignore",
            disabled=not entries,
        )
    show(element("h2", escaped("Bring it back in")))
    line = "Choose a file from here that you or others have edited. You see what would change before anything does."
    show(element("p", escaped(line)))
    uploaded = st.file_uploader(
        "An edited Excel or CSV file", type=["xlsx", "csv"], key="actions_upload", max_upload_size=MOST_MEGABYTES
    )
    if uploaded is not None:
        _bring_in(registrar, uploaded.name, uploaded.getvalue(), who)


def _bring_in(registrar: Registrar, name: str, content: bytes, who: str) -> None:
    with TemporaryDirectory(prefix="dvrag-") as folder:
        path = Path(folder) / f"actions{Path(name).suffix.lower()}"
        path.write_bytes(content)
        plan = registrar.import_actions(path, who or "nobody yet", trial=True).plan
        show_plan(plan)
        if not plan.changes:
            show(element("p", escaped("Nothing in it would be changed.")))
            return
        label = f"Bring in {words.count(len(plan.changes), 'change')}"
        if st.button(label, type="primary"):
            made = registrar.import_actions(path, who).made
            st.session_state[SAID] = f"{words.count(made, 'change')} brought in."
            st.rerun()


def said(field: str, value: str) -> str:
    """Return a value of an action in plain words: a status by its label, a date in words, "nothing" for none."""
    if field == "status" and value:
        return ActionStatus(value).label.lower()
    return words.date(value) if field == "due" and value else value or "nothing"


def show_plan(plan: ImportPlan) -> None:
    """Show what an import would change, what it will not, and why."""
    if plan.conflicts:
        lines = [conflict.sentence for conflict in plan.conflicts]
        show(notice(Tone.CAUTION, "Changed here meanwhile: these stay as they are", bullets(lines)))
    if plan.unknown:
        rows = words.count(len(plan.unknown), "row")
        line = f"{rows} of the file belong to no finding of this library and are passed over."
        show(notice(Tone.CAUTION, "Unknown rows", element("p", escaped(line))))
    if plan.notices:
        show(notice(Tone.INFO, "About the file", bullets(plan.notices)))
    changes = [
        f"Row {c.row}: {c.field} from {said(c.field, c.before)} to {said(c.field, c.value)}" for c in plan.changes
    ]
    if changes:
        more = [f"… and {len(changes) - SHOWN} more"] if len(changes) > SHOWN else []
        show(element("h3", escaped("What would change")), bullets([*changes[:SHOWN], *more]))
