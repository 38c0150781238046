"""A quiz as the player reads it: plain texts, and the right answers as letters."""

from __future__ import annotations

import hashlib
import json
from typing import TypedDict

from dvrag.errors import UsageError
from dvrag.exports.characters import one_line
from dvrag.model.learning.items import Item, Quiz
from dvrag.training.packages.wording import BASIS, NOTE, SUPPORT, quoted, sources, truth
from dvrag.training.wording import answer_lines, content_note, how_to_answer, place

LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Source(TypedDict):
    """A quote and where it stands."""

    quote: str
    place: str


class Asked(TypedDict):
    """An item; `how` says what to do with the options, "" where that is plain.

    `answer` is a letter for each choice, `says` the right answer in words, `truth` whether it is true/false.
    """

    id: str
    kind: str
    label: str
    stem: str
    how: str
    note: str
    prompts: list[str]
    options: list[str]
    answer: str
    truth: bool
    says: list[str]
    rationale: str
    sources: list[Source]


class Contents(TypedDict):
    """What the player shows. `fingerprint` is another one where questions, options or answers are."""

    title: str
    note: str
    basis: str
    support: list[str]
    fingerprint: str
    items: list[Asked]


def contents(quiz: Quiz, title: str) -> Contents:
    """Return what the player shows. Raises UsageError for a question with more options than letters."""
    items = [_asked(item) for item in quiz.items]
    if any(len(item["options"]) > len(LETTERS) for item in items):
        raise UsageError("A question has more than 26 options.", hint="Leave it out, or choose another kind of file.")
    key = json.dumps([[item["id"], item["options"], item["answer"]] for item in items])
    fingerprint = hashlib.sha256(key.encode()).hexdigest()[:8]
    return Contents(title=title, note=NOTE, basis=BASIS, support=list(SUPPORT), fingerprint=fingerprint, items=items)


def embedded(found: Contents) -> str:
    """Return JSON that can stand in a script element of an HTML page, whatever its texts hold."""
    text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _asked(item: Item) -> Asked:
    return Asked(
        id=item.id,
        kind=item.kind.value,
        label=item.kind.label,
        stem=one_line(item.stem),
        how=how_to_answer(item),
        note=content_note(item),
        prompts=[one_line(text) for text in item.prompts],
        options=[one_line(text) for text in item.options],
        answer="".join(LETTERS[n] if n < len(LETTERS) else "?" for n in item.answer),
        truth=truth(item) is not None,
        says=list(answer_lines(item)),
        rationale=one_line(item.rationale),
        sources=[Source(quote=quoted(cited), place=place(cited)) for cited in sources(item)],
    )
