"""What a composer is: the seam between evidence and prose."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from assistant.answer import Evidence
from assistant.material import Material


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

    def compose(self, material: Material) -> Iterator[Statement]:
        """Yield the answer's sentences in their order."""
