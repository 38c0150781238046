"""Charts show the summary's figures, and their names as they stand."""

from __future__ import annotations

import re

import altair as alt
import pytest

from dvrag.evaluate.report import plots
from dvrag.evaluate.report.beside import Beside
from dvrag.evaluate.report.tables import bins
from dvrag.evaluate.run import Run
from dvrag.evaluate.summary import Group, Summary


def values(chart: plots.Chart, layer: int = 0) -> list[dict]:
    spec = chart.to_dict()
    data = spec["data"] if "data" in spec else spec["layer"][layer]["data"]
    return data["values"] if "values" in data else spec["datasets"][data["name"]]


def test_bars_are_helpful_outcomes_and_vital_points(summary: Summary) -> None:
    shown = {
        (v["group"].replace("\n", " "), v["series"]): v["value"]
        for v in values(plots.by_group(summary.types, "T", marked=True))
    }
    fact = next(group for group in summary.types if group.name == "fact")
    assert shown["Fact (9)", "Helpful outcomes"] == fact.values["right"]
    assert shown["Fact (9)", "Vital points said"] == fact.values["vital"]
    assert ("Count * (1)", "Helpful outcomes") in shown
    assert ("Unanswerable: absent (2)", "Vital points said") not in shown


def test_the_curve_of_each_run_is_drawn_to_its_end(summary: Summary, others: Beside) -> None:
    chart = plots.risk_coverage({"one": summary.curve, "other": others.summary.curve})
    points = values(chart)
    assert [(p["coverage"], p["risk"]) for p in points if p["run"] == "one"] == list(summary.curve.points)
    assert [p["run"] for p in points if p["last"]] == ["one", "other"]


def test_reliability_and_intervals_are_drawn(run: Run, summary: Summary, others: Beside) -> None:
    assert [v["n"] for v in values(plots.reliability(bins(run)), 1)] == [b.n for b in bins(run)]
    drawn = values(plots.before_after(("a", "b"), others.summary, summary))
    assert {v["value"] for v in drawn if v["run"] == "b" and v["measure"] == "Right page"} == {
        summary.value("right_page")
    }


def test_names_are_escaped_and_nothing_is_loaded() -> None:
    drawn = plots.svg(plots.by_group((Group("<script>x</script>", 1, {"right": 1.0}),), "A & <b>"))
    assert "<script" not in drawn
    assert "&lt;script&gt;" in drawn
    assert not re.search(r"(href|src)=", drawn)


def test_a_chart_of_data_elsewhere_is_refused() -> None:
    elsewhere = alt.Chart("https://example.org/data.csv").mark_bar().encode(x="a:N")
    with pytest.raises(ValueError, match="not allowed"):
        plots.svg(elsewhere)
