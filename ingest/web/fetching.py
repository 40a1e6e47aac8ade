"""Fetching what stands at a web address, with limits on where, how much and how long."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

import httpx

from ingest.files import MAX_BYTES, SUFFIXES
from ingest.web.address import public_address
from ingest.web.problem import FetchError

MAX_REDIRECTS = 5
# From the first byte that is sent to the last that comes.
MAX_SECONDS = 60.0
# Without a byte; the machine is gone, or plays for time.
SILENT_SECONDS = 20.0

_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "application/pdf": ".pdf",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/csv": ".csv",
    "text/tab-separated-values": ".tsv",
    "application/rtf": ".rtf",
    "text/rtf": ".rtf",
    "application/epub+zip": ".epub",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
}
# What servers say that do not know.
_VAGUE = frozenset({"", "application/octet-stream", "binary/octet-stream", "application/download"})
_TEXT = frozenset({".html", ".txt", ".md", ".csv", ".tsv"})


@dataclass(frozen=True, slots=True)
class Fetched:
    """What stood at an address."""

    url: str
    """Where it was in the end, after redirects."""
    content: bytes
    """Unpacked; text in UTF-8 where the server told its encoding."""
    suffix: str
    """Of the kind of file that it is, one of `ingest.files.SUFFIXES`."""
    etag: str
    """By which the server knows this content again; empty where it does not say."""


class _Checked(httpx.BaseTransport):
    """Connects to the very address that was checked, at every redirect anew."""

    def __init__(self, *, allow_private: bool) -> None:
        self._allow_private = allow_private
        self._inner = httpx.HTTPTransport(trust_env=False)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        port = url.port or (443 if url.scheme == "https" else 80)
        address = public_address(url.host, port, allow_private=self._allow_private)
        # The certificate is asked for, and checked, by the name; `Host` is set already.
        request.extensions = {**request.extensions, "sni_hostname": url.host}
        request.url = url.copy_with(host=address)
        try:
            return self._inner.handle_request(request)
        finally:
            request.url = url

    def close(self) -> None:
        self._inner.close()


def fetch(url: str, *, allow_private: bool = False, etag: str = "") -> Fetched | None:
    """Return what stands at an address, or None where it is what `etag` stands for.

    No proxy is used: whom it connects to could not be checked.

    Args:
        url: of http or https.
        allow_private: fetch from this machine and its network, too.
        etag: of what was fetched before.

    Raises:
        FetchError: it is elsewhere than allowed, too large, too slow, missing, or of a kind that
            is not read.

    """
    ends = time.monotonic() + MAX_SECONDS
    headers = {"accept": "text/html,application/pdf;q=0.9,*/*;q=0.5", "user-agent": "briefing"}
    if etag:
        headers["if-none-match"] = etag
    try:
        with (
            httpx.Client(
                transport=_Checked(allow_private=allow_private),
                follow_redirects=True,
                max_redirects=MAX_REDIRECTS,
                timeout=SILENT_SECONDS,
                trust_env=False,
            ) as client,
            client.stream("GET", url, headers=headers) as response,
        ):
            if response.status_code == httpx.codes.NOT_MODIFIED:
                return None
            _check_status(response)
            content = b"".join(_limited(response, ends))
            return _fetched(response, content)
    except httpx.TooManyRedirects as error:
        problem = f"it leads on more than {MAX_REDIRECTS} times"
        raise FetchError(problem, "name the address it ends at") from error
    except (httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
        raise FetchError("it is no address of http or https", "check the address") from error
    except httpx.TimeoutException as error:
        raise FetchError(f"nothing came for {SILENT_SECONDS:.0f} s", "try again later") from error
    except (httpx.DecodingError, httpx.RemoteProtocolError) as error:
        raise FetchError(f"the server's answer is damaged ({error})", "try again later") from error
    except httpx.TransportError as error:
        raise FetchError(f"it cannot be reached ({error})", "check the address") from error


def _check_status(response: httpx.Response) -> None:
    if response.is_success:
        return
    said = f"the server answers {response.status_code} {response.reason_phrase}".rstrip()
    if response.status_code in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
        raise FetchError(said, "download it in a browser and take in the file")
    raise FetchError(said, "check the address, or try again later")


def _limited(response: httpx.Response, ends: float) -> Iterator[bytes]:
    """Yield what comes, unpacked, as long as it is neither too much nor too slow."""
    total = 0
    for piece in response.iter_bytes():
        total += len(piece)
        if total > MAX_BYTES:
            limit = MAX_BYTES // (1024 * 1024)
            raise FetchError(f"it has more than {limit} MB", "download it and take in a part")
        if time.monotonic() > ends:
            problem = f"it did not come within {MAX_SECONDS:.0f} s"
            raise FetchError(problem, "download it in a browser and take in the file")
        yield piece


def _fetched(response: httpx.Response, content: bytes) -> Fetched:
    said, _, parameters = response.headers.get("content-type", "").partition(";")
    suffix = _suffix(said.strip().casefold(), str(response.url.path), content)
    if suffix in _TEXT and "charset=" in parameters.casefold():
        content = _in_utf8(content, response.encoding or "utf-8")
    return Fetched(str(response.url), content, suffix, response.headers.get("etag", ""))


def _suffix(kind: str, path: str, content: bytes) -> str:
    if content.startswith(b"%PDF-"):
        # Whatever the server takes it for.
        return ".pdf"
    own = PurePosixPath(path).suffix.casefold()
    if kind in _VAGUE or (kind == "text/plain" and own in SUFFIXES):
        if own in SUFFIXES:
            return own
        raise FetchError("the server does not say what it is", "download it and name its kind")
    if kind not in _SUFFIXES:
        raise FetchError(f"it is {kind}, which is not read", f"only {', '.join(SUFFIXES)} are")
    return _SUFFIXES[kind]


def _in_utf8(content: bytes, encoding: str) -> bytes:
    """Return a text whose encoding the server told in UTF-8, with the mark that says so."""
    try:
        return content.decode(encoding).encode("utf-8-sig")
    except (UnicodeDecodeError, LookupError):
        # The server is mistaken; the file's own reader finds out.
        return content
