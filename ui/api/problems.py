"""Problems as programs are told them: a status, and one sentence that says what mends it."""

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from ingest.errors import (
    BriefingError,
    NoIndexError,
    NothingSelectedError,
    StaleIndexError,
    UnknownDocumentError,
)
from ui.api.gate import RETRY_AFTER_SECONDS, TooManyQuestionsError

logger = logging.getLogger(__name__)

PROBLEM_TYPE = "application/problem+json"

UNEXPECTED = "Something went wrong that Briefing did not expect; its log says more."

# The first that an error is one of.
_STATUSES: tuple[tuple[type[BriefingError], int], ...] = (
    (TooManyQuestionsError, 429),
    (UnknownDocumentError, 404),
    (NothingSelectedError, 404),
    (NoIndexError, 503),
    (StaleIndexError, 503),
    (BriefingError, 400),
)


def status_of(error: BriefingError) -> int:
    """Return the HTTP status for a known problem."""
    return next(status for kind, status in _STATUSES if isinstance(error, kind))


def problem(status: int, detail: str) -> dict[str, Any]:
    """Return a problem as both forms have it: RFC 9457's keys, and OpenAI's `error`."""
    kind = "server_error" if status >= 500 else "invalid_request_error"
    return {
        "type": "about:blank",
        "status": status,
        "detail": detail,
        "error": {"message": detail, "type": kind, "param": None, "code": None},
    }


_PROBLEM_SCHEMA = {
    "type": "object",
    "required": ["type", "status", "detail", "error"],
    "properties": {
        "type": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "error": {
            "type": "object",
            "required": ["message", "type"],
            "properties": {"message": {"type": "string"}, "type": {"type": "string"}},
        },
    },
}

_DESCRIPTIONS = {
    400: "What was sent cannot be answered; the detail says why.",
    401: "The token is missing or wrong.",
    403: "Asked by another name or from another origin than the server's.",
    404: "There is no such document.",
    405: "Not with this method.",
    422: "A part of the request is missing or of the wrong form; the detail names it.",
    429: "Too many questions wait; come again after Retry-After.",
    500: "Something unexpected; the server's log says more.",
    503: "There are no documents, or their index must be made anew.",
}

# Of every route, as its description tells them.
PROBLEM_RESPONSES: dict[int | str, dict[str, Any]] = {
    status: {
        "description": description,
        "content": {PROBLEM_TYPE: {"schema": _PROBLEM_SCHEMA}},
    }
    for status, description in _DESCRIPTIONS.items()
}


def tell_problems(app: FastAPI) -> None:
    """Answer every problem in one form, and none with a traceback."""

    async def known(_: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, BriefingError)  # noqa: S101 (for the type: what it is set for)
        return _response(status_of(error), str(error))

    async def http(_: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, HTTPException)  # noqa: S101 (for the type: what it is set for)
        return _response(error.status_code, str(error.detail), dict(error.headers or {}))

    async def invalid(_: Request, error: Exception) -> JSONResponse:
        assert isinstance(error, RequestValidationError)  # noqa: S101 (for the type)
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"][1:])
        # The one pattern that there is says what a person calls empty.
        is_blank = first["type"] == "string_pattern_mismatch"
        what = "is empty; send some text" if is_blank else first["msg"]
        return _response(422, f"{where}: {what}" if where else str(what))

    async def unexpected(_: Request, error: Exception) -> JSONResponse:
        logger.error("a request failed", exc_info=error)
        return _response(500, UNEXPECTED)

    app.add_exception_handler(BriefingError, known)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(Exception, unexpected)


def _response(status: int, detail: str, headers: dict[str, str] | None = None) -> JSONResponse:
    headers = dict(headers or {})
    if status == 429:
        headers["retry-after"] = str(RETRY_AFTER_SECONDS)
    return JSONResponse(problem(status, detail), status, headers, media_type=PROBLEM_TYPE)
