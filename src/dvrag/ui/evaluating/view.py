"""The result of an evaluation on the page: what the HTML report holds, with files to keep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import streamlit as st

from dvrag.evaluate.report import files, page_style
from dvrag.evaluate.report.beside import beside
from dvrag.evaluate.report.cases import Case, Quote
from dvrag.evaluate.report.contents import DIFFERENT, MEASURES, Contents, Headline, Plot, Section, contents
from dvrag.evaluate.report.plots import in_colours
from dvrag.evaluate.report.tables import Table
from dvrag.evaluate.run import Run
from dvrag.evaluate.summary import summarise
from dvrag.ui.markup import Markup, bullets, element, escaped, joined, show

Height: TypeAlias = int | Literal["content"]

RULES = """
[data-stale="true"]:has(.dv-footer) { opacity: 1 !important; }
.dv-wide { overflow-x: auto; }
.stHtml table.dv-table { border-collapse: collapse; width: 100%; margin: 0.8rem 0 0.3rem; }
.dv-table caption { text-align: left; font-weight: 650; padding-bottom: 0.3rem; color: inherit; }
.dv-table th, .dv-table td {
  text-align: left; vertical-align: top; padding: 0.3rem 0.6rem 0.3rem 0; font-weight: 400; overflow-wrap: break-word;
  border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent);
}
.dv-table thead th { font-weight: 650; vertical-align: bottom; }
.dv-table tbody th { font-weight: 600; min-width: 8.5ch; }
.dv-table tbody th:not(:has(~ .dv-figures)) { min-width: 16em; }
.dv-table .dv-figures { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.dv-table thead .dv-figures { white-space: normal; }
.dv-table td:not(.dv-figures) { min-width: 9em; }
.dv-said-title { margin-top: 1.6rem; }
.dv-said td span { overflow-wrap: anywhere; }
.dv-said .dv-table td:not(.dv-figures) { min-width: 6em; }
@media (min-width: 641px) {
  .dv-said .dv-table tbody th { white-space: nowrap; }
  .dv-said .dv-table td:nth-child(3), .dv-said .dv-table td:nth-child(4) { width: 32%; }
}
.stHtml details.dv-case { border: 1px solid color-mix(in srgb, currentColor 25%, transparent);
  border-radius: 0.4rem; padding: 0.5rem 0.8rem; margin-bottom: 0.5rem; }
.dv-case summary { cursor: pointer; font-weight: 600; }
.dv-case blockquote { margin: 0.5rem 0; padding-left: 0.8rem; opacity: 1; color: inherit;
  border-left: 3px solid color-mix(in srgb, currentColor 30%, transparent); }
@media (max-width: 640px) {
  .stHtml table.dv-table, .dv-table caption, .dv-table tbody, .dv-table tr, .dv-table th, .dv-table td {
    display: block;
  }
  .dv-table thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .dv-table tbody tr { padding: 0.4rem 0; border-bottom: 1px solid color-mix(in srgb, currentColor 45%, transparent); }
  .dv-table tbody th, .dv-table tbody th:not(:has(~ .dv-figures)), .dv-table tbody td {
    border: 0; padding: 0.1rem 0; min-width: 0;
  }
  .dv-table tbody td, .dv-table .dv-figures { display: flex; justify-content: space-between; gap: 1rem;
    text-align: right; white-space: normal; }
  .dv-table td span { overflow-wrap: anywhere; min-width: 0; }
  .stHtml .dv-said .dv-table tbody td { justify-content: flex-start; text-align: left; }
  .stHtml .dv-said .dv-table td::before { flex-basis: 26%; }
  .dv-table td::before { content: attr(data-label); text-align: left; flex: 0 0 45%; opacity: 0.86; }
}
"""
"""Rules for tables of figures, which become lists on a phone, and for questions that open.

The foot of the page, with where to get help, stays clear during a run.
"""
TALL = 360
"""Pixels of a chart whose height does not follow from its rows, with title, axes and legend."""


@dataclass(frozen=True, slots=True)
class Result:
    """A run as it is shown and as it is kept in files."""

    contents: Contents
    files: files.Files


def result_of(run: Run, before: Run | None) -> Result:
    """Return the result of a run, beside another one where there is one. Raises what `compare` raises."""
    summary = summarise(run)
    others = beside(before, run) if before is not None else None
    return Result(contents(run, summary, others), files.report_files(run, summary, others))


def apply_style() -> None:
    """Put the rules of this page on it."""
    show(Markup(f"<style>{RULES}</style>"))


def show_result(result: Result) -> None:
    """Show a result with buttons that keep its files."""
    show(element("h2", escaped(result.contents.title)))
    _headline(result.contents.headline)
    _keep(result.files)
    for number, section in enumerate(result.contents.sections):
        _section(number, section)


def _headline(headline: Headline) -> None:
    show(element("p", escaped(" ".join(headline.sentences)), role="status"))
    left, right = st.columns(2, gap="large")
    for column, title, lines in ((left, "Targets met", headline.met), (right, "Targets not met", headline.missed)):
        with column:
            show(element("h3", escaped(title)), bullets(lines) if lines else element("p", escaped("None.")))


def _keep(made: files.Files) -> None:
    kept = (
        (files.HTML, made.html, "text/html"),
        (files.MARKDOWN, made.markdown, "text/markdown"),
        (files.JSON, made.json, "application/json"),
    )
    with st.container(horizontal=True):
        for name, text, kind in kept:
            st.download_button(f"Download {name}", text, file_name=name, mime=kind, on_click="ignore")
    line = (
        "The HTML file holds everything below and needs nothing else; the JSON file can be compared with a later run."
    )
    show(element("p", escaped(line), "dv-soft"))


def _section(number: int, section: Section) -> None:
    show(element("h3", escaped(section.title)), *(element("p", escaped(line)) for line in section.text))
    if section.plots:
        for column, plot, letter in zip(st.columns(2, gap="large"), section.plots, "ab", strict=False):
            with column:
                _plot(plot, f"plot-{number}-{letter}")
    for place, found in enumerate(section.tables):
        if section.title == MEASURES or (section.title == DIFFERENT and place == 0):
            show(table(found))
        else:
            with st.expander(_label(section, found)):
                show(table(found))
    if section.cases:
        show(*map(_case, section.cases))


def _label(section: Section, found: Table) -> str:
    charted = section.plots and section.title != DIFFERENT
    return f"The same figures as a table: {found.caption}" if charted else found.caption


def _plot(plot: Plot, key: str) -> None:
    colours = page_style.DARK if st.context.theme.type == "dark" else page_style.LIGHT
    drawn = in_colours(plot.chart, colours["ink"], colours["soft"], colours["line"])
    height: Height = TALL if isinstance(plot.chart.to_dict().get("height"), int) else "content"
    st.altair_chart(drawn, width="stretch", height=height, key=key, alt=plot.says)
    show(element("p", escaped(plot.says), "dv-soft"))


def table(found: Table) -> Markup:
    """Return a table; its roles keep it one for screen readers where a phone shows it as a list."""
    kinds = [' class="dv-figures"' if column.figures else "" for column in found.columns]
    titles = [escaped(column.title) for column in found.columns]
    heads = joined(
        Markup(f'<th scope="col" role="columnheader"{kind}>{title}</th>')
        for kind, title in zip(kinds, titles, strict=True)
    )
    rows = joined(element("tr", _cells(row, kinds, titles), role="row") for row in found.rows)
    parts = (
        element("caption", escaped(found.caption)),
        element("thead", element("tr", heads, role="row"), role="rowgroup"),
        element("tbody", rows, role="rowgroup"),
    )
    note = element("p", escaped(found.note), "dv-soft") if found.note else Markup("")
    # A table wider than the window is scrolled, also by keyboard: so it can take the focus, and has a name there.
    opening = Markup(f'<div class="dv-wide" role="group" tabindex="0" aria-label="{escaped(found.caption)}">')
    return joined((opening, element("table", joined(parts), "dv-table", "table"), Markup("</div>"), note))


def _cells(row: Sequence[str], kinds: Sequence[str], titles: Sequence[Markup]) -> Markup:
    first = Markup(f'<th scope="row" role="rowheader">{escaped(row[0])}</th>')
    others = (
        Markup(f'<td role="cell"{kind} data-label="{title}"><span>{escaped(text)}</span></td>')
        for text, kind, title in zip(row[1:], kinds[1:], titles[1:], strict=True)
    )
    return joined((first, *others))


def _case(case: Case) -> Markup:
    """Return a question that opens on what came back. The label is HTML, so that no text in it is read as a mark."""
    facts = (
        element("tr", joined((Markup(f'<th scope="row">{escaped(name)}</th>'), element("td", escaped(value)))))
        for name, value in case.facts
    )
    parts = (
        element("summary", escaped(f"{case.id}: {case.question}")),
        element("p", escaped(case.problem)),
        element("table", element("tbody", joined(facts)), "dv-facts"),
        *map(_quote, case.quotes),
    )
    return element("details", joined(parts), "dv-case")


def _quote(quote: Quote) -> Markup:
    said = element("p", escaped(f"“{quote.text}”"))
    where = element("p", escaped(f"{quote.place} ({quote.judged})"), "dv-soft")
    return element("blockquote", joined((said, where)))
