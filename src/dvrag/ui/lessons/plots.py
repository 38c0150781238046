"""Findings counted: by theme, by who is told, by year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from dvrag.lessons.filters import facets
from dvrag.model.actions import Entry
from dvrag.ui.lessons import named
from dvrag.ui.markup import element, escaped, show
from dvrag.ui.plots import MOST, said, show_bars


def show_plots(entries: Sequence[Entry], labels: Mapping[str, str]) -> None:
    """Show three plots of the entries, each with its words."""
    counts = facets(entries)
    themes = {named.theme(name, labels): n for name, n in counts["theme"].items() if name != "not stated"}
    agencies = {name: n for name, n in counts["agency"].items() if name != "not stated"}
    years = dict(sorted((name, n) for name, n in counts["year"].items() if name != "not stated"))
    columns = st.columns(3, gap="large")
    for column, title, values in zip(
        columns, ("By theme", "By agency told", "By year"), (themes, agencies, years), strict=True
    ):
        with column:
            _plot(title, values, ordered=title == "By year")


def _plot(title: str, values: Mapping[str, int], *, ordered: bool) -> None:
    show(element("h2", escaped(title)))
    if not values:
        show(element("p", escaped("None of these findings states one."), "dv-soft"))
        return
    shown = dict(list(values.items())[-MOST:] if ordered else list(values.items())[:MOST])
    says = said(shown, len(values) - len(shown))
    show_bars(shown, key=f"lessons-{title}", says=f"{title}: {says}")
    show(element("p", escaped(says), "dv-soft"))
