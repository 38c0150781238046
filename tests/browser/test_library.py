"""The page Library as its user has it: from no library to an answer, a report removed again, a long action stopped."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from browser.app_page import SECONDS, AppPage
from browser.conftest import Open, served
from dvrag.store.library import Library
from dvrag.store.verify import verify

pytestmark = [pytest.mark.browser, pytest.mark.slow]

REPORT = "brackenford-dhr-marian-overview.pdf"
QUESTION = "How many times were the police called before Marian was killed?"
STOPS_WITHIN = 30
"""Seconds for a step of 256 passages on a machine that does other things as well."""


@pytest.fixture
def empty(repository: Path, tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """The address of the app where there is no library, and the folder for one."""
    library = tmp_path / "library"
    with served(repository / "app.py", repository, library) as address:
        yield address, library


def offer(page: Page, *paths: Path) -> None:
    page.locator("input[type=file]").set_input_files([str(path) for path in paths])
    name = "Add 1 file to the library" if len(paths) == 1 else f"Add {len(paths)} files to the library"
    page.get_by_role("button", name=name).click(timeout=SECONDS)


def ended(page: AppPage) -> AppPage:
    page.page.get_by_role("button", name="Dismiss this message").wait_for(timeout=2 * SECONDS)
    return page.settled()


def long_file(folder: Path) -> Path:
    """Return a file whose many documents take long to read."""
    words = "The panel looked at each contact in turn and at what was recorded at the time. " * 6
    path = folder / "many.jsonl"
    lines = (json.dumps({"_id": f"d{n}", "title": f"Review {n}", "text": f"Number {n}. {words}"}) for n in range(6000))
    path.write_text("\n".join(lines))
    return path


def test_from_no_library_to_an_answer_and_back(
    empty: tuple[str, Path], visit: Open, repository: Path, tmp_path: Path
) -> None:
    address, library = empty
    page = visit(f"{address}/library")
    expect(page.page.get_by_text(f"There is no library in {library} yet.")).to_be_visible()
    page.picture("library-empty-1280-light")
    good = repository / "corpus" / REPORT
    bad = tmp_path / "broken <b>&amp; name.pdf"
    bad.write_bytes(good.read_bytes()[:3000])
    offer(page.page, good, bad)
    expect(page.page.get_by_text("Files, in the order in which they are read")).to_be_visible(timeout=SECONDS)
    bar = page.page.get_by_role("progressbar")
    expect(bar).to_be_visible()
    ended(page)
    page.picture("library-added-1280-light")
    row = page.page.get_by_role("row").filter(has_text="broken _b_&amp; name.pdf")
    expect(row).to_contain_text("The PDF is damaged")
    expect(page.page.get_by_role("row").filter(has_text=REPORT).first).to_contain_text("Added")
    assert not (library / "arrivals").exists()
    _answered(visit(address))
    _removed(page, library)


def _answered(page: AppPage) -> None:
    """Ask in another browser session: it sees what was added."""
    page.ask(QUESTION)
    expect(page.page.get_by_text("eleven times").first).to_be_visible()


def _removed(page: AppPage, library: Path) -> None:
    page.page.get_by_role("button", name="Dismiss this message").click()
    expect(page.page.get_by_role("button", name="Dismiss this message")).to_have_count(0, timeout=SECONDS)
    page.settled().page.get_by_label("Show the details of a report").click()
    page.page.get_by_role("option").first.click()
    page.page.get_by_role("button", name="Remove this report").click(timeout=SECONDS)
    dialog = page.page.get_by_role("dialog")
    expect(dialog).to_contain_text("91 passages")
    page.picture("library-remove-1280-light", whole=False)
    dialog.get_by_role("button", name="Keep").click()
    expect(dialog).to_have_count(0)
    page.page.get_by_role("button", name="Remove this report").click()
    page.page.get_by_role("dialog").get_by_role("button", name="Remove", exact=True).click()
    ended(page)
    expect(page.page.get_by_text("The report was removed")).to_be_visible()
    with Library.open(library, read_only=True) as opened:
        assert opened.reports() == ()
    assert verify(library) == ()


def test_a_long_action_is_seen_elsewhere_and_stopped(empty: tuple[str, Path], visit: Open, tmp_path: Path) -> None:
    address, library = empty
    offer(visit(f"{address}/library").page, long_file(tmp_path))
    other = visit(f"{address}/library", width=390, height=844, scheme="dark").page
    cancel = other.get_by_role("button", name="Cancel")
    cancel.wait_for(timeout=SECONDS)
    other.get_by_text("many.jsonl. ").wait_for(timeout=SECONDS)
    other.screenshot(path=Path("tests/artefacts/library-running-390-dark.png"))
    began = time.monotonic()
    cancel.click()
    expect(other.get_by_text("Adding reports was stopped")).to_be_visible(timeout=SECONDS)
    assert time.monotonic() - began < STOPS_WITHIN
    expect(other.get_by_text("Not reached")).to_be_visible()
    assert verify(library) == ()
    with Library.open(library, read_only=True) as opened:
        assert opened.reports() == ()


def test_the_server_ends_while_a_long_action_runs(visit: Open, repository: Path, tmp_path: Path) -> None:
    library = tmp_path / "library"
    with served(repository / "app.py", repository, library) as address:
        page = visit(f"{address}/library").page
        offer(page, long_file(tmp_path))
        page.get_by_text("many.jsonl. ").wait_for(timeout=SECONDS)
        began = time.monotonic()
    assert time.monotonic() - began < STOPS_WITHIN
    assert verify(library) == ()
    assert not (library / "arrivals").exists()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light")])
def test_nothing_needs_sideways_scrolling(app: str, visit: Open, width: int, scheme: str) -> None:
    page = visit(f"{app}/library", width=width, scheme=scheme)
    for section in ("The collection in figures", "Health of this library"):
        page.page.get_by_text(section, exact=True).click()
    page.settled()
    expect(page.page.get_by_text("Size on disk")).to_be_visible()
    assert page.overflow() <= 0
    listed = page.page.locator(".dv-cards")
    expect(listed).to_be_visible() if width < 640 else expect(listed).to_be_hidden()
    page.picture(f"library-{width}-{scheme}")
