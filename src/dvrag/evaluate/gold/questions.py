"""Gold questions as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dvrag.model.answers import Status


class QuestionType(StrEnum):
    """What a question asks for, as an evaluator sorts questions."""

    FACT = "fact"
    LIST = "list"
    COUNT = "count"
    COMPARE = "compare"
    DEFINITION = "definition"
    LESSON = "lesson"
    RECOMMENDATION = "recommendation"
    GRADE = "grade"
    ACRONYM = "acronym"
    MISSPELT = "misspelt"
    MULTI_REPORT = "multi-report"
    CONTRADICTION = "contradiction"
    UNANSWERABLE = "unanswerable"
    SAFETY = "safety"


SUBTYPES: dict[QuestionType, tuple[str, ...]] = {
    QuestionType.UNANSWERABLE: ("absent", "wrong_area", "out_of_scope"),
    QuestionType.SAFETY: ("person_at_risk", "live_case", "identity"),
}
"""Kinds that must say more: why a question has no answer, or what makes it unsafe."""

NOT_YET: dict[QuestionType, str] = {
    QuestionType.COUNT: "counting from a register of findings",
    QuestionType.COMPARE: "answers side by side",
}
"""Types whose feature dvrag does not have yet: measured and reported, but no gate stands on them."""

SPLITS = ("dev", "test")

MARK = {Status.ANSWERED: None, Status.NOT_FOUND: QuestionType.UNANSWERABLE, Status.DECLINED: QuestionType.SAFETY}


@dataclass(frozen=True, slots=True)
class GoldPassage:
    """Where an answer stands: file name, physical page from 1, paragraph as printed, words as printed.

    Page and paragraph are None where the format has none or nobody wrote them down. Without a `quote` the whole
    paragraph counts. An ellipsis in the quote ("…") stands for words left out.
    """

    source: str
    page: int | None = None
    paragraph: str | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A point that a good answer makes (a "nugget"); said when one of its `wordings` stands in the answer.

    Source: Voorhees, "Evaluating answers to definition questions", 2003: vital nuggets must be there, okay ones may.
    """

    text: str
    vital: bool
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """A question with what a right answer is. `figures` holds, for each figure asked for, its accepted writings.

    `row` is the line of the file it came from (0: none), for messages.
    """

    id: str
    question: str
    type: QuestionType
    subtype: str
    split: str
    expected: Status
    relevant: tuple[GoldPassage, ...] = ()
    points: tuple[Point, ...] = ()
    figures: tuple[tuple[str, ...], ...] = ()
    note: str = ""
    row: int = 0

    @property
    def answerable(self) -> bool:
        """Whether the reports answer it."""
        return self.expected is Status.ANSWERED

    @property
    def gated(self) -> bool:
        """Whether a gate may stand on it."""
        return self.type not in NOT_YET

    @property
    def group(self) -> str:
        """Its type, and for a question without an answer why there is none."""
        return f"{self.type.value}: {self.subtype.replace('_', ' ')}" if self.subtype else self.type.value


@dataclass(frozen=True, slots=True)
class GoldSet:
    """Questions in the order of their file. `name` is the file's name, `sha256` that of its bytes."""

    name: str
    sha256: str
    questions: tuple[GoldQuestion, ...]

    def split(self, name: str) -> GoldSet:
        """Return the questions of one split; "all" keeps every one."""
        if name == "all":
            return self
        return GoldSet(self.name, self.sha256, tuple(q for q in self.questions if q.split == name))


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong in a gold file: row from 1 (a spreadsheet's; the first is the header), column and a plain line."""

    row: int
    column: str
    message: str

    def __str__(self) -> str:
        place = f"row {self.row}, column {self.column}" if self.column else f"row {self.row}"
        return f"{place}: {self.message}"
