"""A rebuild mends everything that is derived, and a lost SQLite file from the kept originals."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dvrag.builder import Builder
from dvrag.errors import DamagedError, NotFoundError
from dvrag.model.building import FileResult, Outcome
from dvrag.model.ids import Row
from dvrag.store.connection import connect
from dvrag.store.library import Library
from dvrag.testing.fakes import Listener
from dvrag.testing.small import small_parts


def passages(root: Path) -> list[tuple[str, str]]:
    with Library.open(root, read_only=True) as library:
        found = library.passages([Row(row) for row in library.vectors()[0].tolist()])
        return sorted((passage.id, passage.text) for passage in found.values())


@pytest.fixture
def built(builder: Builder, folder: Path, root: Path) -> list[tuple[str, str]]:
    builder.build([folder], Listener())
    return passages(root)


def flip(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at % len(content)] ^= 4
    path.write_bytes(content)


def mended(builder: Builder, root: Path) -> tuple[FileResult, ...]:
    results = builder.rebuild(Listener())
    with Library.open(root, read_only=True) as library:
        assert library.verify() == ()
    return results


@pytest.mark.usefixtures("built")
def test_a_sound_library_is_rebuilt_too(builder: Builder, root: Path) -> None:
    assert mended(builder, root) == ()


@pytest.mark.parametrize("name", ["CURRENT", "gen-1/manifest.json", "gen-1/vectors.faiss", "gen-1/rows.int64", "HEAD"])
def test_a_damaged_file_beside_sqlite(builder: Builder, root: Path, built: list[tuple[str, str]], name: str) -> None:
    flip(root / name, 40)
    assert mended(builder, root) == ()
    assert passages(root) == built


@pytest.mark.parametrize("name", ["CURRENT", "gen-1/manifest.json", "gen-1/vectors.faiss", "HEAD"])
def test_a_missing_file_beside_sqlite(builder: Builder, root: Path, built: list[tuple[str, str]], name: str) -> None:
    (root / name).unlink()
    assert mended(builder, root) == ()
    assert passages(root) == built


def test_a_missing_full_text_index(builder: Builder, root: Path, built: list[tuple[str, str]]) -> None:
    connection = connect(root / "library.sqlite", read_only=False)
    connection.execute("DELETE FROM passages_fts WHERE rowid = 3")
    connection.close()
    with Library.open(root, read_only=True) as library:
        assert [damage.what for damage in library.verify()] == [
            "1 passages are missing or differ, 0 are of no passage."
        ]
    assert mended(builder, root) == ()
    assert passages(root) == built


def test_a_missing_vector_is_embedded_again(builder: Builder, root: Path, built: list[tuple[str, str]]) -> None:
    connection = connect(root / "library.sqlite", read_only=False)
    connection.execute("DELETE FROM vectors WHERE row = 3")
    connection.close()
    with Library.open(root, read_only=True) as library:
        assert [damage.what for damage in library.verify()] == ["1 passages have no vector."]
    assert mended(builder, root) == ()
    assert passages(root) == built


@pytest.mark.parametrize("damage", ["flip", "truncate", "delete", "overwrite"])
def test_a_damaged_sqlite_file(builder: Builder, root: Path, built: list[tuple[str, str]], damage: str) -> None:
    path = root / "library.sqlite"
    match damage:
        case "flip":
            flip(path, 20_000)
        case "truncate":
            path.write_bytes(path.read_bytes()[:8192])
        case "delete":
            path.unlink()
        case _:
            path.write_bytes(b"not a database" * 1000)
    results = mended(builder, root)
    assert {result.outcome for result in results} == {Outcome.ADDED}
    assert passages(root) == built
    with Library.open(root, read_only=True) as library:
        assert [summary.source for summary in library.reports()] == ["alder.txt", "birch.txt", "cedar.txt"]
    assert not (root / "salvage").exists()


@pytest.mark.usefixtures("built")
def test_after_a_rebuild_the_same_files_are_unchanged(builder: Builder, root: Path, folder: Path) -> None:
    flip(root / "library.sqlite", 20_000)
    mended(builder, root)
    assert {result.outcome for result in builder.build([folder], Listener())} == {Outcome.UNCHANGED}


def test_an_interrupted_rebuild_is_finished_by_the_next(root: Path, built: list[tuple[str, str]]) -> None:
    flip(root / "library.sqlite", 20_000)

    def interrupt(note: str) -> None:
        if note.startswith("birch"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Builder(root, small_parts()).rebuild(Listener(interrupt))
    with pytest.raises(DamagedError, match="interrupted"):
        Library.open(root, read_only=True)
    mended(Builder(root, small_parts()), root)
    assert passages(root) == built


def test_a_damaged_original_is_copied_again_from_where_it_came(
    builder: Builder, root: Path, built: list[tuple[str, str]]
) -> None:
    original = next((root / "files").glob("*.txt"))
    flip(original, 10)
    with Library.open(root, read_only=True) as library:
        assert len(library.verify()) == 1
    mended(builder, root)
    assert builder.notices[0].startswith("The original of ")
    assert passages(root) == built


@pytest.mark.usefixtures("built")
def test_a_lost_original_is_named_and_mended_by_ingesting_again(builder: Builder, root: Path, folder: Path) -> None:
    aside = shutil.move(folder, folder.with_name("elsewhere"))
    flip(next((root / "files").glob("*.txt")), 10)
    builder.rebuild(Listener())
    assert "is lost here: ingest" in builder.notices[0]
    with Library.open(root, read_only=True) as library:
        (damage,) = library.verify()
        assert not damage.repairable
    shutil.move(aside, folder)
    assert {result.outcome for result in builder.build([folder], Listener())} == {Outcome.UNCHANGED}
    with Library.open(root, read_only=True) as library:
        assert library.verify() == ()


@pytest.mark.usefixtures("built")
def test_a_damaged_note_is_written_again(builder: Builder, root: Path) -> None:
    flip(next((root / "files").glob("*.note")), 10)
    with Library.open(root, read_only=True) as library:
        assert len(library.verify()) == 1
    assert mended(builder, root) == ()


def test_there_is_nothing_to_rebuild(builder: Builder) -> None:
    with pytest.raises(NotFoundError, match="Make one"):
        builder.rebuild(Listener())
