"""Findings and what people wrote about them: kept, followed, forgotten, rescued."""

from __future__ import annotations

from pathlib import Path

import pytest

from dvrag.builder import Builder
from dvrag.errors import DamagedError, MismatchError
from dvrag.model.actions import Edit
from dvrag.model.findings import Finding, Theme
from dvrag.store import files
from dvrag.store.library import Library
from dvrag.store.register import read, write
from dvrag.store.register.tables import PEOPLES
from dvrag.store.register.write import NewEdit
from dvrag.testing.fakes import Listener
from dvrag.testing.small import small_parts

FIRST = "Recommendation 1: GPs should ask about abuse."
SECOND = "Recommendation 2: The force should train its staff."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "reports"
    place.mkdir()
    (place / "review.txt").write_text(f"A review\n{FIRST}\nSome words between.\n{SECOND}\n")
    return place


@pytest.fixture
def root(tmp_path: Path, folder: Path) -> Path:
    ingest(tmp_path / "library", folder)
    return tmp_path / "library"


def ingest(root: Path, folder: Path, rules: str = "small-1") -> tuple[str, ...]:
    builder = Builder(root, small_parts(rules=rules))
    builder.build([folder], Listener())
    return builder.notices


def rebuild(root: Path) -> tuple[str, ...]:
    builder = Builder(root, small_parts())
    builder.rebuild(Listener())
    return builder.notices


def held(root: Path) -> tuple[Finding, ...]:
    with Library.open(root, read_only=True) as library:
        return library.query(read.findings)


def edits(root: Path) -> tuple[Edit, ...]:
    with Library.open(root, read_only=True) as library:
        return library.query(read.edits)


def change(root: Path, finding: Finding, field: str, value: str, source: str = "review.txt") -> None:
    with Library.open(root) as library, library.writing() as (connection, _):
        write.put_edits(connection, [NewEdit(finding, source, field, "", value, "Sam", "2026-01-02T03:04:05+00:00")])


def of_text(root: Path, text: str) -> Finding:
    (found,) = [finding for finding in held(root) if finding.text == text]
    return found


def test_findings_are_read_at_ingest_and_keep_their_span(root: Path) -> None:
    assert [finding.text for finding in held(root)] == [FIRST, SECOND]
    with Library.open(root, read_only=True) as library:
        (report,) = (library.report(summary.id) for summary in library.reports())
        assert all(report.text[f.start : f.end] == f.text for f in library.query(read.findings))
        ids, vectors = library.query(read.vectors)
    assert ids == tuple(finding.id for finding in held(root))
    assert vectors.shape[0] == 2


def test_an_edit_stays_with_its_finding_when_the_same_file_is_read_with_other_rules(root: Path, folder: Path) -> None:
    change(root, of_text(root, SECOND), "owner", "Training unit")
    ingest(root, folder, rules="small-2")
    (edit,) = edits(root)
    assert (edit.finding_id, edit.after) == (of_text(root, SECOND).id, "Training unit")


def test_an_edit_follows_to_a_new_version_of_the_file(root: Path, folder: Path) -> None:
    before = of_text(root, SECOND)
    change(root, before, "owner", "Training unit")
    (folder / "review.txt").write_text(f"A review, second version\n{SECOND}\n{FIRST}\nA closing line.\n")
    ingest(root, folder)
    after = of_text(root, SECOND)
    assert after.id != before.id
    assert [edit.finding_id for edit in edits(root)] == [after.id]


def test_an_edit_follows_a_slight_change_of_words_but_not_another_sentence(root: Path, folder: Path) -> None:
    change(root, of_text(root, FIRST), "owner", "Practice")
    change(root, of_text(root, SECOND), "owner", "Unit")
    (folder / "review.txt").write_text(
        f"A review\n{FIRST.replace('abuse.', 'abuse now.')}\nRecommend something else.\n"
    )
    ingest(root, folder)
    placed = {edit.after: edit.finding_id for edit in edits(root)}
    assert placed["Practice"] == of_text(root, FIRST.replace("abuse.", "abuse now.")).id
    with Library.open(root, read_only=True) as library:
        (left,) = library.query(read.unplaced)
    assert (left.edit.after, left.text, left.source) == ("Unit", SECOND, "review.txt")


