"""The nouns between a file's text and its sentences: which lines are what."""

from dataclasses import dataclass
from enum import StrEnum


class BlockKind(StrEnum):
    """What a stretch of lines is."""

    TITLE = "title"
    """The document's title as it stands in the text: in no heading path and in no sentence."""
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    """A list item without its marker; cut into sentences like a paragraph."""
    ROW = "row"
    """A table row without its outer bars; one sentence, whatever its punctuation."""
    LABEL = "label"
    """Web furniture: kept as a sentence, but never part of the argument."""
    SKIPPED = "skipped"
    """Front matter, code, rules, link definitions: holds no sentence."""


# Kinds that become sentences.
SPOKEN = frozenset({BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.ROW, BlockKind.LABEL})


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the raw text, without surrounding whitespace and without its own marker."""

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    """For a heading: its rank in the file, 1 for the highest. Otherwise 0."""


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the offsets of `text[start:end]` without surrounding whitespace; start <= end."""
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return start + left, max(start + left, start + len(piece.rstrip()))


def has_word(text: str, start: int, end: int) -> bool:
    """Whether the stretch holds a letter or a digit: a line of dashes or bullets says nothing."""
    return any(character.isalnum() for character in text[start:end])
