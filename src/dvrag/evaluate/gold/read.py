"""Gold files: CSV (opens in a spreadsheet) or JSONL with the same columns."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

from dvrag.errors import NotFoundError, UnreadableError, UsageError
from dvrag.evaluate.gold.cells import read_figures, read_passages, read_points
from dvrag.evaluate.gold.questions import MARK, SPLITS, SUBTYPES, GoldQuestion, GoldSet, Mistake, QuestionType
from dvrag.model.answers import Status

COLUMNS = ("id", "split", "type", "subtype", "question", "expected", "relevant", "points", "figures", "note")
REQUIRED = ("id", "type", "question")
DRAFT = "DRAFT"
"""A question that begins with this word was drafted by dvrag and still has to be written by a person."""

Row: TypeAlias = Mapping[str, str]
Wrong: TypeAlias = Callable[[str, str], None]
"""Told of a mistake: the column and what is wrong there."""


def read_gold(path: Path) -> GoldSet:
    """Return the questions of a gold file.

    Raises NotFoundError where there is none, UnreadableError naming row and column of the first mistake.
    """
    gold, mistakes = parse_gold(path)
    if mistakes:
        more = f" (and {len(mistakes) - 1} more)" if len(mistakes) > 1 else ""
        raise UnreadableError(f"{path}, {mistakes[0]}{more}.", hint=f"See all: `dvrag evaluate check {path}`.")
    if not gold.questions:
        raise UsageError(f"{path} holds no question.", hint="Draft some: `dvrag evaluate new FILE`.")
    return gold


def parse_gold(path: Path) -> tuple[GoldSet, tuple[Mistake, ...]]:
    """Return the questions that can be read and every mistake in the others.

    Raises NotFoundError; UnreadableError where the file is neither CSV nor JSONL in UTF-8.
    """
    if not path.is_file():
        raise NotFoundError(f"There is no file {path}.", hint="Name a gold file (CSV or JSONL).")
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError(
            f"{path} is not UTF-8 text.", hint="Save it from the spreadsheet as CSV UTF-8."
        ) from error
    mistakes: list[Mistake] = []
    questions: list[GoldQuestion] = []
    seen: dict[str, int] = {}
    for number, row in _rows(path, text, mistakes):
        question = _question(number, row, mistakes)
        if question is None:
            continue
        if question.id in seen:
            mistakes.append(Mistake(number, "id", f"{question.id!r} stands in row {seen[question.id]} already"))
            continue
        seen[question.id] = number
        questions.append(question)
    gold = GoldSet(path.name, hashlib.sha256(data).hexdigest(), tuple(questions))
    return gold, tuple(sorted(mistakes, key=lambda m: m.row))


def _rows(path: Path, text: str, mistakes: list[Mistake]) -> Iterator[tuple[int, Row]]:
    if path.suffix.lower() in {".jsonl", ".json", ".ndjson"}:
        yield from _json_rows(text, mistakes)
        return
    try:
        dialect = csv.Sniffer().sniff(text.split("\n", 1)[0], delimiters=",;\t")
    except csv.Error:
        dialect = csv.excel
    reader = csv.reader(io.StringIO(text), delimiter=dialect.delimiter, strict=True)
    try:
        header = [name.strip().lower() for name in next(reader, [])]
        lacking = [name for name in REQUIRED if name not in header]
        if lacking:
            raise UnreadableError(f"{path} lacks the column {lacking[0]!r}.", hint=f"Columns: {', '.join(COLUMNS)}.")
        for number, values in enumerate(reader, start=2):
            if any(value.strip() for value in values):
                yield number, dict(zip(header, values, strict=False))
    except csv.Error as error:
        raise UnreadableError(f"{path}, line {reader.line_num}: not CSV ({error}).") from error


def _json_rows(text: str, mistakes: list[Mistake]) -> Iterator[tuple[int, Row]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError:
            mistakes.append(Mistake(number, "", "not JSON"))
            continue
        if not isinstance(record, dict):
            mistakes.append(Mistake(number, "", "not a JSON object"))
            continue
        yield number, {key: _cell(value) for key, value in record.items()}


def _cell(value: Any) -> str:
    return "\n".join(map(str, value)) if isinstance(value, list) else "" if value is None else str(value)


def _question(number: int, row: Row, mistakes: list[Mistake]) -> GoldQuestion | None:
    before = len(mistakes)
    cell = {name: (row.get(name) or "").strip() for name in COLUMNS}

    def wrong(column: str, message: str) -> None:
        mistakes.append(Mistake(number, column, message))

    _written(cell, wrong)
    kind = _type(cell, wrong)
    expected = _expected(cell, kind, wrong)
    parts = _parts(cell, wrong)
    if kind is None or len(mistakes) > before:
        return None
    split = cell["split"] or SPLITS[0]
    made = GoldQuestion(
        cell["id"], cell["question"], kind, cell["subtype"], split, expected, note=cell["note"], row=number, **parts
    )
    _consistent(made, wrong)
    return made if len(mistakes) == before else None


def _written(cell: Row, wrong: Wrong) -> None:
    for name in REQUIRED:
        if not cell[name]:
            wrong(name, "is empty")
    if cell["question"].startswith(DRAFT):
        wrong("question", "is still a draft; write it as a person would ask, without the word DRAFT")
    if cell["split"] and cell["split"] not in SPLITS:
        wrong("split", f"must be {' or '.join(SPLITS)}, not {cell['split']!r}")


def _parts(cell: Row, wrong: Wrong) -> dict[str, Any]:
    parts: dict[str, Any] = {}
    for column, reader in (("relevant", read_passages), ("points", read_points), ("figures", read_figures)):
        try:
            parts[column] = reader(cell[column])
        except ValueError as error:
            wrong(column, str(error))
    return parts


def _type(cell: Row, wrong: Wrong) -> QuestionType | None:
    try:
        kind = QuestionType(cell["type"].lower())
    except ValueError:
        if cell["type"]:
            wrong("type", f"unknown: {cell['type']!r}; known: {', '.join(QuestionType)}")
        return None
    known = SUBTYPES.get(kind, ())
    if known and cell["subtype"] not in known:
        wrong("subtype", f"must be one of {', '.join(known)}, not {cell['subtype']!r}")
    return kind


def _expected(cell: Row, kind: QuestionType | None, wrong: Wrong) -> Status:
    implied = next((status for status, mark in MARK.items() if mark is not None and mark is kind), Status.ANSWERED)
    if not cell["expected"]:
        return implied
    try:
        expected = Status(cell["expected"])
    except ValueError:
        wrong("expected", f"must be {', '.join(Status)}, not {cell['expected']!r}")
        return implied
    if kind is not None and expected is not implied:
        wrong("expected", f"a question of type {kind.value} is expected to be {implied.value}, not {expected.value}")
    return expected


def _consistent(question: GoldQuestion, wrong: Wrong) -> None:
    if question.answerable and not question.relevant:
        wrong("relevant", "an answerable question needs at least one passage")
    if question.answerable and not any(point.vital for point in question.points):
        wrong("points", "an answerable question needs at least one vital point")
    if not question.answerable and (question.relevant or question.points or question.figures):
        wrong("relevant", "a question without an answer has no passages, points or figures")
