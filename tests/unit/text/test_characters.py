"""Characters of files as a reader expects them."""

from __future__ import annotations

import pytest

from dvrag.text.characters import SOFT_HYPHEN, bullet, clean


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("of\ufb01cers  in\u00a0\u00a0the \ufb02at", "officers in the flat"),
        ("in\u00adfor\u00admation", "information"),
        ("informa\u00ad", f"informa{SOFT_HYPHEN}"),
        ("informa\x02", f"informa{SOFT_HYPHEN}"),
        ("multi\u2011agency", "multi-agency"),
        ("the victim\u00b4s words", "the victim’s words"),
        ("\u25fc Leaders act", "• Leaders act"),
        ("\uf0b7\tLeaders act", "• Leaders act"),
        ("a\u200bb\ufeff", "ab"),
        ("cafe\u0301", "café"),
    ],
)
def test_characters_are_mended(written: str, expected: str) -> None:
    assert clean(written) == expected


@pytest.mark.parametrize(
    ("line", "length"), [("• one", 2), ("- one", 2), ("o one", 2), ("one", 0), ("-one", 0), ("own words", 0)]
)
def test_a_bullet_is_told_from_a_word(line: str, length: int) -> None:
    assert bullet(line) == length


def test_a_soft_hyphen_that_breaks_no_word_goes() -> None:
    assert clean("\x02") == clean(" \xad ") == ""
    assert clean("5.14 \x02") == "5.14"
