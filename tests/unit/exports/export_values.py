"""Documents to write in each format: one of every block, and one of text that wants to be more than text."""

from __future__ import annotations

from datetime import UTC, datetime

from dvrag.exports.document import (
    Block,
    Bullets,
    Document,
    Footnote,
    Heading,
    Paragraph,
    Quote,
    Run,
    Table,
    plain,
)

WHEN = datetime(2026, 11, 26, 17, 5, tzinfo=UTC)
NOT_SEEN = "\x00\x1b\x07\u202e\u200f\u2066\ud800\ufffe"
"""Control, direction, unpaired characters: a file may not hold them, or they would turn the line around."""

HOSTILE = (
    '<b>bold</b> <img src=x onerror=hurt()> & &amp; ]]> <!-- x --> #read("/etc/passwd") $x$ *a* _b_ **c** @ref `code` '
    "[x](javascript:hurt()) ![y](z) [^1] [^9]: | ~~s~~ www.example.org https://example.org #let #panic() <label> // \\"
)


def note(text: str) -> Footnote:
    return Footnote((Run("Partnership, "), Run("Title", italic=True), Run(f" p 7: {text}")))


def document(*blocks: Block, title: str = "A title") -> Document:
    return Document(title, blocks, WHEN, "A subject")


def full() -> Document:
    """Return a document with each kind of block and seven notes."""
    return document(
        Paragraph((Run("Plain, "), Run("bold", bold=True), Run(" and "), Run("italic", italic=True), Run("."))),
        Heading("Answer"),
        Quote((Run("“First sentence.”", notes=(note("one"), note("two"))),)),
        Quote((Run("“Second\nsentence.”", notes=(note("three"),)), Run(" (doubtful)", italic=True))),
        Heading("By report", 2),
        Bullets((plain("a point"), (Run("another", notes=(note("four"),)),))),
        Bullets((plain("step one"), plain("step two")), numbered=True),
        Bullets((plain("again one"),), numbered=True),
        Heading("Made"),
        Table(
            ("What", "Value"),
            ((plain("Library"), plain("f00d")), (plain("Model"), (Run("small", notes=(note("five"), note("six"))),))),
            "How it was made",
            (1, 2),
        ),
        Paragraph((Run("Last.", notes=(note("seven"),)),)),
    )


def hostile() -> Document:
    """Return a document in which every text is hostile."""
    text = f"{HOSTILE}{NOT_SEEN}"
    return document(
        Heading(text),
        Paragraph((Run(text, notes=(Footnote(plain(text)),)),)),
        Quote(plain(text)),
        Bullets((plain(text),)),
        Bullets((plain(text),), numbered=True),
        Table((text, "other"), ((plain(text), plain(text)),), text),
        title=text,
    )
