"""The GGUF files that were registered, by name; the files stay where they are."""

import json
import re
from dataclasses import asdict
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from ingest.durable import write_whole
from ingest.errors import BriefingError
from ui.models.gguf_file import GgufFile, read_gguf

# As the part behind the colon in `local:NAME`.
_NAME = re.compile(r"[A-Za-z0-9][\w.-]{0,63}")

_JSON = TypeAdapter(dict[str, GgufFile])


class Registry:
    """The file of registered models."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def files(self) -> dict[str, GgufFile]:
        """Return the registered files by name; raise BriefingError where that cannot be read."""
        try:
            return _JSON.validate_json(self._path.read_bytes())
        except FileNotFoundError:
            return {}
        except (OSError, ValidationError) as error:
            raise BriefingError(
                f"{self._path}, the list of local models, cannot be read. Delete it, and add them "
                "anew with: briefing models add FILE.gguf"
            ) from error

    def find(self, name: str) -> GgufFile:
        """Return a registered file.

        Raises:
            BriefingError: there is none of this name, or it is gone or another since.

        """
        found = self.files.get(name)
        if found is None:
            known = ", ".join(sorted(self.files)) or "none"
            raise BriefingError(
                f"There is no local model {name!r} (there are: {known}). "
                "Add one with: briefing models add FILE.gguf"
            )
        if not found.is_unchanged:
            raise BriefingError(
                f"The file of the local model {name!r}, {found.path}, is gone or was changed. "
                f"Add it anew with: briefing models add FILE.gguf --name {name}"
            )
        return found

    def add(self, path: Path, name: str = "") -> str:
        """Register a file and return its name; raise BriefingError where it will not do."""
        name = name or path.stem
        if not _NAME.fullmatch(name):
            raise BriefingError(
                f"{name!r} will not do as a name: take letters, digits, dots and hyphens. "
                "Give one with: --name NAME"
            )
        self._write({**self.files, name: read_gguf(path)})
        return name

    def remove(self, name: str) -> bool:
        """Forget a registered file, which stays; return whether there was one."""
        files = self.files
        if files.pop(name, None) is None:
            return False
        self._write(files)
        return True

    def _write(self, files: dict[str, GgufFile]) -> None:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        rows = {name: asdict(file) for name, file in sorted(files.items())}
        write_whole(self._path, json.dumps(rows, indent=1).encode())
