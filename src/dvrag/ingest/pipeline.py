"""A file's lines → a report: structure, family, facts, glossary. Pure: the same lines give the same report."""

from __future__ import annotations

from dataclasses import replace

from dvrag.ingest.facts.extract import facts
from dvrag.ingest.facts.title import title
from dvrag.ingest.families.profile import evidence
from dvrag.ingest.families.registry import recognise
from dvrag.ingest.glossary import glossary
from dvrag.ingest.structure.assemble import Body, assemble, pages_of
from dvrag.ingest.structure.drafts import Draft
from dvrag.ingest.structure.group import group
from dvrag.ingest.structure.headings import find_headings
from dvrag.ingest.structure.hyphens import lexicon
from dvrag.ingest.structure.lines import measure, read_lines
from dvrag.ingest.structure.pages.contents import without_contents
from dvrag.ingest.structure.pages.footnotes import Note, note_mark, refers, split_footnotes
from dvrag.ingest.structure.pages.forms import open_forms, read_pipes
from dvrag.ingest.structure.pages.furniture import without_furniture
from dvrag.model.documents import BlockKind, Report
from dvrag.model.ids import ReportId
from dvrag.model.raw import RawDocument

VERSION = "5"
"""Changes whenever the same file would give another report."""


def build_report(raw: RawDocument, report_id: ReportId) -> Report:
    """Return the report of a file as read. Its text is normalised; every span points into it."""
    body, labels = _structure(raw)
    named = title(body, raw.properties)
    family, authority = recognise(evidence(body, named.value or ""))
    return Report(
        id=report_id,
        source=raw.source,
        format=raw.format,
        family=family,
        authority=authority,
        text=body.text,
        pages=pages_of(body, raw.pages, labels),
        lines=body.lines,
        sections=body.sections,
        blocks=body.blocks,
        facts=facts(body, family, raw.source, raw.properties),
        glossary=glossary(body),
        warnings=raw.warnings,
    )


def _structure(raw: RawDocument) -> tuple[Body, dict[int, str]]:
    """Return the document's body, and printed page labels by page index."""
    lines = read_pipes(read_lines(raw))
    words = lexicon(lines)
    lines, labels = without_furniture(lines, raw.pages, measure(lines).body_size)
    lines = without_contents(lines)
    lines = open_forms(lines, measure(lines).body_size)
    measures = measure(lines)
    lines, notes = split_footnotes(lines, measures)
    drafts = group(lines, find_headings(lines, raw, measures), measures)
    body = assemble(_with_notes(drafts, notes), words)
    numbers = [page.number for page in raw.pages]
    placed = tuple(replace(line, page=numbers[line.page]) for line in body.lines)
    return replace(body, lines=placed), labels


def _with_notes(drafts: list[Draft], notes: list[Note]) -> list[Draft]:
    """Return the drafts with each footnote behind the block that refers to it, else behind the last of its page."""
    after: dict[int, list[Draft]] = {}
    for note in notes:
        cut = note_mark(note.lines[0].text)
        draft = Draft(BlockKind.FOOTNOTE, list(note.lines), cut=cut, paragraph=None)
        after.setdefault(_place(drafts, note), []).append(draft)
    placed = list(after.get(-1, []))
    for index, draft in enumerate(drafts):
        placed.append(draft)
        placed.extend(after.get(index, []))
    return placed


def _place(drafts: list[Draft], note: Note) -> int:
    on_page = [i for i, draft in enumerate(drafts) if any(line.page == note.page for line in draft.lines)]
    for index in on_page:
        if any(refers(line.text, note.mark) for line in drafts[index].lines if line.page == note.page):
            return index
    return on_page[-1] if on_page else len(drafts) - 1
