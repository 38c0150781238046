"""How an answer comes about, step by step: what is written, what is checked, and in the end the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from dvrag.model.answers import Answer
from dvrag.model.results import Filters
from dvrag.model.writing import Settled, WriterFacts, Wrote

Event: TypeAlias = Wrote | Settled | Answer
"""Provisional and checked sentences in order; the Answer is the last one, and there is always one."""

Answers: TypeAlias = Callable[[str, Filters | None, Sequence[Answer]], Answer]
"""Answers a question, with filters, after the answers that were given earlier in the conversation."""


class Responder(Protocol):
    """Answers step by step."""

    @property
    def writer(self) -> WriterFacts | None:
        """The language model that writes, None where answers quote."""
        ...

    def stream(self, question: str, filters: Filters | None, earlier: Sequence[Answer]) -> Iterator[Event]:
        """Yield the answer as it comes about."""
        ...


@dataclass(frozen=True, slots=True)
class Quoting:
    """Streams answers that are whole already; no language model writes."""

    answer: Answers
    writer: WriterFacts | None = None

    def stream(self, question: str, filters: Filters | None, earlier: Sequence[Answer]) -> Iterator[Event]:
        """Yield each claim as settled, then the answer."""
        yield from quoted_events(self.answer(question, filters, earlier))


def quoted_events(answer: Answer) -> Iterator[Event]:
    """Yield an answer that is whole already: each claim as settled, then the answer itself."""
    for n, claim in enumerate(answer.claims):
        yield Settled(n, claim)
    yield answer


def last(events: Iterator[Event]) -> Answer:
    """Return the answer at the end of the events. Raises ValueError where there is none."""
    for event in events:
        if isinstance(event, Answer):
            return event
    raise ValueError("the events of an answer end without one")
