"""The health of the library: its size, what made it, whether every byte is what was written, and how to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from dvrag.model.building import Records
from dvrag.model.results import ReportSummary
from dvrag.ui import session, words
from dvrag.ui.ask.source_cards import facts_table
from dvrag.ui.library import acts
from dvrag.ui.library.running import begin
from dvrag.ui.markup import Tone, element, escaped, notice, show

TITLE = "Health of this library"
_STEPS = ("kB", "MB", "GB", "TB")
_THOUSAND = 1000.0


def show_health(reports: Sequence[ReportSummary], records: Records, *, running: bool) -> None:
    """Show what is known of an open library, and what can be done for it."""
    library = session.library_path()
    show(facts_table(known(reports, records, library)))
    waiting = len(records.unread)
    if waiting:
        are = "has not been read for its findings yet" if waiting == 1 else "have not been read for their findings yet"
        line = f"{words.sentence(words.count(waiting, 'report'))} {are}: an action was stopped before."
        show(notice(Tone.CAUTION, "Something is left to do", element("p", escaped(line))))
        st.button(
            "Read the findings",
            key="library_finish",
            disabled=running,
            on_click=begin,
            args=(lambda: acts.finish(library),),
        )
    show_care(running=running)


def show_care(*, running: bool) -> None:
    """Show how to check and to rebuild the library, also one that cannot be opened."""
    library = session.library_path()
    line = (
        "A check compares every stored byte with what was written and changes nothing. Rebuilding makes the search "
        "index anew, and reads damaged reports again from the original files that the library keeps."
    )
    show(element("p", escaped(line)))
    with st.container(horizontal=True):
        st.button(
            "Check all files",
            key="library_check",
            disabled=running,
            on_click=begin,
            args=(lambda: acts.check(library),),
        )
        rebuild = st.button("Rebuild", key="library_rebuild", disabled=running)
    if rebuild:
        _confirm(library)


@st.dialog("Rebuild the library?")
def _confirm(library: Path) -> None:
    lines = (
        "This takes from seconds to many minutes, by the number of reports. You can go on asking meanwhile, unless the "
        "library is damaged: then it is closed until its reports are read again.",
        "Reports and people's changes stay. You can stop at any time and rebuild again later.",
    )
    show(*(element("p", escaped(line)) for line in lines))
    with st.container(horizontal=True):
        rebuild = st.button(
            "Rebuild now",
            key="library_rebuild_yes",
            type="primary",
            on_click=begin,
            args=(lambda: acts.rebuild(library),),
        )
        leave = st.button("Not now", key="library_rebuild_no")
    if rebuild or leave:
        st.rerun()


def known(reports: Sequence[ReportSummary], records: Records, library: Path) -> list[tuple[str, str]]:
    """Return the library's size and what made it, by name."""
    model = records.facts.get("embedder", "not chosen yet")
    return [
        ("Folder", str(library)),
        ("Size on disk", size(library)),
        ("Reports", f"{len(reports):,}"),
        ("Passages", f"{sum(report.passages for report in reports):,}"),
        ("Findings", f"{sum(records.findings.values()):,}"),
        ("Language model of the search", model),
        ("Format of the library", records.facts.get("format", "not known")),
    ]


def size(folder: Path) -> str:
    """Return what the files of a folder take on disk: "3.4 MB"."""
    amount = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / _THOUSAND
    for step in _STEPS:
        if amount < _THOUSAND or step == _STEPS[-1]:
            return f"{amount:.1f} {step}"
        amount /= _THOUSAND
    return ""
