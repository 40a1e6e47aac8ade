"""A web server on loopback whose pages behave well and badly, for the tests that fetch them."""

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

ARTICLE = (
    "<!doctype html><html lang='en'><head><title>{title}</title></head><body><nav>Home</nav>"
    "<article><h1>{title}</h1><p>The harbour of Kelm was dredged by forty workers last spring.</p>"
    "<p>{more} It lies in the north, and its crane lifts twelve tons of salt and fish each day.</p>"
    "</article></body></html>"
)


@dataclass(slots=True)
class Page:
    """What a path answers with."""

    content: bytes = b""
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    seconds_between: float = 0
    """Between single bytes of the content, after the first."""
    repeated: int = 1


@dataclass(slots=True)
class Site:
    """A running server: its address, its pages, and what it was asked for."""

    url: str = ""
    pages: dict[str, Page] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)


def article(title: str, more: str = "") -> Page:
    return Page(ARTICLE.format(title=title, more=more).encode())


def packed(content: bytes, kind: str = "text/plain") -> Page:
    return Page(gzip.compress(content), kind, headers={"content-encoding": "gzip"})


@contextmanager
def served() -> Iterator[Site]:
    """Serve the pages that are put into the site, until the end."""
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append((self.path, {k.casefold(): v for k, v in self.headers.items()}))
            page = site.pages.get(self.path, Page(b"gone", status=404))
            etag = page.headers.get("etag")
            if etag and self.headers.get("if-none-match") == etag:
                self.send_response(304)
                self.end_headers()
                return
            self.send_response(page.status)
            if page.kind:
                self.send_header("content-type", page.kind)
            for name, value in page.headers.items():
                self.send_header(name, value)
            self.end_headers()
            try:
                if page.seconds_between:
                    for byte in page.content:
                        self.wfile.write(bytes([byte]))
                        self.wfile.flush()
                        time.sleep(page.seconds_between)
                else:
                    for _ in range(page.repeated):
                        self.wfile.write(page.content)
            except OSError:
                pass

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    site.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
