"""The app over the assistant and the evaluator of `tests/ui`: for states that a real library does not show at will."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from dvrag.ui import session
from dvrag.ui.app import main
from dvrag.ui.evaluating import run
from ui.fake_assistant import fake_assistant
from ui.fake_evaluator import fake_evaluator, gold_questions, write_gold

PAUSE = 0.05
"""Seconds for each gold question: long enough to stop a run."""
CALLS = 20

folder = Path(__file__).parents[1] / "artefacts"
run.FOLDER = folder / "eval" / "gold"
run.DEFAULT = run.FOLDER / "questions.csv"
if not run.DEFAULT.is_file():
    write_gold(folder, gold_questions(CALLS))
session.assistant = lambda: fake_assistant(hostile=True)
session.record = lambda asked: ""
session.evaluator = lambda: fake_evaluator(pause=PAUSE)
main()
