"""The default model on OpenVINO: no PyTorch at query time. The only file that imports openvino.

The weights are converted once into a cache folder by a child process (`python -m dvrag.embed.openvino_embedder`);
the converted files are hashed then and checked before each load.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from dvrag.config.settings import EmbedSettings
from dvrag.embed.tokens import ModelTokens, batches, padded
from dvrag.embed.weights import ModelFiles, file_sha256, model_in
from dvrag.errors import MissingPartError

if TYPE_CHECKING:
    from dvrag.ports import Vectors

FILES = ("model.xml", "model.bin")


class OpenVinoEmbedder:
    """Mean-pooled, normalised sentence embeddings (Reimers and Gurevych 2019) of a BERT encoder on OpenVINO."""

    def __init__(self, files: ModelFiles, settings: EmbedSettings, cache: Path) -> None:
        self._files = files
        self._settings = settings
        self._cache = cache
        self._tokens = ModelTokens(files.folder)
        self._compiled: Any = None
        config = json.loads((files.folder / "config.json").read_text("utf-8"))
        self._dimension = int(config["hidden_size"])

    @property
    def fingerprint(self) -> str:
        """Weights, pooling and token limit; the runtime is left out, since both agree to 1e-5."""
        return f"{self._files.name}:{self._files.sha256[:16]}:mean:{self._files.max_tokens}"

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._dimension

    @property
    def max_tokens(self) -> int:
        """Tokens that the model sees, special ones included."""
        return self._files.max_tokens

    def count(self, texts: Sequence[str]) -> list[int]:
        """Return the number of tokens of each text, special tokens not counted."""
        return self._tokens.count(texts)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return shape (len(texts), dimension), float32, unit length, in the order of `texts`."""
        out = np.empty((len(texts), self._dimension), dtype=np.float32)
        for group, states, mask in self._states(texts):
            weights = mask[:, :, None].astype(np.float32)
            means = (states * weights).sum(axis=1) / weights.sum(axis=1)
            out[group] = means / np.linalg.norm(means, axis=1, keepdims=True)
        return out

    def encode_tokens(self, texts: Sequence[str]) -> list[Vectors]:
        """Return, per text, shape (tokens, dimension), float32, rows of unit length, special tokens included."""
        out: list[Vectors] = [np.empty((0, self._dimension), dtype=np.float32)] * len(texts)
        for group, states, mask in self._states(texts):
            units = states / np.linalg.norm(states, axis=2, keepdims=True)
            for place, index in enumerate(group):
                out[index] = units[place, : int(mask[place].sum())].astype(np.float32)
        return out

    def _states(self, texts: Sequence[str]) -> Iterator[tuple[list[int], Any, Any]]:
        """Yield positions of texts with the states (n, tokens, dimension) and mask (n, tokens) of each batch."""
        ids = self._tokens.ids(texts, self.max_tokens) if texts else []
        for group in batches([len(row) for row in ids], self._settings.batch_tokens):
            tokens, mask = padded([ids[i] for i in group])
            yield group, self._run(tokens, mask), mask

    def _run(self, tokens: Any, mask: Any) -> Any:
        if self._compiled is None:
            self._compiled = self._load()
        request = self._compiled.create_infer_request()
        inputs = {"input_ids": tokens, "attention_mask": mask, "token_type_ids": np.zeros_like(tokens)}
        return next(iter(request.infer(inputs).values()))

    def _load(self) -> Any:
        folder = converted(self._files, self._cache)
        openvino = _openvino()
        hints = {"INFERENCE_PRECISION_HINT": "f32", "PERFORMANCE_HINT": "LATENCY"}
        if self._settings.threads:
            hints["INFERENCE_NUM_THREADS"] = str(self._settings.threads)
        return openvino.Core().compile_model(folder / FILES[0], "CPU", hints)


def converted(files: ModelFiles, cache: Path) -> Path:
    """Return the folder of the converted model, converting it first where it is missing or its hashes differ."""
    folder = cache / f"openvino-{files.name}-{files.sha256[:16]}"
    if not _intact(folder):
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache) as made:
            _convert_in_child(files.folder, Path(made))
            sums = {name: file_sha256(Path(made) / name) for name in FILES}
            (Path(made) / "sha256.json").write_text(json.dumps(sums), "utf-8")
            _replace(Path(made), folder)
    return folder


def _intact(folder: Path) -> bool:
    try:
        sums = json.loads((folder / "sha256.json").read_text("utf-8"))
        return all(file_sha256(folder / name) == sums[name] for name in FILES)
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _replace(made: Path, folder: Path) -> None:
    """Put the files in place; the sums go last, so that a half-written folder is never intact."""
    folder.mkdir(exist_ok=True)
    for name in (*FILES, "sha256.json"):
        os.replace(made / name, folder / name)


def _convert_in_child(source: Path, target: Path) -> None:
    command = [sys.executable, "-m", __name__, str(source), str(target)]
    run = subprocess.run(command, capture_output=True, text=True, env={**os.environ, "CI": "true"}, check=False)
    if run.returncode != 0:
        lines = run.stderr.strip().splitlines() or ["no message"]
        raise MissingPartError(
            f"The embedding model could not be converted for OpenVINO: {lines[-1][:200]}",
            hint='Set `runtime = "torch"` under [embed] to go without.',
        )


def _openvino() -> Any:
    """Import openvino without its telemetry package, so that nothing can be sent from this machine."""
    sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
    import openvino  # noqa: PLC0415 - heavy, and only for this runtime

    return openvino


def _convert(source: Path, target: Path) -> None:
    openvino = _openvino()
    import torch  # noqa: PLC0415 - only for the conversion
    from transformers import AutoModel  # noqa: PLC0415

    model_in(source, source.name)
    model = AutoModel.from_pretrained(
        source, local_files_only=True, use_safetensors=True, attn_implementation="eager"
    ).eval()
    example = torch.ones((2, 8), dtype=torch.int64)
    names = ("input_ids", "attention_mask", "token_type_ids")

    class Encoder(torch.nn.Module):  # type: ignore[misc, unused-ignore]
        def __init__(self) -> None:
            super().__init__()
            self.model = model

        def forward(self, input_ids: Any, attention_mask: Any, token_type_ids: Any) -> Any:
            return self.model(
                input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
            ).last_hidden_state

    graph = openvino.convert_model(Encoder(), example_input=dict.fromkeys(names, example))
    for port, name in zip(graph.inputs, names, strict=True):
        port.get_tensor().set_names({name})
        port.get_node().set_partial_shape(openvino.PartialShape([-1, -1]))
    graph.validate_nodes_and_infer_types()
    openvino.save_model(graph, target / FILES[0], compress_to_fp16=False)


if __name__ == "__main__":
    _convert(Path(sys.argv[1]), Path(sys.argv[2]))
