"""A BERT encoder on OpenVINO: converted once, checked, compiled, run. The only file that imports openvino.

The weights are converted into a cache folder by a child process (`python -m dvrag.embed.openvino_runtime`); the
converted files are hashed then, and checked before each load. Nothing here imports PyTorch but that child.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from dvrag.config.settings import EmbedSettings
from dvrag.embed.weights import ModelFiles, file_sha256, model_in, verify
from dvrag.errors import MissingPartError

FILES = ("model.xml", "model.bin")

_SHAPES_KEPT = "64"
"""Kernels kept for shapes of batches that may come again: OpenVINO's 5,000 grow by 100 MB in a minute and are no
quicker."""

_FIRST = Lock()
"""Held while a model is compiled and first run: two threads whose first inferences meet wait for each other for ever.

The binding makes static objects then; one thread holds their guard and the other the interpreter's lock."""

Ints: TypeAlias = npt.NDArray[np.int64]
Batch: TypeAlias = tuple[list[int], Ints, Ints]
"""Positions of texts, their token ids and their attention mask, both (n, longest)."""

Use: TypeAlias = Callable[[list[int], Any, Ints], None]
"""What is done with a batch: its positions, the last hidden states (n, longest, dimension), its mask."""


def available() -> bool:
    """Return whether OpenVINO is installed."""
    return find_spec("openvino") is not None


class Narrow:
    """For one batch at a time, as soon as possible: all threads work on it, in float32."""

    def __init__(self, folder: Path, settings: EmbedSettings) -> None:
        self._model = _compiled(folder, settings, {"PERFORMANCE_HINT": "LATENCY", "ENABLE_CPU_PINNING": "NO"})

    def run(self, batches: Iterable[Batch], use: Use) -> None:
        """Run batches one after the other."""
        for group, tokens, mask in batches:
            request = self._model.create_infer_request()
            use(group, next(iter(request.infer(_inputs(tokens, mask)).values())), mask)


class Wide:
    """For many batches: as many at a time as there are threads, each on one of them.

    Measured on two cores with batches of 1,024 tokens: 1.2 times the tokens a second of one batch on both. Computes in
    bfloat16 where the processor does and the settings allow it.
    """

    def __init__(self, folder: Path, settings: EmbedSettings) -> None:
        self._streams = settings.threads or _processors()
        hints = {"PERFORMANCE_HINT": "THROUGHPUT", "NUM_STREAMS": str(self._streams)}
        self._model = _compiled(folder, settings, hints, reduced=settings.precision == "auto")

    def run(self, batches: Iterable[Batch], use: Use) -> None:
        """Run batches side by side; `use` is called from other threads, one call at a time."""
        jobs = _openvino().AsyncInferQueue(self._model, self._streams)
        jobs.set_callback(lambda request, batch: use(batch[0], next(iter(request.results.values())), batch[1]))
        for group, tokens, mask in batches:
            jobs.start_async(_inputs(tokens, mask), (group, mask))
        jobs.wait_all()


def converted(files: ModelFiles, cache: Path) -> Path:
    """Return the folder of the converted model, converting it first where it is missing or its hashes differ.

    Raises DamagedError where the weights to convert are not those that were asked for, MissingPartError.
    """
    folder = cache / f"openvino-{files.name}-{files.sha256[:16]}"
    if not _intact(folder):
        verify(files)
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


def _compiled(folder: Path, settings: EmbedSettings, hints: dict[str, str], *, reduced: bool = False) -> Any:
    with _FIRST:
        model = _compile(folder, settings, hints, reduced=reduced)
        one = np.ones((1, 1), dtype=np.int64)
        request = model.create_infer_request()
        request.infer(_inputs(one, one))
        next(iter(request.results.values()))
    return model


def _compile(folder: Path, settings: EmbedSettings, hints: dict[str, str], *, reduced: bool) -> Any:
    core = _openvino().Core()
    fast = reduced and "BF16" in core.get_property("CPU", "OPTIMIZATION_CAPABILITIES")
    threads = {"INFERENCE_NUM_THREADS": str(settings.threads or _processors())}
    precision = {"INFERENCE_PRECISION_HINT": "bf16" if fast else "f32"}
    memory = {"CPU_RUNTIME_CACHE_CAPACITY": _SHAPES_KEPT}
    return core.compile_model(folder / FILES[0], "CPU", {**hints, **threads, **precision, **memory})


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _inputs(tokens: Ints, mask: Ints) -> dict[str, Ints]:
    return {"input_ids": tokens, "attention_mask": mask, "token_type_ids": np.zeros_like(tokens)}


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
