"""Counts as bars: a plot in the colours of the theme in use, and the same in words."""

from __future__ import annotations

from collections.abc import Mapping

import altair as alt
import streamlit as st

from dvrag.evaluate.report import page_style
from dvrag.evaluate.report.plots import BLUE, Chart, in_colours

MOST = 12
"""Bars of a plot, at most."""


def show_bars(values: Mapping[str, int], *, key: str, says: str, counted: str = "Findings") -> None:
    """Show a bar a value, in order; `says` tells the same in words, `counted` names what is counted."""
    colours = page_style.DARK if st.context.theme.type == "dark" else page_style.LIGHT
    chart = in_colours(_bars(values, counted), colours["ink"], colours["soft"], colours["line"])
    st.altair_chart(chart, width="stretch", key=key, alt=says)


def said(values: Mapping[str, int], left_out: int) -> str:
    """Return what a plot shows in words: the largest three, and how many values are not shown."""
    largest = sorted(values.items(), key=lambda kv: (-kv[1], kv[0]))[:3]
    first = ", ".join(f"{name} {n}" for name, n in largest)
    return f"Most: {first}.{f' {left_out} more are not shown.' if left_out > 0 else ''}"


def _bars(values: Mapping[str, int], counted: str) -> Chart:
    rows = [{"name": name, "n": n} for name, n in values.items()]
    base = alt.Chart(alt.InlineData(rows)).encode(
        y=alt.Y("name:N", sort=None, title=None, axis=alt.Axis(labelLimit=150)),
        x=alt.X("n:Q", title=None, axis=None),
    )
    bars = base.mark_bar(color=BLUE).encode(
        tooltip=[alt.Tooltip("name:N", title="Value"), alt.Tooltip("n:Q", title=counted)]
    )
    return alt.layer(bars, base.mark_text(align="left", dx=4, fontSize=13).encode(text="n:Q")).properties(
        height=alt.Step(24)
    )
