"""How many items a quiz can draw on, of which forms, reports and themes, and a sample of them to read.

Run: `.venv/bin/python -m benchmarks.quiz_items [--library index] [--sample 60 --seed 1] [--pattern told_to lesson]`
Printed: the number of items by pattern, report and theme, reports and themes without any, the seconds that making them
took; then `--sample` items drawn at random with `--seed`, in full, each with its quote, for a person to judge.
"""

from __future__ import annotations

import random
import time
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Sequence

from dvrag.assembly import open_library
from dvrag.assembly.training import open_trainer
from dvrag.model.learning.items import Item
from dvrag.training.wording import lettered


def main(arguments: Sequence[str] | None = None) -> None:
    """Print what the items of a library are."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--library", default="index")
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--pattern", nargs="*", default=[], help="only items of these patterns")
    given = parser.parse_args(arguments)
    trainer, before = open_trainer(given.library), time.perf_counter()
    items = [each.item for each in trainer.items()]
    seconds = time.perf_counter() - before
    with open_library(given.library) as library:
        sources = [summary.source for summary in library.reports()]
    print(f"{len(items)} items of {len({item.id for item in items})} ids in {seconds:.1f} seconds")
    _table("Pattern", (item.pattern for item in items), ())
    _table("Form", (item.kind.value for item in items), ())
    _table("Report", (item.cited[0].source for item in items), sources)
    _table("Theme", (name for item in items for name in item.themes), [theme.name for theme in trainer.themes()])
    kept = [item for item in items if not given.pattern or item.pattern in given.pattern]
    for place, item in enumerate(random.Random(given.seed).sample(kept, min(given.sample, len(kept))), 1):  # noqa: S311
        _show(place, item)


def _table(title: str, values: Iterable[str], expected: Sequence[str]) -> None:
    """Print each value with its number, those expected and not there as 0."""
    counts = Counter(values)
    print(f"\n{title}")
    for value in sorted({*counts, *expected}, key=lambda each: (-counts[each], each)):
        print(f"  {counts[value]:4}  {value}")


def _show(place: int, item: Item) -> None:
    """Print an item in full, its right options marked."""
    print(f"\n{place}. [{item.pattern}, {item.difficulty.value}] {item.id[:12]} {item.cited[0].source}")
    print(f"   themes {', '.join(item.themes) or 'none'}; roles {', '.join(item.roles) or 'none'}")
    print(f"   {item.stem}")
    for number, prompt in enumerate(item.prompts):
        print(f"     {prompt} -> {item.options[item.answer[number]]}")
    for number, option in enumerate(lettered(item)):
        print(f"     {'*' if number in item.answer else ' '} {option}")
    print(f"   Because: {item.rationale}")
    for cited in item.cited:
        where = f"page {cited.page_label or cited.page}, paragraph {cited.paragraph}, {cited.section}"
        print(f"   > {' '.join(cited.quote.split())[:300]}  ({where})")


if __name__ == "__main__":
    main()
