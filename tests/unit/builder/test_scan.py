"""Which files are read, and how they are known."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from dvrag.builder.scan import find_files, printable
from dvrag.errors import NotFoundError


def shown(folder: Path, *paths: Path, library: str = "library") -> list[str]:
    return [Path(file.shown).relative_to(folder).as_posix() for file in find_files(paths, folder / library)]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    for name in ("b.txt", "a/z.pdf", "a/y", ".hidden.txt", ".git/x.txt", "library/files/k.pdf"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    return tmp_path


def test_folders_are_walked_in_order_without_hidden_files_and_the_library(tree: Path) -> None:
    assert shown(tree, tree) == ["b.txt", "a/y", "a/z.pdf"]


def test_each_file_is_read_once_in_the_order_named(tree: Path) -> None:
    assert shown(tree, tree / "a", tree / "b.txt", tree, tree / "a" / "z.pdf") == ["a/y", "a/z.pdf", "b.txt"]


def test_a_hidden_file_that_is_named_is_read(tree: Path) -> None:
    assert shown(tree, tree / ".hidden.txt") == [".hidden.txt"]


def test_links_stay_inside(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("outside")
    (outside / "secret.txt").write_text("secret")
    (tree / "a" / "inside.txt").symlink_to(tree / "b.txt")
    (tree / "a" / "outside.txt").symlink_to(outside / "secret.txt")
    (tree / "a" / "folder").symlink_to(outside)
    found = {Path(file.shown).name: file for file in find_files([tree / "a"], tree / "library")}
    assert set(found) == {"y", "z.pdf", "inside.txt", "outside.txt"}
    assert "leads out of the folder" in found["outside.txt"].problem
    assert "leads out of the folder" in found["inside.txt"].problem
    assert {Path(file.shown).name for file in find_files([tree], tree / "library")} == {
        "b.txt",
        "y",
        "z.pdf",
        "outside.txt",
    }


def test_files_are_hashed(tree: Path) -> None:
    (file,) = find_files([tree / "b.txt"], tree / "library")
    assert (file.sha256, file.size, file.ending) == (hashlib.sha256(b"b.txt").hexdigest(), 5, "txt")
    assert file.key == str(tree / "b.txt")


@pytest.mark.parametrize(
    ("name", "ending"), [("A.PDF", "pdf"), ("noend", ""), ("x.p/df", "pdf"), ("x.ü", ""), ("x.toolongtobe", "")]
)
def test_endings_are_plain(tmp_path: Path, name: str, ending: str) -> None:
    path = tmp_path / name.replace("/", "")
    path.write_text("x")
    assert find_files([path], tmp_path / "library")[0].ending == ending


def test_names_that_are_no_text_can_be_printed(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_text("x")
    (file,) = find_files([tmp_path], tmp_path / "library")
    assert Path(file.key).name == "caf?.txt"
    assert printable(file.shown) == file.shown


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"gone\.pdf does not exist"):
        find_files([tmp_path / "gone.pdf"], tmp_path / "library")


def test_in_a_folder_programs_and_what_is_left_out_by_name_are_passed_over(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.PDF", "build.py", "noending", "README.md", "draft-1.txt", "sources/c.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("text")
    (tmp_path / ".dvragignore").write_text("# remarks\nsources/\nREADME.md\ndraft-*\n")
    found = [file.path.name for file in find_files([tmp_path], tmp_path / "library")]
    assert found == ["a.pdf", "b.PDF", "noending"]
    named = find_files([tmp_path / "build.py", tmp_path / "README.md"], tmp_path / "library")
    assert [file.path.name for file in named] == ["build.py", "README.md"]
