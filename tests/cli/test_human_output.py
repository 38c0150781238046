"""What people read: quotes, places, no line over 80 columns, no markup or control character from a document."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from cli.values import ANSWERED, ARTICLE, REVIEW
from dvrag.cli.progress import Lines
from dvrag.cli.terminal import plain
from dvrag.cli.wording import page_in_words, paragraph_in_words
from dvrag.model.answers import Answer, Claim, Reason, Status, Verdict
from dvrag.model.building import Damage, FileResult, Outcome
from dvrag.text.plain import date_in_words, ordinal


def within_80(text: str) -> str:
    assert max(len(line) for line in text.splitlines()) <= 80
    assert [line for line in text.splitlines() if line != line.rstrip()] == []
    return text


def test_an_answer_quotes_and_says_where(dvrag):
    out = within_80(dvrag("ask", "How many calls?").out)
    assert "“Police were called eleven times.” [1]" in out
    assert "(partly supported)" in out
    flowing = " ".join(out.split())
    assert "statutory review · November 2019 · DHR overview report · marian-overview.pdf" in flowing
    assert "[1] page 6 (9th in the file) · paragraph 5.15 · 5 Chronology > The calls" in flowing
    assert "[2] 3rd paragraph of the section · 5 Chronology" in flowing
    assert "number of calls: 11 [1] · 14 [2]" in out
    assert "Not in these reports: Cornwall" in out
    assert out.index("Overview report into") < out.index("Police called 14 times")


def test_sources_of_one_report_stand_together(dvrag, fakes):
    first, second = ANSWERED.sources
    fakes.assistant.answer = replace(ANSWERED, sources=(first, second, replace(first, n=3)))
    out = dvrag("ask", "x").out
    assert out.count(REVIEW.title) == 1
    assert out.index("[3] page") < out.index(ARTICLE.title)


def test_a_quote_from_the_title_has_a_place_too(dvrag, fakes):
    first, second = ANSWERED.sources
    title = replace(second, paragraph_index=0, hit=replace(second.hit, passage=replace(second.hit.passage, section="")))
    fakes.assistant.answer = replace(ANSWERED, sources=(first, title))
    assert "[2] in its heading" in dvrag("ask", "x").out


def test_not_found_gives_the_reason(dvrag, fakes):
    fakes.assistant.answer = Answer("x", Status.NOT_FOUND, reason="The reports do not say.", missing=("Cornwall",))
    out = dvrag("ask", "x").out
    assert "The reports do not say." in out
    assert "Not in these reports: Cornwall" in out
    assert "Confidence" not in out


def test_a_question_understood_otherwise_is_said(dvrag, fakes):
    fakes.assistant.answer = replace(ANSWERED, question="How many  polise calls?", resolved_question="police calls?")
    assert "Understood as “police calls?”" in dvrag("ask", "x").out
    fakes.assistant.answer = replace(ANSWERED, question="police  calls?", resolved_question="police calls?")
    assert "Understood as" not in dvrag("ask", "x").out


@pytest.mark.parametrize("reason", list(Reason))
def test_declined_is_said_in_plain_words_with_support(dvrag, fakes, reason):
    fakes.assistant.answer = Answer("x", Status.DECLINED, reason=reason.value, support=("Emergency: 999",))
    out = within_80(dvrag("ask", "x").out)
    assert reason.value not in out
    assert "Emergency: 999" in out


def test_text_from_documents_cannot_steer_the_terminal_or_the_markup(dvrag, fakes):
    hostile = "[bold red]not markup[/] [link=http://x]y[/link] \x1b]0;title\x07\x9b31m\u202eend :smile:"
    fakes.assistant.answer = replace(ANSWERED, claims=(Claim(hostile, (1,), Verdict.SUPPORTED),))
    out = dvrag("ask", "x").out
    assert "[bold red]not markup[/] [link=http://x]y[/link]" in " ".join(out.split())
    assert ":smile:" in out
    assert not set("\x1b\x07\x9b\u202e") & set(out)


def test_search_shows_places_and_shortens_long_passages(dvrag):
    out = within_80(dvrag("search", "calls").out)
    assert "1. Overview report into the death of Marian" in out
    assert "page 5 (8th in the file) · paragraph 5.14 · 5 Chronology > The calls" in " ".join(out.split())


def test_a_corrected_spelling_is_said(dvrag, fakes):
    fakes.assistant.corrected = "police calls"
    assert "Searched for: police calls" in dvrag("search", "polise calls").out


def test_ingest_sums_up_and_gives_reasons(dvrag, fakes):
    fakes.results = (
        FileResult("a.pdf", Outcome.ADDED, warnings=("Page 3 has no text.",)),
        FileResult("b.pdf", Outcome.FAILED, reason="It needs a password."),
        FileResult("c.pdf", Outcome.UNCHANGED),
    )
    ran = dvrag("ingest", "x")
    assert ran.out == ""
    assert "3 files into index: 1 added, 1 unchanged, 0 replaced, 1 failed." in ran.err
    assert "It needs a password." in ran.err
    assert "Page 3 has no text." in ran.err
    assert "[2/3] b.pdf" in ran.err


@pytest.mark.parametrize(
    "command", [("ingest", "x"), ("library", "rebuild"), ("library", "remove", "marian-overview.pdf", "--yes")]
)
def test_what_the_builder_noticed_is_said_and_in_the_json(dvrag, fakes, command):
    fakes.notices = ["The search index was damaged. It was built anew."]
    assert fakes.notices[0] in dvrag(*command).err.splitlines()
    ran = dvrag(*command, "--json")
    assert fakes.notices[0] in ran.err.splitlines()
    assert json.loads(ran.out)["notices"] == fakes.notices


def test_the_list_is_grouped_by_family(dvrag):
    out = within_80(dvrag("library", "list").out)
    assert "2 reports · 13 pages · 152 passages" in out
    assert out.index("DHR overview report") < out.index("Overview report into") < out.index("News article")


def test_show_says_what_is_not_stated(dvrag):
    out = within_80(dvrag("library", "show", REVIEW.id[:8]).out)
    assert "Published:     November 2019" in out
    assert "Year of death: not stated" in out
    assert "IRIS: Incident Recording Information System" in out


def test_damage_is_listed_with_the_next_step(dvrag, fakes):
    fakes.library.damage = (Damage("passage 12", "its bytes differ", True), Damage("files/ab.pdf", "is gone", False))
    out = dvrag("library", "verify").out
    assert "passage 12: its bytes differ (can be rebuilt)" in out
    assert "dvrag library rebuild" in out


def test_lines_count_steps(capsys):
    with Lines() as lines:
        lines.start("Reading", 2)
        lines.advance("a.pdf\x1b[2J")
        lines.advance()
        lines.stop()
    assert capsys.readouterr().err == "Reading (2)\n[1/2] a.pdf[2J\n"


@pytest.mark.parametrize(
    ("iso", "words"),
    [("2019-11-14", "14 November 2019"), ("2019-11", "November 2019"), ("2019", "2019"), ("in May", "in May")],
)
def test_dates(iso, words):
    assert date_in_words(iso) == words


def test_places():
    assert page_in_words(5, None) == page_in_words(5, "5") == "page 5"
    assert page_in_words(2, "ii") == "page ii (2nd in the file)"
    assert page_in_words(None, None) == ""
    assert paragraph_in_words("9.1 a", 4) == "paragraph 9.1 a"
    assert paragraph_in_words(None, 0) == ""
    assert [ordinal(n) for n in (1, 2, 3, 4, 11, 12, 13, 21, 111)] == [
        "1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "111th",
    ]  # fmt: skip


def test_plain_keeps_letters_of_every_script():
    assert plain("naïve £5 – “q” 日本 عربي क्‍ष\n\t") == "naïve £5 – “q” 日本 عربي क्‍ष\n\t"
