"""Two runs over the same questions: which differences are more than chance."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from dvrag.errors import MismatchError, UsageError
from dvrag.evaluate.measures.catalogue import COMPARED
from dvrag.evaluate.run import Run
from dvrag.evaluate.significance import SIGNIFICANT, bootstrap_interval, effect_size, holm, randomisation_test
from dvrag.evaluate.summary import values_of

_SAME = 1e-9


@dataclass(frozen=True, slots=True)
class Difference:
    """A measure in both runs over `n` questions; `difference` is `second - first` with its 95 % interval.

    `p` is of a paired randomisation test, `p_holm` the same corrected for all measures compared together. `wins` and
    `losses` are the ids of questions where the second run scores higher or lower, largest change first.
    """

    key: str
    n: int
    first: float
    second: float
    difference: float
    interval: tuple[float, float]
    p: float
    p_holm: float
    effect: float
    wins: tuple[str, ...]
    losses: tuple[str, ...]

    @property
    def significant(self) -> bool:
        """Whether chance alone would show so large a difference in less than 1 of 20 such comparisons."""
        return self.p_holm < SIGNIFICANT

    @property
    def verdict(self) -> str:
        """The finding in a word or two."""
        if not self.significant:
            return "no clear difference"
        return "better" if self.difference > 0 else "worse"


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the second run differs from the first."""

    first: str
    second: str
    questions: int
    differences: tuple[Difference, ...]


def compare(first: Run, second: Run, keys: Sequence[str] = COMPARED) -> Comparison:
    """Return the differences in every measure that both runs have.

    Raises MismatchError where the runs are of different questions, UsageError where nothing can be compared.
    """
    if first.gold_sha256 != second.gold_sha256 or first.by_id().keys() != second.by_id().keys():
        raise MismatchError(
            f"{first.name} and {second.name} were asked different questions.",
            hint="Run both on the same gold file and split.",
        )
    pairs = {key: _paired(first, second, key) for key in keys}
    kept = {key: pair for key, pair in pairs.items() if pair}
    if not kept:
        raise UsageError("The two runs have no measure in common.")
    ps = {key: randomisation_test([b - a for _, a, b in pair]) for key, pair in kept.items()}
    corrected = dict(zip(ps, holm(list(ps.values())), strict=True))
    differences = tuple(_difference(key, pair, ps[key], corrected[key]) for key, pair in kept.items())
    return Comparison(first.name, second.name, len(first.records), differences)


def _paired(first: Run, second: Run, key: str) -> list[tuple[str, float, float]]:
    one, other = values_of(first.records, key), values_of(second.records, key)
    return [(identity, one[identity], other[identity]) for identity in one if identity in other]


def _difference(key: str, pairs: Sequence[tuple[str, float, float]], p: float, p_holm: float) -> Difference:
    changes = {identity: b - a for identity, a, b in pairs}
    values = list(changes.values())
    ordered = sorted(changes, key=lambda identity: (-abs(changes[identity]), identity))
    return Difference(
        key=key,
        n=len(pairs),
        first=statistics.fmean(a for _, a, _ in pairs),
        second=statistics.fmean(b for _, _, b in pairs),
        difference=statistics.fmean(values),
        interval=bootstrap_interval(values),
        p=p,
        p_holm=p_holm,
        effect=effect_size(values),
        wins=tuple(i for i in ordered if changes[i] > _SAME),
        losses=tuple(i for i in ordered if changes[i] < -_SAME),
    )