def test_a_removed_report_takes_what_was_written_about_it_along(root: Path) -> None:
    change(root, of_text(root, FIRST), "owner", "Practice")
    Builder(root, small_parts()).remove("review.txt")
    assert held(root) == ()
    assert edits(root) == ()


def test_numbers_of_edits_are_never_given_twice(root: Path) -> None:
    change(root, of_text(root, FIRST), "owner", "A")
    with Library.open(root) as library, library.writing() as (connection, _):
        connection.execute("DELETE FROM edits")
    change(root, of_text(root, FIRST), "owner", "B")
    assert [edit.n for edit in edits(root)] == [2]


def test_a_report_whose_findings_cannot_be_read_is_named(root: Path, folder: Path) -> None:
    (folder / "odd.txt").write_text("Odd\nUnreadable\nRecommend nothing.\n")
    assert any("odd.txt" in notice and "could not be read" in notice for notice in ingest(root, folder))
    with Library.open(root, read_only=True) as library:
        assert list(library.query(read.problems).values()) == [
            "Its findings could not be read (ValueError: an unreadable line)."
        ]


def test_a_damaged_finding_is_found_and_read_anew_while_edits_stay(root: Path) -> None:
    change(root, of_text(root, FIRST), "owner", "Practice")
    with Library.open(root) as library, library.writing() as (connection, _):
        connection.execute("UPDATE findings SET text = 'Something else' WHERE text = ?", (FIRST,))
    with pytest.raises(DamagedError):
        held(root)
    assert any("findings" in notice for notice in rebuild(root))
    assert [edit.finding_id for edit in edits(root)] == [of_text(root, FIRST).id]


def test_edits_and_themes_outlive_a_damaged_library_file(root: Path) -> None:
    change(root, of_text(root, FIRST), "owner", "Practice")
    with Library.open(root) as library, library.writing() as (connection, _):
        write.put_theme(connection, Theme("abuse", "Abuse", ("abuse",), ("Ask about abuse.",), own=True), "Sam", "2026")
    with Library.open(root) as library, library.writing() as (connection, _):
        connection.execute("UPDATE passages SET text = 'Something else'")
    notices = rebuild(root)
    assert any("2 changes and themes of people were brought over" in notice for notice in notices)
    assert [(edit.finding_id, edit.after) for edit in edits(root)] == [(of_text(root, FIRST).id, "Practice")]
    assert [mark.theme for mark in of_text(root, FIRST).themes] == ["abuse"]


def test_an_older_library_says_how_to_bring_it_up_and_loses_nothing(root: Path, folder: Path) -> None:
    with Library.open(root) as library, library.writing() as (connection, _):
        for table in ("findings", "registered", "passage_themes", *PEOPLES):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("DELETE FROM meta WHERE key = 'format'")
        from dvrag.store.write import put_meta

        put_meta(connection, format="1")
    with pytest.raises(MismatchError, match="dvrag library rebuild"):
        Library.open(root, read_only=True)
    rebuild(root)
    assert [finding.text for finding in held(root)] == [FIRST, SECOND]
    assert not (root / files.SALVAGE).exists()


def test_an_edit_follows_although_the_reading_is_stopped_at_its_end(root: Path, folder: Path) -> None:
    change(root, of_text(root, SECOND), "owner", "Training unit")
    (folder / "review.txt").write_text(f"A review, second version\n{SECOND}\n{FIRST}\n")

    def stop(note: str) -> None:
        if note == "review.txt":  # its findings are stored
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Builder(root, small_parts()).build([folder], Listener(stop))
    ingest(root, folder)
    assert [edit.finding_id for edit in edits(root)] == [of_text(root, SECOND).id]
