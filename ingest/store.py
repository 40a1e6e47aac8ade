"""Where the vectors of an index lie: in its own folder, or on a Chroma server."""

import ipaddress
import json
import uuid
from dataclasses import asdict, dataclass
from pathlib import Path
from urllib.parse import urlsplit

from ingest.durable import write_whole
from ingest.errors import BriefingError

LOCAL = "local"
"""What stands for the index's own folder."""

_FILE = "STORE.json"


@dataclass(frozen=True, slots=True)
class Server:
    """A Chroma server, and the part of it that belongs to one index."""

    url: str
    """`http://HOST:PORT` or `https://HOST:PORT`."""
    index: str
    """Ends the names of this index's collections: others may lie on the same server."""

    @property
    def host(self) -> str:
        """Return its name or address."""
        return urlsplit(self.url).hostname or ""

    @property
    def port(self) -> int:
        """Return its port."""
        return urlsplit(self.url).port or (443 if self.is_encrypted else 80)

    @property
    def is_elsewhere(self) -> bool:
        """Tell whether it is another machine than this."""
        try:
            return not ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return self.host != "localhost"

    @property
    def is_encrypted(self) -> bool:
        """Tell whether it is spoken to by HTTPS."""
        return urlsplit(self.url).scheme == "https"


def server_of(folder: Path) -> Server | None:
    """Return the server that an index's vectors are on, or None where they are in its folder.

    Raises BriefingError where that cannot be read.
    """
    path = folder / _FILE
    try:
        return Server(**json.loads(path.read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError, TypeError) as error:
        raise BriefingError(
            f"Where the vectors of the index lie cannot be read from {path} ({error}). Say it anew "
            "with: briefing ingest --store http://HOST:PORT, or --store local"
        ) from error


def chosen_server(store: str, before: Server | None) -> Server | None:
    """Return what `local` or an address of a server stands for, for the index of `before`.

    Raises BriefingError for anything else.
    """
    if store == LOCAL:
        return None
    parts = urlsplit(store)
    try:
        is_address = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_address = False
    if not is_address or parts.path.strip("/") or parts.query or "@" in parts.netloc:
        raise BriefingError(f"{store!r} is no store. Give http://HOST:PORT, or {LOCAL}.")
    return Server(store.rstrip("/"), before.index if before else uuid.uuid4().hex[:12])


def write_server(folder: Path, server: Server | None) -> None:
    """Note where the vectors of an index lie from now on."""
    if server is None:
        (folder / _FILE).unlink(missing_ok=True)
    else:
        write_whole(folder / _FILE, json.dumps(asdict(server)).encode())
