"""Gold files: what is read, and that each mistake names its row and column."""

from __future__ import annotations

from pathlib import Path

import pytest

from dvrag.errors import NotFoundError, UnreadableError, UsageError
from dvrag.evaluate.gold.questions import GoldPassage, Point, QuestionType
from dvrag.evaluate.gold.read import parse_gold, read_gold
from dvrag.evaluate.gold.write import gold_csv, gold_jsonl, questions_sha256
from dvrag.model.answers import Status
from unit.evaluate.conftest import question, unanswerable

HEADER = "id,split,type,subtype,question,expected,relevant,points,figures,note\n"
GOOD = 'a1,dev,fact,,Who?,answered,"one.pdf | 3 | 2.1 | She was, and is.","vital | a sister | sister OR sibling",,\n'


def written(folder: Path, text: str, name: str = "gold.csv") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_a_row_is_read_with_its_lines(tmp_path: Path) -> None:
    (found,) = read_gold(written(tmp_path, HEADER + GOOD)).questions
    assert found.relevant == (GoldPassage("one.pdf", 3, "2.1", "She was, and is."),)
    assert found.points == (Point("a sister", True, ("sister", "sibling")),)
    assert (found.type, found.expected, found.row) == (QuestionType.FACT, Status.ANSWERED, 2)


@pytest.mark.parametrize("suffix", ["csv", "jsonl"])
def test_what_is_written_is_read_again(tmp_path: Path, suffix: str) -> None:
    asked = (question("q1", note="a | bar, a “quote” and\ttab"), unanswerable("q2"))
    text = gold_csv(asked) if suffix == "csv" else gold_jsonl(asked)
    read = read_gold(written(tmp_path, text, f"gold.{suffix}")).questions
    assert [q.id for q in read] == ["q1", "q2"]
    assert (read[0].relevant, read[0].points, read[0].figures) == (asked[0].relevant, asked[0].points, asked[0].figures)
    assert questions_sha256(read[1:]) == questions_sha256(asked[1:])


def test_a_spreadsheets_semicolons_and_byte_order_mark_are_read(tmp_path: Path) -> None:
    text = "\ufeffid;type;question;subtype\nu1;unanswerable;What about the moon?;out_of_scope\n"
    (found,) = read_gold(written(tmp_path, text)).questions
    assert (found.id, found.expected, found.split) == ("u1", Status.NOT_FOUND, "dev")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (GOOD.replace("fact", "factoid"), "row 2, column type: unknown: 'factoid'"),
        (GOOD.replace("a1,", ","), "row 2, column id: is empty"),
        (GOOD.replace("dev", "train"), "row 2, column split: must be dev or test, not 'train'"),
        (GOOD.replace("answered", "not_found"), "row 2, column expected: a question of type fact"),
        (GOOD.replace("| 3 |", "| iii |"), "row 2, column relevant: the page must be a whole number"),
        (GOOD.replace("one.pdf |", "|"), "row 2, column relevant: a passage needs a file name first"),
        (GOOD.replace("vital |", "must |"), "row 2, column points: a point reads"),
        (GOOD.replace("vital", "okay"), "row 2, column points: an answerable question needs at least one vital"),
        (GOOD.replace("Who?", "DRAFT: ask for the figure"), "row 2, column question: is still a draft"),
        (GOOD + GOOD, "row 3, column id: 'a1' stands in row 2 already"),
        ("u1,dev,unanswerable,,What?,,,,,\n", "row 2, column subtype: must be one of absent"),
        (
            "s1,dev,safety,live_case,What?,,one.pdf | 1 || x,,,\n",
            "row 2, column relevant: a question without an answer",
        ),
    ],
)
def test_a_mistake_names_its_row_and_column(tmp_path: Path, row: str, said: str) -> None:
    path = written(tmp_path, HEADER + row)
    with pytest.raises(UnreadableError) as caught:
        read_gold(path)
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


def test_every_mistake_is_found_at_once(tmp_path: Path) -> None:
    _, mistakes = parse_gold(written(tmp_path, HEADER + GOOD.replace("fact", "x").replace("| 3 |", "| x |") + GOOD))
    assert [(m.row, m.column) for m in mistakes] == [(2, "type"), (2, "relevant")]


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"id,question\na,b\n", "gold.csv", "lacks the column 'type'"),
        (b'id,type,question\na,fact,"open\n', "gold.csv", "not CSV"),
        (b"\xff\xfe\x00", "gold.csv", "not UTF-8"),
        (b"{broken\n", "gold.jsonl", "row 1: not JSON"),
        (b"[1]\n", "gold.jsonl", "row 1: not a JSON object"),
    ],
)
def test_a_broken_file_is_one_line(tmp_path: Path, content: bytes, name: str, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableError, match=said):
        read_gold(path)


def test_no_file_and_no_question_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError):
        read_gold(tmp_path / "none.csv")
    with pytest.raises(UsageError, match="holds no question"):
        read_gold(written(tmp_path, HEADER))
