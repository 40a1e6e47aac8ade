"""Files that outlast a full disk and a power cut: whole and on the disk, or as they were before."""

import os
import uuid
from collections.abc import Iterable
from pathlib import Path


def write_whole(path: Path, content: bytes, *, settled: bool = True) -> None:
    """Write a file so that at any moment, and after a power cut, it has its old content or its new.

    Args:
        path: of the file.
        content: all of it.
        settled: wait until it is on the disk. Where many new files are written it is quicker to
            wait for all of them at once (`settle_files`); until then a power cut may take them.

    Raises:
        OSError: it cannot be written; the old content is then in place.

    """
    temporary = path.with_name(f"{path.name}.{uuid.uuid4().hex}.tmp")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            # What is there already must not be lost with what takes its place.
            if settled or path.exists():
                file.flush()
                os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    if settled:
        _settle_names(path.parent)


def settle(folder: Path) -> None:
    """Wait until all that is in a folder, and the folder's own name, is on the disk."""
    _settle_contents(path for path in folder.rglob("*") if path.is_file())
    for inner in (folder.parent, folder, *(path for path in folder.rglob("*") if path.is_dir())):
        _settle_names(inner)


def settle_files(folder: Path, names: Iterable[str]) -> None:
    """Wait until files of a folder are on the disk, with their names."""
    _settle_contents(folder / name for name in names)
    _settle_names(folder)


def _settle_contents(paths: Iterable[Path]) -> None:
    for path in paths:
        with path.open("rb") as file:
            os.fsync(file.fileno())


def _settle_names(folder: Path) -> None:
    """Wait until the names in a folder are on the disk; only POSIX knows how to ask for it."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
