"""A library of invented reports for training, without a store: a line is a block."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dvrag.model.documents import Authority, Block, BlockKind, Fact, Facts, Family, Report, Section, Span
from dvrag.model.ids import ReportId
from dvrag.model.results import ReportSummary
from dvrag.training.material import Material


def report_of(name: str, text: str, family: Family = Family.DHR_OVERVIEW, **facts: str) -> Report:
    """Return a report: "# " begins a heading, "* " an item of a list, "@ " an entry of a chronology, "| " a row."""
    kinds = {"#": BlockKind.HEADING, "*": BlockKind.LIST_ITEM, "@": BlockKind.CHRONOLOGY, "|": BlockKind.TABLE_ROW}
    blocks, sections, plain = list[Block](), [Section(0, 0, (), 0, 0)], ""
    for line in text.strip().splitlines():
        kind = kinds.get(line[:1], BlockKind.PARAGRAPH)
        words = line[2:] if kind is not BlockKind.PARAGRAPH else line
        start = len(plain)
        plain += words + "\n\n"
        if kind is BlockKind.HEADING:
            sections.append(Section(len(sections), 1, (words,), start, start + len(words)))
        blocks.append(Block(start, start + len(words), kind, len(sections) - 1, f"{len(blocks)}.1", 1))
    known = Facts(**{key: Fact(value, Span(0, 1), "text") for key, value in facts.items()})
    identity = ReportId(name)
    return Report(
        identity, name, "text", family, Authority.UNKNOWN, plain, (), (), tuple(sections), tuple(blocks), known
    )


def material_of(*reports: Report, glossaries: Mapping[str, dict[str, str]] | None = None) -> Material:
    """Return what training sees of these reports; every text speaks of the theme "risk_assessment"."""
    full = {r.id: replace(r, glossary=(glossaries or {}).get(r.source, {})) for r in reports}
    summaries = {
        r.id: ReportSummary(r.id, r.source, "text", r.family, r.authority, r.facts, 1, 1, len(r.text), "")
        for r in reports
    }
    return Material(
        reports=summaries,
        entries=(),
        themes=(),
        report=lambda identity: full[identity],
        themes_of=lambda texts, headings: [("risk_assessment",) for _ in texts],
        fingerprint="one",
    )
