from __future__ import annotations

from pathlib import Path

import pytest

from dvrag.builder import Builder
from dvrag.testing.small import small_parts


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three small reports."""
    made = tmp_path / "reports"
    made.mkdir()
    for name in ("alder", "birch", "cedar"):
        lines = [f"Review of {name}", *(f"Finding {i} about {name}: agencies met {i * 7} times." for i in range(6))]
        (made / f"{name}.txt").write_text("\n".join(lines))
    return made


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "library"


@pytest.fixture
def builder(root: Path) -> Builder:
    return Builder(root, small_parts())
