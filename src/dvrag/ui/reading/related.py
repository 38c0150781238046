"""Passages in other reports that speak of the same."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dvrag.assistant import Assistant
from dvrag.model.answers import Source
from dvrag.model.documents import Report, Span
from dvrag.model.ids import ReportId
from dvrag.model.results import Hit, ReportSummary
from dvrag.text.locate import block_at
from dvrag.ui.ask.source_cards import place_line, report_line
from dvrag.ui.markup import element, escaped, show
from dvrag.ui.reading import way

MOST, LOOKED_AT = 5, 40
"""Passages shown, and those looked through for them: most of these may stand in the same report."""

LONGEST, SHOWN = 320, 360
"""Characters of the passage that are searched for, and of each passage found that are shown."""

_TITLE = "Related passages in other reports"


def show_related(assistant: Assistant, report: Report, quote: Span) -> None:
    """Offer passages of other reports; they are searched for when they are asked for."""
    show(element("h2", escaped(_TITLE)))
    if not st.toggle("Show passages in other reports that speak of the same", key=f"reader_related_{report.id[:12]}"):
        return
    with st.spinner("Searching the other reports…"):
        hits = related(assistant, report, quote)
    if not hits:
        show(element("p", escaped("None was found in the other reports.")))
    for n, hit in enumerate(hits, start=1):
        _card(n, Source.whole(hit))


def related(assistant: Assistant, report: Report, quote: Span) -> tuple[Hit, ...]:
    """Return the best passage of each other report, best first; near-duplicates of this report are left out."""
    others = assistant.search(_query(report, quote), LOOKED_AT).hits
    left_out = {report.id, *_near_duplicates(assistant.reports(), report.id)}
    best: dict[ReportId, Hit] = {}
    for hit in others:
        if hit.report.id not in left_out:
            best.setdefault(hit.report.id, hit)
    return tuple(best.values())[:MOST]


def _near_duplicates(reports: Sequence[ReportSummary], report: ReportId) -> tuple[ReportId, ...]:
    return next((summary.near_duplicates for summary in reports if summary.id == report), ())


def _query(report: Report, quote: Span) -> str:
    """Return the quote, or where it is short the block it stands in, cut at a word."""
    text = report.text[quote.start : quote.end]
    block = block_at(report, quote.start)
    if block is not None and len(text) < LONGEST // 3:
        text = report.text[block.start : block.end]
    return _cut(text, LONGEST)


def _cut(text: str, most: int) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= most else flat[:most].rsplit(" ", 1)[0]


def _card(n: int, source: Source) -> None:
    with st.container(border=True, key=f"related-{n}"):
        text = _cut(source.quote, SHOWN)
        show(
            element("h3", escaped(source.hit.report.title)),
            element("p", report_line(source), "dv-soft"),
            element("p", place_line(source), "dv-soft"),
            element(
                "p", escaped(text if len(text) == len(" ".join(source.quote.split())) else f"{text} …"), "dv-passage"
            ),
        )
        if st.button(f"Read related passage {n} in its report", key=f"read-related-{n}"):
            way.open_at(way.of_source(source))
