"""`dvrag lessons` on the sample reports: contracts, filters, corrections, actions there and back."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from dvrag.cli.main import run

pytestmark = pytest.mark.slow

ROW = (
    "finding_id kind number text addressee agencies class themes scope deadline report_id source title page page_label "
    "paragraph start end confidence"
).split()
JUDGED = "body force question grade scale cycle date report_id source page quote".split()


def rows(capsys: pytest.CaptureFixture[str], library: Path, *arguments: str) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert run(["lessons", *arguments, "--json", "--library", str(library)]) == 0
    found: list[dict[str, Any]] = json.loads(capsys.readouterr().out)["rows"]
    return found


def test_list_has_the_keys_of_its_contract(sample_library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = rows(capsys, sample_library, "list")
    assert {row["kind"] for row in found} >= {"recommendation", "lesson", "area_for_improvement", "judgment", "figure"}
    assert all(set(ROW) <= set(row) for row in found)
    ids = [row["finding_id"] for row in found]
    assert len(ids) == len(set(ids))


def test_spans_are_those_of_the_stored_report(sample_library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from dvrag.assembly import open_library

    with open_library(sample_library) as library:
        for row in rows(capsys, sample_library, "list", "--filter", "area=Tarnleigh"):
            report = library.report(row["report_id"])
            assert report.text[row["start"] : row["end"]] == row["text"]


def test_filters_combine(sample_library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = rows(capsys, sample_library, "list", "--filter", "kind=recommendation", "--filter", "class=health")
    assert found
    assert all(row["kind"] == "recommendation" and "health" in row["classes"] for row in found)


@pytest.mark.parametrize("pair", ["kind=wish", "colour=red", "kind", "theme=weather", "year=soon"])
def test_a_wrong_filter_is_one_line(sample_library: Path, capsys: pytest.CaptureFixture[str], pair: str) -> None:
    assert run(["lessons", "list", "--filter", pair, "--library", str(sample_library)]) == 2
    said = capsys.readouterr().err.strip()
    assert said.startswith("dvrag: ")
    assert "\n" not in said


def test_judgments_keep_their_scales(sample_library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = rows(capsys, sample_library, "judgments")
    assert all(set(JUDGED) <= set(row) for row in found)
    assert {(row["force"], row["scale"]) for row in found} >= {
        ("Marlshire Police", "peel-4"),
        ("Marlshire Police", "peel-5"),
    }
    assert all(row["grade"] == row["grade"].lower() for row in found)


def test_csv_is_guarded_and_whole(sample_library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["lessons", "list", "--csv", "--filter", "kind=lesson", "--library", str(sample_library)]
    assert run(arguments) == 0
    found = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert len(found) == len(rows(capsys, sample_library, "list", "--filter", "kind=lesson"))


def test_a_correction_stays_and_can_be_taken_back(library_copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = rows(capsys, library_copy, "list", "--filter", "kind=recommendation")[0]["finding_id"]
    place = ["--library", str(library_copy), "--by", "Sam"]
    assert run(["lessons", "correct", first, "--set", "addressee=Home Office", "--note", "as printed", *place]) == 0
    assert run(["lessons", "take-out", first, *place]) == 0
    assert first not in {row["finding_id"] for row in rows(capsys, library_copy, "list")}
    assert run(["lessons", "bring-back", first, *place]) == 0
    row = next(row for row in rows(capsys, library_copy, "list") if row["finding_id"] == first)
    assert (row["addressee"], row["agencies"], row["edited"]) == ("Home Office", ["Home Office"], ["addressee"])
    history = rows(capsys, library_copy, "history", first)
    assert [(edit["field"], edit["after"], edit["who"]) for edit in history] == [
        ("addressee", "Home Office", "Sam"),
        ("kept", "no", "Sam"),
        ("kept", "", "Sam"),
    ]


def test_actions_go_out_and_come_back(library_copy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = ["--library", str(library_copy)]
    first, second = (row["finding_id"] for row in rows(capsys, library_copy, "actions", "list")[:2])
    assert (
        run(["lessons", "actions", "set", first, "--owner", "=SUM(A1)", "--due", "31/03/2026", "--by", "Sam", *place])
        == 0
    )
    file = tmp_path / "actions.csv"
    assert run(["lessons", "actions", "export", str(file), *place]) == 0
    table = list(csv.DictReader(io.StringIO(file.read_text("utf-8-sig"))))
    names = {name.casefold().replace("_", " "): name for name in table[0]}
    for row in table:
        if row[names["finding id"]] in {first, second}:
            row[names["status"]] = "Complete"
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, list(table[0]))
        writer.writeheader()
        writer.writerows(table)
    assert run(["lessons", "actions", "set", second, "--status", "superseded", "--by", "Kim", *place]) == 0
    assert run(["lessons", "actions", "import", str(file), "--by", "Lee", *place]) == 3
    assert "Kim" in capsys.readouterr().err
    now = {row["finding_id"]: row for row in rows(capsys, library_copy, "actions", "list")}
    assert (now[first]["status"], now[first]["owner"], now[first]["due"]) == ("complete", "=SUM(A1)", "2026-03-31")
    assert now[second]["status"] == "superseded"


def test_a_report_for_a_board_opens(library_copy: Path, tmp_path: Path) -> None:
    import docx

    file = tmp_path / "board.docx"
    assert run(["lessons", "actions", "report", str(file), "--title", "Autumn", "--library", str(library_copy)]) == 0
    assert "Autumn" in "\n".join(paragraph.text for paragraph in docx.Document(str(file)).paragraphs)
    assert run(["lessons", "actions", "report", str(file), "--library", str(library_copy)]) == 2


def test_a_theme_of_ones_own(library_copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = ["--library", str(library_copy)]
    example = ["--example", "Damage to doors and locks should be seen as a sign of abuse.", "--term", "door repairs"]
    assert run(["lessons", "themes", "add", "doors", *example, "--by", "Sam", *place]) == 0
    found = rows(capsys, library_copy, "list", "--filter", "theme=doors")
    assert any("door repairs" in row["text"] for row in found)
    capsys.readouterr()
    assert run(["search", "repairs of doors", "--theme", "doors", "--json", *place]) == 0
    hits = json.loads(capsys.readouterr().out)["hits"]
    assert any("door repairs" in hit["text"] for hit in hits)
    assert run(["lessons", "themes", "drop", "doors", *place]) == 0
    assert run(["search", "repairs of doors", "--theme", "doors", *place]) == 2
    assert run(["lessons", "list", "--filter", "theme=doors", *place]) == 2


def test_repeats_name_several_reviews(sample_library: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = rows(capsys, sample_library, "repeats")
    assert found
    assert all(group["reviews"] >= 2 and len(group["entries"]) >= 2 for group in found)


def test_a_counting_question_is_answered_from_the_register(
    sample_library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    question = "Which forces were inadequate at protecting vulnerable people?"
    assert run(["ask", question, "--json", "--library", str(sample_library)]) == 0
    answer = json.loads(capsys.readouterr().out)
    judged = rows(capsys, sample_library, "judgments", "--filter", "grade=inadequate")
    wanted = {row["finding_id"] for row in judged if row["question"].lower().endswith("protecting vulnerable people")}
    assert set(answer["count"]["finding_ids"]) == wanted
    assert answer["answer"][0]["citations"] == list(range(1, len(wanted) + 1))
