"""The model that lies knows which of its sentences are lies."""

from __future__ import annotations

import random

from dvrag.model.writing import Message, Role
from dvrag.testing.chat import Given
from dvrag.testing.lying import FALSE_KINDS, TRUE_KINDS, LyingChat, plain_sentences, told_from

GIVEN = (
    Given(
        1,
        "Overview; Oakfield",
        "Oakfield Police were called to her home eleven times before she was killed. "
        "The council did not ask about abuse; the request was treated as rent.",
    ),
    Given(
        2,
        "Inspection; Northmere",
        "Northmere Police was graded as requires improvement at protecting people who are vulnerable. "
        "However, the control room answered 78 per cent of emergency calls within ten seconds.",
    ),
)


def told() -> dict[str, list[tuple[str, int, bool]]]:
    found: dict[str, list[tuple[str, int, bool]]] = {}
    for item in told_from(GIVEN, random.Random(1), 3):
        found.setdefault(item.kind, []).append((item.text, item.cites, item.false))
    return found


def test_every_kind_of_lie_and_of_truth_is_told() -> None:
    assert set(told()) == {*TRUE_KINDS, *FALSE_KINDS}


def test_truths_cite_their_own_passage_and_say_what_it_says() -> None:
    found = told()
    assert all(not false for kind in TRUE_KINDS for _, _, false in found[kind])
    for text, cites, _ in found["copied"]:
        assert text in GIVEN[cites - 1].text
    assert ("The council did not ask about abuse.", 1, False) in found["copied in part"]
    assert any("answered 78% of emergency calls within 10 seconds" in text for text, _, _ in found["reworded"])


def test_lies_are_lies() -> None:
    found = told()
    assert all(false for kind in FALSE_KINDS for _, _, false in found[kind])
    for text, cites, _ in found["wrong passage"]:
        assert text not in GIVEN[cites - 1].text
        assert text in GIVEN[2 - cites].text
    for kind in set(FALSE_KINDS) - {"wrong passage"}:
        for text, cites, _ in found[kind]:
            assert text not in GIVEN[cites - 1].text
    assert any("were not called" in text or "did ask" in text for text, _, _ in found["flipped negation"])
    assert all("requires improvement" not in text for text, _, _ in found["other grade"])


def test_the_same_prompt_is_lied_to_in_the_same_way() -> None:
    block = f'<passage number="1">\n| From: Overview\n| {GIVEN[0].text}\n</passage>'
    messages = (Message(Role.SYSTEM, "s"), Message(Role.USER, block))
    one, other = LyingChat(), LyingChat()
    assert list(one.stream(messages)) == list(other.stream(messages))
    assert one.told == other.told
    assert LyingChat(seed=8)._lie(messages) != one._lie(messages)


def test_only_sentences_that_stand_alone_are_used() -> None:
    assert plain_sentences("Too short. He said “that all this was wrong and nobody asked”. A | b | c d e f.") == []
