"""The process that reads hostile files: `python -m dvrag.ingest.worker parse|ocr|image`, spoken to in JSON lines.

Request, one a line: {"path", "page" (ocr, image), "scale", "marks" (image)}. Replies, one a line: {"document",
"unread"} for each document, {"page"} for a recognised page, {"image"} for a page as a picture, then {"done"} or
{"error": {"kind", "message", "hint"}}. The first line of all is {"ready", "sockets_refused", "warning"}.
`check PATH…` reads files through a pool and says how each ended.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO

from dvrag.errors import DvragError, EncryptedError, InputError, LimitError, UnreadableError
from dvrag.ingest.codec import decode_mark, encode_document, encode_image, encode_page
from dvrag.ingest.sandbox import confine, die_with_parent, limit_cpu
from dvrag.ingest.sniff import Format, sniff
from dvrag.model.raw import RawDocument
from dvrag.ports import Reader

KINDS: dict[str, type[InputError]] = {
    "encrypted": EncryptedError,
    "limit": LimitError,
    "unreadable": UnreadableError,
}
Handler = Callable[[dict[str, Any]], Iterator[dict[str, Any]]]


def main(arguments: list[str] | None = None) -> int:
    """Serve requests from stdin until it closes; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m dvrag.ingest.worker")
    parser.add_argument("role", choices=("parse", "ocr", "image", "check"))
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--parent", type=int, default=0)
    parser.add_argument("--memory", type=int, default=1536)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--pages", type=int, default=2000)
    parser.add_argument("--dpi", type=int, default=200)
    parser.add_argument("--threads", type=int, default=1)
    options = parser.parse_args(arguments)
    if options.role == "check":
        from dvrag.ingest.pool import check  # noqa: PLC0415 - the parent's side

        return check(options.paths)
    if options.parent:
        die_with_parent(options.parent)
    warnings.simplefilter("ignore")
    serve(options, _own_stdout())
    return 0


def _own_stdout() -> BinaryIO:
    """Return the pipe to the parent; anything that a library prints goes to stderr instead."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    return out


def serve(options: argparse.Namespace, out: BinaryIO) -> None:
    """Answer requests line by line. Confined before any library is loaded: threads inherit what is refused."""
    refused = confine(options.memory)
    handler = {"ocr": _ocr_handler, "image": _image_handler}.get(options.role, _parse_handler)(options)
    _send(out, {"ready": True, "sockets_refused": refused.sockets, "warning": refused.warning})
    for line in sys.stdin.buffer:
        limit_cpu(options.seconds)
        try:
            for reply in handler(json.loads(line)):
                _send(out, reply)
            _send(out, {"done": True})
        except MemoryError:
            _send(out, _limit("It needs more memory than the limit allows."))
            return  # what is left of the heap is not worth keeping
        except RecursionError:
            _send(out, _error("unreadable", "The file is nested too deeply to be read.", ""))
        except DvragError as error:
            _send(out, _error(_kind(error), error.message, error.hint))
        except Exception as error:
            _send(out, _error("unreadable", f"The file is damaged: reading it failed ({type(error).__name__}).", ""))


def _send(out: BinaryIO, reply: dict[str, Any]) -> None:
    out.write(json.dumps(reply, ensure_ascii=True, allow_nan=False).encode("ascii") + b"\n")
    out.flush()


def _limit(message: str) -> dict[str, Any]:
    return _error("limit", message, "Split the file or raise ingest.memory_megabytes.")


def _error(kind: str, message: str, hint: str) -> dict[str, Any]:
    return {"error": {"kind": kind, "message": message, "hint": hint}}


def _kind(error: DvragError) -> str:
    return next((name for name, kind in KINDS.items() if isinstance(error, kind)), "unreadable")


def _parse_handler(options: argparse.Namespace) -> Handler:
    def handle(request: dict[str, Any]) -> Iterator[dict[str, Any]]:
        path = Path(request["path"])
        kind = sniff(path)
        if kind is Format.JSONL:
            from dvrag.ingest.readers.jsonl import JsonlReader  # noqa: PLC0415 - see _reader

            for each in JsonlReader().read_many(path):
                yield _document(each, ())
        elif kind is Format.PDF:
            from dvrag.ingest.readers.pdf import PdfReader  # noqa: PLC0415 - see _reader

            marked = PdfReader(options.pages).read_marked(path)
            yield _document(marked.document, marked.unread)
        else:
            yield _document(_reader(kind).read(path), ())

    return handle


def _reader(kind: Format) -> Reader:
    """Return the reader of a format, imported when it is first needed: in a confined process, and not for nothing."""
    if kind is Format.HTML:
        from dvrag.ingest.readers.html import HtmlReader  # noqa: PLC0415

        return HtmlReader()
    if kind is Format.DOCX:
        from dvrag.ingest.readers.docx import DocxReader  # noqa: PLC0415

        return DocxReader()
    from dvrag.ingest.readers.text import TextReader  # noqa: PLC0415

    return TextReader()


def _document(document: RawDocument, unread: tuple[int, ...]) -> dict[str, Any]:
    return {"document": encode_document(document), "unread": list(unread)}


def _ocr_handler(options: argparse.Namespace) -> Handler:
    from dvrag.ingest.ocr import PageRecogniser  # noqa: PLC0415 - heavy

    recogniser = PageRecogniser(options.dpi, options.threads)

    def handle(request: dict[str, Any]) -> Iterator[dict[str, Any]]:
        yield {"page": encode_page(recogniser.read(Path(request["path"]), int(request["page"])))}

    return handle


def _image_handler(options: argparse.Namespace) -> Handler:
    from dvrag.ingest.readers.pdf_image import page_image  # noqa: PLC0415 - see _reader

    def handle(request: dict[str, Any]) -> Iterator[dict[str, Any]]:
        marks = [decode_mark(mark) for mark in request["marks"]]
        path, page, scale = Path(request["path"]), int(request["page"]), float(request["scale"])
        yield {"image": encode_image(page_image(path, page, scale, marks))}

    return handle


if __name__ == "__main__":
    raise SystemExit(main())
