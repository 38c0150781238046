"""Files read in worker processes: results, limits, crashes, endings."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dvrag.config.settings import IngestSettings
from dvrag.errors import EncryptedError, InputError, LimitError, UnreadableError
from dvrag.ingest.pool import ParsePool
from dvrag.ingest.process import _error, _message
from dvrag.ingest.readers.pdf import PdfReader
from dvrag.model.raw import PageSource

TWO_PAGES = "#set page(width: 300pt, height: 200pt)\nFirst page\n#pagebreak()\nSecond page"


@pytest.fixture(scope="module")
def pool() -> Iterator[ParsePool]:
    with ParsePool(IngestSettings(ocr=False)) as made:
        yield made


def children(pid: int) -> list[int]:
    """Return the process ids of the workers that a process has started and that still run."""
    listed = subprocess.run(["ps", "-o", "pid=,args=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    rows = (line.split(maxsplit=1) for line in listed.stdout.splitlines())
    return [int(row[0]) for row in rows if "dvrag.ingest.worker" in row[1]]


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def eventually(condition: Callable[[], bool], seconds: float = 20) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return condition()


def test_a_pdf_comes_back_as_the_reader_reads_it(pool: ParsePool, typeset: Callable[..., Path]) -> None:
    path = typeset(TWO_PAGES)
    assert list(pool.parse(path)) == [PdfReader().read(path)]


def test_json_lines_yield_many_documents(pool: ParsePool, tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("\n".join(json.dumps({"_id": str(n), "text": f"text {n}"}) for n in range(300)) + "\nbroken")
    found = pool.parse(path)
    assert [next(found).source for _ in range(300)][-1] == "many.jsonl#299"
    with pytest.raises(UnreadableError, match="Line 301"):
        next(found)


def test_leaving_a_file_half_read_does_not_mix_up_the_next(
    pool: ParsePool, tmp_path: Path, typeset: Callable[..., Path]
) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("\n".join(json.dumps({"_id": str(n), "text": "words " * 50}) for n in range(5000)))
    started = pool.parse(path)
    next(started)
    started.close()  # type: ignore[attr-defined]
    assert [each.source for each in pool.parse(typeset(TWO_PAGES))] == ["report.pdf"]


def test_reasons_come_back_as_errors_of_their_kind(pool: ParsePool, tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"<!DOCTYPE html><html><head><title>Not found</title></head></html>")
    with pytest.raises(UnreadableError, match="web page, not a PDF"):
        list(pool.parse(tmp_path / "a.pdf"))
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    (tmp_path / "a.docx").write_bytes(locked)
    with pytest.raises(EncryptedError, match="password"):
        list(pool.parse(tmp_path / "a.docx"))
    with pytest.raises(UnreadableError, match="cannot be opened"):
        list(pool.parse(tmp_path / "missing.pdf"))
    with pytest.raises(UnreadableError, match="not a file"):
        list(pool.parse(tmp_path))


def test_a_pipe_does_not_hang_the_reader(pool: ParsePool, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.pdf")
    with pytest.raises(UnreadableError, match="not a file"):
        list(pool.parse(tmp_path / "pipe.pdf"))


def test_a_file_without_text_is_a_failure_with_its_reason(
    pool: ParsePool, scanned: Callable[[str], Path], typeset: Callable[..., Path]
) -> None:
    with pytest.raises(UnreadableError, match="no readable text layer on its only page"):
        list(pool.parse(scanned("#set page(width: 300pt, height: 200pt)\nA scan")))
    with pytest.raises(UnreadableError, match="blank"):
        list(pool.parse(typeset("#set page(width: 300pt, height: 200pt)\n#pagebreak()#pagebreak()")))


def test_names_that_are_no_unicode_are_read(pool: ParsePool, typeset: Callable[..., Path], tmp_path: Path) -> None:
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.pdf"))
    os.rename(typeset(TWO_PAGES), odd)
    assert len(next(iter(pool.parse(odd))).pages) == 2


def big_text(tmp_path: Path, megabytes: int) -> Path:
    path = tmp_path / "big.txt"
    path.write_text("word\n\n" * (megabytes * 1_000_000 // 6))
    return path


def test_too_large_a_file_names_the_limit(tmp_path: Path) -> None:
    with (
        ParsePool(IngestSettings(max_megabytes=1)) as pool,
        pytest.raises(LimitError, match=r"2\.0 MB; the limit is 1 MB"),
    ):
        list(pool.parse(big_text(tmp_path, 2)))


@pytest.mark.slow
def test_too_much_memory_names_the_limit_and_the_next_file_is_read(
    tmp_path: Path, typeset: Callable[..., Path]
) -> None:
    with ParsePool(IngestSettings(memory_megabytes=700, workers=1)) as pool:
        with pytest.raises(LimitError, match="memory"):
            list(pool.parse(big_text(tmp_path, 40)))
        assert len(next(iter(pool.parse(typeset(TWO_PAGES)))).pages) == 2


@pytest.mark.slow
def test_too_long_a_time_names_the_limit_and_the_next_file_is_read(
    tmp_path: Path, typeset: Callable[..., Path]
) -> None:
    with ParsePool(IngestSettings(seconds=2, workers=1)) as pool:
        started = time.monotonic()
        with pytest.raises(LimitError, match="2 seconds"):
            list(pool.parse(big_text(tmp_path, 60)))
        assert time.monotonic() - started < 60
        assert len(next(iter(pool.parse(typeset(TWO_PAGES)))).pages) == 2


@pytest.mark.slow
def test_a_worker_that_crashes_costs_its_file_only(tmp_path: Path, typeset: Callable[..., Path]) -> None:
    # Far more memory than the text takes: on a busy machine the shot falls late, and must not look like a full memory.
    with ParsePool(IngestSettings(workers=1, ocr=False, memory_megabytes=8192)) as pool:
        others = children(os.getpid())
        list(pool.parse(typeset(TWO_PAGES)))
        (worker,) = set(children(os.getpid())) - set(others)
        large = big_text(tmp_path, 15)
        shot = threading.Timer(0.2, os.kill, (worker, signal.SIGSEGV))
        shot.start()
        with pytest.raises(InputError, match="SIGSEGV"):
            list(pool.parse(large))
        assert len(next(iter(pool.parse(typeset(TWO_PAGES)))).pages) == 2


@pytest.mark.slow
def test_several_threads_share_the_workers(tmp_path: Path, typeset: Callable[..., Path]) -> None:
    paths = [typeset(TWO_PAGES.replace("First", f"File {n}"), f"r{n}.pdf") for n in range(8)]
    found: dict[int, str] = {}
    others = set(children(os.getpid()))
    with ParsePool(IngestSettings(workers=2, ocr=False)) as pool:

        def run(number: int) -> None:
            found[number] = next(iter(pool.parse(paths[number]))).pages[0].lines[0].text

        threads = [threading.Thread(target=run, args=(n,)) for n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == {n: f"File {n} page" for n in range(8)}
        assert 1 <= len(set(children(os.getpid())) - others) <= 2
    assert eventually(lambda: set(children(os.getpid())) <= others)


@pytest.mark.slow
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGKILL, signal.SIGTERM])
def test_workers_end_with_their_parent(tmp_path: Path, typeset: Callable[..., Path], ending: signal.Signals) -> None:
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom dvrag.ingest.pool import ParsePool\n"
        "with ParsePool() as pool:\n list(pool.parse(Path(sys.argv[1])))\n"
        " print('ready', flush=True)\n time.sleep(60)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code, str(typeset(TWO_PAGES))], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    assert parent.stdout is not None
    assert parent.stdout.readline() == b"ready\n"
    workers = children(parent.pid)
    assert workers
    parent.send_signal(ending)
    parent.wait(30)
    parent.stdout.close()
    assert eventually(lambda: not any(alive(worker) for worker in workers))


@pytest.mark.parametrize("line", [b"", b"[]", b"nonsense", b"[" * 100_000])
def test_an_improper_answer_is_an_error(line: bytes) -> None:
    with pytest.raises(UnreadableError, match="no proper answer"):
        _message(line)


def test_an_error_message_is_one_line_of_known_kind() -> None:
    assert isinstance(_error({"kind": "limit", "message": "a\nb"}), LimitError)
    assert str(_error({"kind": "limit", "message": "a\nb"})) == "a b"
    assert isinstance(_error({"kind": "__import__", "message": 5}), UnreadableError)
    assert str(_error([])) == "The file could not be read."


@pytest.mark.slow
def test_a_scanned_page_is_recognised_where_it_stands(scanned: Callable[[str], Path], tmp_path: Path) -> None:
    source = (
        "#set page(width: 420pt, height: 300pt, margin: 40pt)\n#set text(size: 13pt)\n= Findings of the review\n\n"
        "Officers attended the address in March 2017.\n\nNobody asked the children what they saw."
    )
    path = scanned(source)
    with ParsePool(IngestSettings(ocr_seconds_per_page=180)) as pool:
        (document,) = pool.parse(path)
    page = document.pages[0]
    assert page.source is PageSource.OCR
    assert [line.text for line in page.lines] == [
        "Findings of the review",
        "Officers attended the address in March 2017.",
        "Nobody asked the children what they saw.",
    ]
    original = PdfReader().read(tmp_path / "report.pdf").pages[0]
    for seen, printed in zip(page.lines, original.lines, strict=True):
        assert seen.box is not None
        assert printed.box is not None
        assert (seen.box.x0, seen.box.y0, seen.box.x1) == pytest.approx(
            (printed.box.x0, printed.box.y0, printed.box.x1), abs=6
        )
    assert page.lines[0].size > page.lines[1].size


@pytest.mark.slow
def test_only_pages_without_text_are_recognised(
    typeset: Callable[..., Path], scanned: Callable[[str], Path], tmp_path: Path
) -> None:
    from pypdf import PdfReader as PypdfReader
    from pypdf import PdfWriter

    scan = scanned("#set page(width: 420pt, height: 200pt)\n#set text(size: 14pt)\nA picture of words")
    writer = PdfWriter(clone_from=PypdfReader(typeset("#set page(width: 420pt, height: 200pt)\nWords as text")))
    writer.append(PypdfReader(scan))
    writer.add_blank_page(420, 200)
    writer.write(tmp_path / "mixed.pdf")
    with ParsePool(IngestSettings(ocr_seconds_per_page=180)) as pool:
        (document,) = pool.parse(tmp_path / "mixed.pdf")
    assert [page.source for page in document.pages] == [PageSource.TEXT, PageSource.OCR, PageSource.EMPTY]
    assert document.pages[1].lines[0].text == "A picture of words"
