"""The only place that names concrete classes: puts the parts of dvrag together.

To swap a library (another vector index, another reader, another model runtime), write its adapter and name it here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from os import PathLike
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol, TypeVar

from dvrag.answer.pipeline import Answerer
from dvrag.assistant import Assistant
from dvrag.builder import Builder, BuildParts, Parser
from dvrag.config.load import changed, load_settings
from dvrag.config.settings import EmbedSettings, Settings
from dvrag.errors import MismatchError
from dvrag.evaluate.systems import SystemSpec
from dvrag.evaluator import Evaluator
from dvrag.model.building import Damage, FileResult
from dvrag.model.results import ReportSummary
from dvrag.ports import Progress, System, TokenCounter, TokenEmbedder
from dvrag.retrieve.pipeline import Engines, Retriever
from dvrag.store.library import Library

T = TypeVar("T")

OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "TOKENIZERS_PARALLELISM": "false",
}
"""Set before any model library is imported: nothing is fetched and nothing is reported."""


RANDOM_SEED = 11
"""Of the baseline that ranks passages at random."""


class Model(TokenEmbedder, TokenCounter, Protocol):
    """An embedding model that also counts its tokens."""


class SystemClock:
    """The machine's clock, in UTC."""

    def now(self) -> datetime:
        """Return the current time."""
        return datetime.now(UTC)


class Silent:
    """Progress that nobody watches."""

    def start(self, label: str, total: int) -> None:
        """Do nothing."""

    def advance(self, note: str = "") -> None:
        """Do nothing."""

    def stop(self) -> None:
        """Do nothing."""


def open_assistant(library: str | PathLike[str] = "index") -> Assistant:
    """Return an assistant over a library. Raises NotFoundError, DamagedError, MismatchError."""
    opened = _open(Path(library))
    retriever, answerer = opened.product(opened.settings)
    return Assistant(opened.library, retriever, answerer.answer, opened.notices)


def open_answerer(library: str | PathLike[str] = "index") -> Answerer:
    """Return the answer pipeline alone, for measuring what it works out on the way."""
    opened = _open(Path(library))
    return opened.product(opened.settings)[1]


def open_evaluator(library: str | PathLike[str] = "index") -> Evaluator:
    """Return an evaluator over a library. Raises NotFoundError, DamagedError, MismatchError."""
    opened = _open(Path(library))
    models = {"embedder": opened.model.fingerprint}
    return Evaluator(opened.library, lambda spec: _system(opened, spec), models, SystemClock(), version("dvrag"))


def open_library(library: str | PathLike[str] = "index") -> Library:
    """Return a library for reading. Raises NotFoundError, DamagedError, MismatchError."""
    return Library.open(Path(library), read_only=True)


def verify_library(library: str | PathLike[str] = "index") -> tuple[Damage, ...]:
    """Return all damage of a library, also of one too damaged to open. Raises NotFoundError."""
    from dvrag.store.verify import verify  # noqa: PLC0415 - only here

    return verify(Path(library))


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


def model_for(settings: EmbedSettings) -> Model:
    """Return the embedding model that the settings name. Raises MissingPartError, DamagedError."""
    os.environ.update({key: value for key, value in OFFLINE.items() if key not in os.environ})
    from dvrag.embed.weights import default_model, model_in  # noqa: PLC0415 - only when a model is needed

    if settings.model == "default":
        files = default_model()
    elif (Path(settings.model) / "model.safetensors").is_file():
        files = model_in(Path(settings.model), Path(settings.model).name)
    else:
        from dvrag.embed.torch_embedder import TorchEmbedder  # noqa: PLC0415 - seconds to import

        return TorchEmbedder(settings.model, settings)
    if settings.runtime == "torch" or (settings.runtime == "auto" and settings.model != "default"):
        from dvrag.embed.torch_embedder import TorchEmbedder  # noqa: PLC0415 - seconds to import

        return TorchEmbedder(str(files.folder), settings, files.name)
    from dvrag.embed.openvino_embedder import OpenVinoEmbedder  # noqa: PLC0415 - only for this runtime

    return OpenVinoEmbedder(files, settings, cache_folder())


