"""Findings counted: by theme, by who is told, by year."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import streamlit as st

from dvrag.evaluate.report import page_style
from dvrag.evaluate.report.plots import BLUE, Chart, in_colours
from dvrag.lessons.filters import facets
from dvrag.model.actions import Entry
from dvrag.ui.lessons import named
from dvrag.ui.markup import element, escaped, show

MOST = 12
"""Bars of a plot, at most."""


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
    show(element("h3", escaped(title)))
    if not values:
        show(element("p", escaped("None of these findings states one."), "dv-soft"))
        return
    shown = dict(list(values.items())[-MOST:] if ordered else list(values.items())[:MOST])
    says = said(shown, len(values) - len(shown))
    colours = page_style.DARK if st.context.theme.type == "dark" else page_style.LIGHT
    chart = in_colours(_bars(shown), colours["ink"], colours["soft"], colours["line"])
    st.altair_chart(chart, width="stretch", key=f"lessons-{title}", alt=f"{title}: {says}")
    show(element("p", escaped(says), "dv-soft"))


def said(values: Mapping[str, int], left_out: int) -> str:
    """Return what a plot shows in words: the largest three, and how many values are not shown."""
    largest = sorted(values.items(), key=lambda kv: (-kv[1], kv[0]))[:3]
    first = ", ".join(f"{name} {n}" for name, n in largest)
    return f"Most: {first}.{f' {left_out} more are not shown.' if left_out > 0 else ''}"


def _bars(values: Mapping[str, int]) -> Chart:
    rows = [{"name": name, "n": n} for name, n in values.items()]
    base = alt.Chart(alt.InlineData(rows)).encode(
        y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=150)),
        x=alt.X("n:Q", title=None, axis=None),
    )
    bars = base.mark_bar(color=BLUE).encode(
        tooltip=[alt.Tooltip("name:N", title="Value"), alt.Tooltip("n:Q", title="Findings")]
    )
    return alt.layer(bars, base.mark_text(align="left", dx=4, fontSize=13).encode(text="n:Q")).properties(
        height=alt.Step(24)
    )
