"""A command line over an assistant that returns values made by hand."""

from __future__ import annotations

import sys
import types
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest

from cli.values import ANSWERED, ARTICLE, ARTICLE_HIT, REVIEW, REVIEW_HIT
from dvrag.cli.main import run
from dvrag.errors import NotFoundError
from dvrag.model.answers import Answer
from dvrag.model.building import Damage, FileResult
from dvrag.model.documents import Authority, Family, Report
from dvrag.model.ids import ReportId
from dvrag.model.results import Filters, ReportSummary, SearchResult, ThemeCount
from dvrag.model.writing import WriterFacts


@dataclass
class FakeAssistant:
    """Answers every question with `answer` and remembers what it was asked."""

    answer: Answer = ANSWERED
    notices: tuple[str, ...] = ()
    corrected: str = ""
    asked: list[tuple[Any, ...]] = field(default_factory=list)
    writer: WriterFacts | None = None
    earlier: tuple[Answer, ...] = ()

    def reports(self) -> tuple[ReportSummary, ...]:
        return (REVIEW, ARTICLE)

    def themes(self) -> tuple[ThemeCount, ...]:
        return (ThemeCount("risk_assessment", "Risk assessment", 2), ThemeCount("housing", "Housing and home", 1))

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> SearchResult:
        self.asked.append((query, k, filters))
        return SearchResult(query, (REVIEW_HIT, ARTICLE_HIT)[:k], {"fuse": 1.005}, ("domestic abuse",), self.corrected)

    def ask(self, question: str, filters: Filters | None = None, earlier: Sequence[Answer] = ()) -> Answer:
        self.asked.append((question, filters))
        self.earlier = tuple(earlier)
        return self.answer


@dataclass
class FakeLibrary:
    """Holds one report; `damage` is what verify finds."""

    damage: tuple[Damage, ...] = ()
    removed: list[str] = field(default_factory=list)

    def reports(self) -> tuple[ReportSummary, ...]:
        return (REVIEW, ARTICLE)

    def __enter__(self) -> FakeLibrary:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def find(self, name: str) -> ReportSummary:
        if name not in {REVIEW.source, REVIEW.id[:8]}:
            raise NotFoundError(f"No report {name!r} in this library.", hint="See `dvrag library list`.")
        return REVIEW

    def report(self, identity: str) -> Report:
        return Report(
            ReportId(identity), REVIEW.source, "pdf", Family.DHR_OVERVIEW, Authority.STATUTORY_REVIEW,
            "text", (), (), (), (), REVIEW.facts, {"IRIS": "Incident Recording Information System"},
        )  # fmt: skip


@dataclass
class Fakes:
    """What the commands find in place of the product's assembly."""

    assistant: FakeAssistant = field(default_factory=FakeAssistant)
    library: FakeLibrary = field(default_factory=FakeLibrary)
    results: tuple[FileResult, ...] = ()
    notices: list[str] = field(default_factory=list)
    fails_with: BaseException | None = None
    writer: str | None = None
    recorded: list[Answer] = field(default_factory=list)
    unrecorded: str = ""

    def open_assistant(self, path: object, writer: str | None = None) -> FakeAssistant:
        self._fail()
        self.writer = writer
        return self.assistant

    def record(self, answer: Answer, filters: Filters, library: object) -> str:
        self.recorded.append(answer)
        return self.unrecorded

    def open_library(self, path: object) -> FakeLibrary:
        self._fail()
        return self.library

    def build_library(
        self, paths: object, library: object, progress: Any, notices: list[str]
    ) -> tuple[FileResult, ...]:
        self._fail()
        notices += self.notices
        progress.start("Reading", len(self.results))
        for result in self.results:
            progress.advance(result.path)
        progress.stop()
        return self.results

    def verify_library(self, path: object) -> tuple[Damage, ...]:
        self._fail()
        return self.library.damage

    def remove_report(self, name: str, path: object, notices: list[str]) -> tuple[ReportSummary, ...]:
        self._fail()
        notices += self.notices
        found = self.library.find(name)
        self.library.removed.append(found.id)
        return (found,)

    def rebuild_library(self, library: object, progress: Any, notices: list[str]) -> tuple[FileResult, ...]:
        return self.build_library((), library, progress, notices)

    def _fail(self) -> None:
        if self.fails_with is not None:
            raise self.fails_with


@pytest.fixture
def fakes(monkeypatch: pytest.MonkeyPatch) -> Fakes:
    made = Fakes()
    module = types.ModuleType("dvrag.assembly")
    for name in (name for name in dir(made) if name.endswith(("_assistant", "_library", "_report"))):
        setattr(module, name, getattr(made, name))
    monkeypatch.setitem(sys.modules, "dvrag.assembly", module)
    audit = types.ModuleType("dvrag.assembly.audit")
    audit.record = made.record  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "dvrag.assembly.audit", audit)
    monkeypatch.setenv("COLUMNS", "80")
    return made


@dataclass(frozen=True)
class Ran:
    """How a command ended."""

    code: int
    out: str
    err: str


@pytest.fixture
def dvrag(fakes: Fakes, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    def call(*arguments: str) -> Ran:
        code = run(arguments)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return call
