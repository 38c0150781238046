"""A quiz as CSV that spreadsheets open: a row for each question, nothing in it that they would run."""

from __future__ import annotations

from collections.abc import Iterable

from dvrag.exports.characters import visible
from dvrag.lessons.actions.csv_file import csv_bytes
from dvrag.model.learning.items import Item, Quiz
from dvrag.training.packages.wording import quoted, sources, themed
from dvrag.training.wording import answer_lines, letter, letters, place

_BEFORE = ("number", "item_id", "kind", "difficulty", "content_note", "question", "prompts")
_AFTER = ("answer", "answer_in_words", "rationale", "quotes", "sources", "themes", "roles", "agencies")


def columns(quiz: Quiz) -> tuple[str, ...]:
    """Return the columns: as many options as the question with the most of them has."""
    most = max((len(item.options) for item in quiz.items), default=0)
    return (*_BEFORE, *(f"option_{letter(n).lower()}" for n in range(most)), *_AFTER)


def to_csv(quiz: Quiz) -> bytes:
    """Return the table as UTF-8 with a byte order mark; several texts in one cell stand on lines of their own."""
    return csv_bytes((_row(number, item) for number, item in enumerate(quiz.items, 1)), columns(quiz))


def _row(number: int, item: Item) -> dict[str, str]:
    prompts = (f"{n}. {text}" for n, text in enumerate(item.prompts, 1))
    row = {
        "number": str(number),
        "item_id": item.id,
        "kind": item.kind.label,
        "difficulty": item.difficulty.label,
        "content_note": item.note,
        "question": item.stem,
        "prompts": _lines(prompts),
        "answer": letters(item),
        "answer_in_words": _lines(answer_lines(item)),
        "rationale": item.rationale,
        "quotes": _lines(quoted(cited) for cited in sources(item)),
        "sources": _lines(place(cited) for cited in sources(item)),
        "themes": _lines(themed(name) for name in item.themes),
        "roles": _lines(role.label for role in item.roles),
        "agencies": _lines(agency.name for agency in item.agencies),
    }
    options = {f"option_{letter(n).lower()}": text for n, text in enumerate(item.options)}
    return {name: visible(text) for name, text in {**row, **options}.items()}


def _lines(texts: Iterable[str]) -> str:
    return "\n".join(texts)
