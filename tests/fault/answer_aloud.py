"""Run as a program: answer and decide items of a library and print each number that was acknowledged at once."""

from __future__ import annotations

import sys
from itertools import count
from pathlib import Path

from dvrag.model.ids import ReportId
from dvrag.model.learning.items import Decision, ItemId, ItemKind
from dvrag.model.learning.learners import Card, Given, LearnerId, Rating
from dvrag.store.library import Library
from dvrag.store.training import decisions, learners
from dvrag.store.training.decisions import Decided

AT = "2026-03-02T12:00:00+00:00"


def main() -> None:
    with Library.open(Path(sys.argv[1])) as library:
        one = learners.add(library, "", AT).id
        print("ready", flush=True)
        for n in count(1):
            given = Given(0, one, ItemId(f"{n}"), ItemKind.CHOICE, ("asking",), True, Rating.GOOD, AT)
            card = Card(LearnerId(one), ItemId(f"{n}"), 2, None, 2.5, 5.0, AT, AT)
            print(f"answer {learners.answer(library, given, card).n}", flush=True)
            decided = Decided(0, ItemId(f"{n}"), ReportId("r"), "r.txt", Decision.REJECTED, None, "Sam", AT)
            print(f"decision {decisions.append(library, decided)}", flush=True)


if __name__ == "__main__":
    main()
