"""A registered GGUF file, served by llama.cpp in a process of its own while it is used."""

import atexit
import os
import subprocess
import sys
import tempfile
import threading
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from ingest.errors import BriefingError
from ui.models.gguf_file import GgufFile

# What an answer needs: the rules, the sentences and 200 words. More takes memory for nothing.
TOKENS = 4_096

# llama.cpp's own buffers, and room for the rest of the machine.
SPARE_BYTES = 300 * 1024 * 1024

# Loading reads the file; a disk that gives less than 50 MB a second is not waited for.
SLOWEST_BYTES_A_SECOND = 50e6
LEAST_PATIENCE_SECONDS = 30.0

# How much of its complaints a message repeats.
LONGEST_COMPLAINT = 300


class LocalServer:
    """One file's server; started at its first use, stopped when this process ends."""

    def __init__(self, file: GgufFile) -> None:
        self._file = file
        self._lock = threading.Lock()
        self._process: subprocess.Popen[str] | None = None
        self._address = ""

    @property
    def address(self) -> str:
        """Return where it listens, OpenAI's form under `/v1`; starts it where it is not running.

        Raises:
            BriefingError: there is too little memory, its context is too short, the package that
                runs it is not installed, or it did not start.

        """
        with self._lock:
            if self._process is None or self._process.poll() is not None:
                self._check()
                self._start()
            return self._address

    def stop(self) -> None:
        """End the process, if it runs."""
        with self._lock:
            if self._process is not None:
                self._process.kill()
                self._process.wait()
                self._process = None

    def _check(self) -> None:
        if find_spec("xllamacpp") is None:
            raise BriefingError(
                "Local models need packages that are not installed. "
                'Install them with: pip install "briefing-assistant[local]"'
            )
        if self._file.context_length < TOKENS // 2:
            raise BriefingError(
                f"{self._file.path} holds {self._file.context_length} tokens at once; answers need "
                f"{TOKENS // 2} at least. Take another model."
            )
        needed = self._file.size + self._file.bytes_per_token * self._tokens + SPARE_BYTES
        free = available_memory()
        if free is not None and needed > free:
            raise BriefingError(
                f"{self._file.path} needs {needed / 1e9:.1f} GB of memory and {free / 1e9:.1f} GB "
                "are free. Close other programs, or take a smaller model."
            )

    @property
    def _tokens(self) -> int:
        return min(TOKENS, self._file.context_length)

    def _start(self) -> None:
        complaints = tempfile.TemporaryFile("w+")  # noqa: SIM115 (read when the start fails)
        self._process = subprocess.Popen(  # noqa: S603 (this program, and a file that was checked)
            [sys.executable, "-m", "ui.models.local_child", self._file.path, str(self._tokens)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            text=True,
        )
        atexit.register(self.stop)
        patience = LEAST_PATIENCE_SECONDS + self._file.size / SLOWEST_BYTES_A_SECOND
        address = _first_line(self._process, patience)
        if not address.startswith("http://127.0.0.1:"):
            self._process.kill()
            self._process.wait()
            raise BriefingError(f"{self._file.path} could not be loaded: {_last_words(complaints)}")
        self._address = address


def available_memory() -> int | None:
    """Return the bytes of memory that are free, or None where the system does not say."""
    try:
        text = Path("/proc/meminfo").read_text(encoding="ascii")
        lines = dict(line.split(":", 1) for line in text.splitlines() if ":" in line)
        return int(lines["MemAvailable"].split()[0]) * 1024
    except (OSError, KeyError, ValueError):
        names = os.sysconf_names if hasattr(os, "sysconf_names") else {}
        if "SC_AVPHYS_PAGES" not in names:
            return None
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def _first_line(process: "subprocess.Popen[str]", patience: float) -> str:
    """Return the first line that a process writes, or nothing where it takes too long."""
    lines: list[str] = []

    def read() -> None:
        assert process.stdout is not None  # noqa: S101 (for the type: it is a pipe)
        lines.append(process.stdout.readline().strip())

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    reader.join(patience)
    return lines[0] if lines else ""


def _last_words(complaints: IO[str]) -> str:
    complaints.seek(0)
    lines = [line.strip() for line in complaints if "error" in line.casefold()]
    return (lines[-1] if lines else "it did not start in time")[:LONGEST_COMPLAINT]
