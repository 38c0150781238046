"""Where a quote stands, in words, and the way from it to the reader."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dvrag.model.learning.items import Cited
from dvrag.training import wording
from dvrag.ui.markup import Markup, dotted, element, escaped
from dvrag.ui.reading.way import Address, open_at

READ = "Read it in its report"


def open_cited(cited: Cited) -> None:
    """Open the reader at a quote, with a way back to the page on display. Does not return."""
    open_at(Address(cited.report_id, cited.start, cited.end, cited.page))


def quote(cited: Cited) -> Markup:
    """Return a quote with the place that it stands in."""
    return Markup(
        element("blockquote", escaped(f"“{cited.quote}”"), "dv-passage") + element("p", place(cited), "dv-soft")
    )


def place(cited: Cited) -> Markup:
    """Return report, page, paragraph, section and file."""
    return dotted(*wording.place_parts(cited))


def read_one(cited: Sequence[Cited], key: str) -> None:
    """Show a list of numbered quotes, of which one can be read in its report."""
    chosen = st.selectbox(
        "Read one of these quotes in its report",
        range(len(cited)),
        index=None,
        key=key,
        format_func=lambda n: f"[{n + 1}] {wording.place(cited[n])}",
        placeholder="Choose a quote by its number",
    )
    if chosen is not None and st.button("Open it in its report", key=f"{key}-open"):
        open_cited(cited[chosen])
