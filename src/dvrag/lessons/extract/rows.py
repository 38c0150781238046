"""Findings in the rows of tables: action plans, library pages, annexes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dvrag.lessons.extract.words import agency_named, deadline_in, subject_of
from dvrag.lessons.extract.zones import kind_of, scope_in
from dvrag.model.documents import Block, BlockKind, Report
from dvrag.model.findings import Draft, FindingKind, Plan

_CELL = " | "
_COLUMNS = (
    (
        "number",
        re.compile(r"^(?:#|no\.?|ref(?:erence)?\.?|number|rec(?:ommendation)?\.?\s*(?:no\.?|number|#|ref\.?))$", re.I),
    ),
    (
        "text",
        re.compile(
            r"^(?:the\s+)?(?:panel\s+)?(?:recommendations?|lessons?(?:\s+learn(?:t|ed))?|areas?\s+for\s+improvement|learning\s+points?)\b",
            re.I,
        ),
    ),
    ("scope", re.compile(r"^scope\b|^level\b", re.I)),
    (
        "told",
        re.compile(
            r"\baddress(?:ed|ee)|^(?:lead\s+)?(?:agency|agencies|organisations?)\b|^lead\s+(?:agency|organisation)|^for\s+whom|^directed\s+(?:to|at)",
            re.I,
        ),
    ),
    ("lead", re.compile(r"^(?:lead|owner|responsible|accountable)\b|\bofficer\b", re.I)),
    (
        "deadline",
        re.compile(
            r"\btarget\b|\bdeadline\b|\btimescales?\b|\bby\s+when\b|^due\b|^when\b|^(?:completion\s+)?date\b", re.I
        ),
    ),
    ("milestones", re.compile(r"\bmilestones?\b", re.I)),
    ("status", re.compile(r"\bstatus\b|\bcompletion\b|\boutcome\b|\bprogress\b|\bupdate\b|\brag\b|\bevidence\b", re.I)),
    ("action", re.compile(r"^(?:key\s+)?actions?\b|^steps?\b", re.I)),
)
_NUMBER = re.compile(
    r"^(?:recommendation\s*|rec\.?\s*)?(?P<n>\d+(?:\.\d+)*(?:\s?\(?[a-z]\)?)?|[A-Z]{1,3}\d+(?:\.\d+)*)[.:)]?\s+(?=[A-Z“\"‘(])",
    re.IGNORECASE,
)
_LONE = re.compile(
    r"^(?:recommendation\s*)?(?P<n>\d+(?:\.\d+)*(?:\s?\(?[a-z]\)?)?|[A-Z]{1,3}\d+(?:\.\d+)*)[.:)]?$", re.IGNORECASE
)
CUT = "It ends without a full stop: it may go on in the next row."
_FEWEST = 4
"""Words of a finding in a cell, at least."""
_STANDS = re.compile(
    r"\b[Tt]he\s+(?P<who>(?:[A-Z][\w’'-]+\s+){0,3}(?:Office|Department|Ministry|College|Inspectorate)(?:\s+(?:of|for)\s+[A-Z]\w+)?)\s+(?:to|should|must)\b"
)


@dataclass(frozen=True, slots=True)
class _Cell:
    start: int
    end: int
    text: str


def in_rows(report: Report) -> list[Draft]:
    """Return the findings in the rows of every table one of whose columns holds recommendations or lessons."""
    found = []
    header: Sequence[str] = ()
    for block in report.blocks:
        if block.kind is not BlockKind.TABLE_ROW:
            continue
        names = _header(block, header)
        own = report.text[block.start : block.end].split(_CELL)
        columns = _columns(own) if not block.context else {}
        if "text" in columns and len(own) > 1 and not _reads(own[columns["text"]]):
            header = own
            continue
        made = _row(report, block, names)
        found += [made] if made else []
    return found


def _header(block: Block, last: Sequence[str]) -> Sequence[str]:
    """Return the names of the columns that a row's context ends with; a line of a group may stand before them."""
    if not block.context:
        return last
    names = block.context.split(_CELL)
    if last and names[1:] == list(last[1:]) and names[0].endswith(last[0]):
        return last
    return [names[0].rpartition("\n")[2], *names[1:]]


