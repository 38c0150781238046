"""Which settings of quoting say most of what development questions ask for, without the decision to abstain.

Run: `.venv/bin/python benchmarks/quote_sweep.py eval/gold/dev.jsonl=index [MORE.jsonl=LIBRARY …]`
Printed for each setting: right passage first and in the first three by score, vital points said, quotes an answer.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from gold_check import is_right

from dvrag.answer import choose as choosing
from dvrag.answer import evidence as scoring
from dvrag.answer.evidence import Evidence
from dvrag.answer.pipeline import Inquiry
from dvrag.answer.sides.disagree import disagreement
from dvrag.answer.sides.named import sides
from dvrag.assembly import open_answerer

Asked = tuple[dict[str, Any], Inquiry]


def inquiries(path: str, library: str) -> list[Asked]:
    """Return the answerable questions with their evidence."""
    answerer = open_answerer(library)
    golds = (json.loads(line) for line in Path(path).read_text("utf-8").splitlines())
    return [(gold, answerer.inquire(gold["question"])) for gold in golds if gold["status"] == "answered"]


def right(gold: dict[str, Any], item: Evidence) -> bool:
    """Return whether a sentence stands in a gold passage."""
    return is_right(gold, item.hit.report.source, item.hit.passage.text)


def weights(asked: Sequence[Asked]) -> None:
    """Print how often the right passage comes first and in the first three, by weights of the score."""
    kept = (scoring.SIMILARITY, scoring.COVERAGE, scoring.AROUND, scoring.RANK)
    for values in itertools.product((0.3, 0.45, 0.6), (0.1, 0.25), (0.2, 0.4), (0.0, 0.25, 0.5)):
        scoring.SIMILARITY, scoring.COVERAGE, scoring.AROUND, scoring.RANK = values
        first = three = 0
        for gold, inquiry in asked:
            ranked = sorted(inquiry.found, key=lambda e: -e.score)
            passages = list({e.hit.passage.id: e for e in ranked}.values())
            first += any(right(gold, e) for e in passages[:1])
            three += any(right(gold, e) for e in passages[:3])
        print(f"similarity, coverage, around, passage {values}: first {first}, first three {three} of {len(asked)}")
    scoring.SIMILARITY, scoring.COVERAGE, scoring.AROUND, scoring.RANK = kept


def shares(asked: Sequence[Asked]) -> None:
    """Print how many vital points are said, and with how many quotes, by the share of the best score."""
    for near, choosing.WHOLE in itertools.product((0.75, 0.8, 0.85, 0.9), (1, 400, 700)):
        said = vital = quotes = 0
        for gold, inquiry in asked:
            pair = disagreement(inquiry.question, inquiry.found) or ()
            always = (*pair, *sides(inquiry.question, inquiry.scope, inquiry.found))
            chosen = choosing.choose(inquiry.found, 5, always, near)
            text = " ".join(choice.text for choice in chosen).lower()
            quotes += len(chosen)
            points = [nugget["any_of"] for nugget in gold["nuggets"] if nugget["vital"]]
            vital += len(points)
            said += sum(any(wording.lower() in text for wording in point) for point in points)
        line = f"vital {said}/{vital}, {quotes / len(asked):.1f} quotes"
        print(f"share {near}, whole to {choosing.WHOLE}: {line}")


def main() -> None:
    """Sweep."""
    asked = [item for pair in sys.argv[1:] for item in inquiries(*pair.split("="))]
    weights(asked)
    shares(asked)


if __name__ == "__main__":
    main()
