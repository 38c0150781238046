"""Which files are read, and how they are known."""

from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path

import pytest

from dvrag.builder.scan import find_files, printable
from dvrag.errors import NotFoundError


def shown(folder: Path, *paths: Path, library: str = "library") -> list[str]:
    return [Path(file.shown).relative_to(folder).as_posix() for file in find_files(paths, folder / library).files]


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
    found = {Path(file.shown).name: file for file in find_files([tree / "a"], tree / "library").files}
    assert set(found) == {"y", "z.pdf", "inside.txt", "outside.txt"}
    assert "leads out of the folder" in found["outside.txt"].problem
    assert "leads out of the folder" in found["inside.txt"].problem
    assert {Path(file.shown).name for file in find_files([tree], tree / "library").files} == {
        "b.txt",
        "y",
        "z.pdf",
        "outside.txt",
    }


def test_files_are_hashed(tree: Path) -> None:
    (file,) = find_files([tree / "b.txt"], tree / "library").files
    assert (file.sha256, file.size, file.ending) == (hashlib.sha256(b"b.txt").hexdigest(), 5, "txt")
    assert file.key == str(tree / "b.txt")


@pytest.mark.parametrize(
    ("name", "ending"), [("A.PDF", "pdf"), ("noend", ""), ("x.p/df", "pdf"), ("x.ü", ""), ("x.toolongtobe", "")]
)
def test_endings_are_plain(tmp_path: Path, name: str, ending: str) -> None:
    path = tmp_path / name.replace("/", "")
    path.write_text("x")
    assert find_files([path], tmp_path / "library").files[0].ending == ending


def test_names_that_are_no_text_can_be_printed(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_text("x")
    (file,) = find_files([tmp_path], tmp_path / "library").files
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
    found = [file.path.name for file in find_files([tmp_path], tmp_path / "library").files]
    assert found == ["a.pdf", "b.PDF", "noending"]
    named = find_files([tmp_path / "build.py", tmp_path / "README.md"], tmp_path / "library").files
    assert [file.path.name for file in named] == ["build.py", "README.md"]


def test_files_passed_over_because_of_their_ending_are_counted(tmp_path: Path) -> None:
    for name in ("a.txt", "b.RTF", "c.eml", "d.rtf", ".hidden.rtf", "left.rtf"):
        (tmp_path / name).write_text("text")
    (tmp_path / ".dvragignore").write_text("left*")
    found = find_files([tmp_path, tmp_path], tmp_path / "library")
    assert found.passed_over_in_words() == "3 files of other kinds passed over: .eml, .rtf"
    assert find_files([tmp_path / "a.txt"], tmp_path / "library").passed_over_in_words() == ""


def test_a_folder_with_nothing_to_read_is_named(tmp_path: Path) -> None:
    (tmp_path / "photo.png").write_text("x")
    with pytest.raises(NotFoundError, match=r"holds nothing that dvrag reads: PDF, HTML, Word"):
        find_files([tmp_path], tmp_path / "library")


def test_a_broken_link_fails(tree: Path) -> None:
    (tree / "a" / "gone.pdf").symlink_to(tree / "a" / "moved.pdf")
    (tree / "a" / "loop.pdf").symlink_to(tree / "a" / "loop.pdf")
    found = {file.path.name: file for file in find_files([tree / "a"], tree / "library").files}
    assert "a file that is not there" in found["gone.pdf"].problem
    assert "a file that is not there" in found["loop.pdf"].problem


def test_a_subfolder_that_cannot_be_read_fails(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    inner = os.scandir

    def refusing(path: str) -> object:
        if Path(path).name == "a":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return inner(path)

    monkeypatch.setattr(os, "scandir", refusing)
    found = find_files([tree], tree / "library").files
    assert [(file.path.name, file.problem) for file in found] == [
        ("b.txt", ""),
        ("a", "It cannot be read: Permission denied."),
    ]
