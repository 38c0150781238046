"""A SCORM package in an open player: a server on this machine, and what a learner does in the frame."""

from __future__ import annotations

import io
import json
import threading
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import FrameLocator, Page, expect

TABS = 40


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder; yield its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def unpack(packages: Mapping[str, bytes], folder: Path) -> None:
    """Unpack each package into a folder of its name."""
    for name, content in packages.items():
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            archive.extractall(folder / name)


class Desk:
    """A learner at a page that holds the player in a frame."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def frame(self) -> FrameLocator:
        """The player."""
        return self.page.frame_locator("#player")

    def heading(self, text: str) -> Desk:
        """Wait until the page under this heading is shown, its heading focused."""
        head = self.frame.locator("h2")
        expect(head).to_have_text(text)
        expect(head).to_be_focused()
        return self

    def press(self, name: str) -> Desk:
        """Press a button with the mouse."""
        self.frame.get_by_role("button", name=name, exact=True).click()
        return self

    def focused(self) -> str:
        """Return what stands on the control that has the focus."""
        script = """() => { const at = document.activeElement; if (!at) return '';
          return at.getAttribute('aria-label') || (at.labels && at.labels[0] || at).textContent.trim(); }"""
        inner = self.page.frame(url="**/index.html")
        assert inner
        return str(inner.evaluate(script))

    def tab_to(self, name: str) -> Desk:
        """Press Tab until the control of this name has the focus."""
        for _ in range(TABS):
            self.page.keyboard.press("Tab")
            if self.focused() == name:
                return self
        raise AssertionError(f"{name!r} cannot be reached with Tab; the focus is on {self.focused()!r}")

    def key(self, name: str, key: str = "Enter") -> Desk:
        """Go to a control with Tab and press a key."""
        self.tab_to(name)
        self.page.keyboard.press(key)
        return self

    def calls(self) -> list[list[str]]:
        """Return the calls of the last visit: name, what was given, the answer, the number of the error."""
        return [list(call) for call in json.loads(self.page.evaluate("localStorage.getItem('last')"))]

    def values(self) -> dict[str, str]:
        """Return the last value of each element that was set."""
        return {call[1]: call[2] for call in self.calls() if call[0] == "SetValue"}

    def leave(self) -> Desk:
        """Leave the player as who closes it does."""
        self.page.evaluate("document.getElementById('player').remove()")
        return self
