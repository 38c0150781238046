"""`dvrag ask` over answers that a language model wrote, and over comparisons."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from cli.test_human_output import within_80
from cli.values import ANSWERED
from dvrag.model.answers import Claim, ComparedRow, Comparison, Status, Verdict
from dvrag.model.writing import Draft, Usage, WriterFacts

WROTE = Claim("The police came eleven times.", (1,), Verdict.SUPPORTED)
DOUBTED = Claim("An article counts more.", (2,), Verdict.PARTLY, "The number is missing.")
DROPPED = Claim("Forty officers were dismissed.", (2,), Verdict.UNSUPPORTED, "“Forty” stands in no passage cited.")
DRAFT = Draft("raw", "openai:some", "7", True, ("p1", "p2"), Usage(1200, 80, 0.25))
WRITTEN = replace(ANSWERED, claims=(WROTE, DOUBTED), draft=DRAFT, dropped=(DROPPED,))
QUOTE = ANSWERED.claims[0]
COMPARED = replace(
    ANSWERED,
    claims=(QUOTE, WROTE),
    comparison=Comparison(("Brackenford", "The Courier"), (ComparedRow("Calls", ((QUOTE, WROTE), ())),)),
)


def test_a_written_sentence_has_no_quotation_marks_and_its_writer_is_named(dvrag, fakes):
    fakes.assistant.answer = WRITTEN
    out = within_80(dvrag("ask", "x").out)
    flowing = " ".join(out.split())
    assert "“The police came" not in out
    assert "The police came eleven times. [1]" in out
    assert "Written by a language model (openai:some). Every sentence was checked:" in flowing
    assert "2 passages were sent to openai:some, which does not run on this machine." in flowing
    assert "(partly supported: The number is missing)" in flowing


def test_what_was_left_out_is_shown_on_request(dvrag, fakes):
    fakes.assistant.answer = WRITTEN
    out = dvrag("ask", "x").out
    assert "dismissed" not in out
    assert "1 sentence left out; --dropped shows it." in out
    shown = " ".join(within_80(dvrag("ask", "x", "--dropped").out).split())
    assert "Not in the answer: Forty officers were dismissed." in shown
    assert "Why: “Forty” stands in no passage cited." in shown


def test_why_an_answer_is_quoted_is_said(dvrag, fakes):
    fakes.assistant.answer = replace(ANSWERED, note="The writer cannot be reached, so this is quoted.")
    assert "The writer cannot be reached, so this is quoted." in dvrag("ask", "x").out


def test_a_comparison_stands_side_after_side(dvrag, fakes):
    fakes.assistant.answer = COMPARED
    out = within_80(dvrag("ask", "x").out)
    assert "Calls\n  Brackenford\n    “Police were called eleven times.” [1]\n" in out
    assert "  The Courier\n    The reports do not say.\n" in out
    assert out.count("Police were called eleven times.”") == 1


def test_what_differs_between_the_sides_is_told_with_their_names(dvrag, fakes):
    (said,) = ANSWERED.disagreements
    other = ComparedRow("Calls", ((QUOTE,), (ANSWERED.claims[1],)))
    sides = Comparison(("Brackenford", "The Courier"), (other,))
    fakes.assistant.answer = replace(ANSWERED, comparison=sides)
    out = within_80(dvrag("ask", "x").out)
    assert f"Where the sides differ\n  {said.about}: Brackenford: 11 [1] · The Courier: 14 [2]\n" in out
    assert "The sources disagree" not in out
    document = json.loads(dvrag("ask", "x", "--json").out)
    assert [value["n"] for value in document["disagreements"][0]["values"]] == [1, 2]


def test_json_holds_the_whole_record(dvrag, fakes):
    fakes.assistant.answer = WRITTEN
    document = json.loads(dvrag("ask", "x", "--json").out)
    assert document["answer"][0] == {"text": WROTE.text, "citations": [1], "verdict": "supported"}
    assert document["doubts"] == [{"n": 1, "why": "The number is missing."}]
    assert document["dropped"] == [
        {"text": DROPPED.text, "citations": [2], "verdict": "unsupported", "why": DROPPED.why}
    ]
    assert document["draft"] == {
        "text": "raw", "model": "openai:some", "prompt": "7", "hosted": True, "passages": ["p1", "p2"],
        "usage": {"input_tokens": 1200, "output_tokens": 80, "cost": 0.25},
    }  # fmt: skip
    assert document["note"] == ""


def test_json_holds_the_comparison(dvrag, fakes):
    fakes.assistant.answer = COMPARED
    document = json.loads(dvrag("ask", "x", "--json").out)
    cells = document["comparison"]["rows"][0]["cells"]
    assert document["comparison"]["sides"] == ["Brackenford", "The Courier"]
    assert [claim["text"] for claim in cells[0]] == [QUOTE.text, WROTE.text]
    assert cells[1] == []
    assert document["draft"] is None


def test_a_follow_up_comes_after_the_answers_that_were_kept(dvrag, fakes, tmp_path: Path):
    first, second = tmp_path / "1.json", tmp_path / "2.json"
    first.write_text(dvrag("ask", "x", "--json").out, "utf-8")
    fakes.assistant.answer = replace(WRITTEN, question="And then?")
    second.write_text(dvrag("ask", "x", "--json").out, "utf-8")
    assert dvrag("ask", "And in the article?", "--after", str(first), "--after", str(second)).code == 0
    one, two = fakes.assistant.earlier
    assert (one.question, two.question) == (ANSWERED.question, "And then?")
    assert one.claims == ANSWERED.claims
    kept = [(s.n, s.quote, s.start, s.end, s.page, s.paragraph, s.hit.report) for s in one.sources]
    assert kept == [(s.n, s.quote, s.start, s.end, s.page, s.paragraph, s.hit.report) for s in ANSWERED.sources]
    assert one.sources[0].hit.passage.text == ANSWERED.sources[0].hit.passage.text
    assert two.resolved_question == WRITTEN.resolved_question


def test_a_question_that_was_declined_is_no_part_of_a_conversation(dvrag, fakes, tmp_path: Path):
    path = tmp_path / "1.json"
    path.write_text(dvrag("ask", "My partner strangled me last night.", "--json").out, "utf-8")
    assert dvrag("ask", "x", "--after", str(path)).code == 0
    assert fakes.assistant.earlier == ()


@pytest.mark.parametrize("content", ["", "[]", "{", '{"question": "x"}', '{"question": 1, "status": "answered"}'])
def test_a_file_that_is_no_answer_is_one_line(dvrag, fakes, tmp_path: Path, content: str):
    path = tmp_path / "1.json"
    path.write_text(content)
    ran = dvrag("ask", "x", "--after", str(path))
    assert ran.code == 2
    assert ran.err.startswith(f"dvrag: {path} is not an answer that dvrag printed.")
    assert fakes.assistant.asked == []


def test_a_file_that_is_not_there_is_one_line(dvrag, tmp_path: Path):
    assert "There is no file" in dvrag("ask", "x", "--after", str(tmp_path / "none.json")).err


def test_sources_of_a_report_that_is_gone_are_left_out(dvrag, fakes, tmp_path: Path):
    path = tmp_path / "1.json"
    path.write_text(dvrag("ask", "x", "--json").out.replace("b2" * 32, "d4" * 32), "utf-8")
    dvrag("ask", "y", "--after", str(path))
    assert [source.n for source in fakes.assistant.earlier[0].sources] == [1]
    assert fakes.assistant.earlier[0].status is Status.ANSWERED


@pytest.mark.parametrize(
    ("options", "writer"), [((), None), (("--quote",), ""), (("--writer", "ollama:some"), "ollama:some")]
)
def test_the_writer_is_what_the_options_say(dvrag, fakes, options, writer):
    assert dvrag("ask", "x", *options).code == 0
    assert fakes.writer == writer


def test_quoting_and_a_writer_exclude_each_other(dvrag, fakes):
    ran = dvrag("ask", "x", "--quote", "--writer", "ollama:some")
    assert (ran.code, fakes.assistant.asked) == (2, [])
    assert "exclude each other" in ran.err


def test_it_says_before_asking_that_text_leaves_the_machine(dvrag, fakes):
    fakes.assistant.writer = WriterFacts("openai:some", True, "api.openai.com")
    assert "The passages found and your question are sent to openai:some (api.openai.com)" in dvrag("ask", "x").err
    fakes.assistant.writer = WriterFacts("ollama:some", False, "localhost:11434")
    assert dvrag("ask", "x").err == ""


def test_nothing_is_sent_for_a_person_at_risk(dvrag, fakes):
    fakes.assistant.writer = WriterFacts("openai:some", True, "api.openai.com")
    ran = dvrag("ask", "My partner strangled me last night.", "--writer", "openai:some")
    assert "sent to" not in ran.err
    assert "0808 2000 247" in ran.out


def test_an_answer_is_recorded_and_where_it_is_not_that_is_said(dvrag, fakes):
    assert dvrag("ask", "x").err == ""
    assert fakes.recorded == [ANSWERED]
    fakes.unrecorded = "This answer was not recorded."
    assert dvrag("ask", "x").err == "This answer was not recorded.\n"
