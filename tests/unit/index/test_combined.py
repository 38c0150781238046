"""The combined index follows the library, and says when the published index is damaged."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dvrag.builder import Builder
from dvrag.errors import DamagedError
from dvrag.index.combined import CombinedIndex
from dvrag.index.exact import ExactIndex
from dvrag.index.faiss_index import FaissIndex, Sizes, build
from dvrag.index.published import Bases, Published, State
from dvrag.store.library import Library
from dvrag.testing.fakes import HashingEmbedder, Listener
from dvrag.testing.small import small_parts

QUERY = HashingEmbedder().encode(["line about elm"])[0]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, "oak")
    write(tmp_path, "ash")
    Builder(tmp_path / "library", small_parts()).build([tmp_path / "oak.txt", tmp_path / "ash.txt"], Listener())
    return tmp_path / "library"


def write(folder: Path, name: str) -> Path:
    path = folder / f"{name}.txt"
    path.write_text("\n".join([f"Review of {name}", *(f"Line {i} about {name}" for i in range(20))]))
    return path


def same_as_exact(library: Library, index: CombinedIndex) -> bool:
    return index.search(QUERY, 15) == ExactIndex(*library.vectors()).search(QUERY, 15)


def test_it_follows_additions_and_removals_of_another_process(root: Path) -> None:
    with Library.open(root, read_only=True) as library:
        published = Published(library, lambda folder: Bases(FaissIndex(folder)))
        index = CombinedIndex(published)
        before = index.search(QUERY, 15)
        assert same_as_exact(library, index)
        Builder(root, small_parts()).build([write(root.parent, "elm")], Listener())
        assert index.search(QUERY, 15) != before
        assert same_as_exact(library, index)
        Builder(root, small_parts()).remove("elm.txt")
        assert index.search(QUERY, 15) == before
        assert published.notices == ()


def test_it_adds_what_is_committed_but_not_published(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dvrag.builder.build.publish_index", lambda library, parts: "")
    Builder(root, small_parts()).build([write(root.parent, "elm")], Listener())
    with Library.open(root, read_only=True) as library:
        published = Published(library, lambda folder: Bases(FaissIndex(folder)))
        index = CombinedIndex(published)
        assert same_as_exact(library, index)
        assert library.published_name() == "gen-1"
        best = library.passages([index.search(QUERY, 1)[0].row])
        assert "elm" in next(iter(best.values())).text


@pytest.mark.parametrize("name", ["CURRENT", "gen-1/manifest.json", "gen-1/vectors.faiss", "gen-1/rows.int64"])
def test_a_damaged_index_is_named_and_the_library_searched(root: Path, name: str) -> None:
    content = bytearray((root / name).read_bytes())
    content[len(content) // 2] ^= 1
    (root / name).write_bytes(content)
    with Library.open(root, read_only=True) as library:
        published = Published(library, lambda folder: Bases(FaissIndex(folder)))
        index = CombinedIndex(published)
        assert same_as_exact(library, index)
        index.search(QUERY, 1)
        (notice,) = published.notices
        assert notice.endswith("The library itself is searched instead. Run `dvrag library rebuild`.")


def test_the_index_of_another_library_is_refused(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    Builder(other, small_parts()).build([write(tmp_path, "elm")], Listener())
    for name in ("CURRENT", "gen-1/manifest.json", "gen-1/vectors.faiss", "gen-1/rows.int64"):
        (root / name).write_bytes((other / name).read_bytes())
    with Library.open(root, read_only=True) as library:
        published = Published(library, lambda folder: Bases(FaissIndex(folder)))
        index = CombinedIndex(published)
        assert same_as_exact(library, index)
        assert "belongs to another library" in published.notices[0]


def test_an_index_without_its_rows_is_damaged(tmp_path: Path) -> None:
    build(lambda: [(np.arange(4), np.eye(4, dtype=np.float32))], 4, tmp_path)
    content = (tmp_path / "rows.int64").read_bytes()
    (tmp_path / "rows.int64").write_bytes(content[:8])
    with pytest.raises(DamagedError, match="lost rows"):
        FaissIndex(tmp_path)


@pytest.mark.parametrize("kept", [None, 0, 15])
def test_a_short_index_without_its_whole_vectors_is_damaged(tmp_path: Path, kept: int | None) -> None:
    build(lambda: [(np.arange(4), np.eye(4, dtype=np.float32))], 4, tmp_path, Sizes(short=1))
    whole = tmp_path / "vectors.float32"
    if kept is None:
        whole.unlink()
    else:
        whole.write_bytes(whole.read_bytes()[: 4 * kept])
    with pytest.raises(DamagedError, match="lost"):
        FaissIndex(tmp_path)


def test_a_file_that_is_no_index_is_damaged(tmp_path: Path) -> None:
    build(lambda: [(np.arange(4), np.eye(4, dtype=np.float32))], 4, tmp_path)
    (tmp_path / "vectors.faiss").write_bytes(b"something else")
    with pytest.raises(DamagedError, match="cannot be read"):
        FaissIndex(tmp_path)


def test_what_an_overwritten_index_found_is_not_returned(root: Path) -> None:
    """Another process removes a report while this one searches: the old index is overwritten under it."""
    with Library.open(root, read_only=True) as library:
        published = Published(library, lambda folder: Bases(FaissIndex(folder)))
        found = []

        def find(state: State) -> str | None:
            if not found:
                Builder(root, small_parts()).remove("oak.txt")
            found.append(state.name)
            return state.name

        assert published.search(find) == library.published_name()
        assert len(found) == 2
        assert found[0] != found[1]


def test_a_few_reports_more_in_a_large_library_do_not_publish_it_anew(tmp_path: Path) -> None:
    library = tmp_path / "library"
    many = tmp_path / "many.txt"
    many.write_text("\n".join(f"Line {i} about ash" for i in range(1500)))
    Builder(library, small_parts()).build([many], Listener())
    Builder(library, small_parts()).build([write(tmp_path, "elm")], Listener())
    with Library.open(library, read_only=True) as opened:
        assert opened.published_name() == "gen-1"
        assert same_as_exact(opened, CombinedIndex(Published(opened, lambda folder: Bases(FaissIndex(folder)))))
    Builder(library, small_parts()).build([write(tmp_path, "yew")], Listener())
    with Library.open(library, read_only=True) as opened:
        assert opened.published_name() == "gen-2"
