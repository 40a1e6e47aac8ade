"""Uploaded files under names of our own, since a browser's name may be anything at all."""

import os
import shutil
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from ingest.errors import UnreadableFileError
from ingest.files import read_text
from ingest.parsing import parse_text

# Every file system takes 255 bytes; this leaves room for a number and four bytes a character.
MAX_NAME_CHARACTERS = 50

# An ending is a dot and a few letters; what is longer is part of a title.
MAX_ENDING_CHARACTERS = 10

# What a name may hold besides letters and digits.
SAFE_SIGNS = frozenset(" -_.()")


@dataclass(frozen=True, slots=True)
class Placed:
    """An upload in its place among the stored ones, not taken in yet."""

    path: Path
    before: Path | None
    """Where the file is kept whose place it took; None for a new one."""

    def confirm(self) -> None:
        """Let go of the file that it replaced."""
        if self.before is not None:
            self.before.unlink(missing_ok=True)

    def undo(self) -> None:
        """Put everything back as it was."""
        if self.before is not None:
            self.before.replace(self.path)
        else:
            self.path.unlink(missing_ok=True)


def safe_name(name: str) -> str:
    """Return a file name made from any text: no folder, no sign that a file system refuses."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(one if one.isalnum() or one in SAFE_SIGNS else "_" for one in last)
    stem, dot, ending = kept.rstrip(" .").rpartition(".")
    if not dot or len(ending) > MAX_ENDING_CHARACTERS:
        stem, dot, ending = kept, "", ""
    # A leading dot hides a file, and dots or spaces at the end are lost on some systems.
    stem = stem.strip(" ._")[:MAX_NAME_CHARACTERS].strip(" ._") or "document"
    return f"{stem}{dot}{ending.strip()}"


def place_new(source: Path, folder: Path, *, name: str) -> Placed:
    """Copy a file into a folder under its name made safe, with a number if that is taken."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = Path(safe_name(name))
    number = 1
    while True:
        tail = "" if number == 1 else f"-{number}"
        path = folder / f"{wanted.stem}{tail}{wanted.suffix}"
        try:
            # Made only if it is not there, so that two uploads at once never share a name.
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            break
        except FileExistsError:
            number += 1
    try:
        shutil.copyfile(source, path)
    except OSError:
        path.unlink(missing_ok=True)
        raise
    return Placed(path, None)


def move_over(placed: Placed, path: Path) -> Placed:
    """Put a new upload over a stored one, which is kept until the new one is confirmed."""
    before = path.with_name(f".{path.name}.before")
    path.replace(before)
    placed.path.replace(path)
    return Placed(path, before)


def title_of(path: Path, *, named: Path) -> str | None:
    """Return the title that a file would get if it had this name, or None if it is unreadable."""
    try:
        content = read_text(path)
    except UnreadableFileError:
        return None
    return parse_text(content, path=named, doc_id="document").parsed.document.title
