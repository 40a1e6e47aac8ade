"""Folders that are watched: a real process, and files that come, change and go."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from command_line import check_refused, run

from ingest.errors import BriefingError
from ingest.ingestion import locked
from ingest.version import VersionFolder
from ui.cli import PROBLEM

# A model is loaded first, on a machine that may be busy.
LONGEST = 120
MAIN = "from ui.cli import main; main()"


class Watch:
    """`briefing ingest --watch` in a process of its own."""

    def __init__(self, home: Path, folder: Path) -> None:
        self.index = home / "index"
        self.log = home.parent / "watch.log"
        with self.log.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-c", MAIN, "ingest", "--watch", str(folder)],
                stdout=out,
                stderr=subprocess.STDOUT,
                env={**os.environ, "BRIEFING_HOME": str(home), "COLUMNS": "200"},
            )

    @property
    def said(self) -> str:
        return self.log.read_text(encoding="utf-8")

    def documents(self) -> dict[str, str]:
        versions = VersionFolder(self.index)
        try:
            name = versions.current()
            entries = versions.manifest(name).entries if name else ()
            return {one.doc_id: versions.read_record(one).parsed.document.text for one in entries}
        except BriefingError:
            # The version was swept away while it was being read.
            return {}

    def until(self, holds: Callable[[], bool]) -> None:
        ends = time.monotonic() + LONGEST
        while not holds():
            assert self.process.poll() is None, self.said
            assert time.monotonic() < ends, self.said
            time.sleep(0.05)


@pytest.fixture
def watch(home: Path, tmp_path: Path) -> Iterator[tuple[Watch, Path]]:
    folder = tmp_path / "shelf"
    folder.mkdir()
    (folder / "ferry.md").write_text("The ferry carries 64 cars.", encoding="utf-8")
    watching = Watch(home, folder)
    try:
        yield watching, folder
    finally:
        watching.process.kill()
        watching.process.wait()


def test_what_comes_changes_and_goes_is_followed_until_ctrl_c(watch: tuple[Watch, Path]) -> None:
    watching, folder = watch
    watching.until(lambda: "ferry" in watching.documents())
    (folder / "deep").mkdir()
    (folder / "deep" / "wall.txt").write_text("The wall is high.", encoding="utf-8")
    watching.until(lambda: set(watching.documents()) == {"ferry", "wall"})
    # As editors do it: a new file is put over the old one.
    (folder / "ferry.md.part").write_text("The ferry carries 80 cars.", encoding="utf-8")
    (folder / "ferry.md.part").replace(folder / "ferry.md")
    watching.until(lambda: "80 cars" in watching.documents().get("ferry", ""))
    (folder / "bad.pdf").write_bytes(b"no PDF")
    watching.until(lambda: "bad.pdf" in watching.said)
    (folder / "deep" / "wall.txt").unlink()
    watching.until(lambda: "removed  wall" in watching.said)
    assert set(watching.documents()) == {"ferry"}
    watching.process.send_signal(signal.SIGINT)
    assert watching.process.wait(LONGEST) == 0
    said = watching.said
    assert "Traceback" not in said
    for line in ("added  ferry", "added  wall", "updated  ferry", "removed  wall", "Stopped"):
        assert line in said
    assert said.count("bad.pdf: it is damaged") == 1


def test_a_run_that_has_to_wait_for_another_process_loses_nothing(
    watch: tuple[Watch, Path],
) -> None:
    watching, folder = watch
    watching.until(lambda: "ferry" in watching.documents())
    with locked(watching.index, patience=LONGEST):
        (folder / "wall.txt").write_text("The wall is high.", encoding="utf-8")
        time.sleep(1.5)
        assert set(watching.documents()) == {"ferry"}
    watching.until(lambda: set(watching.documents()) == {"ferry", "wall"})


@pytest.mark.usefixtures("one_model")
def test_what_cannot_be_watched_is_told(home: Path, tmp_path: Path) -> None:
    check_refused(run("ingest", "--watch", tmp_path / "none"), PROBLEM, "no folder")
    assert run("ingest", "--watch").code == 2
    assert run("ingest", "--watch", "https://example.org/").code == 2
