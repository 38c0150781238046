"""How rare words are."""

from __future__ import annotations

from dvrag.answer.verify.support.rarity import carried, rarity


def test_rare_words_weigh_more_and_unknown_ones_most() -> None:
    assert rarity("the") < rarity("increas") < rarity("zyzzyva")


def test_the_share_that_is_carried_counts_rare_words_for_more() -> None:
    wanted = ["peopl", "zyzzyva"]
    assert carried(wanted, {"zyzzyva"}) > 0.5 > carried(wanted, {"peopl"}) > 0
    assert carried(wanted, set(wanted)) == 1
    assert carried([], set()) == 1
