"""Pieces to the Markdown that is stored, which `ingest.markdown` reads like any other."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from ingest.document import PageStart
from ingest.formats.piece import Contents, Part, Piece, PieceKind

# What would make Markdown of a paragraph that is none: a mark, a tag, a link's definition.
_MARK = re.compile(r"(?:#{1,6}\s|[>\[<]|```|~~~|[-*+]\s|(?:=+|-+)$)")
# A figure that ends a sentence on the line before, or opens one, is no list.
_NUMBER = re.compile(r"(\d{1,9})([.)]\s)")
# Controls say nothing, and a surrogate cannot be stored.
_UNSTORABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u00ad\ufeff\ufffe\uffff\ud800-\udfff]")
NOTES = "Notes"
DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Marked:
    """A text in Markdown with the places at which its pages begin."""

    text: str
    pages: tuple[PageStart, ...]


class _Writer:
    """A text in the making that knows how long it is."""

    def __init__(self) -> None:
        self.length = 0
        self.written: list[str] = []
        self.pages: list[PageStart] = []

    def add(self, text: str) -> None:
        self.written.append(text)
        self.length += len(text)

    def turn_to(self, page: int | None) -> None:
        if page is not None and (not self.pages or self.pages[-1].page != page):
            self.pages.append(PageStart(self.length, page))


def clean(text: str) -> str:
    """Return a text in one line without what cannot be stored."""
    return " ".join(_UNSTORABLE.sub("", text).split())


def to_markdown(contents: Contents) -> Marked:
    """Return contents as Markdown, each piece in one line, notes last under a heading.

    Front matter says title, date and language, so that the stored text can be parsed again
    without the file that it came from.
    """
    writer = _Writer()
    writer.add(_front_matter(contents))
    body = [one for one in contents.pieces if one.kind is not PieceKind.NOTE]
    notes = [one for one in contents.pieces if one.kind is PieceKind.NOTE]
    _write_all(writer, body)
    if notes:
        # Of the rank of the sections: a note belongs to none of them.
        ranks = [one.level for one in body if one.kind is PieceKind.HEADING]
        rank = 2 if ranks.count(1) == 1 else 1
        writer.add(f"{'#' * rank} {NOTES}\n\n")
        _write_all(writer, notes)
    return Marked("".join(writer.written), tuple(writer.pages))


def _front_matter(contents: Contents) -> str:
    fields = {
        "title": contents.title,
        "date": contents.published,
        "language": contents.language,
        "publisher": contents.publisher,
    }
    # JSON strings are YAML strings, whatever stands in them.
    said = [
        f"{name}: {json.dumps(clean(value), ensure_ascii=False)}\n"
        for name, value in fields.items()
        if value and clean(value)
    ]
    authors = [name for one in contents.authors if (name := clean(one))]
    if authors:
        said.append(f"authors: {json.dumps(authors, ensure_ascii=False)}\n")
    return f"---\n{''.join(said)}---\n\n" if said else ""


def _write_all(writer: _Writer, pieces: Sequence[Piece]) -> None:
    columns = 0
    for index, one in enumerate(pieces):
        parts = [Part(clean(part.text), part.page) for part in one.parts]
        if not any(character.isalnum() for part in parts for character in part.text):
            continue
        if one.kind is PieceKind.ROW:
            columns = _write_row(writer, parts, columns)
            following = pieces[index + 1].kind if index + 1 < len(pieces) else None
            if following is not PieceKind.ROW:
                writer.add("\n")
                columns = 0
        else:
            _write(writer, one, [part for part in parts if part.text])


def _write(writer: _Writer, one: Piece, parts: Sequence[Part]) -> None:
    match one.kind:
        case PieceKind.HEADING:
            writer.add("#" * min(max(one.level, 1), DEEPEST) + " ")
        case PieceKind.ITEM | PieceKind.NOTE:
            writer.add("- ")
    for number, part in enumerate(parts):
        if number:
            writer.add(" ")
        writer.turn_to(part.page)
        escape = number == 0 and one.kind is not PieceKind.HEADING
        writer.add(_escaped(part.text) if escape else part.text)
    writer.add("\n\n")


def _write_row(writer: _Writer, parts: Iterable[Part], columns: int) -> int:
    """Write a row, and after the first of a table the rule that makes it one; return its width."""
    cells = list(parts)
    first = columns == 0
    # Markdown drops the cells that the first row has no column for.
    width = len(cells) if first else columns
    if len(cells) > width:
        rest = " ".join(cell.text for cell in cells[width - 1 :])
        cells = [*cells[: width - 1], Part(rest, cells[width - 1].page)]
    writer.turn_to(cells[0].page)
    writer.add("| " + " | ".join(cell.text.replace("|", "\\|") for cell in cells) + " |\n")
    if first:
        writer.add("|" + " --- |" * width + "\n")
    return width


def _escaped(text: str) -> str:
    if _MARK.match(text):
        return "\\" + text
    number = _NUMBER.match(text)
    return f"{number.group(1)}\\{text[number.end(1) :]}" if number else text
