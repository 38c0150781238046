"""Pages drawn in a worker process: the picture, the memory of the last ones, endings and crashes."""

from __future__ import annotations

import gc
import io
import os
import signal
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from dvrag.errors import LimitError, NotFoundError, UnreadableError
from dvrag.ingest import pages
from dvrag.ingest.codec import CodecError, decode_image, decode_mark, encode_image, encode_mark
from dvrag.ingest.pages import PageDrawer
from dvrag.model.ids import ReportId
from dvrag.model.page_images import MarkedLine, MarkKind, PageImage
from dvrag.model.raw import Box
from unit.ingest.test_pool import alive, children, eventually

REPORT = ReportId("a" * 64)
TEXT = "#set page(width: 300pt, height: 200pt, margin: 30pt)\nNobody asked.\n#pagebreak()\nSecond page"
MARK = MarkedLine(1, Box(20, 20, 280, 60), "Nobody asked.", 0, 13)


@pytest.fixture
def drawer(typeset: Callable[..., Path]) -> Iterator[PageDrawer]:
    path = typeset(TEXT)
    made = PageDrawer(lambda _: path, ahead=False)
    yield made
    made.close()


def workers() -> set[int]:
    return set(children(os.getpid()))


def test_a_page_comes_back_as_a_picture_with_its_marks(drawer: PageDrawer) -> None:
    image = drawer.image(REPORT, 1, (MARK, MarkedLine(2, MARK.box, "Second page", 0, 6)))
    with Image.open(io.BytesIO(image.png)) as opened:
        assert opened.size == (image.width_px, image.height_px) == (600, 400)
    assert len(image.quoted) == 1
    assert drawer.image(REPORT, 2).quoted == ()


def test_the_last_pages_are_remembered(drawer: PageDrawer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "REMEMBERED", 1)
    first = drawer.image(REPORT, 1)
    assert drawer.image(REPORT, 1) is first
    assert drawer.image(REPORT, 1, (MARK,)) is not first
    again = drawer.image(REPORT, 1)
    assert again is not first
    assert again == first


def test_a_worker_that_was_killed_is_replaced(drawer: PageDrawer) -> None:
    before = workers()
    drawer.image(REPORT, 1)
    (worker,) = workers() - before
    os.kill(worker, signal.SIGKILL)
    assert eventually(lambda: not alive(worker))
    assert drawer.image(REPORT, 2).width == 300


def test_a_bad_file_gives_a_reason_and_the_next_page_comes(typeset: Callable[..., Path], tmp_path: Path) -> None:
    good, bad = typeset(TEXT), tmp_path / "bad.pdf"
    bad.write_bytes(b"%PDF-1.7\n" + b"\x00nothing" * 200)
    kept = [bad, good]
    drawer = PageDrawer(lambda _: kept[0])
    with pytest.raises(UnreadableError, match="damaged"):
        drawer.image(REPORT, 1)
    kept.pop(0)
    assert drawer.image(REPORT, 1).width == 300
    with pytest.raises(UnreadableError, match="no page 9"):
        drawer.image(REPORT, 9)
    drawer.close()


def test_a_page_that_takes_too_long_says_so(drawer: PageDrawer, monkeypatch: pytest.MonkeyPatch) -> None:
    drawer.image(REPORT, 1)
    monkeypatch.setattr("dvrag.ingest.process.WorkerProcess._read", lambda self, seconds: None)
    with pytest.raises(LimitError, match="Page 2 takes too much time or memory"):
        drawer.image(REPORT, 2)


def test_what_the_library_says_is_passed_on() -> None:
    def gone(_: ReportId) -> Path:
        raise NotFoundError("No original is kept.")

    with pytest.raises(NotFoundError):
        PageDrawer(gone).image(REPORT, 1)


def test_preparing_starts_the_worker_and_the_end_of_the_drawer_ends_it(typeset: Callable[..., Path]) -> None:
    path, before = typeset(TEXT), workers()
    drawer = PageDrawer(lambda _: path)
    drawer.prepare()
    assert eventually(lambda: len(workers() - before) == 1)
    assert drawer.image(REPORT, 1).height == 200
    started = workers() - before
    assert len(started) == 1
    del drawer
    gc.collect()
    assert eventually(lambda: not any(map(alive, started)))


def test_several_threads_get_their_own_pages(drawer: PageDrawer) -> None:
    found: dict[int, PageImage] = {}

    def ask(n: int) -> None:
        found[n] = drawer.image(REPORT, 1 + n % 2, (MARK,) if n % 4 == 0 else ())

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {n: len(image.quoted) for n, image in found.items()} == {n: int(n % 4 == 0) for n in range(8)}


def test_the_next_page_is_drawn_ahead(typeset: Callable[..., Path]) -> None:
    path = typeset(TEXT)
    drawer = PageDrawer(lambda _: path)
    drawer.image(REPORT, 1)
    assert eventually(lambda: {key[1] for key in drawer._known} == {1, 2})
    assert drawer.image(REPORT, 2) is drawer._known[("report.pdf", 2, pages.SCALE, ())]
    assert eventually(lambda: not any(thread.name == "dvrag-page-ahead" for thread in threading.enumerate()))
    assert {key[1] for key in drawer._known} == {1, 2}, "there is no third page"
    drawer.close()


PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x02\x00\x00\x00\x03rest"
IMAGE = PageImage(PNG, 2, 3, 1.0, 1.5, (Box(0, 0, 1, 1),), (Box(0, 1, 1, 1.5),))


def test_images_and_marks_survive_the_way_between_processes() -> None:
    assert decode_image(encode_image(IMAGE)) == IMAGE
    found = MarkedLine(3, Box(1, 2, 3, 4), "a | b", 0, 1, MarkKind.FOUND)
    assert decode_mark(encode_mark(found)) == found


@pytest.mark.parametrize(
    "change",
    [
        {"png": "no base64!"},
        {"png": "aGVsbG8="},
        {"png": 7},
        {"pixels": [3, 2]},
        {"pixels": [2]},
        {"size": [1.0, float("nan")]},
        {"quoted": [[0, 0, 1]]},
        {"found": [[0, 0, 1, float("inf")]]},
        {"found": 3},
    ],
)
def test_what_is_no_page_image_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(CodecError):
        decode_image({**encode_image(IMAGE), **change})


@pytest.mark.parametrize("value", [None, [], [1, [0, 0, 1, 1], "a", 0, 1], [1, [0, 0, 1, 1], "a", 0, 1, "other"]])
def test_what_is_no_mark_is_refused(value: object) -> None:
    with pytest.raises(CodecError):
        decode_mark(value)
