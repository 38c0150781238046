"""What a reader does in the browser."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Locator, Page, TimeoutError, expect

SECONDS = 60_000
_BUSY = '[data-testid="stApp"][data-test-script-state="running"]'
_IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'


class AppPage:
    """An open page of the app."""

    def __init__(self, page: Page, artefacts: Path) -> None:
        self.page = page
        self._artefacts = artefacts

    def settled(self) -> AppPage:
        """Wait until the app has nothing more to do."""
        self.page.locator("h1").first.wait_for(timeout=SECONDS)
        self.page.locator(".dv-footer").first.wait_for(timeout=SECONDS)
        self.page.locator(_IDLE).wait_for(timeout=SECONDS)
        return self

    def ask(self, question: str, heading: str = "Answer") -> AppPage:
        """Type a question, press Enter, wait for what stands above its answer."""
        box = self.page.get_by_label("Your question")
        box.fill(question)
        box.press("Enter")
        with suppress(TimeoutError):  # it may be over before it is seen
            self.page.locator(_BUSY).wait_for(timeout=1500)
        self.heading(heading).wait_for(timeout=SECONDS)
        return self.settled()

    def open_citation(self, number: int) -> Locator:
        """Press a citation inside the answer; return the reader."""
        self.page.get_by_role("button", name=f"[{number}]", exact=True).first.click()
        return self.reader()

    def reader(self) -> Locator:
        reader = self.page.get_by_role("dialog")
        expect(reader.locator("mark").first).to_be_visible(timeout=SECONDS)
        return reader

    def heading(self, text: str) -> Locator:
        return self.page.get_by_role("heading", name=text, exact=True)

    def headings(self) -> list[tuple[int, str]]:
        """The headings as level and text, in order."""
        found = self.page.evaluate(
            "[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(h => [Number(h.tagName[1]), h.innerText])"
        )
        return [(level, text) for level, text in found]

    def overflow(self) -> int:
        """Pixels by which the page is wider than the window."""
        return int(
            self.page.evaluate(
                "Math.max(...['html', '.stMain', '.stMainBlockContainer'].map(s => document.querySelector(s))"
                ".map(e => e.scrollWidth - e.clientWidth))"
            )
        )

    def picture(self, name: str, *, whole: bool = True) -> None:
        """Keep a screenshot: of the whole page, taller than the window where it needs to be, or of what is in view."""
        size = self.page.viewport_size
        assert size is not None
        tall = self.page.evaluate("document.querySelector('.stMainBlockContainer').scrollHeight")
        if whole:
            self.page.set_viewport_size({"width": size["width"], "height": max(size["height"], int(tall))})
        self._artefacts.mkdir(exist_ok=True)
        self.page.wait_for_timeout(300)
        self.page.screenshot(path=self._artefacts / f"{name}.png")
        self.page.set_viewport_size(size)
