"""How near the encoder comes to what this machine can do: its arithmetic against plain matrix products, in one run.

Run: `.venv/bin/python benchmarks/limits.py [--library index] [--passages 256] [--rounds 5] [--json FILE]`

Encoded are the texts of a library's passages, with the product's embedder and its default settings, but always in
float32, as the matrix products are. A token counts where the model is shown it: special tokens count, padding does not,
nor what is cut off behind the model's limit. The floating-point operations that a text of n tokens needs:

    n · L · (2·(4·H² + 2·H·F) + 4·n·H)

L layers, H the hidden and F the intermediate size of the model's `config.json`. A multiply and an add are two
operations. Four H×H products make queries, keys, values and output; two H×F products are the feed-forward part;
attention multiplies n×H by H×n and n×n by n×H. Source: the layers of Vaswani et al., "Attention is all you need"
(2017), as BERT has them (Devlin et al. 2019). Not counted, and therefore lost time in these figures: embeddings,
biases, norms, GELU, softmax, pooling, and the tokeniser.

The limit is the best rate that numpy's BLAS reaches in this process on float32 products, on all processors: two shapes
of the model's own layers and a larger one. They are timed before, between and after the rounds of encoding, after a
pause, since waiting threads of the model's runtime may spin; what pauses of other lengths would change is printed too.
The strict reading is the median round of encoding against the best product of the whole run.
"""

from __future__ import annotations

import json
import os
import time
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import numpy as np

from dvrag.assembly import Model, model_for, open_library
from dvrag.config.settings import EmbedSettings
from dvrag.embed.weights import default_model

SEED = 7
SPECIAL = 2
"""Tokens that the model adds at the ends of a text."""
SHAPES = ((2048, 384, 1536), (2048, 1536, 384), (2048, 1024, 1024))
"""Rows, inner length and columns of the products."""
GAPS = (0.0, 0.2, 1.0)
"""Seconds of pause between encoding and a product that are compared."""
PAUSE = 1.0
"""Seconds of pause in the measured rounds."""
GIGA = 1e9


@dataclass(frozen=True)
class Encoder:
    """Sizes of a BERT encoder: layers, hidden and intermediate size."""

    layers: int
    hidden: int
    intermediate: int

    def operations(self, lengths: Sequence[int]) -> int:
        """Return the floating-point operations that texts of these lengths, in tokens, need."""
        products = 2 * (4 * self.hidden**2 + 2 * self.hidden * self.intermediate)
        return sum(n * self.layers * (products + 4 * n * self.hidden) for n in lengths)


@dataclass(frozen=True)
class Rate:
    """Seconds of each time the same work was done, and the work in floating-point operations."""

    operations: int
    seconds: tuple[float, ...]

    @property
    def best(self) -> float:
        """The highest rate, in GFLOP/s."""
        return self.operations / min(self.seconds) / GIGA

    @property
    def median(self) -> float:
        """The median rate, in GFLOP/s."""
        return self.operations / median(self.seconds) / GIGA


def encoder_in(folder: Path) -> Encoder:
    """Return the sizes that a model's `config.json` states."""
    config = json.loads((folder / "config.json").read_text("utf-8"))
    return Encoder(int(config["num_hidden_layers"]), int(config["hidden_size"]), int(config["intermediate_size"]))


def passages_of(library: str, most: int) -> list[str]:
    """Return the different texts of at most `most` passages of a library, drawn with a fixed seed."""
    found: dict[str, None] = {}
    with open_library(library) as opened:
        for summary in opened.reports():
            found |= dict.fromkeys(passage.text for passage in opened.passages_of(summary.id))
    texts = list(found)
    Random(SEED).shuffle(texts)  # noqa: S311 - a sample, not a secret
    return texts[:most]


def lengths_of(texts: Sequence[str], model: Model) -> list[int]:
    """Return the tokens that the model is shown of each text."""
    return [min(n + SPECIAL, model.max_tokens) for n in model.count(texts)]


def product(shape: tuple[int, int, int], seconds: float = 0.3) -> tuple[float, ...]:
    """Return the seconds of each of many products of one shape, for about so many seconds."""
    rows, inner, columns = shape
    random = np.random.default_rng(SEED)
    left = random.standard_normal((rows, inner), dtype=np.float32)
    right = random.standard_normal((inner, columns), dtype=np.float32)
    out = np.empty((rows, columns), dtype=np.float32)
    taken: list[float] = []
    while not taken or sum(taken) < seconds:
        start = time.perf_counter()
        np.matmul(left, right, out=out)
        taken.append(time.perf_counter() - start)
    return tuple(taken)


