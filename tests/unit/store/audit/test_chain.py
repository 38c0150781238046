"""The chain of the record of answers: what SQLite refuses, and what a check finds and names."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from dvrag.builder import Builder
from dvrag.errors import DamagedError, MismatchError
from dvrag.store.audit.chain import digest_of
from dvrag.store.library import Library
from dvrag.store.register.tables import AUDIT, TRAINING
from dvrag.store.tables import FORMAT
from dvrag.store.verify import Part, inspect, verify
from dvrag.store.write import put_meta
from dvrag.testing.fakes import Listener
from dvrag.testing.small import small_parts
from unit.audited import book, build, fill, hash_again, without_guard


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = build(tmp_path)
    fill(made, 4)
    return made


def faults(root: Path) -> list[str]:
    return [fault.what for fault in book(root).verify().faults]


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit SET record = '{}' WHERE n = 2",
        "UPDATE audit SET hash = x'00'",
        "DELETE FROM audit WHERE n = 4",
        "DELETE FROM audit",
        "INSERT OR REPLACE INTO audit VALUES(2, 'a', '{}', 'b', x'00')",
        "REPLACE INTO audit_words VALUES(2, '{}', x'00')",
        "UPDATE audit_words SET words = '{}'",
        "DELETE FROM audit_words WHERE n = 1",
    ],
)
def test_sqlite_refuses_to_change_what_is_recorded(root: Path, statement: str) -> None:
    refused = pytest.raises(apsw.ConstraintError, match="record of answers")
    with Library.open(root) as library, library.borrow() as connection, refused:
        connection.execute(statement)
    assert faults(root) == []


def swap(connection: apsw.Connection) -> None:
    for n, other in ((2, 90), (3, 2), (90, 3)):
        connection.execute("UPDATE audit SET n = ? WHERE n = ?", (other, n))


def forge(connection: apsw.Connection) -> None:
    """Change a record as somebody would who knows how digests are made, but leaves the rows after it."""
    before, record = connection.execute("SELECT before, record FROM audit WHERE n = 2").fetchall()[0]
    other = record.replace("supported", "supported_")
    connection.execute("UPDATE audit SET record = ?, digest = ? WHERE n = 2", (other, digest_of(2, before, other)))


def run(*statements: str) -> Callable[[apsw.Connection], None]:
    def harm(connection: apsw.Connection) -> None:
        for statement in statements:
            connection.execute(statement)

    return harm


HARMS = {
    "tampered": (run("UPDATE audit SET record = replace(record, '0.8', '0.9') WHERE n = 2"), "Row 2 differs"),
    "forged": (forge, "Row 3 does not follow row 2"),
    "missing": (run("DELETE FROM audit WHERE n IN (2, 3)", "DELETE FROM audit_words WHERE n IN (2, 3)"),
                "Rows 2 to 3 are missing."),
    "swapped": (swap, "Row 3 does not follow row 2"),
    "no head": (run("DELETE FROM audit WHERE n = 1", "DELETE FROM audit_words WHERE n = 1"), "Row 1 is missing."),
    "no tail": (run("DELETE FROM audit WHERE n > 2", "DELETE FROM audit_words WHERE n > 2"),
                "Rows 3 to 4 are missing at the end."),
    "no tail, noted anew": (
        run("DELETE FROM audit WHERE n > 3", "DELETE FROM audit_words WHERE n > 3",
            "UPDATE audit_end SET n = 3, digest = (SELECT digest FROM audit WHERE n = 3)"),
        "Row 4 is missing at the end."),
    "nothing left": (run("DELETE FROM audit", "DELETE FROM audit_words", "DELETE FROM audit_end"),
                     "The note of the last row is missing."),
    "last replaced": (run("UPDATE audit SET digest = 'ab' WHERE n = 4"), "Row 4 is not the last row that was noted"),
    "added": (run("INSERT INTO audit SELECT 5, digest, record, digest, hash FROM audit WHERE n = 4",
                  "INSERT INTO audit_words SELECT 5, words, hash FROM audit_words WHERE n = 4"),
              "Row 5 is there without a note of the last row."),
    "no words": (run("DELETE FROM audit_words WHERE n = 3"), "The words of row 3 are missing."),
    "other words": (run("UPDATE audit_words SET words = '{}' WHERE n = 3"), "The words of row 3 differ"),
    "words alone": (run("INSERT INTO audit_words SELECT 70, words, hash FROM audit_words WHERE n = 4"),
                    "There are words of row 70"),
    "cut": (run("UPDATE audit_end SET cut = 2"), "The note of what went by age differs"),
    "no text": (run("UPDATE audit SET record = CAST(x'ff00fe' AS TEXT) WHERE n = 3"), "Row 3 differs"),
    "count": (run("INSERT INTO unrecorded VALUES('identity', 4, x'00')"), "The count of questions not recorded"),
}  # fmt: skip


@pytest.mark.parametrize("name", HARMS)
@pytest.mark.parametrize("hashed", [False, True], ids=["as it is", "row hashes made again"])
def test_a_check_names_what_was_done(root: Path, name: str, hashed: bool) -> None:
    harm, named = HARMS[name]
    connection = without_guard(root)
    harm(connection)
    if hashed and name not in {"no text", "count"}:
        for table in ("audit", "audit_words", "audit_end"):
            hash_again(connection, table)
    connection.close()
    assert any(what.startswith(named) for what in faults(root)), faults(root)
    found = [finding for finding in inspect(root) if finding.part is Part.AUDIT]
    assert found
    assert not any(finding.damage.repairable for finding in found)
    assert all("record of answers" in finding.damage.where for finding in found)


def test_a_chain_that_was_written_anew_is_found_by_a_digest_noted_before(root: Path) -> None:
    noted = book(root).verify().digest
    assert book(root).verify(f" {noted.upper()} ").faults == ()
    connection = without_guard(root)
    connection.execute("DELETE FROM audit")
    connection.execute("DELETE FROM audit_words")
    connection.execute("DELETE FROM audit_end")
    connection.execute("DELETE FROM sqlite_sequence WHERE name = 'audit'")
    connection.close()
    assert faults(root) == []
    (fault,) = book(root).verify(noted).faults
    assert "No row has the digest that was noted" in fault.what


def test_it_goes_on_after_a_fault_and_the_fault_stays_found(root: Path) -> None:
    connection = without_guard(root)
    connection.execute("DELETE FROM audit WHERE n = 4")
    connection.execute("DELETE FROM audit_words WHERE n = 4")
    connection.close()
    fill(root, 2)
    assert faults(root) == ["Row 4 is missing."]


def test_rows_of_a_faulty_chain_go_by_age_and_the_fault_is_noted(root: Path) -> None:
    from datetime import timedelta

    from unit.audited import NOON

    connection = without_guard(root)
    connection.execute("UPDATE audit SET record = replace(record, '0.8', '0.9') WHERE n = 2")
    connection.close()
    assert book(root, at=NOON + timedelta(days=3)).prune(1) == 4
    (cut,) = book(root).entries()
    assert cut.record["faults"] == ["Row 2 differs from what was written."]
    assert faults(root) == []


def test_a_row_that_cannot_be_read_is_damage(root: Path) -> None:
    connection = without_guard(root)
    connection.execute("UPDATE audit SET record = '{' WHERE n = 2")
    connection.close()
    with pytest.raises(DamagedError, match="dvrag audit verify"):
        book(root).entries()


def to_format_3(root: Path) -> None:
    with Library.open(root) as library, library.writing() as (connection, _):
        for table in (*AUDIT, *TRAINING):
            connection.execute(f"DROP TABLE {table}")
        put_meta(connection, format="3")


def test_a_library_of_format_3_is_brought_up_and_nothing_is_read_again(root: Path) -> None:
    to_format_3(root)
    with pytest.raises(MismatchError, match="dvrag library rebuild"):
        Library.open(root, read_only=True)
    assert verify(root) == ()
    Builder(root, small_parts()).rebuild(Listener())
    with Library.open(root, read_only=True) as library:
        assert library.meta()["format"] == str(FORMAT)
    fill(root, 1)
    assert (book(root).verify().last, faults(root)) == (1, [])


def test_an_answer_brings_a_library_of_format_3_up_too(root: Path) -> None:
    to_format_3(root)
    Library.open(root).close()
    fill(root, 1)
    assert (book(root).verify().last, verify(root)) == (1, ())
