"""The reports as a table, as a list on a narrow window, and the one that is chosen."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dvrag.model.building import Records
from dvrag.model.ids import ReportId
from dvrag.model.results import ReportSummary
from dvrag.ui import words
from dvrag.ui.library.states import state
from dvrag.ui.markup import Markup, dotted, element, escaped, joined, show

CHOICE, _TABLE, _SEARCH = "library_report", "library_table", "library_search"
LISTED = 200
"""Reports in the list of a narrow window, at most: the search box leads to the others."""
_WIDTHS = {
    "Report": 285,
    "Kind": 185,
    "Authority": 115,
    "Area": 115,
    "Published": 120,
    "Pages": 60,
    "Passages": 80,
    "State": 150,
}
"""Pixels, so that all columns stand side by side on a screen 1280 wide."""


def search(reports: Sequence[ReportSummary]) -> list[ReportSummary]:
    """Show the search box; return the reports that match, and say how many do."""
    query = st.text_input(
        "Find a report", key=_SEARCH, placeholder="A word from its title, area, kind or year", autocomplete="off"
    )
    found = matching(reports, query or "")
    if query:
        shown = words.count(len(found), "report")
        line = f"{shown} of {len(reports)} found." if found else "No report matches. Try fewer or other words."
        show(element("p", escaped(line), role="status"))
    return found


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


def show_table(reports: Sequence[ReportSummary], records: Records) -> None:
    """Show one row a report; a row that is pressed becomes the chosen one. On a narrow window it is a list."""
    with st.container(key="library-wide"):
        _table(reports, records)
    with st.container(key="library-narrow"):
        _list(reports, records)


def _table(reports: Sequence[ReportSummary], records: Records) -> None:
    rows = [
        {
            "Report": report.title,
            "Kind": words.family(report.family),
            "Authority": words.sentence(report.authority),
            "Area": report.facts.place or words.NOT_STATED,
            "Published": words.date(report.facts.published.value),
            "Pages": report.pages or None,
            "Passages": report.passages,
            "State": state(report, records),
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


def _list(reports: Sequence[ReportSummary], records: Records) -> None:
    shown = [_item(report, records) for report in reports[:LISTED]]
    left = len(reports) - len(shown)
    more = element("p", escaped(f"{words.count(left, 'more report')}: use the box above to find them."), "dv-soft")
    show(element("ul", joined(shown), "dv-cards"), more if left > 0 else Markup(""))


def _item(report: ReportSummary, records: Records) -> Markup:
    size = words.count(report.pages, "page") if report.pages else words.count(report.passages, "passage")
    about = (words.family(report.family), report.facts.place or "", words.publication(report))
    parts = (
        element("strong", escaped(report.title)),
        element("div", dotted(*about), "dv-soft"),
        element("div", dotted(size, f"State: {state(report, records)}"), "dv-soft"),
    )
    return element("li", joined(parts))


def _choose(reports: Sequence[ReportSummary]) -> None:
    rows = st.session_state[_TABLE]["selection"]["rows"]
    st.session_state[CHOICE] = reports[rows[0]].id if rows and rows[0] < len(reports) else None


def chosen(reports: Sequence[ReportSummary], found: Sequence[ReportSummary]) -> ReportSummary | None:
    """Show a list to choose a report from, for those who cannot use the table; return the chosen one."""
    by_id = {report.id: report for report in reports}
    offered = [report.id for report in found]
    if st.session_state.get(CHOICE) not in offered:
        st.session_state[CHOICE] = None
    identity: ReportId | None = st.selectbox(
        "Show the details of a report",
        offered,
        index=None,
        key=CHOICE,
        format_func=lambda report_id: _named(by_id[report_id], reports),
        placeholder="Choose a report, or select its row in the table",
    )
    return by_id[identity] if identity is not None else None


def _named(report: ReportSummary, reports: Sequence[ReportSummary]) -> str:
    """Return the title, with the file name where another report has the same title."""
    same = sum(other.title == report.title for other in reports)
    return report.title if same == 1 else f"{report.title} ({report.source})"
