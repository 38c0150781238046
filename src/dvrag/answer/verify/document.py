"""An answer as `dvrag ask --json` prints it, read back as data that nobody has vouched for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dvrag.errors import UsageError

LARGEST = 20_000_000
"""Bytes of a document at most: an answer with a thousand sources has about two million."""
_HINT = "Save one with `dvrag ask QUESTION --json > answer.json`."


@dataclass(frozen=True, slots=True)
class KeptSource:
    """A citation as the document states it: `quote` is said to stand at `[start, end)` of a report's text."""

    n: int
    report_id: str
    title: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class KeptClaim:
    """A sentence as the document states it, with the numbers of its sources and the verdict it was given then."""

    text: str
    citations: tuple[int, ...]
    verdict: str


@dataclass(frozen=True, slots=True)
class KeptAnswer:
    """An answer as a document states it. `counted`: the number that was counted from the register, else None."""

    question: str
    claims: tuple[KeptClaim, ...]
    sources: tuple[KeptSource, ...]
    library: str
    counted: int | None


def read_answer(path: Path) -> KeptAnswer:
    """Return the answer in a file. Raises UsageError, naming the place, where it is not one; OSError as `open` does."""
    if path.stat().st_size > LARGEST:
        raise UsageError(f"{path} is larger than {LARGEST // 1_000_000} MB: it is no answer of dvrag.")
    try:
        document = json.loads(path.read_text("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{path} is not JSON: {_first_line(error)}.", hint=_HINT) from error
    if not isinstance(document, dict) or "answer" not in document:
        raise UsageError(f"{path} holds no answer of dvrag.", hint=_HINT)
    try:
        return _answer(document)
    except _MisreadError as error:
        raise UsageError(f"{path} is not an answer as dvrag prints it: {error}.", hint=_HINT) from error


class _MisreadError(Exception):
    """What is missing or of another kind, and where."""


def _answer(document: Mapping[str, Any]) -> KeptAnswer:
    sources = tuple(_source(each, place) for place, each in enumerate(_list(document, "sources", "the document"), 1))
    if len({source.n for source in sources}) < len(sources):
        raise _MisreadError("two sources have one number")
    count = document.get("count")
    return KeptAnswer(
        question=_value(document, "question", str, "the document"),
        claims=tuple(_claim(each, place) for place, each in enumerate(_list(document, "answer", "the document"), 1)),
        sources=sources,
        library=str(document.get("library") or ""),
        counted=_value(count, "n", int, "the count") if isinstance(count, dict) else None,
    )


def _claim(each: Any, place: int) -> KeptClaim:
    where = f"sentence {place}"
    citations = _list(each, "citations", where)
    if not all(type(n) is int for n in citations):
        raise _MisreadError(f"the citations of {where} are not numbers")
    return KeptClaim(_value(each, "text", str, where), tuple(citations), _value(each, "verdict", str, where))


def _source(each: Any, place: int) -> KeptSource:
    where = f"source {place}"
    return KeptSource(
        n=_value(each, "n", int, where),
        report_id=_value(each, "report_id", str, where),
        title=str(each.get("title") or ""),
        quote=_value(each, "quote", str, where),
        start=_value(each, "quote_start", int, where),
        end=_value(each, "quote_end", int, where),
    )


def _value(table: Any, name: str, kind: type, where: str) -> Any:
    value = table.get(name) if isinstance(table, Mapping) else None
    if type(value) is not kind:
        raise _MisreadError(f"“{name}” of {where} is missing or of the wrong kind")
    return value


def _list(table: Any, name: str, where: str) -> list[Any]:
    found: list[Any] = _value(table, name, list, where)
    return found


def _first_line(error: Exception) -> str:
    return str(error).splitlines()[0][:200].rstrip(".") if str(error) else type(error).__name__
