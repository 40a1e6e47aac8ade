"""The nouns of suggesting: a question, and the place in a document that it was made from."""

from dataclasses import dataclass
from enum import StrEnum


class Sort(StrEnum):
    """What a suggested question asks for; a document's suggestions are of many sorts."""

    NUMBER = "number"
    SAYING = "saying"
    WHO = "who"
    WHY = "why"
    LIST = "list"
    WHEN = "when"
    COMPARISON = "comparison"
    BRIEFING = "briefing"
    DEFINITION = "definition"
    ADVICE = "advice"


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question that a document answers."""

    question: str
    doc_id: str
    start: int
    end: int
    """Offsets of what it was made from: a sentence, or a section that it asks about as a whole."""
    heading_path: tuple[str, ...]
    sort: Sort
