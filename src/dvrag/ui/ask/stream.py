"""An answer as it comes about: sentences appear as they are written, provisional until they are checked."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dvrag.answer.exported.wording import left_out
from dvrag.answer.write.events import Event
from dvrag.model.answers import Answer, Verdict
from dvrag.model.writing import Settled, WriterFacts, Wrote
from dvrag.ui import words
from dvrag.ui.markup import Markup, element, escaped, joined, live, show

CANCEL = "Cancel"
SECONDS = 0.1
"""Between two looks at whether somebody pressed Cancel, while nothing new is written."""
_RUNNING = "ask_running"


class Events:
    """The events of an answer, made by a thread of its own, so that the page can be left at any moment."""

    def __init__(self, events: Iterator[Event]) -> None:
        self._events = events
        self._made: queue.SimpleQueue[Event | Exception] = queue.SimpleQueue()
        self._unwanted = threading.Event()
        self.thread = threading.Thread(target=self._run, name="dvrag-answer", daemon=True)
        self.thread.start()

    def waiting(self, seconds: float) -> Sequence[Event]:
        """Return what has been made since, none after so many seconds. Raises what went wrong."""
        found: list[Event] = []
        try:
            found.append(_unless_wrong(self._made.get(timeout=seconds)))
            while True:
                found.append(_unless_wrong(self._made.get_nowait()))
        except queue.Empty:
            return found

    def cancel(self) -> None:
        """Want no more: the model is asked for no further word once the one that it is at has come."""
        self._unwanted.set()

    def _run(self) -> None:
        try:
            for event in self._events:
                self._made.put(event)
                if self._unwanted.is_set():
                    break
        except Exception as error:
            self._made.put(error)
        finally:
            close = getattr(self._events, "close", None)
            if close is not None:
                close()


def _unless_wrong(made: Event | Exception) -> Event:
    if isinstance(made, Exception):
        raise made
    return made


@dataclass(slots=True)
class _View:
    """The places on the page: one for what goes on, one for each sentence."""

    status: DeltaGenerator
    sentences: DeltaGenerator
    writer: WriterFacts | None
    slots: dict[int, DeltaGenerator] = field(default_factory=dict)
    settled: set[int] = field(default_factory=set)

    def put(self, events: Sequence[Event]) -> None:
        """Show what is new: of each sentence, what came last; what came after it before begins anew."""
        latest: dict[int, Wrote | Settled] = {}
        for event in events:
            if isinstance(event, Answer):
                continue
            latest = {n: other for n, other in latest.items() if n < event.n} | {event.n: event}
            self._forget_after(event.n)
        for n, event in latest.items():
            self._put(n, event)
        if any(isinstance(event, Settled) for event in latest.values()):
            self.tell(progress(len(self.settled), self.writer))

    def _put(self, n: int, event: Wrote | Settled) -> None:
        if n not in self.slots:
            self.slots[n] = self.sentences.empty()
        slot = self.slots[n]
        if isinstance(event, Settled):
            self.settled.add(n)
            slot.html(settled(event))
        else:
            self.settled.discard(n)
            slot.html(provisional(event))

    def _forget_after(self, n: int) -> None:
        for later in [place for place in self.slots if place > n]:
            self.slots[later].empty()
            self.settled.discard(later)

    def tell(self, line: str) -> None:
        """Say what goes on; screen readers read it when they have nothing else to say."""
        self.status.html(live(element("p", escaped(line), "dv-soft")))


def show_stream(events: Iterator[Event], writer: WriterFacts | None) -> Answer:
    """Show an answer as it comes about and return it. A press on Cancel, or on anything else, ends it earlier."""
    st.session_state[_RUNNING] = True
    made = Events(events)
    try:
        answer = _followed(made, _view(writer))
    except Exception:
        st.session_state.pop(_RUNNING, None)
        raise
    finally:
        made.cancel()
    st.session_state.pop(_RUNNING, None)
    return answer


def was_stopped() -> bool:
    """Return, once, whether an answer was stopped before it was whole."""
    return bool(st.session_state.pop(_RUNNING, False))


def _view(writer: WriterFacts | None) -> _View:
    """Lay out the page as the answer will be, so that nothing jumps when it is there."""
    left, right = st.columns([11, 9], gap="large")
    with left, st.container(key="answering"):
        show(element("h2", escaped("Writing the answer" if writer else "Looking for the answer")))
        status = st.empty()
        st.button(CANCEL, key="ask-cancel")
        sentences = st.container(key="answering-sentences", gap=None)
    with right:
        line = "They are shown here when the sentences have been checked against them."
        show(element("h2", escaped("Sources")), element("p", escaped(line), "dv-soft"))
    view = _View(status, sentences, writer)
    view.tell("Searching the reports…")
    return view


def _followed(made: Events, view: _View) -> Answer:
    """Show what is made until the answer is; sentences that come together with it are shown in it alone."""
    while True:
        bool(st.session_state.get(_RUNNING))  # here a press on Cancel ends this run
        events = made.waiting(SECONDS)
        answer = next((event for event in events if isinstance(event, Answer)), None)
        if answer is not None:
            return answer
        view.put(events)


def progress(checked: int, writer: WriterFacts | None) -> str:
    """Return what goes on, in words."""
    done = f"{words.count(checked, 'sentence')} checked so far"
    return f"Writing… checking… {done}." if writer else f"Choosing sentences… {done}."


def provisional(event: Wrote) -> Markup:
    """Return a sentence that is not checked yet: set apart by a broken line, and said in words."""
    marks = "".join(f"[{n}]" for n in event.citations)
    text = " ".join(part for part in (event.text, marks) if part)
    return element("p", joined((escaped(f"{text} "), _state("(not checked yet)"))), "dv-provisional")


def settled(event: Settled) -> Markup:
    """Return a sentence that is checked, with what came of it; of one that is not supported only that."""
    claim = event.claim
    if claim.verdict is Verdict.UNSUPPORTED:
        return live(element("p", _state(f"(One sentence was left out. {left_out(claim)})"), "dv-settled"))
    marks = "".join(f"[{n}]" for n in claim.citations)
    state = "(checked)" if claim.verdict is Verdict.SUPPORTED else "(checked: only partly supported)"
    return live(element("p", joined((escaped(f"{claim.text} {marks} "), _state(state))), "dv-settled"))


def _state(text: str) -> Markup:
    return element("span", escaped(text), "dv-state")
