"""The pages over an assistant whose answers are written by hand."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from dvrag.assistant import Assistant
from dvrag.ui import session
from ui.fake_assistant import fake_assistant
from ui.page import PageUnderTest, Start, ask_page, library_page


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> Start:
    """Return a function that opens a page ("ask" or "library") over an assistant."""

    def opened(page: str = "ask", assistant: Assistant | None = None, **options: object) -> PageUnderTest:
        found = assistant or fake_assistant(**options)  # type: ignore[arg-type]
        monkeypatch.setattr(session, "assistant", lambda: found)
        monkeypatch.setattr(session, "record", lambda asked: "")
        return PageUnderTest(AppTest.from_function(ask_page if page == "ask" else library_page))

    return opened
