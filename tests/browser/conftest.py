"""The app in a real browser: a server on a free port of this machine, Chromium, and no request to anywhere else."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, sync_playwright

from browser.app_page import AppPage
from browser.scripted_model import ScriptedModel, scripted_model

CHROMIUM_OPTIONS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
START_SECONDS = 60
Open = Callable[..., AppPage]


@contextmanager
def served(script: Path, repository: Path, library: Path | None = None) -> Iterator[str]:
    """Serve a Streamlit script as the project's settings say; yield its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, **({"DVRAG_LIBRARY": str(library)} if library else {})}
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    log = repository / "tests" / "artefacts" / f"server-{port}.log"
    log.parent.mkdir(exist_ok=True)
    with log.open("wb") as stream:
        server = subprocess.Popen(command, cwd=repository, env=environment, stdout=stream, stderr=stream)
    try:
        _wait(f"http://127.0.0.1:{port}", server, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)
    log.unlink()


def _wait(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"The app did not start:\n{log.read_text('utf-8', 'replace')}")


@pytest.fixture(scope="session")
def app(repository: Path, sample_library: Path) -> Iterator[str]:
    """The address of the app over the sample library."""
    with served(repository / "app.py", repository, sample_library) as address:
        yield address


@pytest.fixture(scope="session")
def writing_app(repository: Path, sample_library: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app over a copy of the sample library that tests may change; they share it."""
    copy = shutil.copytree(sample_library, tmp_path_factory.mktemp("written") / "library")
    with served(repository / "app.py", repository, copy) as address:
        yield address


@pytest.fixture(scope="session")
def staged_app(repository: Path) -> Iterator[str]:
    """The address of the app over answers written by hand."""
    with served(repository / "tests" / "browser" / "fake_app.py", repository) as address:
        yield address


@pytest.fixture(scope="session")
def staged_writer_app(repository: Path) -> Iterator[str]:
    """The address of the app over a language model written by hand, that writes slowly."""
    with served(repository / "tests" / "browser" / "fake_writer_app.py", repository) as address:
        yield address


@pytest.fixture(scope="session")
def model() -> Iterator[ScriptedModel]:
    """A language model on a port of this machine."""
    with scripted_model() as server:
        yield server


@pytest.fixture(scope="session")
def written_app(
    repository: Path, sample_library: Path, model: ScriptedModel, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of the app over a copy of the sample library, whose settings name the language model."""
    copy = shutil.copytree(sample_library, tmp_path_factory.mktemp("by-model") / "library")
    writer = f'[answer]\nwriter = "openai:scripted"\nbase_url = "{model.address}/v1"\n'
    (copy / "dvrag.toml").write_text(writer, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OPENAI_API_KEY", "none")
        patch.setenv("NO_PROXY", "127.0.0.1")
        with served(repository / "app.py", repository, copy) as address:
            yield address


@pytest.fixture(scope="session")
def app_without_library(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app where no library has been built."""
    with served(repository / "app.py", repository, tmp_path_factory.mktemp("nothing") / "index") as address:
        yield address


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    """Chromium, with a profile of its own that is thrown away."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=list(CHROMIUM_OPTIONS))
        yield started
        started.close()


@pytest.fixture
def visit(browser: Browser, repository: Path) -> Iterator[Open]:
    """Return a function that opens an address; afterwards, no request may have gone to another machine."""
    asked: list[str] = []
    opened_pages: list[AppPage] = []
    with ExitStack() as contexts:

        def opened(
            address: str, width: int = 1280, height: int = 900, scheme: str = "light", *, ready: bool = True
        ) -> AppPage:
            context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=scheme)  # type: ignore[arg-type]
            contexts.callback(context.close)
            page = context.new_page()
            page.on("request", lambda request: asked.append(request.url))
            page.on("websocket", lambda socket: asked.append(socket.url))
            page.goto(address)
            found = AppPage(page, repository / "tests" / "artefacts")
            opened_pages.append(found)
            return found.settled() if ready else found

        yield opened
    away = [url for url in asked if urlsplit(url).scheme in {"http", "https", "ws", "wss"}]
    assert asked or not opened_pages, "nothing was watched"
    assert [url for url in away if urlsplit(url).hostname != "127.0.0.1"] == []
