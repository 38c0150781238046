"""A small library in memory, and a gold set over it."""

from __future__ import annotations

import pytest

from dvrag.evaluate.gold.place import Placed, place_all
from dvrag.evaluate.gold.questions import GoldPassage, GoldQuestion, GoldSet, Point, QuestionType
from dvrag.model.answers import Status
from dvrag.testing.memory_corpus import MemoryCorpus, facts_of, report_of

REVIEW = report_of(
    "oakfield.pdf",
    facts_of("Review", area="Oakfield"),
    {
        "Analysis": [
            "Police were called eleven times. The last call was graded standard.",
            "Nobody at the practice asked Marian about abuse in nine visits.",
        ],
        "Lessons": ["Ask about abuse each time.", "Read reports together, not one by one."],
    },
)
SUMMARY = report_of(
    "summary.pdf", facts_of("Summary", area="Oakfield"), {"Key facts": ["Police were called eleven times to the home."]}
)


def question(identity: str, **changes: object) -> GoldQuestion:
    """Return a question about the calls, changed as named."""
    values = {
        "question": f"How many calls? ({identity})",
        "type": QuestionType.COUNT,
        "subtype": "",
        "split": "dev",
        "expected": Status.ANSWERED,
        "relevant": (
            GoldPassage("oakfield.pdf", 1, "1.1", "Police were called eleven times."),
            GoldPassage("summary.pdf", 1, None, "police were called eleven times"),
        ),
        "points": (Point("eleven calls", True, ("eleven", "11")), Point("graded standard", False, ("standard",))),
        "figures": (("11", "eleven"),),
        "row": 2,
        **changes,
    }
    return GoldQuestion(identity, **values)  # type: ignore[arg-type]


def unanswerable(
    identity: str, kind: QuestionType = QuestionType.UNANSWERABLE, subtype: str = "absent"
) -> GoldQuestion:
    """Return a question that must not be answered."""
    expected = Status.DECLINED if kind is QuestionType.SAFETY else Status.NOT_FOUND
    return question(identity, type=kind, subtype=subtype, expected=expected, relevant=(), points=(), figures=())


@pytest.fixture
def memory() -> MemoryCorpus:
    return MemoryCorpus([REVIEW, SUMMARY])


@pytest.fixture
def placed(memory: MemoryCorpus) -> Placed:
    found, mistakes = place_all(GoldSet("gold.csv", "0", (question("q1"),)), memory)
    assert not mistakes
    return found[0]
