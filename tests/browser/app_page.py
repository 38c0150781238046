"""What a reader does in the browser."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Locator, Page, TimeoutError, expect

from browser import axe_core

SECONDS = 60_000
_BUSY = '[data-testid="stApp"][data-test-script-state="running"]'
_IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"]'
_TO_COME = '[data-testid="stSkeleton"]'
"""The grey box that stands for a control whose code is still being loaded."""


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
        expect(self.page.locator(_TO_COME)).to_have_count(0, timeout=SECONDS)
        return self

    def ask(self, question: str, heading: str = "Answer") -> AppPage:
        """Type a question, press Enter, wait for what stands above its answer."""
        box = self.page.get_by_label("Your question")
        box.fill(question)
        box.press("Enter")
        with suppress(TimeoutError):  # it may be over before it is seen
            self.page.locator(_BUSY).wait_for(timeout=1500)
        self.heading(heading).first.wait_for(timeout=SECONDS)
        self.settled()  # until then the answer before may stand there too
        expect(self.heading(heading)).to_have_count(1, timeout=SECONDS)
        return self

    def choose(self, label: str, place: int = 0) -> str:
        """Choose an option of a box that takes one; return it. The list is opened anew where the page closed it."""
        for attempt in range(3):
            option = self.page.get_by_role("option").nth(place)
            try:
                self.list_of(label)
                text = option.inner_text(timeout=5000)
                option.click(timeout=5000)
                break
            except (TimeoutError, AssertionError):
                if attempt == 2:
                    raise
                self.page.keyboard.press("Escape")
                self.settled()
        self.page.wait_for_timeout(300)
        self.settled()
        return text

    def submit(self, question: str, label: str = "Your question") -> AppPage:
        """Type a question and press Enter, without waiting for the answer."""
        box = self.page.get_by_label(label)
        box.fill(question)
        box.press("Enter")
        return self

    def follow(self, question: str) -> AppPage:
        """Ask a follow-up with the keyboard; wait for its answer."""
        self.submit(question, "Your follow-up")
        self.page.get_by_text(f"You asked: “{question}”").wait_for(timeout=SECONDS)
        return self.settled()

    def open_citation(self, number: int) -> Locator:
        """Press a citation inside the answer; return what is on the reader's page."""
        self.page.get_by_role("button", name=f"[{number}]", exact=True).first.click()
        return self.reader()

    def reader(self) -> Locator:
        """Wait for the reader's page with a quote marked, and return what is on it; a covered chronology is shown."""
        self.page.wait_for_url("**/reader?**", timeout=SECONDS)
        expect(self.page.locator(".st-key-reader-place")).to_be_visible(timeout=SECONDS)
        self.settled()
        cover = self.page.get_by_role("button", name="Show this page")
        if cover.count():
            cover.click()
        expect(self.page.locator("mark").first).to_be_visible(timeout=SECONDS)
        self.settled()
        return self.page.locator(".stMainBlockContainer")

    def axe(self, known: Sequence[tuple[str, str]] = ()) -> list[axe_core.Finding]:
        """Return what axe-core finds on the page as it stands; `known` are rules and selectors of what is listed."""
        return axe_core.findings(self.page, known)

    def list_of(self, label: str) -> Locator:
        """Open the list under a box with the keyboard; return it."""
        box = self.page.get_by_role("combobox", name=label)
        choices = self.page.get_by_role("listbox")
        for _ in range(5):  # a box that is drawn anew meanwhile loses what was pressed, or its list
            box.focus()
            self.page.keyboard.press("ArrowDown")
            with suppress(TimeoutError):
                choices.wait_for(timeout=2000)
                self.page.wait_for_timeout(200)
                if choices.is_visible():
                    break
        expect(choices).to_be_visible()
        return choices

    def view(self, name: str) -> AppPage:
        """Take a view of the page."""
        self.page.get_by_role("radio", name=name, exact=True).check(force=True)
        with suppress(TimeoutError):  # it may be over before it is seen
            self.page.locator(_BUSY).wait_for(timeout=1500)
        return self.settled()

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
