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


def test_a_page_that_cannot_be_drawn_is_read_as_text(staged_app: str, visit: Open) -> None:
    reader = visit(staged_app).ask("dash").open_citation(1)
    expect(reader.get_by_text("The image of this page cannot be shown.")).to_be_visible()
    expect(reader.locator("mark")).to_be_visible()
    expect(reader.get_by_text("The panel looked at each contact")).to_be_visible()


def test_a_second_citation_opens_at_its_own_report(staged_app: str, visit: Open) -> None:
    page = visit(staged_app).ask("dash")
    page.open_citation(1)
    page.page.get_by_role("link", name="Back to Ask").click()
    page.heading("Answer").wait_for()
    page.settled()
    reader = page.open_citation(3)
    expect(reader.get_by_text("Marlshire Police requires improvement")).to_be_visible()
    expect(reader.get_by_text("The panel looked at each contact")).to_have_count(0)


def test_a_chronology_is_covered_by_a_note(staged_app: str, visit: Open) -> None:
    page = visit(staged_app).ask("how many calls")
    page.page.get_by_role("button", name="[1]", exact=True).first.click()
    expect(page.page.get_by_text("This part is a chronology")).to_be_visible()
    page.settled()
    expect(page.page.locator("mark")).to_have_count(0)
    page.picture("reader-covered-1280-light", whole=False)
    page.page.get_by_role("button", name="Show this page").click()
    expect(page.page.locator("mark")).to_be_visible()


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
