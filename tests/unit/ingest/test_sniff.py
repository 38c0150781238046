"""Formats by content."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from docx import Document

from dvrag.errors import EncryptedError, InputError, UnreadableError
from dvrag.ingest.sniff import Format, sniff

OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ERROR_PAGE = (
    b"\r\n<!DOCTYPE html>\n<html><head><title>Report not found\n - Inspections</title></head><body>Sorry</body></html>"
)


def write(tmp_path: Path, name: str, content: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("a.pdf", b"%PDF-1.7\n...", Format.PDF),
        ("a.txt", b"\x00\x00junk %PDF-1.4\n", Format.PDF),
        ("a.html", b"<html><body>x</body></html>", Format.HTML),
        ("a.txt", b"<!doctype html><p>x", Format.HTML),
        ("a", "\ufeff<!DOCTYPE html><html>".encode("utf-16-le"), Format.HTML),
        ("a.txt", b"%PDF is a format that this sentence speaks of", Format.TEXT),
        ("a.md", b"# Heading", Format.MARKDOWN),
        ("a.data", b'{"_id": "1", "text": "x"}\n{"_id": "2"}', Format.JSONL),
        ("a.jsonl", b"{broken", Format.JSONL),
        ("a.txt", b"Plain words", Format.TEXT),
    ],
)
def test_content_decides(tmp_path: Path, name: str, content: bytes, expected: Format) -> None:
    assert sniff(write(tmp_path, name, content)) is expected


def test_a_word_document_is_known_by_its_parts(tmp_path: Path) -> None:
    Document().save(str(tmp_path / "letter.bin"))
    assert sniff(tmp_path / "letter.bin") is Format.DOCX


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.pdf", b"", "empty"),
        ("a.txt", b" \r\n\x00\x00", "empty"),
        ("a.pdf", ERROR_PAGE, r"is a web page, not a PDF \(“Report not found - Inspections”\)"),
        ("a.docx", ERROR_PAGE, "is a web page, not a Word document"),
        ("a.pdf", b"Plain words", "no PDF header"),
        ("a.png", b"\x89PNG\r\n\x1a\n", "PNG image"),
        ("a.rtf", b"{\\rtf1 x}", "Rich Text"),
        ("a.docx", b"PK\x03\x04broken", "damaged archive"),
        (
            "a.doc",
            OLE2 + "WordDocument".encode("utf-16-le"),
            r"Word 97–2003 document \(\.doc\)",
        ),
    ],
)
def test_what_has_no_reader_says_what_it_is(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    with pytest.raises(UnreadableError, match=reason):
        sniff(write(tmp_path, name, content))


def test_an_encrypted_word_document_asks_for_its_password(tmp_path: Path) -> None:
    content = OLE2 + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(EncryptedError, match="password"):
        sniff(write(tmp_path, "a.docx", content))


@pytest.mark.parametrize(
    ("part", "kind"), [("xl/workbook.xml", "Excel"), ("content.xml", "OpenDocument"), ("x", "ZIP")]
)
def test_other_archives_are_named(tmp_path: Path, part: str, kind: str) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        archive.writestr(part, "x")
    with pytest.raises(InputError, match=kind):
        sniff(tmp_path / "a.docx")
