"""The judgements of a home: one JSON line each, never changed once it is written."""

import json
import logging
import os
import threading
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import IO

from filelock import FileLock, Timeout
from pydantic import TypeAdapter, ValidationError

from ingest.errors import BriefingError
from ui.feedback.judgement import Judgement

logger = logging.getLogger(__name__)

FILE = "judgements.jsonl"

# Seconds that one writer waits for another; each writes for milliseconds.
PATIENCE = 10.0


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of the file; a page asks at each step, and most steps add nothing."""

    inode: int = 0
    modified: int = 0
    length: int = 0
    """Bytes, up to the end of the last whole line."""
    lines: int = 0
    judgements: tuple[Judgement, ...] = ()


class FeedbackStore:
    """Keeps judgements in one file of a folder, which is made when it is missing."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / FILE
        self._read = _Read()
        self._reading = threading.Lock()

    def record(self, judgement: Judgement) -> None:
        """Add a judgement; raise BriefingError where it cannot be written.

        Of the answer's evidence nothing is kept: what it cites is in its citations.
        """
        line = _adapter().dump_json(_without_evidence(judgement)).decode("utf-8")
        try:
            # What people asked is nobody else's business.
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            with (
                FileLock(self._file.with_suffix(".lock"), timeout=PATIENCE),
                self._file.open("a+b") as file,
            ):
                _append(file, line.encode("utf-8"))
        except (OSError, Timeout) as error:
            raise BriefingError(
                f"The judgement could not be written to {self._file} ({error}). "
                "Check that the folder of --home can be written and has room."
            ) from error

    def judgements(self) -> tuple[Judgement, ...]:
        """Return all judgements, the oldest first; lines that are damaged are left out and logged.

        Raises:
            BriefingError: the file cannot be read.

        """
        with self._reading:
            try:
                self._read, unfinished = self._read_on(self._read)
            except FileNotFoundError:
                self._read = _Read()
                return ()
            except OSError as error:
                raise BriefingError(
                    f"The judgements in {self._file} cannot be read: {error}."
                ) from error
            return (*self._read.judgements, *unfinished)

    def _read_on(self, known: _Read) -> tuple[_Read, list[Judgement]]:
        """Return what is known with what was added since, and what stands in an unended line.

        Lines are only ever added: a file that is another, shorter, or was changed without having
        grown was changed by hand and is read anew.
        """
        with self._file.open("rb") as file:
            state = os.fstat(file.fileno())
            is_same = state.st_mtime_ns == known.modified or state.st_size > known.length
            if state.st_ino != known.inode or state.st_size < known.length or not is_same:
                known = _Read(state.st_ino)
            file.seek(known.length)
            *whole, rest = file.read().split(b"\n")
        found = tuple(self._parsed(whole, first=known.lines + 1))
        read = _Read(
            state.st_ino,
            state.st_mtime_ns,
            known.length + sum(len(line) + 1 for line in whole),
            known.lines + len(whole),
            (*known.judgements, *found),
        )
        return read, list(self._parsed([rest], first=read.lines + 1))

    def _parsed(self, lines: Iterable[bytes], *, first: int) -> Iterator[Judgement]:
        for number, line in enumerate(lines, start=first):
            if not line.strip():
                continue
            try:
                yield _adapter().validate_json(line)
            except (ValidationError, json.JSONDecodeError):
                logger.warning("%s:%d is damaged and was left out", self._file, number)

    def of(self, conversation_id: str) -> dict[int, Judgement]:
        """Return the last judgement of each exchange of a conversation, by its index."""
        return {
            one.index: one for one in self.judgements() if one.conversation_id == conversation_id
        }


def _append(file: IO[bytes], line: bytes) -> None:
    """Write a line at the end of a file, or nothing of it."""
    size = file.seek(0, os.SEEK_END)
    file.seek(max(0, size - 1))
    # A line that a process which died left unfinished must not take this one along.
    torn = file.read(1) not in (b"", b"\n")
    try:
        file.write((b"\n" if torn else b"") + line + b"\n")
        file.flush()
    except OSError:
        os.truncate(file.name, size)
        raise


def _without_evidence(judgement: Judgement) -> Judgement:
    answer = judgement.exchange.answer
    if answer is None:
        return judgement
    exchange = replace(judgement.exchange, answer=replace(answer, evidence=()))
    return replace(judgement, exchange=exchange)


@cache
def _adapter() -> TypeAdapter[Judgement]:
    return TypeAdapter(Judgement)
