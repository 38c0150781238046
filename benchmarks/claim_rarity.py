"""Make the table of how rare words are in English, which the support model weighs words by.

Run: `.venv/bin/python -m benchmarks.claim_rarity [--data ../shared/data]`
Document frequencies of stems in two collections of unlike English, abstracts and encyclopaedia passages, count the same
whatever their sizes. Documents of the test part of claim-support are left out. Written: stems by inverse document
frequency in bits, in steps of half a bit; rarer stems are left out and count as the rarest.
"""

from __future__ import annotations

import json
import math
from argparse import ArgumentParser
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from dvrag.answer.verify.support import rarity
from dvrag.answer.verify.support.words import PART
from dvrag.text.stems import stem

LEAST = 0.0008
"""Mean document frequency below which a stem is left out (about 10.3 bits): as rare as names and slips."""
RAREST = "11.0"


def rows(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def frequencies(texts: Sequence[str]) -> dict[str, float]:
    """Return the share of texts that hold each stem, of stems in at least two."""
    found = Counter(each for text in texts for each in {stem(part) for part in PART.findall(text)})
    return {each: n / len(texts) for each, n in found.items() if n > 1}


def bands(collections: Iterable[dict[str, float]]) -> dict[str, str]:
    """Return stems by bits of their mean frequency, commonest first."""
    each = list(collections)
    found = defaultdict(list)
    for word in sorted(set().union(*each)):
        mean = sum(one.get(word, 0.0) for one in each) / len(each)
        if mean >= LEAST and len(word) > 1:
            found[f"{round(-2 * math.log2(mean)) / 2:.1f}"].append(word)
    return {bits: " ".join(found[bits]) for bits in sorted(found, key=float)} | {RAREST: rarity.UNKNOWN}


def main() -> None:
    """Write the table."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    data = parser.parse_args().data
    test = {row["doc_id"] for row in rows(data / "claim-support/claims.jsonl") if row["split"] == "test"}
    abstracts = [row for row in rows(data / "scifact/corpus.jsonl") if row["_id"] not in test]
    passages = rows(data / "squad2-abstention/corpus.jsonl")
    table = bands(frequencies([f"{row['title']} {row['text']}" for row in each]) for each in (abstracts, passages))
    path = Path(rarity.__file__).with_name("rarity.json")
    path.write_text(json.dumps(table, indent=0, ensure_ascii=False) + "\n", "utf-8")
    print(
        f"{sum(map(len, map(str.split, table.values())))} stems; now run `python -m benchmarks.claim_support --train`"
    )


if __name__ == "__main__":
    main()
