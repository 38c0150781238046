"""Which parts and settings earn their place: each is changed alone, everything else as in the product."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dvrag.errors import UsageError
from dvrag.evaluate.compare import Difference, compare
from dvrag.evaluate.run import Run
from dvrag.evaluate.summary import summarise
from dvrag.evaluate.systems import SystemSpec

MEASURES = ("nDCG@10", "R@10", "vital", "gold_precision", "gold_recall", "right_page", "decided")
"""What a part may earn its place in; Holm's correction is over these for each change."""

SWEEPS: dict[str, tuple[tuple[str, ...], ...]] = {
    "fusion weight": tuple((f"retrieve.dense_weight={w}",) for w in (0.0, 0.3, 0.45, 0.55, 0.65, 0.8, 1.0)),
    "passage size": tuple(
        (f"chunk.max_tokens={most}", f"chunk.target_tokens={target}")
        for most, target in ((110, 70), (160, 100), (220, 140), (250, 220))
    ),
    "expansion of acronyms": (("retrieve.expand_acronyms=false",),),
    "names of reports": (("retrieve.name_weight=0",), ("retrieve.name_weight=0.1",)),
    "near-duplicates collapsed": (("retrieve.collapse_duplicates=false",),),
    "MaxSim reranking": (("retrieve.maxsim_weight=0.3",), ("retrieve.maxsim_weight=0.5",)),
    "abstaining": (("answer.threshold=0",),),
}
"""By part, the settings that replace the product's; one that equals the product's own is shown as such."""


@dataclass(frozen=True, slots=True)
class Ablation:
    """A change of one part against the product. `differences` are changed minus product, so negative: it is needed."""

    part: str
    settings: tuple[str, ...]
    values: dict[str, float]
    differences: tuple[Difference, ...]
    search_ms: float

    @property
    def verdict(self) -> str:
        """Whether the product's own setting is better, worse, or not clearly different in any measure."""
        if not self.differences:
            return "the product's setting"
        worse = [d.key for d in self.differences if d.significant and d.difference < 0]
        better = [d.key for d in self.differences if d.significant and d.difference > 0]
        if worse and better:
            return f"mixed: worse in {', '.join(worse)}; better in {', '.join(better)}"
        if worse:
            return f"the product's setting earns its place ({', '.join(worse)})"
        return f"the change is better ({', '.join(better)})" if better else "no clear difference"


def chosen(parts: Sequence[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Return the sweeps of some parts, all where none is named. Raises UsageError for an unknown part."""
    for part in parts:
        if part not in SWEEPS:
            raise UsageError(f"There is no part {part!r} to change.", hint=f"Parts: {', '.join(SWEEPS)}.")
    return {part: SWEEPS[part] for part in (parts or SWEEPS)}


def spec_of(settings: tuple[str, ...]) -> SystemSpec:
    """Return the product with settings changed; sections of the library itself are allowed here."""
    changes = []
    for setting in settings:
        name, _, value = setting.partition("=")
        section, _, key = name.partition(".")
        changes.append((section, key, value))
    return SystemSpec("dvrag", tuple(changes))


def ablation(part: str, product: Run, changed: Run, settings: tuple[str, ...]) -> Ablation:
    """Return what a change does. Raises what `compare` raises."""
    found = compare(product, changed, MEASURES).differences
    same = all(a.scores == b.scores for a, b in zip(product.records, changed.records, strict=True))
    search = summarise(changed).search.p50
    return Ablation(part, settings, {d.key: d.second for d in found}, () if same else found, search)
