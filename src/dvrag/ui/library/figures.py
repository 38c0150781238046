"""The collection in figures: reports by year, kind and area, as plots and as a table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import streamlit as st

from dvrag.evaluate.report.tables import Column, Table
from dvrag.model.results import ReportSummary
from dvrag.ui import words
from dvrag.ui.evaluating.view import table
from dvrag.ui.markup import element, escaped, show
from dvrag.ui.plots import MOST, said, show_bars

_YEAR = 4


def show_figures(reports: Sequence[ReportSummary]) -> None:
    """Show the collection by year, kind and area; all figures stand in a table as well."""
    found = counts(reports)
    columns = st.columns(3, gap="large")
    for column, (title, values) in zip(columns, found.items(), strict=True):
        with column:
            _plot(title, values)
    with st.expander("The same figures as tables"):
        for title, values in found.items():
            rows = tuple((name, f"{n:,}") for name, n in values.items())
            show(table(Table(title, (Column(title.removeprefix("By "), False), Column("Reports", True)), rows, "")))


def counts(reports: Sequence[ReportSummary]) -> dict[str, dict[str, int]]:
    """Return reports by year (in order), by kind and by area (most first); those that state none come last."""
    years = Counter((report.facts.published.value or "")[:_YEAR] or words.NOT_STATED for report in reports)
    kinds = Counter(words.family(report.family) for report in reports)
    areas = Counter(report.facts.place or words.NOT_STATED for report in reports)
    return {
        "By year": dict(sorted(years.items(), key=lambda kv: (kv[0] == words.NOT_STATED, kv[0]))),
        "By kind": _most_first(kinds),
        "By area": _most_first(areas),
    }


def _most_first(found: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(found.items(), key=lambda kv: (kv[0] == words.NOT_STATED, -kv[1], kv[0])))


def _plot(title: str, values: Mapping[str, int]) -> None:
    show(element("h3", escaped(title)))
    items = list(values.items())
    shown = dict(items[-MOST:] if title == "By year" else items[:MOST])
    says = said(shown, len(values) - len(shown))
    show_bars(shown, key=f"library-{title}", says=f"{title}: {says}", counted="Reports")
    show(element("p", escaped(says), "dv-soft"))
