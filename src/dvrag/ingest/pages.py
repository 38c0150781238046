"""Draws pages of kept PDF files in a confined worker process of its own, and remembers the last ones."""

from __future__ import annotations

import threading
import weakref
from collections import OrderedDict
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import TypeAlias

from dvrag.errors import DvragError, LimitError, UnreadableError
from dvrag.ingest.codec import CodecError, decode_image, encode_mark
from dvrag.ingest.pool import Slots
from dvrag.ingest.process import WorkerProcess, WorkerSettings
from dvrag.model.ids import ReportId
from dvrag.model.page_images import MarkedLine, PageImage

SCALE = 2.0
"""Pixels a point: text of a page stays sharp on a fine screen and when it is enlarged."""

SECONDS, MEGABYTES, FILES = 20, 1536, 1000
"""What a worker may take for one page, and how many pages it draws before it is replaced."""

REMEMBERED = 40
"""Page images kept: about 0.1 to 0.4 MB each."""

AHEAD = "dvrag-page-ahead"
"""The name of the threads that draw the next page."""

Locate: TypeAlias = Callable[[ReportId], Path]
"""Returns where the file of a report is kept. Raises DvragError."""

_Key: TypeAlias = tuple[str, int, float, tuple[MarkedLine, ...]]


class PageDrawer:
    """Draws pages; safe to share between threads. The worker starts when first needed and ends with this object.

    `ahead`: when a page was drawn, the next one is drawn too, in a thread, for whoever turns the page.
    """

    def __init__(self, locate: Locate, scale: float = SCALE, *, ahead: bool = True) -> None:
        self.scale, self.ahead = scale, ahead
        self._locate = locate
        self._lock = threading.Lock()
        self._known: OrderedDict[_Key, PageImage] = OrderedDict()
        # One thread starts all workers and lives as long as they: Linux ends a child with the thread that made it.
        self._starter = ThreadPoolExecutor(1, thread_name_prefix="dvrag-page-starter")
        self._workers = Slots(WorkerSettings("image", SECONDS, MEGABYTES, files=FILES), 1, self._starter)
        self.close = weakref.finalize(self, _end, self._workers, self._starter)

    def prepare(self) -> None:
        """Start the worker in a thread, so that the first page waits less; return at once."""
        threading.Thread(target=_started, args=(self._workers,), name="dvrag-page-prepare", daemon=True).start()

    def image(self, report: ReportId, page: int, marks: Sequence[MarkedLine] = ()) -> PageImage:
        """Return a physical page, from 1, with those marks that stand on it and whose words are found there.

        Raises EncryptedError, LimitError or UnreadableError for a page that cannot be drawn, and what the library
        raises where the file is not kept. MissingPartError where the worker cannot start.
        """
        path = self._locate(report)
        drawn = self._known_or_drawn(path, page, marks)
        if self.ahead and self._find(self._key(path, page + 1, marks)) is None:
            threading.Thread(target=self._draw_ahead, args=(path, page + 1, marks), name=AHEAD, daemon=True).start()
        return drawn

    def _draw_ahead(self, path: Path, page: int, marks: Sequence[MarkedLine]) -> None:
        """Draw a page to be remembered; one that is not there or cannot be drawn is left to whoever asks for it."""
        with suppress(DvragError, OSError, ValueError):
            self._known_or_drawn(path, page, marks)

    def _known_or_drawn(self, path: Path, page: int, marks: Sequence[MarkedLine]) -> PageImage:
        key = self._key(path, page, marks)
        known = self._find(key)
        if known is not None:
            return known
        try:
            with self._workers.worker() as worker:
                known = self._find(key)  # drawn by another thread, while this one waited for the worker
                return known if known is not None else self._keep(key, _drawn(worker, path, key))
        except LimitError as error:
            raise LimitError(f"Page {page} takes too much time or memory to be drawn.") from error
        except (CodecError, IndexError) as error:
            raise UnreadableError(f"Page {page} could not be drawn: no proper answer came back.") from error

    def _key(self, path: Path, page: int, marks: Sequence[MarkedLine]) -> _Key:
        return path.name, page, self.scale, tuple(mark for mark in marks if mark.page == page)

    def _find(self, key: _Key) -> PageImage | None:
        with self._lock:
            if key in self._known:
                self._known.move_to_end(key)
            return self._known.get(key)

    def _keep(self, key: _Key, image: PageImage) -> PageImage:
        with self._lock:
            self._known[key] = image
            while len(self._known) > REMEMBERED:
                self._known.popitem(last=False)
        return image


def _drawn(worker: WorkerProcess, path: Path, key: _Key) -> PageImage:
    _, page, scale, marks = key
    asked = {"path": str(path.absolute()), "page": page, "scale": scale}
    replies = list(worker.ask({**asked, "marks": [encode_mark(mark) for mark in marks]}))
    return decode_image(replies[0].get("image"))


def _started(workers: Slots) -> None:
    """Have the worker running; what goes wrong is said by whoever asks for a page next.

    OSError and ValueError: the drawer was closed meanwhile, and with it the pipe to the worker.
    """
    with suppress(DvragError, OSError, ValueError), workers.worker():
        pass


def _end(workers: Slots, starter: ThreadPoolExecutor) -> None:
    workers.close()
    starter.shutdown(wait=False)
