"""How much of a question's topic a text speaks of: weighted coverage of its content words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dvrag.answer.corpus import Corpus
from dvrag.answer.question.meanings import WordMeanings
from dvrag.answer.question.names import Name
from dvrag.answer.question.parse import Question, Word
from dvrag.text.stems import stem, stems, words
from dvrag.text.terms import STOP_WORDS


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
    """The content words of a question that are not names.

    `alike` maps a stem of a text to how far it means the same as each word, for words not written alike; see `meet`.
    """

    words: tuple[TopicWord, ...]
    alike: dict[str, tuple[float, ...]] = field(default_factory=dict)

    def support(self, text: str) -> tuple[float, ...]:
        """Return for each word, in [0, 1], how far the text speaks of it."""
        held = stems(text)
        joined = f" {' '.join(held)} "
        alike = [self.alike[root] for root in set(held) if root in self.alike]
        return tuple(
            1.0
            if any(f" {' '.join(writing)} " in joined for writing in word.writings)
            else max((row[i] for row in alike), default=0.0)
            for i, word in enumerate(self.words)
        )

    def coverage(self, text: str) -> float:
        """Return the weighted share of the words that the text speaks of, in [0, 1]; 1 for a topic without words."""
        total = sum(word.weight for word in self.words)
        if total == 0:
            return 1.0
        return sum(w.weight * s for w, s in zip(self.words, self.support(text), strict=True)) / total

    def missing(self, texts: Sequence[str]) -> tuple[TopicWord, ...]:
        """Return the words that none of the texts speaks of."""
        held = [self.support(text) for text in texts]
        return tuple(word for i, word in enumerate(self.words) if not any(row[i] > 0 for row in held))

    def meet(self, texts: Sequence[str], meanings: WordMeanings) -> None:
        """Learn which words of the texts mean the same as words of the topic."""
        written = {stem(word): word for text in texts for word in words(text) if word.lower() not in STOP_WORDS}
        new = [(root, word) for root, word in written.items() if root not in self.alike and word.isalpha()]
        found = meanings.sameness([w.word.text for w in self.words], [word for _, word in new])
        for column, (root, _) in enumerate(new):
            if found[:, column].any():
                self.alike[root] = tuple(float(value) for value in found[:, column])


def topic_of(question: Question, names: Sequence[Name], corpus: Corpus, others: Mapping[str, Sequence[str]]) -> Topic:
    """Return the topic of a question. `others` maps a stem to other writings (acronym, expansion)."""
    size = max(1, corpus.passage_count())
    kept = [w for w in question.words if not any(n.start < w.end and w.start < n.end for n in names)]
    return Topic(tuple(_weighted(word, size, corpus, others.get(word.stem, ())) for word in kept))


def _weighted(word: Word, size: int, corpus: Corpus, others: Sequence[str]) -> TopicWord:
    """Weigh a word by ln(1 + N / (1 + df)), scaled to about 1 for a word in one passage of a hundred."""
    others = [other for other in others if stems(other)]
    frequency = max(sum(corpus.mentions([text]).values()) for text in (word.text, *others))
    weight = word.weight * min(1.5, math.log(1 + size / (1 + frequency)) / math.log(101))
    writings = tuple(dict.fromkeys([(word.stem,), *(tuple(stems(other)) for other in others)]))
    return TopicWord(word, weight, writings, frequency > 0)
