"""What can go wrong with a chat model, told apart without knowing the provider's package."""

from collections.abc import Iterator
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from time import time
from typing import Any

from ingest.errors import BriefingError

# Worth another try: too many requests, and what is the server's own fault.
PASSING = frozenset({408, 409, 425, 429, 500, 502, 503, 504, 529})

_TOO_LONG = (
    "context length",
    "context size",
    "context_length",
    "context window",
    "too many tokens",
    "too long",
)
_UNREACHED = ("connect", "connection", "timeout", "remoteprotocol", "readerror", "networkerror")


class ChatModelError(BriefingError):
    """A chat model did not answer; says which, why and what mends it."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why a chat model did not answer."""

    reason: str
    """Without the model's name, a full stop at the end; what mends it where that is known."""
    may_pass: bool
    """Whether the same call may succeed a little later."""
    wait: float | None = None
    """Seconds that the server asks to wait; None where it does not say."""


def failure_of(error: BaseException) -> Failure:
    """Return why a call failed, from the error that a provider's package raised.

    What the server wrote is left out: it may repeat the key or the document.
    """
    status = _status(error)
    if status is not None:
        return _refused(status, error)
    name = " ".join(type(one).__name__ for one in _causes(error)).casefold()
    if "timeout" in name:
        return Failure("did not answer in time.", may_pass=True)
    if any(word in name for word in _UNREACHED):
        return Failure("cannot be reached. Is its server running?", may_pass=True)
    if "json" in name or "validation" in name or "decode" in name:
        return Failure("sent something that is no answer.", may_pass=False)
    return Failure(f"failed ({type(error).__name__}).", may_pass=False)


def _refused(status: int, error: BaseException) -> Failure:
    if status == 401:
        return Failure("did not accept the key. Check it, or set another.", may_pass=False)
    if status == 402:
        return Failure("asks for payment: the account has no credit left.", may_pass=False)
    if status == 403:
        return Failure("may not be used with this key.", may_pass=False)
    if status == 404:
        return Failure("is not known to its server. Check the model's name.", may_pass=False)
    if status in (400, 413, 422):
        text = str(error).casefold()
        if status == 413 or any(words in text for words in _TOO_LONG):
            return Failure("cannot hold so much text. Ask for less, or take another.", False)
        return Failure(f"refused the request (status {status}).", may_pass=False)
    if status == 429:
        reason = "is asked too often just now, or its quota is used up."
        return Failure(reason, may_pass=True, wait=_wait(error))
    if status in PASSING:
        reason = f"has trouble of its own (status {status})."
        return Failure(reason, may_pass=True, wait=_wait(error))
    return Failure(f"refused the request (status {status}).", may_pass=False)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and those that led to it."""
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__ or seen.__context__


def _status(error: BaseException) -> int | None:
    """Return the HTTP status that an error carries, wherever its package keeps it."""
    for one in _causes(error):
        response = getattr(one, "response", None)
        for holder in (one, response):
            for name in ("status_code", "http_status", "code"):
                value = getattr(holder, name, None)
                if isinstance(value, int) and 400 <= value < 600:
                    return value
    return None


def _wait(error: BaseException) -> float | None:
    """Return the seconds of a Retry-After header, given as seconds or as a date."""
    for one in _causes(error):
        headers: Any = getattr(getattr(one, "response", None), "headers", None)
        value = headers.get("retry-after") if headers is not None else None
        if value is None:
            continue
        try:
            return max(0.0, float(value))
        except ValueError:
            try:
                return max(0.0, parsedate_to_datetime(value).timestamp() - time())
            except ValueError:
                return None
    return None
