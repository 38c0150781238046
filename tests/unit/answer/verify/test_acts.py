"""The parser and the rules that rest on it: who did what to whom, all or a number, done or not done."""

from __future__ import annotations

import pytest

from dvrag.answer.verify.carried.check import compare
from dvrag.answer.verify.syntax import network as networks
from dvrag.answer.verify.syntax.acts import acts
from dvrag.answer.verify.syntax.parser import parse
from dvrag.errors import DamagedError
from dvrag.model.writing import Stated


def _told(sentence: str) -> list[tuple[str, list[str], list[str]]]:
    nodes = parse(sentence)
    return [
        (nodes[act.verb].text, [nodes[i].text for i in act.doers], [nodes[i].text for i in act.done_to])
        for act in acts(sentence)
    ]


def _found(claim: str, cited: str) -> list[str]:
    return [finding.why for finding in compare(Stated(claim, (cited,), ("",))) if finding.grave]


def test_the_passive_is_undone() -> None:
    assert ("told", ["gardener"], ["cook"]) in _told("The cook was told by the gardener.")
    assert ("told", ["gardener"], ["cook"]) in _told("The gardener told the cook.")


def test_verbs_that_and_joins_share_their_subject() -> None:
    told = {verb: doers for verb, doers, _ in _told("The porter opened the door and rang the bell.")}
    assert told["opened"] == told["rang"] == ["porter"]


def test_no_words_no_acts() -> None:
    assert parse("") == ()
    assert acts("") == ()
    assert len(parse("word " * 500)) < 500


def test_every_word_leads_to_the_root() -> None:
    for sentence in ("Of of of the and, but; who.", "Ring (or call) Mr. Brown's 12 dogs' owner!", "a", "? ! ,"):
        nodes = parse(sentence)
        for first in range(len(nodes)):
            path = [first]
            while nodes[path[-1]].head != path[-1]:
                path.append(nodes[path[-1]].head)
                assert len(path) <= len(nodes)


@pytest.mark.parametrize(
    ("true", "false", "cited"),
    [
        (
            "The lawyer rang the tenant on Monday.",
            "The tenant rang the lawyer on Monday.",
            "On Monday the lawyer rang the tenant. The tenant was out.",
        ),
        (
            "Volunteers asked for a van.",
            "Drivers asked for a van.",
            "Volunteers asked for a van. Drivers asked for a garage.",
        ),
        (
            "The leaflet was written by a clerk.",
            "The leaflet was written by a trainer.",
            "The leaflet was written by a clerk. A trainer spoke at the meeting.",
        ),
        (
            "The tutor invited the students to read it.",
            "The students invited the tutor to read it.",
            "The students were invited to read it by the tutor.",
        ),
    ],
)
def test_the_parties_of_an_act(true: str, false: str, cited: str) -> None:
    assert not _found(true, cited)
    assert _found(false, cited)


def test_all_is_not_a_number() -> None:
    cited = "There are 30 halls. Fire drills were held in 21 halls."
    assert _found("Fire drills were held in every hall.", cited)
    assert not _found("Fire drills were held in 21 halls.", cited)


@pytest.mark.parametrize(
    ("true", "false", "cited"),
    [
        ("The clerk failed to lock the gate.", "The clerk locked the gate.", "The clerk did not lock the gate."),
        ("The clerk locked the gate.", "The clerk never locked the gate.", "At six the clerk locked the gate."),
    ],
)
def test_what_is_done_is_not_denied(true: str, false: str, cited: str) -> None:
    assert not _found(true, cited)
    assert _found(false, cited)


def test_a_damaged_network_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    networks.network.cache_clear()
    monkeypatch.setattr(networks, "FILE", "checksum.txt")
    with pytest.raises(DamagedError, match="parser"):
        networks.network()
    networks.network.cache_clear()


def test_his_is_not_hers() -> None:
    cited = "Her bicycle was kept in his shed."
    assert _found("His bicycle was kept in her shed.", cited)
    assert not _found("Her bicycle was in his shed.", cited)


def test_a_son_is_his_and_hers() -> None:
    cited = "The mother said that her son was ill and told the father."
    assert not [why for why in _found("The father heard that his son was ill.", cited) if "his son" in why]


def test_a_month_around_the_text_is_no_excuse_for_another_in_it() -> None:
    stated = Stated(
        "The mayor promised a fair in June, with music.",
        ("The mayor promised a fair in September, with music.",),
        ("Fair. Published 2021-06.",),
    )
    assert [finding for finding in compare(stated) if "September" in finding.why]
