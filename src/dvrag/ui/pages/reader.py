"""The page Reader: a report page by page, its image beside its clean text, with the quote marked in both."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dvrag.assistant import Assistant
from dvrag.model.documents import Page, Report, Span
from dvrag.model.results import ReportSummary
from dvrag.text.locate import locate
from dvrag.ui import session, words
from dvrag.ui.markup import Tone, dotted, element, escaped, joined, notice, show
from dvrag.ui.reading import controls, picture, related, way
from dvrag.ui.reading.annotated import QUOTE, Notes
from dvrag.ui.reading.stretch import MORE, Window, around, is_chronology, on_page, paged
from dvrag.ui.reading.terms import terms_of
from dvrag.ui.reading.text import clean_text
from dvrag.ui.reading.way import Address

_BEFORE, _AFTER, _UNCOVERED, _IMAGE, _CHOICE = (
    "reader_before",
    "reader_after",
    "reader_uncovered",
    "reader_image",
    "reader_choice",
)


def page() -> None:
    """Show the page."""
    with session.plain_errors():
        assistant = session.assistant()
        reports = assistant.reports()
        if not reports:
            show(element("h1", escaped("Read a report")))
            session.teach("There are no reports in it yet.")
            return
        asked = way.address(st.query_params.to_dict())
        summary = next((report for report in reports if report.id == asked.report), None)
        if summary is None:
            _choose(reports, asked)
            return
        _read(assistant, summary, asked)


def _choose(reports: Sequence[ReportSummary], asked: Address) -> None:
    """Offer the reports, where the address names none, or one that is not there."""
    show(element("h1", escaped("Read a report")))
    way.show_back()
    if asked.report:
        line = "The address names a report that is not in this library. It may have been removed or read anew."
        show(notice(Tone.CAUTION, "This report is not here", element("p", escaped(line))))
    by_id = {report.id: report for report in reports}
    st.session_state[_CHOICE] = None
    st.selectbox(
        "Choose a report to read",
        sorted(by_id, key=lambda identity: by_id[identity].title.casefold()),
        index=None,
        key=_CHOICE,
        format_func=lambda identity: _named(by_id[identity], reports),
        placeholder="Choose a report",
        on_change=_chosen,
    )


def _chosen() -> None:
    if st.session_state[_CHOICE] is not None:
        st.query_params.from_dict({"report": st.session_state[_CHOICE]})


def _named(report: ReportSummary, reports: Sequence[ReportSummary]) -> str:
    """Return the title, with the file name where another report has the same title."""
    same = sum(other.title == report.title for other in reports)
    return report.title if same == 1 else f"{report.title} ({report.source})"


def _read(assistant: Assistant, summary: ReportSummary, asked: Address) -> None:
    report = assistant.report(summary.id)
    quote, faulty = _quote(report, asked)
    if way.opened_anew(asked):
        st.session_state[_BEFORE] = st.session_state[_AFTER] = 0
    way.show_back()
    show(element("h1", escaped(summary.title)), element("p", _about(summary), "dv-soft"))
    if faulty:
        line = "The address names a place that is not in this report. The report is shown from where it can be."
        show(notice(Tone.CAUTION, "This place is not there", element("p", escaped(line))))
    pages = paged(report)
    shown = _page(report, pages, asked, quote)
    at = asked.at if asked.at is not None else (quote.start if quote else 0)
    _place(report, quote, _window(report, shown, at, quote))
    found = controls.show_tools(report, shown.start if shown else at)
    controls.show_found(report, found)
    notes = Notes(quote, found.spans, terms_of(report))
    if shown is not None:
        _show_page(assistant, report, shown, notes)
    else:
        _show_text(report, at, notes)
    if quote is not None:
        related.show_related(assistant, report, quote)


def _about(summary: ReportSummary) -> str:
    return dotted(words.family(summary.family), words.authority(summary.authority), words.publication(summary))


def _quote(report: Report, asked: Address) -> tuple[Span | None, bool]:
    """Return the quote that the address names, and whether it names something that is not in the report."""
    numbers = {page.number for page in paged(report)}
    faulty = asked.faulty or (asked.page is not None and asked.page not in numbers)
    faulty = faulty or (asked.at is not None and asked.at >= len(report.text))
    if asked.quote is None:
        return None, faulty
    start, end = asked.quote
    return (Span(start, end), faulty) if end <= len(report.text) else (None, True)


def _page(report: Report, pages: Sequence[Page], asked: Address, quote: Span | None) -> Page | None:
    """Return the page to show: the one asked for, else the quote's, else the first; None where there are no pages."""
    if not pages:
        return None
    named = next((page for page in pages if page.number == asked.page), None)
    if named is not None:
        return named
    number = locate(report, quote.start).page if quote else None
    return next((page for page in pages if page.number == number), pages[0])


