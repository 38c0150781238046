"""A turn of a conversation taken apart: how it begins, what it names, and whether it is a whole clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from dvrag.answer.corpus import Corpus
from dvrag.answer.question.names import Name, NameKind, filed_under, names_in
from dvrag.answer.question.parse import Question, Word, parse
from dvrag.answer.talk.swap_matter import is_agency
from dvrag.answer.talk.swap_names import phrase

_COURTESY = re.compile(
    r"^\W*(?:thanks|thank\s+you|ok|okay|right|great|good|i\s+see|sorry|please|hm+)\b[\s,.!;:–-]*", re.IGNORECASE
)
_LEAD = re.compile(
    r"^\W*(?:what\s+about|how\s+about|and\s+what\s+of|what\s+of|and|but|so|also|then|or|plus|(?:the\s+)?same\s+(?:question\s+|thing\s+|again\s+)?for)\b[\s,.:–-]*",
    re.IGNORECASE,
)
_TAIL = re.compile(r"[\s,]*\b(?:then|too|as\s+well|though|please)\W*$", re.IGNORECASE)
_AUXILIARY = (
    r"(?:did|do|does|was|were|is|are|has|have|had|can|could|should|would|will|must|didn['’]t|wasn['’]t|weren['’]t)"
)
_CLAUSE = re.compile(
    rf"^(?:(?:in|by|for|to|of|on|at|with|from|since|until)\s+)?"
    rf"(?:(?:who|whom|whose|what|which|when|where|why|how)(?:['’]s)?|{_AUXILIARY})\b",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"^(?:(?:by|to|for|from|since|until)\s+)?(?:why(?:\s+not)?|who|whom|when|where|how|how\s+(?:come|many|much|often|long|so))$",
    re.IGNORECASE,
)
_NO_NAME = re.compile(r"^(?:one|ones|other|others|else|same)$", re.IGNORECASE)


SHORT = 2
"""Letters of a word up to which it is no name of its own."""
NEAR = 0.8
"""Share of letters in common (difflib) from which a word is the name of an area, mistyped ("tarnliegh")."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What was typed, taken apart. `body` is the text without its opening ("and", "what about") and closing words.

    `question` and `names` are those of the body, `content` its words that are no names and speak of more than reports.
    """

    text: str
    body: str
    led: bool
    question: Question
    names: tuple[Name, ...]
    content: tuple[Word, ...]

    @property
    def clause(self) -> bool:
        """Whether the body is a whole question ("who was told") and not a piece of one ("in Tarnleigh")."""
        return is_clause(self.body)

    @property
    def bare(self) -> bool:
        """Whether the body is a question word alone."""
        return _BARE.match(self.body) is not None


def is_clause(text: str) -> bool:
    """Return whether a text begins as a question does: with a question word or an auxiliary."""
    return _CLAUSE.match(text) is not None


def taken(text: str, corpus: Corpus) -> Turn:
    """Return a turn taken apart. In a piece of a question, a strange word may be a name."""
    body = _COURTESY.sub("", " ".join(text.split()))
    led = False
    while (match := _LEAD.match(body)) and match.end() < len(body):
        body, led = body[match.end() :], True
    body = _TAIL.sub("", body.strip(" ?.!,;:")).strip(" ?.!,;:")
    question = parse(body)
    names = names_in(question, corpus)
    if not _CLAUSE.match(body):
        names = tuple(sorted((*names, *_strange(question, names, corpus)), key=lambda n: n.start))
    return Turn(text, body, led, question, names, _content(question, names))


def _strange(question: Question, names: Sequence[Name], corpus: Corpus) -> list[Name]:
    """Return the words that the library does not hold and that look like a name: by a capital, or by a near one."""
    known = [name for name in filed_under(corpus.reports()) if " " not in name]
    free = [word for word in question.words if not _within(word, names) and word.text.isalpha()]
    return [
        Name(word.text, word.start, word.end, NameKind.UNKNOWN, frozenset(), frozenset())
        for word in free
        if len(word.text) > SHORT
        and not is_agency(word.text)
        and (word.text[0].isupper() or get_close_matches(word.text.lower(), known, 1, NEAR))
        and not corpus.mentions([word.text])
    ]


def _content(question: Question, names: Sequence[Name]) -> tuple[Word, ...]:
    spans = [phrase(question.text, name) for name in names]
    free = (w for w in question.words if not any(start < w.end and w.start < end for start, end in spans))
    return tuple(word for word in free if word.weight == 1.0 and not _NO_NAME.match(word.text))


def _within(word: Word, names: Sequence[Name]) -> bool:
    return any(name.start < word.end and word.start < name.end for name in names)
