"""Sizes stay small: files, functions, folders; and names say what a thing is."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

from architecture.source import Module, modules

FILE_LINES = 300
FUNCTION_LINES = 40
FOLDER_FILES = 12
WITHOUT_LIMIT = (
    "ingest/readers",
    "ingest/families",
    "cli/commands",
    "ui/pages",
    "evaluate/baselines",
    "evaluate/measures",
)
FORBIDDEN_WORDS = frozenset({"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc", "base"})
DATA_FOLDERS = ("index", "eval")


def long_functions(module: Module) -> list[str]:
    functions = (n for n in ast.walk(module.tree()) if isinstance(n, (ast.FunctionDef, ast.AsyncFunctionDef)))
    sizes = ((f.name, (f.end_lineno or 0) - f.lineno + 1) for f in functions)
    return [f"{module.relative}: {name} has {size} lines" for name, size in sizes if size > FUNCTION_LINES]


def test_no_file_is_longer_than_300_lines(repository: Path) -> None:
    written = [
        *(m.path for m in modules()),
        *(repository / "tests").rglob("*.py"),
        *(repository / "corpus").glob("*.py"),
    ]
    sizes = {path.relative_to(repository): len(path.read_text("utf-8").splitlines()) for path in written}
    assert {path: size for path, size in sizes.items() if size > FILE_LINES} == {}


def test_no_function_is_longer_than_40_lines() -> None:
    assert [line for module in modules() for line in long_functions(module)] == []


def test_a_long_function_would_be_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "long.py"
    path.write_text("def f():\n" + "    x = 1\n" * FUNCTION_LINES)
    monkeypatch.setattr("architecture.source.SOURCE", tmp_path.parent)
    monkeypatch.setattr(Module, "relative", property(lambda self: self.path.name))
    assert long_functions(Module("long", path)) == ["long.py: f has 41 lines"]


def test_no_folder_holds_more_than_12_files() -> None:
    folders = Counter(Path(module.relative).parent.as_posix() for module in modules())
    crowded = {folder: n for folder, n in folders.items() if n > FOLDER_FILES and folder not in WITHOUT_LIMIT}
    assert crowded == {}


def test_names_say_what_a_module_is() -> None:
    words = {module.relative: set(re.findall(r"[a-z]+", module.relative.removesuffix(".py"))) for module in modules()}
    assert {name: found & FORBIDDEN_WORDS for name, found in words.items() if found & FORBIDDEN_WORDS} == {}


@pytest.mark.parametrize("folder", DATA_FOLDERS)
def test_data_folders_hold_no_code(repository: Path, folder: str) -> None:
    assert list((repository / folder).rglob("*.py")) == []


def test_the_app_is_a_door_only(repository: Path) -> None:
    assert len((repository / "app.py").read_text("utf-8").splitlines()) <= 30
