"""Learners: local profiles, what they answered, and when an item should come again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NewType

from dvrag.model.learning.items import Item, ItemId, ItemKind

LearnerId = NewType("LearnerId", int)


@dataclass(frozen=True, slots=True)
class Learner:
    """A local profile. `name` is what its owner entered, or "" ("Learner 3" is then shown). `since` is ISO."""

    id: LearnerId
    name: str
    since: str

    @property
    def shown(self) -> str:
        """What the profile is called on screen."""
        return self.name or f"Learner {self.id}"


class Rating(StrEnum):
    """How an answer went, in the words of the schedule (FSRS)."""

    AGAIN = "again"
    HARD = "hard"
    GOOD = "good"
    EASY = "easy"


@dataclass(frozen=True, slots=True)
class Marked:
    """What a learner sees after an answer: whether it was right, and when the item comes again (ISO, with zone)."""

    item: Item
    given: tuple[int, ...]
    right: bool
    rating: Rating
    due: str


@dataclass(frozen=True, slots=True)
class Given:
    """A stored answer, without any words of the item or the report. `seconds` is None where nobody took the time."""

    n: int
    learner: LearnerId
    item: ItemId
    kind: ItemKind
    themes: tuple[str, ...]
    right: bool
    rating: Rating
    at: str
    seconds: float | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """How well a learner holds an item, in the numbers of FSRS. `due` and `last` are ISO times in UTC.

    `state` is 1 (learning), 2 (review) or 3 (learning again); `step` counts within 1 and 3 and is None in 2.
    `stability` is in days, `difficulty` from 1 to 10.
    """

    learner: LearnerId
    item: ItemId
    state: int
    step: int | None
    stability: float
    difficulty: float
    last: str
    due: str


@dataclass(frozen=True, slots=True)
class Session:
    """Items for one sitting: first what is due again, then new ones. `minutes` is the time they should take."""

    learner: Learner
    items: tuple[Item, ...]
    due: int
    minutes: float


@dataclass(frozen=True, slots=True)
class ThemeProgress:
    """How answers on a theme went: counts of answers, of right ones, and of right ones among the last ten."""

    theme: str
    label: str
    answered: int
    right: int
    recent: int
    recent_right: int
    due: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How a learner fares. `weak` are the themes to work on next, the weakest first.

    `days` holds ISO dates with the number of answers and of right ones.
    """

    learner: Learner
    answered: int
    right: int
    due: int
    themes: tuple[ThemeProgress, ...]
    weak: tuple[str, ...]
    days: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class TeamView:
    """How a team fares together. `learners` counts those who answered at least once.

    `themes` sums over all. A theme is left out, and counted in `held_back`, where fewer than `at_least` learners
    answered it, or where so few of those without a name did that they could be told from those with one. `members`
    holds profiles with a name only.
    """

    learners: int
    themes: tuple[ThemeProgress, ...]
    weak: tuple[str, ...]
    members: tuple[Progress, ...]
    at_least: int
    held_back: int = 0
