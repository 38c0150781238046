"""A small real language model on this machine, and what it wrote from the sample library, once for all tests here."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest

from dvrag.assembly import open_assistant
from dvrag.assistant import Assistant
from dvrag.model.answers import Answer
from generation import server

PACKAGES = Path(__file__).resolve().parents[2] / ".cache" / "generation"
MISSING = "the small language model is missing: `make generation` fetches it, with pip"
CONTEXT = 2048
"""Tokens of prompt and answer; a smaller prompt is read sooner."""
LONGEST = 100
"""Tokens of an answer."""
QUESTIONS = (
    "Were the children spoken to?",
    "Did GPs ask about abuse?",
    "Was a DASH completed?",
)


@dataclass(slots=True)
class Served:
    """A server that runs, and its process."""

    process: subprocess.Popen[str]
    address: str

    def done(self) -> list[dict[str, Any]]:
        """Return what it generated so far: tokens, seconds, how it ended."""
        with urlopen(f"{self.address}/done", timeout=10) as answer:
            return list(json.load(answer)["done"])

    def settings(self) -> str:
        """Return the settings that name it."""
        return (
            f'[answer]\nwriter = "openai:{server.FREE}"\nbase_url = "{self.address}/v1"\nretries = 0\n'
            f"context_tokens = {CONTEXT}\nanswer_tokens = {LONGEST}\nseconds = 100\n"
        )


@dataclass(frozen=True, slots=True)
class Told:
    """A question, the answer that was written, and the server's own record of it."""

    answer: Answer
    done: dict[str, Any]


@pytest.fixture(scope="session")
def start() -> Iterator[Callable[[], Served]]:
    """Return a function that starts a server; skipped where the model is missing, failed where changes are checked."""
    if not (PACKAGES / ".ready").is_file():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(MISSING)
    running: list[subprocess.Popen[str]] = []

    def started() -> Served:
        environ = {**os.environ, "PYTHONPATH": str(PACKAGES)}
        process = subprocess.Popen([sys.executable, server.__file__], stdout=subprocess.PIPE, text=True, env=environ)
        running.append(process)
        assert process.stdout
        word, port = process.stdout.readline().split()
        assert word == "ready"
        return Served(process, f"http://127.0.0.1:{port}")

    yield started
    for process in running:
        process.kill()
        process.communicate()


@pytest.fixture(scope="session")
def served(start: Callable[[], Served]) -> Served:
    """The server that all tests here share."""
    return start()


@pytest.fixture(scope="session")
def root(served: Served, sample_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample library whose settings name the server."""
    made = shutil.copytree(sample_library, tmp_path_factory.mktemp("written") / "library")
    (made / "dvrag.toml").write_text(served.settings())
    return Path(made)


@pytest.fixture(scope="session")
def by(root: Path) -> Callable[[str], Assistant]:
    """Return a function that opens the library with one of the server's models as writer, or "" for quotes."""
    opened: dict[str, Assistant] = {}

    def assistant(name: str) -> Assistant:
        if name not in opened:
            opened[name] = open_assistant(root, writer=f"openai:{name}" if name else "")
        return opened[name]

    return assistant


@pytest.fixture(scope="session")
def written(by: Callable[[str], Assistant], served: Served) -> dict[str, tuple[Told, ...]]:
    """What each of the server's models wrote."""

    def asked(name: str, question: str) -> Told:
        answer = by(name).ask(question)
        return Told(answer, served.done()[-1])

    few = QUESTIONS[:2]
    return {name: tuple(asked(name, q) for q in (few if name == server.FREE else QUESTIONS)) for name in server.SERVED}
