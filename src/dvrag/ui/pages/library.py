"""The page Library: what is in it, and the details of one report."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dvrag.assistant import Assistant
from dvrag.model.documents import Fact, Section
from dvrag.model.ids import ReportId
from dvrag.model.results import ReportSummary
from dvrag.ui import session, words
from dvrag.ui.ask.source_cards import facts_table
from dvrag.ui.markup import Markup, Tone, bullets, dotted, element, escaped, joined, notice, show

_CHOICE, _TABLE, _SEARCH = "library_report", "library_table", "library_search"
_DEEPEST = 4
_WIDTHS = {
    "Report": 300,
    "Kind": 190,
    "Authority": 120,
    "Area": 130,
    "Published": 125,
    "Pages": 60,
    "Passages": 80,
    "Warnings": 80,
}
"""Pixels, so that all columns stand side by side on a screen 1280 wide."""


def page() -> None:
    """Show the page."""
    show(element("h1", escaped("Library")))
    with session.plain_errors():
        assistant = session.assistant()
        reports = assistant.reports()
        if not reports:
            session.teach("There are no reports in it yet.")
            return
        _overview(assistant, reports)
        found = _search(reports)
        if found:
            _table(found)
            _details(assistant, reports, found)


def matching(reports: Sequence[ReportSummary], query: str) -> list[ReportSummary]:
    """Return the reports in whose title, file name, kind, area or date every word of the query stands."""
    wanted = query.casefold().split()
    return [report for report in reports if all(word in _searched(report) for word in wanted)]


def _searched(report: ReportSummary) -> str:
    facts = report.facts
    named = (
        report.title,
        report.source,
        words.family(report.family),
        report.authority,
        words.date(facts.published.value),
    )
    stated = (facts.publisher.value, facts.area.value, facts.force.value, facts.partnership.value)
    return " ".join((*named, *(value or "" for value in stated))).casefold()


def _overview(assistant: Assistant, reports: Sequence[ReportSummary]) -> None:
    pages = sum(report.pages for report in reports)
    passages = sum(report.passages for report in reports)
    size = f"{words.count(pages, 'page')}, searchable as {words.count(passages, 'passage')}"
    line = f"{words.count(len(reports), 'report')} with {size}."
    show(element("p", escaped(line)))
    if assistant.notices:
        show(notice(Tone.CAUTION, "About this library", bullets(assistant.notices)))


def _search(reports: Sequence[ReportSummary]) -> list[ReportSummary]:
    query = st.text_input(
        "Find a report", key=_SEARCH, placeholder="A word from its title, area, kind or year", autocomplete="off"
    )
    found = matching(reports, query or "")
    if query:
        shown = words.count(len(found), "report")
        line = f"{shown} of {len(reports)} found." if found else "No report matches. Try fewer or other words."
        show(element("p", escaped(line), role="status"))
    return found


def _table(reports: Sequence[ReportSummary]) -> None:
    rows = [
        {
            "Report": report.title,
            "Kind": words.family(report.family),
            "Authority": words.sentence(report.authority),
            "Area": report.facts.place or words.NOT_STATED,
            "Published": words.date(report.facts.published.value),
            "Pages": report.pages or None,
            "Passages": report.passages,
            "Warnings": len(report.warnings),
        }
        for report in reports
    ]
    st.dataframe(
        rows,
        key=_TABLE,
        hide_index=True,
        placeholder="none",
        on_select=lambda: _choose(reports),
        selection_mode="single-row",
        column_config={name: st.column_config.Column(width=width) for name, width in _WIDTHS.items()},
        alt="The reports of the library. The same reports can be chosen in the list below the table.",
    )


def _choose(reports: Sequence[ReportSummary]) -> None:
    chosen = st.session_state[_TABLE]["selection"]["rows"]
    st.session_state[_CHOICE] = reports[chosen[0]].id if chosen else None


def _details(assistant: Assistant, reports: Sequence[ReportSummary], found: Sequence[ReportSummary]) -> None:
    by_id = {report.id: report for report in reports}
    offered = [report.id for report in found]
    if st.session_state.get(_CHOICE) not in offered:
        st.session_state[_CHOICE] = None
    chosen: ReportId | None = st.selectbox(
        "Show the details of a report",
        offered,
        index=None,
        key=_CHOICE,
        format_func=lambda report_id: _named(by_id[report_id], reports),
        placeholder="Choose a report, or select its row in the table",
    )
    if chosen is not None:
        _show_report(assistant, by_id, by_id[chosen])


def _named(report: ReportSummary, reports: Sequence[ReportSummary]) -> str:
    """Return the title, with the file name where another report has the same title."""
    same = sum(other.title == report.title for other in reports)
    return report.title if same == 1 else f"{report.title} ({report.source})"


def _show_report(assistant: Assistant, by_id: dict[ReportId, ReportSummary], summary: ReportSummary) -> None:
    authority = words.authority(summary.authority)
    show(
        element("h2", escaped(summary.title)), element("p", dotted(words.family(summary.family), authority), "dv-soft")
    )
    left, right = st.columns(2, gap="large")
    with left:
        show(element("h3", escaped("What is known about it")), facts_table(_facts(summary)))
        _similar(by_id, summary)
        if summary.warnings:
            show(notice(Tone.CAUTION, "Noted while reading the file", bullets(summary.warnings)))
    with right:
        show(element("h3", escaped("Sections")), _outline(assistant.report(summary.id).sections))


def _facts(summary: ReportSummary) -> list[tuple[str, str]]:
    facts = summary.facts
    stated = (
        ("Publisher", _fact(facts.publisher)),
        ("Area", _fact(facts.area)),
        ("Police force", _fact(facts.force)),
        ("Partnership", _fact(facts.partnership)),
        ("Published", _fact(facts.published, words.date(facts.published.value))),
        ("Year of death", _fact(facts.year_of_death)),
        ("Version", _fact(facts.version)),
    )
    size = f"{words.count(summary.pages, 'page')}, " if summary.pages else ""
    return [
        *stated,
        ("File", summary.source),
        ("Length", f"{size}{words.count(summary.passages, 'passage')}"),
        ("Added", words.date(summary.added[:10])),
    ]


def _fact(fact: Fact, shown: str | None = None) -> str:
    """Return a value and where it comes from, unless it stands in the report's own text."""
    if fact.value is None:
        return words.NOT_STATED
    value = shown or fact.value
    return value if fact.origin == "text" else f"{value} (from the {_origin(fact.origin)})"


def _origin(origin: str) -> str:
    return "file's properties" if origin == "properties" else origin


def _similar(by_id: dict[ReportId, ReportSummary], summary: ReportSummary) -> None:
    titles = [by_id[other].title for other in summary.near_duplicates if other in by_id]
    if titles:
        line = element("p", escaped("A passage that stands in both is quoted once."))
        show(notice(Tone.INFO, "Nearly the same text as", joined((bullets(titles), line))))


def _outline(sections: Sequence[Section]) -> Markup:
    lines = [
        element("li", escaped(section.path[-1]), f"dv-level-{min(len(section.path), _DEEPEST)}")
        for section in sections
        if section.path
    ]
    return (
        element("ul", joined(lines), "dv-outline") if lines else element("p", escaped("No headings were found in it."))
    )
