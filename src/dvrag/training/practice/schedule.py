"""When an item comes again, by FSRS. No chance is in it: the same answers at the same times give the same dates."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from fsrs import Card as FsrsCard
from fsrs import Rating as FsrsRating
from fsrs import Scheduler, State

from dvrag.errors import SettingsError
from dvrag.model.learning.items import ItemId
from dvrag.model.learning.learners import Card, LearnerId, Rating

LONGEST_DAYS = 365
"""Days after which an item comes again at the latest: what is learnt is refreshed every year."""
SOON = timedelta(minutes=10)
"""After what time an item comes again that was answered wrongly."""

_RATINGS = {
    Rating.AGAIN: FsrsRating.Again,
    Rating.HARD: FsrsRating.Hard,
    Rating.GOOD: FsrsRating.Good,
    Rating.EASY: FsrsRating.Easy,
}


class Schedule:
    """Says when an item comes again; `retention` is the share of items that a learner should still know then."""

    def __init__(self, retention: float = 0.9) -> None:
        """Raises SettingsError for a share that is not from 0.7 to 0.97."""
        if not 0.7 <= retention <= 0.97:
            raise SettingsError(f"desired_retention in [train] is {retention}.", hint="Give a number from 0.7 to 0.97.")
        self._scheduler = Scheduler(
            desired_retention=retention,
            learning_steps=(SOON,),
            relearning_steps=(SOON,),
            maximum_interval=LONGEST_DAYS,
            enable_fuzzing=False,
        )

    def first(self, learner: LearnerId, item: ItemId, rating: Rating, at: datetime) -> Card:
        """Return the card of an item that was answered for the first time, at a time with its zone."""
        return self._after(FsrsCard(card_id=1, due=at.astimezone(UTC)), learner, item, (rating, at))

    def again(self, card: Card, rating: Rating, at: datetime) -> Card:
        """Return the card as it is after a further answer."""
        known = FsrsCard(
            card_id=1,
            state=State(card.state),
            step=card.step,
            stability=card.stability,
            difficulty=card.difficulty,
            due=datetime.fromisoformat(card.due),
            last_review=datetime.fromisoformat(card.last),
        )
        return self._after(known, card.learner, card.item, (rating, at))

    def _after(self, known: FsrsCard, learner: LearnerId, item: ItemId, answer: tuple[Rating, datetime]) -> Card:
        rating, at = answer
        done, _ = self._scheduler.review_card(known, _RATINGS[rating], at.astimezone(UTC))
        return Card(
            learner=learner,
            item=item,
            state=int(done.state),
            step=done.step,
            stability=float(done.stability or 0.0),
            difficulty=float(done.difficulty or 0.0),
            last=_iso(at),
            due=_iso(done.due),
        )


def rated(right: bool) -> Rating:
    """Return how an answer went: a right one was good, a wrong one must come again."""
    return Rating.GOOD if right else Rating.AGAIN


def is_due(card: Card, at: datetime) -> bool:
    """Return whether a card is due at a time with its zone."""
    return datetime.fromisoformat(card.due) <= at


def _iso(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")
