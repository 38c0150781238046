"""What axe-core does not look at: the way by keyboard, focus in view, sizes, contrast, narrow windows, large text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from browser.app_page import SECONDS, AppPage
from browser.conftest import Open
from browser.pages import QUESTION, STATES, registered

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PAGES = registered()
SMALLEST = 24
"""Pixels of a control. Source: WCAG 2.2, 2.5.8."""
NARROWEST = 320
"""Pixels of a window in which text is read without sideways scrolling. Source: WCAG 2.2, 1.4.10."""
STOPS = 80
LOOKS = Path(__file__).with_name("looks.js").read_text("utf-8")
_FOCUSED = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const around = e.closest('[data-testid="stElementContainer"], [data-testid="stCustomComponentV1"], details, form')
    || e;
  e.scrollIntoView({block: 'nearest'});
  const alone = e.tagName === 'MAIN' || e.closest('[data-testid="stElementToolbar"]');
  const box = (alone ? e : around).getBoundingClientRect();
  const labels = [...(e.labels || [])].map(label => label.innerText);
  const ids = (e.getAttribute('aria-labelledby') || '').split(' ');
  const said = [e.getAttribute('aria-label'), ...ids.map(id => document.getElementById(id)?.innerText), ...labels];
  const name = [...said, e.innerText, e.title].find(text => text?.trim());
  return {tag: e.tagName, name: name || '', type: e.type || '', box: {x: box.x, y: box.y, width: box.width,
    height: box.height}, html: e.outerHTML.slice(0, 150)};
}"""


def looked_at(page: AppPage, question: str) -> Any:
    page.page.evaluate(LOOKS)
    return page.page.evaluate(f"looks.{question}")


def walked(page: AppPage, path: str) -> AppPage:
    """Go through the states of a page that stay, to the last."""
    for state in STATES.get(path, ()):
        if not state.passing:
            state.reach(page)
    return page


def each_state(page: AppPage, path: str) -> Sequence[str]:
    """Yield the name of each state of a page that stays, as it is reached."""
    yield "as it opens"
    for state in STATES.get(path, ()):
        if not state.passing:
            state.reach(page)
            yield state.name


@pytest.mark.parametrize("path", PAGES)
def test_the_frame_of_a_page(app: str, visit: Open, path: str) -> None:
    page = visit(f"{app}/{path}")
    for state in each_state(page, path):
        levels = [level for level, _ in page.headings()]
        assert levels[:1] == [1], state
        assert levels.count(1) == 1, state
        assert all(after <= before + 1 for before, after in pairwise(levels)), (state, page.headings())
        empty = page.page.locator("h1, h2, h3, h4").evaluate_all("all => all.filter(h => !h.textContent.trim()).length")
        assert empty == 0, state
    title = page.page.title()
    assert title.endswith(" – dvrag")
    assert page.page.locator("html").get_attribute("lang") == "en"
    assert page.page.locator("main").count() == 1


def test_pages_have_titles_of_their_own(app: str, visit: Open) -> None:
    titles = {path: visit(f"{app}/{path}").page.title() for path in PAGES if path != "ask"}
    assert len(set(titles.values())) == len(titles), titles


@pytest.mark.parametrize("path", PAGES)
def test_every_stop_of_the_keyboard_has_a_name_and_is_seen(app: str, visit: Open, path: str) -> None:
    page = visit(f"{app}/{path}").page
    unnamed, unseen = [], []
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(_FOCUSED)
        if stop is None:
            break
        if stop["tag"] == "CANVAS" or "dvn-scroller" in stop["html"]:
            continue  # the cells of a table, drawn by Streamlit with a frame of their own
        if not stop["name"]:
            unnamed.append(stop["html"])
        if not _changes(page, stop["box"]):
            unseen.append(f"{stop['name']}: {stop['html']}")
    else:
        pytest.fail(f"the keyboard does not come out of the page in {STOPS} stops")
    assert unnamed == []
    assert unseen == []


def _changes(page: Any, box: dict[str, float]) -> bool:
    """Return whether the part of the page around the focus looks different without it; the focus is put back."""
    size = page.viewport_size
    x, y = max(0, box["x"] - 8), max(0, box["y"] - 8)
    width, height = min(size["width"] - x, box["width"] + 16), min(size["height"] - y, box["height"] + 16)
    if width <= 0 or height <= 0:
        return False
    clip = {"x": x, "y": y, "width": width, "height": height}
    with_focus = page.screenshot(clip=clip, animations="disabled")
    page.evaluate("window.dvStop = document.activeElement; window.dvStop.blur()")
    without = page.screenshot(clip=clip, animations="disabled")
    page.evaluate("window.dvStop.focus()")
    return bool(with_focus != without)