def _columns(names: Sequence[str]) -> dict[str, int]:
    """Return which column is what; each of the first that fits."""
    found: dict[str, int] = {}
    for i, name in enumerate(names):
        for key, pattern in _COLUMNS:
            if key not in found and pattern.search(name.strip()):
                found[key] = i
                break
    if (
        "text" not in found
        and "action" in found
        and {"told", "lead"} & set(found)
        and {"deadline", "status"} & set(found)
    ):
        found["text"] = found.pop("action")
    return found


def _row(report: Report, block: Block, names: Sequence[str]) -> Draft | None:
    columns = _columns(names)
    section = report.sections[block.section].path if block.section < len(report.sections) else ()
    cells = _cells(report, block)
    if "text" not in columns or len(cells) != len(names) or _is_progress(section):
        return None
    text = cells[columns["text"]]
    number, start = _number(cells, columns, text, block)
    words = report.text[start : text.end]
    if len(words.split()) < _FEWEST or not re.search(r"[a-z]{3}", words):
        return None
    if _is_sum(cells, text) and len(words.split()) < 9:
        return None
    kind = kind_of(names[columns["text"]]) or FindingKind.RECOMMENDATION
    return Draft(
        kind=kind,
        start=start,
        end=text.end,
        number=number,
        addressee=_told(cells, columns, words),
        plan=_plan(cells, columns, words),
        confidence=0.97,
        doubts=_doubts(kind, _told(cells, columns, words), words),
    )


def _cells(report: Report, block: Block) -> list[_Cell]:
    cells, at = [], block.start
    for text in report.text[block.start : block.end].split(_CELL):
        left = at + len(text) - len(text.lstrip())
        cells.append(_Cell(left, left + len(text.strip()), text.strip()))
        at += len(text) + len(_CELL)
    return cells


def _number(cells: Sequence[_Cell], columns: Mapping[str, int], text: _Cell, block: Block) -> tuple[str | None, int]:
    """Return the printed number of a row and where the words of its finding begin."""
    inside = _NUMBER.match(text.text)
    if inside:
        return inside["n"], text.start + inside.end()
    first = cells[columns.get("number", 0)]
    alone = _LONE.match(first.text)
    if alone and first is not text:
        return alone["n"], text.start
    kept = block.paragraph
    if kept and text.text.startswith(kept):
        return kept, text.start + len(kept) + (len(text.text[len(kept) :]) - len(text.text[len(kept) :].lstrip(" .:)")))
    return kept, text.start


def _told(cells: Sequence[_Cell], columns: Mapping[str, int], words: str) -> str | None:
    """Return who is told: a national body that the row itself names, else the column's agency, else its subject."""
    named = _STANDS.search(words[:120])
    stated = [cells[columns[key]].text for key in ("told", "lead") if key in columns]
    subject = subject_of(words)
    if named and subject and stated:
        return re.sub(r"^the\s+", "", named["who"], flags=re.I) if agency_named(named["who"]) else stated[0]
    whole = [value.split("(")[0].strip() if value.count("(") > value.count(")") else value for value in stated]
    return next((value for value in whole if value and value not in {"-", "–", "n/a"}), None) or subject


def _plan(cells: Sequence[_Cell], columns: Mapping[str, int], words: str) -> Plan:
    def value(key: str) -> str | None:
        return (cells[columns[key]].text or None) if key in columns else None

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
    return (*(() if named else ("No addressee is named.",)), *((CUT,) if cut else ()))


def _is_sum(cells: Sequence[_Cell], text: _Cell) -> bool:
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
