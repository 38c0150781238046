"""The page Train over a real trainer and a small library, with questions written by hand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dvrag.config.settings import TrainSettings
from dvrag.lessons.themes.catalogue import catalogue
from dvrag.model.learning.items import Decision, Item, ItemFilters, Reviewed
from dvrag.trainer import Trainer
from dvrag.training.reviews import made as making
from dvrag.ui import session
from ui.fake_registrar import opened
from ui.page import PageUnderTest
from ui.questions import ITEMS, set_in
from unit.trained import trainer, use_simple_items

Opened = tuple[PageUnderTest, Trainer]
OpenTrain = Callable[..., Opened]
EVERY = ItemFilters(decision=tuple(Decision))


def train_page() -> None:
    from dvrag.ui.pages import train

    train.page()


def opener(folder: Path, monkeypatch: pytest.MonkeyPatch) -> OpenTrain:
    """Return a function that opens the page in a view over a trainer whose library gives the questions `made`."""

    def opens(
        view: str = "Practise", made: Sequence[Item] = ITEMS, settings: TrainSettings | None = None, **options: bool
    ) -> Opened:
        library = opened(folder, **options)
        use_simple_items(monkeypatch)
        monkeypatch.setattr(making, "make_items", lambda material: set_in(material, made))
        trains = trainer(folder / "library", settings=settings, themes=catalogue())
        monkeypatch.setattr(session, "assistant", lambda: library.assistant)
        monkeypatch.setattr(session, "registrar", lambda: library.registrar)
        monkeypatch.setattr(session, "trainer", lambda: trains)
        page = PageUnderTest(AppTest.from_function(train_page))
        return (page if view == "Practise" else show(page, view)), trains

    return opens


def show(page: PageUnderTest, view: str) -> PageUnderTest:
    """Turn to a view of the page."""
    page.app.radio(key="train_view").set_value(view)
    return page.run()


def kept(trains: Trainer, item: Item) -> Reviewed:
    """Return a question written by hand as it stands in the library now."""
    return next(each for each in trains.items(EVERY) if each.item.pattern == item.pattern)


def on_display(page: PageUnderTest) -> Item:
    """Return the question that a sitting asks now."""
    asked = page.app.session_state["train_sitting"].item
    assert isinstance(asked, Item)
    return asked


def choose(page: PageUnderTest, name: str, *values: str) -> PageUnderTest:
    """Restrict what is practised."""
    page.app.multiselect(key=f"train_practise_{name}").set_value(list(values))
    return page.run()


def answer(page: PageUnderTest, *places: int) -> PageUnderTest:
    """Choose in the form of the question and press Answer."""
    boxes = [box for box in page.app.selectbox if box.key and box.key.startswith("train-")]
    if boxes:
        for box, place in zip(boxes, places, strict=True):
            box.set_value(place)
    else:
        next(radio for radio in page.app.radio if radio.label == "Your answer").set_value(places[0])
    return page.press("Answer")
