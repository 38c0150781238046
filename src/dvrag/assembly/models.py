"""Which embedding model runs on which runtime."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from dvrag.config.load import check_choice
from dvrag.config.settings import EmbedSettings
from dvrag.errors import MismatchError
from dvrag.ports import TokenCounter, TokenEmbedder

if TYPE_CHECKING:
    from dvrag.store.library import Library

OFFLINE = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "DO_NOT_TRACK": "1",
    "TOKENIZERS_PARALLELISM": "false",
}
"""Set before any model library is imported: nothing is fetched and nothing is reported."""

WITHOUT_OPENVINO = (
    "OpenVINO is not installed: the model runs on PyTorch, more slowly and with the same results. "
    "`pip install openvino` brings it back."
)


class Model(TokenEmbedder, TokenCounter, Protocol):
    """An embedding model that also counts its tokens."""


def model_for(settings: EmbedSettings, notices: list[str] | None = None) -> Model:
    """Return the embedding model that the settings name. Raises SettingsError, MissingPartError, DamagedError.

    `notices` receives a line where another runtime is used than the settings would have.
    """
    os.environ.update({key: value for key, value in OFFLINE.items() if key not in os.environ})
    check_choice("runtime", settings.runtime, ("auto", "openvino", "torch"), "[embed]")
    check_choice("precision", settings.precision, ("auto", "float32"), "[embed]")
    from dvrag.embed import weights  # noqa: PLC0415 - only when a model is needed

    if settings.model == "default":
        files = weights.default_model()
    elif (Path(settings.model) / "model.safetensors").is_file():
        files = weights.model_in(Path(settings.model), Path(settings.model).name)
    else:
        return _on_torch(settings.model, settings)
    if settings.runtime == "openvino" or (settings.runtime == "auto" and settings.model == "default"):
        from dvrag.embed.openvino_runtime import available  # noqa: PLC0415 - numpy

        if available():
            from dvrag.embed.openvino_embedder import OpenVinoEmbedder  # noqa: PLC0415 - only for this runtime

            return OpenVinoEmbedder(files, settings, cache_folder())
        if notices is not None:
            notices.append(WITHOUT_OPENVINO)
    weights.verify(files)
    return _on_torch(str(files.folder), settings, files.name)


def check_model(library: Library, model: TokenEmbedder) -> None:
    """Raise MismatchError where another model made the library's vectors."""
    made = library.meta().get("embedder")
    if made is not None and made != model.fingerprint:
        raise MismatchError(
            f"The library {library.root} was made with the model {made}, not {model.fingerprint}.",
            hint="Set the model back, or run `dvrag library rebuild` to embed everything anew.",
        )


def prepare_model() -> str:
    """Check the default model's weights and convert them for the runtime; return a line that says so."""
    from dvrag.embed.openvino_runtime import available, converted  # noqa: PLC0415 - only at set-up
    from dvrag.embed.weights import default_model, verify  # noqa: PLC0415 - only at set-up

    files = default_model()
    verify(files)
    if available():
        converted(files, cache_folder())
    return f"Model {files.name}: sha256 {files.sha256[:16]}…, as published."


def _on_torch(model: str, settings: EmbedSettings, name: str | None = None) -> Model:
    from dvrag.embed.torch_embedder import TorchEmbedder  # noqa: PLC0415 - seconds to import

    return TorchEmbedder(model, settings, name)


def cache_folder() -> Path:
    """Return the folder for converted models: `DVRAG_CACHE`, else `dvrag` in the user's cache folder."""
    if named := os.environ.get("DVRAG_CACHE"):
        return Path(named)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "dvrag"
