"""Finished runs on disk, one JSON report each."""

import re
import secrets
from datetime import UTC, datetime
from pathlib import Path

from evals.report_json import to_json
from evals.run import EvalReport
from evals.stored import StoredRun, read_run
from ingest.errors import BriefingError

# What `RunFolder.add` makes: nothing else is ever opened, whatever a page asks for.
RUN_ID = re.compile(r"\d{8}T\d{6}Z-[0-9a-f]{6}")


class RunFolder:
    """The runs of one home."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, report: EvalReport) -> str:
        """Store a run; return its id, which sorts by time.

        Raises:
            BriefingError: it cannot be written.

        """
        run_id = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(3)}"
        path = self._path(run_id)
        temporary = path.with_suffix(".tmp")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            temporary.write_text(to_json(report), encoding="utf-8")
            temporary.replace(path)
        except OSError as error:
            raise BriefingError(
                f"The run cannot be stored in {self._folder}: {error.strerror}. "
                "Make room or allow writing, then run it again."
            ) from error
        return run_id

    def ids(self) -> tuple[str, ...]:
        """Return the ids of the runs, the latest first."""
        found = (path.stem for path in self._folder.glob("*.json"))
        return tuple(sorted((one for one in found if RUN_ID.fullmatch(one)), reverse=True))

    def read(self, run_id: str) -> StoredRun:
        """Read a run; raise BriefingError if there is none of this id or it is damaged."""
        return read_run(self._known(run_id))

    def delete(self, run_id: str) -> None:
        """Delete a run; raise BriefingError if there is none of this id."""
        self._known(run_id).unlink()

    def _known(self, run_id: str) -> Path:
        if run_id not in self.ids():
            raise BriefingError(f"There is no run {run_id!r}. Choose one of the list.")
        return self._path(run_id)

    def _path(self, run_id: str) -> Path:
        return self._folder / f"{run_id}.json"
