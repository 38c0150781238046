"""An imported file against the library: changes, conflicts, what is left alone, and doing it twice."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvrag.errors import UsageError
from dvrag.lessons.actions.change import checked_value
from dvrag.lessons.actions.exchange import Change, ImportPlan, ImportRow, plan_import
from dvrag.lessons.actions.table import actions_table, read_actions
from dvrag.model.actions import Edit, Entry
from dvrag.model.findings import FindingKind
from dvrag.model.ids import FindingId
from unit.lessons.actions.action_values import acted, edit, entry, identity

OWNED = edit(3, "owner", "Ada")


def row(version: int = 0, n: int = 1, **values: str) -> ImportRow:
    return ImportRow(n + 1, identity(n), version, values)


def planned(rows: ImportRow, *edits: Edit) -> ImportPlan:
    told, made = acted(*edits)
    return plan_import([rows], [told], made)


def test_a_cell_edited_in_the_file_alone_is_a_change() -> None:
    plan = planned(row(3, owner="Grace", due="31/03/2026", status="In progress", evidence=""), OWNED)
    assert plan.changes == (
        Change(2, identity(1), "owner", "Ada", "Grace"),
        Change(2, identity(1), "due", "", "2026-03-31"),
        Change(2, identity(1), "status", "not_started", "in_progress"),
    )
    assert (plan.conflicts, plan.unknown, plan.unchanged) == ((), (), 0)


def test_an_emptied_cell_takes_away_but_an_emptied_status_stays() -> None:
    plan = planned(row(4, owner="", status=" "), OWNED, edit(4, "status", "complete"))
    assert plan.changes == (Change(2, identity(1), "owner", "Ada", ""),)


def test_both_changed_to_different_values_is_a_conflict_with_who_and_when() -> None:
    later = edit(7, "owner", "Grace", "Ada", who="Lin", at="2026-03-07T10:00:00+00:00")
    plan = planned(row(3, owner="Zoë"), OWNED, later)
    (conflict,) = plan.conflicts
    assert plan.changes == ()
    assert (conflict.base, conflict.in_file, conflict.in_library) == ("Ada", "Zoë", "Grace")
    assert (conflict.who, conflict.at) == ("Lin", "2026-03-07T10:00:00+00:00")
    assert conflict.sentence == (
        "Row 2, owner: the file says “Zoë”, the library “Grace”, set by Lin at 2026-03-07T10:00:00+00:00. "
        "Nothing was changed."
    )


def test_a_change_made_back_in_the_library_is_a_conflict_too() -> None:
    plan = planned(row(3, owner="Grace"), OWNED, edit(5, "owner", "Grace", "Ada"), edit(6, "owner", "Ada", "Grace"))
    assert [(c.in_file, c.in_library) for c in plan.conflicts] == [("Grace", "Ada")]


def test_a_cell_that_the_file_left_alone_never_undoes_a_later_change() -> None:
    later = (edit(5, "owner", "Grace", "Ada"), edit(6, "due", "2026-05-01"), edit(7, "status", "complete"))
    plan = planned(row(3, owner="Ada", due="", status="Not started"), OWNED, *later)
    assert plan == ImportPlan((), (), (), 1)


def test_both_changed_to_the_same_value_is_no_conflict() -> None:
    assert planned(row(0, due="31 March 2026"), edit(5, "due", "2026-03-31")) == ImportPlan((), (), (), 1)


def test_a_later_change_of_another_field_does_not_stand_in_the_way() -> None:
    plan = planned(row(3, evidence="Trained."), OWNED, edit(9, "owner", "Grace", "Ada"))
    assert [(c.field, c.value) for c in plan.changes] == [("evidence", "Trained.")]


def test_a_file_without_versions_fills_what_is_empty_and_overwrites_nothing() -> None:
    plan = planned(row(0, owner="Grace", due="2026-05-01", evidence=""), OWNED, edit(4, "evidence", "Note"))
    assert [(c.field, c.value) for c in plan.changes] == [("due", "2026-05-01")]
    assert [(c.field, c.base) for c in plan.conflicts] == [("owner", "")]


def test_a_version_that_this_library_never_had_overwrites_nothing() -> None:
    plan = planned(row(99, owner="Grace", due="2026-05-01"), OWNED)
    assert [(c.field, c.value) for c in plan.changes] == [("due", "2026-05-01")]
    assert [(c.field, c.base, c.who) for c in plan.conflicts] == [("owner", None, "Ada")]


def test_corrections_of_the_finding_are_no_changes_of_the_action() -> None:
    plan = planned(row(3, owner="Grace"), OWNED, edit(8, "number", "9.9"))
    told, made = acted(OWNED)
    assert plan.changes == (Change(2, identity(1), "owner", "Ada", "Grace"),)
    assert plan_import([row(3, owner="Grace")], [told], None).changes == plan.changes
    assert made


def test_unknown_findings_are_listed_and_other_kinds_left_aside() -> None:
    lesson = entry(2, kind=FindingKind.LESSON)
    rows = [row(n=9, owner="Ada"), row(n=2, owner="Ada"), ImportRow(4, identity(1), 0, {"owner": ""}, ("Notes",))]
    plan = plan_import([rows[2], *rows[:2]], [entry(1), lesson], {})
    assert plan.unknown == (identity(9),)
    assert plan.changes == ()
    assert plan.notices == (
        "Not imported, since dvrag does not know it: column Notes.",
        "Row 3 was left aside: only a recommendation has an action.",
    )


def test_a_value_that_cannot_be_kept_is_named_with_row_and_column() -> None:
    rows = [row(due="31/03/26"), row(n=2, status="done")]
    with pytest.raises(UsageError, match=r"Row 2, column due: .*2026-03-31.*Row 3, column status: .*done"):
        plan_import(rows, [entry(1), entry(2)], {})


def test_a_value_of_the_library_is_never_refused() -> None:
    told = entry(1)
    odd = replace(told, action=replace(told.action, due="next spring", version=2))
    assert plan_import([row(2, due="next spring")], [odd], {}).unchanged == 1
    assert [c.before for c in plan_import([row(2, due="2026-05-01")], [odd], {}).changes] == ["next spring"]


def applied(told: Entry, made: Mapping[FindingId, tuple[Edit, ...]], plan: ImportPlan) -> tuple[Edit, ...]:
    """Return the edits after a plan's changes were made."""
    edits = made.get(told.finding.id, ())
    first = max((each.n for each in edits), default=0) + 1
    new = [edit(n, c.field, c.value, c.before, at="2026-03-01T09:00:00") for n, c in enumerate(plan.changes, first)]
    return (*edits, *new)


