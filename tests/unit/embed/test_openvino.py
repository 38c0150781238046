"""The OpenVINO runtime gives the reference's vectors, without PyTorch in the process."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from dvrag.config.settings import EmbedSettings
from dvrag.embed.openvino_embedder import OpenVinoEmbedder
from dvrag.embed.openvino_runtime import FILES, converted
from dvrag.embed.weights import default_model

TEXTS = ["Was a DASH completed?", "The practice never asked Marian about abuse. " * 30, "", "é – £2.6m"]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("models")


@pytest.fixture(scope="module")
def embedder(cache: Path) -> OpenVinoEmbedder:
    return OpenVinoEmbedder(default_model(), EmbedSettings(), cache)


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_vectors_equal_those_of_the_reference(embedder: OpenVinoEmbedder) -> None:
    from dvrag.embed.torch_embedder import TorchEmbedder

    files = default_model()
    reference = TorchEmbedder(str(files.folder), EmbedSettings(), files.name)
    ours, theirs = embedder.encode(TEXTS), reference.encode(TEXTS)
    assert ours.shape == (len(TEXTS), embedder.dimension)
    assert ours.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(ours, axis=1), 1, atol=1e-5)
    np.testing.assert_allclose((ours * theirs).sum(axis=1), 1, atol=1e-4)
    assert embedder.fingerprint == reference.fingerprint


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_spans_say_where_each_token_stands(embedder: OpenVinoEmbedder) -> None:
    from dvrag.embed.torch_embedder import TorchEmbedder

    files = default_model()
    reference = TorchEmbedder(str(files.folder), EmbedSettings(), files.name)
    spans = embedder.token_spans(TEXTS)
    for ours, theirs, vectors in zip(spans, reference.token_spans(TEXTS), embedder.encode_tokens(TEXTS), strict=True):
        np.testing.assert_array_equal(ours, theirs)
        assert len(ours) == len(vectors)
    assert [TEXTS[0][start:end] for start, end in spans[0]] == ["", *"Was a DASH completed ?".split(), ""]


@pytest.mark.slow
def test_order_and_batching_do_not_change_a_vector(cache: Path) -> None:
    """Many small batches run side by side, a few one after the other."""
    exact = EmbedSettings(precision="float32")
    embedder = OpenVinoEmbedder(default_model(), exact, cache)
    small = OpenVinoEmbedder(default_model(), replace(exact, batch_tokens=8), cache)
    texts = [*TEXTS, *(f"Text {i} of {i * 7} words" for i in range(20))]
    whole = embedder.encode(texts)
    np.testing.assert_allclose(small.encode(texts), whole, atol=1e-5)
    np.testing.assert_allclose(np.concatenate([embedder.encode([text]) for text in texts]), whole, atol=1e-5)
    for ours, theirs in zip(small.encode_tokens(texts), embedder.encode_tokens(texts), strict=True):
        np.testing.assert_allclose(ours, theirs, atol=1e-5)


@pytest.mark.slow
def test_where_the_processor_computes_in_bfloat16_a_vector_keeps_its_direction(
    embedder: OpenVinoEmbedder, cache: Path
) -> None:
    """Many texts go to the reduced model where there is one; elsewhere both are the same."""
    exact = OpenVinoEmbedder(default_model(), EmbedSettings(precision="float32"), cache)
    texts = [f"Text {i} of {i * 7} words about a call to the police" for i in range(200)]
    cosines = (embedder.encode(texts) * exact.encode(texts)).sum(axis=1)
    assert cosines.min() > 0.9998


@pytest.mark.slow
def test_a_damaged_conversion_is_made_anew(cache: Path) -> None:
    folder = converted(default_model(), cache)
    weights = folder / FILES[1]
    good = weights.read_bytes()
    weights.write_bytes(good[:1000] + bytes([good[1000] ^ 1]) + good[1001:])
    assert converted(default_model(), cache) == folder
    assert weights.read_bytes() == good


@pytest.mark.slow
def test_no_torch_and_no_telemetry_at_query_time(cache: Path) -> None:
    converted(default_model(), cache)
    script = (
        "import sys; from pathlib import Path\n"
        "from dvrag.config.settings import EmbedSettings\n"
        "from dvrag.embed.openvino_embedder import OpenVinoEmbedder\n"
        "from dvrag.embed.weights import default_model\n"
        f"OpenVinoEmbedder(default_model(), EmbedSettings(), Path({str(cache)!r})).encode(['a'])\n"
        "print('torch' in sys.modules, sys.modules.get('openvino_telemetry'))"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "None"]


_MEETING = """
import sys, threading
from pathlib import Path
import numpy as np
from dvrag.config.settings import EmbedSettings
from dvrag.embed.openvino_runtime import Narrow, converted
from dvrag.embed.weights import default_model
sys.setswitchinterval(1e-6)
runtime = Narrow(converted(default_model(), Path(sys.argv[1])), EmbedSettings())
batch, together = ([0], *[np.ones((1, 1), dtype=np.int64)] * 2), threading.Barrier(4)
def use():
    together.wait()
    runtime.run([batch], lambda *_: None)
threads = [threading.Thread(target=use, daemon=True) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join(20)
print(sum(thread.is_alive() for thread in threads), flush=True)
"""


@pytest.mark.slow
def test_first_inferences_that_meet_do_not_wait_for_each_other(cache: Path) -> None:
    """A thread that loads the model beside a question: without a guard, nine of ten such processes hung for ever."""
    converted(default_model(), cache)
    for _ in range(2):
        run = subprocess.run(
            [sys.executable, "-c", _MEETING, str(cache)], capture_output=True, text=True, check=True, timeout=60
        )
        assert run.stdout.split() == ["0"]
