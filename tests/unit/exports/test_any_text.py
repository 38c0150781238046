"""Any text at all goes through each writer and is read back as it was."""

from __future__ import annotations

import io

import docx
import pypdfium2
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from dvrag.exports.characters import visible
from dvrag.exports.document import Bullets, Document, Footnote, Heading, Paragraph, Quote, Run, Table, plain
from dvrag.exports.docx import to_docx
from dvrag.exports.markdown import to_markdown
from dvrag.exports.pdf import to_pdf
from unit.exports.export_values import WHEN

MARKS = st.text(alphabet="ab1 \n\t*_`#-+=.()[]{}<>!|~\\&;:^$\"'@%/?", max_size=30)
ANY = st.text(max_size=30)
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def around(text: str) -> Document:
    runs = (Run(text, notes=(Footnote(plain(f"a note of {text}")),)),)
    table = Table((f"h {text}",), ((plain(f"c {text}"),),), text)
    return Document(f"t {text}", (Heading(f"g {text}"), Paragraph(runs), Quote(runs), Bullets((runs,)), table), WHEN)


def close(text: str) -> str:
    return "".join(visible(text).split())


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.one_of(MARKS, ANY))
@example("a\n---\n- b\n    c")
@example("1. a\n2) b\n\n\n# c")
@example("- [ ] x | y\n|---|\n&lt;&#60;")
def test_markdown_reads_back_as_it_was(text: str) -> None:
    tokens = READER.parse(to_markdown(around(text)).decode())
    kinds = {token.type for token in tokens} | {c.type for t in tokens for c in t.children or ()}
    assert not kinds & {"html_block", "html_inline", "code_block", "code_inline", "fence", "hr", "link_open", "image"}
    shown = ["".join(c.content or " " for c in t.children or ()) for t in tokens if t.type == "inline"]
    wanted = [f"t {text}", f"g {text}", *(f"{text}[^{n}]" for n in (1, 2, 3)), f"h {text}", f"c {text}"]
    assert [close(line) for line in shown][:7] == [close(line) for line in wanted]
    assert sum(token.type == "heading_open" for token in tokens) == 2


@settings(max_examples=20, deadline=None, derandomize=True)
@given(st.one_of(MARKS, ANY))
def test_word_reads_back_as_it_was(text: str) -> None:
    word = docx.Document(io.BytesIO(to_docx(around(text))))
    texts = [paragraph.text for paragraph in word.paragraphs]
    assert texts[2:5] == [visible(text)] * 3
    assert word.tables[0].rows[1].cells[0].text == f"c {visible(text)}"


@settings(max_examples=20, deadline=None, derandomize=True)
@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=0x17F), max_size=30))
@example('#read("/etc/passwd")')
@example("$x$ \\u{1F600} #sys.inputs")
def test_pdf_reads_back_as_it_was(text: str) -> None:
    with pypdfium2.PdfDocument(to_pdf(around(text))) as opened:
        read = "".join(page.get_textpage().get_text_bounded() for page in opened)
    assert close(read.replace("\ufffe", "-")).count(f"anoteof{close(text)}") == 3
