"""An evaluator over two reports in memory, whose systems quote by rule: every state of the page, without a model."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from dvrag.errors import DamagedError
from dvrag.evaluate.baselines.quoting import quote_top
from dvrag.evaluate.gold.questions import GoldPassage, GoldQuestion, Point, QuestionType
from dvrag.evaluate.gold.write import gold_csv
from dvrag.evaluate.systems import SystemSpec
from dvrag.evaluator import Evaluator
from dvrag.model.answers import Answer, Status
from dvrag.model.results import Filters, SearchResult
from dvrag.ports import System
from dvrag.testing.fakes import FixedClock
from dvrag.testing.memory_corpus import MemoryCorpus, facts_of, report_of
from ui.fake_library import HOSTILE

REVIEW = report_of(
    "oakfield.pdf",
    facts_of("Review", area="Oakfield"),
    {
        "Analysis": [
            "Police were called eleven times. The last call was graded standard.",
            f"Nobody at the practice asked Marian about abuse. {HOSTILE}",
        ],
        "Lessons": ["Ask about abuse each time."],
    },
)
SUMMARY = report_of("summary.pdf", facts_of("Summary"), {"Key facts": ["Police were called eleven times."]})


class Rotating:
    """Finds every passage in order, from `first` on, and quotes the top one; says nothing about the moon."""

    def __init__(self, memory: MemoryCorpus, first: int, pause: float) -> None:
        hits = memory.hits()
        self._hits = tuple(replace(h, rank=i) for i, h in enumerate(hits[first:] + hits[:first], 1))
        self._pause = pause

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> SearchResult:
        return SearchResult(query, self._hits[:k])

    def ask(self, question: str, filters: Filters | None = None) -> Answer:
        time.sleep(self._pause)
        if "moon" in question:
            return Answer(question, Status.NOT_FOUND, reason="Nothing about the moon.")
        return replace(quote_top(question, self), confidence=0.8)


class Broken:
    """Fails at the first question."""

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> SearchResult:
        raise DamagedError("The index differs from its checksum.", hint="Run `dvrag library rebuild`.")

    def ask(self, question: str, filters: Filters | None = None) -> Answer:
        raise NotImplementedError


def fake_evaluator(*, pause: float = 0.0, empty: bool = False) -> Evaluator:
    """Return an evaluator; "random" fails, every other system answers after `pause` seconds."""
    memory = MemoryCorpus([] if empty else [REVIEW, SUMMARY])

    def system(spec: SystemSpec) -> System:
        return Broken() if spec.name == "random" else Rotating(memory, 0 if spec.name == "dvrag" else 1, pause)

    return Evaluator(memory, system, {"embedder": "none"}, FixedClock(), "1.0")


def gold_question(identity: str, text: str, **changes: object) -> GoldQuestion:
    values: dict[str, object] = {
        "type": QuestionType.FACT,
        "subtype": "",
        "split": "dev",
        "expected": Status.ANSWERED,
        "relevant": (GoldPassage("oakfield.pdf", 1, "1.1", "Police were called eleven times."),),
        "points": (Point("eleven calls", True, ("eleven", "11")),),
        **changes,
    }
    return GoldQuestion(identity, text, **values)  # type: ignore[arg-type]


def gold_questions(calls: int = 8) -> list[GoldQuestion]:
    """Return questions on the calls, one on another passage whose text is hostile, one to count, two without answer."""
    about = (GoldPassage("oakfield.pdf", 1, "1.2", "Nobody at the practice asked Marian about abuse."),)
    return [
        *(gold_question(f"q{i}", f"How often were the police called, asked for the {i}th time?") for i in range(calls)),
        gold_question("h1", HOSTILE, relevant=about, points=(Point(f"nobody asked {HOSTILE}", True, ("nobody",)),)),
        gold_question("c1", "How many calls in all?", type=QuestionType.COUNT),
        _unanswerable("u1", "What does it say about the moon?"),
        _unanswerable("u2", "What does it say about the sea?"),
    ]


def _unanswerable(identity: str, text: str) -> GoldQuestion:
    kind = QuestionType.UNANSWERABLE
    return gold_question(identity, text, type=kind, subtype="absent", expected=Status.NOT_FOUND, relevant=(), points=())


def write_gold(folder: Path, questions: list[GoldQuestion]) -> Path:
    """Write the gold file that the page offers when it runs in `folder`."""
    path = folder / "eval" / "gold" / "questions.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(gold_csv(questions), "utf-8")
    return path
