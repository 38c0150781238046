"""The page Search as a reader has it, over a library held in memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest
from streamlit.testing.v1 import AppTest

from dvrag.ui import session
from ui.fake_finder import FakeFinder, searching
from ui.page import PageUnderTest

OpenSearch: TypeAlias = "Callable[..., Searching]"


def search_page() -> None:
    import streamlit as st

    from dvrag.ui.pages import search

    if not st.session_state.get("elsewhere", False):
        search.page()


class Searching(PageUnderTest):
    """The page with what a reader does on it."""

    finder: FakeFinder

    def search(self, query: str) -> Searching:
        self.app.text_input(key="search_box").set_value(query)
        self.press("Search")
        return self

    def order(self, name: str) -> Searching:
        self.app.radio(key="search_sort").set_value(name)
        self.run()
        return self

    @property
    def address(self) -> dict[str, list[str]]:
        given = dict(self.app.query_params)
        return {key: value if isinstance(value, list) else [value] for key, value in given.items()}

    @property
    def titles(self) -> list[str]:
        """The headings of the passages, as "1. Title"."""
        return [line.split("</h3>")[0] for line in self.html.split("<h3>")[1:] if line.split(".")[0].isdigit()]


def opener(monkeypatch: pytest.MonkeyPatch) -> OpenSearch:
    """Return a function that opens the page at an address over what `searching` makes of its options."""

    def opened(address: dict[str, str | list[str]] | None = None, **options: object) -> Searching:
        assistant, finder = searching(**options)  # type: ignore[arg-type]
        monkeypatch.setattr(session, "assistant", lambda: assistant)
        app = AppTest.from_function(search_page)
        for key, value in (address or {}).items():
            app.query_params[key] = value
        page = Searching(app)
        page.finder = finder
        return page

    return opened
