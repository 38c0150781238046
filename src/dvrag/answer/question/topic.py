"""How much of a question's topic a text speaks of: weighted coverage of its content words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dvrag.answer.corpus import Corpus
from dvrag.answer.question.names import Name
from dvrag.answer.question.parse import Question, Word
from dvrag.text.stems import stems


@dataclass(frozen=True, slots=True)
class TopicWord:
    """A content word with its weight (inverse document frequency) and other writings, each a tuple of stems.

    `known` is False where no passage of the library holds the word or another writing of it.
    """

    word: Word
    weight: float
    writings: tuple[tuple[str, ...], ...]
    known: bool


@dataclass(frozen=True, slots=True)
class Topic:
    """The content words of a question that are not names."""

    words: tuple[TopicWord, ...]

    def coverage(self, text: str) -> float:
        """Return the weighted share of the words that stand in the text, in [0, 1]; 1 for a topic without words."""
        total = sum(word.weight for word in self.words)
        if total == 0:
            return 1.0
        held = _Stems(text)
        return sum(word.weight for word in self.words if held.any(word.writings)) / total

    def missing(self, texts: Sequence[str]) -> tuple[TopicWord, ...]:
        """Return the words that stand in none of the texts."""
        held = [_Stems(text) for text in texts]
        return tuple(word for word in self.words if not any(text.any(word.writings) for text in held))


class _Stems:
    """The stems of a text, searchable for short sequences."""

    def __init__(self, text: str) -> None:
        self._joined = " " + " ".join(stems(text)) + " "

    def any(self, writings: Sequence[tuple[str, ...]]) -> bool:
        return any(" " + " ".join(writing) + " " in self._joined for writing in writings)


def topic_of(question: Question, names: Sequence[Name], corpus: Corpus, others: Mapping[str, Sequence[str]]) -> Topic:
    """Return the topic of a question. `others` maps a stem to other writings (acronym, expansion)."""
    size = max(1, corpus.passage_count())
    kept = [w for w in question.words if not any(n.start < w.end and w.start < n.end for n in names)]
    return Topic(tuple(_weighted(word, size, corpus, others.get(word.stem, ())) for word in kept))


def _weighted(word: Word, size: int, corpus: Corpus, others: Sequence[str]) -> TopicWord:
    """Weigh a word by ln(1 + N / (1 + df)), scaled to about 1 for a word in one passage of a hundred."""
    others = [other for other in others if stems(other)]
    frequency = max(sum(corpus.mentions([text]).values()) for text in (word.text, *others))
    weight = word.weight * math.log(1 + size / (1 + frequency)) / math.log(101)
    writings = tuple(dict.fromkeys([(word.stem,), *(tuple(stems(other)) for other in others)]))
    return TopicWord(word, weight, writings, frequency > 0)
