"""Reports and passages as values of columns, and back, without loss."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

import numpy as np

from dvrag.model.documents import (
    Authority,
    Block,
    BlockKind,
    Fact,
    Facts,
    Family,
    Line,
    Page,
    Passage,
    Report,
    Section,
    Span,
)
from dvrag.model.ids import PassageId, ReportId
from dvrag.model.raw import Box, PageSource
from dvrag.model.results import ReportSummary
from dvrag.store.tables import Value

_LINE = np.dtype([("at", "<i8", (3,)), ("boxed", "?"), ("box", "<f8", (4,))])


def to_json(value: Any) -> str:
    """Return compact JSON with sorted keys."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def facts_to_json(facts: Facts) -> str:
    """Return facts as JSON: name → [value, start, end, origin]."""
    table: dict[str, list[Any]] = {}
    for name in (f.name for f in fields(Facts)):
        fact: Fact = getattr(facts, name)
        span = (fact.span.start, fact.span.end) if fact.span else (None, None)
        table[name] = [fact.value, *span, fact.origin]
    return to_json(table)


def facts_from_json(text: str) -> Facts:
    """Return the facts that `facts_to_json` wrote."""
    return Facts(**{name: _fact(*values) for name, values in json.loads(text).items()})


def summary_values(report: Report, passages: int, added: str, chunker: str, tx: int) -> tuple[Value, ...]:
    """Return a row of `reports`."""
    return (
        *(report.id, report.source, report.format, report.family.value, report.authority.value),
        *(facts_to_json(report.facts), to_json(report.glossary), to_json(report.warnings)),
        *(sum(page.number > 0 for page in report.pages), passages, len(report.text), added, chunker, tx),
    )


def summary_from(row: Sequence[Any], near_duplicates: tuple[ReportId, ...]) -> ReportSummary:
    """Return the summary in a row of `reports`."""
    identity, source, kind, family, authority, facts, _, warnings, pages, passages, characters, added, _, _ = row
    return ReportSummary(
        id=ReportId(identity),
        source=source,
        format=kind,
        family=Family(family),
        authority=Authority(authority),
        facts=facts_from_json(facts),
        pages=pages,
        passages=passages,
        characters=characters,
        added=added,
        near_duplicates=near_duplicates,
        warnings=tuple(json.loads(warnings)),
    )


def body_values(report: Report) -> tuple[Value, ...]:
    """Return a row of `bodies`."""
    pages = [[p.number, p.label, p.start, p.end, p.width, p.height, p.source.value] for p in report.pages]
    sections = [[s.index, s.level, s.path, s.start, s.end] for s in report.sections]
    blocks = [[b.start, b.end, b.kind.value, b.section, b.paragraph, b.index, b.context] for b in report.blocks]
    return (report.id, report.text, to_json(pages), lines_to_bytes(report.lines), to_json(sections), to_json(blocks))


def report_from(row: Sequence[Any], body: Sequence[Any]) -> Report:
    """Return the report in its rows of `reports` and `bodies`."""
    _, text, pages, lines, sections, blocks = body
    return Report(
        id=ReportId(row[0]),
        source=row[1],
        format=row[2],
        family=Family(row[3]),
        authority=Authority(row[4]),
        text=text,
        pages=tuple(_page(values) for values in json.loads(pages)),
        lines=lines_from_bytes(lines),
        sections=tuple(Section(i, level, tuple(path), a, b) for i, level, path, a, b in json.loads(sections)),
        blocks=tuple(Block(a, b, BlockKind(kind), *rest) for a, b, kind, *rest in json.loads(blocks)),
        facts=facts_from_json(row[5]),
        glossary=json.loads(row[6]),
        warnings=tuple(json.loads(row[7])),
    )


def passage_values(passage: Passage, row: int | None, tx: int) -> tuple[Value, ...]:
    """Return a row of `passages`."""
    return (
        *(row, passage.id, passage.report_id, passage.start, passage.end, passage.text, passage.kind.value),
        *(passage.section, passage.page, passage.page_label, passage.paragraph, passage.paragraph_index),
        *(passage.context, tx),
    )


def passage_from(row: Sequence[Any]) -> Passage:
    """Return the passage in a row of `passages`."""
    _, identity, report, start, end, text, kind, section, page, label, paragraph, index, context, _ = row
    return Passage(
        id=PassageId(identity),
        report_id=ReportId(report),
        start=start,
        end=end,
        text=text,
        kind=BlockKind(kind),
        section=section,
        page=page,
        page_label=label,
        paragraph=paragraph,
        paragraph_index=index,
        context=context,
    )


def lines_to_bytes(lines: Sequence[Line]) -> bytes:
    """Return lines as a compressed array of offsets, page and box."""
    array = np.zeros(len(lines), dtype=_LINE)
    for i, line in enumerate(lines):
        array["at"][i] = (line.start, line.end, line.page)
        if line.box:
            array["boxed"][i] = True
            array["box"][i] = (line.box.x0, line.box.y0, line.box.x1, line.box.y1)
    return zlib.compress(array.tobytes(), 6)


def lines_from_bytes(content: bytes) -> tuple[Line, ...]:
    """Return the lines that `lines_to_bytes` wrote."""
    array = np.frombuffer(zlib.decompress(content), dtype=_LINE)
    columns = zip(array["at"].tolist(), array["boxed"].tolist(), array["box"].tolist(), strict=True)
    return tuple(Line(a, b, page, Box(*box) if boxed else None) for (a, b, page), boxed, box in columns)


def _page(values: Sequence[Any]) -> Page:
    number, label, start, end, width, height, source = values
    return Page(number, label, start, end, width, height, PageSource(source))


def _fact(value: str | None, start: int | None, end: int | None, origin: str) -> Fact:
    span = None if start is None or end is None else Span(start, end)
    return Fact(value=value, span=span, origin=origin)
