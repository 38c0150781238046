"""The page Train over a trainer and a small library written by hand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dvrag.ui import session
from ui.fake_registrar import opened
from ui.fake_trainer import FakeTrainer
from ui.page import PageUnderTest

Opened = tuple[PageUnderTest, FakeTrainer]
OpenTrain = Callable[..., Opened]


def train_page() -> None:
    from dvrag.ui.pages import train

    train.page()


def opener(folder: Path, monkeypatch: pytest.MonkeyPatch) -> OpenTrain:
    """Return a function that opens the page in a view over a trainer."""

    def made(view: str = "Practise", **options: object) -> Opened:
        trainer = FakeTrainer(**options)  # type: ignore[arg-type]
        library = opened(folder)
        monkeypatch.setattr(session, "assistant", lambda: library.assistant)
        monkeypatch.setattr(session, "registrar", lambda: library.registrar)
        monkeypatch.setattr(session, "trainer", lambda: trainer)
        page = PageUnderTest(AppTest.from_function(train_page))
        if view != "Practise":
            page.app.radio(key="train_view").set_value(view)
            page.run()
        return page, trainer

    return made


def answer(page: PageUnderTest, *places: int) -> PageUnderTest:
    """Choose in the form of the question and press Answer."""
    boxes = [box for box in page.app.selectbox if box.key and box.key.startswith("train-")]
    if boxes:
        for box, place in zip(boxes, places, strict=True):
            box.set_value(place)
    else:
        next(radio for radio in page.app.radio if radio.label == "Your answer").set_value(places[0])
    return page.press("Answer")
