"""How many lies of a language model the answers let through, and how many true sentences they drop.

Run: `.venv/bin/python -m benchmarks.lying_writer [--gold FILE] [--library index] [--questions 60] [--show 10]`
The questions of the gold set are asked of the sample library; a scripted model (`dvrag.testing.lying`) writes from the
passages of its prompt true sentences and false ones of eight kinds, each with a citation. Printed: the share of false
sentences that do not stand in an answer, and of true ones that do not, in all and by kind.
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dvrag.assembly import open_assistant
from dvrag.assistant import Assistant
from dvrag.evaluate.gold.read import read_gold
from dvrag.model.answers import Status
from dvrag.testing.lying import LyingChat, Told


@dataclass(frozen=True, slots=True)
class Outcome:
    """A sentence that was told, whether it stands in the answer, and why not."""

    told: Told
    stands: bool
    why: str


def outcomes(assistant: Assistant, questions: Sequence[str]) -> list[Outcome]:
    """Return what became of each sentence that the lying model told about the questions."""
    model = LyingChat()
    lied_to = assistant.written_by(model)
    found: list[Outcome] = []
    for question in questions:
        model.told.clear()
        answer = lied_to.ask(question)
        why = {claim.text: claim.why for claim in answer.dropped}
        stands = {claim.text for claim in answer.claims} if answer.models.get("writer") == model.name else set()
        judged = [item for item in model.told if item.text in why or item.text in stands]
        found += [Outcome(item, item.text in stands, why.get(item.text, "")) for item in judged]
    return found


def table(found: Sequence[Outcome]) -> str:
    """Return the shares, in all and by kind, as lines."""
    lines = []
    for false, title in ((True, "False sentences caught"), (False, "True sentences dropped")):
        of_kind = [item for item in found if item.told.false is false]
        out = Counter(item.told.kind for item in of_kind if not item.stands)
        every = Counter(item.told.kind for item in of_kind)
        lines.append(f"{title}: {sum(out.values())} of {len(of_kind)} ({_share(sum(out.values()), len(of_kind))})")
        lines += [f"  {kind:20} {out[kind]:4} of {n:4} ({_share(out[kind], n)})" for kind, n in every.items()]
    return "\n".join(lines)


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.1%}" if whole else "none"


def main() -> None:
    """Print the table, and with --show the sentences that came out wrong."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=Path("eval/gold/questions.csv"))
    parser.add_argument("--library", type=Path, default=Path("index"))
    parser.add_argument("--questions", type=int, default=60, help="questions asked, taken evenly from the gold set")
    parser.add_argument("--show", type=int, default=0, help="wrong outcomes of each sort to print")
    given = parser.parse_args()
    asked = [q.question for q in read_gold(given.gold).questions if q.expected is Status.ANSWERED]
    questions = asked[:: max(1, len(asked) // given.questions)][: given.questions]
    found = outcomes(open_assistant(given.library, writer=""), questions)
    print(f"{len(questions)} questions")
    print(table(found))
    wrong = [item for item in found if item.stands is item.told.false]
    for false in (True, False):
        for item in [item for item in wrong if item.told.false is false][: given.show]:
            print(f"- {'stands' if false else 'dropped'}, {item.told.kind}: {item.told.text} {item.why}")


if __name__ == "__main__":
    main()
