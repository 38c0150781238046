"""Answers whose profile was lost with a damaged file."""

from __future__ import annotations

import apsw

from dvrag.store.tables import insert


def give_profiles(connection: apsw.Connection) -> int:
    """Give answers and cards whose profile was lost with a damaged file one without a name; return how many."""
    query = """SELECT learner, min(at) FROM (
        SELECT learner, at FROM answers UNION ALL SELECT learner, json_extract(data, '$.last') FROM cards)
        WHERE learner NOT IN (SELECT id FROM learners) GROUP BY learner"""
    lost = list(connection.execute(query))
    for identity, since in lost:
        insert(connection, "learners", (identity, "", since))
    return len(lost)
