"""The registrar over a small library: what it writes, refuses, and says is lacking."""

from __future__ import annotations

from pathlib import Path

import pytest

from dvrag.assembly.registers import counter
from dvrag.builder import Builder
from dvrag.errors import LockedError, UsageError
from dvrag.model.results import Filters
from dvrag.registrar import Registrar
from dvrag.store.library import Library
from dvrag.testing.fakes import FixedClock, HashingEmbedder, Listener
from dvrag.testing.small import small_parts


@pytest.fixture
def root(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "review.txt").write_text("A review\nRecommend that GPs ask about abuse.\nRecommend that police train.\n")
    (folder / "odd.txt").write_text("Odd\nUnreadable\nRecommend that nobody reads this.\n")
    Builder(tmp_path / "library", small_parts()).build([folder], Listener())
    return tmp_path / "library"


def registrar(root: Path) -> Registrar:
    return Registrar(root, Library.open(root, read_only=True), HashingEmbedder(), FixedClock())


def first(of: Registrar) -> str:
    return of.register().entries[0].finding.id


def test_what_is_written_is_read_by_another(root: Path) -> None:
    registrar(root).act(first(registrar(root)), {"owner": "Health board", "due": "31/03/2026"}, "Sam")
    entry = registrar(root).register().find(first(registrar(root)))
    assert (entry.action.owner, entry.action.due) == ("Health board", "2026-03-31")
    assert [edit.who for edit in registrar(root).history(entry.finding.id)] == ["Sam", "Sam"]


def test_a_change_seen_by_neither_names_who_made_it_and_not_who_corrected(root: Path) -> None:
    one = registrar(root)
    one.act(first(one), {"owner": "A"}, "Sam")
    one.correct(first(one), {"number": "7"}, "Kim")
    with pytest.raises(UsageError, match=r"Sam changed it meanwhile \(owner: A\)"):
        one.act(first(one), {"owner": "B"}, "Lee", seen=0)


def test_a_library_that_changed_between_reading_and_writing_is_not_written_to(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = registrar(root), registrar(root)
    identity, opened = first(one), Library.open

    def interrupted(*arguments: object, **options: object) -> Library:
        monkeypatch.setattr(Library, "open", opened)
        other.act(identity, {"owner": "Kim's unit"}, "Kim")
        return opened(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(Library, "open", interrupted)
    with pytest.raises(LockedError, match="changed meanwhile"):
        one.act(identity, {"owner": "Sam's unit"}, "Sam")
    assert registrar(root).register().find(identity).action.owner == "Kim's unit"


def test_a_count_says_which_reports_are_not_in_it(root: Path) -> None:
    assert len(registrar(root).register().lacking) == 1
    with Library.open(root, read_only=True) as library:
        counted = counter(library, HashingEmbedder())("How many recommendations are there?", None)
    assert counted is not None
    assert counted.number == 2
    assert "odd.txt is not in the register." in counted.sentence


def test_an_ordinary_question_is_not_counted(root: Path) -> None:
    with Library.open(root, read_only=True) as library:
        assert counter(library, HashingEmbedder())("Did GPs ask about abuse?", None) is None


def passages(root: Path, theme: str) -> list[str]:
    with Library.open(root, read_only=True) as library:
        rows = library.rows_matching(Filters(theme=(theme,)))
        assert rows is not None
        return [passage.text for passage in library.passages(rows.tolist()).values()]


def test_a_theme_of_ones_own_reaches_passages_and_goes_with_them(root: Path) -> None:
    registrar(root).add_theme("learning", "", ["Police should be trained."], ["police train"], "Sam")
    assert passages(root, "learning") == ["Recommend that police train."]
    registrar(root).add_theme("learning", "", ["Somebody reads this page."], ["nobody reads"], "Sam")
    assert passages(root, "learning") == ["Recommend that nobody reads this."]
    registrar(root).drop_theme("learning")
    assert passages(root, "learning") == []


def test_a_count_within_a_theme_counts_its_findings_only(root: Path) -> None:
    registrar(root).add_theme("learning", "", ["Police should be trained."], ["police train"], "Sam")
    with Library.open(root, read_only=True) as library:
        count = counter(library, HashingEmbedder())
        counted = count("How many recommendations are there?", Filters(theme=("learning",)))
    assert counted is not None
    assert counted.number == 1
