"""The only place that names concrete classes: puts the parts of dvrag together.

To swap a library (another vector index, another reader, another model runtime), write its adapter and name it here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from importlib.metadata import version
from os import PathLike
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

from dvrag.assembly.clock import SystemClock
from dvrag.assembly.models import Model, cache_folder, check_model, model_for, prepare_model
from dvrag.assembly.page_images import page_images
from dvrag.config.load import changed, load_settings
from dvrag.config.settings import Settings
from dvrag.errors import DvragError
from dvrag.model.building import Damage, FileResult
from dvrag.model.results import ReportSummary
from dvrag.ports import Progress, System, TokenEmbedder

if TYPE_CHECKING:
    from dvrag.answer.pipeline import Answerer
    from dvrag.assistant import Assistant
    from dvrag.builder import Builder, BuildParts, Parser
    from dvrag.evaluate.systems import SystemSpec
    from dvrag.evaluator import Evaluator
    from dvrag.retrieve.pipeline import Engines, Retriever
    from dvrag.store.library import Library

__all__ = [
    "Model",
    "build_library",
    "cache_folder",
    "model_for",
    "open_answerer",
    "open_assistant",
    "open_evaluator",
    "open_library",
    "prepare_model",
    "rebuild_library",
    "remove_report",
    "temporary_library",
    "verify_library",
]

T = TypeVar("T")

RANDOM_SEED = 11
"""Of the baseline that ranks passages at random."""


class Silent:
    """Progress that nobody watches."""

    def start(self, label: str, total: int) -> None:
        """Do nothing."""

    def advance(self, note: str = "") -> None:
        """Do nothing."""

    def stop(self) -> None:
        """Do nothing."""


def open_assistant(library: str | PathLike[str] = "index", writer: str | None = None) -> Assistant:
    """Return an assistant over a library. Raises NotFoundError, DamagedError, MismatchError, SettingsError.

    `writer` takes the place of the settings' one: a language model ("ollama:qwen3:8b"), or "" for answers that quote.
    The embedding model is loaded meanwhile, so that the first question waits less.
    """
    opened = _open(Path(library), ahead=True)
    assistant = _assistant(opened, opened.settings)
    return assistant if writer is None else assistant.written_by(writer or None)


def open_answerer(library: str | PathLike[str] = "index") -> Answerer:
    """Return the answer pipeline alone, for measuring what it works out on the way."""
    opened = _open(Path(library))
    return opened.answerer(opened.retriever(opened.settings), opened.settings)


def open_evaluator(library: str | PathLike[str] = "index") -> Evaluator:
    """Return an evaluator over a library. Raises NotFoundError, DamagedError, MismatchError."""
    from dvrag.evaluator import Evaluator  # noqa: PLC0415 - for evaluation only

    opened = _open(Path(library))
    models = {"embedder": opened.model.fingerprint}
    return Evaluator(opened.library, lambda spec: _system(opened, spec), models, SystemClock(), version("dvrag"))


def open_library(library: str | PathLike[str] = "index") -> Library:
    """Return a library for reading. Raises NotFoundError, DamagedError, MismatchError."""
    from dvrag.store.library import Library  # noqa: PLC0415 - heavy

    return Library.open(Path(library), read_only=True)


def verify_library(library: str | PathLike[str] = "index", progress: Progress | None = None) -> tuple[Damage, ...]:
    """Return all damage of a library, also of one too damaged to open. Raises NotFoundError."""
    from dvrag.store.verify import verify  # noqa: PLC0415 - only here

    return verify(Path(library), progress)


def build_library(
    paths: Iterable[str | PathLike[str]],
    library: str | PathLike[str] = "index",
    progress: Progress | None = None,
    notices: list[str] | None = None,
) -> tuple[FileResult, ...]:
    """Read files and folders into a library; return how each file ended. `notices` receives plain lines to show."""
    return _with_builder(Path(library), lambda b: b.build([Path(p) for p in paths], progress or Silent()), notices)


@contextmanager
def temporary_library(
    paths: Iterable[str | PathLike[str]], changes: Mapping[str, Mapping[str, str]], progress: Progress
) -> Iterator[Path]:
    """Build a library with changed settings in a folder that is thrown away; yield the folder."""
    with TemporaryDirectory(prefix="dvrag-") as folder:
        root = Path(folder)
        settings = changed(load_settings(root, os.environ), changes, "the change")
        _with_builder(root, lambda b: b.build([Path(p) for p in paths], progress), None, settings)
        yield root


def rebuild_library(
    library: str | PathLike[str] = "index", progress: Progress | None = None, notices: list[str] | None = None
) -> tuple[FileResult, ...]:
    """Make what is derived anew; ingest kept originals where the library itself is damaged.

    `notices` receives plain lines that say what was done.
    """
    return _with_builder(Path(library), lambda b: b.rebuild(progress or Silent()), notices)


def remove_report(
    name: str, library: str | PathLike[str] = "index", notices: list[str] | None = None
) -> tuple[ReportSummary, ...]:
    """Remove a report, by id or file name, without a trace; return what was removed.

    `notices` receives plain lines to show.
    """
    return _with_builder(Path(library), lambda b: b.remove(name), notices)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A library with what searches it."""

    library: Library
    settings: Settings
    model: TokenEmbedder
    engines: Engines
    notices: Callable[[], tuple[str, ...]]

    def retriever(self, settings: Settings) -> Retriever:
        """Return the retrieval pipeline with these settings."""
        from dvrag.retrieve.pipeline import Retriever  # noqa: PLC0415 - only for searching

        return Retriever(self.library, self.engines, settings.retrieve)

    def answerer(self, retriever: Retriever, settings: Settings) -> Answerer:
        """Return the answer pipeline with these settings."""
        from dvrag.answer.pipeline import Answerer  # noqa: PLC0415 - not needed to search
        from dvrag.assembly.registers import counter  # noqa: PLC0415 - not needed to search

        return Answerer(self.library, retriever, self.model, settings.answer, counter(self.library, self.model))


