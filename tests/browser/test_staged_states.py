"""States that a real library does not show at will, over answers written by hand."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from browser.conftest import Open
from ui.fake_library import HOSTILE

pytestmark = pytest.mark.browser

STATES = {
    "dash": "Answer",
    "how many calls": "Answer",
    "partly": "Answer",
    "cornwall": "No answer in these reports",
    "my partner hits me": "dvrag cannot answer this",
    "hostile": "Answer",
}


def test_hostile_text_is_shown_as_it_stands_and_does_nothing(staged_app: str, visit: Open) -> None:
    page = visit(staged_app).ask("hostile")
    reader = page.open_citation(1)
    page.picture("hostile-1280-light")
    assert HOSTILE in reader.locator("mark").inner_text()
    assert page.page.evaluate("window.hurt") is None
    assert page.page.locator(".stHtml img, .stHtml a, .stHtml script, .stHtml strong").count() == 0
    library = visit(f"{staged_app}/library")
    library.page.get_by_label("Show the details of a report").click()
    library.page.get_by_role("option", name="Title <script>").click()
    library.heading(f"Title {HOSTILE}").wait_for()
    assert library.page.evaluate("window.hurt") is None


def test_the_reader_shows_earlier_and_later_text(staged_app: str, visit: Open) -> None:
    reader = visit(staged_app).ask("dash").open_citation(1)
    expect(reader.get_by_text("Officers attended twice")).to_have_count(0)
    reader.get_by_role("button", name="Earlier text").click()
    expect(reader.get_by_text("Officers attended twice")).to_be_visible()
    reader.get_by_role("button", name="Earlier text").click()
    expect(reader.get_by_text("The report begins here.")).to_be_visible()
    reader.get_by_role("button", name="Later text").click()
    expect(reader.get_by_text("A form that is begun and left")).to_be_visible()
    expect(reader.locator("mark")).to_be_visible()


def test_a_second_citation_opens_afresh(staged_app: str, visit: Open) -> None:
    page = visit(staged_app).ask("dash")
    page.open_citation(1).get_by_role("button", name="Earlier text").click()
    expect(page.page.get_by_text("Officers attended twice")).to_be_visible()
    page.page.keyboard.press("Escape")
    expect(page.page.get_by_role("dialog")).to_have_count(0)
    reader = page.open_citation(3)
    expect(reader.get_by_text("Marlshire Police requires improvement")).to_be_visible()
    expect(reader.get_by_text("Officers attended twice")).to_have_count(0)


@pytest.mark.parametrize("width", [1280, 390])
def test_no_state_needs_sideways_scrolling(staged_app: str, visit: Open, width: int) -> None:
    page = visit(staged_app, width=width)
    for question, heading in STATES.items():
        page.ask(question, heading)
        assert page.overflow() <= 0, question
        page.picture(f"state-{question.replace(' ', '-')}-{width}")


def test_citations_stand_on_the_line_of_their_sentence(staged_app: str, visit: Open) -> None:
    page = visit(staged_app).ask("dash")
    sentence = page.page.locator(".st-key-claim-0 p").first.bounding_box()
    citation = page.page.locator(".st-key-claim-0 button").bounding_box()
    assert sentence is not None
    assert citation is not None
    assert sentence["y"] - 6 <= citation["y"] <= sentence["y"] + sentence["height"]
    assert 0 <= citation["x"] - (sentence["x"] + sentence["width"]) < 20
    assert min(citation["width"], citation["height"]) >= 24
