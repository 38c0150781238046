"""A server on loopback with the protocols of OpenAI (Azure too), Ollama and Anthropic; it does what a test says."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


class Server(ThreadingHTTPServer):
    """Answers every request with `pieces`, after the `statuses` that come first; remembers what it was sent."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pieces = ["Police were called ", "eleven times [1]."]
        self.statuses: list[int] = []
        self.breaks_after: int | None = None
        self.waits = 0.0
        self.said = "sk-secret-key and the passages"
        self.requests: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.left = threading.Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.requests.append({**body, "path": self.path})
        self.server.headers.append({name.lower(): value for name, value in self.headers.items()})
        status = self.server.statuses.pop(0) if self.server.statuses else 200
        self.close_connection = True
        if status != 200:
            self._refuse(status)
            return
        self.send_response(200)
        self.send_header("Content-Type", "application/x-ndjson" if "/api/" in self.path else "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        try:
            for line in self._lines():
                self.wfile.write(line.encode())
                self.wfile.flush()
        except (BrokenPipeError, ConnectionResetError):
            self.server.left.set()

    def _refuse(self, status: int) -> None:
        content = json.dumps({"error": {"message": self.server.said, "type": "x", "code": "x"}}).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(content)

    def _lines(self) -> Iterator[str]:
        as_line = _ollama if "/api/" in self.path else _anthropic if "/messages" in self.path else _openai
        if as_line is _anthropic:
            yield _BEGINS
        for n, piece in enumerate(self.server.pieces):
            if n == self.server.breaks_after:
                self.connection.close()
                raise ConnectionResetError
            time.sleep(self.server.waits)
            yield as_line(piece)
        yield as_line(None)

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing."""


def _openai(piece: str | None) -> str:
    chunk: dict[str, Any] = {"id": "c", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    delta = {"role": "assistant", "content": piece} if piece is not None else {}
    choice = {"index": 0, "delta": delta, "finish_reason": None if piece is not None else "stop"}
    line = f"data: {json.dumps({**chunk, 'choices': [choice]})}\n\n"
    if piece is None:
        usage = {"prompt_tokens": 1200, "completion_tokens": 30, "total_tokens": 1230}
        line += f"data: {json.dumps({**chunk, 'choices': [], 'usage': usage})}\n\ndata: [DONE]\n\n"
    return line


def _ollama(piece: str | None) -> str:
    message = {"role": "assistant", "content": piece or ""}
    line: dict[str, Any] = {
        "model": "m",
        "created_at": "2026-01-01T00:00:00Z",
        "message": message,
        "done": piece is None,
    }
    if piece is None:
        line |= {"done_reason": "stop", "prompt_eval_count": 1200, "eval_count": 30}
    return json.dumps(line) + "\n"


def _event(kind: str, **facts: Any) -> str:
    return f"event: {kind}\ndata: {json.dumps({'type': kind, **facts})}\n\n"


_BEGINS = _event(
    "message_start",
    message={
        **{"id": "m", "type": "message", "role": "assistant", "content": [], "model": "m", "stop_reason": None},
        **{"stop_sequence": None, "usage": {"input_tokens": 1200, "output_tokens": 1}},
    },
) + _event("content_block_start", index=0, content_block={"type": "text", "text": ""})


def _anthropic(piece: str | None) -> str:
    if piece is not None:
        return _event("content_block_delta", index=0, delta={"type": "text_delta", "text": piece})
    ended = {"stop_reason": "end_turn", "stop_sequence": None}
    return (
        _event("content_block_stop", index=0)
        + _event("message_delta", delta=ended, usage={"input_tokens": 1200, "output_tokens": 30})
        + _event("message_stop")
    )


@contextmanager
def running() -> Iterator[Server]:
    server = Server()
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        with suppress(OSError):
            server.shutdown()
        server.server_close()
        thread.join(5)
