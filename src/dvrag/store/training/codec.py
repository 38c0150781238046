"""Items, answers and cards as values of columns, and back, without loss."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from dvrag.model.findings import Agency, AgencyClass
from dvrag.model.ids import ReportId
from dvrag.model.learning.items import Cited, Difficulty, Item, ItemId, ItemKind, Role
from dvrag.model.learning.learners import Card, Given, Learner, LearnerId, Rating
from dvrag.store.tables import Value

_NUMBERS = ("state", "step", "stability", "difficulty", "last")
_TUPLES = ("options", "answer", "prompts", "themes")


def item_to_json(item: Item) -> str:
    """Return an item as JSON."""
    return _json(asdict(item))


def item_from_json(text: str) -> Item:
    """Return the item that `item_to_json` wrote."""
    found: dict[str, Any] = json.loads(text)
    agencies = tuple(Agency(a["name"], AgencyClass(a["kind"])) for a in found["agencies"])
    cited = tuple(Cited(**{**c, "report_id": ReportId(c["report_id"])}) for c in found["cited"])
    typed = {
        "id": ItemId(found["id"]),
        "kind": ItemKind(found["kind"]),
        "difficulty": Difficulty(found["difficulty"]),
        "roles": tuple(map(Role, found["roles"])),
        "agencies": agencies,
        "cited": cited,
        **{name: tuple(found[name]) for name in _TUPLES},
    }
    return Item(**{**found, **typed})


def learner_from(row: Sequence[Any]) -> Learner:
    """Return the profile in a row of `learners`."""
    identity, name, since = row
    return Learner(LearnerId(identity), name, since)


def answer_values(given: Given) -> tuple[Value, ...]:
    """Return a row of `answers`."""
    went = (int(given.right), given.rating.value, given.at)
    seconds = None if given.seconds is None else float(given.seconds)
    return (given.n, given.learner, given.item, given.kind.value, _json(given.themes), *went, seconds)


def answer_from(row: Sequence[Any]) -> Given:
    """Return the answer in a row of `answers`."""
    n, learner, item, kind, themes, right, rating, at, seconds = row
    return Given(
        n=n,
        learner=LearnerId(learner),
        item=ItemId(item),
        kind=ItemKind(kind),
        themes=tuple(json.loads(themes)),
        right=bool(right),
        rating=Rating(rating),
        at=at,
        seconds=seconds,
    )


def card_values(card: Card) -> tuple[Value, ...]:
    """Return a row of `cards`."""
    return (card.learner, card.item, _json({name: getattr(card, name) for name in _NUMBERS}), card.due)


def card_from(row: Sequence[Any]) -> Card:
    """Return the card in a row of `cards`."""
    learner, item, data, due = row
    return Card(learner=LearnerId(learner), item=ItemId(item), due=due, **json.loads(data))


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
