"""TREC files: topics in their layouts, judgments, runs, and what is said about broken ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dvrag.errors import DvragError, NotFoundError, UnreadableError, UsageError
from dvrag.evaluate.formats.trec import read_qrels, read_run, read_topics, read_trec, trec_run

CLASSIC = """
<top>

<num> Number: 301
<title> International Organized
Crime

<desc> Description:
Identify organizations that participate in international criminal activity.

<narr> Narrative:
A relevant document must name the organization.

</top>

<top>
<num> Number: 051
<dom> Domain: International Economics
<title> Topic:  Airbus Subsidies &amp; Trade

<desc> Description:
</top>
"""
XML = """<?xml version="1.0" encoding="UTF-8"?>
<topics task="2021">
  <!-- <topic number="9"><title>left out</title></topic> -->
  <topic number="1">
    <title>interpreters &lt;not&gt; used</title>
    <narrative>long</narrative>
  </topic>
  <topic number='q-2' type="x">
    <query>GPs asking about abuse</query>
  </topic>
</topics>
"""


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    def written(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return written


Write = Callable[[str, "str | bytes"], Path]


@pytest.mark.parametrize(
    ("content", "topics"),
    [
        (CLASSIC, {"301": "International Organized Crime", "051": "Airbus Subsidies & Trade"}),
        (XML, {"1": "interpreters <not> used", "q-2": "GPs asking about abuse"}),
        ("q1\tfirst one\r\n\nq2\tsecond\r\n", {"q1": "first one", "q2": "second"}),
        ("\ufeffq1\tfirst", {"q1": "first"}),
        ("<top><num>1<title>one<top><num>2<title>two", {"1": "one", "2": "two"}),
    ],
)
def test_topics_are_read_in_every_layout(write: Write, content: str, topics: dict[str, str]) -> None:
    assert read_topics(write("topics", content)) == topics


@pytest.mark.parametrize(
    ("content", "error", "said"),
    [
        ("", UsageError, "topics holds no topic."),
        ("<topics></topics>", UsageError, "topics holds no topic."),
        ("q1\tone\nq1\ttwo", UnreadableError, "line 2: the query 'q1' stands there twice."),
        ("q1 one", UnreadableError, "line 1: not `id<TAB>text`."),
        ("q1\tone\ttwo", UnreadableError, "line 1: not `id<TAB>text`."),
        (CLASSIC + CLASSIC, UnreadableError, "line 24: the query '301' stands there twice."),
        ("\n<top><title>x</top>", UnreadableError, "line 2: a topic without a number."),
        ("<topic number='a b'><title>x</topic>", UnreadableError, "line 1: a topic without a number."),
        ("<top><num>7<desc>x</top>", UnreadableError, "line 1: the topic '7' has no <title> and no <query>."),
        (b"q1\tcaf\xe9", UnreadableError, "topics is not UTF-8 text."),
    ],
)
def test_what_is_wrong_in_topics_is_said(write: Write, content: str | bytes, error: type[Exception], said: str) -> None:
    with pytest.raises(error) as caught:
        read_topics(write("topics", content))
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_judgments_above_0_are_read(write: Write) -> None:
    found = read_qrels(write("qrels", "1 0 a 2\n1\t0\tb\t0\n\n2   0  a   1\n2 0 a 1\n3 0 c -1\n"))
    assert found == {"1": {"a": 2}, "2": {"a": 1}}


@pytest.mark.parametrize(
    ("content", "error", "said"),
    [
        ("", UsageError, "qrels judges no query."),
        ("1 0 a 0\n", UsageError, "qrels judges no query."),
        ("1 0 a 1\n1 a 1\n", UnreadableError, "qrels, line 2: not `query 0 document grade`"),
        ("1 0 a 1 1\n", UnreadableError, "qrels, line 1: not"),
        ("1 0 a much\n", UnreadableError, "qrels, line 1: not"),
        ("1 0 a 1\n\n1 0 a 2\n", UnreadableError, "line 3: 'a' is judged 2 for the query '1', and 1 before."),
        ("1 0 a 1\n1 0 a 0\n", UnreadableError, "line 2: 'a' is judged 0 for the query '1', and 1 before."),
        (b"1 0 \xff 1\n", UnreadableError, "qrels is not UTF-8 text."),
    ],
)
def test_what_is_wrong_in_judgments_is_said(
    write: Write, content: str | bytes, error: type[Exception], said: str
) -> None:
    with pytest.raises(error) as caught:
        read_qrels(write("qrels", content))
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_set_holds_the_judged_topics_only(write: Write) -> None:
    found = read_trec(write("topics.txt", CLASSIC), write("qrels.txt", "51 0 a 1\n"))
    assert found.queries == {"51": "Airbus Subsidies & Trade"}
    assert found.documents == {"a"}


def test_a_judged_query_that_no_topic_has_is_named(write: Write) -> None:
    with pytest.raises(UnreadableError, match=r"lacks the query '9' that .*qrels judges"):
        read_trec(write("topics", "1\tone"), write("qrels", "9 0 a 1\n"))


@pytest.mark.parametrize("read", [read_topics, read_qrels, read_run])
def test_a_missing_file_is_named(tmp_path: Path, read: Callable[[Path], object]) -> None:
    with pytest.raises(NotFoundError, match="There is no file"):
        read(tmp_path / "none")


def test_a_run_is_ordered_by_score_then_document() -> None:
    assert trec_run({"q": {"b": 0.5, "a": 0.5, "c": 0.75}}) == (
        "q Q0 c 1 0.75 dvrag\nq Q0 a 2 0.5 dvrag\nq Q0 b 3 0.5 dvrag\n"
    )


def test_white_space_in_a_name_does_not_make_a_column() -> None:
    assert trec_run({"q": {"my review.pdf#1-2": 1}}) == "q Q0 my%20review.pdf#1-2 1 1.0 dvrag\n"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("q Q0 a 1 0.5\n", "run, line 1: not `query Q0 document rank score tag`"),
        ("q Q0 a 1 high t\n", "run, line 1: not"),
        ("q Q0 a 1 nan t\n", "run, line 1: not"),
        ("q Q0 a 1 2 t\nq Q0 a 2 1 t\n", "run, line 2: 'a' is ranked twice for the query 'q'."),
    ],
)
def test_what_is_wrong_in_a_run_is_said(write: Write, content: str, said: str) -> None:
    with pytest.raises(DvragError) as caught:
        read_run(write("run", content))
    assert said in str(caught.value)


words = st.text(st.characters(exclude_categories=["Cs", "Z", "Cc"]), min_size=1).filter(lambda w: w.split() == [w])
runs = st.dictionaries(words, st.dictionaries(words, st.floats(allow_nan=False), min_size=1, max_size=5), max_size=4)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(runs)
def test_any_run_comes_back_as_it_was_written(tmp_path: Path, run: dict[str, dict[str, float]]) -> None:
    path = tmp_path / "run"
    path.write_text(trec_run(run), "utf-8", newline="")
    assert read_run(path) == run
