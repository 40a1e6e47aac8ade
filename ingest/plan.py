"""What a run of ingestion has to do, decided before anything is written."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ingest.document import SkippedFile
from ingest.errors import UnreadableFileError
from ingest.files import DecodedText, files_not_read, find_files, read_text
from ingest.version import Entry
from ingest.weights import sha256_of
from ingest.words import folded_words

# Long enough for any title that a person typed, short enough for every file system.
MAX_ID_CHARACTERS = 60


# Enough to see what kind of files they are.
FILES_NAMED = 5


@dataclass(frozen=True, slots=True)
class Task:
    """One content to take in, under the id that its document has or gets."""

    path: Path
    doc_id: str
    sha256: str
    """Of the file when the plan was made."""
    is_update: bool = False
    copies: tuple[Path, ...] = ()
    """Files with the same content, read in its place where it cannot be read itself."""
    superseded: tuple[Entry, ...] = ()
    """What the copies held before, gone once this is taken in."""
    stored: DecodedText | None = None
    """What is taken instead of reading the file: its text as the index has it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Every file and every known document, each in one of these lists."""

    tasks: tuple[Task, ...]
    unchanged: tuple[Entry, ...]
    """With the source that it has now: a renamed file keeps its document."""
    removed: tuple[Entry, ...]
    untouched: tuple[Entry, ...]
    """Documents from elsewhere, and those whose file cannot be found or opened now."""
    skipped: tuple[SkippedFile, ...]
    warnings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """What the paths of a run lead to."""

    files: dict[Path, None] = field(default_factory=dict)
    folders: list[Path] = field(default_factory=list)
    """Only those that could be listed: in another, a file that is not seen need not be gone."""
    skipped: list[SkippedFile] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Draft:
    """A plan in the making: `known` shrinks as files are matched with documents."""

    known: dict[str, Entry]
    ids: set[str]
    taken: dict[str, Path]
    """By the sha256 of their content: files that stay as they are, here and elsewhere."""
    tasks: dict[str, Task] = field(default_factory=dict)
    """By the same."""
    unchanged: list[Entry] = field(default_factory=list)
    removed: list[Entry] = field(default_factory=list)
    skipped: list[SkippedFile] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def make_plan(paths: Sequence[Path], entries: Sequence[Entry]) -> Plan:
    """Compare files with the documents that there are, by content and then by path.

    A file with an unchanged content is left alone, even under a new name; a changed file replaces
    its document; a document whose file is gone from a folder of `paths` is removed. A file that
    cannot be read is skipped, and the document it had stays.
    """
    found = _found(paths)
    present = {str(path) for path in found.files}
    absent = [entry for entry in entries if entry.source not in present]
    gone = [entry for entry in absent if not Path(entry.source).is_file()]
    elsewhere = [entry for entry in absent if Path(entry.source).is_file()]
    known = {entry.doc_id: entry for entry in entries}
    draft = _Draft(
        known=known,
        ids=set(known),
        taken={entry.sha256: Path(entry.source) for entry in elsewhere},
        skipped=found.skipped,
        warnings=found.warnings,
    )
    by_source = {entry.source: entry for entry in entries}
    hashes = _hashes(found.files, draft)
    # The file that a document came from comes first: of two copies it is the original.
    for path in sorted(hashes, key=lambda path: not _is_as_it_was(path, hashes[path], by_source)):
        _place(path, hashes[path], draft, own=by_source.get(str(path)), gone=gone)
    for entry in gone:
        if entry.doc_id in draft.known and _is_below(Path(entry.source), found.folders):
            draft.removed.append(draft.known.pop(entry.doc_id))
    return Plan(
        tasks=tuple(draft.tasks.values()),
        unchanged=tuple(draft.unchanged),
        removed=tuple(draft.removed),
        untouched=tuple(draft.known.values()),
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


def _found(paths: Iterable[Path]) -> _Found:
    found = _Found()
    for path in paths:
        try:
            found.files.update(dict.fromkeys(find_files([path])))
        except UnreadableFileError as error:
            found.skipped.append(SkippedFile(str(path), str(error)))
            continue
        if path.is_dir():
            found.folders.append(path.resolve())
            others = files_not_read(path)
            if others:
                shown = ", ".join(other.name for other in others[:FILES_NAMED])
                more = " and others" if len(others) > FILES_NAMED else ""
                found.warnings.append(
                    f"{len(others)} of the files in {path} are of a kind that is not read: "
                    f"{shown}{more}."
                )
    return found


def _hashes(files: Iterable[Path], draft: _Draft) -> dict[Path, str]:
    """Return the sha256 of each file that can be opened."""
    hashes: dict[Path, str] = {}
    for path in files:
        try:
            # A device or a pipe may never end; it is refused instead of being read.
            hashes[path] = sha256_of(path) if path.is_file() else read_text(path).sha256
        except UnreadableFileError as error:
            draft.skipped.append(SkippedFile(str(path), str(error)))
        except OSError as error:
            reason = f"{path}: it cannot be opened ({error.strerror}); allow reading or copy it."
            draft.skipped.append(SkippedFile(str(path), reason))
    return hashes


def _is_as_it_was(path: Path, sha256: str, by_source: Mapping[str, Entry]) -> bool:
    own = by_source.get(str(path))
    return own is not None and own.sha256 == sha256


def _place(
    path: Path, sha256: str, draft: _Draft, *, own: Entry | None, gone: Iterable[Entry]
) -> None:
    """Decide what becomes of one file."""
    if own is not None and own.sha256 == sha256:
        draft.unchanged.append(draft.known.pop(own.doc_id))
    elif sha256 in draft.taken:
        draft.warnings.append(is_a_copy(path, draft.taken[sha256]))
        _replace(own, draft)
        return
    elif sha256 in draft.tasks:
        draft.tasks[sha256] = _with_copy(draft.tasks[sha256], path, own=own, draft=draft)
        return
    elif (moved := _moved(sha256, draft, gone=gone)) is not None:
        draft.unchanged.append(replace(draft.known.pop(moved.doc_id), source=str(path)))
        _replace(own, draft)
    else:
        draft.tasks[sha256] = _task(path, sha256, own=own, draft=draft)
        return
    draft.taken[sha256] = path


def is_a_copy(path: Path, original: Path) -> str:
    """Return what is told of a file that holds what another does."""
    return f"{path} is a copy of {original} and is not kept twice."


def _replace(own: Entry | None, draft: _Draft) -> None:
    """Remove the document that a file had, now that it holds what another document says."""
    if own is not None:
        draft.removed.append(draft.known.pop(own.doc_id))


def _moved(sha256: str, draft: _Draft, *, gone: Iterable[Entry]) -> Entry | None:
    """Return the document with this content whose own file is gone."""
    for entry in gone:
        if entry.sha256 == sha256 and entry.doc_id in draft.known:
            return entry
    return None


def _task(path: Path, sha256: str, *, own: Entry | None, draft: _Draft) -> Task:
    """Return the task of a new or changed file."""
    if own is not None:
        draft.known.pop(own.doc_id)
    doc_id = own.doc_id if own else new_document_id(path, draft.ids)
    draft.ids.add(doc_id)
    return Task(path, doc_id, sha256, is_update=own is not None)


def _with_copy(task: Task, path: Path, *, own: Entry | None, draft: _Draft) -> Task:
    """Return a task that knows of one more file with its content."""
    gone = (draft.known.pop(own.doc_id),) if own else ()
    return replace(task, copies=(*task.copies, path), superseded=(*task.superseded, *gone))


def _is_below(path: Path, folders: Iterable[Path]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)
