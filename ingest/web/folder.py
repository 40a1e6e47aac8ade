"""Pages that were fetched, kept as files: a rebuild needs no network."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ingest.durable import write_whole
from ingest.errors import BriefingError
from ingest.web.fetching import fetch
from ingest.words import folded_words

# As for uploads: a number and an ending still fit every file system.
MAX_NAME_CHARACTERS = 60
_ADDRESSES = "addresses.json"


@dataclass(frozen=True, slots=True)
class Address:
    """Where a file was fetched from."""

    url: str
    """As it was asked for."""
    fetched: str
    """When (ISO 8601, UTC)."""
    etag: str = ""


class WebFolder:
    """The folder of fetched files, with the address of each.

    Args:
        folder: made when the first page is kept.

    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def fetch(self, url: str, *, allow_private: bool = False) -> Path:
        """Fetch what stands at an address, and return the file in which it is kept.

        The same address is always kept in the same file, so that its document stays the same. What
        the server says has not changed is not sent again.

        Raises:
            FetchError: it cannot be fetched; what was fetched before stays.
            BriefingError: it cannot be kept.

        """
        url = url.partition("#")[0]
        known = self._addresses()
        before = next((name for name, one in known.items() if one.url == url), None)
        kept = self._folder / before if before and (self._folder / before).is_file() else None
        found = fetch(url, allow_private=allow_private, etag=known[kept.name].etag if kept else "")
        if found is None and kept is not None:
            return kept
        if found is None:
            raise BriefingError(f"{url}: the server says that it was fetched, which it was not.")
        name = (
            before if before and before.endswith(found.suffix) else _name(url, found.suffix, known)
        )
        now = datetime.now(UTC).isoformat(timespec="seconds")
        entries = {key: one for key, one in known.items() if one.url != url}
        entries[name] = Address(url, now, found.etag)
        self._keep(name, found.content, entries)
        if before and before != name:
            # It is of another kind now.
            (self._folder / before).unlink(missing_ok=True)
        return self._folder / name

    def address_of(self, path: Path) -> Address | None:
        """Return where a file was fetched from, or None for a file that was not."""
        if path.parent != self._folder.resolve():
            return None
        return self._addresses().get(path.name)

    def _keep(self, name: str, content: bytes, entries: Mapping[str, Address]) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_whole(self._folder / name, content)
            text = json.dumps({key: asdict(one) for key, one in entries.items()}, indent=1)
            write_whole(self._folder / _ADDRESSES, text.encode())
        except OSError as error:
            raise BriefingError(
                f"What was fetched cannot be kept in {self._folder} ({error.strerror}). "
                "Make room or allow writing, then repeat."
            ) from error

    def _addresses(self) -> dict[str, Address]:
        path = self._folder / _ADDRESSES
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
            return {name: Address(**one) for name, one in content.items()}
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, TypeError, AttributeError) as error:
            raise BriefingError(
                f"The list of web addresses {path} cannot be read ({error}). Delete it: the pages "
                "are fetched anew under other names."
            ) from error


def _name(url: str, suffix: str, taken: Mapping[str, Address]) -> str:
    """Return a file name made from the last part of an address, or from its host."""
    parts = urlsplit(url)
    last = unquote(parts.path).rstrip("/").rpartition("/")[2]
    stem = last.removesuffix(suffix) if last.casefold().endswith(suffix) else last
    words = folded_words(stem) or folded_words(parts.hostname or "") or ["page"]
    base = "-".join(words)[:MAX_NAME_CHARACTERS].strip("-")
    number = 1
    while (name := f"{base}{'' if number == 1 else f'-{number}'}{suffix}") in taken:
        number += 1
    return name
