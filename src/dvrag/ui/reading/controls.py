"""What one moves about a report with: pages, sections, and words to find."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dvrag.model.documents import Page, Report, Section, Span
from dvrag.ui import words
from dvrag.ui.markup import Markup, element, escaped, joined, show
from dvrag.ui.reading import finding
from dvrag.ui.reading.finding import Found
from dvrag.ui.reading.stretch import page_at, paged

AT_ONCE = 4
"""Found places listed at first and added by each press."""

_PAGE, _SECTION = "reader_page", "reader_section"


def go_to(report: Report, at: int) -> None:
    """Have the page shown on which the text at an offset begins; in a report without pages, the text from there."""
    page = page_at(report, at)
    if page is not None:
        st.query_params["page"] = str(page.number)
    else:
        st.query_params["at"] = str(at)


def page_name(report: Report, page: Page) -> str:
    """Return "Page 7 (PDF page 9)"."""
    return words.sentence(words.page(page.number, page.label, report.format))


def show_pages(report: Report, shown: Page) -> None:
    """Show the name of the page as a heading, the buttons to the pages before and after, and the list of pages."""
    pages = {page.number: page for page in paged(report)}
    numbers = list(pages)
    place = numbers.index(shown.number)
    st.session_state[_PAGE] = shown.number
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="reader-page-name"):
        show(element("h2", escaped(page_name(report, shown))), inline=True)
        show(element("p", escaped(_end(place, len(numbers))), "dv-soft"), inline=True)
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="reader-pages"):
        # Buttons stay enabled at either end: one disabled under the reader's finger would take the focus with it.
        st.button("Previous page", on_click=_turn, args=(numbers[max(0, place - 1)],))
        st.button("Next page", on_click=_turn, args=(numbers[min(len(numbers) - 1, place + 1)],))
        st.selectbox(
            "Go to a page",
            numbers,
            key=_PAGE,
            format_func=lambda number: page_name(report, pages[number]),
            on_change=_chosen_page,
        )


def _end(place: int, total: int) -> str:
    if total == 1:
        return "the only page"
    return {0: f"the first of {total} pages", total - 1: f"the last of {total} pages"}.get(place, f"of {total} pages")


def show_tools(report: Report, at: int) -> Found:
    """Show the list of sections and the box for what is looked for in the report; return where it stands."""
    sections = {section.index: section for section in report.sections if section.path}
    if not sections:
        return _find_box(report)
    left, right = st.columns(2, gap="medium")
    with left:
        _show_sections(report, sections, at)
    with right:
        return _find_box(report)


def _show_sections(report: Report, sections: dict[int, Section], at: int) -> None:
    st.session_state[_SECTION] = None
    st.selectbox(
        "Go to a section",
        list(sections),
        index=None,
        key=_SECTION,
        format_func=lambda index: _indented(sections[index]),
        placeholder=_standing(report, at),
        on_change=_chosen_section,
        args=(report, sections),
    )


def _find_box(report: Report) -> Found:
    wanted = st.text_input(
        "Find in this report",
        key=_find_key(report),
        max_chars=finding.LONGEST,
        placeholder="Words as they are written",
        autocomplete="off",
        on_change=_begin_list,
    )
    return finding.find(report.text, wanted or "")


def show_found(report: Report, found: Found) -> None:
    """Show how often and where the words stand that are looked for, each with a button that goes there."""
    if not st.session_state.get(_find_key(report)):
        return
    show(element("h2", escaped("Found in this report")), element("p", escaped(_counted(found)), role="status"))
    shown = found.spans[: st.session_state.get("reader_listed", AT_ONCE)]
    for n, span in enumerate(shown, start=1):
        with st.container(key=f"found-{n}"):
            left, right = st.columns([1, 6], vertical_alignment="center", gap="small")
            with left:
                st.button(f"Go to place {n}", key=f"go-found-{n}", on_click=go_to, args=(report, span.start))
            with right:
                show(_listed(report, span))
    if len(found.spans) > len(shown):
        st.button(f"List more ({len(found.spans) - len(shown)} left)", on_click=_more, args=(len(shown),))


def _counted(found: Found) -> str:
    if not found.spans:
        return "It does not stand in this report as you typed it. Try another form of the word, or fewer words."
    number = words.count(len(found.spans), "place")
    counted = f"{'More than ' if found.more else ''}{number}, underlined in the text and on the page."
    return f"No such word; these are parts of longer words. {counted}" if found.inside else counted


def _listed(report: Report, span: Span) -> Markup:
    around = finding.context(report.text, span)
    before, hit, after = around.text[: around.start], around.text[around.start : around.end], around.text[around.end :]
    page = page_at(report, span.start)
    where = f" – {words.page(page.number, page.label, report.format)}" if page else ""
    return element(
        "p", joined((escaped(before), element("span", escaped(hit), "dv-found"), escaped(after), escaped(where)))
    )


def _find_key(report: Report) -> str:
    return f"reader_find_{report.id[:12]}"


def _begin_list() -> None:
    st.session_state["reader_listed"] = AT_ONCE


def _more(shown: int) -> None:
    st.session_state["reader_listed"] = shown + 2 * AT_ONCE


def _turn(number: int) -> None:
    st.query_params["page"] = str(number)


def _chosen_page() -> None:
    _turn(st.session_state[_PAGE])


def _chosen_section(report: Report, sections: dict[int, Section]) -> None:
    chosen = st.session_state[_SECTION]
    if chosen is not None:
        go_to(report, sections[chosen].start)


def _indented(section: Section) -> str:
    return f"{'– ' * (len(section.path) - 1)}{section.path[-1]}"


def _standing(report: Report, at: int) -> str:
    """Return the section that is shown, to stand in the empty list."""
    standing: Sequence[Section] = [s for s in report.sections if s.path and s.start <= at]
    return f"Now: {standing[-1].path[-1]}" if standing else "Choose a section"
