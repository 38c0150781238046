"""How an answer comes about, step by step: what is written, what is checked, and in the end the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from dvrag.errors import MissingPartError
from dvrag.model.answers import Answer
from dvrag.model.results import Filters
from dvrag.model.writing import Settled, WriterFacts, Wrote
from dvrag.ports import ChatModel

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

    def by(self, model: ChatModel | str | None) -> Responder:
        """Return what answers from the same library with another model, or by quoting for None.

        Raises SettingsError for a name that names no provider, MissingPartError where nothing can be written.
        """
        ...


@dataclass(frozen=True, slots=True)
class Quoting:
    """Streams answers that are whole already; no language model writes."""

    answer: Answers
    written: Callable[[ChatModel | str], Responder] | None = None
    """Makes what writes with a model, over the same library."""

    @property
    def writer(self) -> WriterFacts | None:
        """None: nothing is written."""
        return None

    def stream(self, question: str, filters: Filters | None, earlier: Sequence[Answer]) -> Iterator[Event]:
        """Yield each claim as settled, then the answer."""
        yield from quoted_events(self.answer(question, filters, earlier))

    def by(self, model: ChatModel | str | None) -> Responder:
        """Return what writes with a model, or this one for None."""
        if model is None:
            return self
        if self.written is None:
            raise MissingPartError("Nothing can be written here.", hint="Open a library with dvrag.open.")
        return self.written(model)


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
