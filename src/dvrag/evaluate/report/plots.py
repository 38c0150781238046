"""Charts as plain functions, and a chart as SVG.

Colours are told apart by the colour-blind (Okabe and Ito, "Color universal design", 2008), and no meaning stands in
a colour alone: series differ in fill or shape as well. A chart is narrow enough to be read on a phone.
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any, TypeAlias

import altair as alt
import vl_convert

from dvrag.evaluate.measures.catalogue import BY_KEY, COMPARED
from dvrag.evaluate.measures.confidence import RiskCoverage
from dvrag.evaluate.report.tables import Bin, named
from dvrag.evaluate.summary import Group, Summary

Chart: TypeAlias = alt.Chart | alt.LayerChart | alt.FacetChart

BLUE, VERMILLION = "#0072b2", "#d55e00"
INK, SOFT, EDGE, GRID = "#1c2530", "#59636d", "#7d8790", "#d3d8da"
"""Text, axes, lines to compare with, and the grid of an SVG: a style sheet may give them others by these names."""
FONT = "sans-serif"
WIDTH = 250
_WRAP = 22
_SHARE = alt.Scale(domain=[0, 1])
_LINES = "split(datum.label, '\\n')"


def by_group(groups: Sequence[Group], title: str, *, marked: bool = False) -> Chart:
    """Return helpful outcomes (filled bars) and vital points said (outlined bars), a pair of bars a group.

    Groups without a gate get an asterisk where they are `marked`.
    """
    series = ("Helpful outcomes", "Vital points said")
    values = [
        {
            "group": _wrapped(f"{named(g)}{' *' if marked and not g.gated else ''} ({g.n})"),
            "series": name,
            "value": g.values[key],
        }
        for g in groups
        for name, key in zip(series, ("right", "vital"), strict=True)
        if key in g.values
    ]
    kind = alt.Scale(domain=list(series), range=[BLUE, "transparent"])
    edge = alt.Scale(domain=list(series), range=[BLUE, VERMILLION])
    base = alt.Chart(alt.InlineData(values)).encode(
        y=alt.Y("group:N", sort=None, title=None, axis=alt.Axis(labelExpr=_LINES, labelLimit=0)),
        yOffset=alt.YOffset("series:N", sort=list(series)),
        x=alt.X("value:Q", scale=_SHARE, axis=_percent("Share, of the questions in brackets")),
    )
    bars = base.mark_bar(strokeWidth=1.5).encode(
        fill=alt.Fill("series:N", scale=kind, legend=_legend(series)),
        stroke=alt.Stroke("series:N", scale=edge, legend=_legend(series)),
        tooltip=[alt.Tooltip("group:N", title="Group"), "series:N", alt.Tooltip("value:Q", format=".3f")],
    )
    figures = base.mark_text(align="left", dx=4, fontSize=11).encode(text=alt.Text("value:Q", format=".2f"))
    return _named(alt.layer(bars, figures), title).properties(height=alt.Step(18))


def risk_coverage(curves: Mapping[str, RiskCoverage]) -> Chart:
    """Return, for each named run, the share of wrong answers against the share of questions answered."""
    values = [
        {"run": name, "coverage": coverage, "risk": risk, "last": (coverage, risk) == curve.points[-1]}
        for name, curve in curves.items()
        for coverage, risk in curve.points
    ]
    names = list(curves)
    base = alt.Chart(alt.InlineData(values)).encode(
        x=alt.X("coverage:Q", scale=_SHARE, axis=_percent("Questions answered, surest first")),
        y=alt.Y("risk:Q", scale=_SHARE, axis=_percent("Wrong among them")),
        color=alt.Color("run:N", scale=alt.Scale(domain=names, range=[BLUE, VERMILLION]), legend=_legend(names)),
    )
    shape = alt.Shape("run:N", scale=alt.Scale(domain=names, range=["circle", "square"]), legend=_legend(names))
    lines = (
        base.mark_line(strokeWidth=2, strokeDash=dash).transform_filter(
            alt.FieldEqualPredicate(equal=name, field="run")
        )
        for name, dash in zip(names, ([1, 0], [6, 4]), strict=False)
    )
    ends = base.mark_point(filled=True, size=70, opacity=1).encode(shape=shape).transform_filter("datum.last")
    return _named(alt.layer(*lines, ends), "Wrong answers as less sure ones are let through").properties(height=200)


def reliability(bins: Sequence[Bin]) -> Chart:
    """Return the share of right answers against stated confidence, with the line on which both are equal."""
    values = [{"confidence": b.confidence, "right": b.right, "n": b.n, "label": f"{b.n}"} for b in bins]
    x = alt.X("confidence:Q", scale=_SHARE, axis=_percent("Stated confidence"))
    y = alt.Y("right:Q", scale=_SHARE, axis=_percent("Right answers"))
    ends = alt.InlineData([{"confidence": 0, "right": 0}, {"confidence": 1, "right": 1}])
    even = alt.Chart(ends).mark_line(strokeDash=[5, 4], strokeWidth=1.5, color=EDGE).encode(x=x, y=y)
    points = alt.Chart(alt.InlineData(values)).encode(x=x, y=y)
    seen = points.mark_point(filled=True, size=70, color=BLUE, opacity=1)
    count = points.mark_text(dy=-11, fontSize=11).encode(text="label:N")
    return _named(alt.layer(even, seen, count), "Stated confidence and right answers").properties(height=200)


def before_after(names: tuple[str, str], first: Summary, second: Summary) -> Chart:
    """Return every compared measure in two runs, each with its 95% interval."""
    values = [
        {"measure": _wrapped(BY_KEY[f.key].title), "run": name, "value": f.value, **_bounds(f.interval)}
        for name, summary in zip(names, (first, second), strict=True)
        for f in summary.figures
        if f.key in COMPARED
    ]
    listed = list(names)
    base = alt.Chart(alt.InlineData(values)).encode(
        y=alt.Y("measure:N", sort=None, title=None, axis=alt.Axis(labelExpr=_LINES, labelLimit=0)),
        yOffset=alt.YOffset("run:N", sort=listed),
        color=alt.Color("run:N", scale=alt.Scale(domain=listed, range=[VERMILLION, BLUE]), legend=_legend(listed)),
    )
    spans = base.mark_rule(strokeWidth=2).encode(
        x=alt.X("low:Q", scale=_SHARE, axis=_percent("Value, with its 95% interval")), x2="high:Q"
    )
    shape = alt.Shape("run:N", scale=alt.Scale(domain=listed, range=["square", "circle"]), legend=_legend(listed))
    points = base.mark_point(filled=True, size=70, opacity=1).encode(
        x="value:Q", shape=shape, tooltip=["run:N", alt.Tooltip("value:Q", format=".3f")]
    )
    return _named(alt.layer(spans, points), f"{listed[0]} and {listed[1]}").properties(height=alt.Step(14))


def svg(chart: Chart) -> str:
    """Return a chart as an SVG element without its background. Reads fonts of this machine only; asks no network."""
    style = {"background": None, "font": FONT, **_style(INK, SOFT, GRID)}
    return str(vl_convert.vegalite_to_svg(chart.to_dict(), config=style, allowed_base_urls=[]))


def in_colours(chart: Chart, ink: str, soft: str, grid: str) -> Chart:
    """Return the chart with these colours of text, axes and grid lines."""
    coloured: Chart = chart.configure(**_style(ink, soft, grid))
    return coloured


def _style(ink: str, soft: str, grid: str) -> dict[str, Any]:
    text = {"labelColor": ink, "titleColor": ink, "labelFontSize": 13, "titleFontSize": 13}
    return {
        "axis": {**text, "titleFontWeight": "normal", "gridColor": grid, "domainColor": soft, "tickColor": soft},
        "legend": text,
        "title": {"color": ink, "fontSize": 15},
        "text": {"color": ink},
        "view": {"stroke": None},
    }


def _named(chart: Chart, title: str) -> Chart:
    lines = textwrap.wrap(title, 44)
    return chart.properties(width=WIDTH, title=alt.TitleParams(lines, anchor="start", frame="group"))


def _percent(title: str) -> alt.Axis:
    return alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1], title=title)


def _legend(names: Sequence[str]) -> alt.Legend | None:
    if len(names) < 2:
        return None
    return alt.Legend(orient="bottom", direction="vertical", title=None, labelLimit=0)


def _bounds(interval: tuple[float, float] | None) -> dict[str, float]:
    return {"low": interval[0], "high": interval[1]} if interval else {}


def _wrapped(text: str) -> str:
    return "\n".join(textwrap.wrap(text, _WRAP))
