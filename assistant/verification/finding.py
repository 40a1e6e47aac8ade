"""What one check has against a sentence."""

from dataclasses import dataclass

from assistant.answer import Verdict


@dataclass(frozen=True, slots=True)
class Finding:
    """A difference between a sentence and the sentences that it cites."""

    verdict: Verdict
    """What it makes of the sentence by itself: anything but `SUPPORTED`."""
    reason: str
    """In a few words, naming both sides where there are two."""


def different(ours: str, theirs: str) -> Finding:
    """Return the finding that the sources say something else."""
    return Finding(
        Verdict.CONTRADICTED, f"says {quoted(ours)}, the cited source says {quoted(theirs)}"
    )


def absent(ours: str) -> Finding:
    """Return the finding that no source says something."""
    return Finding(Verdict.UNSUPPORTED, f"says {quoted(ours)}, which no cited source says")


def stretched(ours: str, theirs: str) -> Finding:
    """Return the finding that a sentence says more than its source does."""
    return Finding(Verdict.PARTLY, f"says {quoted(ours)}, the cited source says {quoted(theirs)}")


def quoted(words: str) -> str:
    """Return words in quotation marks, in one line."""
    return f"“{' '.join(words.split())}”"
