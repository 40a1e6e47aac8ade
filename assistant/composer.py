"""What a composer is: the seam between evidence and prose."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.answer import Evidence


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer with the evidence that it rests on."""

    text: str
    supports: tuple[Evidence, ...]


class Composer(Protocol):
    """Writes an answer from evidence, and only from it."""

    @property
    def model_name(self) -> str:
        """Return who writes: `quoting`, or a chat model's name."""

    def compose(self, question: str, evidence: Sequence[Evidence]) -> Iterator[Statement]:
        """Yield the answer's sentences; `evidence` comes best first and is not empty."""
