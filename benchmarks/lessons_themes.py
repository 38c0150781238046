"""Themes measured against hand labels: python -m benchmarks.lessons_themes [--misses] [--fit]

Prints precision, recall and F1 by theme, and micro and macro averages, on the dev and the test part of
eval/lessons/themes.csv. Terms, weights and the least score were chosen on dev only; `--fit` prints the weights that
dev gives, in the order in which `dvrag.lessons.themes.assign` lists them.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from benchmarks.lessons_findings import extracted

from dvrag.assembly.models import model_for
from dvrag.config.settings import EmbedSettings
from dvrag.lessons.themes.assign import Sorter
from dvrag.lessons.themes.catalogue import catalogue
from dvrag.lessons.themes.nearness import Nearness
from dvrag.lessons.themes.patterns import Patterns, read_words
from dvrag.ports import Vectors

LABELS = Path("eval/lessons/themes.csv")


def letters(text: str) -> str:
    """Return the letters and digits of a text, for comparing its beginning."""
    return "".join(c for c in text.casefold() if c.isalnum())


def sorted_findings(corpus: Path) -> dict[tuple[str, str], list[tuple[str, str, set[str]]]]:
    """Return, by source and kind, the letters of each finding, its text and its themes."""
    model = model_for(EmbedSettings())
    sorter = Sorter(catalogue(), model)
    found: dict[tuple[str, str], list[tuple[str, str, set[str]]]] = {}
    for source, made in extracted(corpus).items():
        drafts = list(made.drafts)
        if not drafts:
            continue
        texts = [made.text[draft.start : draft.end] for draft in drafts]
        marks = sorter.sort(texts, model.encode(texts), [""] * len(texts))
        for draft, text, own in zip(drafts, texts, marks, strict=True):
            found.setdefault((source, draft.kind.value), []).append((letters(text), text, {mark.theme for mark in own}))
    return found


def features(texts: Sequence[str], vectors: Vectors) -> Vectors:
    """Return (texts, themes, 6): nearness, lead, a term, terms at two places, a hint, themes named before."""
    themes = catalogue()
    patterns = Patterns((i, term, True) for i, theme in enumerate(themes) for term in theme.terms)
    found = np.zeros((len(texts), len(themes), 6), dtype=np.float32)
    found[:, :, 0], found[:, :, 1], _ = Nearness(themes, model_for(EmbedSettings())).of(vectors)
    for row, text in enumerate(texts):
        terms = patterns.find(read_words(text))
        first = {term.theme: term.at for term in sorted(terms, key=lambda term: -term.at) if not term.hint}
        for term in terms:
            found[row, term.theme, 4] = max(found[row, term.theme, 4], term.hint)
        for theme, at in first.items():
            places = {term.at for term in terms if term.theme == theme and not term.hint}
            found[row, theme, [2, 3, 5]] = 1, len(places) > 1, min(6, sum(other < at for other in first.values()))
    return found


def fitted(features_: Vectors, wanted: Vectors) -> Vectors:
    """Return intercept and weights of a logistic regression with a ridge of 1, by Newton's method."""
    x = np.hstack([np.ones((len(features_), 1)), features_])
    ridge = np.diag([0.0] + [1.0] * features_.shape[1])
    weights = np.zeros(x.shape[1])
    for _ in range(40):
        p = 1 / (1 + np.exp(-x @ weights))
        step = np.linalg.solve(x.T @ (x * (p * (1 - p))[:, None]) + ridge, x.T @ (p - wanted) + ridge @ weights)
        weights = weights - step
    return weights.astype(np.float32)


def fit(rows: Sequence[Mapping[str, str]], texts: Mapping[tuple[str, str], Sequence[str]]) -> None:
    """Print the weights that the dev labels give."""
    dev = [row for row in rows if row["split"] == "dev"]
    said = [
        next(t for t in texts[row["source"], row["kind"]] if letters(row["text_start"]) in letters(t)) for row in dev
    ]
    model = model_for(EmbedSettings())
    wanted = np.array([[theme.name in row["themes"].split(";") for theme in catalogue()] for row in dev], dtype=float)
    given = features(said, model.encode(said))
    print("weights on dev:", fitted(given.reshape(-1, 6), wanted.ravel()).round(2).tolist())


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list the mistakes on dev")
    parser.add_argument("--fit", action="store_true", help="print the weights that dev gives")
    given = parser.parse_args()
    found = sorted_findings(Path("corpus"))
    with LABELS.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    if given.fit:
        fit(rows, {key: [text for _, text, _ in values] for key, values in found.items()})
    for split in ("dev", "test"):
        right, wrong, missed = Counter[str](), Counter[str](), Counter[str]()
        for row in (row for row in rows if row["split"] == split):
            start = letters(row["text_start"])
            own = next((t for text, _, t in found.get((row["source"], row["kind"]), []) if start in text), None)
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
