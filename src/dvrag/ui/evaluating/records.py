"""The record of answers on the page Evaluate: its last rows, and whether all of it is as it was written."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dvrag.audit import AuditBook
from dvrag.evaluate.report.tables import Column, Table
from dvrag.model.audit import AuditCheck, AuditEntry, AuditKind
from dvrag.ui import words
from dvrag.ui.evaluating import view
from dvrag.ui.markup import Markup, Tone, bullets, element, escaped, joined, notice, show, with_code

SHOWN = 20
"""Rows shown; `dvrag audit list` prints all."""
_COLUMNS = ("Row", "Recorded", "Question", "Written by", "Sentences", "Left this machine")
_OTHER = {
    AuditKind.CUT: "Older rows were deleted by age.",
    AuditKind.ERASED: "Words of answers went with a report that was removed.",
}


def show_records(book: AuditBook) -> None:
    """Show the last rows and the state of the chain. Raises what the book raises."""
    entries = book.entries()
    show(element("h2", escaped("Record of answers"), "dv-said-title"))
    if not entries:
        line = (
            "Nothing is recorded yet. Answers that a language model writes are recorded here, on this machine, with "
            "what it was given, what it wrote and how each sentence was checked; `[audit]` in `dvrag.toml` says which."
        )
        show(element("p", with_code(line)))
        return
    with st.spinner("Checking the record…"):
        found = book.verify()
    show(_state(found))
    show(element("div", view.table(table(entries)), "dv-said"))


def _state(found: AuditCheck) -> Markup:
    """Return whether the rows are as they were written, with the digest to note elsewhere."""
    if found.faults:
        lines = (bullets([fault.what for fault in found.faults]), element("p", with_code(_NEXT)))
        return notice(Tone.PROBLEM, "The record was changed", joined(lines))
    said = [
        f"{words.count(found.rows, 'row')}, all as they were written.",
        f"Rows up to {found.cut} were deleted by age, as recorded." if found.cut else "",
        _counted(sum(found.unrecorded.values())),
    ]
    digest = f"Digest of the last row, to be noted elsewhere: {found.digest}"
    text = " ".join(line for line in said if line)
    return joined((element("p", escaped(text), role="status"), element("p", escaped(digest), "dv-soft")))


_NEXT = "Run `dvrag audit verify` for the whole list, and compare with a digest that was noted elsewhere."


def _counted(declined: int) -> str:
    if not declined:
        return ""
    return f"{declined} more spoke of a person at risk, a live case or who somebody is: only this number is kept."


def table(entries: Sequence[AuditEntry]) -> Table:
    """Return the newest rows as a table."""
    columns = tuple(Column(title, False) for title in _COLUMNS)
    left = len(entries) - SHOWN
    note = f"{words.count(left, 'older row')} not shown: `dvrag audit list` prints them all." if left > 0 else ""
    rows = tuple(_cells(entry) for entry in entries[:SHOWN])
    return Table("Newest first; personal data was taken out before it was stored", columns, rows, note.replace("`", ""))


def _cells(entry: AuditEntry) -> tuple[str, ...]:
    first = (str(entry.n), words.date(entry.at[:10]))
    if entry.kind is not AuditKind.ANSWER:
        return (*first, _OTHER[entry.kind], "none", "none", "no")
    writer = entry.record["writer"]
    kept, dropped = len(entry.record["claims"]), len(entry.record["dropped"])
    return (
        *first,
        entry.record["question"],
        f"{writer['model']}, instructions {writer['prompt']}" if writer else "quoted",
        f"{kept}, {dropped} left out" if dropped else str(kept),
        "yes" if writer and writer["hosted"] else "no",
    )
