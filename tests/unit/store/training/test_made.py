"""Items kept beside a library: used for the same state only, made again where damaged, wiped with a removed report."""

from __future__ import annotations

from pathlib import Path

import pytest

from dvrag.builder import Builder
from dvrag.model.learning.items import Item
from dvrag.store import files
from dvrag.store.training.made import FILE, forget_items, keep_items, kept_items
from dvrag.store.verify import verify
from dvrag.testing.small import small_parts
from dvrag.training.material import Material
from dvrag.training.reviews import made
from unit.trained import OTHER, build, files_with, ingest, small_items, trainer, use_simple_items


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return build(tmp_path)


@pytest.fixture
def times(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Counts how often items were made."""
    counted: list[int] = []

    def counting(material: Material) -> tuple[Item, ...]:
        counted.append(1)
        return small_items(material)

    use_simple_items(monkeypatch)
    monkeypatch.setattr(made, "make_items", counting)
    return counted


def test_items_are_made_once_for_a_state(root: Path, tmp_path: Path, times: list[int]) -> None:
    first = trainer(root).items()
    assert trainer(root).items() == first
    assert len(times) == 1
    (tmp_path / "reports" / "third.txt").write_text("A third\nRecommend that schools listen.")
    ingest(tmp_path)
    assert len(trainer(root).items()) == len(first) + 1
    assert len(times) == 2
    assert verify(root) == ()


def test_items_are_made_again_when_the_rules_change(
    root: Path, times: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    trainer(root).items()
    monkeypatch.setattr(made, "rules", lambda: "others")
    trainer(root).items()
    assert len(times) == 2


@pytest.mark.parametrize("at", [0, 70, 200, -2])
def test_a_flipped_bit_is_noticed_and_they_are_made_again(root: Path, times: list[int], at: int) -> None:
    first = trainer(root).items()
    content = bytearray((root / FILE).read_bytes())
    content[at] ^= 4
    (root / FILE).write_bytes(content)
    assert trainer(root).items() == first
    assert len(times) == 2


def test_a_removed_report_leaves_no_words_in_them(root: Path, times: list[int]) -> None:
    trainer(root).items()
    assert FILE in files_with(root, OTHER[0])
    Builder(root, small_parts()).remove("other.txt")
    assert files_with(root, OTHER[0]) == []


def test_items_of_a_library_that_changed_while_they_were_made_are_not_kept(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    use_simple_items(monkeypatch)

    def interrupted(material: Material) -> tuple[Item, ...]:
        Builder(root, small_parts()).remove("other.txt")
        return small_items(material)

    ready = trainer(root)
    monkeypatch.setattr(made, "make_items", interrupted)
    material = ready._sources.material()
    for report in material.reports:
        material.report(report)  # read before it is removed
    made.made_items(ready._library, ready._library.transaction(), material)
    assert files_with(root, OTHER[0]) == []


def test_where_nothing_can_be_written_they_are_made_each_time(
    root: Path, times: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(files, "write_synced", full)
    assert trainer(root).items() == trainer(root).items()
    assert len(times) == 2
    assert not (root / FILE).exists()


def test_what_is_kept_for_a_state_is_not_taken_for_another(root: Path) -> None:
    keep_items(root, "a", ())
    assert (kept_items(root, "a"), kept_items(root, "b")) == ((), None)
    forget_items(root)
    assert kept_items(root, "a") is None


def test_rules_are_named_by_the_files_that_make_items() -> None:
    assert made.named(ours := {"a.py": b"one", "b.toml": b"two"}) == made.named(dict(reversed(ours.items())))
    assert made.named(ours) != made.named({**ours, "a.py": b"other"})
    assert made.named(ours) != made.named({"a.py": b"one", "c.toml": b"two"})
    assert made.rules() not in {made.named({}), made.named(ours)}
