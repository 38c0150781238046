"""How well the verifier tells true claims from planted false ones (`eval/claims/planted.csv`).

Run: `.venv/bin/python -m benchmarks.planted_claims [--claims FILE] [--half dev|test|whole] [--list]`
Claims are halved by cited passage (the last bit of its sha256): thresholds were tuned on the first half, "dev", only.
Printed: balanced accuracy of supported against the rest, the share of false claims caught and of true ones dropped
(not called supported), the same by kind of falsehood, milliseconds a claim; with `--list` every mistake and why.
"""

from __future__ import annotations

import csv
import hashlib
import os
import time
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dvrag.answer.verify.verifier import ClaimVerifier
from dvrag.assembly.models import model_for
from dvrag.config.load import load_settings
from dvrag.model.answers import Verdict
from dvrag.model.writing import Check, Stated

CLAIMS = Path("eval/claims/planted.csv")
HALVES = ("dev", "test")


@dataclass(frozen=True, slots=True)
class Planted:
    """A claim with the truth about it; `kind` is the kind of falsehood, empty where it is true."""

    id: str
    stated: Stated
    true: bool
    kind: str

    @property
    def half(self) -> str:
        """The half it belongs to: claims on one passage stay together."""
        digest = hashlib.sha256(self.stated.cited[0].encode()).digest()
        return HALVES[digest[-1] % 2]


def read_planted(path: Path) -> list[Planted]:
    """Return the claims of a file. Raises ValueError for a truth other than supported and unsupported."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    wrong = {row["truth"] for row in rows} - {"supported", "unsupported"}
    if wrong:
        raise ValueError(f"{path}: the truth is supported or unsupported, not {', '.join(sorted(wrong))}.")
    return [
        Planted(
            row["id"],
            Stated(row["claim"], (row["cited"],), (row["around"],)),
            row["truth"] == "supported",
            row["kind"],
        )
        for row in rows
    ]


def table(claims: Sequence[Planted], checks: Sequence[Check]) -> Iterator[str]:
    """Return the lines that say how the verifier fared."""
    passed = [check.verdict is Verdict.SUPPORTED for check in checks]
    kept = [p for p, claim in zip(passed, claims, strict=True) if claim.true]
    false = [not p for p, claim in zip(passed, claims, strict=True) if not claim.true]
    gone = [c.verdict is Verdict.UNSUPPORTED for c, claim in zip(checks, claims, strict=True) if claim.true]
    yield f"{len(kept)} true claims, {len(false)} false ones"
    yield f"balanced accuracy     {(_share(kept) + _share(false)) / 2:.3f}"
    yield f"false claims caught   {_share(false):.3f}"
    yield f"true claims dropped   {1 - _share(kept):.3f}  (called unsupported: {_share(gone):.3f}, partly: the rest)"
    for kind in sorted({claim.kind for claim in claims if not claim.true}):
        of_kind = [not p for p, claim in zip(passed, claims, strict=True) if claim.kind == kind and not claim.true]
        yield f"  {kind:26} {sum(of_kind):3} of {len(of_kind):3} caught"


def mistakes(claims: Sequence[Planted], checks: Sequence[Check]) -> Iterator[str]:
    """Return a line for each claim that was judged wrongly."""
    for claim, check in zip(claims, checks, strict=True):
        if claim.true != (check.verdict is Verdict.SUPPORTED):
            kind = claim.kind or "TRUE"
            yield f"{claim.id} {check.score:.3f} {check.verdict} [{kind}] {claim.stated.text} {check.why}"


def main() -> None:
    """Print how well planted claims are told apart."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=Path, default=CLAIMS)
    parser.add_argument("--half", choices=(*HALVES, "whole"))
    parser.add_argument("--list", action="store_true")
    wanted = parser.parse_args()
    verifier = ClaimVerifier(model_for(load_settings(Path("index"), os.environ).embed, []))
    every = read_planted(wanted.claims)
    verifier.check([every[0].stated])  # the model is loaded
    for half in [wanted.half] if wanted.half else HALVES:
        claims = [claim for claim in every if half in {claim.half, "whole"}]
        if not claims:
            continue
        began = time.perf_counter()
        checks = verifier.check([claim.stated for claim in claims])
        took = (time.perf_counter() - began) * 1000 / len(claims)
        print(f"\n{half}: ", end="")
        print("\n".join(table(claims, checks)))
        print(f"{took:.1f} ms a claim")
        if wanted.list:
            print("\n".join(mistakes(claims, checks)))


def _share(values: Sequence[bool]) -> float:
    return sum(values) / len(values) if values else 0.0


if __name__ == "__main__":
    main()
