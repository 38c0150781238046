"""The page Search where something is out of the ordinary: help, nothing found, hostile text, a broken library."""

from __future__ import annotations

import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from dvrag.errors import DamagedError
from dvrag.ui import session
from dvrag.ui.search.results import MOST
from ui.fake_library import HOSTILE
from ui.fake_registrar import assert_harmless
from ui.search_page import OpenSearch, Searching, opener, search_page
from ui.test_hostile_text import OUR_TAGS


@pytest.fixture
def open_page(monkeypatch: pytest.MonkeyPatch) -> OpenSearch:
    """Return a function that opens the page at an address over the sample."""
    return opener(monkeypatch)


def test_what_an_address_says_and_no_one_knows_is_ignored_and_said(open_page: OpenSearch) -> None:
    page = open_page({"q": "form", "area": "<b>Nowhere</b>", "sort": "sideways", "colour": "red", "year": "21st"})
    told = page.text.split("Part of the address was ignored")[1].split("Words")[0]
    for part in ("area=<b>Nowhere</b>", "sort=sideways", "colour=red", "year=21st"):
        assert part in told
    assert page.finder.calls == [("form", MOST, None)]
    assert_harmless(page)


def test_nothing_found_says_what_to_do(open_page: OpenSearch) -> None:
    page = open_page({"q": "form", "kind": "news"})
    assert "Nothing found" in page.text
    assert "Take a restriction away" in page.text
    assert page.titles == []


def test_passages_that_hold_none_of_the_words_are_announced(open_page: OpenSearch) -> None:
    page = open_page().search("meaning xylophone")
    assert "None of your words stands in these passages" in page.text
    assert "Found by its meaning: none of your words stands in it." in page.text
    assert "None of your words" not in page.search("DASH").text


def test_a_person_at_risk_is_shown_help_and_nothing_is_searched_or_kept(open_page: OpenSearch) -> None:
    page = open_page().search("my partner hits me and I am afraid")
    assert "Where to get help" in page.text
    assert "0808 2000 247" in page.text
    assert page.address == {}
    assert page.finder.calls == []
    page.search("DASH")
    assert "Where to get help" not in page.text
    assert len(page.titles) == 2


def test_such_words_in_an_address_are_taken_out_of_it(open_page: OpenSearch) -> None:
    page = open_page({"q": "my partner hits me and I am afraid"})
    assert "Where to get help" in page.text
    assert page.address == {}
    assert page.finder.calls == []
    assert page.app.text_input(key="search_box").value == ""


def test_help_comes_even_where_the_library_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise DamagedError("The library is damaged.", hint="Run `dvrag library rebuild`.")

    monkeypatch.setattr(session, "assistant", broken)
    app = AppTest.from_function(search_page)
    app.query_params["q"] = "my partner hits me and I am afraid"
    page = Searching(app)
    assert page.text.index("Where to get help") < page.text.index("The library is damaged.")


def test_a_search_without_a_word_is_refused_in_plain_words(open_page: OpenSearch) -> None:
    assert "The query is empty." in open_page().search("?!").text


def test_an_empty_library_teaches_how_to_fill_it(open_page: OpenSearch) -> None:
    page = open_page(empty=True)
    assert "dvrag ingest PATH" in page.text
    assert page.app.text_input.len == 0


def test_what_is_out_of_order_is_said(open_page: OpenSearch) -> None:
    assert "The index was <i>rebuilt</i>." in open_page(notices=("The index was <i>rebuilt</i>.",)).text


def test_text_of_documents_is_never_formatted(open_page: OpenSearch) -> None:
    page = open_page(hostile=True).search("quote")
    assert HOSTILE in unescape(re.sub("</?mark>", "", page.html).split("1. Title")[1])
    assert {tag.lower() for tag in re.findall(r"</?([a-zA-Z][a-zA-Z0-9]*)", page.html)} <= OUR_TAGS
    area = next(label for label in page.buttons if label.startswith("Only Area"))
    assert "\\*\\*bold\\*\\*" in area
    assert "**bold**" not in area
