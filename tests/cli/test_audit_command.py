"""`dvrag audit`: list, show, verify, prune, and their outputs."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dvrag.answer.decline import decline
from dvrag.builder import Builder
from dvrag.cli.commands.audit import COLUMNS
from dvrag.cli.main import run
from dvrag.model.results import Filters
from dvrag.testing.small import small_parts
from unit.audited import NOON, book, build, fill, without_guard


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = build(tmp_path)
    fill(made, 1, at=NOON - timedelta(days=40))
    fill(made, 1)
    declined = decline("My husband is hitting me right now")
    assert declined is not None
    book(made).append(declined, Filters())
    return made


def out(capsys: pytest.CaptureFixture[str], root: Path, *words: str, code: int = 0) -> str:
    capsys.readouterr()
    assert run(["audit", *words, "--library", str(root)]) == code
    return capsys.readouterr().out


def test_list_has_the_keys_of_its_contract(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    second, first = json.loads(out(capsys, root, "list", "--json"))["rows"]
    assert tuple(first) == COLUMNS
    assert (first["n"], first["kind"], first["writer"], first["hosted"]) == (1, "answer", "ollama:small", False)
    assert (first["given"], first["claims"], first["dropped"]) == (1, 1, 1)
    assert second["question"] == "What did Mr [name] of [postcode] say?"
    rows = list(csv.DictReader(io.StringIO(out(capsys, root, "list", "--csv"))))
    assert [(row["n"], row["hosted"], row["erased"]) for row in rows] == [("2", "no", "no"), ("1", "no", "no")]
    shown = out(capsys, root, "list")
    assert "answered, written by ollama:small: 1 sentences, 1 left out" in shown
    assert out(capsys, root, "list", "--json", "--csv", code=2) == ""


def test_show_has_everything(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    document = json.loads(out(capsys, root, "show", "2", "--json"))
    assert set(document) == {"n", "before", "digest", "erased", "record", "words"}
    assert document["record"]["writer"]["usage"]["output_tokens"] == 17
    shown = " ".join(out(capsys, root, "show", "2").split())
    assert "Written by: ollama:small (on this machine), prompt 1" in shown
    assert "unsupported: Ring [phone]. [1] The number [phone] is not there." in shown
    assert "The model's words: Nobody asked about the purple ledger [1]." in shown
    assert out(capsys, root, "show", "9", code=2) == ""


def test_erased_and_deleted_rows_are_told(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    days = (datetime.now(UTC) - NOON).days + 20
    pruned = json.loads(out(capsys, root, "prune", "--older-than", str(days), "--json"))
    assert pruned == {"deleted": 1, "older_than_days": days}
    Builder(root, small_parts()).remove("review.txt")
    listed = out(capsys, root, "list")
    assert "older rows were deleted by age" in listed
    assert "words of answers went with a report that was removed" in listed
    assert "supported: (erased with a report that was removed) [1]" in " ".join(out(capsys, root, "show", "2").split())
    assert "Deleted by age: 1 rows up to row 1" in out(capsys, root, "show", "3")
    assert "Words erased of rows: 2" in out(capsys, root, "show", "4")
    checked = out(capsys, root, "verify")
    assert "Rows up to 1 were deleted by age, as recorded." in checked
    assert "The words of 1 answers went with reports that were removed, as recorded." in checked
    assert out(capsys, root, "prune", "--older-than", "0", code=2) == ""


def test_verify_says_what_is_wrong_and_exits_with_1(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good = json.loads(out(capsys, root, "verify", "--json"))
    assert (good["ok"], good["rows"], good["unrecorded"]) == (True, 2, {"person_at_risk": 1})
    assert good["digest"] in out(capsys, root, "verify", "--noted", good["digest"])
    connection = without_guard(root)
    connection.execute("DELETE FROM audit WHERE n = 1")
    connection.close()
    bad = json.loads(out(capsys, root, "verify", "--json", code=1))
    assert bad["ok"] is False
    assert {"n": 2, "what": "Row 1 is missing."} in bad["faults"]
    assert "Row 1 is missing." in out(capsys, root, "verify", code=1)
