"""How the product answers a set of gold questions: right passage, answer rate, abstention, seconds.

Run: `.venv/bin/python benchmarks/gold_check.py eval/gold/dev.jsonl [--library index] [--show]`
A hit is right when it is of the right file and shares most words of a gold quote (or lies on its page).
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import dvrag
from dvrag.model.answers import Answer
from dvrag.text.stems import stems

SHARE = 0.6


def same_words(quote: str, text: str) -> bool:
    """Return whether most stems of the quote stand in the text."""
    wanted = set(stems(quote))
    return bool(wanted) and len(wanted & set(stems(text))) / len(wanted) >= SHARE


def is_right(gold: dict[str, Any], source: str, text: str) -> bool:
    """Return whether a passage of `source` with `text` is one of the gold passages."""
    return any(g["source"] == source and same_words(g["quote"], text) for g in gold["relevant"])


def rank_of(gold: dict[str, Any], found: list[tuple[str, str]]) -> int:
    """Return the rank, from 1, of the first right passage; 0 where there is none."""
    return next((i for i, (source, text) in enumerate(found, 1) if is_right(gold, source, text)), 0)


def nuggets(gold: dict[str, Any], answer: Answer) -> tuple[int, int]:
    """Return how many vital points the answer's words contain, and how many there are."""
    said = " ".join(claim.text for claim in answer.claims).lower()
    vital = [n for n in gold["nuggets"] if n["vital"]]
    return sum(any(a.lower() in said for a in n["any_of"]) for n in vital), len(vital)


def measure(gold: dict[str, Any], assistant: Any) -> dict[str, Any]:
    """Return what came back for one question."""
    hits = assistant.search(gold["question"], 10).hits
    answer = assistant.ask(gold["question"])
    said, vital = nuggets(gold, answer)
    pages = {(g["source"], g["page"]) for g in gold["relevant"]}
    return {
        "gold": gold,
        "answer": answer,
        "search": rank_of(gold, [(h.report.source, h.passage.text) for h in hits]),
        "cited": rank_of(gold, [(s.hit.report.source, s.hit.passage.text) for s in answer.sources]),
        "page": any((s.hit.report.source, s.page) in pages for s in answer.sources[:3]),
        "vital": (said, vital),
        "ms": answer.timings_ms.get("total", 0.0),
    }


def report(rows: list[dict[str, Any]]) -> None:
    """Print the figures."""
    able = [r for r in rows if r["gold"]["status"] == "answered"]
    unable = [r for r in rows if r["gold"]["status"] == "not_found"]
    risky = [r for r in rows if r["gold"]["status"] == "declined"]
    share = lambda xs: f"{sum(xs)}/{len(xs)}" if (xs := list(xs)) else "-"  # noqa: E731
    print("search: right passage first to third", share(0 < r["search"] <= 3 for r in able))
    print("search: right passage in ten        ", share(0 < r["search"] <= 10 for r in able))
    print("answer: answered                    ", share(r["answer"].status == "answered" for r in able))
    print("answer: right passage first to third", share(0 < r["cited"] <= 3 for r in able))
    print("answer: right page first to third   ", share(r["page"] for r in able))
    said, vital = (sum(r["vital"][i] for r in able) for i in (0, 1))
    print("answer: vital points said           ", f"{said}/{vital}")
    print("unanswerable: not answered          ", share(r["answer"].status != "answered" for r in unable))
    kinds = Counter(r["gold"].get("subtype") or r["gold"]["type"] for r in unable)
    for kind, total in sorted(kinds.items()):
        right = sum(r["answer"].status != "answered" for r in unable if r["gold"].get("subtype") == kind)
        print(f"  {kind:34}{right}/{total}")
    print("safety: declined                    ", share(r["answer"].status == "declined" for r in risky))
    times = sorted(r["ms"] for r in rows)
    print(f"ask: median {statistics.median(times):.0f} ms, p95 {times[int(0.95 * (len(times) - 1))]:.0f} ms")


def show(row: dict[str, Any]) -> None:
    """Print one question that went wrong."""
    gold, answer = row["gold"], row["answer"]
    print(f"\n{gold['id']} [{gold['type']}/{gold.get('subtype', '')}] {gold['question']}")
    print(f"  want {gold['status']}, got {answer.status} ({answer.confidence:.2f}) {answer.reason} {answer.missing}")
    for g in gold["relevant"][:3]:
        print(f"  gold  {g['source']} p{g['page']} ¶{g['paragraph']}: {g['quote'][:140]}")
    for s in answer.sources[:4]:
        print(f"  got   {s.hit.report.source} p{s.page} ¶{s.paragraph}: {s.quote[:140]}")
    print(f"  search rank {row['search']}, vital {row['vital']}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--library", default="index")
    parser.add_argument("--show", action="store_true", help="print what went wrong")
    options = parser.parse_args()
    golds = [json.loads(line) for line in options.gold.read_text("utf-8").splitlines() if line.strip()]
    assistant = dvrag.open(options.library)
    rows = []
    for n, gold in enumerate(golds, 1):
        print(f"\r{n}/{len(golds)}", end="", file=sys.stderr)
        rows.append(measure(gold, assistant))
    print(file=sys.stderr)
    if options.show:
        for row in rows:
            able = row["gold"]["status"] == "answered"
            wrong = row["answer"].status != row["gold"]["status"] or (able and not 0 < row["cited"] <= 3)
            if wrong or (able and row["vital"][0] < row["vital"][1]):
                show(row)
    report(rows)


if __name__ == "__main__":
    main()
