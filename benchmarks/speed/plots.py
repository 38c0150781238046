"""The result as a chart: small bars beside one another, a panel a measure, dvrag in another colour.

Colours are told apart by the colour-blind (Okabe and Ito, "Color universal design", 2008); names stand at every bar.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt
import vl_convert
from benchmarks.speed.summary import Spread

BLUE, GREY = "#0072b2", "#9aa3ab"
INK, SOFT, GRID = "#1c2530", "#59636d", "#d3d8da"
WIDTH = 230
TITLE = "dvrag beside other systems: less is better, unless said"

PANELS = (
    ("ingest_s", "Ingest, seconds", ".0f"),
    ("ingest_peak_mib", "Peak memory while ingesting, MiB", ".0f"),
    ("query_median_ms", "Query, median milliseconds", ".1f"),
    ("cold_start_s", "Cold start, seconds", ".1f"),
    ("disk_mib", "Size on disk, MiB", ".1f"),
    ("page_recall_at_10", "Page recall@10 (more is better)", ".2f"),
)


SHARES = frozenset({"page_recall_at_10"})
"""Measures that cannot be above 1."""


def chart(results: Mapping[str, Mapping[str, Spread]], titles: Mapping[str, str], subtitle: str) -> alt.VConcatChart:
    """Return the panels, two in a row; a line through the end of a bar goes from the lowest to the highest round."""
    panels = [_panel(results, titles, *panel) for panel in PANELS]
    rows = [alt.hconcat(*panels[i : i + 2]) for i in range(0, len(panels), 2)]
    title = alt.TitleParams(TITLE, subtitle=subtitle, anchor="start", subtitleColor=SOFT, offset=12)
    return alt.vconcat(*rows).properties(title=title)


def svg(picture: alt.VConcatChart) -> str:
    """Return the chart as SVG. Reads fonts of this machine only; asks no network."""
    return str(vl_convert.vegalite_to_svg(picture.to_dict(), config=_style(), allowed_base_urls=[]))


def png(picture: alt.VConcatChart) -> bytes:
    """Return the chart as PNG, two pixels a point."""
    return bytes(vl_convert.vegalite_to_png(picture.to_dict(), config=_style(), scale=2, allowed_base_urls=[]))


def _panel(
    results: Mapping[str, Mapping[str, Spread]], titles: Mapping[str, str], key: str, title: str, form: str
) -> alt.LayerChart:
    values = [
        {"system": titles[name], "value": s[key].median, "low": s[key].low, "high": s[key].high}
        for name, s in results.items()
    ]
    names: Sequence[str] = [titles[name] for name in results]
    colour = alt.Scale(domain=names, range=[BLUE if name == "dvrag" else GREY for name in results])
    highest = max(item["high"] for item in values)
    room = alt.Scale(domain=[0, highest * 1.2 or 1], nice=False)
    end = 1 if key in SHARES else highest * 1.2
    ticks = alt.Axis(tickCount=4, labelExpr=f"datum.value <= {end} ? datum.label : ''")
    base = alt.Chart(alt.InlineData(values)).encode(
        y=alt.Y("system:N", sort=list(names), title=None),
        x=alt.X("value:Q", title=None, scale=room, axis=ticks),
    )
    bars = base.mark_bar(height=14).encode(color=alt.Color("system:N", scale=colour, legend=None))
    ranges = base.mark_rule(strokeWidth=2, color=INK).encode(x=alt.X("low:Q", title=None), x2="high:Q")
    figures = base.mark_text(align="left", dx=5, fontSize=11).encode(
        x=alt.X("high:Q", title=None), text=alt.Text("value:Q", format=form)
    )
    head = alt.TitleParams(title, anchor="start", frame="group", fontSize=13)
    return alt.layer(bars, ranges, figures).properties(width=WIDTH, height=alt.Step(22), title=head)


def _style() -> dict[str, object]:
    text = {"labelColor": INK, "titleColor": INK, "labelFontSize": 12}
    return {
        "background": "white",
        "font": "sans-serif",
        "axis": {**text, "gridColor": GRID, "domainColor": SOFT, "tickColor": SOFT},
        "title": {"color": INK, "fontSize": 15},
        "text": {"color": INK},
        "view": {"stroke": None},
    }
