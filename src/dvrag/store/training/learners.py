"""Profiles, answers and cards of learners: written, read, removed together."""

from __future__ import annotations

from dataclasses import replace

import apsw

from dvrag.errors import LockedError, NotFoundError, UsageError
from dvrag.model.learning.items import ItemId
from dvrag.model.learning.learners import Card, Given, Learner, LearnerId
from dvrag.store.library import Library
from dvrag.store.register.kept import changing
from dvrag.store.tables import insert, next_number, select, select_one
from dvrag.store.training.codec import answer_from, answer_values, card_from, card_values, learner_from


def learners(connection: apsw.Connection) -> tuple[Learner, ...]:
    """Return every profile, oldest first."""
    return tuple(map(learner_from, select(connection, "learners", "ORDER BY id")))


def learner(connection: apsw.Connection, identity: LearnerId) -> Learner:
    """Return a profile. Raises NotFoundError."""
    row = select_one(connection, "learners", "WHERE id = ?", (identity,))
    if row is None:
        raise NotFoundError(f"No learner {identity} in this library.", hint="Choose or add a profile.")
    return learner_from(row)


def add(library: Library, name: str, since: str) -> Learner:
    """Store a new profile and return it. Raises UsageError where another one has that name."""
    with changing(library) as connection:
        _check_free(connection, name)
        new = Learner(LearnerId(next_number(connection, "learners")), name, since)
        insert(connection, "learners", (new.id, new.name, new.since))
    return new


def rename(library: Library, identity: LearnerId, name: str) -> Learner:
    """Give a profile another name, or none. Raises NotFoundError; UsageError where another one has that name."""
    with changing(library) as connection:
        renamed = replace(learner(connection, identity), name=name)
        _check_free(connection, name, but=identity)
        insert(connection, "learners", (renamed.id, renamed.name, renamed.since))
    return renamed


def remove(library: Library, identity: LearnerId) -> int:
    """Erase a profile with its cards and answers, also from the log; return the number of answers.

    Raises NotFoundError; LockedError where it is erased, but from the log only when those who read are finished.
    """
    with changing(library) as connection:
        learner(connection, identity)
        connection.execute("DELETE FROM cards WHERE learner = ?", (identity,))
        connection.execute("DELETE FROM answers WHERE learner = ?", (identity,))
        gone = connection.changes()
        connection.execute("DELETE FROM learners WHERE id = ?", (identity,))
    try:
        library.checkpoint()
    except LockedError as error:
        raise LockedError(
            "The learner is removed, but what was written before stays in the log while others read the library.",
            hint="It goes when they close it.",
        ) from error
    return gone


def answer(library: Library, given: Given, card: Card) -> Given:
    """Store an answer with the card as it is after it; both are durable when this returns. Returns it, numbered.

    Raises NotFoundError for an unknown learner.
    """
    with changing(library) as connection:
        learner(connection, given.learner)
        numbered = replace(given, n=next_number(connection, "answers"))
        insert(connection, "answers", answer_values(numbered))
        insert(connection, "cards", card_values(card))
    return numbered


def answers(connection: apsw.Connection, identity: LearnerId | None = None) -> tuple[Given, ...]:
    """Return the answers of a learner, or of all, oldest first."""
    tail, bindings = ("", ()) if identity is None else ("WHERE learner = ? ", (identity,))
    return tuple(map(answer_from, select(connection, "answers", f"{tail}ORDER BY n", bindings)))


def cards(connection: apsw.Connection, identity: LearnerId | None = None) -> tuple[Card, ...]:
    """Return the cards of a learner, or of all, those due first first."""
    tail, bindings = ("", ()) if identity is None else ("WHERE learner = ? ", (identity,))
    return tuple(map(card_from, select(connection, "cards", f"{tail}ORDER BY due, item, learner", bindings)))


def card(connection: apsw.Connection, identity: LearnerId, item: ItemId) -> Card | None:
    """Return a learner's card of an item, None where it was never answered."""
    row = select_one(connection, "cards", "WHERE learner = ? AND item = ?", (identity, item))
    return card_from(row) if row else None


def _check_free(connection: apsw.Connection, name: str, but: LearnerId | None = None) -> None:
    if any(other.name.casefold() == name.casefold() for other in learners(connection) if name and other.id != but):
        raise UsageError(f"There is a learner called {name} already.", hint="Choose that profile, or another name.")
