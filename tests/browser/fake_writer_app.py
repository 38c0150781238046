"""The app over an assistant whose language model is written by hand: slow enough to watch it and to press Cancel."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from dvrag.ui import session
from dvrag.ui.app import main
from ui.fake_writer import HOSTED, writing_assistant

PAUSE = 0.12
"""Seconds for each word."""

session.assistant = lambda: writing_assistant(HOSTED, pause=PAUSE)[0]
session.record = lambda asked: ""
main()
