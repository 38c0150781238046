"""The action that runs, with its progress and a way to stop it; and how the last one ended, until it is dismissed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from dvrag.builder.ingestion import READING
from dvrag.errors import DvragError
from dvrag.evaluate.report.tables import Column, Table
from dvrag.model.building import Damage, FileResult, Outcome
from dvrag.ui import words
from dvrag.ui.evaluating.view import table
from dvrag.ui.jobs import JOBS, Ended, Kind, Seen
from dvrag.ui.library import outcomes
from dvrag.ui.markup import Tone, bullets, element, escaped, joined, notice, show

_PROBLEM = "library_problem"
SECONDS = 0.5
"""Between two looks at a running action."""
SHOWN = 60
"""Files listed while they are read, at most."""
_SLOW = 20
"""Seconds after which the page says that one step can take long."""


def begin(act: Callable[[], None]) -> None:
    """Start an action, called by a button; what prevents it is shown by `show_job`."""
    try:
        act()
    except DvragError as error:
        st.session_state[_PROBLEM] = str(error)


def show_job() -> bool:
    """Show the action that runs, or how the last one ended; return whether one runs."""
    problem = st.session_state.pop(_PROBLEM, "")
    if problem:
        show(notice(Tone.PROBLEM, "This needs your attention", element("p", escaped(problem))))
    seen = JOBS.seen()
    if seen is None:
        return False
    if seen.ended is None:
        _running()
        return True
    show_end(seen)
    return False


@st.fragment(run_every=SECONDS)
def _running() -> None:
    seen = JOBS.seen()
    if seen is None or seen.ended is not None:
        st.rerun(scope="app")  # the page shows how it ended
    show(element("h2", escaped(seen.task.title)))
    share = min(1.0, seen.done / seen.total) if seen.total else 0.0
    st.progress(share, text=f"{seen.done:,} of {seen.total:,}" if seen.total else "Getting ready")
    for line in said(seen):
        show(element("p", escaped(line)))
    if seen.task.can_stop:
        label = "Stopping…" if seen.stopping else "Cancel"
        st.button(label, key="library_cancel", on_click=JOBS.cancel, disabled=seen.stopping)
    if seen.task.files:
        show(table(files(seen)))


def said(seen: Seen) -> tuple[str, ...]:
    """Return what is going on, in words: the phase and its steps, and how long it has been."""
    line = f"{seen.phase or 'Getting ready'}. {duration(seen.seconds)} so far."
    if seen.stopping:
        return (line, "It stops at its next step. What is finished is kept.")
    if not seen.task.can_stop:
        return (line, "It cannot be stopped half way.")
    slow = "A long report takes minutes, a scanned one longer." if seen.seconds > _SLOW else ""
    return (line, f"You can leave this page: it goes on. {slow}".strip())


def duration(seconds: float) -> str:
    """Return "8 seconds", "3 minutes 5 seconds"."""
    minutes, left = divmod(int(seconds), 60)
    parts = ([words.count(minutes, "minute")] if minutes else []) + [words.count(left, "second")]
    return " ".join(parts)


def files(seen: Seen) -> Table:
    """Return a row for each file of an action that runs, and how far it is: by order, as they are read."""
    ended = [note for phase, note in seen.notes if phase == READING]
    rows = [(name, _state(number, ended, seen)) for number, name in enumerate(seen.task.files)]
    left = len(rows) - SHOWN
    note = f"{words.count(left, 'more file')} not shown." if left > 0 else ""
    return Table("Files, in the order in which they are read", _COLUMNS, tuple(rows[:SHOWN]), note)


_COLUMNS = (Column("File", False), Column("How far", False))
_TOLD = {
    Outcome.ADDED: "read and stored",
    Outcome.REPLACED: "read and stored in place of its earlier version",
    Outcome.UNCHANGED: "already in the library",
    Outcome.FAILED: "could not be read: the reason follows at the end",
}


def _state(number: int, ended: Sequence[str], seen: Seen) -> str:
    if number < len(ended):
        return _TOLD[Outcome(ended[number].rsplit(": ", 1)[-1])]
    if number > len(ended):
        return "waiting"
    return "being read" if seen.phase in {READING, seen.task.files[number]} else "waiting"


def show_end(seen: Seen) -> None:
    """Say how an action ended, what became of each file, and what to do next, with a button to dismiss it."""
    tone = Tone.PROBLEM if seen.ended is Ended.FAILED else _tone(seen)
    lines = [element("p", escaped(line)) for line in outcomes.summary(seen).splitlines()]
    if seen.notices:
        lines.append(bullets(seen.notices))
    show(element("div", notice(tone, outcomes.title(seen), joined(lines)), role="status"))
    found = outcomes.files(seen)
    if found is not None:
        show(table(found))
    damage = outcomes.value_of(seen, Damage)
    if damage and seen.task.kind is Kind.CHECK:
        show(table(outcomes.damage(damage)))
    st.button("Dismiss this message", key="library_dismiss", on_click=JOBS.dismiss)


def _tone(seen: Seen) -> Tone:
    wrong = any(result.outcome is Outcome.FAILED for result in outcomes.value_of(seen, FileResult))
    damaged = bool(outcomes.value_of(seen, Damage))
    return Tone.CAUTION if wrong or damaged else Tone.INFO
