"""The main paths over the sample library, as a reader takes them."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from browser.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.slow]

QUESTION = "How many times were the police called before Marian was killed?"


def words(text: str) -> str:
    return " ".join(re.sub(r"Quote begins:|\(quote ends\)", " ", text).split())


def test_ask_open_a_citation_and_see_the_quote_in_its_report(app: str, visit: Open) -> None:
    page = visit(app).ask(QUESTION)
    page.picture("ask-1280-light")
    card = page.page.locator('[class*="st-key-source-"]').filter(has_text=re.compile(r"Page \w+")).first
    number, title = re.fullmatch(r"\[(\d+)\] (.+)", card.get_by_role("heading").inner_text()).groups()  # type: ignore[union-attr]
    place = re.search(r"Page .+", card.inner_text())
    quote = words(card.locator("mark").inner_text())
    sentence = page.page.locator('[class*="st-key-claim-"]').filter(has_text=f"[{number}]").first
    assert place
    assert quote in words(sentence.inner_text())
    reader = page.open_citation(int(number))
    page.picture("reader-1280-light", whole=False)
    text = words(reader.inner_text())
    assert title in text
    assert words(place[0]) in text
    assert quote in words(" ".join(reader.locator("mark").all_inner_texts()))
    assert len(text) > len(quote) + len(title) + 200


def test_the_same_with_the_keyboard_only(app: str, visit: Open) -> None:
    page = visit(app)
    keyboard = page.page.keyboard

    def tab_to(script: str) -> None:
        for _ in range(40):
            keyboard.press("Tab")
            if page.page.evaluate(f"(e => {script})(document.activeElement)"):
                return
        pytest.fail(f"no way by keyboard to: {script}")

    tab_to("e.getAttribute('aria-label') === 'Your question'")
    keyboard.type(QUESTION)
    keyboard.press("Enter")
    page.heading("Answer").wait_for()
    page.settled()
    tab_to("e.tagName === 'BUTTON' && e.innerText.trim() === '[1]'")
    keyboard.press("Enter")
    expect(page.reader().locator("mark").first).to_be_visible()
    keyboard.press("Escape")
    expect(page.page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_nothing_needs_sideways_scrolling(app: str, visit: Open, scheme: str) -> None:
    page = visit(app, width=390, height=844, scheme=scheme)
    assert page.overflow() <= 0
    page.picture(f"start-390-{scheme}")
    page.ask(QUESTION)
    assert page.overflow() <= 0
    page.picture(f"ask-390-{scheme}")
    reader = page.open_citation(1)
    assert reader.evaluate("e => e.scrollWidth - e.clientWidth") <= 0
    page.picture(f"reader-390-{scheme}", whole=False)
    library = visit(f"{app}/library", width=390, height=844, scheme=scheme)
    assert library.overflow() <= 0
    library.picture(f"library-390-{scheme}")


def test_sources_stand_beside_the_answer_on_a_screen_and_below_it_on_a_phone(app: str, visit: Open) -> None:
    def places(width: int) -> tuple[float, float, float, float]:
        page = visit(app, width=width).ask(QUESTION)
        answer, sources = page.heading("Answer").bounding_box(), page.heading("Sources").bounding_box()
        assert answer is not None
        assert sources is not None
        return answer["x"], answer["y"], sources["x"], sources["y"]

    x, y, beside_x, beside_y = places(1280)
    assert beside_x > x + 300
    assert abs(beside_y - y) < 20
    x, y, below_x, below_y = places(390)
    assert below_x == pytest.approx(x, abs=5)
    assert below_y > y + 100


def test_the_dark_theme_follows_the_system(app: str, visit: Open) -> None:
    page = visit(app, scheme="dark").ask(QUESTION)
    page.picture("ask-1280-dark")
    colour = page.page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor")
    assert max(int(channel) for channel in re.findall(r"\d+", colour)[:3]) < 60


def test_a_report_of_the_library_can_be_found_and_read_about(app: str, visit: Open) -> None:
    page = visit(f"{app}/library")
    page.page.get_by_label("Find a report").fill("marlshire")
    page.page.get_by_label("Find a report").press("Enter")
    expect(page.page.get_by_text(re.compile(r"\d reports? of \d+ found"))).to_be_visible()
    page.settled()
    page.page.get_by_label("Show the details of a report").click()
    page.page.get_by_role("option").first.click()
    page.heading("What is known about it").wait_for()
    page.settled()
    page.picture("library-1280-light")
    assert "arlshire" in page.page.locator(".dv-facts").inner_text()
    assert page.page.locator(".dv-outline li").count() > 3


def test_headings_are_in_order_and_the_page_names_itself(app: str, visit: Open) -> None:
    page = visit(app).ask(QUESTION)
    levels = [level for level, _ in page.headings()]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert page.page.title() == "Ask – dvrag"
    assert page.page.locator("html").get_attribute("lang") == "en"
    assert visit(f"{app}/library").page.title() == "Library – dvrag"


def test_the_answer_is_still_there_after_a_look_at_the_library(app: str, visit: Open) -> None:
    page = visit(app).ask(QUESTION)
    page.page.get_by_role("link", name="Library").click()
    page.heading("Library").wait_for()
    page.settled()
    page.page.get_by_role("link", name="Ask").click()
    page.heading("Answer").wait_for()
    expect(page.page.get_by_label("Your question")).to_have_value(QUESTION)


def test_without_a_library_the_app_teaches_how_to_make_one(app_without_library: str, visit: Open) -> None:
    page = visit(app_without_library)
    expect(page.page.get_by_text("dvrag ingest PATH")).to_be_visible()
    page.picture("no-library-1280-light")
