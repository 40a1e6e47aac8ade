"""Plain text files to blocks: paragraphs by blank lines, list items, and the marks people type.

Headings that have no mark at all are found afterwards, by `ingest.headings`.
"""

import re
from collections.abc import Iterator

from ingest.blocks import Block, BlockKind, has_word, trimmed
from ingest.sentences import Span

# Mail and editors wrap at 72 to 132 columns; a longer line is a paragraph of its own.
_MAX_WRAPPED_LINE = 160

# An author card or a menu has a few short lines; wrapped prose has longer ones.
_MAX_CARD_LINES = 4
_MAX_CARD_LINE = 48

_MARKED = re.compile(r"(#{1,6})[ \t]+(\S.*)")
_UNDERLINE = re.compile(r"[ \t]*(?:(=)=+|--+|~~+)[ \t]*")
_BULLET = re.compile(r"[ \t]*[-*+•‣▪◦–][ \t]+(?=\S)")
_NUMBER = re.compile(r"[ \t]*(?:\d{1,3}|[a-zA-Z])[.)][ \t]+(?=\S)")
_STOPS = (".", "!", "?", ":", ";", ",")


def read_plaintext(text: str, start: int = 0) -> tuple[Block, ...]:
    """Return the blocks of `text` from offset `start` on, in order and without overlap.

    Blank lines separate paragraphs; where a line exceeds 160 characters the text is not wrapped,
    and each of the neighbouring lines is a paragraph of its own, as is each line of a short card
    of unpunctuated lines. `# Heading` and underlined lines are headings. A line that opens with a
    bullet or a number begins a list item.
    """
    blocks: list[Block] = []
    for paragraph in _paragraphs(text, start):
        blocks.extend(_blocks_of(text, paragraph))
    return tuple(block for block in blocks if has_word(text, block.start, block.end))


def _paragraphs(text: str, start: int) -> Iterator[list[Span]]:
    """Yield the runs of lines between blank lines, marked headings apart."""
    run: list[Span] = []
    for line in _lines(text, start):
        content = text[line.start : line.end]
        heading = _MARKED.match(content)
        if run and (heading or not content.strip()):
            yield run
            run = []
        if heading:
            yield [line]
        elif content.strip():
            run.append(line)
    if run:
        yield run


def _lines(text: str, start: int) -> Iterator[Span]:
    while start < len(text):
        newline = text.find("\n", start)
        end = len(text) if newline < 0 else newline
        yield Span(start, end)
        start = end + 1


def _blocks_of(text: str, lines: list[Span]) -> Iterator[Block]:
    marked = _MARKED.match(text, lines[0].start, lines[0].end)
    if marked:
        end = lines[0].start + len(text[lines[0].start : lines[0].end].rstrip(" \t#"))
        start = min(marked.start(2), end)
        yield Block(BlockKind.HEADING, start, end, len(marked.group(1)))
        return
    if len(lines) > 1:
        underline = _UNDERLINE.fullmatch(text, lines[1].start, lines[1].end)
        if underline and not _begins_item(text, lines[0], numbered=True):
            level = 1 if underline.group(1) else 2
            yield Block(BlockKind.HEADING, *trimmed(text, lines[0].start, lines[0].end), level)
            lines = lines[2:]
    if lines:
        yield from _prose(text, lines)


def _prose(text: str, lines: list[Span]) -> Iterator[Block]:
    unwrapped = any(line.end - line.start > _MAX_WRAPPED_LINE for line in lines)
    apart = unwrapped or _is_card(text, lines)
    pending: Block | None = None
    for line in lines:
        marker = _marker(text, line, pending)
        if pending and (apart or marker > line.start):
            yield pending
            pending = None
        if pending:
            end = trimmed(text, line.start, line.end)[1]
            pending = Block(pending.kind, pending.start, end)
        else:
            kind = BlockKind.ITEM if marker > line.start else BlockKind.PARAGRAPH
            pending = Block(kind, *trimmed(text, marker, line.end))
    if pending:
        yield pending


def _marker(text: str, line: Span, pending: Block | None) -> int:
    """Return where the line's content begins: behind its list marker where it has one.

    A number opens an item only where a list can begin or go on: wrapped prose may well have a
    line that starts with a figure and a full stop.
    """
    listed = pending is None or pending.kind is BlockKind.ITEM or text[pending.end - 1] == ":"
    item = _begins_item(text, line, numbered=listed)
    return item.end() if item else line.start


def _begins_item(text: str, line: Span, *, numbered: bool) -> re.Match[str] | None:
    bullet = _BULLET.match(text, line.start, line.end)
    return bullet or (_NUMBER.match(text, line.start, line.end) if numbered else None)


def _is_card(text: str, lines: list[Span]) -> bool:
    """Whether every line is short, capitalised and unpunctuated, so that none continues another."""
    return 1 < len(lines) <= _MAX_CARD_LINES and all(
        line.end - line.start <= _MAX_CARD_LINE
        and not text[line.start : line.end].rstrip().endswith(_STOPS)
        and text[line.start : line.end].lstrip()[:1].isupper()
        for line in lines
    )
