"""Even choice, short quotes, names, and the bank of questions."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvrag.lessons.themes.catalogue import catalogue
from dvrag.model.documents import Authority, Fact, Facts, Family
from dvrag.model.ids import ReportId
from dvrag.model.learning.items import Cited
from dvrag.model.results import ReportSummary
from dvrag.training.briefing.balance import in_turn
from dvrag.training.briefing.naming import audience, dated, in_sentence, joined, named
from dvrag.training.briefing.quoting import is_plain, shortened
from dvrag.training.briefing.scope import names_agency


def cited(text: str) -> Cited:
    return Cited(ReportId("r"), "a.pdf", "A", 100, 100 + len(text), text, 1, "1", "5.1", "5 Lessons")


def report(family: Family, title: str = "A title: and more", **facts: str) -> ReportSummary:
    stated = {name: Fact(value) for name, value in facts.items()}
    about = Facts(title=Fact(title), **stated)
    return ReportSummary(ReportId("r"), "a.pdf", "pdf", family, Authority.UNKNOWN, about, 1, 1, 1, "")


def test_each_report_has_its_turn_and_none_more_than_a_third() -> None:
    ranked = ["a1", "a2", "a3", "a4", "b1", "c1", "c2"]
    assert in_turn(ranked, 7, lambda name: name[0]) == ("a1", "b1", "c1", "a2", "c2")
    assert in_turn(ranked, 2, lambda name: name[0]) == ("a1", "b1")
    assert in_turn(ranked, 2, lambda name: name[0], Counter("aab")) == ("c1", "b1")
    assert in_turn(["a1", "a2", "a3", "b1"], 4, lambda name: name[0]) == ("a1", "b1", "a2")
    assert in_turn(["a1", "a2", "a3"], 2, lambda name: name[0]) == ("a1", "a2")
    assert in_turn([], 3, str) == ()


@given(st.lists(st.sampled_from("abcdef"), max_size=40), st.integers(0, 12))
def test_no_choice_of_three_or_more_is_lopsided(owners: list[str], count: int) -> None:
    chosen = in_turn(owners, count, lambda name: name)
    assert len(chosen) <= count
    counts = Counter(chosen)
    assert not counts - Counter(owners)
    if len(set(owners)) >= 3 and chosen:
        assert max(counts.values()) <= -(-len(chosen) // 3)


@pytest.mark.parametrize(
    ("text", "limit", "quote"),
    [
        ("Ask. Then ask again. " + "It takes time. " * 20, 30, None),
        (
            "An answer was not sought by anybody at the surgery in all of the following year. Nobody asked. Never.",
            80,
            0,
        ),
        ("an independent voice. Nobody can disclose abuse through the family of the person who is abusing.", 90, 22),
        ("Quiet door\n\nEach Monday an analyst reads the reports of noise and of quarrels between neighbours.", 90, 12),
        ("Plans should say who will check them and by what date it has to be done by them. (All agencies)", 200, -15),
    ],
    ids=["several", "first only", "label", "heading", "addressee"],
)
def test_a_quote_is_whole_sentences_word_for_word(text: str, limit: int, quote: int | None) -> None:
    short = shortened(cited(text), limit, 200)
    assert short is not None
    assert text[short.start - 100 : short.end - 100] == short.quote
    assert short.quote.endswith(".")
    if quote is None:
        assert 80 <= len(short.quote) <= 200
    elif quote > 0:
        assert text[quote:].startswith(short.quote)
    elif quote < 0:
        assert short.quote == text[:quote]
    else:
        assert short.quote == text.partition(" Nobody")[0]


def test_one_sentence_that_is_too_long_is_not_quoted() -> None:
    assert shortened(cited("word " * 80 + "end."), 100, 200) is None


def test_reports_are_called_by_place_body_or_title() -> None:
    assert dated(report(Family.DHR_OVERVIEW, area="Arnbury", published="2019-11-02")) == (
        "the Arnbury review (November 2019)"
    )
    assert named(report(Family.INSPECTION, force="Arn Police")) == "the inspection of Arn Police"
    assert named(report(Family.RESEARCH, "What reviews say: a study")) == "the research report ‘What reviews say’"
    assert named(report(Family.OPINION, "Count: us")) == "the opinion piece ‘Count: us’"
    assert dated(report(Family.OTHER, "Notes")) == "‘Notes’ (date not stated)"
    long = named(report(Family.OTHER, "word " * 40))
    assert long.endswith("word …’")
    assert len(long) < 80


def test_agencies_stand_in_a_sentence_as_people_write_them() -> None:
    names = ["Schools", "Home Office", "Arn Police", "MARAC", "Board", "Arn Police and Crime Commissioner", "NHS trust"]
    assert [in_sentence(name) for name in names] == [
        *("schools", "the Home Office", "Arn Police", "MARAC", "the board"),
        *("the Arn Police and Crime Commissioner", "NHS trust"),
    ]
    assert audience("local_authority") == "councils"
    assert joined(["a", "b", "c"], "or") == "a, b or c"
    assert joined([]) == ""


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("Every GP practice codes unpaid carers.", "General practice", True),
        ("Every school keeps one chronology.", "General practice", False),
        ("Landlords attend for their tenants.", "housing", True),
        ("Arn Police changed its form.", "Arn Police", True),
        ("The police changed their form.", "Arn Police", False),
    ],
)
def test_a_text_names_an_agency_or_its_kind(text: str, name: str, found: bool) -> None:
    from dvrag.lessons.agencies.normalise import class_of

    cls = class_of(name)
    assert names_agency(text, (name,), {cls} if cls else set()) is found


def test_what_is_graphic_is_known() -> None:
    assert not is_plain("Reports of strangulation should be read by a sergeant.")
    assert is_plain("Staff should establish whether the stable home is safe and unharmed; hanging on is no plan.")
    assert is_plain("Risk should be assessed again at a separation.")


def test_every_theme_has_open_questions_and_no_question_stands_twice_in_a_table() -> None:
    table = tomllib.loads(files("dvrag.training.briefing").joinpath("questions.toml").read_text("utf-8"))
    assert set(table) == {*(theme.name for theme in catalogue()), "again", "recommendation", "good"}
    for name, entry in table.items():
        texts = [each["text"] for each in entry["ask"]]
        assert len(set(texts)) == len(texts) >= 3, name
        assert any("when" not in each for each in entry["ask"]), name
        for each in entry["ask"]:
            assert each["text"].endswith("?"), each["text"]
            assert not re.match(r"(?:Is|Are|Do|Does|Did|Has|Have|Can|Could|Would|Will)\b", each["text"]), each["text"]
            re.compile(each.get("when", ""))