def by_gap(model: Model, texts: Sequence[str], repeats: int = 3) -> dict[str, Rate]:
    """Return the rate of the largest product by the pause after encoding, in seconds."""
    shape = SHAPES[-1]
    rates = {}
    for gap in GAPS:
        taken: list[float] = []
        for _ in range(repeats):
            model.encode(texts)
            time.sleep(gap)
            taken += product(shape, 0.15)
        rates[f"{gap:g}"] = Rate(_operations(shape), tuple(taken))
    return rates


def measure(model: Model, texts: Sequence[str], rounds: int) -> tuple[tuple[float, ...], dict[str, Rate]]:
    """Return the seconds of each round of encoding all texts, and the rate of each product."""
    encoding: list[float] = []
    products: dict[str, list[float]] = {_name(shape): list(product(shape)) for shape in SHAPES}
    for _ in range(rounds):
        start = time.perf_counter()
        model.encode(texts)
        encoding.append(time.perf_counter() - start)
        time.sleep(PAUSE)
        for shape in SHAPES:
            products[_name(shape)] += product(shape)
    return tuple(encoding), {_name(s): Rate(_operations(s), tuple(products[_name(s)])) for s in SHAPES}


def results(asked: Namespace) -> dict[str, Any]:
    """Measure, and return every figure by name."""
    load = os.getloadavg()[0]
    model = model_for(EmbedSettings(precision="float32"))
    texts = passages_of(asked.library, asked.passages)
    lengths = lengths_of(texts, model)
    model.encode(texts)
    gaps = by_gap(model, texts[: min(64, len(texts))])
    seconds, products = measure(model, texts, asked.rounds)
    encoding = Rate(encoder_in(default_model().folder).operations(lengths), seconds)
    limit = max(rate.best for rate in (*products.values(), *gaps.values()))
    return {
        "machine": {"cores": os.cpu_count(), "load": load, "blas": _blas()},
        "passages": len(texts),
        "tokens": sum(lengths),
        "tokens_per_second": {"median": sum(lengths) / median(seconds), "best": sum(lengths) / min(seconds)},
        "operations_per_token": encoding.operations / sum(lengths),
        "encoding": _figures(encoding),
        "products": {name: _figures(rate) for name, rate in products.items()},
        "product_by_pause_seconds": {gap: _figures(rate) for gap, rate in gaps.items()},
        "share_of_limit": {"median": encoding.median / limit, "best": encoding.best / limit},
    }


def table(found: dict[str, Any]) -> str:
    """Return the figures as lines of plain text."""
    machine, speed, share = found["machine"], found["tokens_per_second"], found["share_of_limit"]
    rates = {"encoding": found["encoding"]}
    rates |= {f"product {name}": figures for name, figures in found["products"].items()}
    for gap, figures in found["product_by_pause_seconds"].items():
        rates[f"product {_name(SHAPES[-1])}, {gap} s after encoding"] = figures
    rows = [("encoding, tokens/s", f"{speed['median']:.0f}", f"{speed['best']:.0f}")]
    rows += [(f"{name}, GFLOP/s", f"{f['median']:.1f}", f"{f['best']:.1f}") for name, f in rates.items()]
    rows += [("encoding / best product", f"{share['median']:.1%}", f"{share['best']:.1%}")]
    wide = max(len(row[0]) for row in rows)
    return "\n".join(
        [
            f"{machine['cores']} cores, load {machine['load']:.2f} at the start, {machine['blas']}",
            f"{found['passages']} passages, {found['tokens']} tokens,"
            f" {found['operations_per_token'] / 1e6:.2f} MFLOP a token\n",
            f"| {'float32':{wide}} |   median |     best |",
            f"|{'-' * (wide + 2)}|---------:|---------:|",
            *(f"| {name:{wide}} | {middle:>8} | {best:>8} |" for name, middle, best in rows),
        ]
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print."""
    parser = ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--library", default="index")
    parser.add_argument("--passages", type=int, default=256)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args(arguments)
    found = results(asked)
    print(table(found))
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


def _operations(shape: tuple[int, int, int]) -> int:
    return 2 * shape[0] * shape[1] * shape[2]


def _name(shape: tuple[int, int, int]) -> str:
    rows, inner, columns = shape
    return f"{rows}×{inner}·{inner}×{columns}"


def _figures(rate: Rate) -> dict[str, float]:
    return {"median": rate.median, "best": rate.best, "times": len(rate.seconds)}


def _blas() -> str:
    built = np.show_config(mode="dicts")["Build Dependencies"]["blas"]
    return f"numpy {np.__version__} on {built['name']} {built['version']}"


if __name__ == "__main__":
    main()
