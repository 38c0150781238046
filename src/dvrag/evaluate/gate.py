"""The gate: a run against the kept baseline; a loss that is more than chance fails.

The baseline keeps the measures of each gated question. Types whose feature is not there yet are left out.
"""

from __future__ import annotations

import statistics
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dvrag.errors import MismatchError, UnreadableError
from dvrag.evaluate.measures.catalogue import GATED
from dvrag.evaluate.run import Run
from dvrag.evaluate.significance import SIGNIFICANT, holm, randomisation_test

FORMAT = 1
UPDATE = "If the change is wanted, keep it: `dvrag evaluate baseline`."

Values = Mapping[str, Mapping[str, float]]
"""Measure → question → value."""


@dataclass(frozen=True, slots=True)
class Change:
    """A measure against the baseline over `n` questions. `p_holm` is two-sided, corrected for all measures."""

    key: str
    n: int
    baseline: float
    now: float
    p_holm: float
    losses: tuple[str, ...]

    @property
    def failed(self) -> bool:
        """Whether it is a loss that chance would seldom show."""
        return self.now < self.baseline and self.p_holm < SIGNIFICANT


def baseline_of(run: Run) -> dict[str, Any]:
    """Return what is kept of a run: names, and the gated measures of the gated questions."""
    values = {key: {r.id: round(r.scores[key], 4) for r in run.records if r.gated and key in r.scores} for key in GATED}
    return {
        "format": FORMAT,
        "system": run.name,
        "gold": run.gold,
        "gold_sha256": run.gold_sha256,
        "split": run.split,
        "models": run.models,
        "started": run.started,
        "version": run.version,
        "means": {key: round(statistics.fmean(found.values()), 4) for key, found in values.items() if found},
        "values": values,
    }


def against(run: Run, baseline: Any, origin: str) -> tuple[Change, ...]:
    """Return every gated measure against a baseline.

    Raises UnreadableError for a broken baseline, MismatchError where it was made with other questions.
    """
    if not isinstance(baseline, dict) or not isinstance(baseline.get("values"), dict):
        raise UnreadableError(f"{origin} is not a baseline.", hint="Make one: `dvrag evaluate baseline`.")
    if baseline.get("format") != FORMAT or baseline.get("gold_sha256") != run.gold_sha256:
        raise MismatchError(
            f"{origin} was made with other questions than {run.gold} ({run.split}).",
            hint="Make it anew and look at what changes: `dvrag evaluate baseline`.",
        )
    kept: Values = baseline["values"]
    now: Values = baseline_of(run)["values"]
    pairs = {key: _pairs(kept[key], now.get(key, {})) for key in GATED if kept.get(key)}
    ps = holm([randomisation_test([after - before for before, after in p.values()]) for p in pairs.values()])
    return tuple(_change(key, pair, p) for (key, pair), p in zip(pairs.items(), ps, strict=True))


def _pairs(kept: Mapping[str, float], now: Mapping[str, float]) -> dict[str, tuple[float, float]]:
    """Return (before, after) by question; a question that is no longer measured counts as lost."""
    return {identity: (float(value), float(now.get(identity, 0.0))) for identity, value in kept.items()}


def _change(key: str, pairs: Mapping[str, tuple[float, float]], p: float) -> Change:
    lost = sorted(((after - before, i) for i, (before, after) in pairs.items() if after < before))
    return Change(
        key=key,
        n=len(pairs),
        baseline=statistics.fmean(before for before, _ in pairs.values()),
        now=statistics.fmean(after for _, after in pairs.values()),
        p_holm=p,
        losses=tuple(identity for _, identity in lost),
    )
