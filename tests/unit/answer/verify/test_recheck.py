"""A kept answer is believed in nothing: its file, its quotes, its places, its sentences."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dvrag.answer.verify.document import read_answer
from dvrag.answer.verify.recheck import CHANGED, ELSEWHERE, GONE, OTHER, Recheck, recheck
from dvrag.answer.verify.verifier import ClaimVerifier
from dvrag.errors import NotFoundError, UsageError
from dvrag.model.answers import Verdict
from dvrag.model.documents import Report
from dvrag.model.ids import ReportId
from dvrag.testing.fakes import HashingEmbedder
from dvrag.testing.memory_corpus import facts_of, report_of

REPORT = report_of("a.pdf", facts_of("A review"), {"Calls": ["Police were called eleven times.", "Nobody asked her."]})
QUOTE = "Police were called eleven times."
START = REPORT.text.index(QUOTE)


class OneReport:
    def report(self, identity: ReportId) -> Report:
        if identity != REPORT.id:
            raise NotFoundError("No such report.")
        return REPORT

    def fingerprint(self) -> str:
        return "now"


def document(**changed: Any) -> dict[str, Any]:
    source = {"n": 1, "report_id": REPORT.id, "title": "A review", "quote": QUOTE, "quote_start": START}
    source["quote_end"] = START + len(QUOTE)
    claim = {"text": changed.pop("text", QUOTE), "citations": changed.pop("citations", [1]), "verdict": "supported"}
    source.update({name: changed.pop(name) for name in list(changed) if name in source})
    return {
        "question": "How often?",
        "answer": [claim],
        "sources": [source],
        "library": "now",
        "count": None,
        **changed,
    }


def done(tmp_path: Path, **changed: Any) -> Recheck:
    path = tmp_path / "answer.json"
    path.write_text(json.dumps(document(**changed)), "utf-8")
    return recheck(read_answer(path), OneReport(), ClaimVerifier(HashingEmbedder()))


def test_an_answer_as_it_was_given_holds(tmp_path: Path) -> None:
    found = done(tmp_path)
    assert found.holds
    assert found.notes == ()


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"report_id": "0" * 64}, GONE),
        ({"quote": "Police were called seven times."}, OTHER),
        ({"quote": " "}, OTHER),
        ({"quote_start": START + 1, "quote_end": START + 1 + len(QUOTE)}, ELSEWHERE),
        ({"quote_start": -5}, ELSEWHERE),
    ],
)
def test_a_source_that_is_not_what_it_is_said_to_be_is_named(tmp_path: Path, changed: dict[str, Any], why: str) -> None:
    found = done(tmp_path, **changed)
    assert [source.why for source in found.sources] == [why]
    assert not found.holds
    assert why in found.claims[0][1].why


def test_a_changed_sentence_is_not_supported_whatever_the_document_says(tmp_path: Path) -> None:
    ((claim, check),) = done(tmp_path, text="Police were called 14 times.").claims
    assert claim.verdict == "supported"
    assert check.verdict is Verdict.UNSUPPORTED
    assert "14" in check.why


def test_a_citation_without_a_source_is_named(tmp_path: Path) -> None:
    ((_, check),) = done(tmp_path, citations=[1, 7]).claims
    assert check.verdict is Verdict.PARTLY
    assert "Source 7" in check.why


def test_another_state_of_the_library_is_said_and_changes_no_verdict(tmp_path: Path) -> None:
    found = done(tmp_path, library="then")
    assert found.notes == (CHANGED,)
    assert found.holds


def test_a_count_must_be_that_of_the_findings_it_cites(tmp_path: Path) -> None:
    assert done(tmp_path, text="The register holds 1 finding.", count={"n": 1}).holds
    assert not done(tmp_path, text="The register holds 3 findings.", count={"n": 3}).holds
    assert not done(tmp_path, text="The register holds 2 findings.", count={"n": 1}).holds


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "no answer"),
        ('{"query": "x"}', "no answer"),
        ('{"answer": [], "sources": []}', "question"),
        ('{"question": "q", "answer": [{"text": 3}], "sources": []}', "sentence 1"),
        (
            '{"question": "q", "answer": [{"text": "t", "citations": ["1"], "verdict": "v"}], "sources": []}',
            "citations",
        ),
        ('{"question": "q", "answer": [], "sources": [{"n": true}]}', "source 1"),
        ('{"question": "q", "answer": [], "sources": [4]}', "source 1"),
    ],
)
def test_a_bad_file_is_one_clear_line(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "bad.json"
    path.write_text(content, "utf-8")
    with pytest.raises(UsageError, match=said):
        read_answer(path)


def test_two_sources_of_one_number_are_refused(tmp_path: Path) -> None:
    twice = document()
    twice["sources"] *= 2
    path = tmp_path / "twice.json"
    path.write_text(json.dumps(twice), "utf-8")
    with pytest.raises(UsageError, match="two sources"):
        read_answer(path)
