"""Reading a file with layout in a process of its own, which may fail, hang or grow as it likes."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from ingest.document import PageStart
from ingest.formats import tesseract
from ingest.formats.piece import RefusedError

SUFFIXES = (".pdf", ".docx", ".html", ".htm", ".xlsx", ".pptx", ".epub", ".odt", ".rtf")

# A report of 1,500 pages takes half a minute on a slow core; the wall allows for a busy machine.
CPU_SECONDS = 120
WALL_SECONDS = 300
# Of scanned pages, beyond that: some 300 of them. What is left over is named.
RECOGNITION_SECONDS = 1500
# Reading such a report takes 300 MB; libraries map as much again without using it.
MEMORY_BYTES = 2 * 1024**3


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file's text in Markdown, the places at which its pages begin, and what was left out."""

    text: str
    pages: tuple[PageStart, ...]
    warnings: tuple[str, ...]


def read_apart(content: bytes, suffix: str) -> ReadFile:
    """Return the text of a file of one of `SUFFIXES`, read in a child process with limits.

    Raises RefusedError, also where the child runs out of time or memory or crashes.
    """
    root = str(Path(__file__).resolve().parents[2])
    paths = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    wall = WALL_SECONDS + (
        RECOGNITION_SECONDS if suffix == ".pdf" and tesseract.is_available() else 0
    )
    try:
        done = subprocess.run(  # noqa: S603 - our own module, in our own interpreter
            [sys.executable, "-m", "ingest.formats.child", suffix],
            input=content,
            capture_output=True,
            timeout=wall,
            env={**os.environ, "PYTHONPATH": paths},
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        problem = f"reading it took longer than {wall} s"
        raise RefusedError(problem, "split it or save its text") from error
    if done.returncode:
        raise RefusedError(_failure(done.returncode, done.stderr), "save it anew or save its text")
    answer = json.loads(done.stdout)
    if "problem" in answer:
        raise RefusedError(answer["problem"], answer["remedy"])
    pages = tuple(PageStart(**page) for page in answer["pages"])
    return ReadFile(answer["text"], pages, tuple(answer["warnings"]))


def _failure(code: int, stderr: bytes) -> str:
    lines = stderr.decode("utf-8", "replace").strip().splitlines()
    said = lines[-1][:200] if lines else "no message"
    if "MemoryError" in said:
        return f"reading it needs more than {MEMORY_BYTES // 1024**2} MB of memory"
    return f"its reader stopped with code {code} ({said})"