FIELDS = {
    "owner": st.sampled_from(["", "Ada", "Grace", " =Ada "]),
    "due": st.sampled_from(["", "2026-03-31", "1 May 2026"]),
    "status": st.sampled_from(["", "complete", "In progress", "not_started"]),
    "evidence": st.sampled_from(["", "Done.", " a\r\nb ", "'=1"]),
}
EDITS = st.lists(st.sampled_from(list(FIELDS)).flatmap(lambda f: st.tuples(st.just(f), FIELDS[f])), max_size=6)


def history(pairs: list[tuple[str, str]]) -> tuple[Edit, ...]:
    now: dict[str, str] = {"status": "not_started"}
    made: list[Edit] = []
    for n, (field, typed) in enumerate(pairs, 1):
        value = checked_value(field, typed)
        made += [edit(n, field, value, now.get(field, ""))] if value != now.get(field, "") else []
        now[field] = value
    return tuple(made)


@given(EDITS, st.fixed_dictionaries(FIELDS), st.integers(0, 6))
def test_an_import_after_an_import_changes_nothing_and_nothing_is_lost(
    pairs: list[tuple[str, str]], values: dict[str, str], seen: int
) -> None:
    told, made = acted(*history(pairs))
    known = [0, *(each.n for each in made[identity(1)])]
    line = ImportRow(2, identity(1), max(n for n in known if n <= seen), values)
    plan = plan_import([line], [told], made)
    after, edits = acted(*applied(told, made, plan))
    again = plan_import([line], [after], edits)
    assert again.changes == ()
    assert again.conflicts == plan.conflicts
    later = {each.field for each in made[identity(1)] if each.n > line.version}
    assert not later & {change.field for change in plan.changes}


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_an_untouched_export_changes_nothing_whatever_happened_since(kind: str, tmp_path: Path) -> None:
    before = history([("owner", "Ada"), ("due", "1 May 2026"), ("evidence", " a\nb ")])
    told, made = acted(*before)
    (tmp_path / "a").write_bytes(actions_table(kind, [told], made))
    now, edits = acted(*before, edit(8, "owner", "Grace"), edit(9, "due", ""), edit(10, "status", "superseded"))
    assert plan_import(read_actions(tmp_path / "a"), [now], edits) == ImportPlan((), (), (), 1)


def test_a_file_sorted_trimmed_and_edited_elsewhere_is_understood(tmp_path: Path) -> None:
    entries = [entry(n) for n in range(1, 6)]
    rows = list(csv.DictReader(io.StringIO(actions_table("csv", entries, {}).decode("utf-8-sig"), newline="")))
    rows[3]["Status".casefold()] = "complete"
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, ["status", "finding_id"], extrasaction="ignore", delimiter=";")
    writer.writeheader()
    writer.writerows(reversed(rows[1:]))
    (tmp_path / "a.csv").write_text(out.getvalue())
    plan = plan_import(read_actions(tmp_path / "a.csv"), entries, {})
    assert [(c.row, c.finding_id, c.value) for c in plan.changes] == [(3, identity(4), "complete")]
    assert plan.unchanged == 3
