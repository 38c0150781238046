"""The page Reader in each of its states, over page images drawn by hand."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from dvrag.assistant import Assistant
from dvrag.model.page_images import MarkKind
from dvrag.ui import session
from ui.fake_library import HOSTILE
from ui.fake_pages import BAD, FakePages, reading_assistant
from ui.page import PageUnderTest, reader_page, whole_app
from ui.test_hostile_text import assert_harmless

QUOTE = "A DASH risk assessment was started at the address."
ON_IMAGE = "Image of page 1 (PDF page 2): the quote is marked. The same text stands beside it."
Read = Callable[..., PageUnderTest]


@pytest.fixture
def pages() -> FakePages:
    return FakePages()


@pytest.fixture
def assistant(pages: FakePages) -> Assistant:
    return reading_assistant(pages, hostile=True)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch, assistant: Assistant) -> Read:
    """Return a function that opens the reader at an address: a report's name, a quote in it, and further parameters."""

    def opened(name: str = "", quote: str = "", **parameters: object) -> PageUnderTest:
        monkeypatch.setattr(session, "assistant", lambda: assistant)
        app = AppTest.from_function(reader_page)
        if name:
            report = assistant.report(name)
            at = report.text.index(quote)
            span = {"start": at, "end": at + len(quote)} if quote else {}
            parameters = {"report": report.id, **span, **parameters}
        for key, value in parameters.items():
            app.query_params[key] = str(value)
        return PageUnderTest(app)

    return opened


def images(page: PageUnderTest) -> list[str]:
    """The texts that stand for the images on display."""
    return [image.alt for element in page.app.get("image") for image in element.proto.imgs]


def bare(page: PageUnderTest) -> str:
    """What the page says, without the meanings of acronyms, in single spaces."""
    html = re.sub(r'<span class="dv-meaning">.*?</span>', "", page.html)
    return " ".join(re.sub(r"<[^>]*>", "", html).split())


def test_a_quote_is_shown_on_the_image_and_in_the_text(read: Read, pages: FakePages) -> None:
    page = read("marian-overview.pdf", QUOTE)
    assert images(page) == [ON_IMAGE]
    assert QUOTE in bare(page).split("Quote begins: ")[1]
    assert "page 1 (PDF page 2) · paragraph 5.14" in page.text
    assert page.text.index("5.13") < page.text.index("5.15")
    assert "A form that is begun and left" not in page.text, "it stands on the next page"
    (mark,) = pages.asked[-1][1]
    assert mark.text[mark.start : mark.end] == QUOTE


def test_one_can_turn_the_pages_and_come_back_to_the_quote(read: Read) -> None:
    page = read("marlshire.pdf", "We reviewed 60 domestic abuse incidents.")
    assert "the only page" in page.text
    page = read("marian-summary.pdf")
    assert "Page 1 of" not in page.text
    page = read("marian-overview.pdf", QUOTE).press("Previous page")
    assert "Page iii (PDF page 1)" in page.text
    assert "the first of 3 pages" in page.text
    assert page.app.query_params["page"] == "1"
    page.press("Previous page").press("Back to the quote")
    assert images(page) == [ON_IMAGE]
    page.app.selectbox(key="reader_page").set_value(3)
    assert "A form that is begun and left" in page.run().text


def test_a_page_that_cannot_be_drawn_says_why_and_shows_its_text(read: Read) -> None:
    page = read("marian-overview.pdf", page=BAD)
    assert images(page) == []
    assert "The image of this page cannot be shown. Page 3 is damaged and cannot be drawn." in page.text
    assert "A form that is begun and left" in page.text


def test_where_the_quote_is_not_found_on_the_page_the_text_opens(read: Read, pages: FakePages) -> None:
    pages.finds = False
    page = read("marian-overview.pdf", QUOTE)
    assert images(page) == []
    assert "could not be found, so only the text is shown" in page.text
    assert QUOTE in bare(page)
    page.press("Show the image all the same")
    assert images(page) == ["Image of page 1 (PDF page 2). The same text stands beside it."]


def test_the_image_can_be_left_out(read: Read) -> None:
    page = read("marian-overview.pdf", QUOTE)
    page.app.toggle(key="reader_image").set_value(False)
    assert images(page.run()) == []
    assert QUOTE in bare(page)


def test_a_chronology_is_covered_until_it_is_asked_for(read: Read) -> None:
    page = read("marian-overview.pdf", "Officers attended twice in June")
    assert "This part is a chronology" in page.text
    assert images(page) == []
    assert "Officers attended" not in page.text
    assert not any("#quote" in each.value for each in page.app.markdown), "it leads to what is covered"
    page.press("Show this page")
    assert any("#quote" in each.value for each in page.app.markdown)
    assert "Officers attended" in page.text
    assert len(images(page)) == 1
    page.press("Next page").press("Previous page")
    assert "This part is a chronology" not in page.text


