"""The support model: how likely cited texts are to carry a sentence."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dvrag.answer.verify.support.features import features
from dvrag.answer.verify.support.weights import Weights, weights
from dvrag.answer.verify.support.words import Floats, read_words
from dvrag.model.answers import Verdict
from dvrag.model.writing import Stated
from dvrag.ports import TokenEmbedder
from dvrag.text.sentences import sentences


class SupportModel:
    """Scores sentences against what they cite, without a language model.

    A logistic regression (see docs/decisions/0015) on how near a sentence is to the cited ones, word by word in the
    embedding model's contextual vectors, how much of it is said again, and whether both point the same way.
    """

    def __init__(self, embedder: TokenEmbedder, learned: Weights | None = None) -> None:
        self._embedder = embedder
        self._learned = learned or weights()

    def scores(self, stated: Sequence[Stated]) -> Floats:
        """Return shape (len(stated),): the probability in [0, 1] that the cited texts carry each sentence.

        Cited texts are cut into sentences; all of them are read. A sentence that cites nothing scores 0.
        """
        found = self.features(stated)
        return np.array([self._learned.probability(each) if each else 0.0 for each in found], dtype=np.float64)

    def verdict(self, score: float) -> Verdict:
        """Return what a score means; thresholds were chosen by cross-validation on training claims."""
        if score >= self._learned.supported:
            return Verdict.SUPPORTED
        return Verdict.PARTLY if score >= self._learned.partly else Verdict.UNSUPPORTED

    def features(self, stated: Sequence[Stated]) -> list[dict[str, float]]:
        """Return, per sentence, what its score is computed from, by name; empty where nothing is cited."""
        cited = [[part for text in each.cited for part in sentences(text)] for each in stated]
        texts = list(
            dict.fromkeys(text for each, parts in zip(stated, cited, strict=True) for text in (each.text, *parts))
        )
        words = dict(zip(texts, read_words(self._embedder, texts), strict=True))
        return [
            features(words[each.text], [words[part] for part in parts]) if parts else {}
            for each, parts in zip(stated, cited, strict=True)
        ]
