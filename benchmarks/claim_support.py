"""How well the support model tells claims that are supported by the texts they cite from all others.

Run: `.venv/bin/python -m benchmarks.claim_support [--data ../shared/data/claim-support] [--test] [--train]`
Printed: AUC and balanced accuracy of SUPPORT against the rest, for three baselines and the model, by cross-validation
on the training claims (10 folds, 3 times; claims that share a document are kept together), and with --test on the test
part. Training rows whose document is in the test part are dropped; the cited text is always all sentences. --train
writes the weights and thresholds anew, the same bytes each time.
"""

from __future__ import annotations

import hashlib
import json
import os
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from benchmarks.claim_learning import Floats, Labels

from benchmarks import claim_learning as learning
from dvrag.answer.verify.support import turning
from dvrag.answer.verify.support import weights as stored
from dvrag.answer.verify.support.model import SupportModel
from dvrag.answer.verify.support.words import read_words
from dvrag.assembly import models
from dvrag.config.settings import EmbedSettings
from dvrag.model.writing import Stated
from dvrag.ports import TokenEmbedder

FOLDER = Path(stored.__file__).parent
SEEDS = (0, 1, 2)
BASELINES = {
    "word overlap": ("said_all",),
    "similarity": ("near",),
    "similarity, overlap, negation": ("near", "said_all", "negation_first"),
}
LEANING_PENALTY = 400.0
"""Ridge penalty of the probe for how words lean."""
PARTLY = 0.05
"""Share of supported training claims that may score below the threshold of "partly"."""


@dataclass(frozen=True)
class Part:
    """Train or test: named columns per claim, which are supported, which contradicted, groups for folds."""

    names: tuple[str, ...]
    columns: Floats
    supported: Labels
    contradicted: Labels
    groups: np.ndarray[tuple[int], np.dtype[np.int64]]

    def of(self, names: Sequence[str]) -> Floats:
        """Return some columns."""
        return self.columns[:, [self.names.index(name) for name in names]]


def read(path: Path, split: str) -> list[dict[str, Any]]:
    """Return the rows of a part; of train without those whose document is in test."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    test = {row["doc_id"] for row in rows if row["split"] == "test"}
    return [row for row in rows if row["split"] == split and (split == "test" or row["doc_id"] not in test)]


def measured(rows: Sequence[dict[str, Any]], model: SupportModel) -> Part:
    """Return the rows as numbers."""
    found = model.features([Stated(row["claim"], tuple(row["sentences"])) for row in rows])
    names = tuple(found[0])
    columns = np.array([[each[name] for name in names] for each in found])
    label = np.array([row["label"] for row in rows])
    groups = learning.components([(row["claim_id"], row["doc_id"]) for row in rows])
    return Part(names, columns, label == "SUPPORT", label == "CONTRADICT", groups)


def line(name: str, part: Part, scores: Floats, threshold: float) -> str:
    """Return a row of the table."""
    yes, against = part.supported, part.contradicted
    return (
        f"| {name} | {learning.auc(yes, scores):.3f} | {learning.balanced(yes, scores >= threshold):.3f} "
        f"| {learning.auc(yes[~against], scores[~against]):.3f} "
        f"| {learning.auc(yes[yes | against], scores[yes | against]):.3f} |"
    )


def folded(part: Part, names: Sequence[str]) -> list[Floats]:
    """Return out-of-fold probabilities, once per seed."""
    columns = part.of(names)
    return [learning.out_of_fold(columns, part.supported, part.groups, learning.logistic, seed) for seed in SEEDS]


def table(train: Part, test: Part | None) -> None:
    """Print the baselines and the model: cross-validated, and on test if given."""
    head = "| AUC | balanced accuracy | AUC against silence | AUC against contradiction |\n|---|---|---|---|---|"
    print(f"| cross-validation on {len(train.supported)} training claims {head}")
    tried = {**BASELINES, "support model": train.names}
    cut = {}
    for name, names in tried.items():
        scores = np.mean(folded(train, names), axis=0)
        cut[name] = learning.best_threshold(train.supported, scores)
        print(line(name, train, scores, cut[name]))
    if test is None:
        return
    print(f"\n| {len(test.supported)} test claims {head}")
    for name, names in BASELINES.items():
        model = learning.logistic(train.of(names), train.supported)
        print(line(name, test, learning.probabilities(model, test.of(names)), cut[name]))
    learned = stored.weights()
    scores = np.array([learned.probability(dict(zip(test.names, row, strict=True))) for row in test.columns])
    print(line("support model, as shipped", test, scores, learned.supported))


def probe(rows: Sequence[dict[str, Any]], embedder: TokenEmbedder) -> None:
    """Write the probe that tells how a word leans: learned from words of the cited texts, without their labels."""
    texts = list(dict.fromkeys(text for row in rows for text in row["sentences"]))
    vectors, labels = turning.examples(read_words(embedder, texts))
    mean, scale, weight, bias = learning.logistic(vectors, labels > 0, LEANING_PENALTY)
    plain = weight / scale
    found = {"bias": round(bias - float(mean @ plain), 4), "probe": [round(float(each), 4) for each in plain]}
    (FOLDER / "leaning.json").write_text(json.dumps(found) + "\n", "utf-8")
    turning.probe.cache_clear()


def train(part: Part) -> None:
    """Write weights, thresholds and checksums."""
    mean, scale, weight, bias = learning.logistic(part.columns, part.supported)
    scores = np.mean(folded(part, part.names), axis=0)
    rows = zip(part.names, mean, scale, weight, strict=True)
    found = {
        "supported": round(learning.best_threshold(part.supported, scores), 3),
        "partly": round(float(np.quantile(scores[part.supported], PARTLY)), 3),
        "bias": round(bias, 6),
        "features": {
            n: {"mean": round(float(m), 6), "scale": round(float(s), 6), "weight": round(float(w), 6)}
            for n, m, s, w in rows
        },
    }
    (FOLDER / "weights.json").write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    sums = [f"{hashlib.sha256((FOLDER / name).read_bytes()).hexdigest()}  {name}\n" for name in stored.FILES]
    (FOLDER / "checksums.txt").write_text("".join(sums), "utf-8")
    stored.weights.cache_clear()


def main() -> None:
    """Measure, and train if asked."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data/claim-support"))
    parser.add_argument("--test", action="store_true", help="also measure on the test part")
    parser.add_argument("--train", action="store_true", help="write the weights anew")
    given = parser.parse_args()
    os.environ.setdefault("DVRAG_CACHE", ".cache/models")
    unlearned = stored.Weights((), np.empty(0), np.empty(0), np.empty(0), 0.0, 0.5, 0.1)
    embedder = models.model_for(EmbedSettings())
    model = SupportModel(embedder, unlearned)
    path = given.data / "claims.jsonl"
    if given.train:
        probe(read(path, "train"), embedder)
    part = measured(read(path, "train"), model)
    if given.train:
        train(part)
    table(part, measured(read(path, "test"), model) if given.test else None)


if __name__ == "__main__":
    main()
