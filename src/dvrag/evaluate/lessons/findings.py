"""Extracted findings against labelled ones: what was found, missed and made up, and which fields are right.

Labels and findings of one report are paired one to one, best overlap first. A pair has the same kind and shares at
least `ENOUGH` of the text of one of the two; judgments share the words of their question and their grade instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dvrag.evaluate.lessons.labels import Label, Letters, letters, place, read_labels
from dvrag.model.documents import Span
from dvrag.model.findings import Draft, FindingKind

__all__ = ["FIELDS", "Extracted", "Pair", "Scores", "read_labels", "score"]

ENOUGH = 0.8
"""Share of the shorter text that the two must have in common."""

WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Extracted:
    """What was extracted from one report, and the report's text that the findings' offsets point into."""

    text: str
    drafts: tuple[Draft, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A label and the finding paired with it. `overlap` is their Jaccard overlap, `whole` the label's share found."""

    label: Label
    draft: Draft
    overlap: float
    whole: float


@dataclass(frozen=True, slots=True)
class Scores:
    """Pairs, labels without a finding, findings without a label (with their source), labels not in the report's text.

    Optional labels stand in `pairs` only, and count nowhere else.
    """

    pairs: tuple[Pair, ...]
    missed: tuple[Label, ...]
    extra: tuple[tuple[str, Draft], ...]
    unplaced: tuple[Label, ...]

    def matched(self, kind: FindingKind) -> tuple[Pair, ...]:
        """Return the pairs of a kind whose label is not optional."""
        return tuple(pair for pair in self.pairs if pair.label.kind is kind and not pair.label.optional)

    def recall(self, kind: FindingKind) -> float | None:
        """Return the share of the labels of a kind that were found, in [0, 1]; None where there are no labels."""
        right = len(self.matched(kind))
        return _share(right, right + sum(label.kind is kind for label in self.missed))

    def precision(self, kind: FindingKind) -> float | None:
        """Return the share of the findings of a kind that have a label, in [0, 1]; None where nothing was found."""
        right = len(self.matched(kind))
        return _share(right, right + sum(draft.kind is kind for _, draft in self.extra))

    def field(self, name: str, kind: FindingKind) -> float | None:
        """Return the share of the pairs of a kind whose field `name` (of `FIELDS`) is right; None where there are none.

        Judgments have a scale and nothing else, the other kinds everything but a scale.
        """
        pairs = self.matched(kind) if (name == "scale") is (kind is FindingKind.JUDGMENT) else ()
        return _share(sum(FIELDS[name](pair) for pair in pairs), len(pairs))


def score(labels: Sequence[Label], found: Mapping[str, Extracted]) -> Scores:
    """Return how the findings of each source agree with the labels. Key figures are left out: nobody labelled them."""
    pairs: list[Pair] = []
    unplaced: list[Label] = []
    for source, extracted in found.items():
        placed, lost = _placed([label for label in labels if label.source == source], extracted.text)
        unplaced += lost
        pairs += _paired(placed, extracted)
    taken = {(pair.label.source, id(pair.draft)) for pair in pairs}
    met = {id(pair.label) for pair in pairs}
    return Scores(
        pairs=tuple(pairs),
        missed=tuple(label for label in labels if id(label) not in met and not label.optional),
        extra=tuple((source, d) for source, e in found.items() for d in _counted(e) if (source, id(d)) not in taken),
        unplaced=tuple(unplaced),
    )


@dataclass(frozen=True, slots=True)
class _Placed:
    label: Label
    span: Span


def _counted(extracted: Extracted) -> Iterator[Draft]:
    return (draft for draft in extracted.drafts if draft.kind is not FindingKind.FIGURE)


def _placed(labels: Sequence[Label], text: str) -> tuple[list[_Placed], list[Label]]:
    spoken, placed, lost = letters(text), [], []
    after = 0
    for label in labels:
        if label.kind is FindingKind.JUDGMENT:
            placed.append(_Placed(label, Span(0, 0)))
            continue
        span = place(label, spoken, after)
        if span is None:
            lost.append(label)
            continue
        after = span.start
        placed.append(_Placed(label, span))
    return placed, lost


def _paired(placed: Sequence[_Placed], extracted: Extracted) -> list[Pair]:
    spoken = letters(extracted.text)
    pairs = [
        pair
        for one in placed
        for draft in _counted(extracted)
        if draft.kind is one.label.kind and (pair := _pair(one, draft, spoken))
    ]
    chosen: list[Pair] = []
    for pair in sorted(pairs, key=lambda pair: (-pair.overlap, pair.label.optional)):
        if all(pair.label is not other.label and pair.draft is not other.draft for other in chosen):
            chosen.append(pair)
    return chosen


def _pair(one: _Placed, draft: Draft, spoken: Letters) -> Pair | None:
    if one.label.kind is FindingKind.JUDGMENT:
        return _judged(one.label, draft)
    span = spoken.span(draft.start, draft.end)
    common = max(0, min(span.end, one.span.end) - max(span.start, one.span.start))
    wanted, given = one.span.end - one.span.start, span.end - span.start
    if not common or common < ENOUGH * min(wanted, given):
        return None
    return Pair(one.label, draft, common / (wanted + given - common), common / wanted)


def _judged(label: Label, draft: Draft) -> Pair | None:
    if draft.judgment is None or draft.judgment.grade != label.grade:
        return None
    wanted, given = set(_plain(label.start)), set(_plain(draft.judgment.question))
    common = len(wanted & given)
    if not common or common < ENOUGH * min(len(wanted), len(given)):
        return None
    return Pair(label, draft, common / len(wanted | given), common / len(wanted))


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _plain(text: str | None) -> tuple[str, ...]:
    return tuple(word for word in WORD.findall((text or "").lower().replace("’", "'")) if word != "the")


def _addressee(pair: Pair) -> bool:
    return _plain(pair.draft.addressee) in {_plain(right) for right in pair.label.addressee.split("|")}


def _number(pair: Pair) -> bool:
    return "".join(_plain(pair.draft.number)) == "".join(_plain(pair.label.number))


def _scope(pair: Pair) -> bool:
    return (pair.draft.plan.scope or "") in pair.label.scope.split("|")


def _deadline(pair: Pair) -> bool:
    wanted, given = _plain(pair.label.deadline), _plain(pair.draft.plan.deadline)
    return wanted == given or (bool(wanted) and " ".join(wanted) in " ".join(given))


def _scale(pair: Pair) -> bool:
    judgment = pair.draft.judgment
    return judgment is not None and judgment.scale == pair.label.scale


FIELDS: dict[str, Callable[[Pair], bool]] = {
    "addressee": _addressee,
    "number": _number,
    "scope": _scope,
    "deadline": _deadline,
    "scale": _scale,
}
"""Whether a field of the finding is what the label says, by its name. Case, "the" and punctuation are ignored."""
