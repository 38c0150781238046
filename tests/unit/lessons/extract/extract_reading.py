"""What is extracted from reports made from small files, in values that are easy to compare."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from dvrag.lessons.extract.extract import extract
from dvrag.model.documents import Family, Report
from dvrag.model.findings import Draft, FindingKind
from unit.lessons.judged.reading import PROSE, read

__all__ = ["ODD", "PROSE", "Said", "drafts", "page", "read", "said", "table"]

EXTRACTED = frozenset(FindingKind) - {FindingKind.JUDGMENT, FindingKind.FIGURE}
"""Kinds that are extracted here; judgments and figures have tests of their own."""
ODD = {
    "empty sections": "# Recommendations\n\n## Recommendations\n\n###\n\n1.\n\nRecommendation 1\n\n-\n\n:\n",
    "broken brackets": "# Recommendations\n\n1. (\n\n- [to\n\nRecommendation 2 [\n\nRecommendation (\n",
    "empty cells": "| | # | Recommendation |\n|---|---|\n| a | | |\n| |\n\nLearning themes include: ;;; .\n",
    "a table without rows": "| # | Recommendation | Addressed to |\n|---|---|---|\n",
    "nobody and nothing": "Addressed to: . Deadline: .\n\n## Cause of concern\n\n## Area for improvement\n",
    "one word": "Recommendations",
}
"""Texts of odd structure that hold no finding."""


class Said(NamedTuple):
    """What one finding says: its kind, printed number, words, who is told and by when."""

    kind: str
    number: str | None
    text: str
    addressee: str | None = None
    deadline: str | None = None


def drafts(report: Report) -> list[Draft]:
    """Return the findings of a report without judgments and figures, each checked to stand inside the text."""
    found = [draft for draft in extract(report) if draft.kind in EXTRACTED]
    for draft in found:
        words = report.text[draft.start : draft.end]
        assert words
        assert words == words.strip()
        assert 0.0 <= draft.confidence <= 1.0
    assert found == sorted(found, key=lambda draft: (draft.start, draft.end))
    return found


def said(folder: Path, text: str, family: Family, name: str = "report.md") -> list[Said]:
    """Return what the findings of a file of that text say, in order; a family is given since the text is short."""
    report = read(folder, name, text, family)
    return [
        Said(one.kind.value, one.number, report.text[one.start : one.end], one.addressee, one.plan.deadline)
        for one in drafts(report)
    ]


def table(*rows: tuple[str, ...]) -> str:
    """Return an HTML table; the first row holds the names of the columns."""
    head, *body = rows
    names = "".join(f"<th>{name}</th>" for name in head)
    lines = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in body)
    return f"<table><tr>{names}</tr>{lines}</table>"


def page(title: str, body: str) -> str:
    """Return an HTML page with a heading and a paragraph of prose before its body."""
    head = f"<head><title>{title}</title></head>"
    return f"<html>{head}<body><main><h1>{title}</h1><p>{PROSE}</p>{body}</main></body></html>"
