"""The Markdown: what a CommonMark reader makes of it is the document, and none of its text is markup."""

from __future__ import annotations

from html import unescape

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from dvrag.exports.characters import visible
from dvrag.exports.document import Bullets, Heading, Paragraph, Quote, Run, plain
from dvrag.exports.markdown import to_markdown
from unit.exports.export_values import HOSTILE, document, full, hostile

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
OURS = {"strong_open", "strong_close", "em_open", "em_close", "text", "hardbreak", "softbreak", "text_special"}


def written(*blocks, title: str = "T") -> str:
    return to_markdown(document(*blocks, title=title)).decode()


def inside(markdown: str) -> list[Token]:
    return [child for token in READER.parse(markdown) for child in token.children or ()]


def said(markdown: str) -> list[str]:
    """Return the text of each block as a reader shows it."""
    return [
        "".join("\n" if c.type in {"hardbreak", "softbreak"} else c.content for c in token.children or ())
        for token in READER.parse(markdown)
        if token.type == "inline"
    ]


def test_a_document_as_a_reader_sees_it() -> None:
    lines = to_markdown(full()).decode()
    assert lines.startswith("# A title\n\nPlain, **bold** and *italic*.\n\n## Answer\n\n> “First sentence.”[^1] [^2]\n")
    assert "> “Second\\\n> sentence.”[^3] *(doubtful)*" in lines
    assert "- a point\n- another[^4]\n" in lines
    assert "1. step one\n2. step two\n" in lines
    assert "| What | Value |\n| --- | --- |\n| Library | f00d |\n| Model | small[^5] [^6] |" in lines
    assert lines.endswith("Last.[^7]\n\n" + "\n\n".join(
        f"[^{n}]: Partnership, *Title* p 7: {word}"
        for n, word in enumerate(("one", "two", "three", "four", "five", "six", "seven"), start=1)
    ) + "\n")  # fmt: skip


def test_hostile_text_is_no_markup() -> None:
    markdown = to_markdown(hostile()).decode()
    kinds = {token.type for token in READER.parse(markdown)}
    assert not kinds & {"html_block", "code_block", "fence", "hr"}
    assert {child.type for child in inside(markdown)} <= OURS
    stands = visible(HOSTILE)
    texts = said(markdown)
    assert texts[:2] == [stands, stands]
    assert texts[2] == f"{stands}[^1]"
    assert texts[-1] == f"[^1]: {stands}"
    assert sum(stands in line for line in texts) == 10


def test_no_tag_of_a_document_reaches_html() -> None:
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(to_markdown(hostile()).decode())
    for tag in ("<b>", "<img", "<!--", "<a ", "<code>", "<label>", 'javascript:hurt()"'):
        assert tag not in html
    assert HOSTILE in unescape(html)


@pytest.mark.parametrize(
    "line",
    ["# head", "1. one", "12) two", "- item", "+ item", "* item", "> quote", "===", "---", "***", "```", "    code",
     "| a | b |", "[x]: /y", "<div>", "~~~", ": term", "% title", "[^1]: note", "![x](y)", "&lt;", "a  ", "-", "1."],
)  # fmt: skip
def test_a_line_is_a_line(line: str) -> None:
    for text in (line, f"before\n{line}", f"{line}\nafter"):
        markdown = written(Paragraph(plain(text)), Bullets((plain(text),)), Quote(plain(text)))
        wanted = "\n".join(part.strip() for part in text.split("\n"))
        assert said(markdown) == ["T", wanted, wanted, wanted]
        assert {child.type for child in inside(markdown)} <= OURS


def test_a_list_does_not_come_about_across_runs() -> None:
    assert said(written(Paragraph((Run("1"), Run(". one"))))) == ["T", "1. one"]


def test_addresses_do_not_become_links_where_readers_make_them() -> None:
    line = "See www.example.org, https://example.org and mail a@example.org at 17:05."
    assert written(Paragraph(plain(line))) == (
        "# T\n\nSee www\\.example.org, https\\://example.org and mail a\\@example.org at 17:05.\n"
    )


def test_plain_sentences_stay_readable() -> None:
    line = "In 2019 (p. 7), 40.5 per cent – “not one” – of Marian's calls; see para 5.14: R v A-B."
    assert written(Paragraph(plain(line))) == f"# T\n\n{line}\n"


def test_a_heading_stays_on_one_line() -> None:
    assert said(written(Heading("one\ntwo"), title="a\nb")) == ["a b", "one two"]


def test_it_is_utf_8_and_the_same_each_time() -> None:
    assert to_markdown(document(Paragraph(plain("中 😀 é")))).decode("utf-8").endswith("中 😀 é\n")
    assert to_markdown(full()) == to_markdown(full())
