"""The themes of passages in a library: kept with the report, followed by restrictions, found when they are wrong."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from time import perf_counter

import numpy as np
import pytest

from dvrag.builder import Builder
from dvrag.errors import MismatchError
from dvrag.model.documents import Family
from dvrag.model.ids import PassageId, ReportId
from dvrag.model.results import Filters
from dvrag.store.library import Library
from dvrag.store.register import read, themed
from dvrag.store.register.tables import AUDIT, COLUMNS, SINCE_3, TABLES, TRAINING
from dvrag.store.write import put_meta
from dvrag.testing.fakes import HashingEmbedder, Listener
from dvrag.testing.small import small_parts

ASKED = "Nobody would ask about money."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "reports"
    place.mkdir()
    (place / "first.txt").write_text(f"First review\nStaff did not ask.\nThe flat was cold.\n{ASKED}\n")
    (place / "second.txt").write_text("Second review\nThe form asks for a date.\nRecommend nothing.\n")
    (place / "third.txt").write_text("Third review\nThe flat was warm.\n")
    return place


@pytest.fixture
def root(tmp_path: Path, folder: Path) -> Path:
    Builder(tmp_path / "library", small_parts()).build([folder], Listener())
    return tmp_path / "library"


def texts(root: Path, filters: Filters) -> list[str]:
    with Library.open(root, read_only=True) as library:
        rows = library.rows_matching(filters)
        assert rows is not None
        assert rows.tolist() == sorted(set(rows.tolist()))
        return [passage.text for passage in library.passages(rows.tolist()).values()]


def counts(root: Path) -> dict[str, int]:
    with Library.open(root, read_only=True) as library:
        return library.theme_counts()


def test_a_restriction_to_a_theme_allows_the_passages_that_speak_of_it(root: Path) -> None:
    assert sorted(texts(root, Filters(theme=("asking",)))) == sorted(
        ["Staff did not ask.", ASKED, "The form asks for a date."]
    )
    assert counts(root) == {"asking": 3}


def test_a_theme_and_a_report_are_both_met(root: Path) -> None:
    assert texts(root, Filters(theme=("asking",), report=("second.txt",))) == ["The form asks for a date."]
    assert texts(root, Filters(theme=("asking",), report=("third.txt",))) == []
    assert texts(root, Filters(theme=("asking",), family=(Family.NEWS.value,))) == []


def test_a_theme_of_which_no_passage_speaks_allows_nothing(root: Path) -> None:
    assert texts(root, Filters(theme=("housing",))) == []
    assert len(texts(root, Filters(theme=("housing", "asking")))) == 3


def test_the_themes_of_passages_are_told_in_the_order_asked_for(root: Path) -> None:
    with Library.open(root, read_only=True) as library:
        passages = [p for report in library.reports() for p in library.passages_of(report.id)]
        wanted = [p.id for p in reversed(passages)]
        found = library.themes_of([*wanted, PassageId("gone")])
        assert library.themes_of([]) == {}
    assert list(found) == wanted
    assert {p.text for p in passages if found[p.id] == ("asking",)} == {
        "Staff did not ask.",
        ASKED,
        "The form asks for a date.",
    }


def test_a_removed_report_takes_its_themes_along(root: Path) -> None:
    Builder(root, small_parts()).remove("first.txt")
    assert texts(root, Filters(theme=("asking",))) == ["The form asks for a date."]
    assert counts(root) == {"asking": 1}


def test_a_new_version_of_a_file_has_its_own_themes(root: Path, folder: Path) -> None:
    (folder / "first.txt").write_text("First review\nThe flat was cold.\n")
    Builder(root, small_parts()).build([folder], Listener())
    assert texts(root, Filters(theme=("asking",))) == ["The form asks for a date."]


def test_themes_are_given_anew_when_the_rules_change(root: Path, folder: Path) -> None:
    with Library.open(root) as library, library.writing() as (connection, _):
        themed.replace_passage_theme(connection, "asking", {})
    Builder(root, small_parts()).build([folder], Listener())
    assert counts(root) == {}, "the same rules have nothing to do"
    Builder(root, small_parts(rules="small-2")).build([folder], Listener())
    assert counts(root) == {"asking": 3}


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE passage_themes SET rows = x'0000'",
        "UPDATE passage_themes SET rows = x'6300000000000000'",
        "UPDATE passage_themes SET theme = 'housing'",
    ],
)
def test_damage_is_found_and_mended_by_a_rebuild(root: Path, harm: str) -> None:
    with Library.open(root) as library, library.writing() as (connection, _):
        connection.execute(harm)
    with Library.open(root, read_only=True) as library:
        assert any("passage_themes" in d.where or "themes of passages" in d.where for d in library.verify())
    builder = Builder(root, small_parts())
    builder.rebuild(Listener())
    assert any("read anew" in notice for notice in builder.notices)
    assert counts(root) == {"asking": 3}
    with Library.open(root, read_only=True) as library:
        assert library.verify() == ()


def to_format_2(root: Path) -> None:
    """Turn a library into one that the version before made: its tables, none of the later ones."""
    with Library.open(root) as library, library.writing() as (connection, _):
        for table in ("passage_themes", "feedback", "declined", *AUDIT, *TRAINING):
            connection.execute(f"DROP TABLE {table}")
        held = {table: list(connection.execute(f"SELECT * FROM {table}")) for table in COLUMNS if table in TABLES}
        for table in held:
            connection.execute(f"DROP TABLE {table}")
        connection.execute(TABLES)
        for table, rows in held.items():
            marks = ",".join("?" * (len(COLUMNS[table]) + 1))
            connection.executemany(f"INSERT INTO {table} VALUES({marks})", rows)
        put_meta(connection, format="2")


def test_a_library_of_format_2_says_how_to_bring_it_up_and_loses_nothing(root: Path) -> None:
    before = counts(root)
    with Library.open(root, read_only=True) as library:
        findings = library.query(read.findings)
    to_format_2(root)
    with pytest.raises(MismatchError, match="dvrag library rebuild"):
        Library.open(root, read_only=True)
    Builder(root, small_parts()).rebuild(Listener())
    assert counts(root) == before
    with Library.open(root, read_only=True) as library:
        assert library.query(read.findings) == findings
        assert library.verify() == ()


def test_an_ingest_brings_a_library_of_format_2_up_too(root: Path, folder: Path) -> None:
    to_format_2(root)
    Builder(root, small_parts()).build([folder], Listener())
    assert counts(root) == {"asking": 3}


def test_an_interruption_after_the_migration_leaves_reports_to_be_read(root: Path, folder: Path) -> None:
    to_format_2(root)
    Library.open(root).close()  # migrated, and nothing more
    assert counts(root) == {}
    with Library.open(root, read_only=True) as library:
        assert library.query(read.not_registered) == 3
    Builder(root, small_parts()).build([folder], Listener())
    assert counts(root) == {"asking": 3}


@pytest.mark.parametrize("each", [250, 1])
def test_a_restriction_is_one_quick_query_at_100_000_passages(tmp_path: Path, each: int) -> None:
    """Only the table of themes is filled: 100,000 rows, in reports of 250 passages or of one; 3 themes a passage."""
    with Library.open(tmp_path / "library", create=True) as library:
        library.use_embedder(HashingEmbedder().fingerprint, 8)
        with library.writing() as (connection, _):
            connection.execute("DROP TABLE passage_themes")
            connection.execute(SINCE_3.replace(" REFERENCES reports(id) ON DELETE CASCADE", "").split(";")[0])
            for number in range(24):
                rows = np.flatnonzero((np.arange(100_000) + number) % 8 == 0)
                by_report: dict[ReportId, list[int]] = defaultdict(list)
                for row in rows.tolist():
                    by_report[ReportId(f"{row // each:064x}")].append(row)
                themed.replace_passage_theme(connection, f"theme-{number}", by_report)
        took = []
        for _ in range(7):
            began = perf_counter()
            rows = library.query(lambda connection: themed.rows_of_themes(connection, ("theme-3",)))
            took.append(1000 * (perf_counter() - began))
    assert len(rows) == 12_500
    assert min(took) < 20, took
