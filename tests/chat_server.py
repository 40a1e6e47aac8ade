"""A server that speaks OpenAI's chat form on loopback and plays what it is told.

Real HTTP, so that the real client's parsing, time limits and cancelling are tested. Each behaviour
answers one request; the last one answers all further ones.
"""

import json
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True)
class Behaviour:
    """How one request is answered."""

    text: str = ""
    """The answer, sent in pieces where a stream is asked for."""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    body: str | None = None
    """Sent as it is, instead of an answer."""
    stall: float = 0.0
    """Seconds of silence before the first piece."""
    pause: float = 0.0
    """Seconds between pieces."""
    cut_after: int | None = None
    """Pieces after which the connection is broken off."""
    repeated: int = 1
    """How often the text is sent, one after the other."""


@dataclass
class ChatServer:
    """What the server was sent, and what becomes of its connections."""

    address: str
    behaviours: list[Behaviour]
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    pieces_sent: int = 0
    was_hung_up_on: threading.Event = field(default_factory=threading.Event)
    """Set when a client went before its answer was complete."""

    def next_behaviour(self) -> Behaviour:
        return self.behaviours.pop(0) if len(self.behaviours) > 1 else self.behaviours[0]


@contextmanager
def chat_server(*behaviours: Behaviour) -> Iterator[ChatServer]:
    """Serve on a free port of loopback while the block runs."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.daemon_threads = True
    played = ChatServer(f"http://127.0.0.1:{server.server_port}/v1", list(behaviours))
    server.played = played  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield played
    finally:
        server.shutdown()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    @property
    def played(self) -> ChatServer:
        return self.server.played  # type: ignore[attr-defined]

    def do_GET(self) -> None:
        self._send_json({"object": "list", "data": [{"id": "scripted", "object": "model"}]})

    def do_POST(self) -> None:
        length = int(self.headers.get("content-length", 0))
        request = json.loads(self.rfile.read(length))
        self.played.requests.append(request)
        self.played.headers.append({name.lower(): value for name, value in self.headers.items()})
        behaviour = self.played.next_behaviour()
        try:
            time.sleep(behaviour.stall)
            if behaviour.status != 200 or behaviour.body is not None:
                body = behaviour.body or json.dumps({"error": {"message": "scripted"}})
                self._send(body, "application/json", behaviour.status, behaviour.headers)
            elif request.get("stream"):
                self._stream(behaviour, with_usage=bool(request.get("stream_options")))
            else:
                self._send_json(_completion(behaviour.text * behaviour.repeated))
        except (BrokenPipeError, ConnectionResetError):
            self.played.was_hung_up_on.set()
            self.close_connection = True

    def _stream(self, behaviour: Behaviour, *, with_usage: bool) -> None:
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.send_header("connection", "close")
        self.end_headers()
        self.close_connection = True
        self._event(_chunk({"role": "assistant", "content": ""}))
        for number, piece in enumerate(_pieces(behaviour)):
            if number == behaviour.cut_after:
                return
            self._event(_chunk({"content": piece}))
            self.played.pieces_sent += 1
            time.sleep(behaviour.pause)
        self._event(_chunk({}, finish="stop"))
        if with_usage:
            self._event({**_chunk({}), "choices": [], "usage": _USAGE})
        self.wfile.write(b"data: [DONE]\n\n")

    def _event(self, data: dict[str, Any]) -> None:
        self.wfile.write(f"data: {json.dumps(data)}\n\n".encode())
        self.wfile.flush()

    def _send_json(self, data: dict[str, Any]) -> None:
        self._send(json.dumps(data), "application/json", 200, {})

    def _send(self, body: str, kind: str, status: int, headers: dict[str, str]) -> None:
        content = body.encode()
        self.send_response(status)
        for name, value in {"content-type": kind, **headers}.items():
            self.send_header(name, value)
        self.send_header("content-length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet."""


_USAGE = {"prompt_tokens": 1200, "completion_tokens": 80, "total_tokens": 1280}


def _pieces(behaviour: Behaviour) -> Iterator[str]:
    """Yield a text a few letters at a time, as models do."""
    for _ in range(behaviour.repeated):
        for start in range(0, len(behaviour.text), 7):
            yield behaviour.text[start : start + 7]


def _chunk(delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
    return {
        "id": "chunk",
        "object": "chat.completion.chunk",
        "created": 1,
        "model": "scripted",
        "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
    }


def _completion(text: str) -> dict[str, Any]:
    message = {"role": "assistant", "content": text}
    return {
        "id": "completion",
        "object": "chat.completion",
        "created": 1,
        "model": "scripted",
        "choices": [{"index": 0, "message": message, "finish_reason": "stop"}],
        "usage": _USAGE,
    }


def sent_text(request: dict[str, Any], roles: Sequence[str] = ("system", "user")) -> str:
    """Return all text of the messages of a request that have these roles."""
    return "\n".join(
        message["content"] for message in request["messages"] if message["role"] in roles
    )
