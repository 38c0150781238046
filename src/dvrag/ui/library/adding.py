"""Adding reports: files dropped on the page, and the way by a terminal; and the files that could not be read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

import streamlit as st

from dvrag.builder.scan import ENDINGS, KINDS
from dvrag.evaluate.report.tables import Column, Table
from dvrag.model.building import Records
from dvrag.ui import session, words
from dvrag.ui.evaluating.view import table
from dvrag.ui.library import acts
from dvrag.ui.library.arrivals import MOST_FILES, MOST_MEGABYTES, Upload
from dvrag.ui.library.running import begin
from dvrag.ui.markup import element, escaped, show, with_code

_ROUND = "library_round"
SHOWN = 100
"""Files that could not be read, shown at once."""


def show_adding(*, empty: bool, running: bool) -> None:
    """Show where files are dropped; with `empty`, what comes of it, and the other way."""
    show(element("h2", escaped("Add reports")))
    if running:
        show(element("p", escaped("Reports can be added when this is done."), "dv-soft"))
        return
    if empty:
        _teach()
    place = st.session_state.get(_ROUND, 0)
    uploads = st.file_uploader(
        f"Reports to add: up to {MOST_FILES} files of {MOST_MEGABYTES} MB at a time",
        type=[f".{ending}" for ending in sorted(ENDINGS)],
        accept_multiple_files=True,
        max_upload_size=MOST_MEGABYTES,
        key=f"library_upload_{place}",
    )
    if not uploads:
        line = "Drop files on the box, or press Upload. A file of the same name replaces its earlier version."
        show(element("p", escaped(line), "dv-soft"))
        return
    label = f"Add {words.count(len(uploads), 'file')} to the library"
    st.button(label, key="library_add", type="primary", on_click=begin, args=(lambda: _add(uploads, place),))


def _add(uploads: Sequence[Upload], place: int) -> None:
    acts.add(uploads, session.library_path())
    st.session_state[_ROUND] = place + 1  # an empty box


def _teach() -> None:
    lines = (
        "A report can be a domestic homicide review, an inspection, a practice guide, a news article: "
        f"{KINDS}. Each is read page by page, and its recommendations and judgments go into the register.",
        "Drop some files on the box below, and ask about them when they are read. Nothing leaves this machine.",
        "For a folder with many reports there is a command for a terminal: `dvrag ingest PATH`",
    )
    show(*(element("p", with_code(line)) for line in lines))


def show_failed(records: Records) -> None:
    """Show the files that could not be read, each with its reason."""
    found = records.failed
    line = "Mend a file as its reason says and add it again under the same name: it then leaves this list."
    rows = tuple(
        (PurePath(file.path).name, file.reason, words.date(file.attempted[:10]) if file.attempted else "")
        for file in found[:SHOWN]
    )
    left = len(found) - len(rows)
    note = f"{words.count(left, 'more file')} not shown." if left > 0 else ""
    columns = (Column("File", False), Column("Reason", False), Column("Tried on", False))
    show(element("p", escaped(line)), table(Table("Files that could not be read", columns, rows, note)))
