"""Wrong answers from other reports: findings of the same form, near in theme, that this review did not make."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dvrag.model.actions import Entry
from dvrag.model.documents import Family
from dvrag.training.desk import Desk
from dvrag.training.items.build import drawn_key

TRIED = 60
"""Findings looked at for the wrong answers of one item, at most."""
LOOKED_AT = 600
"""Options of one form from which those are taken, at most, so that a large library takes no longer for each item."""
RATIO = 1.7
"""How many times as long one option may be as another, at most."""


@dataclass(frozen=True, slots=True)
class Said:
    """A finding with the words of it that can be an option; options of one item are of one `form`."""

    entry: Entry
    text: str
    start: int
    end: int
    form: str


class Pool:
    """Everything that can be an option; what was a wrong answer often comes later, so that none is known by heart."""

    def __init__(self, everything: tuple[Said, ...], desk: Desk, *, situated: bool = False) -> None:
        """Take the options; `situated`: each answers its own situation, so only that one finding can say the same."""
        self.all = everything
        self.desk = desk
        self._situated = situated
        self._used: Counter[str] = Counter()
        self._by_form: dict[str, list[Said]] = defaultdict(list)
        for said in sorted(everything, key=lambda each: drawn_key(each.entry.finding.id, each.text)):
            self._by_form[said.form].append(said)

    def wrong_answers(self, right: Said, most: int = 3) -> tuple[str, ...]:
        """Return options that another review said and this one did not, those that share a theme with it first.

        None that says nearly what a finding of this review says, or another option; all of about the same length.
        """
        chosen: list[Said] = []
        for other in self._tried(right):
            if len(chosen) < most and _even([right, *chosen, other]) and not self._also_true(other, right, chosen):
                chosen.append(other)
        self._used.update(other.entry.finding.id for other in chosen)
        return tuple(other.text for other in chosen)

    def _tried(self, right: Said) -> list[Said]:
        """Return options of the same form from elsewhere, the most fitting first.

        First come those that share no theme with this review's other findings, of them those near to this finding.
        """
        review = self.desk.review
        own, case = review[right.entry.report.id], right.entry.finding.section
        themes = _themes(right.entry)
        others = [_themes(entry) for entry in self.desk.case_of(right.entry) if entry is not right.entry]
        beside = frozenset[str]().union(*others) - themes

        def order(said: Said) -> tuple[bool, bool, int, str]:
            near = _themes(said.entry)
            key = drawn_key(right.entry.finding.id, said.entry.finding.id)
            return (bool(near & beside), not near & themes, self._used[said.entry.finding.id], key)

        same = [
            said
            for said in self._some(right)
            if review[said.entry.report.id] != own or _another_case(said, right, case)
        ]
        return sorted(same, key=order)[:TRIED]

    def _some(self, right: Said) -> Iterator[Said]:
        """Yield options of the same form, other ones for each right one: in a large library a part of them."""
        pool = self._by_form[right.form]
        first = int(drawn_key(right.entry.finding.id)[:8], 16) % len(pool)
        for place in range(min(LOOKED_AT, len(pool))):
            yield pool[(first + place) % len(pool)]

    def _also_true(self, other: Said, right: Said, chosen: Sequence[Said]) -> bool:
        """Return whether an option may be right too, or say the same as another wrong one."""
        own = (right.entry,) if self._situated else self.desk.case_of(right.entry)
        return (
            self.desk.like_any(other.entry, own)
            or self.desk.like_any(other.entry, [kept.entry for kept in chosen])
            or self.desk.said_in(other.text, right.entry)
        )


def _themes(entry: Entry) -> frozenset[str]:
    return frozenset(mark.theme for mark in entry.finding.themes)


def _another_case(said: Said, right: Said, case: str) -> bool:
    """Return whether an option stands in the same collection of cases, under the heading of another case."""
    collected = right.entry.report.family is Family.CASE_REVIEW and said.entry.report.id == right.entry.report.id
    return collected and said.entry.finding.section != case


def _even(options: Sequence[Said]) -> bool:
    lengths = [len(option.text) for option in options]
    return max(lengths) <= RATIO * min(lengths)
