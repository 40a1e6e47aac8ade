"""What a run of ingestion has to do, decided before anything is written."""

import hashlib
import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ingest.document import SkippedFile
from ingest.errors import UnreadableFileError
from ingest.files import find_files
from ingest.version import Entry
from ingest.words import folded_words

# Long enough for any title that a person typed, short enough for every file system.
MAX_ID_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Task:
    """One file to take in, under the id that its document has or gets."""

    path: Path
    doc_id: str
    is_update: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """Every file and every known document, each in one of these lists."""

    tasks: tuple[Task, ...]
    unchanged: tuple[Entry, ...]
    """With the source that it has now: a renamed file keeps its document."""
    removed: tuple[Entry, ...]
    untouched: tuple[Entry, ...]
    """Documents from elsewhere, which this run is not about."""
    skipped: tuple[SkippedFile, ...]
    warnings: tuple[str, ...]


@dataclass(slots=True)
class _Draft:
    """A plan in the making: `known` shrinks as files are matched with documents."""

    known: dict[str, Entry]
    tasks: list[Task] = field(default_factory=list)
    unchanged: list[Entry] = field(default_factory=list)
    skipped: list[SkippedFile] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    taken: dict[str, Path] = field(default_factory=dict)
    """Files of this run by their content's sha256."""


def make_plan(paths: Sequence[Path], entries: Sequence[Entry]) -> Plan:
    """Compare files with the documents that there are, by content and then by path.

    A file with an unchanged content is left alone, even under a new name; a changed file replaces
    its document; a document whose file is gone from a folder of `paths` is removed. A file that
    cannot be read is skipped, and the document it had stays.
    """
    draft = _Draft(known={entry.doc_id: entry for entry in entries})
    ids = {entry.doc_id for entry in entries}
    by_source = {entry.source: entry for entry in entries}
    files = _found(paths, draft)
    present = {str(path) for path in files}
    for path in files:
        _place(path, by_source.get(str(path)), draft, present=present, ids=ids)
    roots = [path.absolute() for path in paths if path.is_dir()]
    removed = tuple(
        entry
        for entry in draft.known.values()
        if entry.source not in present and _is_below(Path(entry.source), roots)
    )
    gone = {entry.doc_id for entry in removed}
    return Plan(
        tasks=tuple(draft.tasks),
        unchanged=tuple(draft.unchanged),
        removed=removed,
        untouched=tuple(entry for entry in draft.known.values() if entry.doc_id not in gone),
        skipped=tuple(draft.skipped),
        warnings=tuple(draft.warnings),
    )


def new_document_id(path: Path, taken: Collection[str]) -> str:
    """Return a readable id made from a file's name that no other document has."""
    words = folded_words(path.stem)
    base = re.sub(r"[^a-z0-9-]", "", "-".join(words))[:MAX_ID_CHARACTERS].strip("-") or "document"
    number = 1
    while (candidate := base if number == 1 else f"{base}-{number}") in taken:
        number += 1
    return candidate


def _found(paths: Iterable[Path], draft: _Draft) -> list[Path]:
    files: dict[Path, None] = {}
    for path in paths:
        try:
            files.update(dict.fromkeys(find_files([path])))
        except UnreadableFileError as error:
            draft.skipped.append(SkippedFile(str(path), str(error)))
    return list(files)


def _place(
    path: Path, own: Entry | None, draft: _Draft, *, present: Collection[str], ids: set[str]
) -> None:
    """Decide what becomes of one file."""
    try:
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        draft.skipped.append(SkippedFile(str(path), f"{path} cannot be read: {error.strerror}."))
        return
    if sha256 in draft.taken:
        draft.warnings.append(f"{path} is a copy of {draft.taken[sha256]} and is not kept twice.")
        return
    twin = own if own and own.sha256 == sha256 else _moved(sha256, draft, present=present)
    if twin is not None:
        draft.unchanged.append(_moved_to(twin, path))
        draft.known.pop(twin.doc_id, None)
    elif own is not None:
        draft.tasks.append(Task(path, own.doc_id, is_update=True))
        draft.known.pop(own.doc_id, None)
    else:
        doc_id = new_document_id(path, ids)
        ids.add(doc_id)
        draft.tasks.append(Task(path, doc_id, is_update=False))
    draft.taken[sha256] = path


def _moved(sha256: str, draft: _Draft, *, present: Collection[str]) -> Entry | None:
    """Return the document with this content, unless a file of this run is known to be its own."""
    for entry in draft.known.values():
        if entry.sha256 == sha256 and entry.source not in present:
            return entry
    return None


def _moved_to(entry: Entry, path: Path) -> Entry:
    return entry if entry.source == str(path) else replace(entry, source=str(path))


def _is_below(path: Path, roots: Iterable[Path]) -> bool:
    return any(path.is_relative_to(root) for root in roots)
