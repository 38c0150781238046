"""A report as Markdown: the same as the HTML without its charts, whose figures stand in the tables."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dvrag.evaluate.report.beside import Beside
from dvrag.evaluate.report.cases import Case
from dvrag.evaluate.report.contents import Headline, Section, contents
from dvrag.evaluate.report.tables import Table
from dvrag.evaluate.run import Run
from dvrag.evaluate.summary import Summary

_MARKS = re.compile(r"([\\`*_\[\]<>|~&$#])")
_ADDRESS = re.compile(r"://|www\.", re.IGNORECASE)


def report_markdown(run: Run, summary: Summary, others: Beside | None = None) -> str:
    """Return the report as GitHub-flavoured Markdown."""
    found = contents(run, summary, others)
    parts = [f"# {_text(found.title)}", *_headline(found.headline)]
    for section in found.sections:
        parts += _section(section)
    return "\n\n".join(parts) + "\n"


def _text(text: str) -> str:
    """Return text in one line in which every character stands for itself: nothing is a mark, a tag or a link."""
    line = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    marked = _MARKS.sub(r"\\\1", line)
    return _ADDRESS.sub(lambda found: "\\".join((found[0][:-1], found[0][-1])), marked)


def _headline(headline: Headline) -> Iterable[str]:
    yield " ".join(map(_text, headline.sentences))
    for title, lines in (("Targets met", headline.met), ("Targets not met", headline.missed)):
        if lines:
            yield f"## {title}"
            yield "\n".join(f"- {_text(line)}" for line in lines)


def _section(section: Section) -> Iterable[str]:
    yield f"## {_text(section.title)}"
    yield from map(_text, section.text)
    for table in section.tables:
        yield from _table(table)
    for case in section.cases:
        yield from _case(case)


def _table(table: Table) -> Iterable[str]:
    yield f"**{_text(table.caption)}**"
    rules = ["--:" if column.figures else "---" for column in table.columns]
    lines = [[_text(column.title) for column in table.columns], rules, *([_text(c) for c in row] for row in table.rows)]
    yield "\n".join(f"| {' | '.join(line)} |" for line in lines)
    if table.note:
        yield _text(table.note)


def _case(case: Case) -> Iterable[str]:
    yield f"### {_text(case.id)}: {_text(case.question)}"
    yield f"**{_text(case.problem)}**"
    yield "\n".join(f"- {name}: {_text(value)}" for name, value in case.facts)
    for quote in case.quotes:
        yield f"> “{_text(quote.text)}”\n> {_text(quote.place)} ({quote.judged})"
