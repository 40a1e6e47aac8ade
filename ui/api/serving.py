"""The interface for programs on a port, alone or beside the page."""

import os
import socket
from collections.abc import Callable

import uvicorn
from fastapi import FastAPI
from starlette.routing import BaseRoute, Match
from starlette.types import Receive, Scope, Send

from ingest.errors import BriefingError
from ui.api.app import build_api
from ui.api.guard import Guard, is_loopback, new_token
from ui.application import Application

TOKEN_VARIABLE = "BRIEFING_TOKEN"  # noqa: S105 (the variable's name)

# Longer than clients keep an idle connection, which would else be closed just when it is used.
KEPT_SECONDS = 60

# The page has all other paths.
PREFIXES = ("/api/", "/v1/", "/openapi.json")


def guard_for(host: str, tell: Callable[[str], None]) -> Guard:
    """Return who may use the interface at an address.

    Anything but loopback needs a token: the one in the environment, or one made now and told once.
    """
    token = os.environ.get(TOKEN_VARIABLE) or None
    if token is None and not is_loopback(host):
        token = new_token()
        tell(f"Programs must send this token: {token} (or set {TOKEN_VARIABLE}).")
    return Guard(token, on_loopback=is_loopback(host))


def serve_api(
    application: Application, *, host: str, port: int, tell: Callable[[str], None]
) -> None:
    """Serve the interface alone until it is stopped; `tell` is told the address.

    Raises:
        BriefingError: the port is in use, or the host is not an address of this machine.

    """
    api = build_api(application.assistant, guard=guard_for(host, tell))
    listener = _listening(host, port)
    address = f"http://{host}:{listener.getsockname()[1]}"
    config = uvicorn.Config(
        api, log_level="warning", access_log=False, timeout_keep_alive=KEPT_SECONDS
    )
    tell(f"Briefing's API is at {address} (Ctrl-C ends it); {address}/openapi.json describes it.")
    uvicorn.Server(config).run([listener])


class BesidePage(BaseRoute):
    """A route that hands the interface's paths to it and leaves the page all others."""

    def __init__(self, api: FastAPI) -> None:
        self._api = api

    def matches(self, scope: Scope) -> tuple[Match, Scope]:
        """Tell whether a request is for the interface."""
        ours = scope["type"] == "http" and scope["path"].startswith(PREFIXES)
        return (Match.FULL if ours else Match.NONE), {}

    async def handle(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the interface answer."""
        await self._api(scope, receive, send)


def _listening(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise BriefingError(
            f"Port {port} at {host} cannot be listened on: {error.strerror}. "
            "Choose another with --port or --host."
        ) from error
    return listener
