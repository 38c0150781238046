"""Reading for a question with the answers before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol, TypeAlias

from dvrag.answer.corpus import Corpus
from dvrag.answer.decline import decline
from dvrag.answer.question.safety import LIMITS, SIGNPOSTS, speaks_of_oneself
from dvrag.answer.talk.resolve import resolve
from dvrag.answer.write.reading import Reading
from dvrag.model.answers import Answer
from dvrag.model.results import Filters

Propose: TypeAlias = Callable[[str, str, Sequence[Answer]], str]
"""Words a follow-up, given as typed and as the rules resolved it, after earlier answers."""


class ReadAfter(Protocol):
    """Reads for a question after earlier answers."""

    def __call__(
        self, text: str, filters: Filters | None, earlier: Sequence[Answer], propose: Propose | None = None
    ) -> Reading:
        """Return what is found."""
        ...


@dataclass(frozen=True, slots=True)
class Conversation:
    """Reads for follow-ups. `read` reads for a question that stands alone."""

    read: Callable[[str, Filters | None], Reading]
    corpus: Corpus

    def __call__(
        self, text: str, filters: Filters | None, earlier: Sequence[Answer], propose: Propose | None = None
    ) -> Reading:
        """Return what is found, see `read_after`. A turn that the rules leave as it is, is not proposed anew."""
        ruled = resolve(text, earlier, self.corpus) if earlier and decline(text) is None else text
        words = propose(text, ruled, earlier) if propose and ruled != text and decline(ruled) is None else ruled
        return read_after(self.read, text, words, filters)


def read_after(
    read: Callable[[str, Filters | None], Reading], text: str, resolved: str, filters: Filters | None
) -> Reading:
    """Return what `read` finds for the question that a turn was resolved into; the answer keeps the words typed.

    What must not be answered is declined by the words typed and by the question that they are resolved into; an
    answer says how the question was understood (`Answer.resolved_question`).
    """
    declined = decline(text)
    if declined:
        return Reading(declined)
    if resolved == text:
        return read(text, filters)
    reading = read(resolved, filters)
    answer = replace(reading.answer, question=text, resolved_question=reading.answer.resolved_question or resolved)
    if speaks_of_oneself(text) and not answer.support:
        answer = replace(answer, support=(LIMITS, *SIGNPOSTS))
    return replace(reading, answer=answer)
