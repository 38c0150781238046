"""Redaction: numbers and addresses first, then names after cues."""

from __future__ import annotations

from collections.abc import Collection

from dvrag.text.redaction.names import without_names
from dvrag.text.redaction.numbers import without_numbers


def redacted(text: str, keep: Collection[str] = ()) -> str:
    """Return a text with marks such as "[phone]" and "[name]" in place of personal data.

    Replaced are e-mail addresses, telephone numbers (not public helplines), postcodes, dates of birth, NHS and National
    Insurance numbers, and names after cues ("my name is", "victim called", "Mr", "PC 1234"). `keep` holds words of
    names that are published, such as the pseudonyms in titles of reports: a name made of them stays unless somebody
    says that it is theirs. A name without any cue cannot be told from a place and stays.
    """
    return without_names(without_numbers(text), frozenset(word.casefold().strip(".,:;()‘’'\"“”") for word in keep))
