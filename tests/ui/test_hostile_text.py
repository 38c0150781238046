"""Text from documents is shown as it stands: never as HTML, never as Markdown."""

from __future__ import annotations

import re
from html import escape

import pytest

from dvrag.model.answers import Answer, Status
from dvrag.ui.markup import escaped, marked, with_code
from ui.fake_assistant import answer_with, fake_assistant
from ui.fake_library import HOSTILE, hostile_report
from ui.page import PageUnderTest, Start
from ui.test_library_page import choose

MARKDOWN = ("markdown", "caption", "title", "header", "subheader", "info", "warning", "error", "success")
OUR_TAGS = set("p h1 h2 h3 h4 ul li div span mark em code br table caption thead tbody tr th td strong style".split())


def assert_harmless(page: PageUnderTest) -> None:
    assert {tag.lower() for tag in re.findall(r"</?([a-zA-Z][a-zA-Z0-9]*)", page.html)} <= OUR_TAGS
    assert "onerror=hurt()&gt;" in page.html
    for kind in MARKDOWN:
        assert all("bold" not in element.value for element in getattr(page.app, kind)), kind
    labels = [*page.buttons, *(e.label for e in page.app.expander), *(e.label for e in page.app.multiselect)]
    assert all("bold" not in label and "script" not in label for label in labels)


def test_an_answer_from_a_hostile_report(start: Start) -> None:
    page = start(hostile=True).ask("hostile")
    assert_harmless(page)
    assert page.html.count(escape(f"This is the quote {HOSTILE}")) == 2


def test_the_details_of_a_hostile_report(start: Start) -> None:
    page = choose(start("library", hostile=True), f"Title {HOSTILE}")
    assert_harmless(page)
    assert "&lt;b&gt;hostile&lt;/b&gt;.pdf" in page.html


def test_notices_and_reasons_are_escaped(start: Start) -> None:
    assistant = fake_assistant(notices=(HOSTILE,))
    answer_with(assistant, lambda q, f: Answer(q, Status.NOT_FOUND, reason=HOSTILE, missing=(HOSTILE, "more")))
    assert_harmless(start(assistant=assistant).ask(HOSTILE))


def test_the_name_of_a_hostile_report_is_no_example(start: Start) -> None:
    page = start(hostile=True)
    assert hostile_report().facts.area.value not in " ".join(page.buttons)


@pytest.mark.parametrize("text", ["<script>", "a & b", '"quoted"', "it's", "<!--", "&lt;"])
def test_every_character_stands_for_itself(text: str) -> None:
    assert escaped(text) == escape(text)


def test_control_characters_become_spaces_and_line_ends_breaks() -> None:
    assert escaped("a\x00b\x1b[31m\u202ec\nd") == "a b [31m c<br>d"


def test_empty_lines_between_paragraphs_go() -> None:
    assert escaped("one\n\n two") == "one<br>two"


def test_marking_escapes_on_both_sides_and_inside() -> None:
    shown = marked("<a>quote<b>", 3, 8)
    assert shown.startswith("&lt;a&gt;<mark>")
    assert shown.endswith("</mark>&lt;b&gt;")


def test_a_span_outside_the_text_marks_nothing() -> None:
    assert marked("text", 10, 20) == "text"
    assert marked("text", 3, 3) == "text"


def test_backticks_become_code_and_nothing_else_does() -> None:
    assert with_code("Run `dvrag <x>` or **not**") == "Run <code>dvrag &lt;x&gt;</code> or **not**"
