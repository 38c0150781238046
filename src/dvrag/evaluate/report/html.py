"""A report as one HTML file that needs nothing else: no script, no request, all text escaped."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from dvrag.evaluate.report.beside import Beside
from dvrag.evaluate.report.cases import Case, Quote
from dvrag.evaluate.report.contents import Headline, Plot, Section, contents
from dvrag.evaluate.report.page_style import style_sheet
from dvrag.evaluate.report.plots import svg
from dvrag.evaluate.report.tables import Table
from dvrag.evaluate.run import Run
from dvrag.evaluate.summary import Summary

POLICY = "default-src 'none'; style-src 'unsafe-inline'"
"""What a browser may load for the page: its own style, nothing else."""


def report_html(run: Run, summary: Summary, others: Beside | None = None) -> str:
    """Return the report as a document."""
    found = contents(run, summary, others)
    body = "\n".join((f"<h1>{_text(found.title)}</h1>", _headline(found.headline), *map(_section, found.sections)))
    return (
        '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_text(found.title)}</title>\n<style>\n{style_sheet()}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _text(text: str) -> str:
    """Return text in which every character stands for itself; what cannot be printed becomes a space."""
    return escape("".join(c if c.isprintable() else " " for c in text), quote=True)


def _headline(headline: Headline) -> str:
    lead = "".join(f'<p class="lead">{_text(sentence)}</p>\n' for sentence in headline.sentences)
    targets = (("Targets met", headline.met), ("Targets not met", headline.missed))
    lists = "".join(f"<div><h2>{title}</h2>\n{_bullets(lines)}</div>\n" for title, lines in targets if lines)
    return f'{lead}<div class="targets">\n{lists}</div>' if lists else lead


def _bullets(lines: Iterable[str]) -> str:
    return f"<ul>\n{''.join(f'<li>{_text(line)}</li>' for line in lines)}\n</ul>\n"


def _section(section: Section) -> str:
    text = "".join(f"<p>{_text(line)}</p>\n" for line in section.text)
    plots = f'<div class="plots">\n{"".join(map(_plot, section.plots))}</div>\n' if section.plots else ""
    parts = (*map(_table, section.tables), *map(_case, section.cases))
    return f"<section>\n<h2>{_text(section.title)}</h2>\n{text}{plots}{''.join(parts)}</section>"


def _plot(plot: Plot) -> str:
    says = _text(plot.says)
    drawn = f'<div role="img" aria-label="{says}">{svg(plot.chart)}</div>'
    return f"<figure>\n{drawn}\n<figcaption>{says}</figcaption>\n</figure>\n"


def _table(table: Table) -> str:
    """Return a table; the roles keep it one for screen readers where a narrow screen sets it as a list."""
    kinds = [' class="figures"' if column.figures else "" for column in table.columns]
    titles = [_text(column.title) for column in table.columns]
    head = "".join(
        f'<th scope="col" role="columnheader"{kind}>{title}</th>' for kind, title in zip(kinds, titles, strict=True)
    )
    rows = "".join(f'<tr role="row">{_cells(row, kinds, titles)}</tr>\n' for row in table.rows)
    note = f'<p class="note">{_text(table.note)}</p>\n' if table.note else ""
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{_text(table.caption)}">\n'
        f'<table role="table">\n<caption>{_text(table.caption)}</caption>\n<thead role="rowgroup">'
        f'<tr role="row">{head}</tr></thead>\n<tbody role="rowgroup">\n{rows}</tbody>\n</table>\n</div>\n{note}'
    )


def _cells(row: Sequence[str], kinds: Sequence[str], titles: Sequence[str]) -> str:
    cells = [f'<th scope="row" role="rowheader">{_text(row[0])}</th>']
    for text, kind, title in zip(row[1:], kinds[1:], titles[1:], strict=True):
        cells.append(f'<td role="cell"{kind} data-label="{title}"><span>{_text(text)}</span></td>')
    return "".join(cells)


def _case(case: Case) -> str:
    facts = "".join(f"<dt>{_text(name)}</dt><dd>{_text(value)}</dd>\n" for name, value in case.facts)
    quotes = "".join(map(_quote, case.quotes))
    return (
        f"<article>\n<h3>{_text(case.id)}: {_text(case.question)}</h3>\n"
        f'<p class="problem">{_text(case.problem)}</p>\n<dl>\n{facts}</dl>\n{quotes}</article>\n'
    )


def _quote(quote: Quote) -> str:
    where = f"{_text(quote.place)} ({quote.judged})"
    return f'<blockquote><p>“{_text(quote.text)}”</p><p class="note">{where}</p></blockquote>\n'
