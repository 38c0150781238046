"""Every seam of dvrag as a small protocol. Adapters are named in `assembly` only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeAlias, runtime_checkable

import numpy as np
import numpy.typing as npt

from dvrag.model.answers import Answer
from dvrag.model.building import FileResult
from dvrag.model.ids import ReportId, Row
from dvrag.model.page_images import MarkedLine, PageImage
from dvrag.model.raw import RawDocument
from dvrag.model.results import Filters, Hit, Ranked, SearchResult
from dvrag.model.writing import Check, Message, Stated, Usage

Vectors: TypeAlias = npt.NDArray[np.float32]
"""Shape (n, d), float32, rows of unit length."""

Spans: TypeAlias = npt.NDArray[np.int64]
"""Shape (n, 2): half-open character offsets, in order."""

Rows: TypeAlias = npt.NDArray[np.int64]
"""Shape (n,), passage rows."""


@runtime_checkable
class Reader(Protocol):
    """Reads one file format."""

    formats: tuple[str, ...]
    """File name endings it reads, lower case, without the dot."""

    def read(self, path: Path) -> RawDocument:
        """Return the file's lines. Raises InputError with a plain reason."""
        ...


class TokenCounter(Protocol):
    """Counts the tokens that the embedding model sees."""

    def count(self, texts: Sequence[str]) -> list[int]:
        """Return one count per text, without special tokens."""
        ...


class Embedder(Protocol):
    """Turns texts into unit vectors."""

    @property
    def fingerprint(self) -> str:
        """Names model weights and preprocessing; vectors of different fingerprints are never compared."""
        ...

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    @property
    def max_tokens(self) -> int:
        """Tokens beyond this, special ones included, are not seen by the model."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return shape (len(texts), dimension), float32, unit length, in the order of `texts`."""
        ...


class TokenEmbedder(Embedder, Protocol):
    """An embedder that also gives the vectors of single tokens."""

    def encode_tokens(self, texts: Sequence[str]) -> list[Vectors]:
        """Return, per text, shape (tokens, dimension), float32, rows of unit length, special tokens included."""
        ...

    def token_spans(self, texts: Sequence[str]) -> list[Spans]:
        """Return, per text, where each token of `encode_tokens` stands in it; special tokens have empty spans."""
        ...


class VectorIndex(Protocol):
    """Finds the rows whose vectors have the highest inner product with a query."""

    def search(self, query: Vectors, k: int, allowed: Rows | None = None) -> list[Ranked]:
        """Return at most k rows for one query of shape (d,), best first, ties by row; only `allowed` rows if given."""
        ...


class LexicalIndex(Protocol):
    """Finds the rows whose words match best."""

    def search(self, terms: Sequence[str], k: int, allowed: Rows | None = None) -> list[Ranked]:
        """Return at most k rows, best first (higher score is better), ties by row."""
        ...


class Reranker(Protocol):
    """Re-scores hits for a query."""

    def rerank(self, query: str, hits: Sequence[Hit]) -> list[Hit]:
        """Return the hits in their new order, with new scores and ranks."""
        ...


class Finder(Protocol):
    """Finds passages for a query: the whole retrieval pipeline."""

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> SearchResult:
        """Return at most k hits, best first."""
        ...


class ChatModel(Protocol):
    """A language model, local or hosted, that continues a conversation."""

    @property
    def name(self) -> str:
        """The model as the settings name it: "ollama:qwen3:8b"."""
        ...

    @property
    def hosted(self) -> bool:
        """Whether what it is given leaves this machine."""
        ...

    @property
    def context_tokens(self) -> int:
        """Tokens of prompt and answer together."""
        ...

    def count(self, text: str) -> int:
        """Return the tokens of a text, or an estimate that is not below them."""
        ...

    def stream(self, messages: Sequence[Message]) -> Iterator[str | Usage]:
        """Yield the answer in pieces as they are written, then its usage. Raises WriterError with a plain reason."""
        ...


class Verifier(Protocol):
    """Checks, without a language model, whether cited texts carry a sentence."""

    def check(self, stated: Sequence[Stated]) -> tuple[Check, ...]:
        """Return one check per sentence, in order."""
        ...


class System(Protocol):
    """What an evaluation runs: anything that searches and asks."""

    def search(self, query: str, k: int = 10, filters: Filters | None = None) -> SearchResult:
        """Return at most k hits, best first."""
        ...

    def ask(self, question: str, filters: Filters | None = None) -> Answer:
        """Return an answer."""
        ...


class PageImages(Protocol):
    """Draws the pages of the reports' files."""

    def prepare(self) -> None:
        """Make ready what draws, so that the first page waits less; return at once."""
        ...

    def image(self, report: ReportId, page: int, marks: Sequence[MarkedLine] = ()) -> PageImage:
        """Return a physical page, from 1, with what is marked on it. Raises DvragError with a plain reason."""
        ...


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """Return the current time with its zone."""
        ...


class Progress(Protocol):
    """Is told how long work goes on."""

    def start(self, label: str, total: int) -> None:
        """A phase of `total` steps begins."""
        ...

    def advance(self, note: str = "") -> None:
        """One step is done."""
        ...

    def stop(self) -> None:
        """The phase is over."""
        ...


@runtime_checkable
class Stoppable(Protocol):
    """A progress that is also asked while one step takes long."""

    def check(self) -> None:
        """Return at once, or raise Cancelled where the person who watches wants the work to stop."""
        ...


class Cancelled(BaseException):
    """Raised by a progress where the person who watches wants the work to stop; what ended before is kept.

    Like KeyboardInterrupt it passes everything by that handles errors. A file of several documents that is half stored
    is taken out again. `results`: how the files ended that ended before.
    """

    results: tuple[FileResult, ...] = ()


__all__ = [
    "Cancelled",
    "ChatModel",
    "Clock",
    "Embedder",
    "Finder",
    "LexicalIndex",
    "PageImages",
    "Progress",
    "Reader",
    "Reranker",
    "Row",
    "Rows",
    "Spans",
    "Stoppable",
    "System",
    "TokenCounter",
    "TokenEmbedder",
    "VectorIndex",
    "Vectors",
    "Verifier",
]
