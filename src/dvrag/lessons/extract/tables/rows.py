"""Findings in the rows of tables: action plans, library pages, annexes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from dvrag.lessons.extract.asking.words import agency_named, asks, begins_doing, deadline_in, subject_of
from dvrag.lessons.extract.tables.columns import (
    CELL,
    LONE,
    NUMBER,
    Cell,
    asks_in,
    cells_of,
    columns_of,
    header_of,
    matched,
)
from dvrag.lessons.extract.zones import kind_of, scope_in, zone_of
from dvrag.model.documents import Block, BlockKind, Report
from dvrag.model.findings import Draft, FindingKind, Plan

CUT = "It ends without a full stop: it may go on in the next row."
NO_ADDRESSEE = "No addressee is named."
_LABEL = re.compile(
    r"(?:recommendation|rec\.?)\s*(?:no\.?\s*)?(?P<n>\d+(?:\.\d+)*\s?\(?[a-z]?\)?)\s*[.:–-]?", re.IGNORECASE
)
_LABEL_BEFORE = re.compile(_LABEL.pattern.replace("[.:–-]?", "[.:–-]") + r"\s*", re.IGNORECASE)
_FEW_CELLS = 2
_FEWEST = 4
"""Words of a finding in a cell, at least."""
_POST = re.compile(
    r"^(?:head|director|chief|deputy|assistant|named|designated)\b|\b(?:managers?|officers?|nurse|leads?|director|coordinator|head)$",
    re.IGNORECASE,
)
"""A post, which leads an action for the body that is told."""
_STANDS = re.compile(
    r"\b[Tt]he\s+(?P<who>(?:[A-Z][\w’'-]+\s+){0,3}(?:Office|Department|Ministry|College|Inspectorate)(?:\s+(?:of|for)\s+[A-Z]\w+)?)\s+(?:to|should|must)\b"
)


def in_rows(report: Report) -> list[Draft]:
    """Return the findings in the rows of every table one of whose columns holds recommendations or lessons.

    A row that holds nothing but a labelled recommendation is one too; the row below it states its plan.
    """
    found: list[Draft] = []
    header: Sequence[str] = ()
    open_group, below, numbered = False, False, False
    for block in report.blocks:
        if block.kind is not BlockKind.TABLE_ROW:
            open_group = below = open_group and block.kind is BlockKind.HEADING
            continue
        own = report.text[block.start : block.end].split(CELL)
        grouped = _group(report, block, own)
        if grouped is None and _is_header(block, own):
            header, numbered = own, False
            continue
        names = header_of(block, header)
        if grouped:
            found.append(grouped)
            below = len(own) == 1
        elif open_group:
            found[-1] = _with_plan(found[-1], matched(report, block, names, header))
        elif not below or asks_in(names):
            made = _new(report, _rows(report, block, (names, header), numbered=numbered), found[-2:])
            numbered = numbered or any(draft.number for draft in made)
            found += made
        open_group = grouped is not None and len(own) == 1
    return found


def _new(report: Report, made: Sequence[Draft], above: Sequence[Draft]) -> list[Draft]:
    return [draft for draft in made if not any(_again(report, draft, other) for other in above)]


def _again(report: Report, draft: Draft, other: Draft) -> bool:
    """Return whether a row repeats the words of one just above: its cell spans both, or they part its actions."""
    words = report.text[draft.start : draft.end].casefold()
    return draft.kind is other.kind and words == report.text[other.start : other.end].casefold()


def _is_header(block: Block, own: Sequence[str]) -> bool:
    columns = columns_of(own) if not block.context else {}
    return "text" in columns and len(own) > 1 and not _reads(own[columns["text"]])


def _group(report: Report, block: Block, own: Sequence[str]) -> Draft | None:
    """Return the recommendation of a row that holds its label and its words, and no other columns."""
    section = report.sections[block.section].path if block.section < len(report.sections) else ()
    if len(own) > _FEW_CELLS or _is_progress(section):
        return None
    cells = cells_of(report, block)
    alone = _LABEL.fullmatch(cells[0].text) if len(cells) > 1 else None
    inside = _LABEL_BEFORE.match(cells[0].text) if len(cells) == 1 else None
    if not (alone or inside):
        return None
    start = cells[1].start if alone else cells[0].start + (inside.end() if inside else 0)
    words = report.text[start : block.end]
    if len(words.split()) < _FEWEST:
        return None
    told = subject_of(words)
    number = alone["n"] if alone else inside["n"] if inside else None
    doubts = _doubts(FindingKind.RECOMMENDATION, told, words)
    plan = Plan(deadline=deadline_in(words))
    return Draft(FindingKind.RECOMMENDATION, start, block.end, number, told, plan, confidence=0.97, doubts=doubts)


def _with_plan(draft: Draft, columns: Mapping[str, Cell]) -> Draft:
    stated = _plan(columns, "")
    told = draft.addressee or _told(columns, "")
    doubts = tuple(doubt for doubt in draft.doubts if not told or doubt != NO_ADDRESSEE)
    return replace(draft, addressee=told, plan=stated, doubts=doubts)


def _rows(report: Report, block: Block, named: tuple[Sequence[str], Sequence[str]], *, numbered: bool) -> list[Draft]:
    """Return the finding of a row; two where a lesson and its recommendation stand side by side.

    `named` holds the names of its columns and of those of the whole table.
    """
    names, header = named
    section = report.sections[block.section].path if block.section < len(report.sections) else ()
    if _is_progress(section):
        return []
    columns = matched(report, block, names, header)
    kinds = columns_of(names, header)
    if "text" not in columns and not block.context:
        made = _unheaded(report, block, section)
        return [made] if made else []
    found = []
    for key in ("text", "other"):
        if key in columns:
            one = {**columns, "text": columns[key]}
            kind = kind_of(names[kinds[key]]) or FindingKind.RECOMMENDATION
            made = _row(report, block, one, kind, strict=numbered and len(cells_of(report, block)) < len(names))
            found += [made] if made else []
    return found


def _unheaded(report: Report, block: Block, section: Sequence[str]) -> Draft | None:
    """Return the recommendation of a row of a table without names of columns, below a heading that announces them: its
    number, its words, and perhaps who is told.
    """
    zone = zone_of(section)
    cells = cells_of(report, block)
    if zone is None or zone.kind is not FindingKind.RECOMMENDATION or len(cells) < 2 or not LONE.match(cells[0].text):
        return None
    columns = {"number": cells[0], "text": cells[1]}
    if len(cells) > _FEW_CELLS and agency_named(cells[2].text):
        columns["told"] = cells[2]
    asked = asks(cells[1].text) or begins_doing(cells[1].text) or subject_of(cells[1].text)
    return _row(report, block, columns, zone.kind, strict=False) if asked else None


def _row(report: Report, block: Block, columns: Mapping[str, Cell], kind: FindingKind, *, strict: bool) -> Draft | None:
    """Return the finding in the text cell of a row; `strict`: only one with a number, as the table numbers its own."""
    text = columns["text"]
    number, start = _number(columns, text, block)
    words = report.text[start : text.end]
    if (
        (strict and number is None)
        or (strict and words[:1].islower())
        or len(words.split()) < _FEWEST
        or not re.search(r"[a-z]{3}", words)
    ):
        return None
    if _is_sum(cells_of(report, block), text) and len(words.split()) < 9:
        return None
    told = _told(columns, words)
    return Draft(
        kind=kind,
        start=start,
        end=text.end,
        number=number,
        addressee=told,
        plan=_plan(columns, words),
        confidence=0.97,
        doubts=_doubts(kind, told, words),
    )


def _number(columns: Mapping[str, Cell], text: Cell, block: Block) -> tuple[str | None, int]:
    """Return the printed number of a row and where the words of its finding begin."""
    inside = NUMBER.match(text.text)
    if inside:
        return inside["n"], text.start + inside.end()
    first = columns.get("number")
    alone = LONE.match(first.text) if first else None
    if alone:
        return alone["n"], text.start
    kept = block.paragraph
    if kept and text.text.startswith(kept):
        return kept, text.start + len(kept) + (len(text.text[len(kept) :]) - len(text.text[len(kept) :].lstrip(" .:)")))
    return kept, text.start


def _told(columns: Mapping[str, Cell], words: str) -> str | None:
    """Return who is told: a national body that the row itself names, else the column's agency, else its subject."""
    named = _STANDS.search(words[:120])
    stated = [columns[key].text for key in ("told", "lead") if key in columns]
    subject = subject_of(words)
    if named and subject and stated:
        return re.sub(r"^the\s+", "", named["who"], flags=re.I) if agency_named(named["who"]) else stated[0]
    stated = [subject, *stated] if subject and "told" not in columns and stated and _POST.search(stated[0]) else stated
    whole = [value.split("(")[0].strip() if value.count("(") > value.count(")") else value for value in stated]
    return next((value for value in whole if value and value not in {"-", "–", "n/a"}), None) or subject