def test_the_first_link_of_the_page_skips_the_others(app: str, visit: Open) -> None:
    page = visit(app).page
    for _ in range(3):  # Streamlit's own link to the main part, the main part, then ours
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Skip to content"
    box = page.evaluate("(b => [b.width, b.height])(document.activeElement.getBoundingClientRect())")
    assert min(box) >= SMALLEST
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Your question"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_text_stands_out(app: str, visit: Open, path: str, scheme: str) -> None:
    page = visit(f"{app}/{path}", scheme=scheme)
    pale = {state: found for state in each_state(page, path) if (found := looked_at(page, "pale()"))}
    assert pale == {}


def test_pale_text_small_controls_and_cut_text_would_be_found(app: str, visit: Open) -> None:
    page = visit(f"{app}/accessibility")
    faults = (
        '<p style="color: #999">pale</p><button style="width: 9px; height: 9px; padding: 0">x</button>'
        '<div class="stHtml"><p style="width: 5000px">long</p></div>'
    )
    page.page.evaluate("html => document.querySelector('h1').insertAdjacentHTML('afterend', html)", faults)
    assert [text.split(" ")[1] for text in looked_at(page, "pale()")] == ["“pale”"]
    assert [text.split(" ")[-1] for text in looked_at(page, f"small({SMALLEST})")] == ["9×9"]
    assert looked_at(page, "cut()") == ["p “long”"]


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("path", PAGES)
def test_controls_are_large_enough_to_touch(app: str, visit: Open, path: str, width: int) -> None:
    page = visit(f"{app}/{path}", width=width)
    small = {s: found for s in each_state(page, path) if (found := looked_at(page, f"small({SMALLEST})"))}
    assert small == {}


@pytest.mark.parametrize("path", PAGES)
def test_a_window_320_wide_needs_no_sideways_scrolling(app: str, visit: Open, path: str) -> None:
    page = visit(f"{app}/{path}", width=NARROWEST, height=640)
    for state in each_state(page, path):
        page.settled()
        assert page.overflow() <= 0, state
        assert looked_at(page, "cut()") == [], state
    page.picture(f"narrow-{path or 'ask'}")


@pytest.mark.parametrize("path", PAGES)
def test_text_of_twice_the_size_is_not_cut(app: str, visit: Open, path: str) -> None:
    page = walked(visit(f"{app}/{path}"), path)
    page.page.add_style_tag(content="html { font-size: 200% !important; }")
    page.page.wait_for_timeout(500)
    assert page.overflow() <= 0
    assert looked_at(page, "cut()") == []
    page.picture(f"large-text-{path or 'ask'}")


def test_nothing_of_ours_moves_where_less_motion_is_wished_for(app: str, visit: Open) -> None:
    page = visit(app)
    page.page.emulate_media(reduced_motion="reduce")
    page.ask(QUESTION)
    moves = page.page.evaluate(
        "document.getAnimations({subtree: true}).filter(a => a.effect.getComputedTiming().duration > 1)"
        ".map(a => a.effect.target?.className)"
    )
    assert moves == []


def test_question_citation_reader_and_back_by_keyboard(app: str, visit: Open) -> None:
    page = visit(app)
    keyboard = page.page.keyboard

    def tab_to(name: str) -> None:
        for _ in range(STOPS):
            keyboard.press("Tab")
            stop = page.page.evaluate(_FOCUSED)
            if stop and stop["name"].strip().endswith(name):  # an icon may stand before it
                return
        pytest.fail(f"no way by keyboard to: {name}")

    tab_to("Your question")
    keyboard.type(QUESTION)
    keyboard.press("Enter")
    page.heading("Answer").wait_for(timeout=SECONDS)
    page.settled()
    tab_to("[1]")
    keyboard.press("Enter")
    expect(page.heading("Answer")).to_have_count(0, timeout=SECONDS)
    expect(page.page.locator("mark").first).to_be_visible(timeout=SECONDS)
    page.settled()
    tab_to("Back to Ask")
    keyboard.press("Enter")
    page.heading("Answer").wait_for(timeout=SECONDS)
    expect(page.page.get_by_label("Your question")).to_have_value(QUESTION)
