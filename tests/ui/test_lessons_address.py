"""The address of the page Lessons: it holds what is chosen."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ui.fake_registrar import OpenPage, opener
from ui.page import PageUnderTest


def lessons_page() -> None:
    from dvrag.ui.pages import lessons

    lessons.page()


@pytest.fixture
def open_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> OpenPage:
    """Return a function that opens the page over a small library."""
    return opener(tmp_path, monkeypatch, lessons_page)


def test_what_is_chosen_stands_in_the_address_and_comes_back_from_it(open_page: OpenPage) -> None:
    page, _ = open_page()
    page.app.multiselect(key="lessons_kind").set_value(["recommendation"])
    page.app.checkbox(key="lessons_copies").check()
    page.run()
    address = dict(page.app.query_params)
    assert address == {"kind": "recommendation", "copies": "yes"}
    app = AppTest.from_function(lessons_page)
    for name, value in address.items():
        app.query_params[name] = value
    again = PageUnderTest(app)
    assert again.app.multiselect(key="lessons_kind").value == ["recommendation"]
    assert again.app.checkbox(key="lessons_copies").value is True
    assert "Part of the address was ignored" not in again.text
    page.app.multiselect(key="lessons_kind").set_value([])
    page.app.checkbox(key="lessons_copies").uncheck()
    assert not dict(page.run().app.query_params)


def test_what_an_address_names_that_is_not_here_is_said(open_page: OpenPage) -> None:
    page, _ = open_page()
    page.app.query_params["area"] = ["Nowhere"]
    page.app.query_params["colour"] = ["red"]
    text = page.run().text
    assert "area=Nowhere" in text
    assert "colour=red" in text