def _plan(columns: Mapping[str, Cell], words: str) -> Plan:
    def value(key: str) -> str | None:
        return (columns[key].text or None) if key in columns else None

    return Plan(
        scope=scope_in(value("scope") or ""),
        deadline=value("deadline") or deadline_in(words),
        lead=value("lead"),
        action=value("action"),
        milestones=value("milestones"),
        status=value("status"),
    )


def _doubts(kind: FindingKind, told: str | None, words: str) -> tuple[str, ...]:
    named = told or kind is not FindingKind.RECOMMENDATION
    cut = words.rstrip()[-1:].isalnum() and len(words) > 60
    return (*(() if named else (NO_ADDRESSEE,)), *((CUT,) if cut else ()))


def _is_sum(cells: Sequence[Cell], text: Cell) -> bool:
    """Return whether most other cells of a row are sums or counts: a table of costs."""
    others = [cell.text for cell in cells if cell is not text]
    return sum(bool(re.fullmatch(r"[£$€]?[\d,.]+\s*[km%]?", other)) for other in others) * 2 > len(others)


def _reads(cell: str) -> bool:
    """Return whether a cell is a finding's text and not the name of a column."""
    return len(cell.split()) > 8


def _is_progress(path: Sequence[str]) -> bool:
    return any(
        re.search(r"\bprogress\b|\bprevious\b|\bearlier\s+(?:inspection|report|recommend)", heading, re.I)
        for heading in path
    )
