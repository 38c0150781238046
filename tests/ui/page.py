"""A page as a reader has it: what is written on it, what can be pressed."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import unescape

from streamlit.testing.v1 import AppTest

Start = Callable[..., "PageUnderTest"]


class PageUnderTest:
    """A page as a reader has it: what is written on it, what can be pressed."""

    def __init__(self, app: AppTest) -> None:
        self.app = app
        self.run()

    def run(self) -> PageUnderTest:
        self.app.run(timeout=30)
        assert not self.app.exception, self.app.exception
        return self

    def ask(self, question: str) -> PageUnderTest:
        self.app.text_input(key="question").set_value(question)
        return self.press("Ask")

    def press(self, label: str) -> PageUnderTest:
        next(button for button in self.app.button if button.label == label).click()
        return self.run()

    @property
    def buttons(self) -> list[str]:
        return [button.label for button in self.app.button]

    @property
    def html(self) -> str:
        """All that the page writes as HTML, in order."""
        return "\n".join(element.body for element in self.app.html)

    @property
    def text(self) -> str:
        """The same as it reads on the screen."""
        return unescape(re.sub(r"<[^>]*>", " ", self.html.replace("</p>", "\n").replace("</li>", "\n")))


def ask_page() -> None:
    from dvrag.ui.pages import ask

    ask.page()


def evaluate_page() -> None:
    from dvrag.ui.pages import evaluate

    evaluate.page()


def library_page() -> None:
    from dvrag.ui.pages import library

    library.page()


def reader_page() -> None:
    from dvrag.ui.pages import reader

    reader.page()


def whole_app() -> None:
    from dvrag.ui.app import main

    main()
