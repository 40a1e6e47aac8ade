"""Sections from headings: how they nest, and under which of them a place stands."""

from bisect import bisect_right
from collections.abc import Sequence

from ingest.blocks import Block, BlockKind
from ingest.document import Section
from ingest.words import plain_line


def nest_sections(text: str, blocks: Sequence[Block]) -> tuple[Section, ...]:
    """Return the sections in the order of their headings.

    A section ends where the next heading of its own or a higher rank begins, or with the text.
    Levels are counted by nesting, so a skipped rank (## then ####) leaves no hole.
    """
    headings = [block for block in blocks if block.kind is BlockKind.HEADING]
    ends = _section_ends(text, headings)
    open_above: list[Block] = []
    sections: list[Section] = []
    for heading, end in zip(headings, ends, strict=True):
        while open_above and open_above[-1].level >= heading.level:
            open_above.pop()
        open_above.append(heading)
        path = tuple(plain_line(text[above.start : above.end]) for above in open_above)
        sections.append(Section(path, len(path), heading.start, heading.end, end))
    return tuple(sections)


def heading_path_at(sections: Sequence[Section], starts: Sequence[int], at: int) -> tuple[str, ...]:
    """Return the heading path of the place at offset `at`; `starts` are the sections' own."""
    index = bisect_right(starts, at) - 1
    return sections[index].heading_path if index >= 0 else ()


def _section_ends(text: str, headings: Sequence[Block]) -> list[int]:
    ends = [len(text)] * len(headings)
    unclosed: list[int] = []
    for index, heading in enumerate(headings):
        line_start = text.rfind("\n", 0, heading.start) + 1
        while unclosed and headings[unclosed[-1]].level >= heading.level:
            ends[unclosed.pop()] = line_start
        unclosed.append(index)
    return ends
