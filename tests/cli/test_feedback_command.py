"""`dvrag feedback list`: its three outputs."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from dvrag.answer.decline import decline
from dvrag.cli.main import run
from dvrag.feedback import FeedbackBook
from dvrag.model.answers import Answer, Status
from dvrag.model.results import Filters
from dvrag.store.library import Library
from dvrag.testing.fakes import FixedClock


@pytest.fixture
def root(tmp_path: Path) -> Path:
    Library.open(tmp_path / "library", create=True).close()
    return tmp_path / "library"


@pytest.fixture
def given(root: Path) -> Path:
    book = FeedbackBook(root, FixedClock(), "9.9")
    filters = Filters(area=("Brackenford", "Tarnleigh"), theme=("housing",))
    book.give(Answer("Did GPs ask?", Status.ANSWERED, library="another"), filters, useful=True)
    missed = Answer("Who was told?", Status.NOT_FOUND, confidence=0.25, library=book.library_now())
    book.give(missed, Filters(), useful=False, comment="=cmd\x1b[31m, ring 07700 900123")
    declined = decline("My husband is hitting me right now")
    assert declined is not None
    book.give(declined, Filters(), useful=False)
    return root


def out(capsys: pytest.CaptureFixture[str], root: Path, *options: str, code: int = 0) -> str:
    capsys.readouterr()
    assert run(["feedback", "list", *options, "--library", str(root)]) == code
    return capsys.readouterr().out


def test_json_has_the_keys_of_its_contract(given: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = json.loads(out(capsys, given, "--json"))
    assert document["counts"] == {"useful": 1, "not_useful": 1, "declined": {"person_at_risk": 1}}
    second, first = document["rows"]
    assert set(first) == {
        *("n", "at", "useful", "question", "comment", "status", "confidence", "filters", "cited", "models"),
        *("library", "library_changed", "version"),
    }
    assert (first["n"], first["filters"]) == (1, {"area": ["Brackenford", "Tarnleigh"], "theme": ["housing"]})
    assert (first["library_changed"], second["library_changed"]) == (True, False)
    assert second["comment"] == "=cmd[31m, ring [phone]"


def test_csv_is_guarded(given: Path, capsys: pytest.CaptureFixture[str]) -> None:
    second, first = csv.DictReader(io.StringIO(out(capsys, given, "--csv")))
    assert first["filters"] == "area=Brackenford; area=Tarnleigh; theme=housing"
    assert (second["useful"], second["cited"], second["comment"]) == ("no", "0", "'=cmd[31m, ring [phone]")


def test_plain_words(given: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["feedback", "list", "--library", str(given)]) == 0
    shown = capsys.readouterr()
    assert "not useful" in shown.out
    assert "the library changed since" in shown.out
    assert "1 useful, 1 not useful." in shown.err
    assert "Of 1 more, about a person at risk" in shown.err


def test_none_is_said_too(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert json.loads(out(capsys, root, "--json"))["rows"] == []
    assert out(capsys, root, "--csv").count("\n") == 1
    assert out(capsys, root) == ""


def test_two_forms_at_once_are_refused(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert out(capsys, root, "--csv", "--json", code=2) == ""
    assert out(capsys, root / "none", code=2) == ""
