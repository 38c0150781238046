"""The learned numbers of the parser, read from the package and checked before use."""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from dvrag.errors import DamagedError

Floats = npt.NDArray[np.float32]
"""Any shape."""
FILE = "parser.json"
"""`checksum.txt` beside it holds its sha256."""


@dataclass(frozen=True)
class Network:
    """Arrays by name, and what the rows of the word, suffix, label and tag arrays stand for."""

    arrays: Mapping[str, Floats]
    words: Mapping[str, int]
    suffixes: Mapping[str, int]
    labels: tuple[str, ...]
    tags: tuple[str, ...]

    def __getitem__(self, name: str) -> Floats:
        return self.arrays[name]


@cache
def network() -> Network:
    """Return the shipped network. Raises DamagedError where the file is not the one that was trained."""
    folder = files(__package__)
    raw = folder.joinpath(FILE).read_bytes()
    if hashlib.sha256(raw).hexdigest() != folder.joinpath("checksum.txt").read_text("utf-8").strip():
        raise DamagedError(
            f"The file {FILE} of dvrag's parser is not the one that was trained.",
            hint="Install dvrag anew: `pip install --force-reinstall dvrag`.",
        )
    kept = json.loads(raw)
    return Network(
        {name: _array(**each) for name, each in kept["arrays"].items()},
        {word: place for place, word in enumerate(kept["words"].split(" "), start=1)},
        {word: place for place, word in enumerate(kept["suffixes"].split(" "), start=1)},
        tuple(kept["labels"]),
        tuple(kept["tags"]),
    )


def packed(array: Floats) -> dict[str, object]:
    """Return an array as JSON holds it: eight bits a number, one scale."""
    scale = float(np.abs(array).max()) / 127 or 1.0
    small = np.round(array / scale).astype(np.int8)
    return {"shape": list(array.shape), "scale": scale, "data": base64.b85encode(small.tobytes()).decode("ascii")}


def _array(shape: list[int], scale: float, data: str) -> Floats:
    small = np.frombuffer(base64.b85decode(data), dtype=np.int8).reshape(shape)
    return (small * np.float32(scale)).astype(np.float32)
