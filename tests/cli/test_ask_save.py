"""`dvrag ask --save`: the answer in a file, and one clear line where that cannot be."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest

from cli.values import ANSWERED


def test_a_word_file_is_saved_and_the_answer_printed(dvrag, tmp_path: Path) -> None:
    path = tmp_path / "answer.docx"
    ran = dvrag("ask", "How many calls?", "--save", str(path))
    assert (ran.code, ran.err) == (0, f"Saved in {path}.\n")
    assert "“Police were called eleven times.”" in ran.out
    content = path.read_bytes()
    assert "word/footnotes.xml" in zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert docx.Document(io.BytesIO(content)).paragraphs[0].text == ANSWERED.question


def test_a_pdf_and_a_markdown_file(dvrag, tmp_path: Path) -> None:
    pdf, markdown = tmp_path / "a.PDF", tmp_path / "a.md"
    assert dvrag("ask", "x", "--save", str(pdf)).code == dvrag("ask", "x", "--save", str(markdown)).code == 0
    assert pdf.read_bytes().startswith(b"%PDF-1.7")
    assert "> “Police were called eleven times.”[^1]" in markdown.read_text("utf-8")


def test_restrictions_are_written_into_the_file(dvrag, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    assert dvrag("ask", "x", "--filter", "area=Brackenford", "--save", str(path)).code == 0
    assert "Searched only: area or force: Brackenford." in path.read_text("utf-8")


def test_json_stays_alone_on_stdout(dvrag, tmp_path: Path) -> None:
    ran = dvrag("ask", "x", "--json", "--save", str(tmp_path / "a.md"))
    assert ran.out.startswith("{")
    assert ran.err.startswith("Saved in ")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("a.odt", "dvrag: A file that ends in “.odt” cannot be written. Give a name that ends in .docx, .pdf or .md."),
        ("answer", "dvrag: The name 'answer' has no ending. Give a name that ends in .docx, .pdf or .md."),
    ],
)
def test_another_ending_is_refused_before_anything_is_asked(dvrag, fakes, tmp_path: Path, name: str, said: str) -> None:
    ran = dvrag("ask", "x", "--save", str(tmp_path / name))
    assert (ran.code, ran.out, ran.err) == (2, "", f"{said}\n")
    assert fakes.assistant.asked == []


def test_a_place_that_cannot_be_written_is_one_line(dvrag, tmp_path: Path) -> None:
    ran = dvrag("ask", "x", "--save", str(tmp_path / "nowhere" / "a.pdf"))
    assert ran.code == 2
    assert ran.err == "dvrag: a.pdf cannot be written: No such file or directory. Choose another folder.\n"


def test_a_file_that_exists_is_replaced_only_when_asked(dvrag, tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("mine")
    assert dvrag("ask", "x", "--save", str(path)).code == 2
    assert path.read_text() == "mine"
    assert dvrag("ask", "x", "--save", str(path), "--replace").code == 0
    assert path.read_text("utf-8").startswith("# ")


@pytest.mark.parametrize("name", ["a.docx", "a.odt"])
def test_a_person_at_risk_gets_help_and_nothing_is_saved(dvrag, tmp_path: Path, name: str) -> None:
    ran = dvrag("ask", "My partner strangled me last night.", "--save", str(tmp_path / name))
    assert ran.code == 0
    assert "0808 2000 247" in ran.out
    assert ran.err == "Nothing was saved: help is shown for such a question, and no answer.\n"
    assert list(tmp_path.iterdir()) == []
