"""What the README shows works: its commands, its Python, its printed answer, its map."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
BIN = Path(sys.executable).parent


def targets() -> set[str]:
    return set(re.findall(r"^([a-z][a-z-]*):", MAKEFILE, flags=re.MULTILINE))


def question() -> str:
    found = re.search(r"^QUESTION \?= (.+)$", MAKEFILE, flags=re.MULTILINE)
    assert found
    return found[1]


def shown_commands() -> list[str]:
    """Return the `dvrag search` and `dvrag ask` commands of the README."""
    return re.findall(r"^    \.venv/bin/(dvrag (?:ask|search) .+)$", README, flags=re.MULTILINE)


def dvrag(command: str, library: Path) -> subprocess.CompletedProcess[str]:
    words = [str(BIN / "dvrag"), *shlex.split(command)[1:], "--library", str(library)]
    return subprocess.run(words, capture_output=True, text=True, check=False, env={**os.environ, "COLUMNS": "80"})


def test_every_make_target_it_names_exists() -> None:
    named = set(re.findall(r"\bmake ([a-z][a-z-]*)", README))
    assert {"demo", "test", "app", "check", "corpus"} <= named <= targets()


def test_make_help_lists_every_target_for_people() -> None:
    run = subprocess.run(["make", "-s", "help"], cwd=ROOT, capture_output=True, text=True, check=True)
    internal = {"help", "setup"}
    assert set(re.findall(r"\bmake ([a-z][a-z-]*)", run.stdout)) == targets() - internal


def test_every_path_it_names_exists() -> None:
    rooms = re.findall(r"^\| (`[^|]+) \|", README.split("| Room")[1].split("| To… |")[0], flags=re.MULTILINE)
    files = re.findall(r"`([\w/]+(?:/|\.py))`", README.split("| To… |")[1])
    inside = [name for cell in rooms for name in re.findall(r"`([\w/.]+)`", cell)] + files
    new = {"ingest/readers/rtf.py"}
    places = (ROOT / "src" / "dvrag", ROOT)
    missing = [name for name in inside if name not in new and not any((place / name).exists() for place in places)]
    assert missing == []
    links = re.findall(r"\]\(([^)#:]+)", README)
    assert [link for link in links if not (ROOT / link).exists()] == []


@pytest.mark.slow
@pytest.mark.parametrize("command", shown_commands())
def test_its_commands_run(command: str, sample_library: Path) -> None:
    run = dvrag(command, sample_library)
    assert run.returncode == 0, run.stderr
    assert "page" in run.stdout


@pytest.mark.slow
def test_its_printed_answer_is_what_is_printed(sample_library: Path) -> None:
    """`REGENERATE=1 pytest tests/docs/test_readme.py` writes the answer as it is printed now into the README."""
    run = dvrag(f"dvrag ask {shlex.quote(question())}", sample_library)
    printed = "".join(f"    {line}".rstrip() + "\n" for line in run.stdout.strip().splitlines())
    before, opening, rest = README.partition("by tests/docs -->\n")
    shown, closing, after = rest.partition("<!-- /demo -->")
    if os.environ.get("REGENERATE") == "1":
        (ROOT / "README.md").write_text(before + opening + printed + closing + after, "utf-8")
    else:
        assert shown == printed


@pytest.mark.slow
def test_its_python_runs(sample_library: Path, tmp_path: Path) -> None:
    code = re.search(r"From Python:\n\n((?:    .+\n)+)", README)
    assert code
    shutil.copytree(sample_library, tmp_path / "index")
    program = re.sub(r"^    ", "", code[1], flags=re.MULTILINE) + "print(answer.status.value)"
    run = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert run.stdout.strip() == "answered", run.stderr
