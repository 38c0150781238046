"""Reading what comes slowly: at most so many seconds in all, and it can be left at any time."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Generator, Iterator
from queue import Empty, SimpleQueue
from typing import TypeVar

from dvrag.errors import WriterError

T = TypeVar("T")


class _End:
    """Nothing follows."""


def within(seconds: float, read: Callable[[], Iterator[T]], now: Callable[[], float] = time.monotonic) -> Generator[T]:
    """Yield what `read` yields. Raises WriterError where it takes longer than `seconds` in all, and what it raises.

    A thread reads, so that a model that says nothing can be left as well. Closing this iterator closes the other one at
    its next piece, or when its own time limit is over.
    """
    found: SimpleQueue[T | WriterError | _End] = SimpleQueue()
    left = threading.Event()
    thread = threading.Thread(target=_read, args=(read, found, left), name="dvrag-writer", daemon=True)
    deadline = now() + seconds
    thread.start()
    try:
        while True:
            try:
                piece = found.get(timeout=max(0.0, deadline - now()))
            except Empty:
                raise too_slow(seconds) from None
            if isinstance(piece, WriterError):
                raise piece
            if isinstance(piece, _End):
                return
            yield piece
    finally:
        left.set()


def too_slow(seconds: float) -> WriterError:
    """Return the error of a model that took longer than it may."""
    return WriterError(
        f"The language model took longer than {seconds:g} seconds.",
        hint="Give it more under [answer] seconds, or choose a smaller model.",
    )


def _read(read: Callable[[], Iterator[T]], found: SimpleQueue[T | WriterError | _End], left: threading.Event) -> None:
    try:
        pieces = read()
        for piece in pieces:
            if left.is_set():
                break
            found.put(piece)
        if isinstance(pieces, Generator):
            pieces.close()
    except WriterError as error:
        found.put(error)
    finally:
        found.put(_End())
