"""JSON lines: one document a line, `{"_id", "title", "text"}`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from dvrag.errors import LimitError, UnreadableError
from dvrag.model.raw import Markup, RawDocument, RawLine, RawPage

LONGEST_LINE = 20_000_000


class JsonlReader:
    """Reads files of many documents. `read` serves those of one line; `read_many` all."""

    formats: tuple[str, ...] = ("jsonl", "ndjson")

    def read(self, path: Path) -> RawDocument:
        """Return the only document of a file. Raises UnreadableError where there are several."""
        documents = self.read_many(path)
        first = next(documents)
        if next(documents, None) is not None:
            raise UnreadableError("The file holds several documents.")
        return first

    def read_many(self, path: Path) -> Iterator[RawDocument]:
        """Yield one document a line, its source `<file>#<_id>`, in order.

        Raises UnreadableError, naming the line, for a line that is no such document or repeats an id.
        """
        seen: set[str] = set()
        with path.open("rb") as file:
            for number, line in enumerate(_lines(file), 1):
                if line.strip():
                    yield _document(path.name, number, line, seen)
        if not seen:
            raise UnreadableError("The file is empty.", hint="Fetch it again.")


def _lines(file: object) -> Iterator[bytes]:
    for number in range(1, 1 << 60):
        line: bytes = file.readline(LONGEST_LINE + 1)  # type: ignore[attr-defined]
        if not line:
            return
        if len(line) > LONGEST_LINE:
            raise LimitError(f"Line {number} is longer than {LONGEST_LINE // 1_000_000} MB.", hint="Split the file.")
        yield line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line


def _document(name: str, number: int, line: bytes, seen: set[str]) -> RawDocument:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"Line {number} is not valid JSON.", hint="Mend or remove the line.") from error
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        raise UnreadableError(
            f"Line {number} is no document.", hint='Each line needs {"_id": …, "title": …, "text": …}.'
        )
    identity = value.get("_id", number)
    if not isinstance(identity, str | int) or str(identity) in seen:
        raise UnreadableError(
            f"Line {number} has an _id that is not text or stands twice.", hint="Give each line its own."
        )
    seen.add(str(identity))
    title = value.get("title")
    title = re.sub(r"\s+", " ", title).strip() if isinstance(title, str) else ""
    paragraphs = (re.sub(r"\s+", " ", part).strip() for part in re.split(r"\n\s*\n|\n", value["text"]))
    lines = tuple(RawLine(part, markup=Markup.PARAGRAPH) for part in paragraphs if part)
    properties = {"title": title} if title else {}
    return RawDocument(f"{name}#{identity}", "jsonl", (RawPage(0, lines),), properties=properties)
