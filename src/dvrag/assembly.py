"""The only place that names concrete classes: puts the parts of dvrag together.

To swap a library (another vector index, another reader, another model runtime), write its adapter and name it here.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from os import PathLike
from pathlib import Path
from typing import Protocol, TypeVar

from dvrag.answer.pipeline import Answerer
from dvrag.assistant import Assistant
from dvrag.builder import Builder, BuildParts, Parser
from dvrag.config.load import load_settings
from dvrag.config.settings import EmbedSettings, Settings
from dvrag.errors import MismatchError
from dvrag.model.building import Damage, FileResult
from dvrag.model.results import ReportSummary
from dvrag.ports import Embedder, Progress, TokenCounter
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


class Model(Embedder, TokenCounter, Protocol):
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
    opened, retriever, answerer, notices = _asking(Path(library))
    return Assistant(opened, retriever, answerer.answer, notices)


def open_answerer(library: str | PathLike[str] = "index") -> Answerer:
    """Return the answer pipeline alone, for measuring what it works out on the way."""
    return _asking(Path(library))[2]


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


def _asking(root: Path) -> tuple[Library, Retriever, Answerer, Callable[[], tuple[str, ...]]]:
    from dvrag.index.combined import CombinedIndex  # noqa: PLC0415 - numpy, only for searching
    from dvrag.index.faiss_index import FaissIndex  # noqa: PLC0415 - heavy
    from dvrag.index.lexical import FullTextIndex  # noqa: PLC0415 - only for searching

    library = open_library(root)
    settings = load_settings(root, os.environ)
    model = model_for(settings.embed)
    _check_model(library, model)
    vectors = CombinedIndex(library, FaissIndex)
    retriever = Retriever(library, Engines(FullTextIndex(library), vectors, model), settings.retrieve)
    answerer = Answerer(library, retriever, model, settings.answer)
    return library, retriever, answerer, lambda: vectors.notices


def _check_model(library: Library, model: Model) -> None:
    made = library.meta().get("embedder")
    if made is not None and made != model.fingerprint:
        raise MismatchError(
            f"The library {library.root} was made with the model {made}, not {model.fingerprint}.",
            hint="Set the model back, or run `dvrag library rebuild` to embed everything anew.",
        )


def _with_builder(root: Path, act: Callable[[Builder], T], notices: list[str] | None) -> T:
    from dvrag.ingest.pool import ParsePool  # noqa: PLC0415 - only for building

    settings = load_settings(root, os.environ)
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