def _window(report: Report, shown: Page | None, at: int, quote: Span | None) -> Window:
    """Return what is shown: the blocks of a page; without pages, those around a place, as far as was asked for."""
    if shown is not None:
        return on_page(report, shown)
    span = quote if quote and at == quote.start else Span(at, at + 1)
    return around(report, span.start, span.end, st.session_state.get(_BEFORE, 0), st.session_state.get(_AFTER, 0))


def _place(report: Report, quote: Span | None, window: Window) -> None:
    """Say where the quote stands, with a way to it, unless it is covered."""
    if quote is None:
        return
    found = locate(report, quote.start)
    page = words.page(found.page, found.page_label, report.format)
    line = dotted(page, words.paragraph(found.paragraph, found.paragraph_index))
    blocks = report.blocks[window.first : window.last]
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="reader-place"):
        told = joined((escaped("Quote: "), line)) if line else escaped("The quote is marked in the text.")
        show(element("p", told), inline=True)
        if not any(block.start < quote.end and quote.start < block.end for block in blocks):
            st.button("Back to the quote", on_click=controls.go_to, args=(report, quote.start))
        elif not _is_covered(report, window):
            st.markdown(f"[Go to the quote](#{QUOTE})", width="content")


def _show_page(assistant: Assistant, report: Report, page: Page, notes: Notes) -> None:
    name = words.page(page.number, page.label, report.format)
    controls.show_pages(report, page)
    window = on_page(report, page)
    if _covered(report, window):
        return
    image = report.format == "pdf" and st.toggle(
        "Show the image of the page", value=True, key=_IMAGE, persist_state="session"
    )
    drawn = picture.draw(assistant, report, page, notes) if image or report.format != "pdf" else None
    if drawn is not None and drawn.lost and not _wanted(report):
        line = "The place of the quote on the image of this page could not be found, so only the text is shown."
        show(element("p", escaped(line), "dv-soft"))
        st.button("Show the image all the same", on_click=_want, args=(report,))
        drawn = None
    if drawn is None or drawn.image is None:
        if drawn is not None:
            picture.show_picture(drawn, page, name)
        with st.container(key="reader-alone"):
            _text_of(report, window, notes)
        return
    with st.container(key="reader-panes"):
        left, right = st.columns([6, 5], gap="medium")
        with left:
            picture.show_picture(drawn, page, name)
        with right:
            _text_of(report, window, notes)


def _text_of(report: Report, window: Window, notes: Notes) -> None:
    if window.first == window.last:
        show(element("p", escaped("No text was read on this page."), "dv-soft"))
        return
    before, after = (
        element("p", escaped(line), "dv-soft")
        for line in ("The text begins on an earlier page.", "The text goes on on the next page.")
    )
    show(
        *([before] if window.earlier else []),
        clean_text(report, window, notes),
        *([after] if window.later else []),
    )


def _show_text(report: Report, at: int, notes: Notes) -> None:
    """Show a report without pages, as far around a place as was asked for."""
    show(element("h2", escaped("Text")))
    line = "This file has no pages of its own, so there is no image of one: this is its text."
    show(element("p", escaped(line), "dv-soft"))
    window = _window(report, None, at, notes.quote)
    if _covered(report, window):
        return
    # A button that is disabled under the reader's finger takes the keyboard's focus with it; so they stay enabled.
    st.button("Earlier text", on_click=_extend, args=(_BEFORE,))
    if not window.earlier:
        show(element("p", escaped("The report begins here."), "dv-soft"))
    with st.container(key="reader-alone"):
        show(clean_text(report, window, notes))
    if not window.later:
        show(element("p", escaped("The report ends here."), "dv-soft"))
    st.button("Later text", on_click=_extend, args=(_AFTER,))


def _extend(key: str) -> None:
    st.session_state[key] += MORE


def _covered(report: Report, window: Window) -> bool:
    """Show a note in place of a chronology until the reader has asked to see it in this session."""
    if not _is_covered(report, window):
        return False
    line = "This part is a chronology: it describes abuse and the events before a death."
    show(notice(Tone.CAUTION, "Before you read on", element("p", escaped(line))))
    st.button("Show this page", type="primary", on_click=_uncover, args=(report,))
    show(element("p", escaped("It is then shown for this report until you close or reload the app."), "dv-soft"))
    return True


def _is_covered(report: Report, window: Window) -> bool:
    return is_chronology(report, window) and report.id not in st.session_state.get(_UNCOVERED, ())


def _uncover(report: Report) -> None:
    st.session_state[_UNCOVERED] = {*st.session_state.get(_UNCOVERED, ()), report.id}


def _wanted(report: Report) -> bool:
    return report.id in st.session_state.get("reader_wanted", ())


def _want(report: Report) -> None:
    st.session_state["reader_wanted"] = {*st.session_state.get("reader_wanted", ()), report.id}
