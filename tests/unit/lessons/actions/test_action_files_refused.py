"""Files that are no table of actions, harm, or cannot be taken: refused with their place and the next step."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from dvrag.errors import NotFoundError, UsageError
from dvrag.lessons.actions.table import actions_table, read_actions
from unit.lessons.actions.action_values import entry, workbook

CSV_FAULTS = [
    ("owner\nAda\n", "no column finding_id"),
    ("", "is empty"),
    ("finding_id,owner\n,Ada\n", "Row 2, column finding_id"),
    ("finding_id,owner\na1,x\n\nA1,y\n", "Row 4, column finding_id: the same finding stands in row 2"),
    ("finding_id,owner\na1,x,y\n", "Row 2 has more cells"),
    ("finding_id,owner,Owner\na1,x,y\n", "owner twice"),
    ("finding_id,version\na1,three\n", "Row 2, column version: 'three' is no number"),
    ("finding_id,version\na1,-3\n", "Row 2, column version"),
    ('finding_id,owner\na1,"x\n', "Row 2 of the CSV file cannot be read"),
    ("<!DOCTYPE html><p>", "is a web page"),
    ("%PDF-1.7", "is a PDF"),
]


@pytest.mark.parametrize(("text", "said"), CSV_FAULTS)
def test_a_bad_csv_file_is_refused_with_its_place(text: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text(text)
    with pytest.raises(UsageError, match=said) as caught:
        read_actions(tmp_path / "a.csv")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_another_encoding_is_refused_before_a_character_is_lost(encoding: str, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes("finding_id,owner\na1,Zoë\n".encode(encoding))
    with pytest.raises(UsageError, match="CSV UTF-8"):
        read_actions(tmp_path / "a.csv")


def test_formulas_and_errors_in_cells_that_count_are_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", [["finding_id", "owner", "due"], ["a1", "=A1", "x"], ["a2", "x", "#REF!"]])
    with pytest.raises(
        UsageError, match=r"Row 2, column owner: it holds a formula.*Row 3, column due: it holds the error"
    ):
        read_actions(path)


def test_many_faults_are_counted_on_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("finding_id,owner\n" + ",x\n" * 9)
    with pytest.raises(UsageError, match="And 6 more"):
        read_actions(tmp_path / "a.csv")


def packed(path: Path, parts: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            {"xl/worksheets/sheet1.xml": b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"},
            "declares entities",
        ),
        ({"xl/worksheets/sheet1.xml": b"<worksheet><sheetData><row>"}, "damaged"),
        ({"xl/workbook.xml": b"nothing"}, "damaged"),
        ({"xl/media/x.bin": b"0" * 40_000_000}, "too much"),
        ({f"x/{n}": b"" for n in range(5_001)}, "too much"),
    ],
)
def test_a_workbook_that_harms_is_refused(change: dict[str, bytes], said: str, tmp_path: Path) -> None:
    parts = parts_of(actions_table("xlsx", [entry()], {}))
    with pytest.raises(UsageError, match=said):
        read_actions(packed(tmp_path / "a.xlsx", {**parts, **change}))


def test_other_files_under_the_name_of_a_workbook_are_named(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.xlsx", {"word/document.xml": b"<a/>"})
    with pytest.raises(UsageError, match="not an Excel workbook"):
        read_actions(path)
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 99)
    with pytest.raises(UsageError, match="old Excel file"):
        read_actions(path)
    path.write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(UsageError, match="damaged"):
        read_actions(path)
    with pytest.raises(NotFoundError, match=r"no file b\.csv"):
        read_actions(tmp_path / "b.csv")
