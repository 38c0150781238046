"""Plain text, Markdown and JSON lines."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dvrag.errors import UnreadableError
from dvrag.ingest.readers.jsonl import JsonlReader
from dvrag.ingest.readers.text import TextReader
from dvrag.model.raw import Markup, RawDocument


def read(tmp_path: Path, content: str | bytes, name: str = "report.txt") -> RawDocument:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return TextReader().read(path)


def texts(document: RawDocument) -> list[str]:
    return [line.text for line in document.pages[0].lines]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    text = "The force’s café – “good” at £5.\r\n\r\nA second paragraph of the report."
    assert texts(read(tmp_path, text.encode(encoding))) == [
        "The force’s café – “good” at £5.",
        "A second paragraph of the report.",
    ]


def test_binary_data_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match="not text"):
        read(tmp_path, bytes(range(256)) * 20)


def test_wrapped_lines_are_one_paragraph_and_single_lines_are_not(tmp_path: Path) -> None:
    wrapped = (
        "The review found that officers had attended the\naddress on eleven occasions and had graded each\n"
        "one standard.\n"
    )
    assert texts(read(tmp_path, wrapped)) == [" ".join(wrapped.split())]
    assert texts(read(tmp_path, "Published: July 2023\nYear of death: 2016\nCSP: Northmere")) == [
        "Published: July 2023",
        "Year of death: 2016",
        "CSP: Northmere",
    ]


def test_markdown_marks_what_it_says(tmp_path: Path) -> None:
    content = """---
title: "Case review"
Date: 2021-06-02
---
# Findings

The *panel* wrote **clearly** about [risk](https://example.org/x_y).

- first item
  - inner item
1. a step that
   goes on

| No. | Action |
|-----|--------|
| 1 | Train |

Scope
-----
[^1]: See the annex.
"""
    document = read(tmp_path, content, "review.md")
    found = [(line.markup, line.text, line.level) for line in document.pages[0].lines]
    assert document.properties == {"title": "Case review", "date": "2021-06-02"}
    assert document.format == "markdown"
    assert found == [
        (Markup.HEADING, "Findings", 1),
        (Markup.PARAGRAPH, "The panel wrote clearly about risk.", 0),
        (Markup.LIST_ITEM, "first item", 1),
        (Markup.LIST_ITEM, "inner item", 2),
        (Markup.LIST_ITEM, "1. a step that goes on", 1),
        (Markup.TABLE_HEADER, "No. | Action", 0),
        (Markup.TABLE_ROW, "1 | Train", 0),
        (Markup.HEADING, "Scope", 2),
        (Markup.FOOTNOTE, "1 See the annex.", 0),
    ]


def lines_file(tmp_path: Path, *lines: object) -> Path:
    path = tmp_path / "many.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines))
    return path


def test_each_json_line_is_a_document(tmp_path: Path) -> None:
    path = lines_file(
        tmp_path, {"_id": "a1", "title": "One", "text": "First.\n\nSecond."}, "", {"_id": 7, "text": "Third."}
    )
    found = [(each.source, each.properties, texts(each)) for each in JsonlReader().read_many(path)]
    assert found == [
        ("many.jsonl#a1", {"title": "One"}, ["First.", "Second."]),
        ("many.jsonl#7", {}, ["Third."]),
    ]


@pytest.mark.parametrize(
    "bad", ["{not json", "[1]", {"title": "no text"}, {"_id": "a", "text": "twice"}, {"_id": [], "text": "x"}]
)
def test_a_bad_json_line_is_named(tmp_path: Path, bad: object) -> None:
    reader = JsonlReader().read_many(lines_file(tmp_path, {"_id": "a", "text": "x"}, bad))
    assert next(reader).source == "many.jsonl#a"
    with pytest.raises(UnreadableError, match="Line 2"):
        next(reader)
