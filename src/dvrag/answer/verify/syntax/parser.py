"""A small dependency parser of English: for each word its kind, the word that it depends on, and how it does.

A convolutional network over words with a biaffine attention for heads and labels (Dozat and Manning 2017), in numpy.
It learned from texts that a larger parser had parsed; see docs/verifying.md.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
import numpy.typing as npt

from dvrag.answer.verify.syntax.network import Floats, Network, network

TOKEN = re.compile(
    r"\w+(?=n't\b)|n't\b|'(?:s|re|ve|ll|d|m)\b|£?\d+(?:[.,/:]\d+)*%?|[^\W\d_]+(?:\.[^\W\d_]+)+\.?|\w+|[^\w\s]"
)
LONGEST = 120
"""Words of a sentence at most; the rest is not read."""
STEPS = (1, 1, 2, 4)
"""How far the neighbours stand that each layer looks at."""
ALONE = 250_000
"""Multiplications of a matrix product that one thread makes alone."""
SHORT = 4
"""Letters of a word whose end tells nothing that the word does not."""


@dataclass(frozen=True, slots=True)
class Node:
    """A word at `[start, end)`. `head`: the place of the word that it depends on, its own for the root."""

    text: str
    start: int
    end: int
    tag: str
    label: str
    head: int

    @property
    def low(self) -> str:
        """The word in small letters."""
        return self.text.lower()


@lru_cache(maxsize=4096)
def parse(sentence: str) -> tuple[Node, ...]:
    """Return the words of one sentence, parsed; empty where it has none."""
    found = list(TOKEN.finditer(sentence.replace("’", "'")))[:LONGEST]
    if not found:
        return ()
    net = network()
    hidden = _hidden(net, [m.group() for m in found])
    heads = _heads(net, hidden)
    labels = _labels(net, hidden, heads)
    tags = (_times(hidden, net["tag.weight"].T) + net["tag.bias"]).argmax(axis=1)
    return tuple(
        Node(m.group(), m.start(), m.end(), net.tags[tag], net.labels[label], int(head))
        for m, tag, label, head in zip(found, tags, labels, heads, strict=True)
    )


def _hidden(net: Network, words: list[str]) -> Floats:
    """Return shape (words, width): each word in its context of 17 words."""
    low = [word.lower() for word in words]
    known = net["words"][[net.words.get(word, 0) for word in low]]
    ends = net["suffixes"][[net.suffixes.get(word[-3:], 0) if len(word) > SHORT else 0 for word in low]]
    h = _relu(_times(np.hstack([known, ends, _shapes(words)]), net["inp.weight"].T) + net["inp.bias"])
    for place, step in enumerate(STEPS):
        zero = np.zeros((step, h.shape[1]), dtype=np.float32)
        left, right = np.vstack([zero, h])[: len(h)], np.vstack([h, zero])[step:]
        h = h + _relu(_times(np.hstack([left, h, right]), net[f"conv.{place}.weight"].T) + net[f"conv.{place}.bias"])
    return h


def _shapes(words: list[str]) -> Floats:
    told = [
        (w[0].isupper(), w[0].isdigit() or w[0] == "£", len(w) > 1 and w.isupper(), not w[0].isalnum()) for w in words
    ]
    return np.array(told, dtype=np.float32)


def _heads(net: Network, h: Floats) -> npt.NDArray[np.int64]:
    """Return the likeliest head of each word; exactly one word heads itself, and every word depends on it."""
    heads = np.tanh(_times(h, net["ah.weight"].T) + net["ah.bias"])
    own = _with_one(np.tanh(_times(h, net["ad.weight"].T) + net["ad.bias"]))
    scores = _times(_times(own, net["arc"]), heads.T) + _by_distance()[: len(h), : len(h)]
    alone = scores.diagonal().copy()
    np.fill_diagonal(scores, -np.inf)
    root = int((alone - scores.max(axis=1)).argmax()) if len(h) > 1 else 0
    scores[root, root] = np.inf
    return _tree(scores, root)


@cache
def _by_distance() -> Floats:
    """Return shape (LONGEST, LONGEST): what the distance of a head from its word adds to its score."""
    dist = network()["dist"]
    away = np.arange(LONGEST)[None, :] - np.arange(LONGEST)[:, None]
    near = np.minimum(np.log2(np.maximum(np.abs(away), 1)) * 2.5, 15).astype(np.int64)
    added: Floats = np.where(away > 0, dist[0][near], dist[1][near]).astype(np.float32)
    return added


def _tree(scores: Floats, root: int) -> npt.NDArray[np.int64]:
    """Return the best head of each word, cycles broken where it costs least."""
    found = scores.argmax(axis=1)
    for _ in range(len(scores)):
        circle = _circle(found, root)
        if not circle:
            break
        free = scores.copy()
        free[:, sorted(_below(found, circle))] = -np.inf
        costs = [float(scores[place, found[place]] - free[place].max()) for place in circle]
        place = circle[int(np.argmin(costs))]
        found[place] = int(free[place].argmax())
    heads: npt.NDArray[np.int64] = found.astype(np.int64)
    return heads


def _circle(heads: npt.NDArray[np.int64], root: int) -> list[int]:
    """Return the words of a cycle, if there is one."""
    for start in range(len(heads)):
        place, seen = start, [start]
        while place != root:
            place = int(heads[place])
            if place in seen:
                return seen[seen.index(place) :]
            seen.append(place)
    return []


def _below(heads: npt.NDArray[np.int64], circle: list[int]) -> set[int]:
    """Return the words of a cycle and all that depend on them."""
    found = set(circle)
    while True:
        more = {place for place, head in enumerate(heads.tolist()) if head in found} - found
        if not more:
            return found
        found |= more


def _labels(net: Network, h: Floats, heads: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    over = _with_one(np.tanh(_times(h, net["lh.weight"].T) + net["lh.bias"]))[heads]
    own = _with_one(np.tanh(_times(h, net["ld.weight"].T) + net["ld.bias"]))
    each = (own[:, :, None] * over[:, None, :]).reshape(len(h), -1)
    scores = _times(each, net["lab"].reshape(len(net.labels), -1).T)
    return np.asarray(scores.argmax(axis=1), dtype=np.int64)


def _with_one(rows: Floats) -> Floats:
    return np.hstack([rows, np.ones((len(rows), 1), dtype=np.float32)])


def _relu(values: Floats) -> Floats:
    return np.maximum(values, np.float32(0))


def _times(rows: Floats, other: Floats) -> Floats:
    """Return a matrix product, in parts so small that no second thread is woken: that costs more than it saves."""
    step = max(1, ALONE // other.size)
    return np.concatenate([rows[at : at + step] @ other for at in range(0, len(rows), step)])
