"""Drafts name what to ask for, fit the library, and need nothing but their questions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from dvrag.answer.corpus import Corpus
from dvrag.evaluate.gold.askable import Askable, Content, askables
from dvrag.evaluate.gold.check import check_gold
from dvrag.evaluate.gold.draft import draft
from dvrag.evaluate.gold.place import place_all
from dvrag.evaluate.gold.questions import GoldPassage, GoldQuestion, QuestionType
from dvrag.evaluate.gold.read import parse_gold, read_gold
from dvrag.evaluate.gold.write import gold_csv, gold_jsonl
from dvrag.model.documents import BlockKind, Report
from dvrag.testing.memory_corpus import MemoryCorpus, facts_of, report_of

HEADER = "Agency | Contribution | Calls"
ROW = "Marlshire Police | IMR | 14"


def review(name: str, calls: str) -> Report:
    """Return a report with one of each kind of content."""
    made = report_of(
        f"{name}.pdf",
        facts_of(name),
        {
            "Events": [
                f"The police were called to the house in {name} {calls} times between 2014 and March 2017.",
                f"{name} Borough Council sent letters about the rent and nobody replied to them.",
                f"The case was heard at a multi-agency risk assessment conference (MARAC) in {name} in May 2016.",
                ROW + f" in {name}",
            ],
            "Lessons to be learnt": [f"In {name} each call was graded alone, and nobody looked at the whole of them."],
            "Recommendations": [f"{name} Constabulary should have a supervisor read all calls from a house together."],
        },
    )
    row = next(block for block in made.blocks if made.text[block.start :].startswith(ROW))
    table = replace(row, kind=BlockKind.TABLE_ROW, context=HEADER)
    blocks = tuple(table if block == row else block for block in made.blocks)
    return replace(made, blocks=blocks, glossary={"MARAC": "Multi-agency risk assessment conference"})


REVIEWS = [review(name, calls) for name, calls in (("Oakfield", "eleven"), ("Ashby", "23"), ("Elmham", "9"))]


def found(text: str, section: str = "Events") -> list[Askable]:
    return list(askables(report_of("r.pdf", facts_of(), {section: [text]})))


def test_a_report_is_searched_for_each_kind_of_content() -> None:
    report = REVIEWS[0]
    kinds = {item.content: (item.answer, item.wordings, item.figures, item.about) for item in askables(report)}
    assert kinds == {
        Content.FIGURE: ("eleven", ("eleven", "11"), (("eleven", "11"),), "eleven"),
        Content.BODY: ("Oakfield Borough Council", ("Oakfield Borough Council",), (), "Oakfield Borough Council"),
        Content.ACRONYM: (
            "Multi-agency risk assessment conference", ("Multi-agency risk assessment conference",), (), "MARAC",
        ),
        Content.TABLE_ROW: ("IMR", ("IMR",), (), "Marlshire Police"),
        Content.LESSON: ("Oakfield each call was graded alone", ("Oakfield each call was graded alone",), (), ""),
        Content.RECOMMENDATION: (
            "Oakfield Constabulary", ("Oakfield Constabulary",), (), "made to Oakfield Constabulary",
        ),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("Officers attended on 14 of the 19 occasions that were recorded.", "14"),
        ("It cost the household £2,400 in the first year of the tenancy.", "£2,400"),
        ("Only 38 per cent of the cases were heard in the same month.", "38 per cent"),
        ("As paragraph 14 explains, the family was told on 3 March 2017.", None),
        ("The call was made at 11.40 pm and the officers came at 9 am.", None),
        ("The helpline can be rung at all hours, free, on 0808 2000 247.", None),
        ("She was called on 14 May and again on the morning of 16 June.", None),
        ("Three boys, four girls and six adults were then in the house.", None),
        ("One officer knew the house, and he was never asked about it.", None),
    ],
)
def test_a_figure_is_no_date_reference_time_or_telephone_number(text: str, figure: str | None) -> None:
    assert [item.answer for item in found(text) if item.content is Content.FIGURE] == ([figure] if figure else [])


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("By June 2021, the College of Policing should collect the examples.", "the College of Policing"),
        ("Recommendation 4: Elmham Homes must change the locks on the same day.", "Elmham Homes"),
        (
            "Compliance should be checked monthly for years by the board.",
            "Compliance should be checked monthly for years",
        ),
        ("Each recommendation names bodies that should lead in it.", "recommendation names bodies that should lead"),
    ],
)
def test_a_recommendation_is_known_by_whom_it_addresses(text: str, answer: str) -> None:
    assert [item.answer for item in found(text, "Recommendations")] == [answer]


@pytest.mark.parametrize(
    "text",
    ["Too short: 14 calls.", "a sentence that was cut from its beginning had 14 words in it.", "No figure …" * 9],
)
def test_what_is_no_whole_sentence_is_passed_over(text: str) -> None:
    assert found(text) == []


def test_drafts_are_spread_over_reports_and_then_over_kinds() -> None:
    drafted = draft(MemoryCorpus(REVIEWS), 9, seed=1)
    assert Counter(q.relevant[0].source for q in drafted) == {report.source: 3 for report in REVIEWS}
    assert max(Counter(q.note.split(",")[0] for q in drafted).values()) == 2
    assert [q.id for q in drafted] == [f"draft-1-{n:03}" for n in range(1, 10)]


def test_a_draft_says_what_to_ask_and_where_it_stands() -> None:
    drafted = {question.note: question for question in draft(MemoryCorpus(REVIEWS[:1]), 6, seed=1)}
    figure = drafted["drafted: figure"]
    assert figure.question == "DRAFT: ask for the figure in this sentence (eleven)"
    sentence = "The police were called to the house in Oakfield eleven times between 2014 and March 2017."
    assert figure.relevant == (GoldPassage("Oakfield.pdf", 1, "1.1", sentence),)
    assert figure.figures == (("eleven", "11"),)
    assert drafted["drafted: acronym"].type is QuestionType.ACRONYM
    assert f"drafted: table row, under {HEADER}" in drafted


def test_the_same_seed_drafts_the_same_and_another_seed_others() -> None:
    corpus, backwards = MemoryCorpus(REVIEWS), MemoryCorpus(REVIEWS[::-1])
    assert draft(corpus, 4, seed=3) == draft(backwards, 4, seed=3)
    quotes = {tuple(q.relevant for q in draft(corpus, 4, seed=seed)) for seed in range(6)}
    assert len(quotes) > 1


def test_no_words_are_drafted_twice_and_a_library_may_hold_less_than_asked_for() -> None:
    twin = replace(REVIEWS[0], id=REVIEWS[1].id, source="copy.pdf")
    drafted = draft(MemoryCorpus([REVIEWS[0], twin]), 50, seed=1)
    assert len(drafted) == len({q.relevant[0].quote for q in drafted}) == 6
    assert draft(MemoryCorpus([]), 5, seed=1) == ()


def test_file_names_that_stand_twice_are_left_out() -> None:
    namesake = replace(REVIEWS[1], source=REVIEWS[0].source)
    assert {q.relevant[0].source for q in draft(MemoryCorpus([REVIEWS[0], namesake, REVIEWS[2]]), 9)} == {"Elmham.pdf"}


def check_written(corpus: Corpus, drafted: tuple[GoldQuestion, ...], folder: Path) -> None:
    """Assert that nothing but the word DRAFT is wrong in drafts, and nothing at all once questions are written."""
    writers: dict[str, Callable[[tuple[GoldQuestion, ...]], str]] = {"g.csv": gold_csv, "g.jsonl": gold_jsonl}
    for name, write in writers.items():
        path = folder / name
        path.write_text(write(drafted), "utf-8", newline="")
        left, mistakes = parse_gold(path)
        assert left.questions == ()
        assert [(m.column, m.message[:16]) for m in mistakes] == [("question", "is still a draft")] * len(drafted)
        rewritten = tuple(replace(q, question=f"What does the report say? ({q.id})") for q in drafted)
        path.write_text(write(rewritten), "utf-8", newline="")
        gold = read_gold(path)
        assert [replace(q, row=0) for q in gold.questions] == list(rewritten)
        placed, misplaced = place_all(gold, corpus)
        assert misplaced == ()
        assert all(item.units == 1 for item in placed)
        assert check_gold(gold, corpus) == ()


def test_rewritten_drafts_fit_the_library_without_a_mistake(tmp_path: Path) -> None:
    corpus = MemoryCorpus(REVIEWS)
    check_written(corpus, draft(corpus, 18, seed=2), tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_drafts_from_the_sample_reports_fit_their_library(sample_library: Path, tmp_path: Path, seed: int) -> None:
    from dvrag.assembly import open_library

    with open_library(sample_library) as library:
        drafted = draft(library, 120, seed)
        assert len(drafted) == 120
        assert len({q.relevant[0].source for q in drafted}) == len(library.reports())
        check_written(library, drafted, tmp_path)