def _open(root: Path, *, ahead: bool = False) -> _Opened:
    """Return a library with what searches it. `ahead`: the model is loaded by a thread of its own meanwhile."""
    settings = load_settings(root, os.environ)
    notices: list[str] = []
    model = _remembering(settings, notices)
    if ahead and root.is_dir():
        Thread(target=_loaded, args=(model,), name="dvrag-model").start()
    from dvrag.assembly.indexes import open_indexes  # noqa: PLC0415 - heavy, only for searching
    from dvrag.index.combined import CombinedIndex, CombinedLexical  # noqa: PLC0415 - only for searching
    from dvrag.index.lexical import FullTextIndex  # noqa: PLC0415 - only for searching
    from dvrag.index.published import Published  # noqa: PLC0415 - only for searching
    from dvrag.retrieve.pipeline import Engines  # noqa: PLC0415 - only for searching

    library = open_library(root)
    check_model(library, model)
    published = Published(library, open_indexes)
    lexical = CombinedLexical(published, FullTextIndex(library))
    engines = Engines(lexical, CombinedIndex(published), model)
    return _Opened(library, settings, model, engines, lambda: (*notices, *published.notices))


def _remembering(settings: Settings, notices: list[str]) -> TokenEmbedder:
    from dvrag.embed.remembered import RememberingEmbedder  # noqa: PLC0415 - only for searching

    return RememberingEmbedder(model_for(settings.embed, notices))


def _loaded(model: TokenEmbedder) -> None:
    """Load the model by using it; what goes wrong is said by whoever uses it next."""
    with suppress(DvragError):
        model.encode(["a"])


def _assistant(opened: _Opened, settings: Settings) -> Assistant:
    from dvrag.answer.talk.follow import Conversation  # noqa: PLC0415 - only for searching
    from dvrag.assembly.writers import responder  # noqa: PLC0415 - only for searching
    from dvrag.assistant import Assistant  # noqa: PLC0415 - only for searching

    retriever = opened.retriever(settings)
    answerer = cache(lambda: opened.answerer(retriever, settings))
    pages = page_images(opened.library)
    read = Conversation(lambda text, filters: answerer().read(text, filters), opened.library)
    answers = responder(read, opened.library, opened.model, settings.answer)
    return Assistant(opened.library, retriever, answers, opened.notices, pages)


def _system(opened: _Opened, spec: SystemSpec) -> System:
    """Return the product, changed as the spec says, or a baseline over the same library with the same model."""
    from dvrag.evaluate.baselines import ranked  # noqa: PLC0415 - for evaluation only

    library, engines = opened.library, opened.engines
    if spec.name in {"dvrag", "top-passage"}:
        settings = changed(opened.settings, spec.table, str(spec))
        return _assistant(opened, settings) if spec.name == "dvrag" else ranked.TopPassage(opened.retriever(settings))
    if spec.name == "langchain":
        from dvrag.evaluate.baselines.langchain_chain import LangChainSystem  # noqa: PLC0415 - seconds to import

        return LangChainSystem(library, opened.model)
    ranks = {
        "lexical": lambda: ranked.by_words(engines.lexical),
        "dense": lambda: ranked.by_meaning(engines.vectors, engines.embedder),
        "random": lambda: ranked.at_random(library.rows_of([r.id for r in library.reports()]), RANDOM_SEED),
    }
    return ranked.RankedSystem(library, ranks[spec.name]())


def _with_builder(
    root: Path, act: Callable[[Builder], T], notices: list[str] | None, settings: Settings | None = None
) -> T:
    from dvrag.builder import Builder  # noqa: PLC0415 - only for building
    from dvrag.ingest.pool import ParsePool  # noqa: PLC0415 - only for building

    settings = settings or load_settings(root, os.environ)
    with ParsePool(settings.ingest) as parser:
        said: list[str] = []
        builder = Builder(root, _parts(settings, parser, said))
        try:
            return act(builder)
        finally:
            if notices is not None:
                notices += [*said, *builder.notices]


def _parts(settings: Settings, parser: Parser, notices: list[str]) -> BuildParts:
    from dvrag.assembly.indexes import write_indexes  # noqa: PLC0415 - heavy
    from dvrag.assembly.registers import finding_parts  # noqa: PLC0415 - only for building
    from dvrag.builder import BuildParts  # noqa: PLC0415 - only for building
    from dvrag.chunk.passages import chunk, fingerprint  # noqa: PLC0415 - only for building
    from dvrag.ingest.pipeline import VERSION, build_report  # noqa: PLC0415 - only for building

    model = model_for(settings.embed, notices)
    return BuildParts(
        parser=parser,
        build_report=build_report,
        chunk=lambda report: chunk(report, settings.chunk, model),
        chunker=f"{VERSION}-{fingerprint(settings.chunk)}-{'ocr' if settings.ingest.ocr else 'text'}",
        tokens=model,
        embedder=model,
        write_indexes=write_indexes,
        findings=finding_parts(model),
        clock=SystemClock(),
        workers=settings.ingest.workers,
    )
