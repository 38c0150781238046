"""Fit the coefficients of `dvrag.answer.confidence` on development questions.

Run: `.venv/bin/python benchmarks/calibrate_abstention.py eval/gold/questions.csv=index [MORE.csv=LIBRARY …]`
A question counts as answerable when its gold says so and a right passage was among its evidence. Printed:
coefficients, and how often the decision is right when each fifth of the questions is left out in turn.
"""

from __future__ import annotations

import sys
from dataclasses import astuple
from pathlib import Path

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold, cross_val_predict

from dvrag.answer.confidence import feature_names, features
from dvrag.assembly import open_answerer, open_library
from dvrag.evaluate.gold.place import place_all
from dvrag.evaluate.gold.read import read_gold
from dvrag.evaluate.measures.ranking import holds
from dvrag.model.answers import Status

STRENGTH = 1.0


def rows_of(path: str, library: str) -> list[tuple[tuple[float, ...], bool, str]]:
    """Return features, whether answerable, and the question, for the questions whose scope does not decide alone."""
    answerer = open_answerer(library)
    rows = []
    placed, _ = place_all(read_gold(Path(path)).split("dev"), open_library(library))
    for item in placed:
        inquiry = answerer.inquire(item.gold.question)
        if item.gold.expected is Status.DECLINED or not inquiry.found:
            continue
        spans = [(e.hit.report.id, (e.hit.passage.start, e.hit.passage.end)) for e in inquiry.found[:8]]
        right = any(holds(place, *span) for place in item.places for span in spans)
        if item.gold.answerable and not right:
            continue
        measured = astuple(features(inquiry.question, inquiry.scope, inquiry.topic, inquiry.found))
        rows.append((measured, item.gold.answerable, item.gold.question))
    return rows


def main() -> None:
    """Fit and print."""
    rows = [row for pair in sys.argv[1:] for row in rows_of(*pair.split("="))]
    x = np.array([row[0] for row in rows])
    y = np.array([row[1] for row in rows])
    model = LogisticRegression(C=STRENGTH, class_weight="balanced", max_iter=1000)
    folds = StratifiedKFold(5, shuffle=True, random_state=0)
    predicted = cross_val_predict(model, x, y, cv=folds, method="predict_proba")[:, 1]
    print(f"{len(y)} questions, {int(y.sum())} answerable")
    for threshold in (0.3, 0.4, 0.5, 0.6, 0.7):
        kept = predicted >= threshold
        print(f"threshold {threshold}: answered {kept[y].mean():.3f}, declined {1 - kept[~y].mean():.3f}")
    model.fit(x, y)
    for name, weight, mean, other in zip(
        feature_names(), model.coef_[0], x[y].mean(axis=0), x[~y].mean(axis=0), strict=True
    ):
        print(f"{name:12} {weight:8.3f}   mean answerable {mean:.3f}, unanswerable {other:.3f}")
    print(f"bias         {model.intercept_[0]:8.3f}")
    for p, answerable, question in sorted(zip(predicted, y, [row[2] for row in rows], strict=True)):
        if (p >= 0.5) != answerable:
            print(f"  wrong: {p:.2f} {'answerable' if answerable else 'unanswerable'}: {question}")


if __name__ == "__main__":
    main()
