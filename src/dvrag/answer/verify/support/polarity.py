"""Which way the words of a sentence point: up or down, turned round by a negation before them."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

from dvrag.answer.verify.support.words import Floats, Words

REACH = 3
"""Words that a negation turns round after it (Pang, Lee and Vaithyanathan 2002 mark all to the next stop; a few words
do for statements with one verb)."""


def negations(words: Words) -> Floats:
    """Return shape (n,): 1 where a word negates, else 0."""
    return np.array([float(bool(_patterns()["negation"].match(word.lower()))) for word in words.words])


def directions(words: Words) -> Floats:
    """Return shape (n,): 1 for a word that points up, -1 for one that points down, else 0; without negations."""
    known = _patterns()
    low = [word.lower() for word in words.words]
    return np.array([1.0 if known["up"].match(w) else -1.0 if known["down"].match(w) else 0.0 for w in low])


def turns(words: Words) -> npt.NDArray[np.bool_]:
    """Return shape (n,): whether a word turns a statement round: a negation, or one that points down."""
    found: npt.NDArray[np.bool_] = (directions(words) < 0) | (negations(words) > 0)
    return found


def signs(words: Words) -> Floats:
    """Return shape (n,): the directions, each turned round by every negation in the REACH words before it."""
    pointed, turned = directions(words), negations(words)
    before = np.concatenate([[0.0], np.cumsum(turned)])
    out = pointed.copy()
    for i in np.flatnonzero(pointed).tolist():
        out[i] *= (-1.0) ** (before[i] - before[max(0, i - REACH)])
    return out


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    lists = tomllib.loads(files(__package__).joinpath("lexicon.toml").read_text("utf-8"))
    ends = {"up": "", "down": "", "negation": "(?:-|$)"}
    found = {name: re.compile(f"(?:{'|'.join(lists[name])}){ends[name]}") for name in ends}
    found["negation"] = re.compile(f"{found['negation'].pattern}|.*n['’]t$")
    return found
