"""`--json` prints exactly the documents that others rely on, and nothing else on stdout."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from cli.values import ANSWERED, REVIEW, REVIEW_HIT
from dvrag.cli import json_output
from dvrag.model.answers import Answer, Count, Status
from dvrag.model.building import Damage, FileResult, Outcome

HIT = {
    "rank", "score", "passage_id", "report_id", "source", "title", "family", "page", "page_label", "paragraph",
    "paragraph_index", "section", "start", "end", "text",
}  # fmt: skip
EXTRA = {"authority", "published"}
ANSWER = {
    "question", "status", "answer", "sources", "confidence", "reason", "missing", "disagreements", "support", "count",
    "resolved_question", "timings_ms", "library", "models",
}  # fmt: skip
WRITTEN = {"understood", "doubts", "comparison", "note", "dropped", "draft"}


def test_search(dvrag):
    ran = dvrag("search", "police calls", "--json")
    document = json.loads(ran.out)
    assert ran.code == 0
    assert {"query", "hits", "timings_ms"} <= set(document)
    assert [set(hit) - EXTRA for hit in document["hits"]] == [HIT, HIT]
    first, second = document["hits"]
    assert (first["rank"], first["score"], first["source"]) == (1, 0.875, "marian-overview.pdf")
    assert (first["page"], first["page_label"], first["paragraph"], first["paragraph_index"]) == (8, "5", "5.14", 3)
    assert first["end"] - first["start"] == len(first["text"])
    assert (first["family"], first["title"]) == ("dhr_overview", "Overview report into the death of Marian")
    assert (second["page"], second["page_label"], second["paragraph"]) == (None, None, None)
    assert document["timings_ms"] == {"fuse": 1.0}
    assert document["corrected"] == "police calls"


def test_k_cuts_the_hits(dvrag):
    assert len(json.loads(dvrag("search", "police", "-k", "1", "--json").out)["hits"]) == 1


def test_ask(dvrag):
    ran = dvrag("ask", "How many calls?", "--json")
    document = json.loads(ran.out)
    assert ran.code == 0
    assert set(document) == ANSWER | WRITTEN
    assert document["status"] == "answered"
    assert document["answer"][1] == {
        "text": "Police were called 14 times in three years.", "citations": [2], "verdict": "partly",
    }  # fmt: skip
    assert document["disagreements"] == [
        {"about": "number of calls", "values": [{"value": "11", "n": 1}, {"value": "14", "n": 2}]}
    ]
    assert document["confidence"] == 0.9123
    assert document["count"] is None
    assert document["missing"] == ["Cornwall"]


def test_a_source_gives_the_place_of_its_quote_and_the_text_of_its_passage():
    source = json_output.source_json(ANSWERED.sources[0])
    assert set(source) == HIT | EXTRA | {"n", "quote", "quote_start", "quote_end"}
    assert (source["page"], source["page_label"], source["paragraph"], source["paragraph_index"]) == (9, "6", "5.15", 4)
    assert (source["start"], source["text"]) == (100, REVIEW_HIT.passage.text)
    offset = source["quote_start"] - source["start"]
    assert source["text"][offset : offset + len(source["quote"])] == source["quote"]


def test_a_count_keeps_its_findings():
    document = json_output.answer_json(replace(ANSWERED, count=Count(2, ("f1", "f2"))))
    assert document["count"] == {"n": 2, "finding_ids": ["f1", "f2"]}


@pytest.mark.parametrize("status", [Status.NOT_FOUND, Status.DECLINED])
def test_no_answer_is_no_error(dvrag, fakes, status):
    fakes.assistant.answer = Answer("Why?", status, reason="identity", support=("Call 999 in an emergency.",))
    ran = dvrag("ask", "Why?", "--json")
    document = json.loads(ran.out)
    assert (ran.code, document["status"], document["answer"]) == (0, status.value, [])
    assert document["support"] == ["Call 999 in an emergency."]


def test_notices_go_to_stderr(dvrag, fakes):
    fakes.assistant.notices = ("The vector index was damaged and has been rebuilt.",)
    ran = dvrag("search", "police", "--json")
    assert json.loads(ran.out)["hits"]
    assert ran.err == "The vector index was damaged and has been rebuilt.\n"


def test_ingest_names_every_file_and_its_outcome(dvrag, fakes):
    fakes.results = (
        FileResult("a.pdf", Outcome.ADDED, REVIEW.id, pages=13, passages=140),
        FileResult("b.pdf", Outcome.FAILED, reason="It needs a password."),
    )
    ran = dvrag("ingest", "x", "--json")
    document = json.loads(ran.out)
    assert ran.code == 3
    assert document["counts"] == {"added": 1, "unchanged": 0, "replaced": 0, "failed": 1}
    assert document["files"][1] == {
        "path": "b.pdf", "outcome": "failed", "report_id": None, "reason": "It needs a password.",
        "warnings": [], "pages": 0, "passages": 0,
    }  # fmt: skip
    assert "b.pdf" in ran.err


def test_verify(dvrag, fakes):
    assert json.loads(dvrag("library", "verify", "--json").out) == {"library": "index", "ok": True, "damage": []}
    fakes.library.damage = (Damage("passage 12", "its bytes differ", True),)
    ran = dvrag("library", "verify", "--json")
    assert ran.code == 1
    assert json.loads(ran.out)["damage"] == [{"where": "passage 12", "what": "its bytes differ", "repairable": True}]


def test_list_and_show(dvrag):
    listed = json.loads(dvrag("library", "list", "--json").out)["reports"]
    assert [report["source"] for report in listed] == ["marian-overview.pdf", "courier.html"]
    assert listed[0]["facts"]["published"] == {"value": "2019-11", "span": None, "origin": "text"}
    assert listed[1]["facts"]["area"] == {"value": None, "span": None, "origin": "not stated"}
    shown = json.loads(dvrag("library", "show", "marian-overview.pdf", "--json").out)
    assert shown["glossary"] == {"IRIS": "Incident Recording Information System"}


def test_json_escapes_what_steers_a_terminal(dvrag, fakes):
    fakes.assistant.answer = replace(ANSWERED, question="a\x9b31m\x1b[2J\u202e\udc80 £")
    out = dvrag("ask", "x", "--json").out
    assert not set("\x9b\x1b\u202e\udc80") & set(out)
    assert json.loads(out)["question"] == "a\x9b31m\x1b[2J\u202e\udc80 £"
