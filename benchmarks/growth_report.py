"""The figures of `growth.py`: summed up by size, as a table in Markdown, and as a chart."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import Any, TypeAlias

import altair as alt
import numpy as np
import vl_convert

from dvrag.evaluate.report.plots import BLUE, GRID, INK, SOFT, VERMILLION, WIDTH, in_colours, svg

Figures: TypeAlias = "dict[str, Any]"

WAYS = ("plain", "area", "years", "misspelled")
MIB = 1024**2
NOTE = """The libraries are made of copies of real reports with other names, words and vectors (`growth_copies.py`): \
they show time and memory, never quality. Each round asks every size in a new process. `ready`: from the start of the \
process to an assistant; `first result`: to the end of the first search. The operating system has the library's files \
in its cache. Memory is the process's own: `resting` its share of resident memory (PSS) after the plain queries, \
`peak` the most that was ever resident."""


def summed_up(made: Figures, disk: Figures, rounds: Sequence[Figures], ingest: Figures) -> Figures:
    """Return the figures of one size: queries of all rounds together, medians of what is measured once a round."""
    names = ("opened", "first result", "queries", "all")
    return {
        **made,
        "disk_bytes": disk,
        "ready_s": median(r["ready_s"] for r in rounds),
        "first_result_s": median(r["first_result_s"] for r in rounds),
        "memory_mib": {
            n: {k: median(r["memory"][n][k] for r in rounds) for k in rounds[0]["memory"][n]} for n in names
        },
        "search_ms": {way: _spread([t for r in rounds for t in r[way]]) for way in WAYS},
        "one_more_report": ingest,
        "load": [r["load"] for r in rounds],
    }


def markdown(machine: Figures, sizes: Sequence[Figures]) -> str:
    """Return the report."""
    about = ", ".join(f"{name} {value}" for name, value in machine.items())
    parts = [
        "# Growth",
        NOTE,
        f"Measured on: {about}; load average before each round {_loads(sizes)}.",
        "## Time of a search, ms",
        _table(
            ["passages", "queries", "median", "p95", "p99", *(f"{way}: median, p95" for way in WAYS[1:])],
            [_times(size) for size in sizes],
        ),
        "## Median of each step, ms",
        _steps(sizes),
        "## Opening and memory",
        _table(
            [
                "passages",
                "ready, s",
                "first result, s",
                "opened, MiB",
                "resting, MiB",
                "peak, MiB",
                "peak, all ways, MiB",
            ],
            [_opening(size) for size in sizes],
        ),
        "## Size on disk, MiB, and making",
        _table(
            ["passages", "reports", "stems", "SQLite", "index", "insertion, passages/s", "publishing, s"],
            [_making(size) for size in sizes],
        ),
        "## One more report, s",
        _table(["passages", "of it", "total", "steps", "opening and searching then"], [_ingest(s) for s in sizes]),
    ]
    return "\n\n".join(parts) + "\n"


def draw(sizes: Sequence[Figures], out: Path) -> None:
    """Write the chart as `growth.svg` and `growth.png`: time of a search and memory by passages, both logarithmic."""
    times = {"median": lambda s: s["search_ms"]["plain"]["median"], "p95": lambda s: s["search_ms"]["plain"]["p95"]}
    memory = {
        "resting (PSS)": lambda s: s["memory_mib"]["queries"].get("pss"),
        "peak (VmHWM)": lambda s: s["memory_mib"]["queries"].get("peak"),
    }
    charts = [
        _panel([_point(s, name, value(s)) for name, value in lines.items() for s in sizes], list(lines), *titles)
        for lines, titles in (
            (times, ("Time of a search", "Milliseconds")),
            (memory, ("Memory of the process", "MiB")),
        )
    ]
    chart = alt.hconcat(*charts).resolve_scale(color="independent", shape="independent")
    (out / "growth.svg").write_text(svg(chart), "utf-8")
    coloured = in_colours(chart, INK, SOFT, GRID).to_dict()
    (out / "growth.png").write_bytes(vl_convert.vegalite_to_png(coloured, scale=2, allowed_base_urls=[]))


def _panel(values: list[Figures], names: list[str], title: str, axis: str) -> alt.LayerChart:
    scale = alt.Scale(domain=names, range=[BLUE, VERMILLION])
    legend = alt.Legend(orient="bottom", title=None, labelLimit=0)
    base = alt.Chart(alt.InlineData([v for v in values if v["value"]])).encode(
        x=alt.X("passages:Q", scale=alt.Scale(type="log"), axis=alt.Axis(title="Passages", format="~s", tickCount=4)),
        y=alt.Y("value:Q", scale=alt.Scale(type="log"), axis=alt.Axis(title=axis, format="~s", tickCount=6)),
        color=alt.Color("line:N", scale=scale, legend=legend),
    )
    shape = alt.Shape("line:N", scale=alt.Scale(domain=names, range=["circle", "square"]), legend=legend)
    layers = alt.layer(
        base.mark_line(strokeWidth=2), base.mark_point(filled=True, size=70, opacity=1).encode(shape=shape)
    )
    return layers.properties(width=WIDTH, height=220, title=alt.TitleParams(title, anchor="start"))


def _point(size: Figures, line: str, value: float | None) -> Figures:
    return {"passages": size["passages"], "line": line, "value": value}


def _spread(times: Sequence[dict[str, float]]) -> Figures:
    """Return median, p95 and p99 of the time outside, and the median of each step inside."""
    wall = [t["wall"] for t in times]
    steps = {name: median(t.get(name, 0.0) for t in times) for name in times[0] if name not in {"wall", "hits"}}
    middle, high, higher = (float(v) for v in np.percentile(wall, (50, 95, 99)))
    hits = sum(t["hits"] for t in times) / len(times)
    return {"queries": len(wall), "median": middle, "p95": high, "p99": higher, "steps": steps, "mean_hits": hits}


def _times(size: Figures) -> list[str]:
    found = size["search_ms"]
    plain = found["plain"]
    others = [f"{found[way]['median']:.1f}, {found[way]['p95']:.1f}" for way in WAYS[1:]]
    figures = [f"{plain[name]:.1f}" for name in ("median", "p95", "p99")]
    return [f"{size['passages']:,}", str(plain["queries"]), *figures, *others]


def _steps(sizes: Sequence[Figures]) -> str:
    names = list(sizes[0]["search_ms"]["plain"]["steps"])
    rows = []
    for size in sizes:
        steps = size["search_ms"]["plain"]["steps"]
        rows.append([f"{size['passages']:,}", *(f"{steps.get(name, 0):.2f}" for name in names)])
    return _table(["passages", *names], rows)


def _opening(size: Figures) -> list[str]:
    memory = size["memory_mib"]
    places = (("opened", "pss"), ("queries", "pss"), ("queries", "peak"), ("all", "peak"))
    figures = [f"{memory[when].get(key, float('nan')):.0f}" for when, key in places]
    return [f"{size['passages']:,}", f"{size['ready_s']:.2f}", f"{size['first_result_s']:.2f}", *figures]


def _making(size: Figures) -> list[str]:
    disk = size["disk_bytes"]
    parts = [f"{disk[name] / MIB:.1f}" for name in ("library.sqlite", "index")]
    counts = [f"{size[name]:,}" for name in ("passages", "reports", "stems")]
    return [*counts, *parts, f"{size['passages_per_s']:.0f}", f"{size['publish_s']:.1f}"]


def _ingest(size: Figures) -> list[str]:
    found = size["one_more_report"]
    if not found:
        return [f"{size['passages']:,}", "", "", "not measured", ""]
    steps = "; ".join(f"{name} {seconds:.2f}" for name, seconds in found["steps_s"].items())
    then = f"{found['open_and_search_s']:.2f}"
    return [f"{size['passages']:,}", str(found["passages"]), f"{found['total_s']:.2f}", steps, then]


def _loads(sizes: Sequence[Figures]) -> str:
    loads = [load for size in sizes for load in size["load"]]
    return f"{min(loads):.1f} to {max(loads):.1f}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(row)} |" for row in (head, *rows)]
    return "\n".join([lines[0], f"|{'---|' * len(head)}", *lines[1:]])
