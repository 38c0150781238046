"""One flipped bit anywhere under the library gives the same answers as before, or an error or notice: never others."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from dvrag.builder import Builder
from dvrag.errors import DvragError
from dvrag.model.ids import Row
from dvrag.store.connection import connect
from dvrag.store.library import Library
from dvrag.store.register import read as register
from dvrag.store.verify import verify
from dvrag.testing.fakes import HashingEmbedder, Listener
from dvrag.testing.small import small_parts, small_vectors
from fault.reports import WORDS, write_reports

FLIPS = 100
"""For each of the two libraries."""

QUERIES = [WORDS[i : i + 3] for i in range(0, len(WORDS) - 3, 4)]
HARMLESS = ("library.lock", "library.sqlite-shm")


@dataclass(frozen=True)
class Answers:
    """Everything that a library was asked, and the notices it gave."""

    values: dict[str, Any]
    notices: tuple[str, ...]


def ask(root: Path) -> Answers:
    """Return what the library answers. Raises DvragError where it notices damage."""
    values: dict[str, Any] = {}
    with Library.open(root, read_only=True) as library:
        index = small_vectors(library)
        values["reports"] = library.reports()
        for words in QUERIES:
            lexical = library.search_text(words, 10)
            dense = index.search(HashingEmbedder().encode([" ".join(words)])[0], 10)
            passages = library.passages([Row(ranked.row) for ranked in (*lexical, *dense)])
            values[" ".join(words)] = (lexical, dense, passages)
        for summary in library.reports()[::5]:
            values[summary.id] = (library.report(summary.id), library.original(summary.id))
        values["glossary"] = library.glossary()
        values["findings"] = library.query(register.findings)
        values["edits"] = library.query(register.edits)
        return Answers(values, index.notices)


@pytest.fixture(scope="module")
def libraries(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One library as a crash leaves it: a published index, then reports that stand in the log only; one closed well."""
    folder = tmp_path_factory.mktemp("flips")
    paths = write_reports(folder / "reports", 24)
    root = folder / "closed"
    Builder(root, small_parts()).build(paths[:18], Listener())

    def copy(note: str) -> None:
        if note.startswith("report-023") and not (folder / "crashed").exists():
            shutil.copytree(root, folder / "crashed")

    Builder(root, small_parts()).build(paths[18:], Listener(copy))
    assert (folder / "crashed" / "library.sqlite-wal").stat().st_size > 100_000
    connection = connect(root / "library.sqlite", read_only=False)
    connection.execute("VACUUM")
    assert connection.pragma("freelist_count") == 0
    connection.close()
    return {"crashed": folder / "crashed", "closed": root}


def flip(root: Path, generator: random.Random) -> tuple[str, int]:
    files = sorted(path for path in root.rglob("*") if path.is_file() and path.stat().st_size)
    derived = [path for path in files if path.name in {"CURRENT", "HEAD"} or path.parent.name.startswith("gen-")]
    kept = [path for path in files if path.parent.name == "files"]
    sqlite = [path for path in files if path.name.startswith("library.sqlite")]
    (group,) = generator.choices([derived, kept, sqlite], [3, 2, 5])
    path = generator.choice(group)
    content = bytearray(path.read_bytes())
    at = generator.randrange(len(content))
    content[at] ^= 1 << generator.randrange(8)
    path.write_bytes(content)
    return path.relative_to(root).as_posix(), at


@pytest.mark.slow
@pytest.mark.parametrize("state", ["crashed", "closed"])
def test_no_flip_gives_other_answers_without_notice(libraries: dict[str, Path], state: str, tmp_path: Path) -> None:
    sound = libraries[state]
    undamaged = ask(shutil.copytree(sound, tmp_path / "undamaged"))
    assert undamaged.notices == ()
    generator, ends = random.Random(7), Counter[str]()
    for number in range(FLIPS):
        root = shutil.copytree(sound, tmp_path / f"{number}")
        name, at = flip(root, generator)
        damage = verify(shutil.copytree(root, tmp_path / "verified"))
        try:
            answers = ask(root)
        except DvragError:
            end = "error"
        else:
            end = "notice" if answers.notices else "same"
            assert answers.values == undamaged.values, f"other answers after byte {at} of {name}"
        ends[end] += 1
        assert end == "same" or damage, f"{end} after byte {at} of {name}, but verify finds nothing"
        # In the crashed one, a page that stands in the log is read from there only, and only where it stands last.
        unread = name in HARMLESS or (state == "crashed" and name in {"library.sqlite", "library.sqlite-wal"})
        assert damage or unread, f"verify misses byte {at} of {name}"
        shutil.rmtree(root)
        shutil.rmtree(tmp_path / "verified")
    assert min(ends["error"], ends["notice"], ends["same"]) >= 10, ends


@pytest.mark.slow
def test_a_rebuild_mends_flips(libraries: dict[str, Path], tmp_path: Path) -> None:
    crashed = libraries["crashed"]
    undamaged = ask(shutil.copytree(crashed, tmp_path / "undamaged"))
    texts = {summary.source: undamaged.values.get(summary.id) for summary in undamaged.values["reports"]}
    generator = random.Random(11)
    for number in range(12):
        root = shutil.copytree(crashed, tmp_path / f"{number}")
        name, at = flip(root, generator)
        builder = Builder(root, small_parts())
        builder.rebuild(Listener())
        assert verify(root) == (), f"after byte {at} of {name}"
        mended = ask(root).values
        assert {summary.source: mended.get(summary.id) for summary in mended["reports"]} == texts
