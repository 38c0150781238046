"""The app over the assistant of `tests/ui/fake_assistant.py`: for states that a real library does not show at will."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from dvrag.ui import session
from dvrag.ui.app import main
from ui.fake_assistant import fake_assistant

session.assistant = lambda: fake_assistant(hostile=True)
main()
