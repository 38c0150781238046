"""How well follow-ups are resolved into questions that stand alone (`eval/dialogues/dialogues.jsonl`).

Run: `.venv/bin/python -m benchmarks.follow_ups [--library DIR] [--half dev|test] [--list]`
The dialogues are halved by the last bit of the sha256 of their id: the rules were made with the half "dev" only.
Each turn is asked of the library after the ones before it. The last one is resolved well where every required word
stands in the resolved question and no forbidden one does; a question that changes the topic, where it is understood as
if nothing had been asked before it. End to end: the answer cites the same passage first as the answer to the
hand-written standalone question, or both cite none.
"""

from __future__ import annotations

import hashlib
import json
import re
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from dvrag.assembly import open_assistant
from dvrag.model.answers import Answer
from dvrag.model.results import Filters

DIALOGUES = Path("eval/dialogues/dialogues.jsonl")
HALVES = ("dev", "test")


class Asked(Protocol):
    """What is asked."""

    def ask(self, question: str, filters: Filters | None = None, earlier: Sequence[Answer] = ()) -> Answer:
        """Return the answer to a question after earlier answers."""
        ...


@dataclass(frozen=True, slots=True)
class Dialogue:
    """Turns of one who asks; of the last one, what it means. Alternatives in `required` stand between bars."""

    id: str
    asker: str
    turns: tuple[str, ...]
    standalone: str
    required: tuple[str, ...]
    forbidden: tuple[str, ...]
    changes_topic: bool

    @property
    def half(self) -> str:
        """The half it belongs to."""
        return HALVES[hashlib.sha256(self.id.encode()).digest()[-1] % 2]


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a dialogue went: the question as it was understood, and what is wrong with it, if anything."""

    dialogue: Dialogue
    resolved: str
    wrong: str
    same_passage: bool


def read_dialogues(path: Path) -> list[Dialogue]:
    """Return the dialogues of a file. Raises ValueError for one of a single turn."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    lists = ("turns", "required", "forbidden")
    found = [Dialogue(**{key: tuple(v) if key in lists else v for key, v in row.items()}) for row in rows]
    short = [dialogue.id for dialogue in found if len(dialogue.turns) < 2]
    if short:
        raise ValueError(f"{path}: a dialogue has two turns or more, not {', '.join(short)}.")
    return found


def outcome(dialogue: Dialogue, assistant: Asked) -> Outcome:
    """Return how the last turn of a dialogue was understood and answered."""
    earlier: list[Answer] = []
    for turn in dialogue.turns[:-1]:
        earlier.append(assistant.ask(turn, earlier=tuple(earlier)))
    answer = assistant.ask(dialogue.turns[-1], earlier=tuple(earlier))
    resolved = answer.understood or answer.question
    alone = assistant.ask(dialogue.standalone)
    wrong = wrong_with(dialogue, resolved, alone.understood or alone.question)
    return Outcome(dialogue, resolved, wrong, _first(answer) == _first(alone))


def wrong_with(dialogue: Dialogue, resolved: str, alone: str) -> str:
    """Return what is wrong with a resolved question, an empty text where nothing is.

    `alone` is the standalone question as it is understood when nothing went before it: its spelling may be corrected.
    """
    if dialogue.changes_topic:
        return "" if resolved == alone else "a question that stands alone was changed"
    absent = [words for words in dialogue.required if not any(_holds(resolved, word) for word in words.split("|"))]
    left = [word for word in dialogue.forbidden if _holds(resolved, word)]
    return "; ".join([*(f"lacks {word}" for word in absent), *(f"has {word}" for word in left)])


def table(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """Return the lines that say how the dialogues went."""
    changed = [item for item in outcomes if item.dialogue.changes_topic]
    yield f"{len(outcomes)} dialogues, {len(changed)} of which change the topic"
    yield f"resolved well         {_share([not item.wrong for item in outcomes]):.3f}"
    yield f"topic changes left    {_share([not item.wrong for item in changed]):.3f}"
    yield f"same passage first    {_share([item.same_passage for item in outcomes]):.3f}"


def main() -> None:
    """Print how well follow-ups are resolved."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--dialogues", type=Path, default=DIALOGUES)
    parser.add_argument("--library", type=Path, default=Path("index"))
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--list", action="store_true", help="print every dialogue with its resolved question")
    wanted = parser.parse_args()
    assistant = open_assistant(wanted.library, "")
    every = [d for d in read_dialogues(wanted.dialogues) if wanted.half in {None, d.half}]
    outcomes = [outcome(dialogue, assistant) for dialogue in every]
    for half in [wanted.half] if wanted.half else [*HALVES, "all"]:
        chosen = [item for item in outcomes if half in {item.dialogue.half, "all"}]
        print(f"\n{half}: " + "\n".join(table(chosen)))
    if wanted.list:
        print("\n".join(_line(item) for item in outcomes))


def _line(item: Outcome) -> str:
    mark = "ok   " if not item.wrong else "WRONG"
    passage = "same" if item.same_passage else "OTHER PASSAGE"
    return f"{mark} {item.dialogue.id} {item.dialogue.turns[-1]!r} -> {item.resolved!r} {item.wrong} [{passage}]"


def _first(answer: Answer) -> str:
    return answer.sources[0].hit.passage.id if answer.sources else ""


def _holds(text: str, word: str) -> bool:
    plain = word.replace("’", "'").casefold()
    return re.search(rf"\b{re.escape(plain)}\b", text.replace("’", "'").casefold()) is not None


def _share(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 0.0


if __name__ == "__main__":
    main()
