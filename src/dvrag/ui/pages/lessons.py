"""The page Lessons: what the reports ask, teach and judge, to be counted, filtered, traced and put right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

from dvrag.assistant import Assistant
from dvrag.model.actions import Entry
from dvrag.registrar import Registrar
from dvrag.ui import session, words
from dvrag.ui.lessons import choices, judgments, named, plots, repeats, table
from dvrag.ui.lessons.csv_file import csv_of
from dvrag.ui.lessons.details import show_entry, show_said
from dvrag.ui.markup import Tone, bullets, element, escaped, notice, show

_VIEW = "lessons_view"
_VIEWS = ("Findings", "Repeated lessons", "Judgments")


def page() -> None:
    """Show the page."""
    show(element("h1", escaped("Lessons")))
    with session.plain_errors():
        assistant, registrar = session.assistant(), session.registrar()
        register = registrar.register()
        if not assistant.reports():
            session.teach("There are no reports in it yet.")
            return
        labels = {theme.name: theme.label for theme in registrar.themes()}
        _introduction(register.kept)
        _out_of_order(registrar)
        show_said()
        if not register.entries:
            return
        view = st.radio("View", _VIEWS, key=_VIEW, horizontal=True, persist_state="session")
        if view == "Repeated lessons":
            repeats.show_repeats(assistant, registrar)
        elif view == "Judgments":
            judgments.show_judgments(assistant, register.kept)
        else:
            _findings(assistant, registrar, register.entries, labels)


def summary(entries: Sequence[Entry]) -> str:
    """Return the numbers of kinds in words, the most frequent first."""
    counts = Counter(entry.finding.kind for entry in entries)
    parts = [named.counted(kind, n) for kind, n in sorted(counts.items(), key=lambda kv: (-kv[1], kv[0].value))]
    return ", ".join(parts)


def _introduction(entries: Sequence[Entry]) -> None:
    if not entries:
        show(element("p", escaped("No recommendation, lesson or judgment was found in the reports of this library.")))
        return
    own = [entry for entry in entries if entry.copy_of is None]
    reports = len({entry.report.id for entry in entries})
    copies = len(entries) - len(own)
    also = (
        f" {words.count(copies, 'copy', 'copies')} in summaries, action plans and library pages are not counted."
        if copies
        else ""
    )
    show(element("p", escaped(f"Read from {words.count(reports, 'report')}: {summary(own)}.{also}")))
    line = "Rules read them from the structure of each report. Open one in its report before you rely on it."
    show(element("p", escaped(line), "dv-soft"))


def _out_of_order(registrar: Registrar) -> None:
    lines = [*registrar.register().lacking]
    left = len(registrar.unplaced())
    if left:
        lines.append(
            f"{words.count(left, 'change')} by people belong to findings that are no longer in the reports: "
            "`dvrag lessons unplaced` lists them."
        )
    if lines:
        show(notice(Tone.CAUTION, "About this register", bullets(lines)))


def _findings(assistant: Assistant, registrar: Registrar, entries: Sequence[Entry], labels: Mapping[str, str]) -> None:
    kept = [entry for entry in entries if entry.kept]
    found = choices.chosen_entries(kept, labels)
    show(
        element(
            "p", escaped(f"{words.count(len(found), 'finding')}: {summary(found)}." if found else ""), role="status"
        )
    )
    if not found:
        show(element("p", escaped("No finding meets all of this. Take a restriction away.")))
        st.button("Take all restrictions away", on_click=choices.clear)
        _taken_out(assistant, registrar, entries, labels)
        return
    with st.expander("Plots: by theme, agency and year"):
        plots.show_plots(found, labels)
    table.show_table(found, labels)
    st.download_button(
        "Download these findings (CSV)", csv_of(found), file_name="findings.csv", mime="text/csv", on_click="ignore"
    )
    entry = table.chosen(found)
    if entry is not None:
        show_entry(assistant, registrar, entry, labels)
    _taken_out(assistant, registrar, entries, labels)


def _taken_out(assistant: Assistant, registrar: Registrar, entries: Sequence[Entry], labels: Mapping[str, str]) -> None:
    gone = [entry for entry in entries if not entry.kept]
    if not gone:
        return
    with st.expander(f"Taken out by people ({len(gone)})"):
        chosen = st.selectbox(
            "Show one that was taken out",
            range(len(gone)),
            index=None,
            format_func=lambda i: f"{named.title(gone[i])}: {named.short(gone[i].finding.text, 90)}",
            placeholder="Choose a finding",
        )
        if chosen is not None:
            show_entry(assistant, registrar, gone[chosen], labels)
