"""Real vectors for comparing indexes: windows of words of real documents, encoded by the product's embedder and kept.

A window has WORDS words and begins STRIDE words behind the one before, so that a folder of reports gives as many as a
library a hundred times its size; neighbours overlap, which makes telling the nearest ten apart harder than in a library
of passages. Windows are shuffled with a fixed seed before anything else: the vectors of a smaller index are a part of
those of a larger one, and encoding that was interrupted goes on where it was. Windows asked as queries are held out
with every window that shares a word with them.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
import pypdfium2
from growth_questions import questions

from dvrag.ports import Embedder, Vectors

WORDS = 45
STRIDE = 11
SEED = 5
BLOCK = 1000
"""Texts encoded, and kept, together."""


@dataclass(frozen=True)
class Texts:
    """Windows to index, in random order, and queries by kind."""

    windows: tuple[str, ...]
    queries: dict[str, tuple[str, ...]]


def read_texts(pdfs: Path, beir: Path | None, asked: int) -> Texts:
    """Return the windows of a folder of PDFs, and of a set in BEIR layout, with `asked` queries of each kind."""
    documents = [_pdf_words(path) for path in sorted(pdfs.glob("*.pdf"))]
    queries = {"questions": tuple(questions(asked, SEED))}
    random = Random(SEED)  # noqa: S311 - a sample, not a secret
    if beir:
        documents += [f"{item['title']} {item['text']}".split() for item in _lines(beir / "corpus.jsonl")]
        stated = [str(item["text"]) for item in _lines(beir / "queries.jsonl")]
        queries["BEIR queries"] = tuple(random.sample(stated, min(asked, len(stated))))
    places = [(d, at) for d, words in enumerate(documents) for at in range(0, max(1, len(words) - WORDS + 1), STRIDE)]
    held = set(random.sample(places, min(asked, len(places) // 20)))
    near = {(d, at + step) for d, at in held for step in range(-WORDS + 1, WORDS)}
    texts = {place: " ".join(documents[place[0]][place[1] : place[1] + WORDS]) for place in places}
    queries["held-out windows"] = tuple(texts[place] for place in sorted(held))
    kept = dict.fromkeys(text for place, text in texts.items() if place not in near and text)
    windows = list(kept.keys() - set(queries["held-out windows"]))
    windows.sort()
    random.shuffle(windows)
    return Texts(tuple(windows), queries)


def encoded(texts: Sequence[str], work: Path, model: Embedder) -> Vectors:
    """Return the vectors of texts, a block at a time; blocks kept in `work` are not encoded again."""
    work.mkdir(parents=True, exist_ok=True)
    blocks = []
    for start in range(0, len(texts), BLOCK):
        block = texts[start : start + BLOCK]
        path = work / f"{_key((model.fingerprint, *block))}.npy"
        if not path.exists():
            print(f"encoding {start} to {start + len(block)} of {len(texts)}", file=sys.stderr)
            unfinished = path.with_suffix(".part.npy")
            np.save(unfinished, model.encode(block))
            unfinished.replace(path)
        blocks.append(np.load(path))
    return np.concatenate(blocks)


def _pdf_words(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        pages = []
        for page in document:
            text = page.get_textpage()
            pages.append(text.get_text_range())
            text.close()
            page.close()
    return " ".join(pages).split()


def _lines(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            yield json.loads(line)


def _key(texts: Sequence[str]) -> str:
    return hashlib.blake2b("\0".join(texts).encode("utf-8", "replace"), digest_size=10).hexdigest()
