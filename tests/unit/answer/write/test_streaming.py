"""Answers as they come about: provisional, settled, cancelled, too slow."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator, Sequence

from hypothesis import given
from hypothesis import strategies as st

from dvrag.answer.write.events import last
from dvrag.answer.write.writing import QUOTES
from dvrag.model.answers import Answer
from dvrag.model.writing import Message, Settled, Usage, Wrote
from dvrag.testing.chat import ScriptedChat
from dvrag.testing.memory_corpus import MemoryCorpus
from unit.answer.write.drafts import GOOD, answer, events, writing


def test_sentences_are_provisional_until_they_are_settled(corpus: MemoryCorpus) -> None:
    found = events(corpus, GOOD, size=5)
    assert isinstance(found[0], Wrote)
    assert found[0].n == 0
    first = next(i for i, event in enumerate(found) if isinstance(event, Settled))
    assert all(isinstance(event, Wrote) and event.n == 0 for event in found[:first])
    assert [event.n for event in found if isinstance(event, Settled)] == [0, 1]
    assert [event.claim for event in found if isinstance(event, Settled)] == list(last(iter(found)).claims)
    late = [event for event in found if isinstance(event, Wrote) and event.n == 0][-1]
    assert late.citations == (1,)


def test_nothing_is_written_of_a_sentence_after_it_was_settled(corpus: MemoryCorpus) -> None:
    settled: set[int] = set()
    for event in events(corpus, f"{GOOD} It was J. Smith [1]. The housing officer treated it as rent [4]."):
        if isinstance(event, Wrote):
            assert event.n not in settled
        if isinstance(event, Settled):
            assert event.n not in settled
            settled.add(event.n)


@given(
    size=st.integers(1, 60),
    order=st.permutations(["[1].", "[2]. ", ".[3]\n- ", "p.m. on 3 May. ", "<think>", "</think>"]),
)
def test_the_size_of_the_pieces_does_not_change_the_answer(corpus: MemoryCorpus, size: int, order: list[str]) -> None:
    text = "Police were called eleven times " + "nobody asked Marian about abuse ".join(order) + GOOD
    whole, pieces = events(corpus, text, size=10_000)[-1], events(corpus, text, size=size)[-1]
    assert isinstance(whole, Answer)
    assert isinstance(pieces, Answer)
    assert (whole.claims, whole.dropped) == (pieces.claims, pieces.dropped)


class SlowChat(ScriptedChat):
    """Says a little, then nothing for long."""

    def __init__(self) -> None:
        super().__init__(GOOD)
        self.free = threading.Event()

    def stream(self, messages: Sequence[Message]) -> Iterator[str | Usage]:
        yield "Police were called "
        self.free.wait(30)
        yield "eleven times [1]."


def test_a_model_that_takes_too_long_is_left(corpus: MemoryCorpus) -> None:
    model = SlowChat()
    began = time.monotonic()
    found = last(writing(corpus, model, seconds=1).stream("q", None, ()))
    assert time.monotonic() - began < 5
    assert found.note.startswith(f"The language model took longer than 1 seconds. {QUOTES}")
    assert found.draft is not None
    assert found.draft.text == "Police were called "
    model.free.set()


def test_closing_the_events_stops_the_model(corpus: MemoryCorpus) -> None:
    model = ScriptedChat("Police were called eleven times [1]. " * 500, size=1)
    stream = writing(corpus, model).stream("q", None, ())
    next(stream)
    stream.close()  # type: ignore[attr-defined]
    deadline = time.monotonic() + 5
    while not model.closed and time.monotonic() < deadline:
        time.sleep(0.01)
    assert model.closed


def test_a_model_that_does_not_end_is_stopped(corpus: MemoryCorpus) -> None:
    found = answer(corpus, GOOD + " word" * 10_000)
    assert found.draft is not None
    assert len(found.draft.text) < 20_100
    assert len(found.claims) == 2
