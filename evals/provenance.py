"""Where a run's figures come from: code, settings, texts and versions."""

import hashlib
import platform
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

# The packages whose releases have changed answers or scores of assistants like this one.
VERSIONED_PACKAGES = (
    "briefing-assistant",
    "bm25s",
    "chromadb",
    "langchain-core",
    "numpy",
    "sentence-transformers",
    "torch",
)

# Reading one commit takes milliseconds; a repository on a dead network drive must not hang a run.
GIT_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Provenance:
    """All that must be the same for two runs to be expected to agree."""

    time: str
    """When the run began, ISO 8601 in UTC."""
    commit: str | None
    """Of the code, with `-dirty` where files were changed since; None outside a repository."""
    settings: Mapping[str, object]
    corpus_fingerprint: str
    documents: tuple[str, ...]
    """Ids of the documents, sorted."""
    versions: Mapping[str, str]
    """By package, and `python`; packages that are not installed are left out."""
    platform: str


def provenance(texts: Mapping[str, str], settings: Mapping[str, object]) -> Provenance:
    """Return what is known about a run that begins now."""
    return Provenance(
        time=datetime.now(UTC).isoformat(timespec="seconds"),
        commit=commit_of(Path(__file__)),
        settings=dict(settings),
        corpus_fingerprint=corpus_fingerprint(texts),
        documents=tuple(sorted(texts)),
        versions=installed_versions(),
        platform=platform.platform(),
    )


def corpus_fingerprint(texts: Mapping[str, str]) -> str:
    """Return the SHA-256 of all texts with their ids, in hexadecimal; the order is no matter."""
    digest = hashlib.sha256()
    for doc_id in sorted(texts):
        for part in (doc_id, texts[doc_id]):
            encoded = part.encode("utf-8", "surrogatepass")
            # The length first, so that text cannot move from one part into the next unnoticed.
            digest.update(len(encoded).to_bytes(8, "big"))
            digest.update(encoded)
    return digest.hexdigest()


def installed_versions() -> dict[str, str]:
    """Return the versions of Python and of the installed packages that can change an answer."""
    versions = {"python": platform.python_version()}
    for package in VERSIONED_PACKAGES:
        try:
            versions[package] = version(package)
        except PackageNotFoundError:
            continue
    return versions


def commit_of(file: Path) -> str | None:
    """Return the commit of the repository that tracks a file, or None.

    A file that lies in somebody else's repository, as in a virtual environment, has none.
    """
    if _git(file.parent, "ls-files", "--error-unmatch", file.name) is None:
        return None
    described = _git(file.parent, "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*")
    return described or None


def _git(folder: Path, *arguments: str) -> str | None:
    try:
        finished = subprocess.run(  # noqa: S603 - fixed arguments, no shell
            ["git", *arguments],  # noqa: S607 - git is wherever the developer has it
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=GIT_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return finished.stdout.strip() if finished.returncode == 0 else None
