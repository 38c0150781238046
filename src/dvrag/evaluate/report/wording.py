"""Figures, splits, outcomes and names as a report writes them."""

from __future__ import annotations

import math
from datetime import datetime

from dvrag.evaluate.measures.catalogue import Measure
from dvrag.evaluate.summary import Figure
from dvrag.model.documents import Family

NONE = "–"
"""Stands where a figure does not apply."""
NOT_GATED = "reported, not gated: the feature is not there yet"

SPLITS = {"dev": "development questions", "test": "test questions", "all": "questions"}
OUTCOMES = {
    "answered": "an answer",
    "not_found": "no answer: the reports say nothing about it",
    "declined": "declined, with where to find help",
}
GOT = {"answered": "an answer", "not_found": "no answer: nothing was found", "declined": "declined"}


def share(value: float | None) -> str:
    """Return "0.873"; a dash for None."""
    return NONE if value is None else f"{value:.3f}"


def percent(value: float) -> str:
    """Return "87.3%"; "100%" and "0%" only where it is all or nothing."""
    return f"{100 * value:.0f}%" if value in {0.0, 1.0} else f"{min(99.9, max(0.1, 100 * value)):.1f}%"


def interval(bounds: tuple[float, float] | None) -> str:
    """Return "0.840 to 0.900"; a dash where there is none."""
    if bounds is None or any(math.isnan(bound) for bound in bounds):
        return NONE
    return f"{bounds[0]:.3f} to {bounds[1]:.3f}"


def signed(value: float, digits: int = 3) -> str:
    """Return "+0.120", "−0.031" or "0.000"."""
    if math.isinf(value):
        return "+∞" if value > 0 else "−∞"
    shown = f"{abs(value):.{digits}f}"
    if not float(shown):
        return shown
    return f"+{shown}" if value > 0 else f"−{shown}"


def milliseconds(value: float) -> str:
    """Return "12 ms"."""
    return f"{value:,.0f} ms"


def time(iso: str) -> str:
    """Return "3 March 2026, 14:05 UTC", or the text itself where it is no ISO time."""
    try:
        at = datetime.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{at.day} {at:%B %Y, %H:%M} {at.tzname() or ''}".strip()


def title(measure: Measure) -> str:
    """Return a measure's name, and that lower is better where it is."""
    return f"{measure.title} (lower is better)" if measure.lower_is_better else measure.title


def target(measure: Measure) -> str:
    """Return "at least 0.80", or that none is set."""
    if measure.target is None:
        return "none set"
    return f"{'at most' if measure.lower_is_better else 'at least'} {measure.target:.2f}"


def met(measure: Measure, figure: Figure) -> bool | None:
    """Return whether a figure meets its target, None where none is set."""
    if measure.target is None:
        return None
    return figure.value <= measure.target if measure.lower_is_better else figure.value >= measure.target


def family(name: str) -> str:
    """Return the kind of report as its readers call it; the name itself where it is unknown."""
    return Family(name).label if name in set(Family) else name


def split(name: str) -> str:
    """Return which questions a split holds, in words."""
    return SPLITS.get(name, f"questions of {name}")
