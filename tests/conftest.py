"""What all tests stand on: no network, no settings from outside, the real data beside the checkout, a library."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import time
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from dvrag.assistant import Assistant

for name in [name for name in os.environ if name.startswith("DVRAG_")]:
    del os.environ[name]
REPOSITORY = Path(__file__).resolve().parent.parent
CACHE = REPOSITORY / ".cache"
os.environ.update(
    DVRAG_CACHE=str(CACHE / "models"),
    HF_HUB_OFFLINE="1",
    TRANSFORMERS_OFFLINE="1",
    HF_DATASETS_OFFLINE="1",
    TOKENIZERS_PARALLELISM="false",
    STREAMLIT_BROWSER_GATHER_USAGE_STATS="false",
    NO_COLOR="1",
)
os.environ.setdefault("OMP_NUM_THREADS", "2")

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
AXE = CACHE / "axe" / "node_modules" / "axe-core" / "axe.min.js"
UNUSED_SECONDS = 3 * 3600
"""After this time a sample library of other code or reports is deleted; until then another run may stand on it."""
REPORT_ENDINGS = frozenset({".pdf", ".html", ".docx", ".txt", ".md"})
BUILDING_ROOMS = (
    *("assembly", "builder", "chunk", "config", "embed", "index", "ingest", "lessons", "model", "store", "text"),
)


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the checkout."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data beside the checkout; the test is skipped where it is absent."""
    folder = REPOSITORY.parent / "shared"
    if not (folder / "data").is_dir():
        pytest.skip("the real data beside the checkout is absent")
    return folder


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of Chromium; the test is skipped where there is none."""
    if CHROMIUM is None:
        pytest.skip("no Chromium")
    return CHROMIUM


@pytest.fixture(scope="session")
def corpus() -> tuple[Path, ...]:
    """The sample reports, in order of name."""
    folder = REPOSITORY / "corpus"
    return tuple(p for p in sorted(folder.iterdir()) if p.suffix in REPORT_ENDINGS and p.name != "README.md")


@pytest.fixture(scope="session")
def sample_library(corpus: tuple[Path, ...]) -> Path:
    """A library of the sample reports, built by the product; shared by all tests, so never write to it."""
    made = CACHE / f"sample-library-{_key((*corpus, *_building_code()))}"
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "sample-library.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (made / "complete").is_file():
            shutil.rmtree(made, ignore_errors=True)
            _build(corpus, made / "library")
        (made / "complete").touch()
        for old in CACHE.glob("sample-library-*/complete"):
            if time.time() - old.stat().st_mtime > UNUSED_SECONDS:
                shutil.rmtree(old.parent)
    return made / "library"


@pytest.fixture
def library_copy(sample_library: Path, tmp_path: Path) -> Path:
    """A copy of the sample library that a test may change."""
    return shutil.copytree(sample_library, tmp_path / "library")


@pytest.fixture(scope="session")
def assistant(sample_library: Path) -> Assistant:
    """An assistant over the sample library."""
    import dvrag

    return dvrag.open(sample_library)


def _building_code() -> list[Path]:
    rooms = (REPOSITORY / "src" / "dvrag" / name for name in BUILDING_ROOMS)
    found = (path for room in rooms for path in ([room] if room.is_file() else room.rglob("*")))
    return sorted(path for path in found if path.suffix in {".py", ".toml", ".txt"})


def _key(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(f"{path.relative_to(REPOSITORY)}\0".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _build(corpus: tuple[Path, ...], library: Path) -> None:
    import dvrag

    failed = [f"{r.path}: {r.reason}" for r in dvrag.build(corpus, library) if r.outcome == "failed"]
    assert not failed, failed


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip browser tests where there is no Chromium."""
    if CHROMIUM is None:
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(pytest.mark.skip(reason="no Chromium"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say whether browser tests ran, and what was measured in them."""
    if CHROMIUM is None:
        terminalreporter.write_line("Browser tests were SKIPPED: no Chromium here (apt-get install chromium).")
    elif not AXE.is_file():
        terminalreporter.write_line("Tests with axe-core were SKIPPED or failed: it is missing (make axe, with npm).")
    for report in (*terminalreporter.getreports("passed"), *terminalreporter.getreports("failed")):
        for name, value in report.user_properties:
            if name == "measured" and report.when == "call":
                terminalreporter.write_line(f"measured: {value}")
