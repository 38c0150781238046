"""A language model words a follow-up as a question that stands alone; it is taken only where it adds nothing.

The model is given the questions asked so far, how the cited reports are named, and the follow-up; never an answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from contextlib import closing

from dvrag.answer.decline import decline
from dvrag.answer.talk.cited import handles
from dvrag.answer.write.clean import visible
from dvrag.answer.write.prompt import neutral
from dvrag.answer.write.timed import within
from dvrag.errors import WriterError
from dvrag.model.answers import Answer, Status
from dvrag.model.writing import Message, Role, Usage
from dvrag.ports import ChatModel
from dvrag.text.stems import stem, words
from dvrag.text.terms import STOP_WORDS

LONGEST = 400
"""Characters of a proposal at most."""
PATIENCE = 20.0
"""Seconds that a proposal may take: it is one line, and whoever asks waits for it before the search begins."""
WRITTEN = 8000
"""Characters after which the model is stopped: its thoughts may come first."""

_SYSTEM = (
    "You rewrite the last question of a conversation so that it can be understood alone. Use only words of the "
    "questions and of the names of reports that you are given. Keep every name, year and number of the last question. "
    "Do not answer it. Write the rewritten question on one line and nothing else."
)
_MARKED = re.compile(r"\b(?:\d[\d,./–-]*|[A-Z][\w'’-]+)")


def proposed(make: Callable[[], ChatModel], text: str, ruled: str, earlier: Sequence[Answer]) -> str:
    """Return the model's wording of a follow-up, or `ruled`, the one by rules, where that is not taken or it fails."""
    asked = tuple(answer for answer in earlier if answer.status is not Status.DECLINED and not decline(answer.question))
    try:
        written = visible(_written(make(), _messages(text, asked))).strip()
    except WriterError:
        return ruled
    proposal = written.strip("\"'“” ")
    return proposal if acceptable(proposal, text, asked) else ruled


def acceptable(proposal: str, text: str, earlier: Sequence[Answer]) -> bool:
    """Return whether a proposal is one question that keeps what the follow-up names and adds no word of its own.

    Words are compared by their stems; function words may be added, negations may not. It must say more than the
    follow-up did.
    """
    if not proposal.endswith("?") or "\n" in proposal or len(proposal) > LONGEST or decline(proposal):
        return False
    held = _stems(proposal)
    kept = {stem(word) for marked in _MARKED.findall(text) for word in words(marked) if not _is_small(word)}
    return kept <= held <= _stems(" ".join([text, *_given(earlier)])) and held != _stems(text)


def _given(earlier: Sequence[Answer]) -> list[str]:
    questions = [part for answer in earlier for part in (answer.question, answer.resolved_question)]
    titles = [source.hit.report.title for answer in earlier for source in answer.sources]
    return [*questions, *titles, *(name for answer in earlier for name in handles(answer))]


def _stems(text: str) -> set[str]:
    return {stem(word) for word in words(text) if not _is_small(word)}


def _is_small(word: str) -> bool:
    return word.lower() in STOP_WORDS


def _messages(text: str, earlier: Sequence[Answer]) -> tuple[Message, ...]:
    asked = [f"Question: {neutral(answer.resolved_question or answer.question)}" for answer in earlier]
    named = list(dict.fromkeys(name for answer in earlier for name in handles(answer)))
    lines = [*asked, f"Reports cited, in order: {neutral('; '.join(named))}", f"Last question: {neutral(text)}"]
    return Message(Role.SYSTEM, _SYSTEM), Message(Role.USER, "\n".join(lines))


def _written(model: ChatModel, messages: tuple[Message, ...]) -> str:
    text = ""
    with closing(within(PATIENCE, lambda: model.stream(messages))) as pieces:
        for piece in pieces:
            text += "" if isinstance(piece, Usage) else piece
            if len(text) > WRITTEN:
                break
    return text
