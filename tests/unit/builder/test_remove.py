"""A removed report leaves no trace in any file under the library."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from dvrag.builder import Builder
from dvrag.errors import LockedError, NotFoundError, UsageError
from dvrag.store import generations
from dvrag.store.connection import connect
from dvrag.store.library import Library
from dvrag.testing.fakes import Listener
from dvrag.testing.small import small_parts, small_vectors

PHRASE = "Quxvermillion zrbnoplex wyvfarthing"


def traces(root: Path, needles: list[bytes]) -> list[str]:
    found = []
    for path in sorted(root.rglob("*")):
        content = path.read_bytes() if path.is_file() else b""
        found += [
            f"{path.name}: {needle!r}"
            for needle in needles
            if needle in content or needle.decode("latin-1") in path.name
        ]
    return found


def needles_of(root: Path, source: str) -> list[bytes]:
    with Library.open(root, read_only=True) as library:
        summary = library.find(source)
        rows = library.rows_of([summary.id])
        _, vectors = library.vectors_of(rows)
        halves = vectors.astype(np.float16)
    words = [word.encode() for word in ("quxvermillion", "zrbnoplex", "wyvfarth", "zrbnop", source)]
    capital = [PHRASE.encode(), PHRASE.encode("utf-16-le"), PHRASE.encode("utf-16-be"), b"Quxverm"]
    return [*words, *capital, summary.id.encode(), *(v.tobytes()[:32] for v in vectors), *(h.tobytes() for h in halves)]


def _interrupted(root: Path) -> None:
    raise KeyboardInterrupt


def with_phrase(folder: Path) -> Path:
    path = folder / "secretname.txt"
    lines = [f"{PHRASE}. Line {i} stands here for {i * 17} reasons and more." for i in range(40)]
    path.write_text("\n".join(["Review", *lines]))
    return path


def test_nothing_is_left(builder: Builder, folder: Path, root: Path) -> None:
    with_phrase(folder)
    builder.build([folder], Listener())
    needles = needles_of(root, "secretname.txt")
    before = " ".join(traces(root, needles))
    assert all(name in before for name in ("library.sqlite", ".txt", ".note", "vectors.faiss"))
    (summary,) = builder.remove("secretname.txt")
    assert summary.source == "secretname.txt"
    assert traces(root, needles) == []
    with Library.open(root, read_only=True) as library:
        assert [summary.source for summary in library.reports()] == ["alder.txt", "birch.txt", "cedar.txt"]
        assert library.verify() == ()
        assert library.search_text(["quxvermillion"], 5) == []
        assert len(small_vectors(library).search(library.vectors()[1][0], 100)) == 21


def test_nothing_is_left_of_a_replaced_version(builder: Builder, folder: Path, root: Path) -> None:
    path = with_phrase(folder)
    builder.build([folder], Listener())
    needles = [needle for needle in needles_of(root, "secretname.txt") if needle != b"secretname.txt"]
    path.write_text("Wholly new\nRewritten without it.")
    builder.build([folder], Listener())
    assert traces(root, needles) == []


def test_nothing_is_left_when_erasing_was_interrupted(
    builder: Builder, folder: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_phrase(folder)
    builder.build([folder], Listener())
    needles = needles_of(root, "secretname.txt")
    with monkeypatch.context() as patch:
        patch.setattr(generations, "drop", _interrupted)
        with pytest.raises(KeyboardInterrupt):
            builder.remove("secretname.txt")
    builder.build([folder / "alder.txt"], Listener())
    assert traces(root, needles) == []


def test_an_interrupted_erasing_is_finished_by_the_same_command(
    builder: Builder, folder: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_phrase(folder)
    builder.build([folder], Listener())
    needles = needles_of(root, "secretname.txt")
    with monkeypatch.context() as patch:
        patch.setattr(generations, "drop", _interrupted)
        with pytest.raises(KeyboardInterrupt):
            builder.remove("secretname.txt")
    assert traces(root, needles)
    assert builder.remove("secretname.txt") == ()
    assert traces(root, needles) == []
    assert "No report 'secretname.txt'" in builder.notices[-1]
    assert "erased for good" in builder.notices[-1]
    with pytest.raises(NotFoundError):
        builder.remove("secretname.txt")


def test_damaged_copies_that_were_set_aside_go_too(builder: Builder, folder: Path, root: Path) -> None:
    with_phrase(folder)
    builder.build([folder], Listener())
    needles = needles_of(root, "secretname.txt")
    content = bytearray((root / "library.sqlite").read_bytes())
    content[5000] ^= 1
    (root / "library.sqlite").write_bytes(content)
    builder.rebuild(Listener())
    assert any("damaged" in path.name for path in root.iterdir())
    builder.remove("secretname.txt")
    assert traces(root, needles) == []


def test_a_report_is_meant_by_its_id_too(builder: Builder, folder: Path, root: Path) -> None:
    builder.build([folder], Listener())
    with Library.open(root, read_only=True) as library:
        identity = library.find("birch.txt").id
    assert builder.remove(identity[:8])[0].source == "birch.txt"


def test_one_of_several_documents_in_a_file_cannot_go_alone(builder: Builder, tmp_path: Path, root: Path) -> None:
    path = tmp_path / "docs.jsonl"
    path.write_text("\n".join(json.dumps({"_id": f"d{i}", "text": f"Document {i}"}) for i in range(3)))
    builder.build([path], Listener())
    with pytest.raises(UsageError, match=r"docs\.jsonl holds 2 other reports"):
        builder.remove("d1")
    assert len(builder.remove("docs.jsonl")) == 3
    assert list((root / "files").iterdir()) == []


def test_what_is_not_there_cannot_be_removed(builder: Builder, folder: Path) -> None:
    builder.build([folder], Listener())
    with pytest.raises(NotFoundError, match=r"No report 'oak\.txt'"):
        builder.remove("oak.txt")


def test_a_reader_in_the_way_is_named_and_the_next_run_finishes(
    folder: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dvrag.store.connection._BUSY_MS", 50)
    builder = Builder(root, small_parts())
    with_phrase(folder)
    builder.build([folder], Listener())
    needles = needles_of(root, "secretname.txt")
    reader = connect(root / "library.sqlite", read_only=True)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM reports").fetchall()
    with pytest.raises(LockedError, match=r"It is removed, but .* again with --yes"):
        builder.remove("secretname.txt")
    reader.close()
    builder.build([folder / "alder.txt"], Listener())
    assert traces(root, needles) == []
