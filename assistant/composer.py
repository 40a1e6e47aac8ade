"""What a composer is: the seam between evidence and prose."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from assistant.answer import Account, Evidence, Verdict
from assistant.material import Material


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer with the evidence that it rests on."""

    text: str
    supports: tuple[Evidence, ...]
    verdict: Verdict | None = None
    """None for a quote, which needs no checking."""
    reason: str = ""
    """Of the verdict; see `assistant.answer.Check`."""
    opens_paragraph: bool = False
    """Whether it stands on a line of its own: another document speaks from here on."""


class Composer(Protocol):
    """Writes an answer from evidence, and only from it."""

    @property
    def model_name(self) -> str:
        """Return who writes: `quoting`, or a chat model's name."""

    def compose(self, material: Material) -> Iterator[Statement | Account]:
        """Yield the answer's sentences in their order; a chat model's account comes last."""
