"""A report as plain values for JSON: its figures, and the run itself so that it can be read again."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from dvrag.evaluate.compare import Comparison
from dvrag.evaluate.measures.catalogue import BY_KEY
from dvrag.evaluate.report import wording
from dvrag.evaluate.run import Run, run_json
from dvrag.evaluate.summary import Figure, Group, Summary, failures


def report_json(run: Run, summary: Summary, comparison: Comparison | None) -> dict[str, Any]:
    """Return the report. `run` is what `run_from_json` reads; figures that are not finite are None."""
    return {
        "questions": summary.questions,
        "figures": [_figure(figure) for figure in summary.figures],
        "types": _groups(summary.types),
        "families": _groups(summary.families),
        "risk_coverage": {"points": [list(point) for point in summary.curve.points], "area": summary.curve.area},
        "latency_ms": {"search": asdict(summary.search), "ask": asdict(summary.ask)},
        "comparison": _comparison(comparison) if comparison else None,
        "failures": [record.id for record in failures(run)],
        "run": run_json(run),
    }


def _figure(figure: Figure) -> dict[str, Any]:
    measure = BY_KEY[figure.key]
    return {
        "key": figure.key,
        "title": measure.title,
        "n": figure.n,
        "value": figure.value,
        "interval": _finite(figure.interval),
        "when_answered": figure.when_answered,
        "target": measure.target,
        "met": wording.met(measure, figure),
        "lower_is_better": measure.lower_is_better,
    }


def _groups(groups: Sequence[Group]) -> list[dict[str, Any]]:
    return [asdict(group) for group in groups]


def _comparison(comparison: Comparison) -> dict[str, Any]:
    differences = [
        {
            **asdict(item),
            "interval": _finite(item.interval),
            "effect": item.effect if math.isfinite(item.effect) else None,
            "wins": list(item.wins),
            "losses": list(item.losses),
            "ties": item.n - len(item.wins) - len(item.losses),
            "significant": item.significant,
            "verdict": item.verdict,
        }
        for item in comparison.differences
    ]
    return {**asdict(comparison), "differences": differences}


def _finite(bounds: tuple[float, float] | None) -> list[float] | None:
    return list(bounds) if bounds is not None and all(map(math.isfinite, bounds)) else None
