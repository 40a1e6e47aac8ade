"""The nouns between a file with layout and the Markdown that is stored of it."""

from dataclasses import dataclass, replace
from enum import StrEnum


class PieceKind(StrEnum):
    """What a stretch of a file's text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    """A table row; its cells are the texts of its parts."""
    NOTE = "note"
    """A footnote: stands at the end of the text, where it interrupts no sentence."""


@dataclass(frozen=True, slots=True)
class Part:
    """Text of one page; a paragraph that goes on overleaf has one part for each page."""

    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading, paragraph, item, row or note."""

    kind: PieceKind
    parts: tuple[Part, ...]
    level: int = 0
    """For a heading: its rank, 1 for the highest. Otherwise 0."""


@dataclass(frozen=True, slots=True)
class Contents:
    """All that was read from a file, in reading order."""

    pieces: tuple[Piece, ...]
    title: str | None = None
    published: str | None = None
    language: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    warnings: tuple[str, ...] = ()


class RefusedError(Exception):
    """A file cannot be read: what is wrong with it, and what mends it."""

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(problem)
        self.problem = problem
        self.remedy = remedy


def on_page(one: Piece, page: int) -> Piece:
    """Return the piece as one that stands on a page."""
    return replace(one, parts=tuple(replace(part, page=page) for part in one.parts))


def piece(kind: PieceKind, *texts: str, level: int = 0) -> Piece:
    """Return a piece of a file that has no pages."""
    return Piece(kind, tuple(Part(text) for text in texts), level)
