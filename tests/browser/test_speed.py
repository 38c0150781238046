"""Speed as it is felt in the browser, on the sample library: medians of three, printed at the end of the tests.

The limits are those of a reader on an idle machine. A machine that checks changes (`CI=true`), or that runs other tests
beside this one, is slower for reasons that are not the app's: there the tests fail only beyond three times the limit,
and where more programs wait for a processor than that, beyond as many times the limit as wait for each, five at most.
What was measured is always printed as it is, with the limit that held.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest

from browser.app_page import SECONDS
from browser.conftest import Open, served
from browser.pages import QUESTION, read_source

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROUNDS = 3
BUSY = os.environ.get("CI") == "true" or int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")) > 1
MOST = 5.0
FIRST_PAGE, ANSWER, PAGE_IMAGE = 3.0, 1.0, 0.5
"""Seconds."""
QUESTIONS = (QUESTION, "Did GPs ask about abuse?", "What did the reviews say about separation?")
_USABLE = """() => {
  const box = document.querySelector('input[aria-label="Your question"]');
  return box && !box.disabled && document.querySelector('[data-testid="stApp"][data-test-script-state="notRunning"]');
}"""
_SHOWN = """() => {
  const image = [...document.querySelectorAll('main img')].find(i => i.naturalWidth > 300);
  return image && image.complete && image.getBoundingClientRect().width > 100;
}"""

Note = Callable[[str, list[float], float], None]


def factor() -> float:
    """Return by how much a limit is stretched on this machine as it is now."""
    waiting = os.getloadavg()[0] / (os.cpu_count() or 1)
    return min(MOST, max(3.0 if BUSY else 1.0, waiting))


@pytest.fixture
def note(record_property: Callable[[str, object], None]) -> Note:
    """Return a function that keeps what was measured and fails where the median is over the limit."""

    def noted(what: str, seconds: list[float], limit: float) -> None:
        middle = median(seconds)
        each = ", ".join(f"{value:.2f}" for value in seconds)
        times = factor()
        allowed = f"limit {limit:g} s" + (f", here times {times:.1f}" if times > 1 else "")
        record_property("measured", f"{what}: {middle:.2f} s (of {each}; {allowed})")
        assert middle <= limit * times

    return noted


def test_the_first_page_is_usable(repository: Path, sample_library: Path, visit: Open, note: Note) -> None:
    """From the first visit to a server that has just come up, until the box can be typed in and nothing runs."""
    seconds = []
    for _ in range(ROUNDS):
        with served(repository / "app.py", repository, sample_library) as address:
            page = visit("about:blank", ready=False).page
            start = time.perf_counter()
            page.goto(address, wait_until="commit")
            page.wait_for_function(_USABLE, timeout=SECONDS)
            seconds.append(time.perf_counter() - start)
            page.close()
    note("first page usable after the server is up", seconds, FIRST_PAGE)


def test_an_answer_comes(app: str, visit: Open, note: Note) -> None:
    """From Enter until the heading of the answer stands, each time another question in a session of its own."""
    visit(app).ask("Were the children spoken to?")  # the first question to a server also loads the model
    seconds = []
    for question in QUESTIONS:
        page = visit(app)
        page.page.get_by_label("Your question").fill(question)
        start = time.perf_counter()
        page.page.keyboard.press("Enter")
        page.heading("Answer").wait_for(timeout=SECONDS)
        seconds.append(time.perf_counter() - start)
    note("answer on the sample corpus", seconds, ANSWER)


def test_the_image_of_a_page_comes(app: str, visit: Open, note: Note) -> None:
    """From the press on the next page until the image of it is drawn."""
    page = visit(app).ask(QUESTION)
    read_source(page)
    page.page.wait_for_function(_SHOWN, timeout=SECONDS)
    page.page.get_by_role("button", name="Next page").first.click()  # the chronology, covered until it is asked for
    page.page.get_by_role("button", name="Show this page").click()
    page.page.wait_for_function(_SHOWN, timeout=SECONDS)
    seconds = []
    for _ in range(ROUNDS):
        before = page.page.locator("main img").first.get_attribute("src")
        start = time.perf_counter()
        page.page.get_by_role("button", name="Next page").first.click()
        page.page.wait_for_function(
            "before => { const image = document.querySelector('main img');"
            " return image && image.getAttribute('src') !== before && image.complete && image.naturalWidth > 300; }",
            arg=before,
            timeout=SECONDS,
        )
        seconds.append(time.perf_counter() - start)
        page.settled()
    note("image of a page", seconds, PAGE_IMAGE)
