"""Gold files and runs for the page Evaluate: what is found, what is checked, and progress that can be stopped."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from dvrag.evaluate.gold.questions import GoldSet, Mistake
from dvrag.evaluate.report.tables import Column, Table
from dvrag.evaluator import Checked, Evaluator
from dvrag.ui import words

FOLDER = Path("eval/gold")
DEFAULT = FOLDER / "questions.csv"
ENDINGS = frozenset({".csv", ".jsonl"})
SHOWN = 100
"""Mistakes shown at once."""
SECONDS = 0.8
"""What a question took on the two-core machine that dvrag was measured on; replaced by what it took here."""
_CHECKED, _PACE = "evaluate_checked", "evaluate_pace"


class Bar:
    """Progress as a bar on the page. Streamlit ends a script whose page is left or whose button is pressed at the
    next call to it, so `advance` is where a run stops.
    """

    def __init__(self) -> None:
        self._bar = st.progress(0.0)
        self._label, self._done, self._total = "", 0, 1

    def start(self, label: str, total: int) -> None:
        """Begin a phase."""
        self._label, self._done, self._total = label, 0, max(1, total)
        self._show()

    def advance(self, note: str = "") -> None:
        """Count a step; the note is an id from the gold file and not shown."""
        self._done += 1
        self._show()

    def stop(self) -> None:
        """Leave the bar as it is."""

    def _show(self) -> None:
        share = min(1.0, self._done / self._total)
        self._bar.progress(share, text=f"{self._label}: {self._done} of {words.count(self._total, 'question')}")


def gold_files() -> list[str]:
    """Return the gold files under the working directory, the usual one first."""
    found = sorted(path for path in FOLDER.glob("*") if path.suffix.lower() in ENDINGS) if FOLDER.is_dir() else []
    return [str(path) for path in sorted(found, key=lambda path: (path != DEFAULT, path))]


def checked(evaluator: Evaluator, path: Path) -> Checked:
    """Return a gold file with its mistakes; read again only when the file or the library has changed."""
    state = path.stat()
    key = (str(path.resolve()), state.st_mtime_ns, state.st_size, evaluator.corpus.fingerprint())
    kept = st.session_state.get(_CHECKED)
    place = st.empty()  # also where nothing is read: what follows must not move, or its older copy would stay in view
    if kept is None or kept[0] != key:
        with place, st.spinner("Reading the questions…"):
            kept = (key, evaluator.check(path))
        st.session_state[_CHECKED] = kept
    found: Checked = kept[1]
    return found


def fits(gold: GoldSet, evaluator: Evaluator) -> bool:
    """Return whether the library holds any of the reports that the questions are about."""
    wanted = {passage.source for question in gold.questions for passage in question.relevant}
    return not wanted or bool(wanted & {report.source for report in evaluator.corpus.reports()})


def mistakes(found: Sequence[Mistake]) -> Table:
    """Return the mistakes of a gold file by row and column."""
    columns = (Column("Row", False), Column("Column", False), Column("What is wrong", False))
    rows = tuple((f"{m.row}", m.column or "whole row", words.sentence(m.message)) for m in found[:SHOWN])
    left = len(found) - len(rows)
    note = f"{words.count(left, 'more mistake')} not shown." if left > 0 else ""
    return Table(words.sentence(words.count(len(found), "mistake")), columns, rows, note)


def duration(questions: int, systems: Sequence[str]) -> str:
    """Return about how long a run takes: "less than a minute", "about 3 minutes"."""
    pace: dict[str, float] = st.session_state.get(_PACE, {})
    minutes = questions * sum(pace.get(name, SECONDS) for name in systems) / 60
    return "less than a minute" if minutes < 0.75 else f"about {words.count(max(1, round(minutes)), 'minute')}"


def remember_pace(system: str, seconds: float, questions: int) -> None:
    """Keep what a question took in this session."""
    st.session_state.setdefault(_PACE, {})[system] = seconds / max(1, questions)
