"""Tables of actions: what is written comes back, spreadsheets run nothing, bad files are refused with their place."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from dvrag.errors import UsageError
from dvrag.lessons.actions.change import checked_value
from dvrag.lessons.actions.columns import COLUMNS
from dvrag.lessons.actions.csv_file import guarded, unguarded
from dvrag.lessons.actions.exchange import plan_import
from dvrag.lessons.actions.table import actions_table, read_actions, write_actions
from dvrag.model.actions import Action, ActionStatus, Entry
from unit.lessons.actions.action_values import acted, edit, entry, identity, workbook

HOSTILE = [
    *(
        "=SUM(A1)",
        "+44 20",
        "-1",
        "@cmd",
        "\t=1",
        "'=1",
        "''=1",
        "'tis",
        "'",
        " =1+1",
        "\n=1",
        "＝1",
        '=HYPERLINK("x")',
    ),
    *(
        'say "yes", then',
        " both ends ",
        "a\nb\n\nc",
        "😀 👩\u200d👧",
        "007",
        "1e5",
        "TRUE",
        "#REF!",
        "2026-03-31",
        "31/03/2026",
    ),
    *(
        "_x0041_",
        "_x005F_",
        "_x005F_x000D_",
        "_x000D_",
        "<b>&amp;</b>",
        ";",
        "a;b\tc",
        "é e\u0301",
        "x" * 4000,
        "sep=;",
        "|",
    ),
]
KINDS = pytest.mark.parametrize("kind", ["csv", "xlsx"])
TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")) | st.sampled_from("=+-@'\"\n,;_x05F"), max_size=30
)


def back(kind: str, entries: list[Entry], folder: Path) -> list[dict[str, str]]:
    path = folder / f"actions.{kind}"
    path.write_bytes(actions_table(kind, entries, {}))
    return [dict(row.values) for row in read_actions(path)]


@KINDS
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_come_back_as_they_were(kind: str, text: str, tmp_path: Path) -> None:
    told = entry(action=Action(owner=text, evidence=text, due="2026-03-31", status=ActionStatus.COMPLETE))
    expected = {"owner": text, "due": "2026-03-31", "status": "Complete", "evidence": text}
    assert back(kind, [told], tmp_path) == [expected]


@KINDS
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(texts=st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=3))
@example(texts=[("_x005F_x0041_", "'\t=")])
def test_any_kept_text_round_trips(kind: str, texts: list[tuple[str, str]], tmp_path: Path) -> None:
    entries = [
        entry(n, Action(owner=checked_value("owner", a), evidence=checked_value("evidence", b)), text=f"t{a}")
        for n, (a, b) in enumerate(texts, 1)
    ]
    found = back(kind, entries, tmp_path)
    assert [(row["owner"], row["evidence"]) for row in found] == [(e.action.owner, e.action.evidence) for e in entries]
    plan = plan_import(read_actions(tmp_path / f"actions.{kind}"), entries, {})
    assert (plan.changes, plan.conflicts, plan.unchanged) == ((), (), len(entries))


@given(TEXTS)
def test_the_guard_of_csv_cells_can_be_taken_away(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert guarded(text).lstrip()[:1] not in {"=", "+", "-", "@", "＝", "＋", "－", "＠"}


def test_no_cell_of_a_workbook_is_a_formula_though_all_texts_look_like_one() -> None:
    told = entry(action=Action(owner="=1+1", evidence="@x"), text="=cmd()", number="+1", addressee="-x", deadline="=2")
    sheet = load_workbook(io.BytesIO(actions_table("xlsx", [told], {})))["Actions"]
    cells = dict(zip(COLUMNS, sheet[2], strict=True))
    assert {cell.data_type for cell in cells.values()} <= {"s", "n"}
    assert cells["owner"].quotePrefix
    assert cells["recommendation"].value == "=cmd()"


def test_a_workbook_is_ready_to_be_filled_in() -> None:
    told, edits = acted(edit(3, "due", "2026-03-31"), edit(4, "status", "in_progress", who="Grace"))
    book = load_workbook(io.BytesIO(actions_table("xlsx", [told], edits)))
    sheet = book["Actions"]
    row = dict(zip(COLUMNS, (cell.value for cell in sheet[2]), strict=True))
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert row["due"] == datetime(2026, 3, 31)
    assert (row["version"], row["changed by"], row["area"]) == (4, "Grace", "Oakfield")
    assert sheet.freeze_panes == "B2"
    assert "In progress" in sheet.data_validations.dataValidation[0].formula1
    assert book.properties.creator == "dvrag"


def test_a_csv_file_names_its_encoding_and_every_column() -> None:
    told, edits = acted(edit(4, "owner", "Grace"))
    content = actions_table("csv", [told], edits)
    assert content.startswith(b"\xef\xbb\xbffinding_id,report,area,number,recommendation,")
    (row,) = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""))
    assert row["finding_id"] == identity(1)
    assert (row["status"], row["version"], row["last changed"]) == ("Not started", "4", "2026-02-04T09:00:00+00:00")


def test_a_very_long_text_of_a_report_is_cut_in_a_workbook_only() -> None:
    told = entry(text="😀" * 40_000)
    cell = load_workbook(io.BytesIO(actions_table("xlsx", [told], {})))["Actions"]["E2"].value
    assert cell == "😀" * 16_000 + "…"
    assert ("😀" * 40_000).encode() in actions_table("csv", [told], {})


def test_cells_as_people_leave_them_in_a_workbook(tmp_path: Path) -> None:
    head = (
        ["Progress, spring", None],
        [None],
        ["Finding ID", "Due", "Owner", "Evidence", "Version", "My notes", None, "=1+1"],
    )
    path = workbook(
        tmp_path / "a.xlsx",
        [
            *map(list, head),
            [identity(1), datetime(2026, 3, 31), 7, 2.5, 4.0, "=1+1"],
            [],
            [f" {identity(2).upper()} ", date(2026, 4, 1), True, "a_x000D_\nb", "4"],
            [identity(3)],
        ],
    )
    first, second, third = read_actions(path)
    assert (first.row, dict(first.values), first.version) == (
        4,
        {"due": "2026-03-31", "owner": "7", "evidence": "2.5"},
        4,
    )
    assert (second.row, second.finding_id, second.values["owner"]) == (6, identity(2), "TRUE")
    assert checked_value("evidence", second.values["evidence"]) == "a\nb"
    assert (dict(third.values), third.version) == ({"due": "", "owner": "", "evidence": ""}, 0)
    assert first.ignored == ("My notes",)


def test_the_sheet_with_the_findings_is_found_among_others(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["Notes"])
    book.create_sheet("Two").append(["finding_id", "owner"])
    book["Two"].append([identity(1), "Ada"])
    book.save(tmp_path / "a.xlsx")
    assert [dict(row.values) for row in read_actions(tmp_path / "a.xlsx")] == [{"owner": "Ada"}]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_file_is_read_with_any_usual_separator(separator: str, tmp_path: Path) -> None:
    lines = ["finding_id", "status", "evidence"], [identity(1), "complete", '"a, b; c\r\nd"'], [identity(2), "complete"]
    path = tmp_path / "a.txt"
    path.write_bytes("\n".join(separator.join(line) for line in lines).encode())
    first, second = read_actions(path)
    assert dict(first.values) == {"status": "complete", "evidence": "a, b; c\r\nd"}
    assert dict(second.values) == {"status": "complete"}


@KINDS
def test_a_file_is_written_whole_and_never_over_another(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"actions.{kind}"
    write_actions(path, [entry()], {})
    with pytest.raises(UsageError, match="exists already"):
        write_actions(path, [], {})
    assert len(read_actions(path)) == 1
    write_actions(path, [entry(1), entry(2)], {}, replace=True)
    assert len(read_actions(path)) == 2
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


def test_a_file_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    for path, said in ((tmp_path / "a.ods", "csv or .xlsx"), (tmp_path / "no" / "a.csv", "cannot be written")):
        with pytest.raises(UsageError, match=said):
            write_actions(path, [entry()], {})
    (tmp_path / "b.csv").mkdir()
    with pytest.raises(UsageError, match="is a folder"):
        write_actions(tmp_path / "b.csv", [entry()], {}, replace=True)
