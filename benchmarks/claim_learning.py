"""What training the support model needs: logistic regression, folds that keep documents together, and measures."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Labels = npt.NDArray[np.bool_]
Model = tuple[Floats, Floats, Floats, float]
"""Mean, scale and weight of each column, and the bias."""

PENALTY = 50.0
"""Ridge penalty on the weights of standardised columns (1/C with C = 0.02); chosen by cross-validation on train."""


def logistic(columns: Floats, labels: Labels, penalty: float = PENALTY) -> Model:
    """Return a ridge logistic regression by Newton's method (Hastie, Tibshirani and Friedman 2009, 4.4)."""
    mean, scale = columns.mean(axis=0), columns.std(axis=0)
    scale[scale == 0] = 1.0
    design = np.hstack([(columns - mean) / scale, np.ones((len(columns), 1))])
    ridge = np.full(design.shape[1], penalty)
    ridge[-1] = 0.0
    weight = np.zeros(design.shape[1])
    for _ in range(30):
        given = 1 / (1 + np.exp(-design @ weight))
        slope = design.T @ (given - labels) + ridge * weight
        curve = (design * (given * (1 - given))[:, None]).T @ design + np.diag(ridge + 1e-9)
        step = np.linalg.solve(curve, slope)
        weight -= step
        if np.abs(step).max() < 1e-9:
            break
    return mean, scale, weight[:-1], float(weight[-1])


def probabilities(model: Model, columns: Floats) -> Floats:
    """Return shape (rows,), in [0, 1]."""
    mean, scale, weight, bias = model
    out: Floats = 1 / (1 + np.exp(-(((columns - mean) / scale) @ weight + bias)))
    return out


def components(pairs: Sequence[tuple[str, str]]) -> npt.NDArray[np.int64]:
    """Return one group per pair of claim and document: pairs that share either are in one group."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    for claim, document in pairs:
        parent[root(f"document {document}")] = root(f"claim {claim}")
    roots = [root(f"claim {claim}") for claim, _ in pairs]
    return np.unique(roots, return_inverse=True)[1].astype(np.int64)


def out_of_fold(
    columns: Floats, labels: Labels, groups: npt.NDArray[np.int64], learn: Callable[[Floats, Labels], Model], seed: int
) -> Floats:
    """Return, per row, its probability from a model that saw no row of its group: 10 folds of groups, shuffled."""
    fold_of = np.random.default_rng(seed).permutation(groups.max() + 1) % 10
    out = np.empty(len(labels))
    for fold in range(10):
        test = fold_of[groups] == fold
        out[test] = probabilities(learn(columns[~test], labels[~test]), columns[test])
    return out


def auc(labels: Labels, scores: Floats) -> float:
    """Return the area under the ROC curve: how often a positive scores above a negative, ties half (Fawcett 2006)."""
    order = np.sort(scores[~labels])
    positives = scores[labels]
    below, upto = np.searchsorted(order, positives, "left"), np.searchsorted(order, positives, "right")
    return float(((below + upto) / 2).mean() / len(order))


def balanced(labels: Labels, said: Labels) -> float:
    """Return balanced accuracy: the mean of the shares of positives and of negatives that are right."""
    return float((said[labels].mean() + (~said[~labels]).mean()) / 2)


def best_threshold(labels: Labels, scores: Floats) -> float:
    """Return the threshold of highest balanced accuracy, a mean of those within 0.005 of it, which is steadier."""
    tried = np.quantile(scores, np.linspace(0.1, 0.9, 161))
    reached = np.array([balanced(labels, scores >= each) for each in tried])
    return float(tried[reached >= reached.max() - 0.005].mean())
