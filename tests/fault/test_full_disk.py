"""A full disk fails a write in plain words and leaves everything that was there as it was."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from dvrag.builder import Builder
from dvrag.errors import MissingPartError
from dvrag.index.faiss_index import build
from dvrag.store.library import Library
from dvrag.store.verify import verify
from dvrag.testing.fakes import Listener
from dvrag.testing.small import small_parts
from fault.reports import write_reports


@contextmanager
def no_file_larger_than(size: int) -> Iterator[None]:
    """Writes beyond `size` bytes into a file fail, as they do on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.fixture
def reports(tmp_path: Path) -> list[Path]:
    return write_reports(tmp_path / "reports", 12)


def test_a_report_that_does_not_fit_leaves_the_library_as_it_was(tmp_path: Path, reports: list[Path]) -> None:
    root = tmp_path / "library"
    Builder(root, small_parts()).build(reports[:8], Listener())
    large = tmp_path / "large.txt"
    large.write_text("\n".join(f"Line {i} of many, {i * i} words" for i in range(5000)))
    with no_file_larger_than(400_000), pytest.raises(MissingPartError, match=r"Free some space|Check the disk"):
        Builder(root, small_parts()).build([large], Listener())
    assert verify(root) == ()
    with Library.open(root, read_only=True) as library:
        assert len(library.reports()) == 8
        published = library.published()
        assert published
        assert published[0] == "gen-1"
    Builder(root, small_parts()).build([large], Listener())
    assert verify(root) == ()


def write(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def test_an_index_that_does_not_fit_leaves_the_old_one_in_use(tmp_path: Path, reports: list[Path]) -> None:
    root = tmp_path / "library"
    Builder(root, small_parts()).build(reports[:2], Listener())
    with Library.open(root) as library:
        before = library.published()
        with no_file_larger_than(20_000), pytest.raises(MissingPartError, match="Check the disk"):
            library.publish(library.transaction(), lambda folder: write(folder / "vectors.faiss", bytes(30_000)))
        assert library.published() == before
        assert not list(root.glob("tmp-*"))
        with no_file_larger_than(100), pytest.raises(MissingPartError):
            library.publish(library.transaction(), lambda folder: write(folder / "small", b"fits"))
        assert library.published() == before
    assert verify(root) == ()


def test_vectors_that_do_not_fit_are_said_to_be_so(tmp_path: Path) -> None:
    vectors = np.zeros((100, 384), dtype=np.float32)
    with no_file_larger_than(20_000), pytest.raises(OSError, match="could not be written"):
        build(lambda: [(np.arange(100), vectors)], 100, tmp_path)