def test_sections_lead_to_their_pages(read: Read) -> None:
    page = read("marian-overview.pdf", QUOTE)
    outline = page.app.selectbox(key="reader_section")
    assert outline.options == ["Chronology", "Assessing risk", "Lessons"]
    outline.set_value(3)
    assert "Page 2 (PDF page 3)" in page.run().text
    assert page.app.selectbox(key="reader_section").value is None


def find(page: PageUnderTest, words: str) -> PageUnderTest:
    next(box for box in page.app.text_input if box.label == "Find in this report").set_value(words)
    return page.run()


def test_words_are_found_listed_and_marked(read: Read, pages: FakePages) -> None:
    page = find(read("marian-overview.pdf", QUOTE), "The")
    assert "12 places" in page.text
    assert [label for label in page.buttons if label.startswith("Go to place")] == [
        f"Go to place {n}" for n in (1, 2, 3, 4)
    ]
    page.press("List more (8 left)")
    assert "Go to place 12" in page.buttons
    kinds = [mark.kind for mark in pages.asked[-1][1]]
    assert kinds[0] is MarkKind.QUOTE
    assert kinds.count(MarkKind.FOUND) >= 5
    assert "found places marked" in images(page)[0]
    page.press("Go to place 1")
    assert "Page iii (PDF page 1)" in page.text
    assert "12 places" in find(page, "THE").text
    assert "parts of longer words" in find(page, "superviso").text
    assert "does not stand in this report as you typed it" in find(page, "zebra").text


def test_acronyms_are_explained_by_the_report_itself_first(read: Read) -> None:
    page = read("marian-overview.pdf", QUOTE)
    assert '<span class="dv-term" tabindex="0" role="note">DASH<span class="dv-meaning">' in page.html
    assert " (the risk checklist of this force)" in page.html


def test_related_passages_are_shown_on_request_and_lead_to_their_report(read: Read, assistant: Assistant) -> None:
    page = read("marian-overview.pdf", QUOTE)
    assert "Read related passage 1 in its report" not in page.buttons
    page.app.toggle[-1].set_value(True)
    assert "Marlshire Police: PEEL 2021/22" in page.run().text
    page.press("Read related passage 1 in its report")
    other = page.app.query_params["report"]
    assert other != assistant.report("marian-overview.pdf").id


def test_without_a_quote_no_related_passages_are_offered(read: Read) -> None:
    assert "Related passages" not in read("marian-overview.pdf", page=2).text


def test_a_report_without_pages_is_shown_as_text(read: Read) -> None:
    page = read("courier.html", "five times in the year before her death")
    assert "no pages of its own, so there is no image" in page.text
    assert images(page) == []
    assert "five times" in page.text.split("Quote begins:")[1]
    page.press("Earlier text").press("Later text")
    assert "The report begins here." in page.text
    assert "The report ends here." in page.text


@pytest.mark.parametrize(
    "parameters",
    [
        {"start": 5, "end": 99_999_999},
        {"start": 9, "end": 3},
        {"page": 77},
        {"page": "x"},
        {"start": "1e5", "end": "2"},
    ],
)
def test_a_place_that_is_not_there_is_said_and_the_report_is_shown(read: Read, parameters: dict[str, object]) -> None:
    page = read("marian-summary.pdf", **parameters)
    assert "This place is not there" in page.text
    assert "A form that is begun and left" in page.text
    assert "Quote begins" not in page.text


def test_a_report_that_is_not_there_leads_to_a_choice(read: Read, assistant: Assistant) -> None:
    page = read(report="f" * 64, start=1, end=5)
    assert "names a report that is not in this library" in page.text
    page.app.selectbox(key="reader_choice").set_value(assistant.report("marian-summary.pdf").id)
    assert "A form that is begun and left" in page.run().text
    assert set(page.app.query_params) == {"report"}


def test_without_an_address_a_report_is_chosen(read: Read) -> None:
    page = read()
    assert "not in this library" not in page.text
    assert "Read a report" in page.text
    assert len(page.app.selectbox(key="reader_choice").options) == 5


def test_a_hostile_report_stands_for_itself(read: Read) -> None:
    page = find(read("<b>hostile</b>.pdf", f"This is the quote {HOSTILE}"), "hurt")
    assert_harmless(page)
    assert len(images(page)) == 1


def test_the_answer_is_still_there_when_one_comes_back(monkeypatch: pytest.MonkeyPatch, assistant: Assistant) -> None:
    monkeypatch.setattr(session, "assistant", lambda: assistant)
    page = PageUnderTest(AppTest.from_function(whole_app)).ask("Was a DASH completed?").press("[1]")
    assert images(page) == [ON_IMAGE]
    link = next(element.proto for element in page.app.get("page_link") if element.proto.label.startswith("Back"))
    assert (link.label, link.page) == ("Back to Ask", "")
    page.app._page_hash = link.page_script_hash
    page.app.query_params.clear()
    assert "Each sentence is quoted word for word" in page.run().text
    assert page.app.text_input(key="question").value == "Was a DASH completed?"
