"""Markdown files to blocks, with offsets into the raw text.

markdown-it-py decides what is a paragraph, an item, a table; its tokens tell lines, not characters.
The characters are found again here: the content of a token's first line always stands at the end of
that raw line, behind whatever markers (`>`, `-`, `#`) open it.
"""

import re
from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from ingest.blocks import Block, BlockKind, has_word, trimmed

# The parser drops what is nested deeper than its limit (20 as shipped); no text is to be lost,
# and at this depth the parser's recursion is still far from Python's.
_MAX_NESTING = 60

_NEWLINE = re.compile(r"\r\n?|\n")
_LINE_MARKERS = re.compile(r"[\s>]*(?:(?:[-*+]|\d{1,9}[.)]|#{1,6})(?=\s))?\s*")
_IMAGES_ONLY = re.compile(r"(?:!\[[^\[\]]{0,300}\]\([^()]{0,500}\)\s*)+")
_TAG = re.compile(r"<[^<>]{0,1000}>")
_SILENT_HTML = re.compile(r"\s*<(?:!|\?|script\b|style\b|pre\b)", re.IGNORECASE)
# A cell's outer bar, and the quote mark before it where a table stands in a quotation.
_ROW_EDGE = " \t|>"


def read_markdown(text: str, start: int = 0) -> tuple[Block, ...]:
    """Return the blocks of `text` from offset `start` on, in order and without overlap.

    CommonMark with pipe tables. Headings are those of the file's own level (ATX or underlined);
    a heading inside a list or a quotation is a paragraph, as it has no section of its own.
    """
    body = text[start:]
    lines = _LineStarts(body)
    tokens = _parser().parse(body)
    blocks: list[Block] = []
    for index, token in enumerate(tokens):
        if token.map is None:
            continue
        for block in _blocks_of(body, lines, tokens, index):
            if not blocks or block.start >= blocks[-1].end:
                blocks.append(block)
    return tuple(
        Block(block.kind, block.start + start, block.end + start, block.level) for block in blocks
    )


class _LineStarts:
    """Offsets at which the lines of a text begin, counted as the parser counts them."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in _NEWLINE.finditer(text))]
        self._length = len(text)

    def offset(self, line: int) -> int:
        """Return where `line` (from 0) begins; the text's length past the last."""
        return self._starts[line] if line < len(self._starts) else self._length


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable("table")
    # Only the block structure is wanted: inline markup stays in the sentences as it is.
    return parser.disable("inline")


def _blocks_of(text: str, lines: _LineStarts, tokens: Sequence[Token], index: int) -> list[Block]:
    token = tokens[index]
    first, last = token.map or (0, 0)
    start, end = lines.offset(first), lines.offset(last)
    if token.type in ("fence", "code_block", "hr"):
        return [Block(BlockKind.SKIPPED, *trimmed(text, start, end))]
    if token.type == "html_block":
        return _html_blocks(text, start, end)
    if token.type == "tr_open":
        return _row(text, start, lines.offset(first + 1))
    if token.type not in ("heading_open", "paragraph_open"):
        return []
    content = tokens[index + 1].content
    block_start, block_end = _place(text, start, end, lines.offset(first + 1), content)
    if not has_word(text, block_start, block_end):
        return []
    if token.type == "heading_open" and token.level == 0:
        level = int(token.tag[1:])
        return [Block(BlockKind.HEADING, block_start, block_end, level)]
    kind = _paragraph_kind(text[block_start:block_end], tokens, index)
    return [Block(kind, block_start, block_end)]


def _place(text: str, start: int, end: int, first_line_end: int, content: str) -> tuple[int, int]:
    """Return the offsets of a token's content within its lines `text[start:end]`."""
    opening = content.split("\n", 1)[0].rstrip()
    _, line_stop = trimmed(text, start, first_line_end)
    if "\n" not in content:
        # A heading: its underline, or the #s that close it, are no part of it.
        at = text.rfind(opening, start, first_line_end)
        if opening and at >= 0:
            return at, at + len(opening)
    begin = line_stop - len(opening)
    if begin < start or text[begin:line_stop] != opening:
        # The parser replaced a character (a tab, a control character): skip the markers instead.
        markers = _LINE_MARKERS.match(text, start, first_line_end)
        begin = markers.end() if markers else start
    stop = _content_end(text, start, end, content.count("\n"))
    return trimmed(text, begin, max(begin, stop))


def _content_end(text: str, start: int, end: int, line_breaks: int) -> int:
    """Return the end of line `line_breaks` from `start` on: an underline may follow it."""
    at = start
    for _ in range(line_breaks + 1):
        newline = _NEWLINE.search(text, at, end)
        if newline is None:
            return end
        at = newline.end()
    return at


def _paragraph_kind(content: str, tokens: Sequence[Token], index: int) -> BlockKind:
    if _IMAGES_ONLY.fullmatch(content):
        return BlockKind.LABEL
    inside_item = index > 0 and tokens[index - 1].type == "list_item_open"
    return BlockKind.ITEM if inside_item else BlockKind.PARAGRAPH


def _row(text: str, start: int, end: int) -> list[Block]:
    row = text[start:end]
    left = len(row) - len(row.lstrip(_ROW_EDGE))
    stop = start + len(row.rstrip("\r\n" + _ROW_EDGE))
    if stop <= start + left or not has_word(text, start + left, stop):
        return []
    return [Block(BlockKind.ROW, start + left, stop)]


def _html_blocks(text: str, start: int, end: int) -> list[Block]:
    """Return the lines of an HTML block that say something besides their tags."""
    if _SILENT_HTML.match(text, start, end):
        return [Block(BlockKind.SKIPPED, *trimmed(text, start, end))]
    blocks = []
    at = start
    for line in text[start:end].split("\n"):
        said = any(character.isalnum() for character in _TAG.sub("", line))
        kind = BlockKind.PARAGRAPH if said else BlockKind.SKIPPED
        if line.strip():
            blocks.append(Block(kind, *trimmed(text, at, at + len(line))))
        at += len(line) + 1
    return blocks
