"""The pictures of docs/screenshots: `make screenshots` takes them again; each is small and of the width it is for."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from browser.app_page import SECONDS, AppPage
from browser.conftest import Open
from browser.pages import FOLLOW_UP, QUESTION, compared, read_source

pytestmark = [pytest.mark.browser, pytest.mark.slow]

WIDTH, HEIGHT = 1280, 900
LARGEST = 150 * 1024
"""Bytes of a picture."""
WRITE = os.environ.get("SCREENSHOTS") == "write"


def _read(page: AppPage) -> None:
    read_source(page.ask(QUESTION))
    page.page.wait_for_function("[...document.querySelectorAll('main img')].some(i => i.naturalWidth > 300)")
    page.page.locator("main img").first.evaluate("image => image.scrollIntoView({block: 'end'})")


def _followed(page: AppPage) -> None:
    page.ask("Did GPs ask Marian about abuse?").follow(FOLLOW_UP)


def _searched(page: AppPage) -> None:
    expect(page.page.get_by_role("heading", level=2).first).to_be_visible(timeout=SECONDS)


def _repeated(page: AppPage) -> None:
    page.view("Repeated lessons")
    expect(page.page.get_by_text("in more than one review")).to_be_visible(timeout=SECONDS)


def _briefed(page: AppPage) -> None:
    page.view("Build a briefing").page.get_by_role("button", name="Build the briefing").click()
    expect(page.page.get_by_role("button", name="Download Word")).to_be_visible(timeout=SECONDS)
    page.settled().page.locator("h2").nth(1).evaluate("title => title.scrollIntoView()")


def _tabled(page: AppPage) -> None:
    page.page.locator('[data-testid="stDataFrame"] canvas').first.wait_for(timeout=SECONDS)
    page.page.locator('[data-testid="stDataFrame"]').evaluate("table => table.scrollIntoView({block: 'end'})")


PICTURES: dict[str, tuple[str, Callable[[AppPage], object]]] = {
    "ask": ("", lambda page: page.ask(QUESTION)),
    "comparison": ("", compared),
    "follow-up": ("", _followed),
    "reader": ("", _read),
    "search": ("search?q=repeated+calls+to+the+police", _searched),
    "lessons": ("lessons", _repeated),
    "actions": ("actions", _tabled),
    "train": ("train", _briefed),
    "library": ("library", lambda page: page.settled()),
}
"""By name: the address, and what is done before the picture is taken."""


@pytest.mark.parametrize("name", PICTURES)
def test_curated_picture_is_taken(app: str, visit: Open, repository: Path, name: str) -> None:
    if not WRITE:
        pytest.skip("pictures are taken with `make screenshots`")
    path, reach = PICTURES[name]
    page = visit(f"{app}/{path}", width=WIDTH, height=HEIGHT)
    reach(page)
    page.settled()
    page.page.mouse.move(0, 0)
    page.page.wait_for_timeout(500)
    shot = Image.open(io.BytesIO(page.page.screenshot(animations="disabled"))).convert("RGB")
    folder = repository / "docs" / "screenshots"
    folder.mkdir(exist_ok=True)
    for colours in (256, 128, 64, 32):
        small = io.BytesIO()
        shot.quantize(colours, dither=Image.Dither.NONE).save(small, "PNG", optimize=True)
        if small.tell() <= LARGEST:
            break
    (folder / f"{name}.png").write_bytes(small.getvalue())


def test_curated_pictures_are_small_and_all_there(repository: Path) -> None:
    folder = repository / "docs" / "screenshots"
    if not folder.is_dir():
        pytest.skip("no picture has been taken yet: `make screenshots`")
    found = {path.stem: path for path in folder.glob("*.png")}
    assert set(found) == set(PICTURES)
    sizes = {name: path.stat().st_size for name, path in found.items()}
    assert {name: size for name, size in sizes.items() if size > LARGEST} == {}
    assert {name: _size(path) for name, path in found.items() if _size(path) != (WIDTH, HEIGHT)} == {}


def _size(path: Path) -> tuple[int, int]:
    with Image.open(path) as picture:
        return picture.size
