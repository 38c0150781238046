"""The learned numbers of the support model, read from the package and checked before use."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from dvrag.answer.verify.support.words import Floats
from dvrag.errors import DamagedError

FILES = ("leaning.json", "lexicon.toml", "rarity.json", "weights.json")
"""Data files of the model; `checksums.txt` beside them holds the sha256 of each, as `sha256sum` writes it."""


@dataclass(frozen=True)
class Weights:
    """A logistic regression on named features (see `features`).

    `mean`, `scale`, `weight`: shape (features,), in the order of `names`. `supported` and `partly`: least probabilities
    of the two verdicts, in (0, 1), chosen by cross-validation on the training claims.
    """

    names: tuple[str, ...]
    mean: Floats
    scale: Floats
    weight: Floats
    bias: float
    supported: float
    partly: float

    def probability(self, values: Mapping[str, float]) -> float:
        """Return the probability in [0, 1] for named features. Raises KeyError where one is absent."""
        given = np.array([values[name] for name in self.names])
        logit = float(((given - self.mean) / self.scale) @ self.weight + self.bias)
        return float(1 / (1 + np.exp(-np.clip(logit, -30, 30))))


@cache
def weights() -> Weights:
    """Return the model's weights. Raises DamagedError where a data file is not the one that was trained."""
    check_files()
    found = json.loads(_bytes("weights.json"))
    table = found["features"]
    mean, scale, weight = (np.array([row[key] for row in table.values()]) for key in ("mean", "scale", "weight"))
    return Weights(tuple(table), mean, scale, weight, found["bias"], found["supported"], found["partly"])


def check_files() -> None:
    """Raise DamagedError where a data file differs from its checksum."""
    lines = _bytes("checksums.txt").decode().splitlines()
    wanted = {name: digest for digest, name in (line.split() for line in lines)}
    for name in FILES:
        if hashlib.sha256(_bytes(name)).hexdigest() != wanted.get(name):
            raise DamagedError(
                f"The file {name} of dvrag's support model is not the one that was trained.",
                hint="Install dvrag anew: `pip install --force-reinstall dvrag`.",
            )


def _bytes(name: str) -> bytes:
    return files(__package__).joinpath(name).read_bytes()
