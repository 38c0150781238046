"""A question → terms for full-text search.

A term is one word, or several words joined by single spaces that must stand side by side (a phrase).
"""

from __future__ import annotations

import re
import unicodedata
from importlib.resources import files

MAX_TERMS = 64
"""Terms beyond this are dropped; a pasted page would otherwise cost seconds and add nothing to the ranking."""

STOP_WORDS = frozenset(files("dvrag.text").joinpath("stop_words.txt").read_text("utf-8").split())
"""Function words of English (articles, pronouns, prepositions, auxiliaries, question words). Negations are not
among them: "no further action", "no recourse" and "not recorded" name findings."""

_OPERATORS = frozenset({"AND", "OR", "NOT"})
_MARKS = '"\u201c\u201d\u201e\u201f\u00ab\u00bb'
_QUOTED = re.compile(f"[{_MARKS}]([^{_MARKS}]*)[{_MARKS}]")
_POSSESSIVE = re.compile(r"(?<=\w)['\u2019\u02bc]s\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_TOKEN = re.compile(rf"\d+(?:[.,:/]\d+)+(?!\w)|{_WORD.pattern}")


def terms(query: str) -> tuple[str, ...]:
    """Return the terms of a query in order, lower case, each once; at most MAX_TERMS.

    Stop words are dropped unless nothing else is left, or written in capitals like an acronym ("IT"). A quoted
    phrase gives the phrase and its words. Numbers with inner marks ("5.14", "1,000") stay together. A hyphenated
    word gives its parts. Any string is accepted; without a letter or digit in it the result is empty.
    """
    plain = unicodedata.normalize("NFC", _POSSESSIVE.sub("", query))
    quoted = [words(text) for text in _QUOTED.findall(query)]
    phrases = [" ".join(phrase) for phrase in quoted if len(phrase) > 1]
    mixed = any(c.islower() for c in plain)
    tokens = _TOKEN.findall(plain)
    kept = [" ".join(words(token)) for token in tokens if not _is_stop(token, mixed)]
    return tuple(dict.fromkeys(phrases + (kept or words(plain))))[:MAX_TERMS]


def words(text: str) -> list[str]:
    """Return the words of a text in lower case: letters and numbers with their combining marks; all else separates.

    This is how SQLite's `unicode61` tokenizer cuts, so a term never holds a character that it would not index.
    Source: https://sqlite.org/fts5.html#unicode61_tokenizer.
    """
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


def _is_stop(token: str, mixed: bool) -> bool:
    """Return whether a token is a function word; in a query of mixed case, capitals make it an acronym ("IT")."""
    acronym = mixed and len(token) > 1 and token.isupper() and token not in _OPERATORS
    return token.lower() in STOP_WORDS and not acronym
