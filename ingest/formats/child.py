"""The child process: bytes on standard input, JSON on standard output."""

import contextlib
import io
import json
import sys
from collections.abc import Callable
from dataclasses import asdict
from importlib import import_module

from ingest.formats.markup import to_markdown
from ingest.formats.piece import Contents, RefusedError
from ingest.formats.reading import CPU_SECONDS, MEMORY_BYTES


def limit() -> None:
    """Bound what this process may take, where the system can."""
    try:
        import resource
    except ImportError:
        # Not on Windows: the parent's clock is the only limit there.
        return
    # Some systems refuse to bound memory; the time is bounded all the same.
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))


def reader(suffix: str) -> Callable[[bytes], Contents]:
    """Return what reads files of a kind, loading no other kind's library."""
    kind = "html" if suffix == ".htm" else suffix[1:]
    read: Callable[[bytes], Contents] = getattr(
        import_module(f"ingest.formats.{kind}"), f"read_{kind}"
    )
    return read


def answer(content: bytes, suffix: str) -> dict[str, object]:
    """Return the text of a file, or why it is refused."""
    try:
        contents = reader(suffix)(content)
    except RefusedError as refused:
        return {"problem": refused.problem, "remedy": refused.remedy}
    marked = to_markdown(contents)
    pages = [asdict(page) for page in marked.pages]
    return {"text": marked.text, "pages": pages, "warnings": contents.warnings}


def main() -> None:
    """Answer for the file on standard input."""
    limit()
    content = sys.stdin.buffer.read()
    # A library that prints must not spoil the answer.
    with contextlib.redirect_stdout(io.StringIO()):
        found = answer(content, sys.argv[1])
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
