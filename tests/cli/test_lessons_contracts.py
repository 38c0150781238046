"""`dvrag lessons` over a register made by hand: what other programs read, what people read, what is refused."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Callable
from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest

from cli.conftest import Fakes, Ran
from cli.lessons_values import AGAIN, ASKED, FOUR, FakeRegistrar
from dvrag.cli.lessons import rows
from dvrag.lessons.actions.exchange import Change, Conflict, ImportPlan
from dvrag.lessons.register import Register
from dvrag.model.ids import FindingId

Call = Callable[..., Ran]
A = ASKED.id[:12]


@pytest.fixture
def registrar(fakes: Fakes, monkeypatch: pytest.MonkeyPatch) -> FakeRegistrar:
    made = FakeRegistrar()
    module = ModuleType("dvrag.assembly.registers")
    module.open_registrar = lambda library: made  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "dvrag.assembly.registers", module)
    return made


@pytest.fixture
def lessons(dvrag: Call, registrar: FakeRegistrar) -> Call:
    return lambda *arguments: dvrag("lessons", *arguments)


def listed(ran: Ran) -> list[dict[str, Any]]:
    assert ran.code == 0, ran.err
    found: list[dict[str, Any]] = json.loads(ran.out)["rows"]
    return found


def table(ran: Ran) -> list[dict[str, str]]:
    assert ran.code == 0, ran.err
    return list(csv.DictReader(io.StringIO(ran.out)))


def test_a_row_has_every_value_of_its_finding(lessons: Call) -> None:
    row = listed(lessons("list", "--json"))[0]
    assert list(row)[:19] == list(rows.FINDING)[:19]
    assert (row["kind"], row["number"], row["class"], row["scope"]) == ("recommendation", "4", "police", "multi_agency")
    assert row["agencies"] == ["Marlshire Police", "Marlshire County Council"]
    assert row["themes"] == ["record_keeping", "training"]
    assert (row["page"], row["page_label"], row["paragraph"], row["deadline"]) == (12, "9", "10.2", "31 March 2020")
    assert row["action"]["due"] == "2026-03-31"


def test_what_is_not_stated_is_null(lessons: Call) -> None:
    row = listed(lessons("list", "--json", "--filter", "kind=lesson"))[0]
    names = ("number", "addressee", "class", "scope", "deadline", "page", "page_label", "copy_of", "action", "judgment")
    assert {row[name] for name in names} == {None}
    assert (row["agencies"], row["themes"]) == ([], [])


def test_copies_are_listed_and_those_taken_out_are_not(lessons: Call) -> None:
    found = listed(lessons("list", "--json"))
    assert [row["finding_id"][0] for row in found] == list("abcdef")
    assert [row["copy_of"] for row in found if row["copy_of"]] == [ASKED.id]
    assert "1 is a copy of another in the same review." in " ".join(lessons("list").out.split())


def test_judgments_have_the_keys_of_their_contract(lessons: Call) -> None:
    four, other = listed(lessons("judgments", "--json"))
    assert list(four) == list(rows.JUDGED)
    assert (four["grade"], four["scale"], four["cycle"], four["quote"]) == (
        "inadequate", "peel-4", "2018/19", FOUR.text,
    )  # fmt: skip
    assert (other["force"], other["cycle"], other["date"]) == (None, None, "2024-02")


def test_judgments_of_one_scale_stand_together(lessons: Call) -> None:
    out = lessons("judgments").out
    assert out.index("Scale peel-4") < out.index("Protecting people") < out.index("Scale ofsted-4")
    assert "A grade of one scale says nothing about a grade of another." in out


def test_csv_has_one_line_a_finding_and_nothing_that_runs(lessons: Call) -> None:
    found = table(lessons("list", "--csv"))
    assert [row["finding_id"][0] for row in found] == list("abcdef")
    assert found[0]["text"].startswith("'=Each report")
    assert (found[0]["agencies"], found[0]["action_owner"]) == ("Marlshire Police; Marlshire County Council", "Sam")
    assert (found[3]["figure_value"], found[4]["judgment_grade"]) == ("9 percent", "inadequate")
    assert "\x1b" not in found[2]["text"]


@pytest.mark.parametrize(
    ("command", "columns"),
    [(("list",), rows.FINDING), (("judgments",), rows.JUDGED), (("actions",), rows.FOLLOWED)],
)
def test_csv_has_its_header_where_nothing_is_left(lessons: Call, command: tuple[str, ...], columns: tuple[str]) -> None:
    ran = lessons(*command, "--csv", "--filter", "words=giraffe")
    assert (ran.code, ran.out.splitlines()) == (0, [",".join(columns)])


def test_repeats_are_a_line_a_finding_in_csv(lessons: Call) -> None:
    found = table(lessons("repeats", "--csv"))
    assert [(row["lesson_id"], row["finding_id"][0], row["said_before"]) for row in found] == [
        ("0a1b2c3d4e5f", "a", "yes"),
        ("0a1b2c3d4e5f", "c", "no"),
    ]
    assert "{" not in lessons("repeats", "--csv").out


def test_the_matrix_has_a_column_a_report(lessons: Call) -> None:
    (row,) = table(lessons("repeats", "--matrix"))
    assert list(row) == ["lesson", "first", "last", "told", "marian-overview.pdf", "courier.html"]
    assert row["marian-overview.pdf"].endswith("(page 9 (12th in the file), 10.2)")


def test_reports_of_one_name_keep_their_own_columns(lessons: Call, registrar: FakeRegistrar) -> None:
    first, second = registrar.groups[0].entries
    twin = replace(second, report=replace(second.report, source=first.report.source))
    registrar.groups = (replace(registrar.groups[0], entries=(first, twin)),)
    (row,) = table(lessons("repeats", "--matrix"))
    assert [name for name in row if name.startswith("marian")] == [
        f"marian-overview.pdf ({first.report.id[:12]})",
        f"marian-overview.pdf ({twin.report.id[:12]})",
    ]


def test_show_tells_all_and_why(lessons: Call, registrar: FakeRegistrar, fakes: Fakes) -> None:
    out = " ".join(lessons("show", A).out.split())
    for said in (
        "Before it: text",
        "Agencies: Marlshire Police (police); Marlshire County Council (local authority)",
        "Theme Record keeping: says “read beside”",
        "Said before: This was recommended in 2015 too.",
        "To check: Its text may be cut off.",
        "Follow-up: In progress · owner Sam · due 31 March 2026",
        "2026-11-20 10:00 Kim owner: nothing → Sam (agreed)",
    ):
        assert said in out
    document = json.loads(lessons("show", A, "--json").out)
    assert document["reasons"][1] == {"theme": "training", "score": 0.6, "reason": "near an example"}
    assert (document["before"], document["after"], document["history"][0]["who"]) == ("text", "", "Kim")
    assert f"Copy of: {A}" in lessons("show", AGAIN.id).out


def test_what_people_read_is_harmless_narrow_and_says_the_place_once(lessons: Call) -> None:
    for command in (("list",), ("judgments",), ("repeats",), ("show", A), ("actions",), ("themes",)):
        out = lessons(*command).out
        assert out
        assert not set(out) & {"\x1b", "\u202e"}
        assert max(map(len, out.splitlines())) <= 88
    out = lessons("list").out
    assert "page 9 (12th in the file) · paragraph 10.2" in " ".join(out.split())
    assert "paragraph Lesson" not in out


@pytest.mark.parametrize("group", ["themes", "actions"])
def test_a_group_alone_lists(lessons: Call, group: str) -> None:
    assert lessons(group, "--json") == lessons(group, "list", "--json")
    assert lessons(group, "--csv") == lessons(group, "list", "--csv")
    ran = lessons(group, "--json", "list")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"dvrag: Options belong behind 'list'. See `dvrag lessons {group} list --help`.\n"


def test_themes_count_no_copies(lessons: Call) -> None:
    found = {row["theme"]: row for row in listed(lessons("themes", "--json"))}
    assert (found["record_keeping"]["findings"], found["doors"]["findings"], found["doors"]["own"]) == (1, 0, True)


@pytest.mark.parametrize(
    ("pair", "said"),
    [
        ("kind=recomendation", "Did you mean 'recommendation'?"),
        ("Kind=wish", "No kind is called 'wish'."),
        ("klass=police", "Did you mean 'class'?"),
        ("class=polise", "Did you mean 'police'?"),
        ("theme=record keepin", "Did you mean 'record_keeping'?"),
        ("status=in progres", "Did you mean 'in_progress'?"),
        ("scale=peel4", "Did you mean 'peel-4'?"),
        ("grade=inadequat", "Did you mean 'inadequate'?"),
        ("area=Brackenfort", "Did you mean 'Brackenford'?"),
        ("check=maybe", "Known: yes, no."),
        ("year=soon", "Write 2019 or 2015..2020."),
        ("kind=", "For example: --filter kind=lesson."),
    ],
)
def test_a_mistyped_filter_names_the_nearest(lessons: Call, pair: str, said: str) -> None:
    ran = lessons("list", "--filter", pair)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("pairs", "ids"),
    [
        (["kind=recommendation"], "ab"),
        (["kind=lesson", "kind=figure"], "cd"),
        (["kind=recommendation", "class=local authority"], "a"),
        (["agency=police"], "a"),
        (["status=In progress"], "a"),
        (["owner=sam"], "a"),
        (["check=yes"], "a"),
        (["scope=multi-agency"], "a"),
        (["grade=Inadequate"], "e"),
        (["scale=OFSTED-4"], "f"),
        (["words=beside earlier"], "ab"),
        (["area=Brackenford", "kind=figure"], "d"),
        (["family=news"], "c"),
    ],
)
def test_filters_leave(lessons: Call, pairs: list[str], ids: str) -> None:
    options = [option for pair in pairs for option in ("--filter", pair)]
    assert "".join(row["finding_id"][0] for row in listed(lessons("list", "--json", *options))) == ids


def test_a_name_that_nobody_has_is_said_and_no_error(lessons: Call) -> None:
    ran = lessons("list", "--json", "--filter", "agency=Marlshire Polis")
    assert (ran.code, json.loads(ran.out)) == (0, {"rows": []})
    assert ran.err == "No finding here has the agency 'Marlshire Polis'. Did you mean 'Marlshire Police'?\n"


def test_a_part_of_an_addressee_is_enough_and_a_mistyped_word_is_named(lessons: Call) -> None:
    whole = listed(lessons("list", "--json", "--filter", "agency=Marlshire Police"))
    assert whole
    assert listed(lessons("list", "--json", "--filter", "agency=marlshire")) == whole
    ran = lessons("list", "--json", "--filter", "agency=polcie")
    assert json.loads(ran.out) == {"rows": []}
    assert ran.err == "No finding here has the agency 'polcie'. Did you mean 'police'?\n"


def test_an_unread_register_says_the_next_step(lessons: Call, registrar: FakeRegistrar) -> None:
    held = registrar.held
    registrar.held = Register(held.entries, held.edits, {"odd.pdf": "Its findings could not be read."}, 2)
    for command in (("list",), ("judgments",), ("repeats",), ("themes",), ("actions",)):
        ran = lessons(*command, "--json")
        assert ran.code == 0
        assert ran.err.splitlines() == [
            "odd.pdf is not in the register. Its findings could not be read. It can be searched all the same.",
            "2 reports were not read into the register yet: run `dvrag library rebuild`.",
        ]


def test_actions_are_recommendations_without_copies(lessons: Call) -> None:
    (row,) = listed(lessons("actions", "list", "--json"))
    assert (row["finding_id"], row["owner"], row["status"], row["overdue"]) == (ASKED.id, "Sam", "in_progress", True)
    assert listed(lessons("actions", "overdue", "--json")) == [row]
    assert "OVERDUE · In progress · owner Sam · due 31 March 2026" in lessons("actions").out


def test_changes_name_who_makes_them(lessons: Call, registrar: FakeRegistrar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("getpass.getuser", lambda: "login")
    lessons("confirm", A, "--by", "Sam")
    lessons("take-out", A, "--note", "a heading")
    lessons("correct", A, "--set", "addressee=Home Office", "--set", "number=")
    lessons("actions", "set", A, "--due", "", "--status", "complete")
    assert registrar.changed == [
        (A, {"checked": "yes"}, "Sam", ""),
        (A, {"kept": "no"}, "login", "a heading"),
        (A, {"addressee": "Home Office", "number": ""}, "login", ""),
        (A, {"due": "", "status": "complete"}, "login", ""),
    ]
    assert lessons("actions", "set", A).code == 2
    assert lessons("correct", A, "--set", "addressee").code == 2


def test_an_import_shows_conflicts_and_strangers(lessons: Call, registrar: FakeRegistrar) -> None:
    change = Change(2, ASKED.id, "status", "in_progress", "complete")
    conflict = Conflict(3, ASKED.id, "owner", "", "Lee", "Sam", "Kim", "2026-11-20T10:00:00+00:00")
    registrar.plan = ImportPlan((change,), (conflict,), (FindingId("7" * 32),), 0, ("A notice.",))
    ran = lessons("actions", "import", "actions.csv", "--trial", "--by", "Lee")
    assert ran.code == 3
    assert f"Row 2, {A}: status from “In progress” to “Complete”.\n" in ran.err
    assert all(said in ran.err for said in ("“Lee”", "“Sam”", "Kim", "2026-11-20", "7" * 32, "A notice."))
    assert ran.err.endswith("1 change would be made, 1 conflict, 1 unknown id.\n")
    registrar.plan = replace(registrar.plan, conflicts=(), unknown=())
    assert lessons("actions", "import", "actions.csv", "--by", "Lee").code == 0
