"""Answers of a run as they come, on disk, so that a run that was cut off can go on.

A JSON line for what the answers depend on, then one for each case. Scores are not kept: they are
made anew from the answers.
"""

import json
import os
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import IO, Self

from pydantic import TypeAdapter, ValidationError

from assistant.answer import Answer
from evals.case import Case
from evals.provenance import Provenance
from ingest.errors import BriefingError

FORM = 1


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of one question."""

    answer: Answer | None
    failure: str | None
    """Why there is no answer, or None."""
    seconds: float


class Journal:
    """The answers that a run has had so far; close it, or use it as a context.

    Args:
        path: of the file; made where there is none, gone on with where there is one.
        made_with: what the run depends on; a file of another run is refused.

    Raises:
        BriefingError: the file belongs to another run, is no journal, or cannot be written.

    """

    def __init__(self, path: Path, made_with: Provenance) -> None:
        self._path = path
        self._known: dict[str, Asked] = {}
        self._writing = threading.Lock()
        header = _header(made_with)
        try:
            whole = self._read(header) if path.exists() else 0
            self._file: IO[bytes] = path.open("r+b" if whole else "wb")
            self._file.seek(whole)
            # A line that was cut off in the middle is written anew.
            self._file.truncate()
        except OSError as error:
            raise self._unusable(error.strerror or str(error)) from error
        if not whole:
            self._write(header)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def __len__(self) -> int:
        """Return the number of cases that need not be asked again."""
        return len(self._known)

    def known(self, case: Case) -> Asked | None:
        """Return what came of a case before, or None if it was not asked; failures are not kept."""
        return self._known.get(_key(case))

    def add(self, case: Case, asked: Asked) -> None:
        """Keep what came of a case; a failure is to be tried again, and is not kept."""
        if asked.answer is not None:
            answer = _answers().dump_python(asked.answer, mode="json")
            self._write({"case": _key(case), "seconds": asked.seconds, "answer": answer})

    def _write(self, record: Mapping[str, object]) -> None:
        line = json.dumps(record, ensure_ascii=False).encode("utf-8") + b"\n"
        with self._writing:
            try:
                self._file.write(line)
                self._file.flush()
                os.fsync(self._file.fileno())
            except OSError as error:
                raise self._unusable(error.strerror or str(error)) from error

    def _read(self, header: Mapping[str, object]) -> int:
        """Take in a file's answers; return how many of its bytes are whole lines."""
        content = self._path.read_bytes()
        whole = content.rfind(b"\n") + 1
        lines = content[:whole].splitlines()
        try:
            if lines:
                self._compare(json.loads(lines[0]), header)
            for line in lines[1:]:
                record = json.loads(line)
                answer = _answers().validate_python(record["answer"])
                self._known[record["case"]] = Asked(answer, None, float(record["seconds"]))
        except (ValueError, KeyError, TypeError, AttributeError, ValidationError) as error:
            raise self._unusable("it holds something else") from error
        if content and not lines:
            raise self._unusable("it holds something else")
        return whole

    def _compare(self, theirs: Mapping[str, object], ours: Mapping[str, object]) -> None:
        changed = [name for name in ours if theirs.get(name) != ours[name]]
        if changed:
            raise self._unusable(f"it is of a run with another {' and '.join(changed)}")

    def _unusable(self, problem: str) -> BriefingError:
        return BriefingError(
            f"The evaluation cannot go on from {self._path}: {problem}. Name a new file, or delete "
            "it and start anew."
        )


def _header(made_with: Provenance) -> dict[str, object]:
    """Return what must be the same for answers to stand beside each other, as JSON has it."""
    header: dict[str, object] = {
        "form": FORM,
        "commit": made_with.commit,
        "settings": dict(made_with.settings),
        "corpus": made_with.corpus_fingerprint,
        "versions": dict(made_with.versions),
    }
    plain: dict[str, object] = json.loads(json.dumps(header, default=str))
    return plain


def _key(case: Case) -> str:
    """Return what makes it the same question: its id and all that the assistant is told."""
    return json.dumps([case.id, case.question, [[t.role, t.text] for t in case.history]])


@cache
def _answers() -> TypeAdapter[Answer]:
    return TypeAdapter(Answer)