def cache_folder() -> Path:
    """Return the folder for converted models: `DVRAG_CACHE`, else `dvrag` in the user's cache folder."""
    if named := os.environ.get("DVRAG_CACHE"):
        return Path(named)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "dvrag"


@dataclass(frozen=True, slots=True)
class _Opened:
    """A library with what searches it."""

    library: Library
    settings: Settings
    model: TokenEmbedder
    engines: Engines
    notices: Callable[[], tuple[str, ...]]

    def product(self, settings: Settings) -> tuple[Retriever, Answerer]:
        """Return the retrieval and the answer pipeline with these settings."""
        retriever = Retriever(self.library, self.engines, settings.retrieve)
        return retriever, Answerer(self.library, retriever, self.model, settings.answer)


def _open(root: Path) -> _Opened:
    from dvrag.embed.remembered import RememberingEmbedder  # noqa: PLC0415 - numpy, only for searching
    from dvrag.index.combined import CombinedIndex  # noqa: PLC0415 - numpy, only for searching
    from dvrag.index.faiss_index import FaissIndex  # noqa: PLC0415 - heavy
    from dvrag.index.lexical import FullTextIndex  # noqa: PLC0415 - only for searching

    library = open_library(root)
    settings = load_settings(root, os.environ)
    model = RememberingEmbedder(model_for(settings.embed))
    _check_model(library, model)
    vectors = CombinedIndex(library, FaissIndex)
    return _Opened(library, settings, model, Engines(FullTextIndex(library), vectors, model), lambda: vectors.notices)


def _system(opened: _Opened, spec: SystemSpec) -> System:
    """Return the product, changed as the spec says, or a baseline over the same library with the same model."""
    from dvrag.evaluate.baselines import ranked  # noqa: PLC0415 - for evaluation only

    library, engines = opened.library, opened.engines
    if spec.name in {"dvrag", "top-passage"}:
        retriever, answerer = opened.product(changed(opened.settings, spec.table, str(spec)))
        whole = Assistant(library, retriever, answerer.answer, opened.notices)
        return whole if spec.name == "dvrag" else ranked.TopPassage(retriever)
    if spec.name == "langchain":
        from dvrag.evaluate.baselines.langchain_chain import LangChainSystem  # noqa: PLC0415 - seconds to import

        return LangChainSystem(library, opened.model)
    ranks = {
        "lexical": lambda: ranked.by_words(engines.lexical),
        "dense": lambda: ranked.by_meaning(engines.vectors, engines.embedder),
        "random": lambda: ranked.at_random(library.rows_of([r.id for r in library.reports()]), RANDOM_SEED),
    }
    return ranked.RankedSystem(library, ranks[spec.name]())


def _check_model(library: Library, model: TokenEmbedder) -> None:
    made = library.meta().get("embedder")
    if made is not None and made != model.fingerprint:
        raise MismatchError(
            f"The library {library.root} was made with the model {made}, not {model.fingerprint}.",
            hint="Set the model back, or run `dvrag library rebuild` to embed everything anew.",
        )


def _with_builder(
    root: Path, act: Callable[[Builder], T], notices: list[str] | None, settings: Settings | None = None
) -> T:
    from dvrag.ingest.pool import ParsePool  # noqa: PLC0415 - only for building

    settings = settings or load_settings(root, os.environ)
    with ParsePool(settings.ingest) as parser:
        builder = Builder(root, _parts(settings, parser))
        try:
            return act(builder)
        finally:
            if notices is not None:
                notices += builder.notices


def _parts(settings: Settings, parser: Parser) -> BuildParts:
    from dvrag.chunk.passages import chunk, fingerprint  # noqa: PLC0415 - only for building
    from dvrag.index.faiss_index import build  # noqa: PLC0415 - heavy
    from dvrag.ingest.pipeline import VERSION, build_report  # noqa: PLC0415 - only for building

    model = model_for(settings.embed)
    return BuildParts(
        parser=parser,
        build_report=build_report,
        chunk=lambda report: chunk(report, settings.chunk, model),
        chunker=f"{VERSION}-{fingerprint(settings.chunk)}-{'ocr' if settings.ingest.ocr else 'text'}",
        tokens=model,
        embedder=model,
        build_index=build,
        clock=SystemClock(),
        workers=settings.ingest.workers,
    )
