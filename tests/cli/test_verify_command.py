"""`dvrag verify`: a table, a document, exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dvrag.answer.verify.document import KeptClaim, KeptSource
from dvrag.answer.verify.recheck import Recheck, SourceCheck
from dvrag.cli.main import run
from dvrag.model.answers import Verdict
from dvrag.model.writing import Check

SOURCE = KeptSource(1, "a1" * 32, "A review", "It rained.", 0, 10)
GOOD = (KeptClaim("It rained.", (1,), "supported"), Check(Verdict.SUPPORTED, "", 1.0))
BAD = (KeptClaim("It snowed\x1b[31m.", (1,), "supported"), Check(Verdict.UNSUPPORTED, "It does not say so.", 0.0))


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "answer.json"
    path.write_text("{}", "utf-8")
    return path


def given(monkeypatch: pytest.MonkeyPatch, *claims: tuple[KeptClaim, Check], why: str = "") -> None:
    found = Recheck(claims, (SourceCheck(SOURCE, why),), ("The library has changed.",))
    monkeypatch.setattr("dvrag.assembly.verifying.verify_answer", lambda file, library, notices: found)


def test_all_supported_is_exit_code_0(
    kept: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given(monkeypatch, GOOD)
    assert run(["verify", "--answer", str(kept)]) == 0
    captured = capsys.readouterr()
    assert "1. supported" in captured.out
    assert "The library has changed." in captured.err
    assert "1 supported." in captured.err


def test_a_sentence_that_is_not_is_exit_code_1_with_its_reason(
    kept: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given(monkeypatch, GOOD, BAD)
    assert run(["verify", "--answer", str(kept)]) == 1
    out = capsys.readouterr().out
    assert "2. not supported" in out
    assert "It does not say so." in out
    assert "\x1b" not in out


def test_a_source_that_is_wrong_is_exit_code_1_and_named(
    kept: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    given(monkeypatch, GOOD, why="The report is not in this library.")
    assert run(["verify", "--answer", str(kept), "--json"]) == 1
    document = json.loads(capsys.readouterr().out)
    assert document["holds"] is False
    assert document["claims"][0] == {
        "text": "It rained.", "citations": [1], "verdict_then": "supported",
        "verdict": "supported", "why": "", "score": 1.0,
    }  # fmt: skip
    assert document["sources"] == [
        {"n": 1, "report_id": "a1" * 32, "ok": False, "why": "The report is not in this library."}
    ]


def test_a_missing_file_is_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(["verify", "--answer", str(tmp_path / "none.json")]) == 2
    assert "There is no file" in capsys.readouterr().err
