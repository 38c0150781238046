"""What answers say and cite by settings of quoting, on development questions, without the decision to abstain.

Run: `.venv/bin/python benchmarks/quote_sweep.py [--gold eval/gold/questions.csv] [--library index]`
Printed for each setting, as means over the answerable questions: vital points said, gold citation precision and
recall, a right page in the first three citations, quotes an answer.
"""

from __future__ import annotations

import itertools
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean

from dvrag.answer import choose as choosing
from dvrag.answer import evidence as scoring
from dvrag.answer.cite import cite
from dvrag.answer.corpus import Corpus
from dvrag.answer.pipeline import Inquiry
from dvrag.answer.sides.disagree import disagreement
from dvrag.answer.sides.named import sides
from dvrag.assembly import open_answerer, open_library
from dvrag.evaluate.gold.place import Placed, place_all
from dvrag.evaluate.gold.read import read_gold
from dvrag.evaluate.measures.answers import nugget_recall
from dvrag.evaluate.measures.citations import gold_citation, right_page

Asked = tuple[Placed, Inquiry]


def measured(asked: Sequence[Asked], corpus: Corpus, near: float) -> str:
    """Return the means for the settings in force."""
    rows = []
    for placed, inquiry in asked:
        found = sorted(inquiry.found, key=lambda e: -e.score)
        always = (
            *(disagreement(inquiry.question, found) or ()),
            *sides(inquiry.question, inquiry.scope, found),
        )
        claims, sources = cite(choosing.choose(found, 5, always, near), corpus)
        said = "\n".join(claim.text for claim in claims)
        vital = nugget_recall([p for p in placed.gold.points if p.vital], said) or 0.0
        rows.append((vital, *gold_citation(sources, placed.places), right_page(sources, placed.places), len(sources)))
    return " | ".join(f"{fmean(column):.3f}" for column in zip(*rows, strict=True))


def main() -> None:
    """Sweep."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--gold", type=Path, default=Path("eval/gold/questions.csv"))
    parser.add_argument("--library", default="index")
    given = parser.parse_args()
    corpus, answerer = open_library(given.library), open_answerer(given.library)
    placed, _ = place_all(read_gold(given.gold).split("dev"), corpus)
    asked = [(p, answerer.inquire(p.gold.question)) for p in placed if p.gold.answerable]
    print("| setting | vital | gold precision | gold recall | right page | quotes |\n|---|---|---|---|---|---|")
    kept = (scoring.SIMILARITY, scoring.COVERAGE, scoring.AROUND, scoring.RANK)
    for values in itertools.product((0.3, 0.45, 0.6), (0.1, 0.25), (0.2, 0.4), (0.25, 0.5)):
        scoring.SIMILARITY, scoring.COVERAGE, scoring.AROUND, scoring.RANK = values
        print(f"| similarity, coverage, around, passage {values} | {measured(asked, corpus, choosing.NEAR_BEST)} |")
    scoring.SIMILARITY, scoring.COVERAGE, scoring.AROUND, scoring.RANK = kept
    for near, choosing.WHOLE in itertools.product((0.7, 0.8, 0.85, 0.9, 0.95), (1, 400, 700)):
        print(f"| share {near}, whole to {choosing.WHOLE} | {measured(asked, corpus, near)} |")


if __name__ == "__main__":
    main()
