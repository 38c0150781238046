"""The page Search: passages without an answer, counted, narrowed down, in order, and as a file."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dvrag.assistant import Assistant
from dvrag.model.answers import Source
from dvrag.model.results import Filters, ReportSummary, SearchResult
from dvrag.retrieve.facets import facets
from dvrag.ui import session, words
from dvrag.ui.ask import answer_view
from dvrag.ui.markup import Tone, bullets, element, escaped, joined, notice, show
from dvrag.ui.offer import Offer
from dvrag.ui.reading import reader
from dvrag.ui.search import controls, narrowing, results
from dvrag.ui.search.csv_file import csv_of
from dvrag.ui.search.examples import examples
from dvrag.ui.search.ordering import ordered
from dvrag.ui.search.request import Request

_FOUND = "search_found"


def page() -> None:
    """Show the page."""
    show(element("h1", escaped("Search the reports")))
    declined = controls.help_first()
    if declined is not None:
        answer_view.show_answer(session.Asked("", Filters(), declined))
    with session.plain_errors():
        assistant = session.assistant()
        reports = assistant.reports()
        if not reports:
            session.teach("There are no reports in it yet.")
            return
        _intro(reports, assistant)
        offer = Offer.of(reports, assistant.themes())
        request = controls.current(offer)
        controls.show_form(offer)
        controls.show_chips(request, offer)
        with session.plain_errors():
            if request.query:
                _results(assistant, request, offer, reports)
            elif declined is None:
                _teach(request, reports)


def _intro(reports: Sequence[ReportSummary], assistant: Assistant) -> None:
    text = (
        f"Finds passages of the {words.count(len(reports), 'report')} by their words and by their meaning, "
        "and shows each with its page and paragraph. It writes no answer."
    )
    show(element("p", escaped(text)))
    session.show_notices(assistant)


def _teach(request: Request, reports: Sequence[ReportSummary]) -> None:
    if request.restrictions():
        show(element("p", escaped("Now type what to look for in these reports.")))
    show(element("h2", escaped("Or try one of these")))
    with st.container(horizontal=True):
        for query in examples(reports):
            st.button(query, on_click=controls.write, args=(Request(query),), wrap=True)


def _results(assistant: Assistant, request: Request, offer: Offer, reports: Sequence[ReportSummary]) -> None:
    result = _found(assistant, request, reports)
    if not result.hits:
        _nothing(request)
        return
    themes = assistant.themes_of([hit.passage.id for hit in result.hits])
    left, right = st.columns([7, 3], gap="large")
    with left:
        results.show_summary(request, result)
        _order(request, result)
        opened = results.show_passages(request, result, results.themed(result, themes, offer))
    with right:
        narrowing.show_facets(request, facets(result.hits, themes), offer, len(result.hits))
    if opened is not None:
        reader.open_source(assistant, Source.whole(opened, opened.rank))


def _found(assistant: Assistant, request: Request, reports: Sequence[ReportSummary]) -> SearchResult:
    """Return what is found; the last search is kept, so that ordering and opening a passage do not search again."""
    key = (assistant, request.query, request.filters(), tuple((report.id, report.added) for report in reports))
    kept: tuple[object, SearchResult] | None = st.session_state.get(_FOUND)
    if kept is not None and kept[0] == key:
        return kept[1]
    with st.spinner("Searching the reports…"):
        result = assistant.search(request.query, results.MOST, request.filters() or None)
    st.session_state[_FOUND] = (key, result)
    return result


def _order(request: Request, result: SearchResult) -> None:
    """Offer the order of the results and the results as a file; on a phone, lead to what stands below them."""
    with st.container(key="to-narrowing"):
        st.markdown(f"[Go to “{narrowing.TITLE}”](#{narrowing.ANCHOR})")
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="search-order"):
        controls.show_order(request)
        st.download_button(
            f"Download {words.count(len(result.hits), 'passage')} (CSV)",
            csv_of(ordered(result.hits, request.sort)),
            file_name="passages.csv",
            mime="text/csv",
            on_click="ignore",
        )


def _nothing(request: Request) -> None:
    steps = ["Use other words, or fewer: the terms that a report would use."]
    if request.restrictions():
        steps.insert(0, "Take a restriction away: the search looked only at the reports that meet all of them.")
    steps.append("Look in the Library page whether it holds reports about that area, force or year.")
    content = joined((element("p", escaped("What you can do:")), bullets(steps)))
    show(element("h2", escaped("Nothing found")), notice(Tone.INFO, "No passage meets this search", content))
