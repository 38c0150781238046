"""Gold questions → a file: CSV with a byte order mark, so that spreadsheets read it as UTF-8, or JSONL."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable

from dvrag.evaluate.gold.cells import figures_cell, passages_cell, points_cell
from dvrag.evaluate.gold.questions import GoldQuestion
from dvrag.evaluate.gold.read import COLUMNS


def cells_of(question: GoldQuestion) -> dict[str, str]:
    """Return a question as the text of each column."""
    return {
        "id": question.id,
        "split": question.split,
        "type": question.type.value,
        "subtype": question.subtype,
        "question": question.question,
        "expected": question.expected.value,
        "relevant": passages_cell(question.relevant),
        "points": points_cell(question.points),
        "figures": figures_cell(question.figures),
        "note": question.note,
    }


def gold_csv(questions: Iterable[GoldQuestion]) -> str:
    """Return the questions as CSV, with a byte order mark."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(cells_of(question) for question in questions)
    return "\ufeff" + out.getvalue()


def gold_jsonl(questions: Iterable[GoldQuestion]) -> str:
    """Return the questions as JSONL."""
    return "".join(json.dumps(cells_of(q), ensure_ascii=False) + "\n" for q in questions)


def questions_sha256(questions: Iterable[GoldQuestion]) -> str:
    """Return a hash of what questions say, whatever file they stand in, in order of id."""
    lines = (json.dumps(cells_of(q), ensure_ascii=False, sort_keys=True) for q in sorted(questions, key=lambda q: q.id))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
