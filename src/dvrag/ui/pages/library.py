"""The page Library: what is in it, how to add and remove reports, and whether it is in order."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dvrag.assistant import Assistant
from dvrag.errors import LibraryError, LockedError, NotFoundError
from dvrag.model.results import ReportSummary
from dvrag.store.files import DATABASE
from dvrag.ui import session, words
from dvrag.ui.evaluating import view
from dvrag.ui.library import adding, details, figures, health, removal, running, table
from dvrag.ui.markup import Tone, element, escaped, joined, notice, show, with_code


def page() -> None:
    """Show the page."""
    view.apply_style()
    show(element("h1", escaped("Library")))
    with session.plain_errors():
        busy = running.show_job()
        assistant = _opened(busy=busy)
        if assistant is None:
            return
        reports = assistant.reports()
        _overview(assistant, reports)
        adding.show_adding(empty=not reports, running=busy)
        if reports:
            _reports(assistant, reports, busy=busy)
        _more(assistant, reports, busy=busy)


def _opened(*, busy: bool) -> Assistant | None:
    """Return the assistant; None where there is no library, or one that cannot be opened: then it says what to do."""
    try:
        return session.assistant()
    except NotFoundError:
        if (session.library_path() / DATABASE).exists():
            raise
        if not busy:
            show(element("p", escaped(f"There is no library in {session.library_path()} yet.")))
        adding.show_adding(empty=True, running=busy)
    except LockedError:
        raise
    except LibraryError as error:
        _closed(error, busy=busy)
    return None


def _closed(error: LibraryError, *, busy: bool) -> None:
    if session.rebuilding():
        session.show_rebuilding()
        return
    lines = (str(error), "Or press Rebuild below, which does the same.")
    parts = joined(element("p", with_code(line)) for line in lines)
    show(notice(Tone.PROBLEM, "The library cannot be opened", parts))
    show(element("h2", escaped(health.TITLE)))
    health.show_care(running=busy)


def _overview(assistant: Assistant, reports: Sequence[ReportSummary]) -> None:
    if not reports:
        show(element("p", escaped("There are no reports in it yet.")))
        return
    pages = sum(report.pages for report in reports)
    passages = sum(report.passages for report in reports)
    size = f"{words.count(pages, 'page')}, searchable as {words.count(passages, 'passage')}"
    line = f"{words.count(len(reports), 'report')} with {size}."
    show(element("p", escaped(line)))
    session.show_notices(assistant)


def _reports(assistant: Assistant, reports: Sequence[ReportSummary], *, busy: bool) -> None:
    show(element("h2", escaped("Reports")))
    found = table.search(reports)
    if not found:
        return
    records = assistant.records()
    table.show_table(found, records)
    summary = table.chosen(reports, found)
    if summary is not None:
        details.show_report(assistant, reports, summary)
        removal.show_removal(summary, records, disabled=busy)


def _more(assistant: Assistant, reports: Sequence[ReportSummary], *, busy: bool) -> None:
    """Show what is looked up now and then, closed at first."""
    records = assistant.records()
    show(element("h2", escaped("More about this library")))
    if reports:
        with st.expander("The collection in figures"):
            figures.show_figures(reports)
    if records.failed:
        with st.expander(f"Files that could not be read ({len(records.failed):,})"):
            adding.show_failed(records)
    with st.expander(health.TITLE):
        health.show_health(reports, records, running=busy)
