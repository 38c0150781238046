"""The main paths over the sample library, as a reader takes them."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from browser.app_page import AppPage
from browser.conftest import Open

pytestmark = [pytest.mark.browser, pytest.mark.slow]

QUESTION = "How many times were the police called before Marian was killed?"


PAGE_IMAGE = "image => image.complete && image.naturalWidth"


def words(text: str) -> str:
    return " ".join(re.sub(r"Quote begins:|\(quote ends\)", " ", text).split())


def quoted(page: AppPage) -> str:
    """The words that are marked in the text, without the meanings of acronyms."""
    texts = page.page.locator("mark").evaluate_all(
        "marks => marks.map(mark => { const copy = mark.cloneNode(true);"
        " copy.querySelectorAll('.dv-meaning, .dv-unseen').forEach(e => e.remove()); return copy.textContent; })"
    )
    return words(" ".join(texts))


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
    page.picture("reader-1280-light")
    text = words(reader.inner_text())
    assert title in text
    where = [part.casefold() for part in words(place[0]).split(" · ") if not part.startswith("Section")]
    assert all(part in text.casefold() for part in where), (where, text[:300])
    assert quote in quoted(page)
    image = page.page.locator(".stImage img, [data-testid='stImage'] img").first
    assert "the quote is marked" in (image.get_attribute("alt") or "")
    assert image.evaluate(PAGE_IMAGE) > 800
    assert page.page.title() == "Reader – dvrag"


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
    page.page.wait_for_url("**/reader?**")
    page.settled()
    expect(page.page.locator("mark").first).to_be_visible()
    tab_to("e.tagName === 'A' && e.innerText.includes('Go to the quote')")
    keyboard.press("Enter")
    expect(page.page.locator("#quote")).to_be_in_viewport()
    tab_to("e.classList.contains('dv-term') && e.innerText.startsWith('DASH')")
    expect(page.page.locator(".dv-term:focus .dv-meaning")).to_be_in_viewport()
    assert page.page.locator(".dv-term:focus .dv-meaning").bounding_box()["width"] > 50  # type: ignore[index]
    back = visit(page.page.url)
    expect(back.page.locator("mark").first).to_be_visible()
    for _ in range(60):
        keyboard.press("Shift+Tab")
        if page.page.evaluate("document.activeElement.innerText?.includes('Back to Ask')"):
            break
    keyboard.press("Enter")
    page.heading("Answer").wait_for()
    expect(page.page.get_by_label("Your question")).to_have_value(QUESTION)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_nothing_needs_sideways_scrolling(app: str, visit: Open, scheme: str) -> None:
    page = visit(app, width=390, height=844, scheme=scheme)
    assert page.overflow() <= 0
    page.picture(f"start-390-{scheme}")
    page.ask(QUESTION)
    assert page.overflow() <= 0
    page.picture(f"ask-390-{scheme}")
    page.open_citation(1)
    assert page.overflow() <= 0
    text, image = page.page.locator("mark").first.bounding_box(), page.page.locator("main img").first.bounding_box()
    assert text is not None
    assert image is not None
    assert text["y"] < image["y"], "on a phone the text comes first"
    page.picture(f"reader-390-{scheme}")
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
    page.list_of("Show the details of a report")
    page.page.get_by_role("option").first.click()
    page.heading("What is known about it").wait_for()
    page.settled()
    page.picture("library-1280-light")
    assert "arlshire" in page.page.locator(".dv-facts").first.inner_text()
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


def test_the_address_of_a_quote_can_be_shared_and_other_pages_are_turned_to(app: str, visit: Open) -> None:
    page = visit(app).ask(QUESTION)
    page.open_citation(1)
    quote, shared = quoted(page), visit(page.page.url)
    assert quoted(shared) == quote
    expect(shared.page.get_by_role("link", name="Ask the reports a question")).to_be_visible()
    heading = shared.page.locator(".st-key-reader-page-name h2")
    before = heading.inner_text()
    shared.page.get_by_role("button", name="Previous page").click()
    expect(heading).not_to_have_text(before)
    shared.settled()
    shared.page.get_by_role("button", name="Back to the quote").click()
    expect(heading).to_have_text(before)


def test_words_are_found_in_a_report_and_gone_to(app: str, visit: Open) -> None:
    page = visit(app).ask(QUESTION)
    page.open_citation(1)
    page.page.get_by_label("Find in this report").fill("marac")
    page.page.get_by_label("Find in this report").press("Enter")
    page.page.get_by_role("button", name="Go to place 1", exact=True).click()
    expect(page.page.locator(".dv-context .dv-found").first).to_be_visible()
    page.settled()
    assert page.page.locator(".dv-context .dv-found").first.inner_text().casefold() == "marac"
    assert "found" in (page.page.locator("main img").first.get_attribute("alt") or "")
    page.picture("reader-found-1280-light")


def test_related_passages_lead_to_other_reports(app: str, visit: Open) -> None:
    page = visit(app).ask(QUESTION)
    page.open_citation(1)
    title = page.page.locator("h1").inner_text()
    page.page.get_by_text("Show passages in other reports").click()
    page.page.get_by_role("button", name="Read related passage 1 in its report").click()
    expect(page.page.locator("h1")).not_to_have_text(title)
    page.reader()
    expect(page.page.get_by_role("link", name="Back to Ask")).to_be_visible()


def test_a_report_that_was_removed_is_said_to_be_gone(app: str, visit: Open) -> None:
    page = visit(f"{app}/reader?report={'0' * 64}&start=1&end=9")
    expect(page.page.get_by_text("names a report that is not in this library")).to_be_visible()
    page.list_of("Choose a report to read").get_by_role("option").first.click()
    page.page.wait_for_url("**/reader?report=*")
    expect(page.page.locator("h1")).not_to_have_text("Read a report")
