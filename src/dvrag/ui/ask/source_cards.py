"""Sources beside an answer: the report, where in it, and the quote marked within its passage."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dvrag.model.answers import Source
from dvrag.ui import words
from dvrag.ui.markup import Markup, dotted, element, escaped, joined, marked, show

AROUND = 240
"""Characters of the passage shown on either side of the quote on a card; the reader shows all of it."""


def show_sources(sources: Sequence[Source], title: str) -> int | None:
    """Show one card a source; return the number of the one that the reader has just asked to see, if any."""
    opened = None
    show(element("h2", escaped(title)))
    for source in sources:
        with st.container(border=True, key=f"source-{source.n}"):
            show(_card(source))
            if st.button(f"Read source {source.n} in its report", key=f"open-{source.n}"):
                opened = source.n
    return opened


def facts_table(rows: Sequence[tuple[str, str]]) -> Markup:
    """Return a table of names and values."""
    lines = (
        element("tr", joined((Markup(f'<th scope="row">{escaped(name)}</th>'), element("td", escaped(value)))))
        for name, value in rows
    )
    return element("table", element("tbody", joined(lines)), "dv-facts")


def report_line(source: Source) -> Markup:
    """Return kind, authority and date of the report that a source stands in."""
    report = source.hit.report
    return dotted(words.family(report.family), words.authority(report.authority), words.publication(report))


def place_line(source: Source) -> Markup:
    """Return page, paragraph and section of a quote."""
    section = source.hit.passage.section
    return dotted(*(words.sentence(part) for part in words.place(source)), f"Section: {section}" if section else "")


def _card(source: Source) -> Markup:
    heading = element("h3", escaped(f"[{source.n}] {source.hit.report.title}"))
    where = joined((element("p", report_line(source), "dv-soft"), element("p", place_line(source), "dv-soft")))
    return joined((heading, where, element("p", _passage(source), "dv-passage")))


def _passage(source: Source) -> Markup:
    """Return the passage around the quote, cut at words, the quote marked."""
    text = source.hit.passage.text
    start = max(0, source.start - source.hit.passage.start)
    end = min(len(text), source.end - source.hit.passage.start)
    left = _word_start(text, start - AROUND) if start > AROUND else 0
    right = _word_end(text, end + AROUND) if len(text) - end > AROUND else len(text)
    before, after = "… " if left else "", " …" if right < len(text) else ""
    shown = f"{before}{text[left:right]}{after}"
    shift = len(before) - left
    return marked(shown, start + shift, end + shift)


def _word_start(text: str, at: int) -> int:
    space = text.find(" ", at)
    return at if space < 0 else space + 1


def _word_end(text: str, at: int) -> int:
    space = text.rfind(" ", 0, at)
    return at if space < 0 else space
