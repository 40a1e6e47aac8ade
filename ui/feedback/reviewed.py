"""The cases of a home that a person has accepted."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from pathlib import Path

from filelock import FileLock, Timeout

from evals.case import Case
from evals.case_files import parse_cases
from evals.case_folder import load_readable
from evals.case_text import case_text
from ingest.durable import write_whole
from ingest.errors import BriefingError

FILE = "reviewed.yaml"

# Seconds that one writer waits for another; each writes for milliseconds.
PATIENCE = 10.0


class ReviewedCases:
    """The case files of a home's folder; accepted cases are put behind those of one of them.

    Args:
        folder: of the home's own cases; evaluations read all files that are in it.

    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / FILE

    def add(self, case: Case) -> Path:
        """Put a case into the set, on the disk when this returns; return its file.

        A case that is in the set already is not put there again; one whose id another case has
        gets an id of its own. What else is in the file stays as it is, comments too.

        Raises:
            BriefingError: the file cannot be read or written; it is then as it was before.

        """
        with self._alone():
            taken = {one.id: one for one in load_readable(self._folder).cases}
            twin = taken.get(case.id)
            if twin is not None and replace(twin, source="") == replace(case, source=""):
                return self._file
            fresh = replace(case, id=_free(case.id, taken))
            text = f"{self._text()}{case_text(fresh)}"
            # Checked before it is written: what cannot be read would end every evaluation.
            parse_cases(text, source=FILE)
            write_whole(self._file, text.encode("utf-8"))
        return self._file

    def _text(self) -> str:
        """Return what the file holds, its last line ended; nothing where there is none."""
        try:
            text = self._file.read_bytes().decode("utf-8")
        except FileNotFoundError:
            return ""
        except UnicodeDecodeError as error:
            raise BriefingError(f"{self._file} is not UTF-8: {error}. Mend or move it.") from error
        if not text.strip():
            return ""
        return text if text.endswith("\n") else text + "\n"

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Keep other writers out, and tell what goes wrong with the disk."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with FileLock(self._folder / ".reviewed.lock", timeout=PATIENCE):
                yield
        except (OSError, Timeout) as error:
            raise BriefingError(
                f"The case could not be written to {self._file} ({error}). "
                "Check that the folder of --home can be written and has room."
            ) from error


def _free(name: str, taken: dict[str, Case]) -> str:
    if name not in taken:
        return name
    return next(free for number in count(2) if (free := f"{name}-{number}") not in taken)
