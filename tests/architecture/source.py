"""The product's source as syntax trees."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src"


@dataclass(frozen=True)
class Module:
    """One Python file. `name` is dotted: "dvrag.store.library"."""

    name: str
    path: Path

    @property
    def relative(self) -> str:
        """The path inside `src/dvrag`, with slashes."""
        return self.path.relative_to(SOURCE / "dvrag").as_posix()

    def tree(self) -> ast.Module:
        """The syntax tree."""
        return ast.parse(self.path.read_text("utf-8"))

    def imports(self) -> set[str]:
        """Every dotted name that is imported anywhere in the file, except for type checking only."""
        found: set[str] = set()
        for node in _runtime_nodes(self.tree()):
            if isinstance(node, ast.Import):
                found.update(alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module)
                found.update(f"{node.module}.{alias.name}" for alias in node.names if node.module.startswith("dvrag"))
        return found

    def own_imports(self) -> set[str]:
        """The modules of dvrag that it imports."""
        return {name for name in self.imports() if name in _names()}


def _runtime_nodes(tree: ast.AST) -> list[ast.AST]:
    """All nodes but those under `if TYPE_CHECKING:`."""
    nodes: list[ast.AST] = []
    for child in ast.iter_child_nodes(tree):
        if _is_type_checking(child):
            continue
        nodes.append(child)
        nodes.extend(_runtime_nodes(child))
    return nodes


def _is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


@cache
def modules() -> tuple[Module, ...]:
    """Return every module of the product."""
    paths = sorted((SOURCE / "dvrag").rglob("*.py"))
    return tuple(Module(_dotted(path), path) for path in paths)


@cache
def _names() -> frozenset[str]:
    return frozenset(module.name for module in modules())


def _dotted(path: Path) -> str:
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
