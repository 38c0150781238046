"""No text a person can type or paste breaks the search by words."""

from __future__ import annotations

import apsw
from hypothesis import example, given
from hypothesis import strategies as st

from dvrag.store.search import match_expression
from dvrag.text.acronyms import Acronyms, listed_senses
from dvrag.text.terms import MAX_TERMS, terms, words

any_text = st.text(st.characters(codec=None), max_size=200)
hostile = st.lists(
    st.sampled_from(['"', "*", "AND", "OR", "NOT", "NEAR(", ")", "^", ":", "-", "{", "\0", "\ud800", "a", "5.14", " "])
).map(" ".join)


def full_text() -> apsw.Connection:
    connection = apsw.Connection(":memory:")
    connection.execute("CREATE VIRTUAL TABLE passages USING fts5(text, tokenize = 'porter unicode61')")
    return connection


CONNECTION = full_text()


@given(any_text | hostile)
@example('AND OR NEAR( "*')
@example('""')
@example("\u0130\u0307 \u0660\u0661.\u0662")
def test_any_query_can_be_searched(query: str) -> None:
    found = terms(query)
    expression = match_expression(found)
    if expression:
        CONNECTION.execute("SELECT rowid FROM passages WHERE passages MATCH ?", (expression,)).fetchall()
    assert len(found) <= MAX_TERMS
    assert len(set(found)) == len(found)
    assert all(term and term == " ".join(words(term)) for term in found)


@given(any_text)
def test_a_text_with_a_letter_or_digit_has_terms(query: str) -> None:
    assert bool(terms(query)) == bool(words(query))


@given(any_text | hostile)
def test_any_query_can_be_expanded(query: str) -> None:
    for expansion in Acronyms(listed_senses(), {}).expand(query):
        assert expansion.added
        assert expansion.only is None
