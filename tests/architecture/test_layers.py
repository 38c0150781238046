"""The layers of DESIGN.md hold, and so does the rule that no module imports in a circle."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from architecture.source import Module, modules


def test_imports_point_down_only(repository: Path) -> None:
    command = [str(Path(sys.executable).parent / "lint-imports")]
    run = subprocess.run(command, cwd=repository, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout[-3000:]


def circle(imports: dict[str, set[str]]) -> list[str]:
    """Return the modules of one import circle, or an empty list."""
    done: set[str] = set()

    def visit(name: str, trail: list[str]) -> list[str]:
        if name in trail:
            return [*trail[trail.index(name) :], name]
        if name in done:
            return []
        for target in sorted(imports.get(name, ())):
            found = visit(target, [*trail, name])
            if found:
                return found
        done.add(name)
        return []

    return next((found for name in sorted(imports) if (found := visit(name, []))), [])


def test_no_module_imports_in_a_circle_not_even_inside_functions() -> None:
    assert circle({module.name: module.own_imports() - {module.name} for module in modules()}) == []


@pytest.mark.parametrize(
    ("imports", "expected"),
    [({"a": {"b"}, "b": {"c"}, "c": {"a"}}, ["a", "b", "c", "a"]), ({"a": {"b", "c"}, "b": {"c"}, "c": set()}, [])],
)
def test_a_circle_would_be_found(imports: dict[str, set[str]], expected: list[str]) -> None:
    assert circle(imports) == expected


def test_function_level_imports_count(tmp_path: Path) -> None:
    path = tmp_path / "late.py"
    path.write_text("def f():\n    from dvrag.model import ids\n    import faiss\n")
    assert Module("dvrag.late", path).imports() == {"dvrag.model.ids", "dvrag.model", "faiss"}
