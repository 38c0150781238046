"""What others import and call stays as it is; a change here is a change of contract."""

from __future__ import annotations

import dataclasses
import inspect
import subprocess
import sys

import dvrag
from dvrag.assembly.audit import record
from dvrag.assembly.training import open_trainer
from dvrag.assistant import Assistant
from dvrag.audit import AuditBook
from dvrag.model.answers import Answer, Claim, Source, Status, Verdict
from dvrag.model.audit import AuditCheck, AuditEntry
from dvrag.model.results import Filters, Hit, SearchResult
from dvrag.trainer import Trainer


def fields(kind: type) -> list[str]:
    return [field.name for field in dataclasses.fields(kind)]


def test_the_package_offers_two_functions() -> None:
    assert dvrag.__all__ == ["__version__", "build", "open"]
    assert list(inspect.signature(dvrag.open).parameters) == ["library"]
    assert list(inspect.signature(dvrag.build).parameters) == ["paths", "library", "progress"]


def test_an_assistant_searches_and_asks() -> None:
    assert list(inspect.signature(Assistant.search).parameters) == ["self", "query", "k", "filters"]
    assert inspect.signature(Assistant.search).parameters["k"].default == 10
    assert list(inspect.signature(Assistant.ask).parameters) == ["self", "question", "filters", "earlier"]
    assert inspect.signature(Assistant.stream).parameters == inspect.signature(Assistant.ask).parameters
    public = {name for name in vars(Assistant) if not name.startswith("_")}
    assert public == {
        "search", "ask", "stream", "writer", "written_by", "reports", "report", "records", "themes", "themes_of",
        "page_image", "prepare_pages", "notices",
    }  # fmt: skip


def test_results_keep_their_fields() -> None:
    assert fields(SearchResult) == ["query", "hits", "timings_ms", "expansions", "corrected"]
    assert fields(Hit) == ["rank", "score", "passage", "report"]
    assert fields(Filters) == ["family", "area", "publisher", "year", "report", "theme"]
    assert fields(Claim) == ["text", "citations", "verdict", "why"]
    assert fields(Source) == [
        "n", "hit", "quote", "start", "end", "page", "page_label", "paragraph", "paragraph_index",
    ]  # fmt: skip
    assert fields(Answer) == [
        "question", "status", "claims", "sources", "confidence", "reason", "missing", "disagreements", "support",
        "count", "resolved_question", "comparison", "draft", "dropped", "note", "timings_ms", "library", "models",
    ]  # fmt: skip


def test_status_and_verdict_keep_their_values() -> None:
    assert [status.value for status in Status] == ["answered", "not_found", "declined"]
    assert [verdict.value for verdict in Verdict] == ["supported", "partly", "unsupported"]


def test_the_record_of_answers_keeps_its_edge() -> None:
    public = {name for name in vars(AuditBook) if not name.startswith("_")}
    assert public == {"append", "entries", "show", "verify", "prune"}
    assert list(inspect.signature(record).parameters) == ["answer", "filters", "library"]
    assert fields(AuditEntry) == ["n", "before", "digest", "record", "words"]
    assert fields(AuditCheck) == ["rows", "first", "last", "digest", "cut", "erased", "unrecorded", "faults"]


def test_a_trainer_keeps_its_edge() -> None:
    public = {name for name in vars(Trainer) if not name.startswith("_")}
    assert public == {
        "items", "usable", "item", "look_again", "history", "review", "quiz", "learners", "add_learner",
        "rename_learner", "remove_learner", "session", "answer", "progress", "team", "briefing", "quiz_file",
        "briefing_file", "themes", "reports", "minutes",
    }  # fmt: skip
    assert list(inspect.signature(open_trainer).parameters) == ["library", "clock"]


def test_importing_dvrag_is_light() -> None:
    code = (
        "import sys, dvrag; print(sorted(m for m in sys.modules if m in ('numpy', 'torch', 'apsw', 'faiss', 'rich')))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
