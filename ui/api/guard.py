"""Who may use the interface: holders of the token, and on loopback no web page from elsewhere."""

import secrets
from dataclasses import dataclass
from urllib.parse import urlsplit

from fastapi import Request
from starlette.exceptions import HTTPException

LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})


def is_loopback(host: str) -> bool:
    """Tell whether only programs of this machine reach an address."""
    return host in LOOPBACK_NAMES or host.startswith("127.")


def new_token() -> str:
    """Return a token that nobody can guess."""
    return secrets.token_urlsafe(24)


@dataclass(frozen=True, slots=True)
class Guard:
    """A dependency of every route.

    Args:
        token: what a request must bring as `Authorization: Bearer`; None where none is needed.
        on_loopback: whether only this machine is listened to. A web page anywhere could still make
            its reader's browser ask: by a name of its own for our address, or across origins.

    """

    token: str | None = None
    on_loopback: bool = True

    async def __call__(self, request: Request) -> None:
        """Raise HTTPException for a request that may not be answered."""
        if self.on_loopback and _host(request) not in LOOPBACK_NAMES:
            raise HTTPException(403, "This address is for programs of this machine alone.")
        origin = request.headers.get("origin")
        if origin and urlsplit(origin).netloc != request.headers.get("host"):
            raise HTTPException(403, "Pages of another origin may not ask.")
        if self.token is None:
            return
        given = request.headers.get("authorization", "")
        scheme, _, credentials = given.partition(" ")
        known = secrets.compare_digest(credentials.strip().encode(), self.token.encode())
        if scheme.casefold() != "bearer" or not known:
            raise HTTPException(
                401,
                "Send the token that the server was started with: Authorization: Bearer TOKEN.",
                headers={"www-authenticate": "Bearer"},
            )


def _host(request: Request) -> str:
    return urlsplit(f"//{request.headers.get('host', '')}").hostname or ""
