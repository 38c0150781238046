"""Themes measured against hand labels: python -m benchmarks.lessons_themes [--misses]

Prints precision, recall and F1 by theme, and micro and macro averages, on the dev and the test part of
eval/lessons/themes.csv. Thresholds were chosen on dev only.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from pathlib import Path

from benchmarks.lessons_findings import extracted

from dvrag.assembly.models import model_for
from dvrag.config.settings import EmbedSettings
from dvrag.lessons.themes.assign import Sorter
from dvrag.lessons.themes.catalogue import catalogue

LABELS = Path("eval/lessons/themes.csv")


def letters(text: str) -> str:
    """Return the letters and digits of a text, for comparing its beginning."""
    return "".join(c for c in text.casefold() if c.isalnum())


def sorted_findings(corpus: Path) -> dict[tuple[str, str], list[tuple[str, set[str]]]]:
    """Return, by source and kind, the letters of each finding and its themes."""
    model = model_for(EmbedSettings())
    sorter = Sorter(catalogue(), model)
    found: dict[tuple[str, str], list[tuple[str, set[str]]]] = {}
    for source, made in extracted(corpus).items():
        drafts = list(made.drafts)
        if not drafts:
            continue
        texts = [made.text[draft.start : draft.end] for draft in drafts]
        marks = sorter.sort(texts, model.encode(texts), [""] * len(texts))
        for draft, text, own in zip(drafts, texts, marks, strict=True):
            found.setdefault((source, draft.kind.value), []).append((letters(text), {mark.theme for mark in own}))
    return found


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list the mistakes on dev")
    given = parser.parse_args()
    found = sorted_findings(Path("corpus"))
    with LABELS.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for split in ("dev", "test"):
        right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
        for row in (row for row in rows if row["split"] == split):
            start = letters(row["text_start"])
            own = next((t for text, t in found.get((row["source"], row["kind"]), []) if start in text), None)
            wanted = set(filter(None, row["themes"].split(";")))
            got = own or set()
            right.update(wanted & got)
            wrong.update(got - wanted)
            missed.update(wanted - got)
            if given.misses and split == "dev" and got != wanted:
                print(f"  {row['text_start'][:70]} | missed {wanted - got or ''} | extra {got - wanted or ''}")
        table(split, right, wrong, missed)


def table(split: str, right: Counter[str], wrong: Counter[str], missed: Counter[str]) -> None:
    """Print one split."""
    print(f"\n{split}\n| theme | labels | precision | recall | F1 |\n|---|---|---|---|---|")
    scores = []
    for theme in catalogue():
        name = theme.name
        labels = right[name] + missed[name]
        if labels or wrong[name]:
            p, r, f = measures(right[name], wrong[name], missed[name])
            scores += [f] if labels else []
            print(f"| {name} | {labels} | {p:.3f} | {r:.3f} | {f:.3f} |")
    p, r, f = measures(right.total(), wrong.total(), missed.total())
    print(f"| micro | {right.total() + missed.total()} | {p:.3f} | {r:.3f} | {f:.3f} |")
    print(f"| macro | | | | {sum(scores) / max(1, len(scores)):.3f} |")


def measures(right: int, wrong: int, missed: int) -> tuple[float, float, float]:
    """Return precision, recall and F1."""
    p, r = right / max(1, right + wrong), right / max(1, right + missed)
    return p, r, 2 * p * r / max(1e-9, p + r)


if __name__ == "__main__":
    main()
